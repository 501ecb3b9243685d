"""Give the facts of the picture of progress as a table; a row's words are made when it is seen."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QTableView, QWidget

from kneecoach.coach.progress import SessionPoint
from kneecoach.override import override
from kneecoach.ui.theme.type import scaled
from kneecoach.ui.words.progress import date_words, score_words

_ROWS_SEEN = 8
_ROW_PX = 44
_Index = QModelIndex | QPersistentModelIndex


def _before(point: SessionPoint) -> str:
    return str(point.before)


def _worst(point: SessionPoint) -> str:
    return score_words(point.during)


def _after(point: SessionPoint) -> str:
    return score_words(point.after)


def _sets(point: SessionPoint) -> str:
    return str(point.sets)


def _decisions(point: SessionPoint) -> str:
    return ", ".join(turn.rule for turn in point.turns)


_FACTS = (date_words, _before, _worst, _after, _sets, _decisions)


class SessionTable(QTableView):
    """Show sessions, the newest first.

    Signals:
        session_chosen(int): The person went to the row of the session at this place of what was
            given, which is in the order of time.

    Args:
        name: Object name.
        label: Name for screen readers.
        parent: The widget it is in.
    """

    session_chosen = Signal(int)

    def __init__(self, *, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setMinimumHeight(scaled(_ROW_PX * _ROWS_SEEN))
        # Only what is in view is measured: a long history has thousands of rows.
        self.horizontalHeader().setResizeContentsPrecision(0)
        self._sessions = _Sessions(self)
        self.setModel(self._sessions)
        self.selectionModel().currentRowChanged.connect(self._on_row_changed)

    def set_sessions(self, sessions: tuple[SessionPoint, ...]) -> None:
        """Show other sessions, given in the order of time."""
        self._sessions.set_sessions(sessions)
        if self.isVisible():
            self.resizeColumnsToContents()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Make the columns fit; while the table is hidden Qt would measure every row."""
        super().showEvent(event)
        self.resizeColumnsToContents()

    def _on_row_changed(self, now: QModelIndex) -> None:
        if now.isValid():
            self.session_chosen.emit(self._sessions.place_of(now.row()))


class _Sessions(QAbstractTableModel):
    """Say what stands in each cell."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._points: tuple[SessionPoint, ...] = ()
        self._names = (
            self.tr("Day"),
            self.tr("Before"),
            self.tr("Worst"),
            self.tr("After"),
            self.tr("Sets"),
            self.tr("Decisions"),
        )

    def set_sessions(self, sessions: tuple[SessionPoint, ...]) -> None:
        """Take other sessions."""
        self.beginResetModel()
        self._points = sessions
        self.endResetModel()

    def place_of(self, row: int) -> int:
        """Return the place of the session of a row."""
        return len(self._points) - 1 - row

    @override
    def rowCount(self, parent: _Index | None = None) -> int:
        """Return the number of sessions."""
        return 0 if parent is not None and parent.isValid() else len(self._points)

    @override
    def columnCount(self, parent: _Index | None = None) -> int:
        """Return the number of facts."""
        return 0 if parent is not None and parent.isValid() else len(self._names)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the name of a fact; rows have none, and are numbered by Qt."""
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self._names[section]
        return super().headerData(section, orientation, role)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what stands in a cell."""
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        return _FACTS[index.column()](self._points[self.place_of(index.row())])
