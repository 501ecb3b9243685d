"""Give a steady beat to whoever moves something on the screen; injected, so tests can beat it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer


class Ticker(Protocol):
    """Call back at an interval until stopped."""

    def on_tick(self, callback: Callable[[], None]) -> None:
        """Choose what is called at each beat."""

    def start(self, interval_ms: int) -> None:
        """Begin to beat."""

    def stop(self) -> None:
        """Stop beating."""


class QtTicker(QObject):
    """Beat with a timer of Qt."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Make a precise timer that stands still."""
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)

    def on_tick(self, callback: Callable[[], None]) -> None:
        """Choose what is called at each beat: a bound method."""
        self._timer.timeout.connect(callback)

    def start(self, interval_ms: int) -> None:
        """Begin to beat every `interval_ms` milliseconds."""
        self._timer.start(interval_ms)

    def stop(self) -> None:
        """Stop beating."""
        self._timer.stop()
