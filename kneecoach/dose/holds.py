"""State the rules that repeat the dose, and the one that begins a new exercise."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from kneecoach.dose.signs import CALM_EFFORT_UP_TO
from kneecoach.dose.situation import Situation
from kneecoach.dose.step_downs import hurt_more_this_week
from kneecoach.dose.verdict import Verdict
from kneecoach.model.decision import Action
from kneecoach.model.dose import Variable
from kneecoach.model.exercise import Kind
from kneecoach.model.feedback import ALL

CALM_SESSIONS: Final = 3
"""Calm sessions in a row before it goes up. Source: triathlete-pt-post-run-pain."""

ONE_CHANGE_DAYS: Final = 7
"""Days between changes of two variables. Source: triathlete-pt-post-run-pain."""

REPEAT_AFTER_DAYS: Final = 8
"""Days without the exercise from which the last dose is repeated. Source: house-rule."""

SORER_BEFORE: Final = 2
"""Points above the usual pain before a session that mean more. Source: numeric-rating-scale."""

USUAL_SESSIONS: Final = 3
"""Sessions that tell what pain before a session is usual. Source: house-rule."""

EXTRA_DAYS_WITHIN: Final = 7
"""Days in which days of training are counted. Source: triathlete-pt-post-run-pain."""

_EXTRA_DAYS_WITHIN: Final = timedelta(days=EXTRA_DAYS_WITHIN)

_NEW: Final = Verdict(rule="N0", action=Action.HOLD)
_CRANKY: Final = Verdict(rule="H1", action=Action.HOLD)
_ABOVE_CLEAN: Final = Verdict(rule="H2", action=Action.HOLD)
_UNKNOWN: Final = Verdict(rule="H3", action=Action.HOLD)
_HARD: Final = Verdict(rule="H6", action=Action.HOLD)
_ONE_CHANGE: Final = Verdict(rule="H5", action=Action.HOLD)
_SETTLING: Final = Verdict(rule="H4", action=Action.HOLD)
_REPEAT: Final = Verdict(rule="G0", action=Action.HOLD)
_SORER_WEEK: Final = Verdict(rule="H7", action=Action.HOLD)
_SORER_BEFORE: Final = Verdict(rule="H8", action=Action.HOLD)
_EXTRA_DAYS: Final = Verdict(rule="H9", action=Action.HOLD)


def new_exercise(situation: Situation) -> Verdict | None:
    """Begin a new exercise where the programme says.

    Source: house-rule.
    """
    return _NEW if situation.last is None else None


def cranky_once(situation: Situation) -> Verdict | None:
    """Repeat the dose after one cranky session.

    Source: triathlete-pt-post-run-pain, house-rule.
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


def sorer_week(situation: Situation) -> Verdict | None:
    """Repeat the dose when this week hurt a point more than the week before, though it ends calmly.

    Source: pain-monitoring-model, house-rule.
    """
    return _SORER_WEEK if hurt_more_this_week(situation) else None


def sorer_before(situation: Situation) -> Verdict | None:
    """Repeat the dose when the pain before starting is two points above what is usual.

    Source: numeric-rating-scale, house-rule.
    """
    before = situation.today.before
    if before is None or before < SORER_BEFORE:
        return None
    usual = usual_before(situation)
    return None if usual is None or before - usual < SORER_BEFORE else _SORER_BEFORE


def usual_before(situation: Situation) -> int | None:
    """Return the middle one of the pains before the last three sessions; None before there are.

    Source: house-rule.
    """
    last = situation.sessions[-USUAL_SESSIONS:]
    if len(last) < USUAL_SESSIONS:
        return None
    return sorted(signs.felt.before for signs in last)[USUAL_SESSIONS // 2]


def extra_days(situation: Situation) -> Verdict | None:
    """Repeat the dose while it is done on more days of a week than the programme ever asks for.

    Source: triathlete-pt-post-run-pain, house-rule.
    """
    most, sessions = situation.frame.frequency_cap, situation.sessions
    if len(sessions) <= most or sessions[-1 - most].day < situation.today.day - _EXTRA_DAYS_WITHIN:
        return None
    return _EXTRA_DAYS if days_done(situation) > most else None


def days_done(situation: Situation) -> int:
    """Return the days of the week before today on which the exercise was done."""
    today = situation.today.day
    first = today - _EXTRA_DAYS_WITHIN
    return len({one.day for one in situation.sessions if first <= one.day < today})


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

    Source: triathlete-pt-post-run-pain, house-rule.
    """
    if days_here(situation) < situation.frame.pace_days:
        return _SETTLING
    if situation.calm_in_a_row >= CALM_SESSIONS or situation.had_calm_week:
        return None
    return _SETTLING


def days_here(situation: Situation) -> int:
    """Return the days since the dose last changed, in its level or in the variable that is next.

    Source: triathlete-pt-post-run-pain.
    """
    changed, since = situation.course.changed, situation.course.since
    days = 0 if since is None else (situation.today.day - since).days
    return days if changed is None else min(days, max(changed.days_ago, 0))


def short_absence(situation: Situation) -> Verdict | None:
    """Repeat the last dose after eight to fourteen days without the exercise.

    Source: house-rule, triathlete-pt-post-run-pain.
    """
    last = situation.last
    if last is None or (situation.today.day - last.day).days < REPEAT_AFTER_DAYS:
        return None
    return _REPEAT


def _next_variable(situation: Situation) -> Variable:
    usual = Variable.DISTANCE if situation.frame.kind is Kind.RUN else Variable.REPS
    return situation.next_variable or usual
