"""Make the rest of one exercise easier in the middle of a session, because it hurt."""

from __future__ import annotations

from kneecoach.model.decision import Plan, PlannedExercise, Prescription
from kneecoach.model.dose import Dose
from kneecoach.session.moves import key_of
from kneecoach.session.outline import has_open_set
from kneecoach.session.state import Stopped
from kneecoach.session.timeline import TimelineOptions, build_timeline
from kneecoach.values import replace


def has_easier(plan: Plan, position: int) -> bool:
    """Return whether the exercise at that place can be done one level lower on every side."""
    planned = plan.exercises[position]
    return all(_lower_dose(planned, one) is not None for one in planned.prescriptions)


def is_easier_left(plan: Plan, state: Stopped, options: TimelineOptions) -> bool:
    """Return whether the exercise that was stopped has a set left, and an easier version of it."""
    if not has_easier(plan, state.position):
        return False
    ended = {key_of(event) for event in state.ended}
    steps = build_timeline(with_easier(plan, state.position), options)
    return has_open_set(steps, ended, state.position)


def with_easier(plan: Plan, position: int) -> Plan:
    """Return a plan whose exercise at that place is one level lower, with no set more than before.

    Sets keep their places, so that those already done still count.
    """
    exercises = tuple(
        _one_level_down(planned) if place == position else planned
        for place, planned in enumerate(plan.exercises)
    )
    return replace(plan, exercises=exercises)


def _one_level_down(planned: PlannedExercise) -> PlannedExercise:
    return replace(
        planned, prescriptions=tuple(_easier(planned, one) for one in planned.prescriptions)
    )


def _easier(planned: PlannedExercise, prescribed: Prescription) -> Prescription:
    dose = _lower_dose(planned, prescribed)
    if dose is None:
        return prescribed
    return replace(prescribed, level=prescribed.level - 1, dose=dose)


def _lower_dose(planned: PlannedExercise, prescribed: Prescription) -> Dose | None:
    """Return the dose one level lower, or None where there is none or the legs share it otherwise.

    A set that both legs did together is not the set that each leg does on its own.
    """
    if not 1 < prescribed.level <= len(planned.exercise.ladder):
        return None
    dose = planned.exercise.level(prescribed.level - 1).dose
    if dose.sides is not prescribed.dose.sides:
        return None
    return replace(dose, sets=min(dose.sets, prescribed.dose.sets))
