"""Keep each decision with what it looked at, so that it can be explained later."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from kneecoach.dose.judge import word
from kneecoach.dose.situation import Situation
from kneecoach.dose.verdict import Verdict
from kneecoach.model.decision import Decision
from kneecoach.values import dataclass


class Cause(StrEnum):
    """Name what made the dose be decided anew."""

    SESSION = "session"
    REST = "rest"
    NEW_PAIN = "new_pain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One decision of the chain: when and why it was made, what it looked at, where it led.

    Attributes:
        cause: What made the dose be decided.
        situation: Everything that the rules looked at.
        verdict: What the first matching rule said.
        level: The level that followed.
    """

    cause: Cause
    situation: Situation
    verdict: Verdict
    level: int

    @property
    def day(self) -> date:
        """Return the day of the decision."""
        return self.situation.today.day

    @property
    def decision(self) -> Decision:
        """Return the decision in words."""
        return word(self.situation, self.verdict)
