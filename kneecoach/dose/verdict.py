"""Hold what one rule says, and the parts that several rules share."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, NamedTuple

from kneecoach.dose.bands import RED_FROM
from kneecoach.dose.situation import Situation
from kneecoach.model.decision import Action, Detail, Urgency

DAYS_AFTER_STEP_DOWN: Final = 7
"""Days to stay after a step down. Source: triathlete-pt-post-run-pain."""

RED_REST_HOURS: Final = 48
"""Rest after red pain. Source: house-rule, return-to-activity (rest, no length given)."""

PAIN_NOW_REST_HOURS: Final = 24
"""Rest when the knee hurts that much before starting. Source: house-rule."""

NEW_PAIN_REST_DAYS: Final = (3, 5)
"""Days of rest after sharp or sudden new pain. Source: msk-doctors-knee-after-running."""

GIVES_WAY: Final = frozenset({"X1", "X4"})
"""Rules whose answer, at the top of a ladder, gives way to one day more a week."""

_HOURS_A_DAY: Final = 24


class Verdict(NamedTuple):
    """What one rule says, before it is put into words.

    Attributes:
        rule: Id of the rule.
        action: What is done.
        urgency: How soon to be seen; only with `SEEK_CARE`.
        details: Named facts in a fixed order.
        rests_until: First day after the rest it asks for, or None.
        answers_session: It acts on the last session, so that session needs no second answer.
        instead_of: What the rules said, where the person chose otherwise.
    """

    rule: str
    action: Action
    urgency: Urgency | None = None
    details: tuple[tuple[str, Detail], ...] = ()
    rests_until: date | None = None
    answers_session: bool = False
    instead_of: Verdict | None = None

    def detail(self, name: str) -> Detail | None:
        """Return the named fact, or None."""
        for own, fact in self.details:
            if own == name:
                return fact
        return None


def gives_way(verdict: Verdict) -> bool:
    """Tell whether a verdict lets a dose go up, or would below the top of its ladder."""
    return verdict.rule in GIVES_WAY and verdict.action in {Action.PROGRESS, Action.HOLD}


def step_down(
    situation: Situation,
    rule: str,
    *,
    is_answer: bool = True,
    rest: tuple[tuple[str, Detail], ...] = (),
) -> Verdict:
    """Return a step down of one level by a rule, with the rest that belongs to it.

    Args:
        situation: What was looked at.
        rule: Id of the rule.
        is_answer: The rule acts on the last session rather than on today.
        rest: Facts about the rest; when given, the verdict also rests.
    """
    return Verdict(
        rule=rule,
        action=Action.REDUCE_REST if rest else Action.REDUCE,
        details=(*_lower(situation, is_answer=is_answer), *rest),
        rests_until=rest_until(situation) if rest else None,
        answers_session=is_answer,
    )


def _lower(situation: Situation, *, is_answer: bool) -> tuple[tuple[str, Detail], ...]:
    """Return where a step down leads.

    One cause leads to one step only: a step that this session or this day has already led to is
    named, not taken again. At the bottom, the easier exercise is named, or a set is taken off.
    """
    frame, course = situation.frame, situation.course
    stay: tuple[str, Detail] = ("min_days_there", DAYS_AFTER_STEP_DOWN)
    is_taken = course.session_answered if is_answer else situation.stepped_down_days_ago == 0
    if is_taken:
        return (("to_level", course.level), ("already_taken", True), stay)
    if course.level > frame.bottom:
        return (("to_level", min(course.level - 1, frame.top)), stay)
    here: tuple[str, Detail] = ("to_level", course.level)
    own = frame.loads[course.level - 1] if frame.loads else None
    if course.load is not None and own is not None:
        return (here, ("load_to", own), stay)
    if frame.easier is not None:
        return (here, ("easier", frame.easier.id), stay)
    sets = situation.sets
    if sets is not None:
        return (here, ("sets_to", max(1, sets - 1)), stay)
    return (here, stay)


def rest_until(situation: Situation) -> date:
    """Return the first day after the longest rest that anything known asks for.

    Rules match from the top, so a short rest may be reported while a longer one is due too; the
    longer one counts. Source: house-rule.
    """
    today, last = situation.today, situation.last
    days = [today.day]
    if today.before is not None and today.before >= RED_FROM:
        days.append(today.day + timedelta(days=PAIN_NOW_REST_HOURS // _HOURS_A_DAY))
    if today.new_onset:
        days.append(today.day + timedelta(days=NEW_PAIN_REST_DAYS[0]))
    if last is not None:
        if last.felt.during is not None and last.felt.during >= RED_FROM:
            days.append(last.felt.day + timedelta(days=RED_REST_HOURS // _HOURS_A_DAY))
        if last.felt.sharp:
            days.append(last.felt.day + timedelta(days=NEW_PAIN_REST_DAYS[0]))
    return max(days)
