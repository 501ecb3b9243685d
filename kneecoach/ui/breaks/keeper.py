"""Keep what becomes of each desk break, and what today comes to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import uuid4

from kneecoach.breaks.state import (
    BreakOffered,
    BreakPostponed,
    BreakSkipped,
    BreakTaken,
    Event,
    NoticeGiven,
    StoodUp,
)
from kneecoach.clock import Clock
from kneecoach.history.break_log import BreakLog
from kneecoach.model.desk_break import BreakOutcome, BreakTally, DeskBreak, tally
from kneecoach.model.errors import KneecoachError

REMEMBERED = 40
"""How many of the last exercises the turn goes by."""


class BreakKeeper:
    """Write each break to the history, and know today's.

    While the records are locked breaks wait in memory, and are written when they are unlocked.

    Args:
        log: The history of breaks.
        clock: Tells moments and days.
        is_locked: Returns whether the records are locked.
    """

    def __init__(
        self, *, log: BreakLog, clock: Clock, is_locked: Callable[[], bool] | None = None
    ) -> None:
        self._log = log
        self._clock = clock
        self._is_locked = is_locked or _never
        self._waiting: tuple[DeskBreak, ...] = ()
        self._failed: Callable[[KneecoachError], None] = _say_nothing
        self._day: date | None = None
        self._today: tuple[DeskBreak, ...] = ()

    def on_failed(self, failed: Callable[[KneecoachError], None]) -> None:
        """Choose what is told when a break could not be kept or read."""
        self._failed = failed

    def is_locked(self) -> bool:
        """Return whether the records are locked."""
        return self._is_locked()

    def has_waiting(self) -> bool:
        """Return whether a break waits to be written."""
        return bool(self._waiting)

    def write_waiting(self) -> None:
        """Write what waited for the records to be unlocked; what cannot be written waits on."""
        self._day = None
        while self._waiting:
            try:
                self._log.add(self._waiting[0])
            except KneecoachError as error:
                self._failed(error)
                return
            self._waiting = self._waiting[1:]

    def tally(self) -> BreakTally:
        """Return what today comes to so far."""
        return tally(self._of_today())

    def done(self) -> tuple[str, ...]:
        """Return what was done in the last breaks, the latest first."""
        if self._is_locked():
            return ()
        try:
            return self._log.last_exercises(REMEMBERED)
        except KneecoachError as error:
            self._failed(error)
            return tuple(one.exercise_id for one in reversed(self._today) if one.exercise_id)

    def keep(self, event: Event, exercise_id: str) -> None:
        """Keep what happened; `exercise_id` is what a break that was taken consisted of."""
        record = self._record(event, exercise_id)
        if record is None:
            return
        self._today = (*self._of_today(), record)
        if self._is_locked():
            self._waiting = (*self._waiting, record)
            return
        try:
            self._log.add(record)
        except KneecoachError as error:
            self._failed(error)

    def _of_today(self) -> tuple[DeskBreak, ...]:
        day = self._clock.today()
        if day != self._day:
            self._day = day
            if self._is_locked():
                self._today = tuple(one for one in self._waiting if one.day == day)
                return self._today
            try:
                self._today = self._log.of_days(day, day)
            except KneecoachError as error:
                self._today = ()
                self._failed(error)
        return self._today

    def _record(self, event: Event, exercise_id: str) -> DeskBreak | None:
        if isinstance(event, NoticeGiven | BreakOffered):
            return None
        taken = event if isinstance(event, BreakTaken) and event.lasted else None
        return DeskBreak(
            id=uuid4(),
            day=self._clock.today(),
            at=self._clock.now(),
            outcome=_OUTCOMES[type(event)],
            sat_seconds=round(event.sat),
            lasted_seconds=0 if taken is None else round(taken.lasted),
            exercise_id="" if taken is None else exercise_id,
        )


def _never() -> bool:
    """Stand in where records are never locked."""
    return False


def _say_nothing(error: KneecoachError) -> None:
    """Stand in until somebody listens."""
    del error


_OUTCOMES: dict[type, BreakOutcome] = {
    BreakTaken: BreakOutcome.TAKEN,
    BreakPostponed: BreakOutcome.POSTPONED,
    BreakSkipped: BreakOutcome.SKIPPED,
    StoodUp: BreakOutcome.NATURAL,
}
