"""Make the plan of a session from the built-in exercises, at chosen levels."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kneecoach.model.decision import (
    Action,
    Decision,
    Plan,
    PlannedExercise,
    Prescription,
    Standing,
)
from kneecoach.model.exercise import Exercise
from kneecoach.model.programme import Programme, ProgrammeItem
from kneecoach.session.step import Step
from kneecoach.session.timeline import TimelineOptions, build_timeline

DAY = date(2026, 3, 2)


def steps_of(exercises: Sequence[tuple[Exercise, int]]) -> tuple[Step, ...]:
    """Return the steps of a session of these exercises, each at its level."""
    planned = tuple(
        PlannedExercise(exercise=exercise, prescriptions=(_prescription(exercise, level),))
        for exercise, level in exercises
    )
    programme = Programme(
        id="all",
        name="All",
        why="To see them.",
        days_a_week=3,
        days_a_week_cap=3,
        items=tuple(ProgrammeItem(exercise_id=exercise.id) for exercise, _ in exercises),
    )
    plan = Plan(day=DAY, programme=programme, exercises=planned, is_due=True, next_due=DAY)
    return build_timeline(plan, TimelineOptions())


def minutes_of(exercises: Sequence[tuple[Exercise, int]]) -> float:
    """Return how long a session of these exercises takes, in minutes."""
    return sum(step.expected for step in steps_of(exercises)) / 60


def _prescription(exercise: Exercise, level: int) -> Prescription:
    decision = Decision(action=Action.HOLD, rule="N0", reason="To begin with.")
    return Prescription(
        side=None,
        level=level,
        level_before=level,
        dose=exercise.level(level).dose,
        decision=decision,
        standing=Standing.READY,
    )
