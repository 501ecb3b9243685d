"""Show one exercise in a list: what it looks like, how much, what changed and why."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from kneecoach.model.exercise import Position
from kneecoach.override import override
from kneecoach.ui.theme.type import TextRole, scaled
from kneecoach.ui.widgets.dose_badge import BadgeTone, DoseBadge
from kneecoach.ui.widgets.placeholder_figure import FigureThumb
from kneecoach.ui.widgets.text import RETHEME, Text, Tone

_NARROW_PX = 440
_GAP_PX = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class RowValues:
    """What a row shows; every text is ready to be read.

    Attributes:
        name, dose: The exercise, and how much of it.
        position: How the body starts.
        badge, tone: What changed; an empty badge shows none.
        reason: Why; may be empty.
    """

    name: str
    dose: str
    position: Position
    badge: str = ""
    tone: BadgeTone = BadgeTone.SAME
    reason: str = ""


class ExerciseRow(QWidget):
    """Show an exercise; what changed stands at the right, or below when there is little room.

    Args:
        values: What is shown.
        name: Object name.
        parent: The widget it is in.
    """

    def __init__(self, values: RowValues, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        parts = (values.name, values.dose, values.badge, values.reason)
        self.setAccessibleName(values.name)
        self.setAccessibleDescription(". ".join(part for part in parts[1:] if part))
        self._thumb = FigureThumb(name=f"{name}.figure")
        self._thumb.set_posture(values.position)
        self._name = Text(values.name, role=TextRole.STRONG)
        self._dose = Text(values.dose, role=TextRole.SMALL, tone=Tone.MUTED)
        self._badge = DoseBadge(values.badge, values.tone, name=f"{name}.badge")
        if not values.badge:
            self._badge.hide()
        self._reason = Text(values.reason, role=TextRole.SMALL, tone=Tone.MUTED)
        if not values.reason:
            self._reason.hide()
        self._lines = values.dose.split("\n")
        self._places = (False, False)
        self._build_layout()

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the room of the picture and the widest part: the parts can stand in a column."""
        parts = (self._name, self._dose, self._badge, self._reason)
        hints = [part.minimumSizeHint() for part in parts if not part.isHidden()]
        wide = max((hint.width() for hint in hints), default=0)
        thumb = self._thumb.sizeHint()
        return QSize(thumb.width() + _GAP_PX + wide, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the change and the reason where they fit."""
        super().resizeEvent(event)
        self._arrange()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in RETHEME:
            self._arrange()

    def _build_layout(self) -> None:
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)
        self._grid.addWidget(self._name, 0, 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP_PX)
        row.addWidget(self._thumb, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._grid, 1)
        self._place()

    def _arrange(self) -> None:
        """Choose the places by the width: badge at the right or below, a short reason under it."""
        width = self.width()
        reason = self._reason.fontMetrics().horizontalAdvance(self._reason.text())
        dose = max(
            (self._dose.fontMetrics().horizontalAdvance(line) for line in self._lines), default=0
        )
        is_narrow = width < scaled(_NARROW_PX)
        room = width - self._thumb.sizeHint().width() - dose - 40
        is_one_line = bool(self._badge.text()) and not is_narrow
        places = (is_narrow, is_one_line and "\n" not in self._reason.text() and reason <= room)
        if places != self._places:
            self._places = places
            self._place()

    def _place(self) -> None:
        is_narrow, is_reason_short = self._places
        across = Qt.AlignmentFlag.AlignLeading if is_narrow else Qt.AlignmentFlag.AlignTrailing
        for part in (self._dose, self._badge, self._reason):
            self._grid.removeWidget(part)
        self._grid.addWidget(self._dose, 1, 0)
        if is_narrow:
            self._grid.addWidget(self._badge, 2, 0, across)
        else:
            self._grid.addWidget(self._badge, 0, 1, across)
        if is_reason_short:
            self._grid.addWidget(self._reason, 1, 1)
        else:
            self._grid.addWidget(self._reason, 3, 0, 1, 2)
        edge = across if is_reason_short else Qt.AlignmentFlag.AlignLeading
        self._reason.setAlignment(edge | Qt.AlignmentFlag.AlignTop)
        self._reason.setWordWrap(not is_reason_short)
