"""Hold one exercise as it is given to be decided once, with days instead of a history."""

from __future__ import annotations

from datetime import date, timedelta

from kneecoach.dose.bands import band_within
from kneecoach.dose.situation import (
    NO_LIMITS,
    Change,
    Course,
    Frame,
    Neighbour,
    Volume,
    level_bounds,
    pace_within,
)
from kneecoach.model.dose import Variable
from kneecoach.model.exercise import Kind
from kneecoach.model.programme import Limits
from kneecoach.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseItem:
    """One exercise on one side, as it stands when the next dose is decided.

    Attributes:
        kind: Kind of exercise; decides the bands of pain.
        level, levels: Present level, counted from 1, and how many the ladder has.
        days_at_level: Whole days since the dose last changed.
        frequency, frequency_cap: Sessions a week, now and at most.
        last_change: The last change of another variable, or None.
        spare_reps: Repetitions to spare in the last sets, newest last; None to take them from
            the sessions themselves.
        week_volume, planned_week_volume: This week's total and what the ladder wants next.
        longest_in_30_days, planned_session: Longest session of 30 days, and the next one.
        step_backs_21_days: Steps down in the last 21 days.
        next_variable: What the ladder raises next; None for the kind's usual one.
        limits: What a pack allows.
        stepped_down_days_ago: Days since the last step down, or None when there was none.
        session_answered: The last session has already led to a step down.
        unanswered: Rule of an advice to be seen that still stands, "S3" or "S4", or None.
        cleared_on: Day from which someone has been seen about the knee, or None.
        sets, full_sets: Sets now, and sets of the present level; None when not known.
        easier, harder: The exercises below and above the ladder.
    """

    kind: Kind
    level: int
    levels: int
    days_at_level: int
    frequency: int = 3
    frequency_cap: int = 7
    last_change: Change | None = None
    spare_reps: tuple[int | None, ...] | None = None
    week_volume: float | None = None
    planned_week_volume: float | None = None
    longest_in_30_days: float | None = None
    planned_session: float | None = None
    step_backs_21_days: int = 0
    next_variable: Variable | None = None
    limits: Limits = NO_LIMITS
    stepped_down_days_ago: int | None = None
    session_answered: bool = False
    unanswered: str | None = None
    cleared_on: date | None = None
    sets: int | None = None
    full_sets: int | None = None
    easier: Neighbour | None = None
    harder: Neighbour | None = None

    def __post_init__(self) -> None:
        """Refuse a level that the ladder does not have, and days that are yet to come."""
        if not 1 <= self.level <= self.levels:
            raise ValueError("a level is between 1 and the number of levels")
        if self.days_at_level < 0:
            raise ValueError("the days at a level are not fewer than none")


def frame_of(item: DoseItem) -> Frame:
    """Return what does not change of an item."""
    bottom, top = level_bounds(item.levels, item.limits)
    full = item.full_sets if item.full_sets is not None else item.sets
    return Frame(
        kind=item.kind,
        band=band_within(item.kind, item.limits),
        bottom=bottom,
        top=top,
        levels=item.levels,
        frequency=item.frequency,
        frequency_cap=item.frequency_cap,
        sets=() if full is None else (full,) * item.levels,
        variables=(item.next_variable,) * (item.levels + 1),
        easier=item.easier,
        harder=item.harder,
        pace_days=pace_within(item.limits),
    )


def course_of(item: DoseItem, today: date) -> Course:
    """Return how far an item has come, with days instead of numbers of days."""
    ago = item.stepped_down_days_ago
    taken = 0
    if item.sets is not None and item.full_sets is not None:
        taken = max(0, item.full_sets - item.sets)
    return Course(
        level=item.level,
        since=today - timedelta(days=item.days_at_level),
        sets_taken=taken,
        stepped_down_on=None if ago is None else today - timedelta(days=ago),
        session_answered=item.session_answered,
        changed=item.last_change,
        spare_reps=item.spare_reps,
    )


def volume_of(item: DoseItem) -> Volume:
    """Return how much was done of an item and is to be done."""
    return Volume(
        week=item.week_volume,
        planned_week=item.planned_week_volume,
        longest=item.longest_in_30_days,
        planned_session=item.planned_session,
    )
