"""Put a timed self-test together: half a minute of one movement, counted by the person.

The dose rules are asked first, so that nothing is tested that may not be done today; a test is no
session, and changes no dose.
"""

from __future__ import annotations

from typing import Final

from kneecoach.coach.coach import Coach
from kneecoach.model.decision import Standing
from kneecoach.model.dose import Side
from kneecoach.model.errors import KneecoachError
from kneecoach.model.exercise import Exercise
from kneecoach.model.function import Measure
from kneecoach.model.programme import Programme
from kneecoach.model.units import Seconds
from kneecoach.session.step import Step, StepKind
from kneecoach.values import dataclass, replace

LASTS: Final = Seconds(30.0)
"""A test lasts half a minute (chair-stand-30-seconds); the squats are counted alike, house-rule."""

GET_READY: Final = Seconds(10.0)
"""Time to take one's place. Source: house-rule."""

EXERCISES: Final = {
    Measure.SIT_TO_STAND: "sit_to_stand",
    Measure.SINGLE_LEG_SQUAT: "single_leg_knee_dip",
}
"""The exercise that shows how each test is done."""

SHOWN_FROM: Final = 2
"""The first level that is done as a test is: without the hands. Source: house-rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfTest:
    """A test that may be done now.

    Attributes:
        measure, side: What it counts, and on which leg.
        exercise: What is done.
        steps: Its timed steps.
    """

    measure: Measure
    side: Side | None
    exercise: Exercise
    steps: tuple[Step, ...]


def find_self_test(
    coach: Coach, within: Programme | None, measure: Measure, side: Side | None
) -> SelfTest:
    """Return a test, when the knee allows its movement today.

    Raises:
        KneecoachError: It may not be done today, or no pack shows how it is done.
    """
    exercise = coach.catalogue.exercise(EXERCISES[measure])
    if exercise is None:
        raise KneecoachError(
            "No pack shows how this test is done.", "Count for half a minute by a clock instead."
        )
    plan = coach.standing_of(exercise, within)
    asked = [one for planned in plan.exercises for one in planned.prescriptions]
    mine = [one for one in asked if side is None or one.side in {None, side}]
    resting = next((one for one in mine if one.standing is not Standing.READY), None)
    if plan.urgency is not None or resting is not None:
        reason = resting.decision.reason if resting is not None else ""
        raise KneecoachError(
            f"This test waits: the knee is to rest from {exercise.name} today. {reason}".strip(),
            "Tell all the rest today, and count another day.",
        )
    ready = _step(exercise, side, max([SHOWN_FROM, *(one.level for one in mine)]))
    work = replace(ready, kind=StepKind.WORK, lasts=LASTS, expected=LASTS, ends_set=True)
    return SelfTest(measure=measure, side=side, exercise=exercise, steps=(ready, work))


def _step(exercise: Exercise, side: Side | None, level: int) -> Step:
    return Step(
        kind=StepKind.READY,
        lasts=GET_READY,
        expected=GET_READY,
        position=0,
        exercise_id=exercise.id,
        exercise_name=exercise.name,
        set_side=side,
        side=side,
        set_number=1,
        sets=1,
        level=level,
    )
