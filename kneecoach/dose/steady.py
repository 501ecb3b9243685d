"""Tell where the rules cannot but hold, so that a long replay need not ask them.

That is so on most days of a long history. Whatever is not plainly so is left to the rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from kneecoach.dose.bands import RED_FROM
from kneecoach.dose.holds import CALM_SESSIONS
from kneecoach.dose.journal import Journal
from kneecoach.dose.safety import STEP_BACKS_BEFORE_CARE
from kneecoach.dose.signs import Signs
from kneecoach.dose.situation import Course, Frame, calm_in_a_row, had_calm_week
from kneecoach.dose.step_downs import (
    ABSENT_DAYS,
    COMPLETE_ENOUGH_PERCENT,
    LASTED_FROM,
    RISING_BY,
    hurt_more_lately,
    is_rising,
)

STEP_BACK_DAYS: Final = 21
"""Days within which steps down add up to advice. Source: hinge-health-back-of-knee, house-rule."""

STEP_BACKS: Final = timedelta(days=STEP_BACK_DAYS)
_ABSENT: Final = timedelta(days=ABSENT_DAYS)


class Steady:
    """Tell of one exercise on which ordinary days its sessions lead neither up nor down."""

    __slots__ = ("_band", "_grows_at_top", "_journal", "_pace", "_top")

    def __init__(self, frame: Frame, journal: Journal) -> None:
        """Begin with the exercise, and what tells since when someone has been seen."""
        self._band = frame.band
        self._journal = journal
        self._pace = timedelta(days=frame.pace_days)
        self._top = frame.top
        self._grows_at_top = frame.grows_at_top

    def cannot_but_hold(
        self, signs: Sequence[Signs], downs: Sequence[date], course: Course, day: date
    ) -> bool:
        """Tell whether the sessions so far lead neither up nor down on an ordinary day.

        Only a calm session may lead up, and only another one down.

        Args:
            signs: The sessions so far, oldest first; one at least.
            downs: Days of the steps down so far, oldest first.
            course: How far the exercise has come.
            day: The day: outside any break, with no advice that stands and nothing that was chosen.
        """
        last = signs[-1]
        peak = last.peak
        if peak is not None and peak >= RISING_BY and is_rising(signs, self._band):
            return False
        if day - last.day > _ABSENT:
            return False
        if last.is_calm:
            since = course.since
            if since is None or day - since < self._pace or self._is_at_top(course):
                return True
            return calm_in_a_row(signs, since) < CALM_SESSIONS and not had_calm_week(
                signs, since, day
            )
        return (
            not last.is_clean
            and is_mild(last)
            and not (last.is_cranky and self._is_not_the_first(signs, downs, day))
            and not hurt_more_lately(signs, day)
        )

    def _is_at_top(self, course: Course) -> bool:
        """Tell whether nothing of a dose may grow, beside its time."""
        return course.level >= self._top and not course.sets_taken and not self._grows_at_top

    def _is_not_the_first(self, signs: Sequence[Signs], downs: Sequence[date], day: date) -> bool:
        """Tell whether something like the last, cranky session came shortly before it."""
        last = signs[-1]
        if len(signs) > 1:
            before = signs[-2]
            was_sore = before.is_cranky or before.is_flare
            if was_sore and not (last.is_wobble and before.is_wobble):
                return True
        if len(downs) < STEP_BACKS_BEFORE_CARE:
            return False
        first = last.day - STEP_BACKS
        down, cleared_on = downs[-STEP_BACKS_BEFORE_CARE], self._journal.cleared_on(day)
        return down >= first and (cleared_on is None or down >= cleared_on)


def is_mild(last: Signs) -> bool:
    """Tell whether nothing in a session leads down or to a break on its own account."""
    felt = last.felt
    return not (
        last.is_flare
        or felt.sharp
        or felt.throughout
        or (felt.during is not None and felt.during >= RED_FROM)
        or (felt.lasted is not None and felt.lasted >= LASTED_FROM and not last.is_wobble)
        or felt.complete < COMPLETE_ENOUGH_PERCENT
    )
