"""Say what the coach needs of what keeps its records."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol
from uuid import UUID

from kneecoach.model.function import FunctionScore
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
from kneecoach.model.withdrawal import Withdrawal


class Store(Protocol):
    """Keep records; each call is safe on disk when it returns."""

    def default_person(self) -> Person:
        """Return the first person; add a nameless one when there is nobody yet."""

    def start_session(self, record: SessionRecord) -> None:
        """Keep a session that begins."""

    def record_set(self, session_id: UUID, done_set: DoneSet) -> None:
        """Keep a set that ended; the same set twice is kept once."""

    def change_person(self, person: Person) -> None:
        """Keep a new name or sore knee of someone who is already there."""

    def record_stop(self, session_id: UUID, stop: PainStop) -> None:
        """Keep what was said at a stop for pain; the same stop twice is kept once."""

    def finish_session(
        self,
        session_id: UUID,
        *,
        ended_at: datetime,
        ending: Ending = ...,
        scores: Scores = ...,
        exercises: tuple[DoneExercise, ...] = ...,
        paused_times: int = ...,
        knees: tuple[KneeScores, ...] = ...,
    ) -> None:
        """Keep the end of a session: how it ended, its scores, and how each exercise felt."""

    def add_session(self, record: SessionRecord) -> None:
        """Keep a whole session that was done away from the computer."""

    def add_check_in(self, check_in: CheckIn) -> None:
        """Keep a morning."""

    def add_clearance(self, clearance: Clearance) -> None:
        """Keep that someone has been seen."""

    def add_overrule(self, overrule: Overrule) -> None:
        """Keep a dose that the person chose."""

    def add_silence(self, silence: Silence) -> None:
        """Keep that a checked sign does not count for a while."""

    def add_screening(
        self, screenings: tuple[Screening, ...], check_ins: tuple[CheckIn, ...] = ...
    ) -> None:
        """Keep the answers to the safety questions and the mornings with them, all or nothing."""

    def withdraw(self, withdrawals: tuple[Withdrawal, ...]) -> None:
        """Keep that records were deleted or brought back, all or nothing."""

    def withdrawals(self, person_id: UUID) -> tuple[Withdrawal, ...]:
        """Return what one person deleted and brought back, oldest first."""

    def add_function(self, scores: tuple[FunctionScore, ...]) -> None:
        """Keep scores of what the knee can do, all or nothing."""


class Shelf(Protocol):
    """Hand out the store when it is needed, and what it holds."""

    def __call__(self) -> Store:
        """Return the open store."""
        ...

    def read(self) -> tuple[Person | None, History]:
        """Return the first person and all that was recorded; None when there is nobody yet."""
        ...

    def has_news(self) -> bool:
        """Return whether another program has written since the last `read`."""
        ...
