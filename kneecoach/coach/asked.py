"""Say what a plan asks for, and make the plan of a kept session again."""

from __future__ import annotations

from kneecoach.model.decision import (
    Action,
    Decision,
    Plan,
    PlannedExercise,
    Prescription,
    Standing,
)
from kneecoach.model.errors import KneecoachError
from kneecoach.model.programme import Catalogue, Programme
from kneecoach.model.record import DoneExercise, SessionRecord
from kneecoach.values import replace


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


def why_not(plan: Plan) -> Decision:
    """Return the decision why nothing may be done today: that of the first exercise that waits.

    Raises:
        KneecoachError: No exercise of the programme is in a pack, so there is none.
    """
    for planned in plan.exercises:
        for one in planned.prescriptions:
            if one.standing is not Standing.READY:
                return one.decision
    raise KneecoachError(
        "None of this programme's exercises is in a pack.",
        "Choose another programme, or put the pack back that holds them.",
    )


def plan_again(record: SessionRecord, programme: Programme, catalogue: Catalogue) -> Plan:
    """Return the plan that a kept session followed, so that it can go on as it was.

    Raises:
        KneecoachError: One of the exercises is in no pack any more.
    """
    planned: list[PlannedExercise] = []
    for position in sorted({one.position for one in record.exercises}):
        asked = [one for one in record.exercises if one.position == position]
        exercise = catalogue.exercise(asked[0].exercise_id)
        if exercise is None:
            raise KneecoachError(
                f"The exercise {asked[0].exercise_id} is in no pack any more, so this session "
                "cannot go on as it was.",
                "What was done is kept. End this session, or put the pack back and go on with it.",
            )
        prescribed = tuple(_prescribed_again(one) for one in asked)
        planned.append(PlannedExercise(exercise=exercise, prescriptions=prescribed))
    return Plan(
        day=record.day,
        programme=programme,
        exercises=tuple(planned),
        is_due=True,
        next_due=record.day,
    )


def _prescribed_again(asked: DoneExercise) -> Prescription:
    return Prescription(
        side=asked.side,
        level=asked.level,
        level_before=asked.level,
        dose=asked.dose,
        decision=Decision(action=asked.action or Action.HOLD, rule=asked.rule, reason=asked.reason),
        standing=Standing.READY,
    )
