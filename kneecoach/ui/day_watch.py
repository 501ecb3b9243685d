"""Notice that a new day has begun while the window stays open, without looking every so often."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from kneecoach.clock import Clock

LEAST_WAIT_MS = 60_000
"""A clock that was moved may still be before midnight when the timer ends."""


class DayWatch(QObject):
    """Wait once for the coming midnight, and look again whenever the person comes back.

    A timer stands still while the computer sleeps; so the day is also looked at when the window is
    made active, which is when somebody sees it.

    Signals:
        day_changed: The person's local day is another than before.
    """

    day_changed = Signal()

    def __init__(
        self, *, application: QApplication, clock: Clock, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._day = clock.today()
        self._midnight = QTimer(self)
        self._midnight.setSingleShot(True)
        self._midnight.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._midnight.timeout.connect(self.look)
        self._application = application
        self._application.applicationStateChanged.connect(self._on_state_changed)

    @property
    def day(self) -> date:
        """Return the day that was last told of."""
        return self._day

    def start(self) -> None:
        """Wait for the coming midnight."""
        self._midnight.start(milliseconds_to_midnight(self._clock.now()))

    def stop(self) -> None:
        """Look no more; called once, when the window goes."""
        self._midnight.stop()
        self._application.applicationStateChanged.disconnect(self._on_state_changed)

    def look(self) -> None:
        """Tell of a new day if there is one, and wait for the next."""
        day = self._clock.today()
        if day != self._day:
            self._day = day
            self.day_changed.emit()
        self.start()

    def _on_state_changed(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.look()


def milliseconds_to_midnight(now: datetime) -> int:
    """Return how long it is to the coming local midnight; at least `LEAST_WAIT_MS`."""
    local = now.astimezone()
    midnight = datetime.combine(local.date() + timedelta(days=1), time()).astimezone()
    wait = round((midnight - now) / timedelta(milliseconds=1))
    return max(LEAST_WAIT_MS, wait)
