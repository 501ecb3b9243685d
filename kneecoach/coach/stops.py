"""Let what was said when sets were stopped for pain count at the end of the session."""

from __future__ import annotations

from typing import Protocol

from kneecoach.coach.felt import Felt, worse
from kneecoach.model.dose import Side
from kneecoach.model.feedback import Flag
from kneecoach.model.record import Scores, SessionRecord
from kneecoach.model.session_said import PainStop
from kneecoach.model.units import PainScore
from kneecoach.values import dataclass, replace


class StopAnswer(Protocol):
    """What was said at one stop."""

    @property
    def score(self) -> PainScore | None:
        """Return the pain at its worst just now, or None when it was not said."""
        ...

    @property
    def side(self) -> Side | None:
        """Return which knee hurt, or None when that was not asked."""
        ...

    @property
    def sharp(self) -> bool:
        """Return whether the pain was sharp."""
        ...

    @property
    def flags(self) -> frozenset[Flag]:
        """Return the signs that came with it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Stops:
    """What was said when sets were stopped for pain; the end of the session cannot unsay it."""

    said: tuple[PainStop, ...] = ()

    @classmethod
    def of(cls, record: SessionRecord) -> Stops:
        """Return the stops of a session, also of one that was cut off."""
        return cls(said=record.stops)

    @property
    def during(self) -> PainScore | None:
        """Return the worst pain at any stop, or None."""
        return max((one.pain for one in self.said if one.pain is not None), default=None)

    @property
    def sharp(self) -> bool:
        """Return whether the pain at a stop was sharp."""
        return any(one.sharp for one in self.said)

    @property
    def flags(self) -> frozenset[Flag]:
        """Return the signs that came with any stop."""
        return frozenset(flag for one in self.said for flag in one.flags)

    def worst_of(self, position: int, side: Side | None) -> PainScore | None:
        """Return the worst pain at the stops of an exercise that counts for a leg, or None.

        Where it was not said which knee hurt, the pain counts for both; a dose that both legs
        share takes every stop.
        """
        return max(
            (
                one.pain
                for one in self.said
                if one.position == position
                and one.pain is not None
                and (side is None or one.side in {side, None})
            ),
            default=None,
        )

    def worst_of_knee(self, side: Side) -> PainScore | None:
        """Return the worst pain at any stop that counts for a knee, or None."""
        return max(
            (one.pain for one in self.said if one.pain is not None and one.side in {side, None}),
            default=None,
        )

    def add_to(self, scores: Scores) -> Scores:
        """Return scores with what was said at the stops: the worse of the two counts."""
        return replace(
            scores,
            during=worse(scores.during, self.during),
            sharp=scores.sharp or self.sharp,
            flags=scores.flags | self.flags,
        )

    def felt(self, record: SessionRecord) -> tuple[Felt, ...]:
        """Return how each exercise that was stopped felt on each of its sides."""
        worst = ((one, self.worst_of(one.position, one.side)) for one in record.exercises)
        return tuple(
            Felt(position=one.position, side=one.side, during=pain)
            for one, pain in worst
            if pain is not None
        )
