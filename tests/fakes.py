"""Stand in for the clock and the timer, so that a test decides when time passes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, tzinfo

from kneecoach.model.units import Seconds

A_MONDAY_MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class FakeClock:
    """Tell the time a test has set; satisfies `kneecoach.clock.Clock`.

    `advance` moves the day's clock and the monotonic one together, as time does. `set` moves the
    day's clock alone, as a person or a time server does.
    """

    def __init__(self, start: datetime = A_MONDAY_MORNING, *, zone: tzinfo = UTC) -> None:
        self._zone = zone
        self._now = _aware(start)
        self._monotonic = 1000.0

    def now(self) -> datetime:
        """Return the present moment, aware UTC."""
        return self._now

    def today(self) -> date:
        """Return the day in the zone the clock was made with."""
        return self._now.astimezone(self._zone).date()

    def monotonic(self) -> Seconds:
        """Return seconds from an arbitrary start."""
        return Seconds(self._monotonic)

    def advance(self, seconds: float = 0.0, *, days: float = 0.0) -> None:
        """Let time pass; it never goes back."""
        passed = timedelta(seconds=seconds, days=days)
        if passed < timedelta(0):
            raise ValueError("time passes forwards; use set() to move the day's clock back")
        self._now += passed
        self._monotonic += passed.total_seconds()

    def set(self, moment: datetime) -> None:
        """Set the day's clock to an aware moment; the monotonic clock stays as it was."""
        self._now = _aware(moment)


class FakeTicker:
    """Tick when a test says so; ticks only while started, as a timer does."""

    def __init__(self) -> None:
        self._callbacks: list[Callable[[], None]] = []
        self.interval_ms: int | None = None

    @property
    def is_running(self) -> bool:
        """Return whether the ticker is started."""
        return self.interval_ms is not None

    def on_tick(self, callback: Callable[[], None]) -> None:
        """Call `callback` at each tick."""
        self._callbacks.append(callback)

    def start(self, interval_ms: int) -> None:
        """Start, or start again with another interval."""
        if interval_ms <= 0:
            raise ValueError("an interval is at least one millisecond")
        self.interval_ms = interval_ms

    def stop(self) -> None:
        """Stop; nothing happens when it does not run."""
        self.interval_ms = None

    def fire(self, times: int = 1) -> None:
        """Tick `times` times, or until something stops the ticker."""
        for _ in range(times):
            if not self.is_running:
                return
            for callback in tuple(self._callbacks):
                callback()


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment carries its zone")
    return moment.astimezone(UTC)
