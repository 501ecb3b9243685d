"""Read from the history how a knee and its training have gone over a span of days.

Everything is counted from records; what was not recorded is left out, never taken for zero.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from statistics import median

from kneecoach.model.decision import Action
from kneecoach.model.dose import Side
from kneecoach.model.record import (
    CheckIn,
    DoneExercise,
    Ending,
    History,
    Outcome,
    SessionRecord,
)
from kneecoach.model.trying import is_try
from kneecoach.values import dataclass

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


class Trained:
    """The sessions of a history that count, oldest first: closed, not corrected later, no tries.

    Made once for a history; what is looked at then costs no more than what is shown.
    """

    def __init__(self, history: History) -> None:
        """Put the sessions in order."""
        self.history = history
        self._sessions = _standing(history.sessions)
        self._days = [one.day for one in self._sessions]

    @property
    def exercises(self) -> tuple[tuple[str, Side | None], ...]:
        """Return every exercise and side that was ever asked for, in the order of first time."""
        return tuple(
            dict.fromkeys(
                (one.exercise_id, one.side) for record in self._sessions for one in record.exercises
            )
        )

    def between(self, first: date, last: date) -> tuple[SessionRecord, ...]:
        """Return the sessions of a span of days."""
        return self._sessions[bisect_left(self._days, first) : bisect_right(self._days, last)]

    def progress(self, wish: Wish, days_a_week: int) -> Progress:
        """Return how it went in the span of a wish.

        Args:
            wish: What is asked to be seen.
            days_a_week: How often the programme in use asks for a session.
        """
        latest: dict[tuple[str, Side | None], DoneExercise] = {}
        look_back = timedelta(days=LOOKS_BACK_DAYS)
        for record in self.between(wish.first - look_back, wish.first - timedelta(days=1)):
            latest.update(((one.exercise_id, one.side), one) for one in record.exercises)
        points = [
            _point(record, wish, latest)
            for record in self.between(wish.first, wish.last)
            if _is_wanted(record, wish)
        ]
        return Progress(
            wish=wish,
            sessions=tuple(points),
            mornings=_mornings(self.history.check_ins, wish),
            weeks=_weeks(points, wish),
            typical=_typical(points),
            planned=_planned(points, wish, days_a_week),
        )

    def active_days(self, first: date, last: date) -> dict[date, int]:
        """Return the sets done on each day of a span; days without any are left out."""
        days: dict[date, int] = {}
        for record in self.between(first, last):
            if done := _sets(record, "", None):
                days[record.day] = days.get(record.day, 0) + done
        return days


def _standing(sessions: Iterable[SessionRecord]) -> tuple[SessionRecord, ...]:
    """Return the sessions that count: closed, not corrected by a later record, and no tries."""
    every = tuple(sessions)
    replaced = {one.replaces for one in every if one.replaces is not None}
    counted = (
        one for one in every if one.id not in replaced and one.ending in TRAINED and not is_try(one)
    )
    return tuple(sorted(counted, key=_began))


def _began(record: SessionRecord) -> tuple[date, float]:
    return record.day, record.started_at.timestamp()


def _is_wanted(record: SessionRecord, wish: Wish) -> bool:
    return not wish.exercise_id or any(
        one.exercise_id == wish.exercise_id and wish.side in {None, one.side}
        for one in record.exercises
    )


def _point(
    record: SessionRecord, wish: Wish, latest: dict[tuple[str, Side | None], DoneExercise]
) -> SessionPoint:
    """Return a session with what was new of its decisions; `latest` is brought up to date."""
    turns = []
    for one in record.exercises:
        key = (one.exercise_id, one.side)
        is_new = _is_new(one, latest.get(key))
        latest[key] = one
        if (
            one.action in TOLD
            and one.rule
            and is_new
            and wish.exercise_id in {"", one.exercise_id}
            and wish.side in {None, one.side}
        ):
            turns.append(
                Turn(
                    exercise_id=one.exercise_id,
                    side=one.side,
                    action=one.action,
                    rule=one.rule,
                    reason=one.reason,
                    level=one.level,
                )
            )
    return SessionPoint(
        record=record,
        before=record.before_of(wish.side),
        during=record.during_of(wish.side),
        after=record.after_of(wish.side),
        sets=_sets(record, wish.exercise_id, wish.side),
        turns=tuple(turns),
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
    done = [one for one in record.sets if one.outcome is not Outcome.SKIPPED]
    if not exercise_id and side is None:
        return len(done)
    return sum(exercise_id in {"", one.exercise_id} and side in {None, one.side} for one in done)


def _mornings(check_ins: Iterable[CheckIn], wish: Wish) -> tuple[tuple[date, int], ...]:
    latest: dict[date, CheckIn] = {}
    first, last = wish.first, wish.last
    for one in check_ins:
        if first <= one.day <= last:
            known = latest.get(one.day)
            if known is None or known.recorded_at <= one.recorded_at:
                latest[one.day] = one
    return tuple((day, latest[day].pain) for day in sorted(latest))


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
