"""Look up what was said of the mornings of the last week, for each knee."""

from __future__ import annotations

from datetime import date, timedelta

from kneecoach.dose.silences import LEGS
from kneecoach.model.dose import Side
from kneecoach.model.feedback import Knee
from kneecoach.model.record import CheckIn, History
from kneecoach.values import dataclass

CHECK_IN_EDITABLE_DAYS = 7
"""A morning can be written down or corrected for a week. Source: house rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Morning:
    """What was said of one morning.

    Attributes:
        day: The morning.
        words: The latest word about each knee that is asked about, in that order; a knee without
            one was not recorded.
        earlier: Words that a later one corrected, oldest first.
    """

    day: date
    words: tuple[CheckIn, ...] = ()
    earlier: tuple[CheckIn, ...] = ()


def knees_asked(sore_knee: Knee) -> tuple[Knee, ...]:
    """Return the knees that are asked about one by one; both only where both are sore."""
    return (Knee.LEFT, Knee.RIGHT) if sore_knee is Knee.BOTH else (sore_knee,)


def word_on(history: History, day: date, side: Side) -> CheckIn | None:
    """Return the latest word about one knee on a morning, or None when there is none."""
    said = (one for one in history.check_ins if one.day == day and side in LEGS[one.knee])
    return max(said, key=_moment, default=None)


def morning_of(history: History, day: date, knees: tuple[Knee, ...]) -> Morning:
    """Return what was said of a morning."""
    words: list[CheckIn] = []
    for knee in knees:
        found = [word_on(history, day, side) for side in LEGS[knee]]
        known = [one for one in found if one is not None]
        word = max(known, key=_moment, default=None)
        if word is not None and word not in words:
            words.append(word)
    said = sorted((one for one in history.check_ins if one.day == day), key=_moment)
    return Morning(
        day=day, words=tuple(words), earlier=tuple(one for one in said if one not in words)
    )


def week_of_mornings(history: History, today: date, knees: tuple[Knee, ...]) -> tuple[Morning, ...]:
    """Return every morning that can still be written down or corrected, the latest first."""
    return tuple(
        morning_of(history, today - timedelta(days=back), knees)
        for back in range(CHECK_IN_EDITABLE_DAYS + 1)
    )


def _moment(one: CheckIn) -> tuple[object, ...]:
    return (one.recorded_at, one.id)
