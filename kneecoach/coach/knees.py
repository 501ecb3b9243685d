"""Take down what was said of each knee at the end of a session; a stop for pain is never unsaid."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from kneecoach.coach.felt import Felt, worse
from kneecoach.coach.stops import Stops
from kneecoach.model.dose import Side
from kneecoach.model.record import SessionRecord
from kneecoach.model.session_said import KneeScores
from kneecoach.model.units import PainScore
from kneecoach.values import replace

SidedScores = tuple[tuple[Side, PainScore], ...]
"""A score for each knee that one is known of, left first."""


class ExerciseSaid(Protocol):
    """What was said of one exercise at the end."""

    @property
    def during(self) -> PainScore | None:
        """Return its own worst pain, or None when it was like the session's."""
        ...

    @property
    def spare(self) -> int | None:
        """Return the repetitions left in the tank in its last set, or None."""
        ...


def knees_at_end(
    record: SessionRecord, stops: Stops, during: SidedScores, after: SidedScores
) -> tuple[KneeScores, ...]:
    """Return what was said of each knee that the session asked about before it."""
    worst, now = dict(during), dict(after)
    return tuple(
        replace(
            one,
            during=worse(worst.get(one.side), stops.worst_of_knee(one.side)),
            after=now.get(one.side),
        )
        for one in record.knees
    )


def felt_at_end(
    record: SessionRecord,
    stops: Stops,
    during: SidedScores,
    said: Mapping[int, ExerciseSaid] | None = None,
) -> tuple[Felt, ...]:
    """Return how each exercise felt on each of its sides.

    What was said of the exercise comes first; else that of the leg's own knee, where each knee was
    asked about; else it is not known apart from the session's.

    Args:
        record: The session.
        stops: What was said when sets were stopped for pain.
        during: The worst pain of each knee.
        said: What was said of single exercises, by their places.
    """
    by_place, of_knee = said or {}, dict(during)
    felt: list[Felt] = []
    for one in record.exercises:
        own = by_place.get(one.position)
        pain = None if one.side is None else of_knee.get(one.side)
        if own is not None and own.during is not None:
            pain = own.during
        felt.append(
            Felt(
                position=one.position,
                side=one.side,
                during=worse(pain, stops.worst_of(one.position, one.side)),
                spare=None if own is None else own.spare,
            )
        )
    return tuple(felt)
