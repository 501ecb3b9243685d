"""Say what has to be so before the next stage begins, and whether it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Final, NamedTuple

from kneecoach.dose.diary import Morning
from kneecoach.dose.words import a_count
from kneecoach.model.stages import Conditions, Need

LAST_MORNINGS: Final = 3
"""Mornings that have to be calm before a stage ends. Source: house-rule."""

RECENT_DAYS: Final = 7
"""Days within which mornings and answers count as recent. Source: house-rule."""


class StageFacts(NamedTuple):
    """What is known of a stage on a day, before that day's session.

    Attributes:
        day: The day.
        since: Day on which the stage began.
        calm_sessions: Calm sessions in a row in it.
        mornings: What the mornings say of both legs, the worse counts.
        levels: For each exercise its level on the leg that is behind.
        names: What people call the exercises.
    """

    day: date
    since: date
    calm_sessions: int
    mornings: Mapping[date, Morning]
    levels: Mapping[str, int]
    names: Mapping[str, str]


def needs_of(conditions: Conditions, facts: StageFacts) -> tuple[Need, ...]:
    """Return every condition with whether it is met; what is not known is not.

    Source: house-rule, triathlete-pt-post-run-pain, walk-before-run.
    """
    return tuple(_needs(conditions, facts))


def _needs(conditions: Conditions, facts: StageFacts) -> Iterator[Need]:
    if conditions.stay_days is not None:
        here = (facts.day - facts.since).days
        says = f"{a_count(conditions.stay_days, 'day')} in this stage ({max(0, here)} so far)"
        yield Need(says=says, is_met=here >= conditions.stay_days)
    if conditions.calm_sessions is not None:
        wanted = a_count(conditions.calm_sessions, "calm session")
        says = f"{wanted} in a row ({facts.calm_sessions} so far)"
        yield Need(says=says, is_met=facts.calm_sessions >= conditions.calm_sessions)
    if conditions.morning_pain_up_to is not None:
        says = (
            f"the last {a_count(LAST_MORNINGS, 'morning')} of this week at "
            f"{conditions.morning_pain_up_to} or less"
        )
        recent = _recent_pains(facts)[:LAST_MORNINGS]
        is_met = len(recent) == LAST_MORNINGS and max(recent) <= conditions.morning_pain_up_to
        yield Need(says=says, is_met=is_met)
    if conditions.walks_30_minutes:
        says = "half an hour's walk without pain or a limp, said in a check-in this week"
        yield Need(says=says, is_met=_walks(facts) is True)
    for reached in conditions.levels:
        level = facts.levels.get(reached.exercise_id, 0)
        name = facts.names.get(reached.exercise_id, reached.exercise_id)
        says = f"{name} at level {reached.level}" + (f" ({level} so far)" if level else "")
        yield Need(says=says, is_met=level >= reached.level)


def _recent_days(facts: StageFacts) -> Iterator[Morning]:
    """Yield the recorded mornings of the last week, the latest first."""
    for ago in range(RECENT_DAYS):
        morning = facts.mornings.get(facts.day - timedelta(days=ago))
        if morning is not None:
            yield morning


def _recent_pains(facts: StageFacts) -> list[int]:
    return [morning.pain for morning in _recent_days(facts)]


def _walks(facts: StageFacts) -> bool | None:
    answers = (morning.walks_30_minutes for morning in _recent_days(facts))
    return next((answer for answer in answers if answer is not None), None)
