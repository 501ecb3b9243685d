"""Let a coach whose window was closed to the tray become small again, by being started anew.

What the window has brought along, the library of the database above all, cannot be unloaded.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QByteArray, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from kneecoach.paths import PERSON_VARIABLE

Field = TypeVar("Field", bound=QWidget)

HIDDEN_MS = 10_000
"""A window that was closed is let go after this long; until then it is back at once."""

BUSY_MS = 60_000
"""Where it cannot be let go, that is tried again after this long."""

MOST_PSS_KB = 80_000
"""A coach in the tray that has come to hold more than this begins anew when its break is over."""

MEMORY = Path("/proc/self/smaps_rollup")

BEGIN_SMALL = 64
"""The status of an event loop that ends so that the coach is started anew in the tray."""

BEGIN_ANEW = 65
"""The status of an event loop that ends so that the coach is started anew for somebody else."""

WINDOW_VARIABLE = "KNEECOACH_WINDOW"
"""Tells a coach that was started anew where its window was."""


QUIETLY_VARIABLE = "KNEECOACH_QUIETLY"
"""Tells a coach that was started anew not to take the keyboard from another program's window."""


class Hiding(QObject):
    """Wait until the window has been hidden for a while, and end the event loop then.

    Args:
        application: Owns the event loop.
        may_go: Returns whether nothing is lost and nothing is near.
    """

    def __init__(
        self, *, application: QApplication, may_go: Callable[[], bool], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._application = application
        self._may_go = may_go
        self._window: QWidget | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_hidden_long)

    def begin(self, window: QWidget | None) -> None:
        """Begin to wait; Windows cannot start a program anew in its own place.

        Args:
            window: The window that is hidden; None when there has been none.
        """
        if sys.platform != "win32":
            self._window = window
            self._timer.start(HIDDEN_MS)

    def stop(self) -> None:
        """Wait no more: the window is back, or all is over."""
        self._timer.stop()

    def _on_hidden_long(self) -> None:
        window = self._window
        if window is not None and window.isVisible():
            return
        if not self._may_go() or (window is not None and holds_typed_words(window)):
            self._timer.start(BUSY_MS)
            return
        if window is not None:
            keep_place(window)
        self._application.exit(BEGIN_SMALL)


def is_large(memory: Path = MEMORY) -> bool:
    """Return whether this process holds more than a coach in the tray should; Linux alone tells."""
    try:
        lines = memory.read_text().splitlines()
    except OSError:
        return False
    held = next((line.split()[1] for line in lines if line.startswith("Pss:")), "0")
    return int(held) > MOST_PSS_KB


def holds_typed_words(window: QWidget) -> bool:
    """Return whether a field in view holds words that the person typed, and may go on with."""
    lines = (one.isModified() and one.text() for one in _in_view(window, QLineEdit))
    texts = (
        one.document().isModified() and one.toPlainText()
        for one in _in_view(window, QPlainTextEdit)
    )
    return any(lines) or any(texts)


def _in_view(window: QWidget, kind: type[Field]) -> Iterator[Field]:
    return (one for one in window.findChildren(kind) if one.isVisibleTo(window))


def keep_place(window: QWidget) -> None:
    """Note where a window is for a coach that is started anew."""
    os.environ[WINDOW_VARIABLE] = bytes(window.saveGeometry().toHex().data()).decode()


def come_back_quietly(window: QWidget) -> None:
    """Note that a window is not in use, so that it comes back behind the one that is."""
    if window.isMinimized():
        os.environ[QUIETLY_VARIABLE] = "minimized"
    elif not window.isActiveWindow():
        os.environ[QUIETLY_VARIABLE] = "behind"


def begin_for_another(application: QApplication, window: QWidget) -> None:
    """End the event loop so that the coach is started anew for the person who was chosen."""
    keep_place(window)
    os.environ.pop(PERSON_VARIABLE, None)  # what is chosen in the window goes before it
    application.exit(BEGIN_ANEW)


def begin_locked(
    application: QApplication, window: QWidget | None, *, may_stay_hidden: bool
) -> None:
    """End the event loop so that the coach is started anew without a key.

    Args:
        application: Owns the event loop.
        window: The window; None when there has been none.
        may_stay_hidden: A window that nobody sees need not come back: something else stays.
    """
    is_seen = window is not None and window.isVisible() and not window.isMinimized()
    stays_hidden = may_stay_hidden and not is_seen
    if window is not None:
        keep_place(window)
        if not stays_hidden:
            come_back_quietly(window)
    application.exit(BEGIN_SMALL if stays_hidden else BEGIN_ANEW)


def put_back(window: QWidget) -> None:
    """Put a window where it was before the coach was started anew."""
    place = os.environ.get(WINDOW_VARIABLE)
    if place:
        window.restoreGeometry(QByteArray.fromHex(place.encode()))
    quietly = os.environ.pop(QUIETLY_VARIABLE, "")
    if quietly == "minimized":
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMinimized)
    elif quietly == "behind":
        window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
