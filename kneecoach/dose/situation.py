"""Hold what the rules look at: the exercise, how far it has come, the sessions, and today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from kneecoach.dose.bands import PainBand, band_within
from kneecoach.dose.signs import Signs
from kneecoach.model.dose import Variable
from kneecoach.model.exercise import Kind
from kneecoach.model.feedback import Today
from kneecoach.model.programme import Limits
from kneecoach.model.record import Choice
from kneecoach.values import dataclass

CALM_WEEK_DAYS: Final = 7
"""Days that make a calm week. Source: triathlete-pt-post-run-pain."""

CALM_WEEK_SESSIONS: Final = 2
"""Fewest sessions in a calm week. Source: triathlete-pt-post-run-pain, house-rule."""


_CALM_WEEK: Final = timedelta(days=CALM_WEEK_DAYS - 1)

NO_LIMITS: Final = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One variable of the dose was changed, so many days ago."""

    variable: Variable
    days_ago: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """The exercise that comes before or after a ladder: its id, and what people call it."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """The usual state: sessions take place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paused:
    """A break of a week or two, with other exercise instead.

    Attributes:
        days: Whole days since the break began.
        settled: Pain is back to its usual level; None when not known.
        walks_30_minutes: Walks half an hour without pain or limp; None when not known.
        seen_days_ago: Days since someone was seen about the knee during the break, or None.
    """

    days: int
    settled: bool | None
    walks_30_minutes: bool | None
    seen_days_ago: int | None = None


TrainingState = Training | Paused
TRAINING: Final = Training()


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What does not change while an exercise is done: its kind, its ladder, its limits.

    Attributes:
        bottom, top: Lowest and highest level that the dose may be at.
        levels: Number of levels of the ladder; above `top` where limits end it earlier.
        sets: Sets of each level; empty when not known.
        variables: What each level changes from the one below, first level first; where nothing
            is above, what comes next without a level.
    """

    kind: Kind
    band: PainBand
    bottom: int
    top: int
    levels: int
    frequency: int
    frequency_cap: int
    sets: tuple[int, ...] = ()
    variables: tuple[Variable | None, ...] = ()
    week_volume: float | None = None
    planned_week_volume: float | None = None
    longest_in_30_days: float | None = None
    planned_session: float | None = None
    easier: Neighbour | None = None
    harder: Neighbour | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How far an exercise has come on one side.

    Attributes:
        level: Present level.
        since: Day on which the dose last changed, or None before the first session.
        sets_taken: Sets taken off at the lowest level.
        stepped_down_on: Day of the last step down, or None.
        session_answered: The last session has already led to a step down.
        changed: The last change of another variable, or None.
        spare_reps: Repetitions to spare, newest last; None to take them from the sessions.
    """

    level: int
    since: date | None = None
    sets_taken: int = 0
    stepped_down_on: date | None = None
    session_answered: bool = False
    changed: Change | None = None
    spare_reps: tuple[int | None, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """Everything that a rule may look at.

    Attributes:
        frame: The exercise with its ladder.
        course: How far it has come.
        state: Training or paused.
        sessions: The sessions that still matter, oldest first.
        last: The last of them, or None.
        today: What is known of the knee today.
        step_backs: Steps down of the last three weeks.
        unanswered: Rule of an advice to be seen that still stands, or None.
        cleared_on: Day from which someone has been seen about the knee, or None.
        choice: What the person chose for this decision, or None.
        rests_until: First day after a rest that was asked for before, or None.
    """

    frame: Frame
    course: Course
    state: TrainingState
    sessions: tuple[Signs, ...]
    last: Signs | None
    today: Today
    step_backs: int = 0
    unanswered: str | None = None
    cleared_on: date | None = None
    choice: Choice | None = None
    rests_until: date | None = None

    @property
    def is_resting(self) -> bool:
        """Tell whether a rest that was asked for before still runs."""
        return self.rests_until is not None and self.rests_until > self.today.day

    @property
    def days_at_level(self) -> int:
        """Return the whole days since the dose last changed."""
        since = self.course.since
        return 0 if since is None else (self.today.day - since).days

    @property
    def stepped_down_days_ago(self) -> int | None:
        """Return the days since the last step down, or None when there was none."""
        day = self.course.stepped_down_on
        return None if day is None else (self.today.day - day).days

    @property
    def next_variable(self) -> Variable | None:
        """Return what the ladder raises next, or None when not known."""
        variables, level = self.frame.variables, self.course.level
        return variables[level] if level < len(variables) else None

    @property
    def sets(self) -> int | None:
        """Return the sets of the present dose, or None when not known."""
        sets = self.frame.sets
        return sets[self.course.level - 1] - self.course.sets_taken if sets else None

    @property
    def calm_in_a_row(self) -> int:
        """Return how many of the last sessions at this level were calm, without a break."""
        return calm_in_a_row(self.sessions, self.course.since)

    @property
    def had_calm_week(self) -> bool:
        """Tell whether the last seven days at this level held two sessions or more, all calm."""
        first = self.today.day - _CALM_WEEK
        since = self.course.since
        week = [
            signs
            for signs in self.sessions
            if signs.felt.day >= first and (since is None or signs.felt.day >= since)
        ]
        return len(week) >= CALM_WEEK_SESSIONS and all(signs.is_clean for signs in week)

    @property
    def spare_reps(self) -> tuple[int | None, ...]:
        """Return the repetitions to spare in the last sets, newest last."""
        if self.course.spare_reps is not None:
            return self.course.spare_reps
        return tuple(signs.felt.spare for signs in self.sessions)


def calm_in_a_row(sessions: Sequence[Signs], since: date | None) -> int:
    """Return how many of the last sessions from `since` on were calm, without a break."""
    count = 0
    for signs in reversed(sessions):
        if not signs.is_clean or (since is not None and signs.felt.day < since):
            break
        count += 1
    return count


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
        week_volume=item.week_volume,
        planned_week_volume=item.planned_week_volume,
        longest_in_30_days=item.longest_in_30_days,
        planned_session=item.planned_session,
        easier=item.easier,
        harder=item.harder,
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


def level_bounds(levels: int, limits: Limits) -> tuple[int, int]:
    """Return the lowest and highest level that limits leave of a ladder; never an empty range."""
    top = levels if limits.highest_level is None else min(levels, max(1, limits.highest_level))
    bottom = 1 if limits.lowest_level is None else min(top, max(1, limits.lowest_level))
    return bottom, top
