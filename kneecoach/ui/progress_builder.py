"""Gather what Progress shows from the coach, as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain
from operator import attrgetter

from kneecoach.coach.coach import Coach
from kneecoach.coach.correcting import all_earlier_versions
from kneecoach.coach.function import find_courses
from kneecoach.coach.progress import Trained, Wish
from kneecoach.model.dose import Side
from kneecoach.model.programme import Programme
from kneecoach.model.record import History
from kneecoach.ui.progress_view import LadderView, ProgressView
from kneecoach.ui.words.progress import with_side

CALENDAR_WEEKS = 14
USUAL_DAYS_A_WEEK = 3
SPANS = {"6w": 42, "3m": 91, "1y": 365, "all": 0}
"""Days of each span that can be looked at; 0 for everything."""

_DAY = attrgetter("day")


def build_progress(
    coach: Coach,
    programme: Programme | None,
    trained: Trained,
    *,
    day: date,
    span: str,
    key: str = "",
) -> ProgressView:
    """Return what Progress shows.

    Args:
        coach: Knows the history.
        trained: The sessions of that history.
        programme: The one in use, or None.
        day: The local day.
        span: A key of `SPANS`.
        key: An exercise and side as `key_of` names them; empty for all.
    """
    history = coach.history
    exercise_id, side = _from_key(key)
    wish = Wish(first=_first(history, day, span), last=day, exercise_id=exercise_id, side=side)
    names = {one.id: one.name for one in coach.catalogue.exercises}
    monday = day - timedelta(days=day.weekday() + 7 * (CALENDAR_WEEKS - 1))
    return ProgressView(
        progress=trained.progress(
            wish, programme.days_a_week if programme is not None else USUAL_DAYS_A_WEEK
        ),
        names=names,
        exercises=tuple(
            (key_of(one, leg), with_side(names.get(one, one), leg))
            for one, leg in trained.exercises
        ),
        active=trained.active_days(monday, day),
        calendar_first=monday,
        today=day,
        function=find_courses(history, wish.first),
        earlier=all_earlier_versions(history.sessions),
        ladders=() if programme is None else _ladders(coach, programme, trained, wish),
    )


def key_of(exercise_id: str, side: Side | None) -> str:
    """Return the name of an exercise and side in a list of choices."""
    return exercise_id if side is None else f"{exercise_id}:{side.value}"


def _from_key(key: str) -> tuple[str, Side | None]:
    exercise_id, _, side = key.partition(":")
    return exercise_id, Side(side) if side else None


def _first(history: History, day: date, span: str) -> date:
    days = SPANS[span]
    if days:
        return day - timedelta(days=days - 1)
    known: Iterator[date] = map(_DAY, chain(history.sessions, history.check_ins))
    return min(chain(known, (day - timedelta(days=6),)))


def _ladders(
    coach: Coach, programme: Programme, trained: Trained, wish: Wish
) -> tuple[LadderView, ...]:
    planned_now = [
        (planned.exercise, one)
        for planned in coach.plan_day(programme, wish.last).exercises
        for one in planned.prescriptions
        if len(planned.exercise.ladder) > 1
    ]
    before = trained.first_levels(wish, [(exercise.id, one.side) for exercise, one in planned_now])
    return tuple(
        LadderView(
            name=with_side(exercise.name, one.side),
            level=one.level,
            levels=len(exercise.ladder),
            change=one.level - before.get((exercise.id, one.side), one.level),
        )
        for exercise, one in planned_now
    )
