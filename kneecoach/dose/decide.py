"""Decide one dose, from an exercise as it stands, its sessions and today."""

from __future__ import annotations

from kneecoach.dose.item import DoseItem, course_of, frame_of, volume_of
from kneecoach.dose.judge import judge, word
from kneecoach.dose.signs import read_signs
from kneecoach.dose.situation import Situation, TrainingState
from kneecoach.model.decision import Decision
from kneecoach.model.feedback import Feedback, Today


def decide(
    item: DoseItem, state: TrainingState, history: tuple[Feedback, ...], today: Today
) -> Decision:
    """Return what is done with the dose of one exercise on one side.

    The function is pure: no clock, no memory, and the order of `history` does not matter.
    Sessions dated after today are left out.

    Args:
        item: The exercise and how far it has come.
        state: Training or paused.
        history: The sessions of this exercise and side.
        today: What is known of the knee today.
    """
    situation = look_at(item, state, history, today)
    return word(situation, judge(situation))


def look_at(
    item: DoseItem, state: TrainingState, history: tuple[Feedback, ...], today: Today
) -> Situation:
    """Return everything that the rules may look at."""
    frame = frame_of(item)
    felt = sorted((one for one in history if one.day <= today.day), key=lambda one: one.day)
    sessions = tuple(read_signs(one, frame.band) for one in felt)
    return Situation(
        frame=frame,
        course=course_of(item, today.day),
        state=state,
        sessions=sessions,
        last=sessions[-1] if sessions else None,
        today=today,
        step_backs=item.step_backs_21_days,
        unanswered=item.unanswered,
        cleared_on=item.cleared_on,
        volume=volume_of(item),
    )
