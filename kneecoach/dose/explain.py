"""Explain how the dose of one exercise came to where it stands, decision by decision."""

from __future__ import annotations

from datetime import date
from typing import Final

from kneecoach.dose.bands import PainBand
from kneecoach.dose.chain import Link
from kneecoach.dose.judge import word
from kneecoach.dose.plan import replay_item
from kneecoach.dose.replay import Replayed
from kneecoach.dose.rules import DECIDERS, Rule
from kneecoach.dose.situation import Situation
from kneecoach.dose.sources import SOURCES
from kneecoach.dose.track import Records
from kneecoach.dose.verdict import Verdict
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
) -> tuple[Explanation, ...]:
    """Return how an exercise of a programme came to its dose, one chain for each of its sides."""
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
            steps=(*(_step(link) for link in one.chain), _today(one)),
        )
        for side, one in replayed
    )


def _step(link: Link) -> Step:
    return _explained(
        link.situation, link.verdict, cause=link.cause, level=link.level, decision=link.decision
    )


def _today(replayed: Replayed) -> Step:
    """Return today's decision as the plan shows it; during a rest, the one that asked for it."""
    situation, verdict, decision = replayed.situation, replayed.verdict, replayed.decision
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
