"""Gather what Today shows from the coach, as plain values."""

from __future__ import annotations

from datetime import date, timedelta

from kneecoach.coach.asked import ready_exercises
from kneecoach.coach.coach import Coach
from kneecoach.coach.correcting import standing
from kneecoach.coach.function import is_due
from kneecoach.coach.mornings import knees_asked, morning_of
from kneecoach.model.decision import Plan
from kneecoach.model.programme import Programme
from kneecoach.model.record import Ending
from kneecoach.model.trying import is_try
from kneecoach.packs.problem import Problem
from kneecoach.session.outline import expected_seconds
from kneecoach.session.timeline import TimelineOptions, build_timeline
from kneecoach.ui.today_view import DayView, ResumeView, TodayView
from kneecoach.ui.words.plans import morning_to_ask

DAYS_A_WEEK = 7
TRAINED = frozenset({Ending.FINISHED, Ending.LOGGED, Ending.ABANDONED})


def build_today(
    coach: Coach,
    programme: Programme | None,
    *,
    day: date,
    options: TimelineOptions,
    problems: tuple[Problem, ...] = (),
    has_morning_come: bool = True,
) -> TodayView:
    """Return everything that Today shows on a day.

    Args:
        coach: Whose day it is.
        programme: The programme in use, or None.
        day: The day.
        options: How sessions are timed.
        problems: What is wrong in packs.
        has_morning_come: Whether it is late enough to ask about this morning.
    """
    sentences = tuple(str(one) for one in problems)
    if programme is None:
        return TodayView(day=day, problems=sentences)
    plan = coach.plan_day(programme, day)
    knees = knees_asked(coach.person.sore_knee)
    return TodayView(
        day=day,
        plan=plan,
        minutes=session_minutes(plan, options),
        week=week_of(coach, plan),
        words=morning_of(coach.history, morning_to_ask(plan), knees).words,
        knees=knees,
        has_morning_come=has_morning_come,
        resume=resume_of(coach),
        silences=tuple(one for one in coach.history.silences if one.day <= day <= one.until),
        problems=sentences,
        asks_function=plan.urgency is None and is_due(coach.history, day),
    )


def session_minutes(plan: Plan, options: TimelineOptions) -> int:
    """Return how long the session takes, in minutes; 0 when nothing may be done."""
    if not ready_exercises(plan):
        return 0
    return max(1, round(expected_seconds(build_timeline(plan, options)) / 60))


def week_of(coach: Coach, plan: Plan) -> tuple[DayView, ...]:
    """Return the days of the plan's week, Monday first: what was done and what falls on them."""
    monday = plan.day - timedelta(days=plan.day.weekday())
    counted = standing(coach.history.sessions)
    done = {one.day for one in counted if one.ending in TRAINED and not is_try(one)}
    planned = _planned_days(plan, monday)
    days = (monday + timedelta(days=number) for number in range(DAYS_A_WEEK))
    return tuple(DayView(day=day, is_done=day in done, is_planned=day in planned) for day in days)


def resume_of(coach: Coach) -> ResumeView | None:
    """Return the session that was cut off, or None."""
    record = coach.open_session()
    if record is None:
        return None
    return ResumeView(
        session_id=record.id, day=record.day, sets_done=record.sets_done, sets=record.sets_asked
    )


def _planned_days(plan: Plan, monday: date) -> frozenset[date]:
    gap = timedelta(days=max(1, DAYS_A_WEEK // plan.programme.days_a_week))
    left = plan.programme.days_a_week - plan.sessions_this_week
    sunday = monday + timedelta(days=DAYS_A_WEEK - 1)
    days = []
    day = plan.next_due
    while left > 0 and day <= sunday:
        days.append(day)
        day += gap
        left -= 1
    return frozenset(days)
