"""Carry what the page about one decision shows, as plain values."""

from __future__ import annotations

from datetime import date

from kneecoach.dose.bands import PainBand
from kneecoach.dose.turning import Turn
from kneecoach.model.decision import Action
from kneecoach.model.dose import Side
from kneecoach.model.exercise import Source
from kneecoach.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyView:
    """One decision about one exercise on one side, and all that it rests on.

    Attributes:
        exercise: Name of the exercise.
        side: The leg; None where it was the same for both.
        action: What was done with the dose.
        sentence: What was seen, what it means, what would change it.
        session_day: Day of the session that was looked at; None when there was none.
        before, during, after, morning: Its scores; None when not recorded.
        now: Pain before starting on the day of the decision, where the rule looked at it.
        lasted: Rest days on which pain stayed above that before; None when not recorded.
        band: How the scores are read.
        turns: Other scores that would lead to something else.
        rule, rule_name, when, then: The rule that decided, and what it says.
        sources: Where the rule comes from.
    """

    exercise: str
    side: Side | None
    action: Action
    sentence: str
    session_day: date | None
    before: int | None
    during: int | None
    after: int | None
    morning: int | None
    lasted: int | None
    band: PainBand
    turns: tuple[Turn, ...]
    now: int | None
    rule: str
    rule_name: str
    when: str
    then: str
    sources: tuple[Source, ...]
