"""Hear of files that macOS hands over: by an event, also to a window that runs already."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from kneecoach.override import override


class OpeningApplication(QApplication):
    """Keep the files that were handed over until somebody takes them.

    Only what is sent to the application itself comes through Python, which is little.

    Args:
        arguments: Those of the process.
    """

    def __init__(self, arguments: Sequence[str]) -> None:
        super().__init__(list(arguments))
        self._waiting: list[Path] = []
        self._take: Callable[[Path], None] | None = None

    def hand_to(self, take: Callable[[Path], None]) -> None:
        """Hand files to somebody from now on; first the one that came last so far."""
        self._take = take
        if self._waiting:
            take(self._waiting.pop())
            self._waiting.clear()

    @override
    def event(self, arg__1: QEvent) -> bool:
        """Take a file that is handed over."""
        if isinstance(arg__1, QFileOpenEvent) and arg__1.file():
            file = Path(arg__1.file())
            if self._take is None:
                self._waiting.append(file)
            else:
                self._take(file)
            return True
        return super().event(arg__1)
