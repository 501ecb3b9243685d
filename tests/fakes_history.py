"""Stand in for the history store; the same contract tests run against both."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar
from uuid import UUID, uuid4

from kneecoach.clock import Clock
from kneecoach.history.errors import HistoryError, refused
from kneecoach.history.reader import without
from kneecoach.model.feedback import Knee
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

STILL_TAKES_SETS = (Ending.OPEN, Ending.ABANDONED)


class FakeHistoryStore:
    """Keep records in memory, with the doors and refusals of `HistoryStore`.

    Put a `HistoryError` into `trouble` and every write raises it, as a full disk would. Count
    `other_writes` up, as if another program had written.
    """

    def __init__(self, path: Path | None = None, clock: Clock | None = None) -> None:
        self.trouble: HistoryError | None = None
        self.is_closed = False
        self.other_writes = 0
        self._people: dict[UUID, Person] = {}
        self._sessions: dict[UUID, SessionRecord] = {}
        self._sets: dict[UUID, list[DoneSet]] = {}
        self._check_ins: dict[UUID, CheckIn] = {}
        self._clearances: dict[UUID, Clearance] = {}
        self._overrules: dict[UUID, Overrule] = {}
        self._silences: dict[UUID, Silence] = {}
        self._screenings: dict[UUID, Screening] = {}
        self._function: dict[UUID, FunctionScore] = {}
        self._withdrawals: tuple[Withdrawal, ...] = ()

    def close(self) -> None:
        self.is_closed = True

    def default_person(self) -> Person:
        if not self._people:
            self.add_person("")
        return self.people()[0]

    def people(self) -> tuple[Person, ...]:
        return tuple(self._people.values())

    def add_person(self, name: str, sore_knee: Knee = Knee.BOTH) -> Person:
        self._begin()
        newcomer = Person(id=uuid4(), name=name, sore_knee=sore_knee)
        self._people[newcomer.id] = newcomer
        return newcomer

    def change_person(self, person: Person) -> None:
        self._begin()
        if person.id not in self._people:
            raise refused("The history knows nobody with that id.")
        self._people[person.id] = person

    def start_session(self, record: SessionRecord) -> None:
        if record.ending is not Ending.OPEN:
            raise ValueError("a session that starts has not ended")
        self._add_whole(record)

    def record_set(self, session_id: UUID, done_set: DoneSet) -> None:
        self._begin()
        for owner, sets in self._sets.items():
            for kept in sets:
                if kept.id == done_set.id:
                    if (owner, kept) != (session_id, done_set):
                        raise ValueError("another set is already kept under this id")
                    return
        if self._session(session_id).ending not in STILL_TAKES_SETS:
            raise refused("This session has already ended, so the set was not added to it.")
        self._sets[session_id].append(done_set)

    def record_stop(self, session_id: UUID, stop: PainStop) -> None:
        self._begin()
        if any(stop.id == kept.id for one in self._sessions.values() for kept in one.stops):
            return
        record = self._session(session_id)
        if record.ending not in STILL_TAKES_SETS:
            raise refused("This session has already ended, so this was not added to it.")
        self._sessions[session_id] = replace(record, stops=(*record.stops, stop))

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
        if ending is Ending.OPEN:
            raise ValueError("a session that is finished has ended")
        self._begin()
        record = self._session(session_id)
        if record.ending not in STILL_TAKES_SETS or record.ending is ending:
            raise refused("This session has already ended; its scores stay as they are.")
        felt = {(one.position, one.side): one for one in exercises}
        if felt.keys() - {(one.position, one.side) for one in record.exercises}:
            raise refused("The session never asked for one of these exercises.")
        said = {one.side: one for one in knees}
        if said.keys() - {one.side for one in record.knees}:
            raise refused("The session never asked about this knee.")
        self._sessions[session_id] = replace(
            record,
            ended_at=ended_at,
            ending=ending,
            scores=scores,
            paused_times=paused_times,
            exercises=tuple(
                replace(
                    one,
                    during=felt.get((one.position, one.side), one).during,
                    spare=felt.get((one.position, one.side), one).spare,
                )
                for one in record.exercises
            ),
            knees=tuple(
                replace(
                    one,
                    during=said.get(one.side, one).during,
                    after=said.get(one.side, one).after,
                )
                for one in record.knees
            ),
        )

    def add_session(self, record: SessionRecord) -> None:
        if record.ending is Ending.OPEN:
            raise ValueError("a whole session has ended")
        self._add_whole(record)

    def add_check_in(self, check_in: CheckIn) -> None:
        self._begin()
        self._refuse_stranger(check_in.person_id)
        _refuse_second(check_in.id in self._check_ins)
        self._check_ins[check_in.id] = check_in

    def add_clearance(self, clearance: Clearance) -> None:
        self._begin()
        self._refuse_stranger(clearance.person_id)
        _refuse_second(clearance.id in self._clearances)
        self._clearances[clearance.id] = clearance

    def add_overrule(self, overrule: Overrule) -> None:
        self._begin()
        self._refuse_stranger(overrule.person_id)
        _refuse_second(overrule.id in self._overrules)
        self._overrules[overrule.id] = overrule

    def add_silence(self, silence: Silence) -> None:
        self._begin()
        self._refuse_stranger(silence.person_id)
        _refuse_second(silence.id in self._silences)
        self._silences[silence.id] = silence

    def add_screening(
        self, screenings: tuple[Screening, ...], check_ins: tuple[CheckIn, ...] = ()
    ) -> None:
        self._begin()
        for one in (*screenings, *check_ins):
            self._refuse_stranger(one.person_id)
        _refuse_second(any(one.id in self._screenings for one in screenings))
        _refuse_second(any(one.id in self._check_ins for one in check_ins))
        self._screenings.update({one.id: one for one in screenings})
        self._check_ins.update({one.id: one for one in check_ins})

    def add_function(self, scores: tuple[FunctionScore, ...]) -> None:
        self._begin()
        for one in scores:
            self._refuse_stranger(one.person_id)
        _refuse_second(any(one.id in self._function for one in scores))
        self._function.update({one.id: one for one in scores})

    def withdraw(self, withdrawals: tuple[Withdrawal, ...]) -> None:
        self._begin()
        for one in withdrawals:
            self._refuse_stranger(one.person_id)
        self._withdrawals = (*self._withdrawals, *withdrawals)

    def withdrawals(self, person_id: UUID) -> tuple[Withdrawal, ...]:
        mine = (one for one in self._withdrawals if one.person_id == person_id)
        return tuple(sorted(mine, key=lambda one: (one.recorded_at, one.id)))

    def forget_screenings(self) -> None:
        """Be a history from before there were safety questions."""
        self._screenings.clear()

    def changes_by_others(self) -> int:
        return self.other_writes

    def read(self, person_id: UUID) -> History:
        sessions = [
            replace(one, sets=_latest(self._sets[one.id]))
            for one in self._sessions.values()
            if one.person_id == person_id
        ]
        history = History(
            sessions=tuple(sorted(sessions, key=lambda one: (one.started_at, one.id.hex))),
            check_ins=_of(person_id, self._check_ins),
            clearances=_of(person_id, self._clearances),
            overrules=_of(person_id, self._overrules),
            silences=_of(person_id, self._silences),
            screenings=_of(person_id, self._screenings),
            function=_of(person_id, self._function),
        )
        latest = {one.record_id: one.is_back for one in self.withdrawals(person_id)}
        return without(history, frozenset(key for key, is_back in latest.items() if not is_back))

    def open_sessions(self, person_id: UUID) -> tuple[SessionRecord, ...]:
        return tuple(one for one in self.read(person_id).sessions if one.ending is Ending.OPEN)

    def _begin(self) -> None:
        if self.trouble is not None:
            raise self.trouble

    def _add_whole(self, record: SessionRecord) -> None:
        self._begin()
        self._refuse_stranger(record.person_id)
        _refuse_second(record.id in self._sessions)
        if record.replaces is not None and record.replaces not in self._sessions:
            raise refused("This does not fit what the history holds, so it was not kept.")
        self._sessions[record.id] = replace(record, sets=())
        self._sets[record.id] = list(record.sets)

    def _session(self, session_id: UUID) -> SessionRecord:
        if session_id not in self._sessions:
            raise refused("The history holds no such session.")
        return self._sessions[session_id]

    def _refuse_stranger(self, person_id: UUID) -> None:
        if person_id not in self._people:
            raise refused("This does not fit what the history holds, so it was not kept.")


def _refuse_second(is_there: bool) -> None:
    if is_there:
        raise refused("This does not fit what the history holds, so it was not kept.")


Dated = TypeVar("Dated", CheckIn, Clearance, Overrule, Silence, Screening, FunctionScore)


def _of(person_id: UUID, kept: dict[UUID, Dated]) -> tuple[Dated, ...]:
    own = (one for one in kept.values() if one.person_id == person_id)
    return tuple(sorted(own, key=lambda one: (one.day, one.recorded_at, one.id.hex)))


def _latest(sets: list[DoneSet]) -> tuple[DoneSet, ...]:
    latest: dict[object, DoneSet] = {}
    for one in sets:
        which = (one.position, one.side, one.set_number)
        latest.pop(which, None)
        latest[which] = one
    return tuple(latest.values())
