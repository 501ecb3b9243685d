"""Say how much time a dose takes up on its day, and how much was spent so of late."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, assert_never

from kneecoach.dose.situation import NO_VOLUME, Course, Volume
from kneecoach.model.dose import Dose, Intervals, Repetitions, Timed

SECONDS_A_MINUTE: Final = 60

LONGEST_WITHIN_DAYS: Final = 30
"""Days in which the longest session is looked for. Source: single-session-spike."""

_LONGEST_WITHIN: Final = timedelta(days=LONGEST_WITHIN_DAYS)
_WEEK: Final = timedelta(days=7)


def time_of(dose: Dose) -> float:
    """Return the seconds of work of a dose on one day, without the rests between its sets.

    Walking between runs counts too: the caps on running are for the minutes as a whole, because
    the minutes of running alone jump by more than a tenth in every published programme.

    Source: house-rule, walk-before-run.
    """
    work = dose.work
    match work:
        case Repetitions(reps=reps, tempo=tempo):
            seconds = reps * sum(phase.lasts for phase in tempo)
        case Timed(phase=phase):
            seconds = phase.lasts
        case Intervals(rounds=rounds, phases=phases):
            seconds = rounds * sum(phase.lasts for phase in phases)
        case _:
            assert_never(work)
    return seconds * dose.sets * dose.times_a_day


def volume_on(
    day: date, planned: Sequence[float], course: Course, done: Sequence[tuple[date, float]]
) -> Volume:
    """Return the minutes that were run up to a day, and those that the next step asks for.

    Args:
        day: The day.
        planned: The minutes of each level that the dose may come to.
        course: How far it has come.
        done: The days of all sessions with the minutes of each, oldest first.
    """
    level = course.level if course.session_cap is None else course.level - 1
    if level >= len(planned):
        return NO_VOLUME
    month = [minutes for on, minutes in done if on >= day - _LONGEST_WITHIN]
    week = [minutes for on, minutes in done if on >= day - _WEEK]
    longest = max([*month, course.session_cap or 0.0], default=0.0)
    return Volume(
        week=sum(week) or None,
        planned_week=planned[level] * len(week),
        longest=longest or None,
        planned_session=planned[level],
        sessions=len(week),
    )
