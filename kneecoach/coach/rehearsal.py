"""Coach nobody: show what a programme asks of somebody new, and forget everything at the end."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from kneecoach.clock import Clock
from kneecoach.coach.book import Book
from kneecoach.coach.coach import Coach
from kneecoach.model.feedback import Knee
from kneecoach.model.function import FunctionScore
from kneecoach.model.programme import Catalogue
from kneecoach.model.record import (
    CheckIn,
    Clearance,
    DoneExercise,
    DoneSet,
    Ending,
    History,
    Overrule,
    Person,
    Scores,
    SessionRecord,
    Silence,
)
from kneecoach.model.screening import Screening
from kneecoach.model.session_said import KneeScores, PainStop
from kneecoach.model.units import Seconds


def rehearsing_coach(catalogue: Catalogue, clock: Clock) -> Coach:
    """Return a coach of somebody with one sore knee, who has done nothing so far."""
    return Coach(catalogue=catalogue, book=Book(_ForgetfulShelf()), clock=clock)


class QuickClock:
    """Go a number of times faster than another clock; the day stays the real one.

    Args:
        clock: The other clock.
        speed: How many seconds go by in one of its own.
    """

    def __init__(self, clock: Clock, speed: float) -> None:
        """Begin where the other clock is."""
        self._clock = clock
        self._speed = speed
        self._began = clock.monotonic()

    def now(self) -> datetime:
        """Return the present moment."""
        return self._clock.now()

    def today(self) -> date:
        """Return the day."""
        return self._clock.today()

    def monotonic(self) -> Seconds:
        """Return the seconds of this clock."""
        return Seconds(self._began + (self._clock.monotonic() - self._began) * self._speed)


class _ForgetfulShelf:
    """Hand out a store that keeps nothing."""

    def __init__(self) -> None:
        self._store = _ForgetfulStore()

    def __call__(self) -> _ForgetfulStore:
        return self._store

    def read(self) -> tuple[Person | None, History]:
        return self._store.default_person(), History()

    def has_news(self) -> bool:
        return False


class _ForgetfulStore:
    """Take everything, and keep nothing."""

    def __init__(self) -> None:
        self._person = Person(id=uuid4(), sore_knee=Knee.LEFT)

    def default_person(self) -> Person:
        return self._person

    def start_session(self, record: SessionRecord) -> None:
        pass

    def record_set(self, session_id: UUID, done_set: DoneSet) -> None:
        pass

    def change_person(self, person: Person) -> None:
        pass

    def record_stop(self, session_id: UUID, stop: PainStop) -> None:
        pass

    def finish_session(
        self,
        session_id: UUID,
        *,
        ended_at: datetime,
        ending: Ending = Ending.FINISHED,
        scores: Scores = Scores(),  # noqa: B008 - a frozen value
        exercises: tuple[DoneExercise, ...] = (),
        paused_times: int = 0,
        knees: tuple[KneeScores, ...] = (),
    ) -> None:
        pass

    def add_session(self, record: SessionRecord) -> None:
        pass

    def add_check_in(self, check_in: CheckIn) -> None:
        pass

    def add_clearance(self, clearance: Clearance) -> None:
        pass

    def add_overrule(self, overrule: Overrule) -> None:
        pass

    def add_silence(self, silence: Silence) -> None:
        pass

    def add_screening(
        self, screenings: tuple[Screening, ...], check_ins: tuple[CheckIn, ...] = ()
    ) -> None:
        pass

    def add_function(self, scores: tuple[FunctionScore, ...]) -> None:
        pass

    def withdraw(self, withdrawals: tuple[Any, ...]) -> None:
        pass

    def withdrawals(self, person_id: UUID) -> tuple[Any, ...]:
        del person_id
        return ()
