"""Correct a session: a new record takes its place, and the old one stays.

Every dose is worked out from the records, so what follows from a correction is worked out with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, tzinfo
from itertools import count, islice
from uuid import UUID, uuid4

from kneecoach.model.decision import Plan, PlannedExercise, Prescription, Standing
from kneecoach.model.dose import Side, Sides
from kneecoach.model.errors import KneecoachError
from kneecoach.model.record import (
    DoneExercise,
    DoneSet,
    Ending,
    Outcome,
    Scores,
    SessionRecord,
)
from kneecoach.model.session_said import KneeScores
from kneecoach.model.units import PainScore, Percent
from kneecoach.values import dataclass, replace

FIRST_YEAR = 1990


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a session should have said.

    Attributes:
        day, at: When it began, local.
        before: Pain just before.
        scores: What was said at its end.
        knees: What was said of each knee, where the session asked about both.
        sets: For each exercise of the record, in its order, how many sets were done.
    """

    day: date
    at: time
    before: PainScore
    scores: Scores
    knees: tuple[KneeScores, ...]
    sets: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedDose:
    """A dose of today that is another one after a correction.

    Attributes:
        name, side: What it is of.
        level_before, level: Levels of the ladder before and after.
        is_resting: It may not be done today, which it might before, or the other way round.
    """

    name: str
    side: Side | None
    level_before: int
    level: int
    is_resting: bool | None = None


def sets_done(record: SessionRecord) -> tuple[int, ...]:
    """Return how many sets were done of each exercise of a session, whole or in part."""
    return tuple(len(_sets_of(record, one)) for one in record.exercises)


def standing(sessions: Iterable[SessionRecord]) -> tuple[SessionRecord, ...]:
    """Return the sessions that no later record corrects."""
    every = tuple(sessions)
    replaced = {one.replaces for one in every if one.replaces != one.id}
    return tuple(one for one in every if one.id not in replaced)


def earlier_versions(
    sessions: Iterable[SessionRecord], record: SessionRecord
) -> tuple[SessionRecord, ...]:
    """Return what a session said before it was corrected, the latest first."""
    if record.replaces is None:
        return ()
    known = {one.id: one for one in sessions}
    found = [record]
    while (wanted := found[-1].replaces) is not None and wanted in known:
        found.append(known.pop(wanted))
    return tuple(found[1:])


def all_earlier_versions(
    sessions: Iterable[SessionRecord],
) -> dict[UUID, tuple[SessionRecord, ...]]:
    """Return what each corrected session said before, by the id of the record that corrects it."""
    every = tuple(sessions)
    corrections = {one.id for one in every if one.replaces is not None}
    if not corrections:
        return {}
    chain = {one.replaces for one in every if one.replaces is not None} | corrections
    concerned = [one for one in every if one.id in chain]
    return {one.id: earlier_versions(concerned, one) for one in concerned if one.id in corrections}


def corrected(
    record: SessionRecord, correction: Correction, *, now: datetime, zone: tzinfo
) -> SessionRecord:
    """Return the record that takes the place of a session.

    Raises:
        KneecoachError: The session is open, the day is still to come, or nothing differs.
    """
    if record.ending in {Ending.OPEN, Ending.RESTED}:
        raise KneecoachError(
            "Only a session that was done can be corrected.", "Go on with it or end it first."
        )
    began = record.started_at.astimezone(zone)
    moved = datetime.combine(correction.day, correction.at, tzinfo=zone)
    at = began.time().replace(second=0, microsecond=0)
    is_moved = (correction.day, correction.at) != (record.day, at)
    started_at = moved.astimezone(record.started_at.tzinfo) if is_moved else record.started_at
    if started_at > now:
        raise KneecoachError("That moment is still to come.", "A session was done now or earlier.")
    if correction.day.year < FIRST_YEAR:
        raise KneecoachError("That day is too long ago to be right.", "Choose a later day.")
    shift = started_at - record.started_at
    told = correction.scores
    is_told = told.during is not None and told.after is not None
    is_now_finished = record.ending is Ending.ABANDONED and is_told
    new = replace(
        record,
        id=uuid4(),
        replaces=record.id,
        started_at=started_at,
        day=correction.day,
        ended_at=None if record.ended_at is None else min(now, record.ended_at + shift),
        ending=Ending.FINISHED if is_now_finished else record.ending,
        before=correction.before,
        scores=told,
        knees=correction.knees,
        exercises=_exercises(record, told),
        sets=tuple(
            replace(one, id=uuid4(), ended_at=one.ended_at + shift)
            for one in _sets(record, correction.sets)
        ),
        stops=tuple(
            replace(one, id=uuid4(), stopped_at=one.stopped_at + shift) for one in record.stops
        ),
    )
    if _said(new) == _said(record) and not is_moved:
        raise KneecoachError("Nothing was changed.", "Change what was wrong, or go back.")
    return new


def find_changes(before: Plan, after: Plan) -> tuple[ChangedDose, ...]:
    """Return the doses of today that a correction changed."""
    was = {key: one for planned in before.exercises for key, one in _keyed(planned)}
    return tuple(
        ChangedDose(
            name=planned.exercise.name,
            side=one.side,
            level_before=was[key].level,
            level=one.level,
            is_resting=None
            if was[key].standing is one.standing
            else one.standing is not Standing.READY,
        )
        for planned in after.exercises
        for key, one in _keyed(planned)
        if key in was
        and (was[key].level, was[key].dose, was[key].standing)
        != (one.level, one.dose, one.standing)
    )


def _keyed(
    planned: PlannedExercise,
) -> tuple[tuple[tuple[str, Side | None], Prescription], ...]:
    return tuple(((planned.exercise.id, one.side), one) for one in planned.prescriptions)


def _exercises(record: SessionRecord, told: Scores) -> tuple[DoneExercise, ...]:
    """Return the exercises: none hurt more than the whole session, and the worst did as much."""
    most = told.during
    known = [one.during for one in record.exercises if one.during is not None]
    if most is None or most == record.scores.during or not known:
        return record.exercises
    worst = max(known)
    return tuple(
        one
        if one.during is None
        else replace(one, during=most if one.during == worst else min(one.during, most))
        for one in record.exercises
    )


def _sets(record: SessionRecord, wanted: tuple[int, ...]) -> tuple[DoneSet, ...]:
    """Return the sets as they should have been recorded, in the order of the exercises."""
    if wanted == sets_done(record):
        return record.sets
    found: list[DoneSet] = []
    for exercise, number in zip(record.exercises, wanted, strict=True):
        done = _sets_of(record, exercise)[: max(0, number)]
        known = {(one.side, one.set_number) for one in done}
        free = (place for place in _places(exercise) if place not in known)
        found += done
        found += [
            DoneSet(
                id=uuid4(),
                position=exercise.position,
                exercise_id=exercise.exercise_id,
                side=side,
                set_number=set_number,
                outcome=Outcome.DONE,
                complete=Percent(100),
                ended_at=record.ended_at or record.started_at,
            )
            for side, set_number in islice(free, max(0, number - len(done)))
        ]
    return tuple(found)


def _places(exercise: DoneExercise) -> Iterator[tuple[Side | None, int]]:
    """Yield the leg and number of one set after the other."""
    has_legs = exercise.side is None and exercise.dose.sides is Sides.EACH
    legs: tuple[Side | None, ...] = tuple(Side) if has_legs else (exercise.side,)
    return ((leg, number) for number in count(1) for leg in legs)


def _sets_of(record: SessionRecord, exercise: DoneExercise) -> list[DoneSet]:
    return [
        one
        for one in record.sets
        if one.position == exercise.position
        and exercise.side in {None, one.side}
        and one.outcome is not Outcome.SKIPPED
    ]


def _said(record: SessionRecord) -> tuple[object, ...]:
    return (record.before, record.scores, record.knees, sets_done(record))
