"""Explain how the dose of one exercise came to where it stands, decision by decision."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from kneecoach.dose.bands import PainBand
from kneecoach.dose.chain import Cause, Link
from kneecoach.dose.followed import replay_item
from kneecoach.dose.frequency import Frequency
from kneecoach.dose.judge import word
from kneecoach.dose.progress import one_day_more_to
from kneecoach.dose.replay import Replayed
from kneecoach.dose.rules import DECIDERS, Rule
from kneecoach.dose.situation import Situation
from kneecoach.dose.sources import SOURCES
from kneecoach.dose.track import Records
from kneecoach.dose.verdict import GIVES_WAY, Verdict
from kneecoach.dose.what_if import WhatIf, nearest_changes
from kneecoach.dose.would_change import would_change
from kneecoach.model.decision import Action, Decision
from kneecoach.model.dose import Side
from kneecoach.model.exercise import Exercise, Source
from kneecoach.model.feedback import Feedback, Today
from kneecoach.model.programme import Catalogue, Programme, ProgrammeItem
from kneecoach.values import dataclass

TODAY: Final = "today"
"""The cause of the last decision of a chain, the one that the plan shows."""

_RULES: Final = {rule.id: rule for rule in DECIDERS}
_SOURCES: Final = {source.key: source for source in SOURCES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One decision with everything that it rests on.

    Attributes:
        day: The day of the decision.
        cause: What made the dose be decided: "session", "rest", "new_pain" or "today".
        level_before, level: Level before and after it.
        sets_taken: Sets that were off, at the lowest level, when it was made.
        felt: Scores of the last session, as they were known that day; None before the first.
        today: What was known of the knee that day.
        decision: What was decided, by which rule, and the sentence.
        rule: The rule, as the table has it.
        changes: What would change it, in words.
        what_ifs: The nearest scores that would have led elsewhere.
        sources: What the rule rests on.
        chose_less: The session was done at a lower level than the decision allowed.
        rests_until: First day after the rest it asked for, or None.
    """

    day: date
    cause: str
    level_before: int
    level: int
    sets_taken: int
    felt: Feedback | None
    today: Today
    decision: Decision
    rule: Rule
    changes: str
    what_ifs: tuple[WhatIf, ...]
    sources: tuple[Source, ...]
    chose_less: bool
    rests_until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The chain of one exercise on one side, from the first session to today.

    Attributes:
        exercise: The exercise.
        side: Which leg, or None where both legs share one dose.
        band: The pain that the exercise may bring.
        steps: Every decision, oldest first; the last is today's.
    """

    exercise: Exercise
    side: Side | None
    band: PainBand
    steps: tuple[Step, ...]


def explain(
    item: ProgrammeItem,
    exercise: Exercise,
    *,
    programme: Programme,
    catalogue: Catalogue,
    records: Records,
    today: Today,
    days: Frequency | None = None,
) -> tuple[Explanation, ...]:
    """Return how an exercise of a programme came to its dose, one chain for each of its sides.

    Args:
        item: How the programme asks for the exercise.
        exercise: The exercise.
        programme: The programme.
        catalogue: Everything that packs offer.
        records: The history as it is known today.
        today: What is known of the knee today.
        days: The days a week of the programme, which may grow in place of an exercise that is at
            its top; None to leave them out.
    """
    grown = dict(days.grown) if days is not None else {}
    replayed = replay_item(
        item,
        exercise,
        programme=programme,
        catalogue=catalogue,
        records=records,
        today=today,
        keeps_chain=True,
    )
    return tuple(
        Explanation(
            exercise=exercise,
            side=side,
            band=one.situation.frame.band,
            steps=(*(_step(link, grown) for link in one.chain), _today(one, days)),
        )
        for side, one in replayed
    )


def _step(link: Link, grown: Mapping[date, int]) -> Step:
    """Return a decision of the past; where the days a week grew that day, that is what it was."""
    situation, verdict = link.situation, link.verdict
    more = grown.get(link.day) if link.cause is Cause.SESSION else None
    stays_at_top = verdict.rule in GIVES_WAY and verdict.detail("variables_changed") != 1
    if more is not None and stays_at_top:
        verdict = one_day_more_to(situation, more)
    return _explained(
        situation, verdict, cause=link.cause, level=link.level, decision=word(situation, verdict)
    )


def _today(replayed: Replayed, days: Frequency | None) -> Step:
    """Return today's decision as the plan shows it; during a rest, the one that asked for it."""
    situation, verdict, decision = replayed.situation, replayed.verdict, replayed.decision
    if days is not None and days.grows:
        verdict = one_day_more_to(situation, days.days)
        level = replayed.next_course.level
        return _explained(
            situation, verdict, cause=TODAY, level=level, decision=word(situation, verdict)
        )
    rested = replayed.rested
    if rested is not None and decision != word(situation, verdict):
        verdict = rested.verdict
        return _explained(
            rested.situation,
            verdict,
            cause=TODAY,
            level=replayed.course.level,
            decision=decision,
            today=situation.today,
            level_before=replayed.course.level,
            rests_until=replayed.rests_until,
        )
    level = replayed.next_course.level
    return _explained(situation, verdict, cause=TODAY, level=level, decision=decision)


def _explained(
    situation: Situation,
    verdict: Verdict,
    *,
    cause: str,
    level: int,
    decision: Decision,
    today: Today | None = None,
    level_before: int | None = None,
    rests_until: date | None = None,
) -> Step:
    rule = _RULES[verdict.rule]
    now = today or situation.today
    before = situation.course.level if level_before is None else level_before
    asked = verdict.detail("to_level")
    allowed = asked if isinstance(asked, int) and verdict.action is not Action.HOLD else before
    return Step(
        day=now.day,
        cause=str(cause),
        level_before=before,
        level=level,
        sets_taken=situation.course.sets_taken,
        felt=None if situation.last is None else situation.last.felt,
        today=now,
        decision=decision,
        rule=rule,
        changes=would_change(verdict),
        what_ifs=nearest_changes(situation, verdict),
        sources=tuple(_SOURCES[key] for key in rule.sources),
        chose_less=cause == "session" and situation.last is not None and level < allowed,
        rests_until=rests_until or verdict.rests_until,
    )
