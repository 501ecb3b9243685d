"""Remember from one start to the next where the window is and how large."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from PySide6.QtWidgets import QWidget

from kneecoach.model.errors import KneecoachError
from kneecoach.saving import keep_file


def remember_place(window: QWidget, file: Path) -> None:
    """Write where a window is, its usual size, and whether it fills the screen.

    A window that has the whole screen for a session keeps the place that it had before. Where the
    file cannot be written the window opens next time as it did this time, which nobody needs to be
    told of.
    """
    if window.isFullScreen():
        return
    place = bytes(window.saveGeometry().toHex().data())
    with suppress(OSError):
        if file.read_bytes() == place:
            return
    with suppress(KneecoachError):
        keep_file(file, place)
