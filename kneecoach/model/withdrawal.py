"""Hold that a record was deleted, or brought back, as it is kept in the history."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from kneecoach.values import dataclass


class Deletable(StrEnum):
    """Name the kinds of record that a person can delete."""

    SESSION = "session"
    CHECK_IN = "check_in"
    FUNCTION_SCORE = "function_score"


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """One record was deleted or brought back; the latest word on a record counts.

    Attributes:
        id, person_id: Stable identities.
        day: Local day on which it was done.
        recorded_at: Moment it was done, UTC; records deleted together share it.
        kind: What the record is.
        record_id: Which one.
        is_back: It was brought back.
    """

    id: UUID
    person_id: UUID
    day: date
    recorded_at: datetime
    kind: Deletable
    record_id: UUID
    is_back: bool = False

    def __post_init__(self) -> None:
        """Refuse a moment without a time zone."""
        if self.recorded_at.tzinfo is None:
            raise ValueError("a moment carries its time zone")
