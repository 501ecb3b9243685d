"""Read from the history how a knee and its training have gone over a span of days.

Everything is counted from records; what was not recorded is left out, never taken for zero.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import chain
from operator import attrgetter
from statistics import median

from kneecoach.model.decision import Action
from kneecoach.model.dose import Side
from kneecoach.model.record import (
    DoneExercise,
    DoneSet,
    Ending,
    History,
    Outcome,
    SessionRecord,
)
from kneecoach.model.trying import is_try
from kneecoach.values import dataclass, replace

SMALLEST_CHANGE = 2
"""Points of pain that mean something; fewer may be the scale's noise (numeric-rating-scale)."""

ENOUGH_SCORES = 3
"""Fewer scores at an end of the span tell nothing of what is typical."""

LOOKED_AT = 5
"""So many scores at each end of the span tell what was typical; their middle one counts."""

WEEK = 7
TRAINED = frozenset({Ending.FINISHED, Ending.LOGGED, Ending.ABANDONED})
TOLD = frozenset(
    {
        Action.PROGRESS,
        Action.REDUCE,
        Action.REDUCE_REST,
        Action.PAUSE,
        Action.RESUME,
        Action.SEEK_CARE,
    }
)
STANDING = frozenset({Action.PAUSE, Action.SEEK_CARE})
"""What goes on until something ends it, and is told once."""

STEPS = frozenset({Action.PROGRESS, Action.REDUCE})
"""What leads up or down, where there is a step to go."""

LOOKS_BACK_DAYS = 366
"""What went on before the span counts as told when it was said in the year before it."""

MOST_SEEN = 200
"""More sessions than this cannot be told apart in one picture."""

_EXERCISES = attrgetter("exercises")
_KEY = attrgetter("exercise_id", "side")
_ACTION = attrgetter("action")
_BEGAN = attrgetter("day", "started_at")
_TOLD_AT = attrgetter("day", "recorded_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked to be seen.

    Attributes:
        first, last: The days of the span, both of it.
        exercise_id: Only sessions with this exercise; empty for all.
        side: Only this leg of it; None for both.
    """

    first: date
    last: date
    exercise_id: str = ""
    side: Side | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A decision that changed a dose, or stopped it.

    Attributes:
        exercise_id, side: What it was about.
        action, rule, reason: What was decided, and why.
        level: The level it led to.
    """

    exercise_id: str
    side: Side | None
    action: Action
    rule: str
    reason: str
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPoint:
    """One session as it is shown.

    Attributes:
        record: All that was kept of it.
        before, during, after: Pain, 0-10; None where it was not recorded.
        sets: Sets that were done, whole or in part.
        turns: What was decided before it.
    """

    record: SessionRecord
    before: int
    during: int | None
    after: int | None
    sets: int
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Typical:
    """What the worst pain in a session was like at both ends of the span.

    Attributes:
        first, last: The middle one of the first and last few scores.
    """

    first: float
    last: float

    @property
    def is_meaningful(self) -> bool:
        """Return whether the change is more than the scale's noise."""
        return abs(self.last - self.first) >= SMALLEST_CHANGE


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How it went.

    Attributes:
        wish: What was asked to be seen.
        sessions: The sessions, oldest first.
        mornings: Pain in the morning with its day, oldest first; the latest word on each.
        weeks: Sets done in each week of the span, the first week first.
        typical: The change of the worst pain, or None while there are too few scores.
        planned: Sessions that the programme would have asked for since the first of the span.
    """

    wish: Wish
    sessions: tuple[SessionPoint, ...]
    mornings: tuple[tuple[date, int], ...]
    weeks: tuple[int, ...]
    typical: Typical | None
    planned: int

    @property
    def is_gathered(self) -> bool:
        """Return whether the sessions are too many to be seen each by itself."""
        return len(self.sessions) > MOST_SEEN


class Trained:
    """The sessions of a history that count, oldest first: closed, not corrected later, no tries.

    Made once for a history; what is looked at then costs no more than what is shown.
    """

    def __init__(self, history: History) -> None:
        """Put the sessions in order."""
        self.history = history
        self._sessions = _standing(history.sessions)
        self._days = [one.day for one in self._sessions]
        asked = chain.from_iterable(map(_EXERCISES, self._sessions))
        self.exercises: tuple[tuple[str, Side | None], ...] = tuple(dict.fromkeys(map(_KEY, asked)))
        """Every exercise and side that was ever asked for, in the order of first time."""
        self._check_ins = sorted(history.check_ins, key=_TOLD_AT)
        self._mornings = [one.day for one in self._check_ins]

    def between(self, first: date, last: date) -> tuple[SessionRecord, ...]:
        """Return the sessions of a span of days."""
        return self._sessions[bisect_left(self._days, first) : bisect_right(self._days, last)]

    def progress(self, wish: Wish, days_a_week: int) -> Progress:
        """Return how it went in the span of a wish.

        Args:
            wish: What is asked to be seen.
            days_a_week: How often the programme in use asks for a session.
        """
        begin, end = bisect_left(self._days, wish.first), bisect_right(self._days, wish.last)
        points = [
            self._point(place, wish)
            for place in range(begin, end)
            if not wish.exercise_id or _is_wanted(self._sessions[place], wish)
        ]
        return Progress(
            wish=wish,
            sessions=tuple(points),
            mornings=self._mornings_of(wish),
            weeks=_weeks(points, wish),
            typical=_typical(points),
            planned=_planned(points, wish, days_a_week),
        )

    def first_levels(
        self, wish: Wish, exercises: Iterable[tuple[str, Side | None]]
    ) -> dict[tuple[str, Side | None], int]:
        """Return the level of some exercises and sides in their first session of a span."""
        wanted = set(exercises) & set(self.exercises)
        levels: dict[tuple[str, Side | None], int] = {}
        for record in self.between(wish.first, wish.last):
            for one in record.exercises:
                key = (one.exercise_id, one.side)
                if key in wanted:
                    wanted.remove(key)
                    levels[key] = one.level
            if not wanted:
                break
        return levels

    def active_days(self, first: date, last: date) -> dict[date, int]:
        """Return the sets done on each day of a span; days without any are left out."""
        days: dict[date, int] = {}
        for record in self.between(first, last):
            if done := _sets(record, "", None):
                days[record.day] = days.get(record.day, 0) + done
        return days

    def _point(self, place: int, wish: Wish) -> SessionPoint:
        """Return the session at a place with what was new of its decisions."""
        record = self._sessions[place]
        scores = record.scores
        is_told = not TOLD.isdisjoint(map(_ACTION, record.exercises))
        return SessionPoint(
            record=record,
            before=record.before_of(wish.side) if record.knees else record.before,
            during=record.during_of(wish.side) if record.knees else scores.during,
            after=record.after_of(wish.side) if record.knees else scores.after,
            sets=_sets(record, wish.exercise_id, wish.side),
            turns=tuple(self._turns(place, wish)) if is_told else (),
        )

    def _turns(self, place: int, wish: Wish) -> Iterator[Turn]:
        """Yield what was new of a session's decisions and is wanted."""
        for number, one in enumerate(self._sessions[place].exercises):
            if (
                one.action in TOLD
                and one.rule
                and wish.exercise_id in {"", one.exercise_id}
                and wish.side in {None, one.side}
                and _is_new(one, self._time_before(place, number, wish))
            ):
                yield Turn(
                    exercise_id=one.exercise_id,
                    side=one.side,
                    action=one.action,
                    rule=one.rule,
                    reason=one.reason,
                    level=one.level,
                )

    def _time_before(self, place: int, number: int, wish: Wish) -> DoneExercise | None:
        """Return what was asked of the same exercise and side the time before, if it is known."""
        exercises = self._sessions[place].exercises
        key = _KEY(exercises[number])
        earliest = bisect_left(self._days, wish.first - timedelta(days=LOOKS_BACK_DAYS))
        earlier = (self._sessions[back].exercises for back in range(place - 1, earliest - 1, -1))
        told = chain.from_iterable(map(reversed, chain((exercises[:number],), earlier)))
        return next((one for one in told if _KEY(one) == key), None)

    def _mornings_of(self, wish: Wish) -> tuple[tuple[date, int], ...]:
        """Return the latest word on each morning of a span."""
        begin, end = (
            bisect_left(self._mornings, wish.first),
            bisect_right(self._mornings, wish.last),
        )
        return tuple({one.day: one.pain for one in self._check_ins[begin:end]}.items())


def _standing(sessions: Iterable[SessionRecord]) -> tuple[SessionRecord, ...]:
    """Return the sessions that count: closed, not corrected by a later record, and no tries."""
    every = tuple(sessions)
    replaced = {one.replaces for one in every if one.replaces is not None}
    counted = (
        one for one in every if one.id not in replaced and one.ending in TRAINED and not is_try(one)
    )
    return tuple(sorted(counted, key=_BEGAN))


def _is_wanted(record: SessionRecord, wish: Wish) -> bool:
    return not wish.exercise_id or any(
        one.exercise_id == wish.exercise_id and wish.side in {None, one.side}
        for one in record.exercises
    )


def _is_new(one: DoneExercise, before: DoneExercise | None) -> bool:
    """Return whether a decision changed something since the session before.

    At the top of a ladder calm sessions would lead up and at its foot sore ones down, and nothing
    changes; a pause goes on from session to session.
    """
    if before is None:
        return True
    if one.action in STANDING:
        return before.action is not one.action
    return one.action not in STEPS or (one.level, one.dose) != (before.level, before.dose)


def _sets(record: SessionRecord, exercise_id: str, side: Side | None) -> int:
    if not exercise_id and side is None:
        return record.sets_done
    return sum(
        exercise_id in {"", one.exercise_id} and side in {None, one.side}
        for one in record.sets
        if one.outcome is not Outcome.SKIPPED
    )


def part_of(record: SessionRecord, wish: Wish) -> SessionRecord:
    """Return what a session holds of the exercise and side that are asked for."""
    if not wish.exercise_id and wish.side is None:
        return record

    def is_meant(one: DoneExercise | DoneSet) -> bool:
        return wish.exercise_id in {"", one.exercise_id} and wish.side in {None, one.side}

    return replace(
        record,
        exercises=tuple(filter(is_meant, record.exercises)),
        sets=tuple(filter(is_meant, record.sets)),
    )


def _weeks(points: Iterable[SessionPoint], wish: Wish) -> tuple[int, ...]:
    count = (wish.last - wish.first).days // WEEK + 1
    weeks = [0] * count
    for point in points:
        weeks[(point.record.day - wish.first).days // WEEK] += point.sets
    return tuple(weeks)


def _typical(points: Sequence[SessionPoint]) -> Typical | None:
    scores = [one.during for one in points if one.during is not None]
    if len(scores) < 2 * ENOUGH_SCORES:
        return None
    several = min(LOOKED_AT, len(scores) // 2)
    return Typical(first=median(scores[:several]), last=median(scores[-several:]))


def _planned(points: Sequence[SessionPoint], wish: Wish, days_a_week: int) -> int:
    if not points:
        return 0
    days = (wish.last - points[0].record.day + timedelta(days=1)).days
    return max(1, round(days * days_a_week / WEEK))
