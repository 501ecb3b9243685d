"""Gather what Progress shows from the coach, as plain values."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from kneecoach.coach.coach import Coach
from kneecoach.coach.correcting import all_earlier_versions
from kneecoach.coach.function import find_courses
from kneecoach.coach.progress import (
    Wish,
    active_days,
    find_progress,
    trained_exercises,
)
from kneecoach.model.decision import Prescription
from kneecoach.model.dose import Side
from kneecoach.model.programme import Programme
from kneecoach.model.record import History, SessionRecord
from kneecoach.ui.progress_view import LadderView, ProgressView
from kneecoach.ui.words.progress import with_side

CALENDAR_WEEKS = 14
USUAL_DAYS_A_WEEK = 3
SPANS = {"6w": 42, "3m": 91, "1y": 365, "all": 0}
"""Days of each span that can be looked at; 0 for everything."""


def build_progress(
    coach: Coach, programme: Programme | None, *, day: date, span: str, key: str = ""
) -> ProgressView:
    """Return what Progress shows.

    Args:
        coach: Knows the history.
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
        progress=find_progress(
            history, wish, programme.days_a_week if programme is not None else USUAL_DAYS_A_WEEK
        ),
        names=names,
        exercises=tuple(
            (key_of(one, leg), with_side(names.get(one, one), leg))
            for one, leg in trained_exercises(history)
        ),
        active=active_days(history, monday, day),
        calendar_first=monday,
        today=day,
        function=find_courses(history, wish.first),
        earlier=all_earlier_versions(history.sessions),
        ladders=() if programme is None else _ladders(coach, programme, day, wish),
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
    known = [one.day for one in history.sessions] + [one.day for one in history.check_ins]
    return min([*known, day - timedelta(days=6)])


def _ladders(coach: Coach, programme: Programme, day: date, wish: Wish) -> tuple[LadderView, ...]:
    plan = coach.plan_day(programme, day)
    return tuple(
        LadderView(
            name=with_side(planned.exercise.name, one.side),
            level=one.level,
            levels=len(planned.exercise.ladder),
            change=one.level - _level_before(coach.history, planned.exercise.id, one, wish.first),
        )
        for planned in plan.exercises
        for one in planned.prescriptions
        if len(planned.exercise.ladder) > 1
    )


def _level_before(history: History, exercise_id: str, one: Prescription, first: date) -> int:
    """Return the level of the first session of the span; today's when there was none."""
    for record in sorted(history.sessions, key=_began):
        if record.day >= first:
            for done in record.exercises:
                if (done.exercise_id, done.side) == (exercise_id, one.side):
                    return done.level
    return one.level


def _began(record: SessionRecord) -> datetime:
    return record.started_at
