"""Coach one person: plan the day, begin and finish sessions, keep check-ins.

The window and the command line both go through this one class, so that they can never disagree.
Everything is written to the store first and taken into memory after it is safe.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Protocol
from uuid import UUID, uuid4

from kneecoach.clock import Clock
from kneecoach.dose.plan import plan
from kneecoach.model.decision import (
    Action,
    Decision,
    Plan,
    PlannedExercise,
    Prescription,
    Standing,
)
from kneecoach.model.dose import Side
from kneecoach.model.errors import KneecoachError
from kneecoach.model.feedback import Flag, Today
from kneecoach.model.programme import Catalogue, Programme
from kneecoach.model.record import (
    CheckIn,
    Clearance,
    DoneExercise,
    DoneSet,
    Ending,
    History,
    Outcome,
    Person,
    Scores,
    SessionRecord,
)
from kneecoach.model.units import PainScore, Percent

CHECK_IN_EDITABLE_DAYS = 7
"""A morning can be written down or corrected for a week. Source: house rule."""


class Store(Protocol):
    """Keep records; each call is safe on disk when it returns."""

    def default_person(self) -> Person:
        """Return the first person; add a nameless one when there is nobody yet."""

    def start_session(self, record: SessionRecord) -> None:
        """Keep a session that begins."""

    def record_set(self, session_id: UUID, done_set: DoneSet) -> None:
        """Keep a set that ended."""

    def finish_session(
        self,
        session_id: UUID,
        *,
        ended_at: datetime,
        ending: Ending = ...,
        scores: Scores = ...,
        exercises: tuple[DoneExercise, ...] = ...,
        paused_times: int = ...,
    ) -> None:
        """Keep the end of a session: how it ended, its scores, and how each exercise felt."""

    def add_session(self, record: SessionRecord) -> None:
        """Keep a whole session that was done away from the computer."""

    def add_check_in(self, check_in: CheckIn) -> None:
        """Keep a morning."""

    def add_clearance(self, clearance: Clearance) -> None:
        """Keep that someone has been seen."""

    def read(self, person_id: UUID) -> History:
        """Return everything about one person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What a person says before a session.

    Attributes:
        pain: Pain now.
        flags: Signs that stand now.
        new_onset: The pain is sudden and new.
    """

    pain: PainScore
    flags: frozenset[Flag] = frozenset()
    new_onset: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Felt:
    """How one exercise felt on one side: its worst pain and the repetitions left in the tank."""

    position: int
    side: Side | None
    during: PainScore | None = None
    spare: int | None = None


class Coach:
    """Plan, begin, keep and finish sessions for one person."""

    def __init__(
        self,
        *,
        catalogue: Catalogue,
        person: Person | None,
        history: History,
        clock: Clock,
        open_store: Callable[[], Store],
    ) -> None:
        """Take what was read; the store is opened by the first thing that has to be written.

        Without a person the history is new, and the store makes its first one.
        """
        self._catalogue = catalogue
        self._person = person
        self._history = history
        self._clock = clock
        self._open_store = open_store
        self._opened: Store | None = None

    @property
    def catalogue(self) -> Catalogue:
        """Return everything that packs offer."""
        return self._catalogue

    @property
    def person(self) -> Person:
        """Return the person who is coached."""
        if self._person is None:
            self._person = self._store.default_person()
        return self._person

    @property
    def history(self) -> History:
        """Return everything that was recorded, oldest first."""
        return self._history

    @property
    def _store(self) -> Store:
        if self._opened is None:
            self._opened = self._open_store()
        return self._opened

    def programme(self, programme_id: str) -> Programme:
        """Return the programme with that id.

        Raises:
            KneecoachError: No pack has it; the message lists those that exist.
        """
        found = self._catalogue.programme(programme_id)
        if found is None:
            known = ", ".join(one.id for one in self._catalogue.programmes)
            raise KneecoachError(
                f"There is no programme called {programme_id}.",
                f"These exist: {known}." if known else "No pack with a programme was found.",
            )
        return found

    def plan_day(
        self, programme: Programme, day: date | None = None, before: Before | None = None
    ) -> Plan:
        """Return what a programme asks for on a day (today unless given), and why.

        What is said just before a session counts beside what the history knows.
        """
        today = Today(
            day=day or self._clock.today(),
            before=before.pain if before else None,
            flags=before.flags if before else frozenset(),
            new_onset=before.new_onset if before else False,
        )
        return plan(programme, self._catalogue, self._history, today)

    def begin(self, plan: Plan, before: Before) -> SessionRecord:
        """Keep the start of a session with what it asks for, and return it.

        Raises:
            KneecoachError: Nothing in the plan may be done today, or the record cannot be kept.
        """
        exercises = asked_for(plan)
        if not exercises:
            raise KneecoachError("Nothing in this programme is ready to be done today.")
        record = self._new_record(plan, before, Ending.OPEN, exercises)
        self._store.start_session(record)
        return record

    def keep_rest(self, plan: Plan, before: Before) -> SessionRecord:
        """Keep that a session was not started because the knee asked for rest, and return it.

        The decisions that asked for it are kept with it, so that a step down counts.
        """
        moment = self._clock.now()
        record = replace(
            self._new_record(plan, before, Ending.RESTED, asked_for(plan, with_all=True)),
            ended_at=moment,
            scores=Scores(flags=before.flags),
        )
        self._store.add_session(record)
        self._reread()
        return record

    def keep_set(self, record: SessionRecord, done: DoneSet) -> None:
        """Keep a set on disk; it is safe when this returns."""
        self._store.record_set(record.id, done)

    def finish(
        self,
        record: SessionRecord,
        scores: Scores,
        felt: Iterable[Felt] = (),
        *,
        ending: Ending = Ending.FINISHED,
        paused_times: int = 0,
    ) -> SessionRecord:
        """Keep how a session ended and felt, and return it whole."""
        finished = replace(
            with_scores(record, scores, felt, ending=ending),
            ended_at=(ended_at := self._clock.now()),
            paused_times=paused_times,
        )
        self._store.finish_session(
            finished.id,
            ended_at=ended_at,
            ending=ending,
            scores=scores,
            exercises=finished.exercises,
            paused_times=paused_times,
        )
        self._reread()
        return finished

    def check_in(self, check_in: CheckIn) -> None:
        """Keep how the knee was on a morning.

        Raises:
            KneecoachError: The morning lies ahead or longer back than a week.
        """
        today = self._clock.today()
        if check_in.day > today:
            raise KneecoachError(
                "That morning is still to come.", "Choose today or an earlier day."
            )
        if check_in.day < today - timedelta(days=CHECK_IN_EDITABLE_DAYS):
            raise KneecoachError(
                "That morning is more than a week ago.",
                "A morning can be written down or corrected for seven days.",
            )
        self._store.add_check_in(check_in)
        self._reread()

    def has_been_seen(self, note: str) -> Clearance:
        """Keep that someone has been seen about the knee and training may go on."""
        clearance = Clearance(
            id=uuid4(),
            person_id=self.person.id,
            day=self._clock.today(),
            recorded_at=self._clock.now(),
            note=note.strip(),
        )
        self._store.add_clearance(clearance)
        self._reread()
        return clearance

    def log(self, record: SessionRecord, check_in: CheckIn | None = None) -> None:
        """Keep a session done away from the computer, and the morning after it when known."""
        if record.day > self._clock.today():
            raise KneecoachError(
                f"{record.day:%d %B %Y} is still to come.", "Log a session on or after its day."
            )
        self._store.add_session(record)
        if check_in is not None:
            self._store.add_check_in(check_in)
        self._reread()

    def open_session(self) -> SessionRecord | None:
        """Return the latest session that was cut off, or None."""
        open_ones = [one for one in self._history.sessions if one.ending is Ending.OPEN]
        return open_ones[-1] if open_ones else None

    def plan_of(self, record: SessionRecord) -> Plan:
        """Return the plan that a kept session followed, so that it can go on as it was.

        Raises:
            KneecoachError: The programme or one of the exercises is in no pack any more.
        """
        return Plan(
            day=record.day,
            programme=self.programme(record.programme_id),
            exercises=_planned_again(record, self._catalogue),
            is_due=True,
            next_due=record.day,
        )

    def reread(self) -> None:
        """Read the history again from the store."""
        self._reread()

    def _reread(self) -> None:
        self._history = self._store.read(self.person.id)

    def _new_record(
        self, plan: Plan, before: Before, ending: Ending, exercises: tuple[DoneExercise, ...]
    ) -> SessionRecord:
        return SessionRecord(
            id=uuid4(),
            person_id=self.person.id,
            programme_id=plan.programme.id,
            started_at=self._clock.now(),
            day=plan.day,
            before=before.pain,
            ending=ending,
            knee=self.person.sore_knee,
            exercises=exercises,
            new_onset=before.new_onset,
        )


def asked_for(plan: Plan, *, with_all: bool = False) -> tuple[DoneExercise, ...]:
    """Return what a plan asks for, side by side, with the decisions as they were shown.

    Only what may be done today, unless `with_all` asks for the resting and stopped ones too.
    """
    return tuple(
        DoneExercise(
            position=position,
            exercise_id=planned.exercise.id,
            side=one.side,
            level=one.level,
            dose=one.dose,
            rule=one.decision.rule,
            action=one.decision.action,
            reason=one.decision.reason,
        )
        for position, planned in enumerate(ready_exercises(plan, with_all=with_all))
        for one in planned.prescriptions
    )


def ready_exercises(plan: Plan, *, with_all: bool = False) -> tuple[PlannedExercise, ...]:
    """Return the plan's exercises with only the sides that may be done today."""
    if with_all:
        return plan.exercises
    kept = (
        replace(
            planned,
            prescriptions=tuple(
                one for one in planned.prescriptions if one.standing is Standing.READY
            ),
        )
        for planned in plan.exercises
    )
    return tuple(planned for planned in kept if planned.prescriptions)


def done_set(
    record: SessionRecord,
    clock: Clock,
    *,
    position: int,
    side: Side | None,
    set_number: int,
    outcome: Outcome,
    complete: Percent,
) -> DoneSet:
    """Return a set of a session as it ended at this moment."""
    exercise_id = next(one.exercise_id for one in record.exercises if one.position == position)
    return DoneSet(
        id=uuid4(),
        position=position,
        exercise_id=exercise_id,
        side=side,
        set_number=set_number,
        outcome=outcome,
        complete=complete,
        ended_at=clock.now(),
    )


def with_scores(
    record: SessionRecord,
    scores: Scores,
    felt: Iterable[Felt] = (),
    *,
    ending: Ending = Ending.FINISHED,
) -> SessionRecord:
    """Return a session with its scores and how each exercise felt."""
    by_place = {(one.position, one.side): one for one in felt}
    exercises = tuple(
        replace(
            one,
            during=by_place[one.position, one.side].during,
            spare=by_place[one.position, one.side].spare,
        )
        if (one.position, one.side) in by_place
        else one
        for one in record.exercises
    )
    return replace(record, scores=scores, exercises=exercises, ending=ending)


def _planned_again(record: SessionRecord, catalogue: Catalogue) -> tuple[PlannedExercise, ...]:
    planned: list[PlannedExercise] = []
    for position in sorted({one.position for one in record.exercises}):
        asked = [one for one in record.exercises if one.position == position]
        exercise = catalogue.exercise(asked[0].exercise_id)
        if exercise is None:
            raise KneecoachError(
                f"The exercise {asked[0].exercise_id} is in no pack any more, so this session "
                "cannot go on as it was.",
                "What was done is kept; the session can be ended.",
            )
        planned.append(
            PlannedExercise(
                exercise=exercise, prescriptions=tuple(_prescribed_again(one) for one in asked)
            )
        )
    return tuple(planned)


def _prescribed_again(asked: DoneExercise) -> Prescription:
    return Prescription(
        side=asked.side,
        level=asked.level,
        level_before=asked.level,
        dose=asked.dose,
        decision=Decision(action=asked.action or Action.HOLD, rule=asked.rule, reason=asked.reason),
        standing=Standing.READY,
    )
