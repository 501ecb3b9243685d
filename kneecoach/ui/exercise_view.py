"""Carry what the pages of exercises show, as plain values."""

from __future__ import annotations

from kneecoach.model.dose import Side
from kneecoach.model.exercise import Exercise, Source
from kneecoach.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TileValues:
    """What a tile shows.

    Attributes:
        exercise: The exercise; its name heads the tile.
        line: What it is, in one line.
        mark: What it is to the person, such as "in your programme"; may be empty.
    """

    exercise: Exercise
    line: str
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelView:
    """One rung of the ladder.

    Attributes:
        number: Counted from 1.
        dose: The whole dose, in a line.
        change: What it changes from the rung below.
        note: A few words from the pack; may be empty.
        here: The legs that stand on it; None for both at once, empty for nobody.
    """

    number: int
    dose: str
    change: str
    note: str
    here: tuple[Side | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NeighbourView:
    """An exercise below or above the ladder."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseView:
    """One exercise with everything about it, and where the person stands on its ladder.

    Attributes:
        exercise: What the pack says of it.
        levels: Its ladder, easiest first.
        level: The level that is shown: where the person stands, the lower one of two legs.
        leg: The leg that is shown at work: the sore one, the right one for both.
        stands: On which level the person stands.
        reasons: Why, a sentence for each leg that differs.
        is_in_programme: The programme in use holds it.
        why_not_try: Why it may not be tried today, a sentence for each reason; empty when it may.
        easier, harder: Its neighbours; None where it ends there.
        sources: What its dose and claims rest on.
        review: Who of the profession has read it, as a sentence.
        note: What the author of the programme in use says about it; may be empty.
    """

    exercise: Exercise
    levels: tuple[LevelView, ...]
    level: int
    leg: Side
    stands: str
    reasons: tuple[str, ...]
    is_in_programme: bool
    why_not_try: tuple[str, ...]
    easier: NeighbourView | None
    harder: NeighbourView | None
    sources: tuple[Source, ...]
    review: str
    note: str = ""

    @property
    def may_try(self) -> bool:
        """Return whether one set may be done today."""
        return not self.why_not_try
