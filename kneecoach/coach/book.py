"""Keep one person's records on disk and in memory at once, so that planning never waits."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from kneecoach.coach import memory
from kneecoach.coach.store import Shelf, Store
from kneecoach.model.errors import KneecoachError
from kneecoach.model.function import FunctionScore
from kneecoach.model.record import (
    CheckIn,
    Clearance,
    DoneSet,
    History,
    Overrule,
    Person,
    SessionRecord,
    Silence,
)
from kneecoach.model.screening import Screening
from kneecoach.model.session_said import PainStop
from kneecoach.model.withdrawal import Withdrawal


class Book:
    """Hold a person's history; everything is safe on disk before it is taken into memory.

    What is in memory always equals what would be read from the store, without reading it again.
    """

    def __init__(self, shelf: Shelf) -> None:
        """Read what is there; the store itself is opened by the first thing to be written.

        Raises:
            KneecoachError: The history cannot be read.
        """
        self._shelf = shelf
        self._person, self._history = shelf.read()

    @property
    def person(self) -> Person:
        """Return the person; the store makes the first one when there is nobody yet."""
        if self._person is None:
            self._person = self._store.default_person()
        return self._person

    @property
    def history(self) -> History:
        """Return everything that was recorded, oldest first."""
        return self._history

    def look_again(self) -> None:
        """Read anew what another program has written meanwhile, such as a second window.

        When that cannot be read, what is known stays; the next thing to be kept says what is wrong.
        """
        try:
            if self._shelf.has_news():
                self._person, self._history = self._shelf.read()
        except KneecoachError:
            return

    def start_session(self, record: SessionRecord) -> None:
        """Keep a session that begins."""
        self._store.start_session(record)
        self._history = memory.with_session(self._history, record)

    def record_set(self, session_id: UUID, done: DoneSet) -> None:
        """Keep a set of a session."""
        self._store.record_set(session_id, done)
        known = memory.find_session(self._history, session_id)
        if known is not None:
            with_it = memory.with_set(known, done)
            self._history = memory.with_session(self._history, with_it)

    def record_stop(self, session_id: UUID, stop: PainStop) -> None:
        """Keep what was said at a stop for pain."""
        self._store.record_stop(session_id, stop)
        known = memory.find_session(self._history, session_id)
        if known is not None:
            with_it = memory.with_stop(known, stop)
            self._history = memory.with_session(self._history, with_it)

    def finish_session(self, finished: SessionRecord, ended_at: datetime) -> None:
        """Keep the end of a session, and before it whatever of it is not kept yet."""
        known = memory.find_session(self._history, finished.id)
        kept: set[UUID] = set()
        if known is not None:
            kept = {one.id for one in known.sets} | {one.id for one in known.stops}
        for one in finished.sets:
            if one.id not in kept:
                self.record_set(finished.id, one)
        for stop in finished.stops:
            if stop.id not in kept:
                self.record_stop(finished.id, stop)
        self._store.finish_session(
            finished.id,
            ended_at=ended_at,
            ending=finished.ending,
            scores=finished.scores,
            exercises=finished.exercises,
            paused_times=finished.paused_times,
            knees=finished.knees,
        )
        self._history = memory.with_session(self._history, finished)

    def add_session(self, record: SessionRecord) -> None:
        """Keep a whole session."""
        self._store.add_session(record)
        self._history = memory.with_session(self._history, record)

    def add_check_in(self, check_in: CheckIn) -> None:
        """Keep a morning."""
        self._store.add_check_in(check_in)
        self._history = memory.with_check_in(self._history, check_in)

    def add_clearance(self, clearance: Clearance) -> None:
        """Keep that someone has been seen."""
        self._store.add_clearance(clearance)
        self._history = memory.with_clearance(self._history, clearance)

    def add_overrule(self, overrule: Overrule) -> None:
        """Keep a dose that the person chose."""
        self._store.add_overrule(overrule)
        self._history = memory.with_overrule(self._history, overrule)

    def add_silence(self, silence: Silence) -> None:
        """Keep that a checked sign does not count for a while."""
        self._store.add_silence(silence)
        self._history = memory.with_silence(self._history, silence)

    def add_screening(
        self, screenings: tuple[Screening, ...], check_ins: tuple[CheckIn, ...]
    ) -> None:
        """Keep the answers to the safety questions, with the mornings that follow from them."""
        self._store.add_screening(screenings, check_ins)
        for screening in screenings:
            self._history = memory.with_screening(self._history, screening)
        for check_in in check_ins:
            self._history = memory.with_check_in(self._history, check_in)

    def add_function(self, scores: tuple[FunctionScore, ...]) -> None:
        """Keep scores of what the knee can do."""
        self._store.add_function(scores)
        self._history = memory.with_function(self._history, scores)

    def withdraw(self, withdrawals: tuple[Withdrawal, ...]) -> None:
        """Keep that records were deleted or brought back, and read what stands then."""
        self._store.withdraw(withdrawals)
        self._person, self._history = self._shelf.read()

    def withdrawals(self) -> tuple[Withdrawal, ...]:
        """Return what the person deleted and brought back, oldest first."""
        return self._store.withdrawals(self.person.id)

    def change_person(self, person: Person) -> None:
        """Keep what the person is now called, or which knee is sore."""
        self._store.change_person(person)
        self._person = person

    @property
    def _store(self) -> Store:
        return self._shelf()
