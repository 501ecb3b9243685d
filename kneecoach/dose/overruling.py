"""Let the person overrule the rules: hold or go down at will, go up where caution allows it."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from kneecoach.dose.progress import one_level_up
from kneecoach.dose.situation import Situation
from kneecoach.dose.step_downs import hurt_more_this_week
from kneecoach.dose.verdict import DAYS_AFTER_STEP_DOWN, Verdict, step_down
from kneecoach.model.decision import Action, Detail
from kneecoach.model.record import Choice

OWN_CHOICE_ID: Final = "O1"


class WhyNot(StrEnum):
    """Name why a choice has no effect.

    `CAREFUL`: the rules ask for less than the choice, which was not to go up. For going up:
    `CAUTION` answers what is felt or not known, `NEW` has not been done yet, `RESTING` rests,
    `STEPPED_DOWN` stays after a step down, `TOP` is the highest level there is.
    """

    CAREFUL = "careful"
    CAUTION = "caution"
    NEW = "new"
    RESTING = "resting"
    STEPPED_DOWN = "stepped_down"
    TOP = "top"


HOLDS_TO_OVERRULE: Final = frozenset({"H4", "H5", "H6", "G0"})
"""Holds that wait for time or ask for moderation, and may be overruled upwards.

H1 and H2 answer pain, H3 what is not known, X5 a load not yet light, N0 has nothing to go up from.
Source: house-rule.
"""

_MILD: Final = frozenset({Action.HOLD, Action.PROGRESS})
_DOWN: Final = frozenset({Action.REDUCE, Action.REDUCE_REST})


def own_choice(situation: Situation, verdict: Verdict) -> Verdict:
    """Put the person's choice in the place of what the rules said, where it may take it.

    Holding and going down may take the place of a hold or a step up; going up that of some holds
    only. Whatever is more careful than the choice stands, and says what became of the choice.

    Source: house-rule.
    """
    choice = situation.choice
    if choice is None:
        return verdict
    own = _instead(situation, verdict, choice)
    said: tuple[str, Detail] = ("own_choice", choice.value)
    if own is None:
        is_same: tuple[str, Detail] = ("choice_has_effect", _is_same(verdict, choice))
        details = (*verdict.details, said, is_same)
        if not is_same[1]:
            details = (*details, ("why_not", _why_not(situation, verdict, choice).value))
        return verdict._replace(details=details)
    instead: tuple[str, Detail] = ("instead_of", verdict.rule)
    return own._replace(details=(*own.details, said, instead), instead_of=verdict)


def is_soon_after_step_down(situation: Situation) -> bool:
    """Tell whether the week after a step down is not over; nothing goes up in it.

    Source: triathlete-pt-post-run-pain.
    """
    ago = situation.stepped_down_days_ago
    return ago is not None and ago < DAYS_AFTER_STEP_DOWN


def _instead(situation: Situation, verdict: Verdict, choice: Choice) -> Verdict | None:
    """Return what a choice puts in the place of a verdict, or None when the verdict stands."""
    if choice is Choice.UP:
        return _one_up(situation, verdict)
    if choice is Choice.DOWN:
        return _one_down(situation, verdict)
    if verdict.action is Action.PROGRESS:
        return Verdict(rule=OWN_CHOICE_ID, action=Action.HOLD)
    return None


def _is_same(verdict: Verdict, choice: Choice) -> bool:
    """Tell whether a verdict does what was chosen by itself."""
    if choice is Choice.UP:
        return _goes_up(verdict)
    if choice is Choice.DOWN:
        return verdict.action in _DOWN
    return verdict.action is Action.HOLD


def _one_down(situation: Situation, verdict: Verdict) -> Verdict | None:
    if verdict.action not in _MILD:
        return None
    down = step_down(situation, OWN_CHOICE_ID, is_answer=False)
    return None if down.detail("already_taken") else down


def _one_up(situation: Situation, verdict: Verdict) -> Verdict | None:
    if verdict.rule not in HOLDS_TO_OVERRULE or hurt_more_this_week(situation):
        return None
    if situation.is_resting or is_soon_after_step_down(situation):
        return None
    up = one_level_up(situation)
    return up._replace(rule=OWN_CHOICE_ID) if _goes_up(up) else None


def _goes_up(verdict: Verdict) -> bool:
    """Tell whether a verdict asks for more; at the top of a ladder there is nothing more."""
    return verdict.action is Action.PROGRESS and verdict.detail("variables_changed") == 1


def _why_not(situation: Situation, verdict: Verdict, choice: Choice) -> WhyNot:
    """Return why a verdict stands in spite of a choice."""
    if choice is not Choice.UP:
        return WhyNot.CAREFUL
    if verdict.rule == "N0":
        return WhyNot.NEW
    if verdict.action is not Action.PROGRESS and verdict.rule not in HOLDS_TO_OVERRULE:
        return WhyNot.TOP if verdict.detail("at_limit") else WhyNot.CAUTION
    return _why_not_now(situation)


def _why_not_now(situation: Situation) -> WhyNot:
    """Return what keeps a hold that may be overruled from being so today."""
    if situation.is_resting:
        return WhyNot.RESTING
    if is_soon_after_step_down(situation):
        return WhyNot.STEPPED_DOWN
    return WhyNot.CAUTION if hurt_more_this_week(situation) else WhyNot.TOP
