"""Try an exercise: one set of today's dose, through the same session as every other.

The rules are asked first, so nothing can be tried that may not be done today; what a try means
for the dose is said in `dose/tries.py`.
"""

from __future__ import annotations

from kneecoach.dose.bands import IMPACT_KINDS
from kneecoach.model.decision import Plan, Standing
from kneecoach.model.errors import KneecoachError
from kneecoach.model.exercise import Exercise
from kneecoach.model.programme import Catalogue, Programme, ProgrammeItem
from kneecoach.model.record import History, SessionRecord
from kneecoach.model.trying import TRYING
from kneecoach.values import replace

TRY_COUNTS_AS = (
    "One set to try it: this is kept, but it changes no dose and counts as no session. "
    "Only pain in it counts."
)
"""What a person should know before trying an exercise."""

NOTHING_CHANGES = (
    "{name} stays where it is: one set to try it counts as no session. Had it hurt at 6 or more, "
    "or sharply, it would have gone down and rested."
)
"""What a person is told after a try that changed nothing."""

TOO_SOON = (
    "Jumping and running load the knee most, so this is not tried on its own. A programme leads up "
    "to it: once yours has come to it, it can be tried here too."
)
"""Why an exercise in which the leg lands is not tried by somebody who never did it."""

_DAYS_A_WEEK = 3


def alone(exercise: Exercise, within: Programme | None = None) -> Programme:
    """Return a programme of one exercise alone.

    Args:
        exercise: The exercise.
        within: A programme whose start, limits and days hold for it where it names the exercise.
    """
    items = () if within is None else within.items
    known = next((one for one in items if one.exercise_id == exercise.id), None)
    days = _DAYS_A_WEEK if within is None or known is None else within.days_a_week
    cap = days if within is None or known is None else within.days_a_week_cap
    return Programme(
        id=TRYING,
        name=f"{exercise.name}: one set",
        why=TRY_COUNTS_AS,
        days_a_week=days,
        days_a_week_cap=cap,
        items=(known or ProgrammeItem(exercise_id=exercise.id),),
    )


def is_too_soon(exercise: Exercise, asked: Plan | None, history: History) -> bool:
    """Tell whether an exercise in which the leg lands is not to be tried yet.

    It may be once the programme in use asks for it, or when it was done before.

    Source: house-rule.

    Args:
        exercise: The exercise.
        asked: What the programme in use asks for today; None without one.
        history: Everything that was recorded.
    """
    if exercise.kind not in IMPACT_KINDS:
        return False
    is_asked = asked is not None and any(
        planned.exercise.id == exercise.id
        and any(one.standing is Standing.READY for one in planned.prescriptions)
        for planned in asked.exercises
    )
    was_done = any(
        done.exercise_id == exercise.id and done.complete
        for record in history.sessions
        for done in record.sets
    )
    return not (is_asked or was_done)


def with_one_set(plan: Plan) -> Plan:
    """Return a plan with a single set of everything in it, for each leg that has its own."""
    return replace(
        plan,
        exercises=tuple(
            replace(
                planned,
                prescriptions=tuple(
                    replace(one, dose=replace(one.dose, sets=1)) for one in planned.prescriptions
                ),
            )
            for planned in plan.exercises
        ),
    )


def programme_of_try(record: SessionRecord, catalogue: Catalogue) -> Programme:
    """Return the programme that a kept try followed, beginning at the level that was tried.

    Raises:
        KneecoachError: Its exercise is in no pack any more.
    """
    asked = next(iter(record.exercises), None)
    exercise = None if asked is None else catalogue.exercise(asked.exercise_id)
    if asked is None or exercise is None:
        raise KneecoachError(
            "The exercise that was tried is in no pack any more.",
            "What was done is kept. End this try, or put the pack back and go on with it.",
        )
    level = min(asked.level, len(exercise.ladder))
    item = ProgrammeItem(exercise_id=exercise.id, start_level=level)
    return replace(alone(exercise), items=(item,))
