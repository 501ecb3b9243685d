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
from kneecoach.dose.course import begin, frame_for
from kneecoach.dose.doses import dose_at
from kneecoach.dose.due import calendar, morning_owed, ready_on
from kneecoach.dose.fold import Fold
from kneecoach.dose.frequency import Frequency, Known, Told, follow_frequency, go_through
from kneecoach.dose.journal import Journal
from kneecoach.dose.judge import word
from kneecoach.dose.progress import one_day_more_to
from kneecoach.dose.replay import Replayed, Track, find_track, replay, take_in
from kneecoach.dose.situation import Frame, Neighbour
from kneecoach.dose.track import Records
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
        (item, exercise, _frame(item, exercise, programme, catalogue))
        for item, exercise in known
        if exercise is not None
    ]
    if carried is not None and not still_holds(carried, history, day):
        carried = None
    if carried is not None and until - carried.until < timedelta(days=CARRIED_DAYS):
        keys = {key for item, exercise, frame in framed for key in _keys(item, exercise, frame)}
        if keys <= carried.folds.keys():
            return carried
    kept = before_day(history, until)
    records, _ = records_with(carried, kept, until - timedelta(days=1))
    folds: dict[FoldKey, Fold] = {}
    for item, exercise, frame in framed:
        folds |= _folds(item, exercise, frame, records)
    bounds = _bounds(programme, None)
    told = Told(_once(folds.values()), records.journal, programme.id, bounds)
    frequency = go_through(told, None, _last_day(records.journal, until))
    return Carried(
        until=until,
        history=kept,
        records=records,
        folds=folds,
        frequencies={(programme.id, bounds, frozenset(folds)): frequency},
    )


def _keys(item: ProgrammeItem, exercise: Exercise, frame: Frame) -> list[FoldKey]:
    return [(exercise.id, side, frame, item.start_level) for side in sides_of(exercise)]


def _last_day(journal: Journal, until: date) -> date:
    """Return the last day with a session; how that one felt is not fully known before a day."""
    return journal.sessions[-1].day if journal.sessions else until


def _folds(
    item: ProgrammeItem, exercise: Exercise, frame: Frame, records: Records
) -> dict[FoldKey, Fold]:
    """Return a fold for each side of an exercise, the same one for legs with the same history."""
    folds: dict[FoldKey, Fold] = {}
    tracks: list[tuple[Track, Fold]] = []
    for side in sides_of(exercise):
        track = find_track(records, exercise.id, side, frame.band)
        fold = next((one for other, one in tracks if track.is_like(other)), None)
        if fold is None:
            fold = Fold(records, side, frame, begin(frame, item.start_level))
            take_in(fold, records, track)
            fold.read_up_to(records.journal.day)
        tracks.append((track, fold))
        folds[exercise.id, side, frame, item.start_level] = fold
    return folds


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
        known = carried.frequencies.get((programme.id, _bounds(programme, None), keys))
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
    bounds = _bounds(seen.programme, None if stage is None else stage.stage)
    known = seen.known
    if stage is not None:
        known = Known(Frequency(days=bounds[0]), stage.since or date.min)
    replays = [one for exercise in seen.of_stage(stage) for _, one in seen.replays[exercise.id]]
    told = Told(_once(one.fold for one in replays), seen.records.journal, seen.programme.id, bounds)
    return follow_frequency(told, replays, known, day)


def _once(folds: Iterable[Fold]) -> list[Fold]:
    """Return each fold once; legs with the same history share theirs."""
    return list({id(fold): fold for fold in folds}.values())


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
    carried: Carried | None = None,
) -> tuple[tuple[Side | None, Replayed], ...]:
    """Return where one exercise of a programme stands on each of its sides.

    Legs with the same history are replayed once.
    """
    frame = _frame(item, exercise, programme, catalogue)
    tracks: list[tuple[Track, Fold | None, Replayed]] = []
    for side in sides_of(exercise):
        fold = None
        if carried is not None:
            fold = carried.folds.get((exercise.id, side, frame, item.start_level))
        since = None if fold is None or carried is None else carried.until
        track = find_track(records, exercise.id, side, frame.band, since)
        alike = [one for other, base, one in tracks if fold is base and track.is_like(other)]
        replayed = alike or [
            replay(
                records,
                track,
                frame,
                start_level=item.start_level,
                today=today,
                keeps_chain=keeps_chain,
                carried=fold,
            )
        ]
        tracks.append((track, fold, replayed[0]))
    return tuple((track.side, replayed) for track, _, replayed in tracks)


def _frame(
    item: ProgrammeItem, exercise: Exercise, programme: Programme, catalogue: Catalogue
) -> Frame:
    """Return what does not change about an exercise of a programme while it is done."""
    return frame_for(
        exercise,
        item.limits,
        frequency=programme.days_a_week,
        frequency_cap=max(_bounds(programme, stage)[1] for stage in (None, *programme.stages)),
        easier=_neighbour(catalogue, exercise.easier),
        harder=_neighbour(catalogue, exercise.harder),
    )


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
