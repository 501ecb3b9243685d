"""Say what a decision comes to: the dose of each leg, and whether it may be done today."""

from __future__ import annotations

from kneecoach.dose.doses import dose_at
from kneecoach.dose.frequency import Frequency
from kneecoach.dose.judge import word
from kneecoach.dose.progress import one_day_more_to
from kneecoach.dose.replay import Replayed
from kneecoach.model.decision import Action, Decision, Prescription, Standing
from kneecoach.model.dose import Dose, Side, Sides
from kneecoach.model.exercise import Exercise


def prescriptions_of(
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
