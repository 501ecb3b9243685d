"""Copy the history once a day, on a thread of its own, while the window goes on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal

from kneecoach.clock import Clock
from kneecoach.model.errors import KneecoachError
from kneecoach.override import override
from kneecoach.paths import Paths


class DailyCopy(QObject):
    """See that today's copy of the history is there.

    Signals:
        failed(KneecoachError): No copy could be made; told once a day.

    Args:
        clock: Tells the day.
        paths: Where the history and its copies are.
    """

    failed = Signal(object)

    def __init__(self, *, clock: Clock, paths: Paths, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._paths = paths
        self._looked: date | None = None
        self._copying: _Copying | None = None

    def look(self) -> None:
        """Make today's copy unless that was tried already."""
        today = self._clock.today()
        if today == self._looked or self._copying is not None:
            return
        self._looked = today
        self._copying = _Copying(self._paths.database, self._paths.backups, today, parent=self)
        self._copying.finished.connect(self._on_finished)
        self._copying.start()

    def stop(self) -> None:
        """Wait for a copy that is being made."""
        if self._copying is not None:
            self._copying.wait()
            self._copying = None

    def _on_finished(self) -> None:
        done, self._copying = self._copying, None
        if done is not None and done.error is not None:
            self.failed.emit(done.error)


class _Copying(QThread):
    """Make one copy."""

    def __init__(self, history: Path, folder: Path, today: date, *, parent: QObject) -> None:
        super().__init__(parent)
        self._history, self._folder, self._today = history, folder, today
        self.error: KneecoachError | None = None

    @override
    def run(self) -> None:
        """Copy, check, and take away what is too old."""
        from kneecoach.history.backups import keep_daily  # noqa: PLC0415 - on this thread only

        try:
            keep_daily(self._history, self._folder, self._today)
        except KneecoachError as error:
            self.error = error
