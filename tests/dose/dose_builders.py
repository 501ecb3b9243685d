"""Build small exercises, programmes and histories for the tests of the dose."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from kneecoach.dose.decide import decide
from kneecoach.dose.item import DoseItem
from kneecoach.dose.situation import NO_LIMITS, TRAINING, TrainingState
from kneecoach.model.decision import Decision
from kneecoach.model.dose import Dose, Phase, PhaseName, Repetitions, Side, Sides, Variable
from kneecoach.model.exercise import Exercise, Kind, Level, Position
from kneecoach.model.feedback import Feedback, Flag, Knee, Today
from kneecoach.model.programme import Catalogue, Limits, Programme, ProgrammeItem
from kneecoach.model.record import (
    CheckIn,
    Choice,
    Clearance,
    DoneExercise,
    DoneSet,
    Ending,
    History,
    Outcome,
    Overrule,
    Scores,
    SessionRecord,
    Silence,
)
from kneecoach.model.units import PainScore, Percent, Seconds

DAY = date(2026, 3, 2)
"""A Monday; day 0 of every history."""

PERSON = UUID(int=1)


def on(day: int) -> date:
    return DAY + timedelta(days=day)


def felt(day: int = -2, **scores) -> Feedback:
    """Return a calm session, with whatever is said to differ."""
    calm = {"before": 0, "during": 0, "after": 0, "morning": 0, "lasted": 0, "effort": 5}
    return Feedback(day=on(day), **{**calm, **scores})


def calm_week() -> tuple[Feedback, ...]:
    return (felt(-7), felt(-4), felt(-2))


def item(**said) -> DoseItem:
    usual = {"kind": Kind.STRENGTH, "level": 3, "levels": 5, "days_at_level": 9}
    return DoseItem(**{**usual, **said})


def decided(
    *history: Feedback,
    state: TrainingState = TRAINING,
    before: int | None = None,
    flags: Iterable[Flag] = (),
    new_onset: bool = False,
    **said,
) -> Decision:
    today = Today(day=DAY, before=before, flags=frozenset(flags), new_onset=new_onset)
    return decide(item(**said), state, history, today)


def dose(sets: int = 3, sides: Sides = Sides.BOTH, reps: int = 10) -> Dose:
    tempo = (Phase(name=PhaseName.RAISE, lasts=Seconds(2)),)
    return Dose(sets=sets, work=Repetitions(reps=reps, tempo=tempo), rest=Seconds(30), sides=sides)


def exercise(
    name: str = "squat",
    *,
    kind: Kind = Kind.STRENGTH,
    sides: Sides = Sides.BOTH,
    levels: int = 5,
    sets: int = 3,
    changes: Variable = Variable.REPS,
    **said,
) -> Exercise:
    ladder = tuple(
        Level(dose=dose(sets, sides, 8 + number), changes=changes if number else None)
        for number in range(levels)
    )
    return Exercise(
        id=name,
        name=name.replace("_", " ").capitalize(),
        kind=kind,
        position=Position.STANDING,
        why="For strong legs.",
        areas=("quadriceps",),
        ladder=ladder,
        **said,
    )


def programme(
    *ids: str,
    name: str = "starter",
    start_level: int = 1,
    limits: Limits = NO_LIMITS,
    days_a_week: int = 3,
) -> Programme:
    return Programme(
        id=name,
        name=name.capitalize(),
        why="To begin with.",
        days_a_week=days_a_week,
        days_a_week_cap=7,
        items=tuple(
            ProgrammeItem(exercise_id=one, start_level=start_level, limits=limits)
            for one in ids or ("squat",)
        ),
    )


def catalogue(*exercises: Exercise) -> Catalogue:
    return Catalogue(exercises=exercises or (exercise(),))


def done(
    exercise_id: str = "squat",
    *,
    side: Side | None = None,
    level: int = 1,
    during: int | None = None,
    position: int = 0,
    sets: int = 3,
    spare: int | None = None,
) -> DoneExercise:
    return DoneExercise(
        position=position,
        exercise_id=exercise_id,
        side=side,
        level=level,
        dose=dose(sets),
        during=None if during is None else PainScore(during),
        spare=spare,
    )


def done_set(
    number: int = 1,
    *,
    position: int = 0,
    side: Side | None = None,
    complete: int = 100,
    exercise_id: str = "squat",
) -> DoneSet:
    return DoneSet(
        id=UUID(int=7_000_000 + number),
        position=position,
        exercise_id=exercise_id,
        side=side,
        set_number=number,
        outcome=Outcome.DONE if complete else Outcome.SKIPPED,
        complete=Percent(complete),
        ended_at=datetime(2026, 3, 2, 18, tzinfo=UTC),
    )


def session(
    day: int,
    *exercises: DoneExercise,
    hour: int = 18,
    before: int = 0,
    during: int | None = 0,
    after: int | None = 0,
    effort: int | None = 5,
    sharp: bool = False,
    throughout: bool = False,
    flags: Iterable[Flag] = (),
    knee: Knee = Knee.BOTH,
    ending: Ending = Ending.LOGGED,
    sets: tuple[DoneSet, ...] = (),
    programme_id: str = "starter",
    new_onset: bool = False,
    number: int | None = None,
    replaces: int | None = None,
    listed: bool = True,
) -> SessionRecord:
    started = datetime.combine(on(day), datetime.min.time(), tzinfo=UTC) + timedelta(hours=hour)
    return SessionRecord(
        id=UUID(int=1_000_000 + day * 100 + hour if number is None else number),
        person_id=PERSON,
        programme_id=programme_id,
        started_at=started,
        day=on(day),
        before=PainScore(before),
        ending=ending,
        ended_at=started + timedelta(minutes=30),
        knee=knee,
        scores=Scores(
            during=None if during is None else PainScore(during),
            after=None if after is None else PainScore(after),
            effort=effort,
            sharp=sharp,
            throughout=throughout,
            flags=frozenset(flags),
        ),
        exercises=(exercises or (done(),)) if listed else (),
        sets=sets,
        new_onset=new_onset,
        replaces=None if replaces is None else UUID(int=replaces),
    )


def check_in(
    day: int,
    pain: int = 0,
    *,
    hour: float = 8,
    knee: Knee = Knee.BOTH,
    flags: Iterable[Flag] = (),
    new_onset: bool = False,
    walks: bool | None = None,
    recorded_day: int | None = None,
) -> CheckIn:
    recorded = on(day if recorded_day is None else recorded_day)
    moment = datetime.combine(recorded, datetime.min.time(), tzinfo=UTC) + timedelta(hours=hour)
    return CheckIn(
        id=UUID(int=2_000_000 + day * 100 + int(hour)),
        person_id=PERSON,
        day=on(day),
        recorded_at=moment,
        pain=PainScore(pain),
        knee=knee,
        flags=frozenset(flags),
        new_onset=new_onset,
        walks_30_minutes=walks,
    )


def clearance(day: int) -> Clearance:
    moment = datetime.combine(on(day), datetime.min.time(), tzinfo=UTC)
    return Clearance(
        id=UUID(int=3_000_000 + day), person_id=PERSON, day=on(day), recorded_at=moment
    )


def overrule(
    day: int,
    choice: Choice = Choice.UP,
    *,
    exercise_id: str = "squat",
    side: Side | None = None,
    hour: float = 9,
) -> Overrule:
    moment = datetime.combine(on(day), datetime.min.time(), tzinfo=UTC) + timedelta(hours=hour)
    return Overrule(
        id=UUID(int=4_000_000 + day * 1000 + int(hour * 10) + len(choice)),
        person_id=PERSON,
        day=on(day),
        recorded_at=moment,
        exercise_id=exercise_id,
        side=side,
        choice=choice,
        reason="It is what I want.",
    )


def silence(flag: Flag, day: int, until: int, knee: Knee = Knee.BOTH) -> Silence:
    moment = datetime.combine(on(day), datetime.min.time(), tzinfo=UTC)
    return Silence(
        id=UUID(int=5_000_000 + day),
        person_id=PERSON,
        flag=flag,
        knee=knee,
        day=on(day),
        until=on(until),
        recorded_at=moment,
        note="Checked.",
    )


def history(*records: SessionRecord | CheckIn | Clearance | Overrule | Silence) -> History:
    return History(
        sessions=tuple(one for one in records if isinstance(one, SessionRecord)),
        check_ins=tuple(one for one in records if isinstance(one, CheckIn)),
        clearances=tuple(one for one in records if isinstance(one, Clearance)),
        overrules=tuple(one for one in records if isinstance(one, Overrule)),
        silences=tuple(one for one in records if isinstance(one, Silence)),
    )
