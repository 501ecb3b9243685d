"""Hold what is said of a knee within a session: at a stop for pain, and of each knee apart."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from kneecoach.model.dose import Side
from kneecoach.model.feedback import Flag
from kneecoach.model.units import PainScore
from kneecoach.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PainStop:
    """What was said when a set was stopped because it hurt.

    Attributes:
        id: Stable identity.
        position: The exercise's place in the session, counted from 0.
        side: Which knee hurt; None when that was not asked.
        pain: Pain at its worst just then, or None when it was not said.
        sharp: The pain was sharp.
        flags: Signs that came with it.
        stopped_at: Moment it was said, UTC.
    """

    id: UUID
    position: int
    side: Side | None
    pain: PainScore | None
    sharp: bool
    flags: frozenset[Flag]
    stopped_at: datetime

    def __post_init__(self) -> None:
        """Refuse a place before the first, and a moment without a time zone."""
        if self.position < 0:
            raise ValueError("places are counted from 0")
        if self.stopped_at.tzinfo is None:
            raise ValueError("a moment carries its time zone")


@dataclass(frozen=True, slots=True, kw_only=True)
class KneeScores:
    """What was said of one knee in a session, where both are looked after.

    Attributes:
        side: Which knee.
        before: Pain just before.
        during: Worst pain during, or None when not known.
        after: Pain at the end, or None when not known.
    """

    side: Side
    before: PainScore
    during: PainScore | None = None
    after: PainScore | None = None
