"""Be the window: painted at once as an outline, filled with the pages afterwards.

Imported before the first paint, so nothing else of ours is imported here; see `first_paint`.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from kneecoach.override import override
from kneecoach.ui.first_paint import FirstPaint

START_SIZE = QSize(1280, 800)
SMALLEST_SIZE = QSize(640, 480)
LARGEST_PLACE = 1_000
"""Most characters that the file of the window's place is read for."""

FRAME_SIZE = QSize(8, 40)
"""What the desktop puts around a window: a title and edges."""


class MainWindow(QMainWindow):
    """Show the outline until `setCentralWidget` brings the pages.

    Signals:
        painted: The window has been painted for the first time.
        close_requested: The person wants to close the window; it stays until `allow_close`.

    Args:
        choice: The chosen theme, for the colours of the outline.
    """

    painted = Signal()
    close_requested = Signal()

    def __init__(self, *, choice: str) -> None:
        super().__init__()
        self.setObjectName("main")
        self.setWindowTitle("kneecoach")
        self.setMinimumSize(SMALLEST_SIZE)
        self.resize(START_SIZE)
        self._may_close = False
        outline = FirstPaint(choice=choice)
        self.setCentralWidget(outline)
        self._first_look = FirstLook(outline)
        self._first_look.seen.connect(self.painted)

    def go_back(self, file: Path) -> None:
        """Go to where the window was before, if that is known; always within a screen."""
        try:
            with file.open("rb") as kept:
                place = bytes.fromhex(kept.read(LARGEST_PLACE).decode())
        except (OSError, ValueError):
            place = b""
        # Qt takes a place that was cut off for one in the corner, and looks for the screen itself.
        if len(place) == self.saveGeometry().size():
            self.restoreGeometry(place)
        self.fit_screen()

    def fit_screen(self) -> None:
        """Be no larger than what the screen has room for, title included."""
        if self.isMaximized():
            return
        self.resize(self.size().boundedTo(self.screen().availableSize() - FRAME_SIZE))

    def allow_close(self) -> None:
        """Close the window without asking again."""
        self._may_close = True
        self.close()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask the owner first, who may allow it at once.

        Qt takes no notice of `close` while it is closing, so the answer is looked at here.
        """
        if not self._may_close:
            self.close_requested.emit()
        event.setAccepted(self._may_close)


class FirstLook(QObject):
    """Notice that a widget has been painted for the first time, and then look no more.

    The window is painted in one go, so what is queued at its painting comes after all of it.

    Signals:
        seen: It has been painted.
    """

    seen = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait until it is painted."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.seen.emit)
        return False
