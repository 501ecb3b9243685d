"""Hold what became of a desk break, as it is kept in the history."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from kneecoach.values import dataclass


class BreakOutcome(StrEnum):
    """Name what became of a break: a natural one is time away that nobody had to ask for."""

    TAKEN = "taken"
    POSTPONED = "postponed"
    SKIPPED = "skipped"
    NATURAL = "natural"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskBreak:
    """One desk break.

    Attributes:
        id: Stable identity.
        day: The person's local day.
        at: Moment it was taken, put off or skipped, or the person had left, aware UTC.
        outcome: What became of it.
        sat_seconds: Sitting without a break before it.
        lasted_seconds: How long it lasted; 0 when it was only told of, or not taken.
        exercise_id: What was done; empty for standing up alone, or when nothing was.
    """

    id: UUID
    day: date
    at: datetime
    outcome: BreakOutcome
    sat_seconds: int
    lasted_seconds: int = 0
    exercise_id: str = ""

    def __post_init__(self) -> None:
        """Refuse a moment without a time zone, and times that run backwards."""
        if self.at.tzinfo is None:
            raise ValueError("a moment carries its time zone")
        if self.sat_seconds < 0 or self.lasted_seconds < 0:
            raise ValueError("sitting and breaks are not shorter than nothing")


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakTally:
    """What a day of desk breaks comes to; `longest_sit_seconds` is the longest sit that ended."""

    taken: int = 0
    postponed: int = 0
    skipped: int = 0
    natural: int = 0
    longest_sit_seconds: int = 0


def tally(breaks: tuple[DeskBreak, ...]) -> BreakTally:
    """Return what the breaks of one day come to."""
    counts = dict.fromkeys(BreakOutcome, 0)
    for one in breaks:
        counts[one.outcome] += 1
    return BreakTally(
        taken=counts[BreakOutcome.TAKEN],
        postponed=counts[BreakOutcome.POSTPONED],
        skipped=counts[BreakOutcome.SKIPPED],
        natural=counts[BreakOutcome.NATURAL],
        longest_sit_seconds=max((one.sat_seconds for one in breaks), default=0),
    )
