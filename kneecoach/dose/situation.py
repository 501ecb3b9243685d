"""Hold what the rules look at: the exercise, how far it has come, the sessions, and today.

What is made anew for each of thousands of sessions is a named tuple, here and where the records are
read: making one takes a fifth of the time of a frozen data class.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from kneecoach.dose.bands import PainBand
from kneecoach.dose.signs import Signs
from kneecoach.model.dose import Variable
from kneecoach.model.exercise import Kind
from kneecoach.model.feedback import Today
from kneecoach.model.programme import Limits
from kneecoach.model.record import Choice
from kneecoach.values import dataclass

DAYS_AT_LEVEL: Final = 7
"""Fewest days at a level before it goes up. Source: triathlete-pt-post-run-pain."""

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
        unsettled_days: Days since the first break began, where one led to the next; None where
            that is this one.
    """

    days: int
    settled: bool | None
    walks_30_minutes: bool | None
    seen_days_ago: int | None = None
    unsettled_days: int | None = None


TrainingState = Training | Paused
TRAINING: Final = Training()


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What does not change while an exercise is done: its kind, its ladder, its limits.

    Attributes:
        bottom, top: Lowest and highest level that the dose may be at.
        levels: Number of levels of the ladder; above `top` where limits end it earlier.
        sets: Sets of each level; empty when not known.
        variables: What each level changes from the one below, first level first; where nothing
            is above, what comes next without a level.
        pace_days: Fewest days between two steps up.
        minutes: Time that a session takes on each level, of runs; empty for other kinds.
        loads: Added weight of each level in kilograms, None where there is none; empty when not
            known.
        highest_load: Weight up to which it may grow at the top of the ladder, or None.
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
    pace_days: int = DAYS_AT_LEVEL
    minutes: tuple[float, ...] = ()
    loads: tuple[float | None, ...] = ()
    highest_load: float | None = None
    easier: Neighbour | None = None
    harder: Neighbour | None = None

    @property
    def grows_at_top(self) -> bool:
        """Tell whether the weight may grow beyond that of the top level."""
        return self.top == self.levels and self.load_beyond(self.levels) is not None

    def load_beyond(self, level: int) -> float | None:
        """Return the weight that comes after a level's own: the next level's, or the highest."""
        if level > len(self.loads) or self.loads[level - 1] is None:
            return None
        beyond = self.loads[level] if level < len(self.loads) else self.highest_load
        own = self.loads[level - 1]
        return None if beyond is None or own is None or beyond <= own else beyond


class Course(NamedTuple):
    """How far an exercise has come on one side.

    Attributes:
        level: Present level.
        since: Day on which the dose last changed, or None before the first session.
        sets_taken: Sets taken off at the lowest level.
        stepped_down_on: Day of the last step down, or None.
        session_answered: The last session has already led to a step down.
        changed: The last change of another variable, or None.
        spare_reps: Repetitions to spare, newest last; None to take them from the sessions.
        load: Weight in kilograms, where it has grown above that of the level; None otherwise.
        session_cap: Most minutes of a session, where those of the level are more than a tenth above
            what was done before; None otherwise.
    """

    level: int
    since: date | None = None
    sets_taken: int = 0
    stepped_down_on: date | None = None
    session_answered: bool = False
    changed: Change | None = None
    spare_reps: tuple[int | None, ...] | None = None
    load: float | None = None
    session_cap: float | None = None


class Volume(NamedTuple):
    """How much was done, and how much the next step asks for, in the same unit.

    Attributes:
        week, planned_week: In the last seven days, and in as many sessions at the next step.
        longest, planned_session: In the longest session of thirty days, and in the next one.
        sessions: Sessions of the last seven days; 0 when not known.
    """

    week: float | None = None
    planned_week: float | None = None
    longest: float | None = None
    planned_session: float | None = None
    sessions: int = 0


NO_VOLUME: Final = Volume()


class Situation(NamedTuple):
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
        volume: How much was done and is to be done, where that is capped.
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
    volume: Volume = NO_VOLUME

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
        return had_calm_week(self.sessions, self.course.since, self.today.day)

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
        if not signs.is_clean or (since is not None and signs.day < since):
            break
        count += 1
    return count


def had_calm_week(sessions: Sequence[Signs], since: date | None, day: date) -> bool:
    """Tell whether the last seven days from `since` on held two sessions or more, all calm."""
    first = day - _CALM_WEEK
    count = 0
    for signs in reversed(sessions):
        on = signs.day
        if on < first or (since is not None and on < since):
            break
        if not signs.is_clean:
            return False
        count += 1
    return count >= CALM_WEEK_SESSIONS


def pace_within(limits: Limits) -> int:
    """Return the fewest days between two steps up; a pack may ask for more, never for fewer."""
    return max(DAYS_AT_LEVEL, limits.pace_days or 0)


def level_bounds(levels: int, limits: Limits) -> tuple[int, int]:
    """Return the lowest and highest level that limits leave of a ladder; never an empty range."""
    top = levels if limits.highest_level is None else min(levels, max(1, limits.highest_level))
    bottom = 1 if limits.lowest_level is None else min(top, max(1, limits.lowest_level))
    return bottom, top
