"""Notice a new day, and the hour of the check-in, while the window stays open, without polling."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from kneecoach.clock import Clock

LEAST_WAIT_MS = 60_000
"""A clock that was moved may still be before the moment when the timer ends."""


class DayWatch(QObject):
    """Wait once for what comes next, and look again whenever the person comes back.

    What comes next is midnight, or the hour from which the morning is asked about. A timer stands
    still while the computer sleeps; so both are also looked at when the window is made active,
    which is when somebody sees it.

    Signals:
        day_changed: The person's local day is another than before.
        morning_came: It is late enough now to ask about the morning of this day.

    Args:
        application: Says when the window is made active.
        clock: Tells moments and days.
        hour: Returns the local hour from which the morning is asked about.
    """

    day_changed = Signal()
    morning_came = Signal()

    def __init__(
        self,
        *,
        application: QApplication,
        clock: Clock,
        hour: Callable[[], int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._hour = hour
        self._day = clock.today()
        self._had_come = self.has_morning_come
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.look)
        self._application = application
        self._application.applicationStateChanged.connect(self._on_state_changed)

    @property
    def day(self) -> date:
        """Return the day that was last told of."""
        return self._day

    @property
    def has_morning_come(self) -> bool:
        """Return whether it is late enough to ask about the morning of this day."""
        return self._clock.now().astimezone().hour >= self._hour()

    def wait_milliseconds(self) -> int:
        """Return how long it still waits; less than nothing when it does not."""
        return self._timer.remainingTime()

    def start(self) -> None:
        """Wait for the coming midnight, or for the hour of the check-in when that is sooner."""
        now = self._clock.now()
        wait = milliseconds_to_midnight(now)
        if not self.has_morning_come:
            wait = min(wait, milliseconds_to_hour(now, self._hour()))
        self._timer.start(wait)

    def stop(self) -> None:
        """Look no more; called once, when the window goes."""
        self._timer.stop()
        self._application.applicationStateChanged.disconnect(self._on_state_changed)

    def look(self) -> None:
        """Tell of a new day, or that the hour has come, and wait for what comes next."""
        day, has_come = self._clock.today(), self.has_morning_come
        has_just_come = has_come and not self._had_come
        self._had_come = has_come
        if day != self._day:
            self._day = day
            self.day_changed.emit()
        elif has_just_come:
            self.morning_came.emit()
        self.start()

    def _on_state_changed(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.look()


def milliseconds_to_midnight(now: datetime) -> int:
    """Return how long it is to the coming local midnight; at least `LEAST_WAIT_MS`."""
    return _milliseconds_to(now, now.astimezone().date() + timedelta(days=1), time())


def milliseconds_to_hour(now: datetime, hour: int) -> int:
    """Return how long it is to an hour of this local day; at least `LEAST_WAIT_MS`."""
    return _milliseconds_to(now, now.astimezone().date(), time(hour))


def _milliseconds_to(now: datetime, day: date, at: time) -> int:
    moment = datetime.combine(day, at).astimezone()
    wait = round((moment - now) / timedelta(milliseconds=1))
    return max(LEAST_WAIT_MS, wait)
