"""Decide one dose: ask the rules in their order and put the first answer into words."""

from __future__ import annotations

from typing import Final

from kneecoach.dose.overruling import own_choice
from kneecoach.dose.progress import one_level_up
from kneecoach.dose.reasons import put_into_words
from kneecoach.dose.rules import RULES, Check
from kneecoach.dose.signs import read_signs
from kneecoach.dose.situation import (
    DoseItem,
    Situation,
    TrainingState,
    course_of,
    frame_of,
)
from kneecoach.dose.verdict import Verdict
from kneecoach.model.decision import Decision
from kneecoach.model.feedback import Feedback, Today

_CHECKS: Final[tuple[Check, ...]] = tuple(rule.check for rule in RULES[:-1])


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
    )


def judge(situation: Situation) -> Verdict:
    """Return what is decided: the person's choice where it may stand, else what the rules say."""
    return own_choice(situation, judge_by_rules(situation))


def judge_by_rules(situation: Situation) -> Verdict:
    """Return the verdict of the first rule that matches; the last one always does."""
    for check in _CHECKS:
        verdict = check(situation)
        if verdict is not None:
            return verdict
    return one_level_up(situation)


def word(situation: Situation, verdict: Verdict) -> Decision:
    """Return the decision that a verdict is, with its sentence for the person."""
    return Decision(
        action=verdict.action,
        rule=verdict.rule,
        reason=put_into_words(situation, verdict),
        urgency=verdict.urgency,
        details=verdict.details,
    )
