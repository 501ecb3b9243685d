"""State the rules that repeat the dose, and the one that begins a new exercise."""

from __future__ import annotations

from typing import Final

from kneecoach.dose.signs import CALM_EFFORT_UP_TO
from kneecoach.dose.situation import Situation
from kneecoach.dose.verdict import Verdict
from kneecoach.model.decision import Action
from kneecoach.model.dose import Variable
from kneecoach.model.exercise import Kind
from kneecoach.model.feedback import ALL

DAYS_AT_LEVEL: Final = 7
"""Fewest days at a level before it goes up. Source: triathlete-pt-post-run-pain."""

CALM_SESSIONS: Final = 3
"""Calm sessions in a row before it goes up. Source: triathlete-pt-post-run-pain."""

ONE_CHANGE_DAYS: Final = 7
"""Days between changes of two variables. Source: triathlete-pt-post-run-pain."""

REPEAT_AFTER_DAYS: Final = 8
"""Days without the exercise from which the last dose is repeated. Source: house-rule."""

_NEW: Final = Verdict(rule="N0", action=Action.HOLD)
_CRANKY: Final = Verdict(rule="H1", action=Action.HOLD)
_ABOVE_CLEAN: Final = Verdict(rule="H2", action=Action.HOLD)
_UNKNOWN: Final = Verdict(rule="H3", action=Action.HOLD)
_HARD: Final = Verdict(rule="H6", action=Action.HOLD)
_ONE_CHANGE: Final = Verdict(rule="H5", action=Action.HOLD)
_SETTLING: Final = Verdict(rule="H4", action=Action.HOLD)
_REPEAT: Final = Verdict(rule="G0", action=Action.HOLD)


def new_exercise(situation: Situation) -> Verdict | None:
    """Begin a new exercise where the programme says.

    Source: house-rule.
    """
    return _NEW if situation.last is None else None


def cranky_once(situation: Situation) -> Verdict | None:
    """Repeat the dose after one cranky session.

    Source: triathlete-pt-post-run-pain.
    """
    last = situation.last
    return _CRANKY if last is not None and last.is_cranky else None


def above_clean(situation: Situation) -> Verdict | None:
    """Repeat the dose when pain during was acceptable but not clean.

    Source: pain-traffic-light.
    """
    last = situation.last
    if last is None or last.felt.during is None:
        return None
    return _ABOVE_CLEAN if last.felt.during > situation.frame.band.clean_up_to else None


def not_recorded(situation: Situation) -> Verdict | None:
    """Repeat the dose, and ask, when a score of the last session is not known.

    Source: house-rule.
    """
    last = situation.last
    return _UNKNOWN if last is not None and not last.is_known else None


def hard_or_short(situation: Situation) -> Verdict | None:
    """Repeat the dose when work was left out, or it was very hard.

    Source: house-rule.
    """
    last = situation.last
    if last is None:
        return None
    felt = last.felt
    is_hard = felt.effort is not None and felt.effort > CALM_EFFORT_UP_TO
    return _HARD if is_hard or felt.complete < ALL else None


def one_change_at_a_time(situation: Situation) -> Verdict | None:
    """Repeat the dose when another variable was changed less than a week ago.

    Source: triathlete-pt-post-run-pain.
    """
    changed = situation.course.changed
    if changed is None or changed.days_ago >= ONE_CHANGE_DAYS:
        return None
    return _ONE_CHANGE if changed.variable is not _next_variable(situation) else None


def settling_in(situation: Situation) -> Verdict | None:
    """Repeat the dose until a week and three calm sessions, or a calm week, lie behind it.

    Source: triathlete-pt-post-run-pain.
    """
    if days_here(situation) < DAYS_AT_LEVEL:
        return _SETTLING
    if situation.calm_in_a_row >= CALM_SESSIONS or situation.had_calm_week:
        return None
    return _SETTLING


def days_here(situation: Situation) -> int:
    """Return the days since the dose last changed, in its level or in the variable that is next.

    Source: triathlete-pt-post-run-pain.
    """
    changed = situation.course.changed
    days = situation.days_at_level
    return days if changed is None else min(days, max(changed.days_ago, 0))


def short_absence(situation: Situation) -> Verdict | None:
    """Repeat the last dose after eight to fourteen days without the exercise.

    Source: house-rule, triathlete-pt-post-run-pain.
    """
    last = situation.last
    if last is None or (situation.today.day - last.felt.day).days < REPEAT_AFTER_DAYS:
        return None
    return _REPEAT


def _next_variable(situation: Situation) -> Variable:
    usual = Variable.DISTANCE if situation.frame.kind is Kind.RUN else Variable.REPS
    return situation.next_variable or usual
