"""Stand in for the tray where a desktop has none: a small window with the same menu."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneecoach.override import override
from kneecoach.ui.breaks.menu import BreakMenu
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.buttons import PlainButton
from kneecoach.ui.widgets.text import Text


class SmallWindow(QWidget):
    """Show the time to the next desk break; closing it ends the coach.

    Signals:
        open_requested: The person wants the whole window.
        close_requested: The person closed it.

    Args:
        menu: What can be done; shared with the tray.
    """

    open_requested = Signal()
    close_requested = Signal()

    def __init__(self, *, menu: BreakMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("breaks.small")
        self.setWindowTitle("kneecoach")
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._menu = menu
        self._line = Text(role=TextRole.STRONG)
        self._open = PlainButton(self.tr("Open kneecoach"), name="breaks.small.open")
        self._more = PlainButton(self.tr("Desk breaks"), name="breaks.small.menu")
        row = QHBoxLayout()
        row.addWidget(self._open)
        row.addWidget(self._more)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(self._line)
        column.addLayout(row)
        self._open.clicked.connect(self.open_requested)
        self._more.clicked.connect(self._on_more_clicked)

    def show_line(self, line: str) -> None:
        """Show where the break timer stands."""
        self._line.setText(line)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave it to the owner what closing means."""
        event.ignore()
        self.close_requested.emit()

    def _on_more_clicked(self) -> None:
        self._menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))
