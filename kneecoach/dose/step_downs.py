"""State the rules that take the dose one level down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from kneecoach.dose.bands import RED_FROM, PainBand
from kneecoach.dose.signs import Signs
from kneecoach.dose.situation import Situation
from kneecoach.dose.verdict import (
    NEW_PAIN_REST_DAYS,
    PAIN_NOW_REST_HOURS,
    RED_REST_HOURS,
    Verdict,
    rest_until,
    step_down,
)
from kneecoach.model.decision import Action

LASTED_FROM: Final = 2
"""Rest days of pain that take the dose down: a couple. Source: triathlete-pt-post-run-pain."""

RISING_SESSIONS: Final = 3
"""Sessions whose peaks make a trend. Source: triathlete-pt-post-run-pain, house-rule."""

RISING_BY: Final = 2
"""Points that a trend has to rise in all. Source: numeric-rating-scale."""

WEEK_DAYS: Final = 7
"""Days of each of the two weeks that are compared. Source: pain-monitoring-model."""

WEEK_SESSIONS: Final = 2
"""Fewest sessions in each of the two weeks. Source: house-rule."""

WEEK_RISE: Final = 1
"""Points by which a week's mean peak may not be above the week before. Source: house-rule."""

COMPLETE_ENOUGH_PERCENT: Final = 80
"""Share of the work below which a session was too much. Source: house-rule."""

ABSENT_DAYS: Final = 14
"""Days without the exercise after which it starts lower. Source: house-rule."""


_WEEK: Final = timedelta(days=WEEK_DAYS)
_TWO_WEEKS: Final = timedelta(days=2 * WEEK_DAYS)


def red_pain(situation: Situation) -> Verdict | None:
    """Step down and rest two days after pain of 6 or more in the last session.

    Source: return-to-activity, house-rule.
    """
    last = situation.last
    if last is None or last.felt.during is None or last.felt.during < RED_FROM:
        return None
    return step_down(situation, "R1", rest=(("rest_hours", RED_REST_HOURS),))


def red_before(situation: Situation) -> Verdict | None:
    """Step down and rest today when the pain before starting is 6 or more.

    Source: return-to-activity, house-rule.
    """
    before = situation.today.before
    if before is None or before < RED_FROM:
        return None
    rest = (("rest_hours", PAIN_NOW_REST_HOURS),)
    return step_down(situation, "R3", is_answer=False, rest=rest)


def new_or_sharp_pain(situation: Situation) -> Verdict | None:
    """Step down and rest some days after sudden new pain, or a session with sharp pain.

    Source: msk-doctors-knee-after-running, house-rule.
    """
    last = situation.last
    was_sharp = last is not None and last.felt.sharp
    if not was_sharp and not situation.today.new_onset:
        return None
    least, most = NEW_PAIN_REST_DAYS
    rest = (("rest_days_min", least), ("rest_days_max", most))
    return step_down(situation, "R2", is_answer=was_sharp, rest=rest)


def rest_after_new_pain(situation: Situation) -> Verdict:
    """Return the rest after sudden new pain, where something graver decided on its day.

    The dose has not gone down then; the rest outlives what was graver.

    Source: msk-doctors-knee-after-running.
    """
    least, most = NEW_PAIN_REST_DAYS
    return Verdict(
        rule="R2",
        action=Action.REDUCE_REST,
        details=(
            ("to_level", situation.course.level),
            ("only_rests", True),
            ("rest_days_min", least),
            ("rest_days_max", most),
        ),
        rests_until=rest_until(situation),
    )


def lasted(situation: Situation) -> Verdict | None:
    """Step down when pain outlasted the last session by two rest days, by more than a point.

    Source: triathlete-pt-post-run-pain, numeric-rating-scale, house-rule.
    """
    last = situation.last
    if last is None or last.felt.lasted is None or last.felt.lasted < LASTED_FROM:
        return None
    return None if last.is_wobble else step_down(situation, "F2")


def flare(situation: Situation) -> Verdict | None:
    """Step down when the morning after was clearly worse.

    Source: next-day-pain, pain-traffic-light, numeric-rating-scale.
    """
    last = situation.last
    return step_down(situation, "F1") if last is not None and last.is_flare else None


def cranky_twice(situation: Situation) -> Verdict | None:
    """Step down when the knee was cranky after the last two sessions; a flare counts as cranky.

    Once at least by more than a point in the mornings alone: scores differ by that without a cause.

    Source: triathlete-pt-post-run-pain, numeric-rating-scale, house-rule.
    """
    last = situation.last
    if last is None or not last.is_cranky or len(situation.sessions) < 2:
        return None
    previous = situation.sessions[-2]
    if last.is_wobble and previous.is_wobble:
        return None
    return step_down(situation, "F3") if previous.is_cranky or previous.is_flare else None


def rising(situation: Situation) -> Verdict | None:
    """Step down when the last three sessions hurt more and more.

    For strength work, isometrics and stretches only when the last one also left the clean band
    and the morning after was worse: there, some pain on the way up is expected.

    Source: triathlete-pt-post-run-pain, numeric-rating-scale, pain-traffic-light, house-rule.
    """
    is_so = is_rising(situation.sessions, situation.frame.band)
    return step_down(situation, "F4") if is_so else None


def is_rising(sessions: Sequence[Signs], band: PainBand) -> bool:
    """Tell whether the last of some sessions hurt more and more, beyond what is expected.

    The morning after counts for the last session of its day alone: it would level out the others.

    Source: triathlete-pt-post-run-pain, numeric-rating-scale, pain-traffic-light.
    """
    if len(sessions) < RISING_SESSIONS:
        return False
    last = sessions[-1]
    newest = last.peak
    if newest is None or newest < RISING_BY:
        return False
    later, day = newest, last.day
    for one in sessions[-2 : -1 - RISING_SESSIONS : -1]:
        peak = one.peak if one.day != day else _peak_of_itself(one)
        if peak is None or peak >= later:
            return False
        later, day = peak, one.day
    return newest - later >= RISING_BY and (
        band.is_impact or (newest > band.clean_up_to and last.rise is not None and last.rise > 0)
    )


def _peak_of_itself(signs: Signs) -> int | None:
    """Return the most that hurt in a session and right after it."""
    during, after = signs.felt.during, signs.felt.after
    return after if during is None or (after is not None and after > during) else during


def worse_week(situation: Situation) -> Verdict | None:
    """Step down when this week hurt a point more than the week before, and does not end calmly.

    Not when a step down was taken within the last seven days: those weeks have been answered.

    Source: pain-monitoring-model, house-rule.
    """
    last = situation.last
    if last is None or last.is_calm or _was_answered_this_week(situation):
        return None
    return step_down(situation, "F5") if hurt_more_this_week(situation) else None


def hurt_more_this_week(situation: Situation) -> bool:
    """Tell whether the mean peak of the last seven days is a point above that of the week before.

    Source: pain-monitoring-model, house-rule.
    """
    return hurt_more_lately(situation.sessions, situation.today.day)


def hurt_more_lately(sessions: Sequence[Signs], today: date) -> bool:
    """Tell the same of sessions that are oldest first, however far they go back.

    Source: pain-monitoring-model, house-rule.
    """
    if len(sessions) < 2 * WEEK_SESSIONS:
        return False
    this_week, week_before = today - _WEEK, today - _TWO_WEEKS
    now = earlier = count_now = count_earlier = 0
    for signs in reversed(sessions):
        day, peak = signs.day, signs.peak
        if day > this_week:
            if peak is not None:
                now, count_now = now + peak, count_now + 1
        elif day <= week_before or now < WEEK_RISE * count_now or count_now < WEEK_SESSIONS:
            break
        elif peak is not None:
            earlier, count_earlier = earlier + peak, count_earlier + 1
    if count_now < WEEK_SESSIONS or count_earlier < WEEK_SESSIONS:
        return False
    # Whole numbers: whether the means differ by a point or more, without rounding.
    rise = now * count_earlier - earlier * count_now
    return rise >= WEEK_RISE * count_now * count_earlier


def _was_answered_this_week(situation: Situation) -> bool:
    ago = situation.stepped_down_days_ago
    return ago is not None and ago < WEEK_DAYS


def too_much_work(situation: Situation) -> Verdict | None:
    """Step down when less than four fifths of the work was done twice running.

    Source: house-rule.
    """
    last = situation.last
    if last is None or not _was_cut_short(last) or len(situation.sessions) < 2:
        return None
    return step_down(situation, "U1") if _was_cut_short(situation.sessions[-2]) else None


def _was_cut_short(signs: Signs) -> bool:
    return signs.felt.complete < COMPLETE_ENOUGH_PERCENT


def long_absence(situation: Situation) -> Verdict | None:
    """Step down after more than two weeks without the exercise.

    Source: house-rule, triathlete-pt-post-run-pain.
    """
    last = situation.last
    if last is None or (situation.today.day - last.day).days <= ABSENT_DAYS:
        return None
    return step_down(situation, "G1")
