"""Build exercises, plans and steps for the tests of a session, by hand and at random."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from kneecoach.model.decision import (
    Action,
    Decision,
    Plan,
    PlannedExercise,
    Prescription,
    Standing,
)
from kneecoach.model.dose import (
    Dose,
    Intervals,
    Pace,
    Phase,
    PhaseName,
    Repetitions,
    Side,
    Sides,
    Timed,
    Work,
)
from kneecoach.model.exercise import Cue, Exercise, Kind, Level, Position
from kneecoach.model.programme import Programme, ProgrammeItem
from kneecoach.model.units import Seconds
from kneecoach.session.timeline import TimelineOptions

DAY = date(2026, 3, 2)


def phase(name: str, lasts: float) -> Phase:
    return Phase(name=PhaseName(name), lasts=Seconds(lasts))


UP_HOLD_DOWN = (phase("raise", 1), phase("hold", 2), phase("lower", 3))


def reps(count: int = 2, tempo: tuple[Phase, ...] = UP_HOLD_DOWN) -> Repetitions:
    return Repetitions(reps=count, tempo=tempo)


def timed(lasts: float = 30, name: str = "hold") -> Timed:
    return Timed(phase=phase(name, lasts))


def run_and_walk(rounds: int = 2) -> Intervals:
    return Intervals(rounds=rounds, phases=(phase("run", 60), phase("walk", 90)))


def dose(
    work: Work | None = None, *, sets: int = 2, rest: float = 30, sides: Sides = Sides.BOTH
) -> Dose:
    return Dose(sets=sets, work=work or reps(), rest=Seconds(rest), sides=sides)


def exercise(
    name: str = "squat",
    *,
    position: Position = Position.STANDING,
    pace: Pace = Pace.COACH,
    cues: tuple[Cue, ...] = (),
) -> Exercise:
    return Exercise(
        id=name,
        name=name.capitalize(),
        kind=Kind.STRENGTH,
        position=position,
        why="For strong thighs.",
        areas=("quadriceps",),
        ladder=(Level(dose=dose()),),
        pace=pace,
        cues=cues,
    )


def prescription(
    asked: Dose, side: Side | None = None, *, level: int = 1, standing: Standing = Standing.READY
) -> Prescription:
    return Prescription(
        side=side,
        level=level,
        level_before=level,
        dose=asked,
        decision=Decision(action=Action.HOLD, rule="H4", reason="Stay here for now."),
        standing=standing,
    )


def planned(
    asked: Dose | None = None, one: Exercise | None = None, **how: object
) -> PlannedExercise:
    """Plan one exercise with the same dose for both legs."""
    asked = asked or dose()
    sides = tuple(Side) if asked.sides is Sides.EACH else (None,)
    return PlannedExercise(
        exercise=one or exercise(),
        prescriptions=tuple(prescription(asked, side, **how) for side in sides),  # type: ignore[arg-type]
    )


def plan(*exercises: PlannedExercise) -> Plan:
    programme = Programme(
        id="starter",
        name="Starter",
        why="For sore knees.",
        days_a_week=3,
        days_a_week_cap=4,
        items=(ProgrammeItem(exercise_id="squat"),),
    )
    return Plan(day=DAY, programme=programme, exercises=exercises, is_due=True, next_due=DAY)


# Eighths of a second add up exactly, so that the tests can ask for equal times.
eighths = st.integers(1, 8 * 25).map(lambda eighth: Seconds(eighth / 8))
phases = st.builds(Phase, name=st.sampled_from(PhaseName), lasts=eighths)
tempos = st.lists(phases, min_size=1, max_size=3).map(tuple)
repetitions = st.builds(Repetitions, reps=st.integers(1, 3), tempo=tempos)
intervals = st.builds(Intervals, rounds=st.integers(1, 3), phases=tempos)
works = st.one_of(repetitions, st.builds(Timed, phase=phases), intervals)
rests = st.one_of(st.just(Seconds(0)), eighths)
standings = st.sampled_from((Standing.READY, Standing.READY, *Standing))


@st.composite
def doses(draw: st.DrawFn, sides: Sides) -> Dose:
    work = draw(repetitions if sides is Sides.ALTERNATE else works)
    return Dose(sets=draw(st.integers(1, 3)), work=work, rest=draw(rests), sides=sides)


@st.composite
def planned_exercises(draw: st.DrawFn, number: int) -> PlannedExercise:
    sides = draw(st.sampled_from(Sides))
    legs = tuple(Side) if sides is Sides.EACH and draw(st.booleans()) else (None,)
    return PlannedExercise(
        exercise=exercise(
            f"exercise-{number}",
            position=draw(st.sampled_from(Position)),
            pace=draw(st.sampled_from((Pace.COACH, Pace.COACH, Pace.SELF))),
            cues=draw(st.sampled_from(((), (Cue(say="Slowly."),)))),
        ),
        prescriptions=tuple(
            prescription(draw(doses(sides)), leg, standing=draw(standings)) for leg in legs
        ),
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    return plan(*(draw(planned_exercises(number)) for number in range(draw(st.integers(0, 3)))))


options = st.builds(
    TimelineOptions,
    get_ready=rests,
    change_position=rests,
    switch=rests,
    between_exercises=st.none() | rests,
    self_paced=st.sampled_from((frozenset[str](), frozenset(("exercise-0",)))),
)
