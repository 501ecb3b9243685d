"""Let a page be left by Escape."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from kneecoach.override import override
from kneecoach.ui.widgets.scroll_page import ScrollPage


class LeavablePage(ScrollPage):
    """Be a page that leads back to another one.

    Signals:
        closed: The person goes back.
    """

    closed = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape go back."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
