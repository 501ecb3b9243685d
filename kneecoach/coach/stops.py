"""Remember what was said when sets were stopped for pain, until the session is closed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Protocol

from kneecoach.coach.felt import Felt, worse
from kneecoach.model.feedback import Flag
from kneecoach.model.record import Scores, SessionRecord
from kneecoach.model.units import PainScore


class StopAnswer(Protocol):
    """What was said at one stop."""

    @property
    def score(self) -> PainScore | None:
        """Return the pain at its worst just now, or None when it was not said."""
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
    """What was said when sets were stopped for pain; the end of the session cannot unsay it.

    Attributes:
        worst: Worst pain at a stop, by the exercise's place in the session.
        sharp: The pain at a stop was sharp.
        flags: Signs that came with it.
    """

    worst: dict[int, PainScore] = field(default_factory=dict)
    sharp: bool = False
    flags: frozenset[Flag] = frozenset()

    def with_answer(self, position: int, answer: StopAnswer) -> Stops:
        """Return the stops with one more."""
        worst = dict(self.worst)
        if answer.score is not None:
            worst[position] = max(answer.score, worst.get(position, answer.score))
        return Stops(worst=worst, sharp=self.sharp or answer.sharp, flags=self.flags | answer.flags)

    @property
    def during(self) -> PainScore | None:
        """Return the worst pain at any stop, or None."""
        return max(self.worst.values(), default=None)

    def add_to(self, scores: Scores) -> Scores:
        """Return scores with what was said at the stops: the worse of the two counts."""
        return replace(
            scores,
            during=worse(scores.during, self.during),
            sharp=scores.sharp or self.sharp,
            flags=scores.flags | self.flags,
        )

    def felt(self, record: SessionRecord) -> tuple[Felt, ...]:
        """Return how each exercise that was stopped felt on each of its sides.

        Which leg hurt is not asked at a stop, so the pain counts for both.
        """
        return tuple(
            Felt(position=one.position, side=one.side, during=self.worst[one.position])
            for one in record.exercises
            if one.position in self.worst
        )
