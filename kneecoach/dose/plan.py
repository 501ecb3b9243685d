"""Say what a programme asks for on a day: every exercise with its dose, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final, NamedTuple

from kneecoach.dose.carried import (
    CARRIED_DAYS,
    KEPT_BACK_DAYS,
    Carried,
    FoldKey,
    before_day,
    records_with,
    still_holds,
)
from kneecoach.dose.due import calendar, morning_owed, ready_on
from kneecoach.dose.fold import Fold
from kneecoach.dose.followed import bounds_of, folds_of, frame_of, keys_of, replay_item
from kneecoach.dose.frequency import Frequency, Known, Told, follow_frequency, go_through
from kneecoach.dose.journal import Journal
from kneecoach.dose.prescribing import prescriptions_of
from kneecoach.dose.replay import Replayed
from kneecoach.dose.track import Records
from kneecoach.model.decision import Plan, PlannedExercise, Prescription, Urgency
from kneecoach.model.dose import Side
from kneecoach.model.exercise import Exercise
from kneecoach.model.feedback import Today
from kneecoach.model.programme import Catalogue, Programme
from kneecoach.model.record import History
from kneecoach.model.stages import StageStanding
from kneecoach.values import replace

_MOST_URGENT_FIRST: Final = (Urgency.EMERGENCY, Urgency.SOON, Urgency.ROUTINE)


def plan(
    programme: Programme,
    catalogue: Catalogue,
    history: History,
    today: Today,
    carried: Carried | None = None,
) -> Plan:
    """Return what a programme asks for on a day.

    The answer depends on nothing else and changes nothing, so it may be asked for at any time,
    for past days too; records of later days are left out. What is carried makes it quicker, and
    never other than it is without.
    """
    seen = _look_at(programme, catalogue, history, today, carried)
    records, day = seen.records, today.day
    stage = _stage(seen, day)
    days = _frequency(seen, stage, day)
    planned: list[PlannedExercise] = []
    ready: list[date] = []
    for exercise in seen.of_stage(stage):
        prescriptions: list[Prescription] = []
        for side, one in seen.replays[exercise.id]:
            found = prescriptions_of(exercise, side, one, days)
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


def find_standing(
    programme: Programme,
    catalogue: Catalogue,
    history: History,
    today: Today,
    carried: Carried | None = None,
) -> tuple[StageStanding | None, Frequency]:
    """Return the stage that a programme is in, or None, and its days a week, as the plan has them.

    Args:
        programme: The programme.
        catalogue: Everything that packs offer.
        history: What was recorded.
        today: What is known of the knee today.
        carried: What is known of the days before, so that it is quicker.
    """
    seen = _look_at(programme, catalogue, history, today, carried)
    stage = _stage(seen, today.day)
    return stage, _frequency(seen, stage, today.day)


_Sides = tuple[tuple[Side | None, Replayed], ...]


class _Seen(NamedTuple):
    """A programme with its history: where each exercise stands on each of its sides."""

    programme: Programme
    records: Records
    exercises: Mapping[str, Exercise]
    replays: Mapping[str, _Sides]
    known: Known | None

    def of_stage(self, stage: StageStanding | None) -> list[Exercise]:
        """Return the exercises of a stage that any pack has; all of them without one."""
        if stage is None:
            return list(self.exercises.values())
        ids = stage.stage.exercise_ids
        return [self.exercises[name] for name in ids if name in self.exercises]


def carry(
    programme: Programme,
    catalogue: Catalogue,
    history: History,
    day: date,
    carried: Carried | None = None,
) -> Carried:
    """Return what is known of all days but the last ones, for plans of this day and later ones.

    What is carried already is returned as it is for as long as it holds and is not long ago.
    """
    until = day - timedelta(days=KEPT_BACK_DAYS)
    known = [(item, catalogue.exercise(item.exercise_id)) for item in programme.items]
    framed = [
        (item, exercise, frame_of(item, exercise, programme, catalogue))
        for item, exercise in known
        if exercise is not None
    ]
    if carried is not None and not still_holds(carried, history, day):
        carried = None
    if carried is not None and until - carried.until < timedelta(days=CARRIED_DAYS):
        keys = {key for item, exercise, frame in framed for key in keys_of(item, exercise, frame)}
        if keys <= carried.folds.keys():
            return carried
    kept = before_day(history, until)
    records, _ = records_with(carried, kept, until - timedelta(days=1))
    folds: dict[FoldKey, Fold] = {}
    for item, exercise, frame in framed:
        folds |= folds_of(item, exercise, frame, records)
    bounds = bounds_of(programme, None)
    told = Told(_once(folds.values()), records.journal, programme.id, bounds)
    frequency = go_through(told, None, _last_day(records.journal, until))
    return Carried(
        until=until,
        history=kept,
        records=records,
        folds=folds,
        frequencies={(programme.id, bounds, frozenset(folds)): frequency},
    )


def _last_day(journal: Journal, until: date) -> date:
    """Return the last day with a session; how that one felt is not fully known before a day."""
    return journal.sessions[-1].day if journal.sessions else until


def _look_at(
    programme: Programme,
    catalogue: Catalogue,
    history: History,
    today: Today,
    carried: Carried | None,
) -> _Seen:
    records, holds = records_with(carried, history, today.day)
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
            carried=carried if holds else None,
        )
    known = None
    if carried is not None and holds:
        keys = frozenset(
            (exercise.id, side, one.situation.frame, item.start_level)
            for item in programme.items
            if (exercise := exercises.get(item.exercise_id)) is not None
            for side, one in replays[exercise.id]
        )
        known = carried.frequencies.get((programme.id, bounds_of(programme, None), keys))
    return _Seen(programme, records, exercises, replays, known)


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
    bounds = bounds_of(seen.programme, None if stage is None else stage.stage)
    known = seen.known
    if stage is not None:
        known = Known(Frequency(days=bounds[0]), stage.since or date.min)
    replays = [one for exercise in seen.of_stage(stage) for _, one in seen.replays[exercise.id]]
    told = Told(_once(one.fold for one in replays), seen.records.journal, seen.programme.id, bounds)
    return follow_frequency(told, replays, known, day)


def _once(folds: Iterable[Fold]) -> list[Fold]:
    """Return each fold once; legs with the same history share theirs."""
    return list({id(fold): fold for fold in folds}.values())


def _with_days(programme: Programme, stage: StageStanding | None, days: Frequency) -> Programme:
    """Return the programme with the days a week that hold now."""
    cap = bounds_of(programme, None if stage is None else stage.stage)[1]
    if (days.days, cap) == (programme.days_a_week, programme.days_a_week_cap):
        return programme
    return replace(programme, days_a_week=days.days, days_a_week_cap=cap)


def _most_urgent(planned: list[PlannedExercise]) -> Urgency | None:
    advised = {one.decision.urgency for exercise in planned for one in exercise.prescriptions}
    return next((urgency for urgency in _MOST_URGENT_FIRST if urgency in advised), None)
