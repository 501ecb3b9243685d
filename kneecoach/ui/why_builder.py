"""Gather why a dose is as it is: the decision, what it looked at, its rule and the sources."""

from __future__ import annotations

from datetime import date

from kneecoach.coach.coach import Coach
from kneecoach.dose.chain import Link
from kneecoach.dose.followed import replay_item
from kneecoach.dose.frequency import Frequency
from kneecoach.dose.plan import find_standing
from kneecoach.dose.progress import one_day_more_to
from kneecoach.dose.replay import Replayed
from kneecoach.dose.rules import DECIDERS
from kneecoach.dose.sources import SOURCES
from kneecoach.dose.track import read_records
from kneecoach.dose.turning import turning_points
from kneecoach.model.dose import Side
from kneecoach.model.exercise import Exercise
from kneecoach.model.feedback import Today
from kneecoach.model.programme import Programme
from kneecoach.ui.why_view import WhyView
from kneecoach.values import replace

LOOKS_AT_TODAY = frozenset({"R3", "S3"})
"""Rules that look at the pain before starting."""


def build_why(coach: Coach, programme: Programme, day: date, rule: str) -> tuple[WhyView, ...]:
    """Return every decision of a rule that stands on a day, legs that are alike as one."""
    today = Today(day=day)
    _, days = find_standing(programme, coach.catalogue, coach.history, today, coach.carried())
    records = read_records(coach.history, day)
    found: list[WhyView] = []
    for item in programme.items:
        exercise = coach.catalogue.exercise(item.exercise_id)
        if exercise is None:
            continue
        replayed = replay_item(
            item,
            exercise,
            programme=programme,
            catalogue=coach.catalogue,
            records=records,
            today=today,
        )
        views = [
            why_of(exercise, side, decided)
            for side, one in replayed
            if (decided := _decided(one, days)).verdict.rule == rule
        ]
        found += _as_one(views)
    return tuple(found)


def _decided(one: Replayed, days: Frequency) -> Link:
    """Return what is decided, as the plan has it; one day more takes the place of staying."""
    decided = one.decided
    if not days.grows:
        return decided
    return replace(decided, verdict=one_day_more_to(decided.situation, days.days))


def why_of(exercise: Exercise, side: Side | None, decided: Link) -> WhyView:
    """Return a decision about an exercise with what it looked at."""
    situation, verdict = decided.situation, decided.verdict
    felt = None if situation.last is None else situation.last.felt
    rule = next(one for one in DECIDERS if one.id == verdict.rule)
    return WhyView(
        exercise=exercise.name,
        side=side,
        action=verdict.action,
        sentence=decided.decision.reason,
        session_day=None if felt is None else felt.day,
        before=None if felt is None else felt.before,
        during=None if felt is None else felt.during,
        after=None if felt is None else felt.after,
        morning=None if felt is None else felt.morning,
        lasted=None if felt is None else felt.lasted,
        now=situation.today.before if verdict.rule in LOOKS_AT_TODAY else None,
        band=situation.frame.band,
        turns=turning_points(situation, verdict),
        rule=rule.id,
        rule_name=rule.name,
        when=rule.when,
        then=rule.then,
        sources=tuple(one for one in SOURCES if one.key in rule.sources),
    )


def _as_one(views: list[WhyView]) -> list[WhyView]:
    """Return two legs as one where everything about them is the same."""
    alike = [replace(one, side=None) for one in views]
    if len(alike) > 1 and all(one == alike[0] for one in alike):
        return alike[:1]
    return views
