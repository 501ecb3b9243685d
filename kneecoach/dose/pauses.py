"""State the rules that begin a break, keep it, and end it."""

from __future__ import annotations

from typing import Final, assert_never

from kneecoach.dose.safety import NOT_IMPROVING
from kneecoach.dose.signs import Signs
from kneecoach.dose.situation import Paused, Situation, Training
from kneecoach.dose.verdict import Verdict
from kneecoach.model.decision import Action, Detail
from kneecoach.model.exercise import Kind

PAUSE_DAYS: Final = (7, 14)
"""Fewest days of a break, and days after which an unsettled knee should be looked at.

Source: triathlete-pt-post-run-pain, stylist-knee-pain-running, msk-doctors-knee-after-running.
"""

LINGERS_FROM: Final = 3
"""Rest days of pain that begin a break: more than two. Source: triathlete-pt-post-run-pain."""


def paused(situation: Situation) -> Verdict | None:
    """Resume a settled knee after a week, ask for advice after two unsettled ones, else wait.

    What is not known counts neither as settled nor as unsettled: it waits, and asks.

    Source: triathlete-pt-post-run-pain, stylist-knee-pain-running,
    msk-doctors-knee-after-running, walk-before-run, house-rule.
    """
    match situation.state:
        case Training():
            return None
        case Paused() as state:
            return _break_goes_on(situation, state)
        case _:
            assert_never(situation.state)


def _break_goes_on(situation: Situation, state: Paused) -> Verdict:
    if situation.unanswered is not None:
        return NOT_IMPROVING
    least, most = PAUSE_DAYS
    unsettled = state.days if state.unsettled_days is None else state.unsettled_days
    unseen = unsettled if state.seen_days_ago is None else min(unsettled, state.seen_days_ago)
    if state.settled is False and unseen >= most:
        return NOT_IMPROVING
    if state.settled and state.walks_30_minutes and state.days >= least:
        return _resume(situation)
    return Verdict(rule="P3", action=Action.PAUSE, details=_pause_details(situation))


def _resume(situation: Situation) -> Verdict:
    """Return where an exercise begins again: at its lowest level, with a set fewer if it was there.

    A step down in the place of the break would have taken that set off too.

    Source: walk-before-run, house-rule.
    """
    frame, course = situation.frame, situation.course
    restart = "run_walk_level_1" if frame.kind is Kind.RUN else "lowest_level"
    level = min(frame.bottom, course.level)
    details: tuple[tuple[str, Detail], ...] = (("restart", restart), ("to_level", level))
    if level == course.level and situation.sets is not None:
        details = (*details, ("sets_to", max(1, situation.sets - 1)))
    return Verdict(rule="P3", action=Action.RESUME, details=details)


def lingering_pain(situation: Situation) -> Verdict | None:
    """Begin a break when pain outlasted a session by three rest days or more.

    Source: triathlete-pt-post-run-pain, numeric-rating-scale, house-rule.
    """
    last = situation.last
    if last is None or not lingers(last):
        return None
    return Verdict(rule="P2", action=Action.PAUSE, details=_pause_details(situation))


def lingers(last: Signs) -> bool:
    """Tell whether pain outlasted a session by three rest days, by more than scores differ anyway.

    Source: triathlete-pt-post-run-pain, numeric-rating-scale.
    """
    lasted = last.felt.lasted
    return lasted is not None and lasted >= LINGERS_FROM and not last.is_wobble


def painful_throughout(situation: Situation) -> Verdict | None:
    """Begin a break from running or jumping when it hurt all the way through.

    Source: triathlete-pt-post-run-pain.
    """
    last = situation.last
    if last is None or not last.felt.throughout or not situation.frame.band.is_impact:
        return None
    return Verdict(rule="P1", action=Action.PAUSE, details=_pause_details(situation))


def _pause_details(situation: Situation) -> tuple[tuple[str, Detail], ...]:
    least, most = PAUSE_DAYS
    details: tuple[tuple[str, Detail], ...] = (
        ("days_min", least),
        ("days_max", most),
        ("do_instead", "cross_train"),
    )
    if situation.frame.band.is_impact:
        return (*details, ("strength_continues", True))
    return details
