"""Say what a programme asks for on a day: every exercise with its dose, and why."""

from __future__ import annotations

from datetime import date
from typing import Final

from kneecoach.dose.course import frame_for
from kneecoach.dose.doses import dose_at
from kneecoach.dose.due import calendar, morning_owed, ready_on
from kneecoach.dose.replay import Replayed, Track, find_track, replay
from kneecoach.dose.situation import Neighbour
from kneecoach.dose.track import Records, read_records
from kneecoach.model.decision import (
    Action,
    Plan,
    PlannedExercise,
    Prescription,
    Standing,
    Urgency,
)
from kneecoach.model.dose import Side, Sides
from kneecoach.model.exercise import Exercise
from kneecoach.model.feedback import Today
from kneecoach.model.programme import Catalogue, Programme, ProgrammeItem
from kneecoach.model.record import History

_MOST_URGENT_FIRST: Final = (Urgency.EMERGENCY, Urgency.SOON, Urgency.ROUTINE)


def plan(programme: Programme, catalogue: Catalogue, history: History, today: Today) -> Plan:
    """Return what a programme asks for on a day.

    The answer depends on nothing else and changes nothing, so it may be asked for at any time,
    for past days too; records of later days are left out.
    """
    records = read_records(history, today.day)
    planned: list[PlannedExercise] = []
    ready: list[date] = []
    missing: list[str] = []
    for item in programme.items:
        exercise = catalogue.exercise(item.exercise_id)
        if exercise is None:
            missing.append(item.exercise_id)
            continue
        replayed = replay_item(
            item,
            exercise,
            programme=programme,
            catalogue=catalogue,
            records=records,
            today=today,
        )
        prescriptions: list[Prescription] = []
        for side, one in replayed:
            found = _prescriptions(exercise, side, one)
            ready += [ready_on(each, today.day, one.break_began) for each in found]
            prescriptions += found
        planned.append(PlannedExercise(exercise=exercise, prescriptions=tuple(prescriptions)))
    days = calendar(programme, records.journal, today.day, ready)
    return Plan(
        day=today.day,
        programme=programme,
        exercises=tuple(planned),
        is_due=days.next_due == today.day,
        next_due=days.next_due,
        sessions_this_week=days.sessions_this_week,
        missing=tuple(missing),
        morning_owed=morning_owed(records.journal, today.day),
        urgency=_most_urgent(planned),
    )


def sides_of(exercise: Exercise) -> tuple[Side | None, ...]:
    """Return the sides that an exercise is followed on: each leg for itself, or both as one.

    A ladder that works both legs on some levels and each on others is followed as one, by the
    worse knee.
    """
    if all(level.dose.sides is Sides.EACH for level in exercise.ladder):
        return (Side.LEFT, Side.RIGHT)
    return (None,)


def replay_item(
    item: ProgrammeItem,
    exercise: Exercise,
    *,
    programme: Programme,
    catalogue: Catalogue,
    records: Records,
    today: Today,
    keeps_chain: bool = False,
) -> tuple[tuple[Side | None, Replayed], ...]:
    """Return where one exercise of a programme stands on each of its sides.

    Legs with the same history are replayed once.
    """
    frame = frame_for(
        exercise,
        item.limits,
        frequency=programme.days_a_week,
        frequency_cap=programme.days_a_week_cap,
        easier=_neighbour(catalogue, exercise.easier),
        harder=_neighbour(catalogue, exercise.harder),
    )
    tracks: list[tuple[Track, Replayed]] = []
    for side in sides_of(exercise):
        track = find_track(records, exercise.id, side, frame.band)
        alike = [one for other, one in tracks if track.is_like(other)]
        replayed = alike or [
            replay(
                records,
                track,
                frame,
                start_level=item.start_level,
                today=today,
                keeps_chain=keeps_chain,
            )
        ]
        tracks.append((track, replayed[0]))
    return tuple((track.side, replayed) for track, replayed in tracks)


def _neighbour(catalogue: Catalogue, exercise_id: str | None) -> Neighbour | None:
    """Return a neighbouring exercise, or None when there is none or no pack has it."""
    found = None if exercise_id is None else catalogue.exercise(exercise_id)
    return None if found is None else Neighbour(id=found.id, name=found.name)


def _prescriptions(exercise: Exercise, side: Side | None, replayed: Replayed) -> list[Prescription]:
    """Return today's dose; two, one for each leg, where a shared track is at such a level."""
    decision, standing = replayed.decision, _standing(replayed)
    goes_by_decision = standing is Standing.READY or replayed.verdict.action is Action.REDUCE_REST
    course = replayed.next_course if goes_by_decision else replayed.course
    level = exercise.level(course.level)
    dose = dose_at(level.dose, course)
    each = side is None and dose.sides is Sides.EACH
    return [
        Prescription(
            side=leg,
            level=course.level,
            level_before=replayed.last_level or course.level,
            dose=dose,
            decision=decision,
            standing=standing,
            until=replayed.rests_until if standing is Standing.RESTING else None,
            days_at_level=replayed.days_at_level,
            calm_in_a_row=replayed.calm,
        )
        for leg in ((Side.LEFT, Side.RIGHT) if each else (side,))
    ]


def _standing(replayed: Replayed) -> Standing:
    match replayed.verdict.action:
        case Action.SEEK_CARE:
            return Standing.STOPPED
        case Action.PAUSE:
            return Standing.PAUSED
        case _:
            return Standing.RESTING if replayed.is_resting else Standing.READY


def _most_urgent(planned: list[PlannedExercise]) -> Urgency | None:
    advised = {one.decision.urgency for exercise in planned for one in exercise.prescriptions}
    return next((urgency for urgency in _MOST_URGENT_FIRST if urgency in advised), None)
