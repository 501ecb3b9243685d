"""Say what a programme asks for on a day: every exercise with its dose, and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

from kneecoach.dose.course import frame_for
from kneecoach.dose.doses import dose_at
from kneecoach.dose.due import calendar, morning_owed, ready_on
from kneecoach.dose.frequency import Frequency, follow_frequency
from kneecoach.dose.judge import word
from kneecoach.dose.progress import one_day_more_to
from kneecoach.dose.replay import Replayed, Track, find_track, replay
from kneecoach.dose.situation import Neighbour
from kneecoach.dose.track import Records, read_records
from kneecoach.model.decision import (
    Action,
    Decision,
    Plan,
    PlannedExercise,
    Prescription,
    Standing,
    Urgency,
)
from kneecoach.model.dose import Dose, Side, Sides
from kneecoach.model.exercise import Exercise
from kneecoach.model.feedback import Today
from kneecoach.model.programme import Catalogue, Programme, ProgrammeItem
from kneecoach.model.record import History
from kneecoach.model.stages import Stage, StageStanding
from kneecoach.values import replace

_MOST_URGENT_FIRST: Final = (Urgency.EMERGENCY, Urgency.SOON, Urgency.ROUTINE)


def plan(programme: Programme, catalogue: Catalogue, history: History, today: Today) -> Plan:
    """Return what a programme asks for on a day.

    The answer depends on nothing else and changes nothing, so it may be asked for at any time,
    for past days too; records of later days are left out.
    """
    seen = _look_at(programme, catalogue, history, today)
    records, day = seen.records, today.day
    stage = _stage(seen, day)
    days = _frequency(seen, stage, day)
    planned: list[PlannedExercise] = []
    ready: list[date] = []
    for exercise in seen.of_stage(stage):
        prescriptions: list[Prescription] = []
        for side, one in seen.replays[exercise.id]:
            found = _prescriptions(exercise, side, one, days)
            ready += [ready_on(each, day, one.break_began) for each in found]
            prescriptions += found
        planned.append(PlannedExercise(exercise=exercise, prescriptions=tuple(prescriptions)))
    programme = _with_days(programme, stage, days)
    when = calendar(programme, records.journal, day, ready)
    return Plan(
        day=day,
        programme=programme,
        exercises=tuple(planned),
        is_due=when.next_due == day,
        next_due=when.next_due,
        sessions_this_week=when.sessions_this_week,
        missing=tuple(
            item.exercise_id for item in programme.items if item.exercise_id not in seen.exercises
        ),
        morning_owed=morning_owed(records.journal, day),
        urgency=_most_urgent(planned),
        stage=stage,
    )


_Sides = tuple[tuple[Side | None, Replayed], ...]


class _Seen(NamedTuple):
    """A programme with its history: where each exercise stands on each of its sides."""

    programme: Programme
    records: Records
    exercises: Mapping[str, Exercise]
    replays: Mapping[str, _Sides]

    def of_stage(self, stage: StageStanding | None) -> list[Exercise]:
        """Return the exercises of a stage that any pack has; all of them without one."""
        if stage is None:
            return list(self.exercises.values())
        ids = stage.stage.exercise_ids
        return [self.exercises[name] for name in ids if name in self.exercises]


def _look_at(programme: Programme, catalogue: Catalogue, history: History, today: Today) -> _Seen:
    records = read_records(history, today.day)
    exercises: dict[str, Exercise] = {}
    replays: dict[str, _Sides] = {}
    for item in programme.items:
        exercise = catalogue.exercise(item.exercise_id)
        if exercise is None:
            continue
        exercises[exercise.id] = exercise
        replays[exercise.id] = replay_item(
            item,
            exercise,
            programme=programme,
            catalogue=catalogue,
            records=records,
            today=today,
        )
    return _Seen(programme, records, exercises, replays)


def _stage(seen: _Seen, day: date) -> StageStanding | None:
    """Return the stage that a programme is in; the module is not needed for one without."""
    if not seen.programme.stages:
        return None
    from kneecoach.dose.stages import follow_stages  # noqa: PLC0415 - few programmes have stages

    replays = {name: [one for _, one in sides] for name, sides in seen.replays.items()}
    names = {name: one.name for name, one in seen.exercises.items()}
    return follow_stages(seen.programme, seen.records.journal, replays, names, day)


def _frequency(seen: _Seen, stage: StageStanding | None, day: date) -> Frequency:
    """Return the days a week that hold now, in the present stage where there is one."""
    return follow_frequency(
        [one for exercise in seen.of_stage(stage) for _, one in seen.replays[exercise.id]],
        seen.records.journal,
        seen.programme.id,
        bounds=_bounds(seen.programme, None if stage is None else stage.stage),
        since=None if stage is None else stage.since,
        today=day,
    )


def _bounds(programme: Programme, stage: Stage | None) -> tuple[int, int]:
    """Return the fewest and most days a week, as a stage or else the programme has them."""
    if stage is None:
        return programme.days_a_week, programme.days_a_week_cap
    fewest = stage.days_a_week or programme.days_a_week
    return fewest, max(fewest, stage.days_a_week_cap or programme.days_a_week_cap)


def _with_days(programme: Programme, stage: StageStanding | None, days: Frequency) -> Programme:
    """Return the programme with the days a week that hold now."""
    cap = _bounds(programme, None if stage is None else stage.stage)[1]
    if (days.days, cap) == (programme.days_a_week, programme.days_a_week_cap):
        return programme
    return replace(programme, days_a_week=days.days, days_a_week_cap=cap)


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
        frequency_cap=max(_bounds(programme, stage)[1] for stage in (None, *programme.stages)),
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


def _prescriptions(
    exercise: Exercise, side: Side | None, replayed: Replayed, days: Frequency
) -> list[Prescription]:
    """Return today's dose; two, one for each leg, where a shared track is at such a level."""
    decision = _one_day_more(replayed, days) if days.grows else replayed.decision
    standing = _standing(replayed)
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
            dose_before=_dose_before(exercise, replayed),
        )
        for leg in ((Side.LEFT, Side.RIGHT) if each else (side,))
    ]


def _dose_before(exercise: Exercise, replayed: Replayed) -> Dose | None:
    """Return the dose before today's decision, at the level of the last session."""
    if replayed.last_level is None:
        return None
    before = replayed.course
    level = min(replayed.last_level, len(exercise.ladder))
    dose = exercise.level(level).dose
    return dose_at(dose, before) if level == before.level else dose


def _one_day_more(replayed: Replayed, days: Frequency) -> Decision:
    """Return the decision by rule X4, which takes the place of one to stay at the top."""
    return word(replayed.situation, one_day_more_to(replayed.situation, days.days))


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
