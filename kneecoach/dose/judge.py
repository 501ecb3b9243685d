"""Ask the rules in their order, take the first answer, and put it into words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kneecoach.dose.bands import asks_for_rest
from kneecoach.dose.overruling import own_choice
from kneecoach.dose.progress import one_level_up
from kneecoach.dose.reasons import put_into_words
from kneecoach.dose.rules import RULES, Answers, Check, Rule
from kneecoach.dose.situation import TRAINING, Situation
from kneecoach.dose.verdict import Verdict
from kneecoach.model.decision import Decision

_ALWAYS: Final = frozenset({Answers.COURSE})
_TODAY: Final = _ALWAYS | {Answers.TODAY, Answers.EITHER}
_LAST: Final = _ALWAYS | {Answers.LAST, Answers.EITHER}

_Checks = tuple[Check, ...]


def _checks(rules: Iterable[Rule]) -> tuple[_Checks, _Checks, _Checks, _Checks]:
    """Return what is asked when all is calm, the last session is not, today is not, or neither."""
    asked = tuple(rules)
    return (
        tuple(rule.check for rule in asked if rule.answers in _ALWAYS),
        tuple(rule.check for rule in asked if rule.answers in _LAST),
        tuple(rule.check for rule in asked if rule.answers in _TODAY),
        tuple(rule.check for rule in asked),
    )


_IN_ORDER: Final = _checks(RULES[:-1])


def judge(situation: Situation) -> Verdict:
    """Return what is decided: the person's choice where it may stand, else what the rules say."""
    return own_choice(situation, judge_by_rules(situation))


def judge_by_rules(situation: Situation) -> Verdict:
    """Return the verdict of the first rule that matches; the last one always does."""
    for check in _IN_ORDER[trouble(situation)]:
        verdict = check(situation)
        if verdict is not None:
            return verdict
    return one_level_up(situation)


def trouble(situation: Situation) -> int:
    """Return 0 when all is calm, 1 when the last session was not, 2 when today is not, else 3."""
    last, today = situation.last, situation.today
    was_calm = last is not None and last.is_calm
    if (
        today.flags
        or asks_for_rest(today.before, is_new=today.new_onset)
        or situation.unanswered is not None
        or situation.state is not TRAINING
    ):
        return 2 if was_calm else 3
    return 0 if was_calm else 1


def word(situation: Situation, verdict: Verdict) -> Decision:
    """Return the decision that a verdict is, with its sentence for the person."""
    return Decision(
        action=verdict.action,
        rule=verdict.rule,
        reason=put_into_words(situation, verdict),
        urgency=verdict.urgency,
        details=verdict.details,
    )
