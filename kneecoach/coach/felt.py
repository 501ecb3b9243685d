"""Put what was felt into the record of a session."""

from __future__ import annotations

from collections.abc import Iterable

from kneecoach.model.dose import Side
from kneecoach.model.record import Ending, Scores, SessionRecord
from kneecoach.model.units import PainScore
from kneecoach.values import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Felt:
    """How one exercise felt on one side: its worst pain and the repetitions left in the tank."""

    position: int
    side: Side | None
    during: PainScore | None = None
    spare: int | None = None


def with_scores(
    record: SessionRecord,
    scores: Scores,
    felt: Iterable[Felt] = (),
    *,
    ending: Ending = Ending.FINISHED,
) -> SessionRecord:
    """Return a session with its scores and how each exercise felt.

    Signs that were said before it count with those said at its end.
    """
    by_place = {(one.position, one.side): one for one in felt}
    exercises = tuple(
        replace(
            one,
            during=by_place[one.position, one.side].during,
            spare=by_place[one.position, one.side].spare,
        )
        if (one.position, one.side) in by_place
        else one
        for one in record.exercises
    )
    scores = replace(scores, flags=scores.flags | record.scores.flags)
    return replace(record, scores=scores, exercises=exercises, ending=ending)


def worse(one: PainScore | None, other: PainScore | None) -> PainScore | None:
    """Return the higher of two scores; one that is not known says nothing."""
    return max((score for score in (one, other) if score is not None), default=None)
