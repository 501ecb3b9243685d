"""Hold the answers to the safety questions, as they are kept in the history."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from kneecoach.model.feedback import Flag, Knee
from kneecoach.values import dataclass


class Occasion(StrEnum):
    """Name why the safety questions were asked.

    `FIRST` before the first session, `SIGN` after a sign was reported, `WISH` because the person
    wanted to answer them again.
    """

    FIRST = "first"
    SIGN = "sign"
    WISH = "wish"


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """What a person answered to all the safety questions about one knee.

    Attributes:
        id, person_id: Stable identities.
        day: Local day on which it was answered.
        recorded_at: Moment it was answered, UTC.
        knee: Which knee it is about.
        flags: Signs that are there; an empty set says that each was asked about and none is.
        occasion: Why it was asked.
    """

    id: UUID
    person_id: UUID
    day: date
    recorded_at: datetime
    knee: Knee
    flags: frozenset[Flag] = frozenset()
    occasion: Occasion = Occasion.FIRST

    def __post_init__(self) -> None:
        """Refuse a moment without a time zone."""
        if self.recorded_at.tzinfo is None:
            raise ValueError("a moment carries its time zone")
