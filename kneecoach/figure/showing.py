"""Say what is to be seen of an exercise: which leg works, at which level, from where."""

from __future__ import annotations

from kneecoach.model.dose import Side
from kneecoach.model.exercise import Exercise
from kneecoach.model.figure import View
from kneecoach.model.units import Centimetres
from kneecoach.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """What is to be seen of an exercise.

    Attributes:
        side: The leg that works; None where both do.
        variant: The variant of the ladder; empty for the usual one.
        is_wrong: The movement done wrong.
        has_load: Its level has a load, so what belongs to that is shown.
        knee_limit: How far the knee bends at its level, in degrees; None where it does not say.
        height: How high the step or box is at its level; None for as it is drawn.
        view: Another side to see it from; None for the figure's own.
        shows_ghost: The pose that it began in stays behind it.
        shows_guides: The lines that show what to mind.
        is_still: Only the pose that tells most is drawn, so it alone fills the sheet.
    """

    side: Side | None = None
    variant: str = ""
    is_wrong: bool = False
    has_load: bool = True
    knee_limit: float | None = None
    height: Centimetres | None = None
    view: View | None = None
    shows_ghost: bool = True
    shows_guides: bool = True
    is_still: bool = False


def level_showing(exercise: Exercise | None, level: int, side: Side | None) -> Showing:
    """Return what is to be seen of a level of an exercise with that leg at work."""
    if exercise is None or not 1 <= level <= len(exercise.ladder):
        return Showing(side=side)
    dose = exercise.level(level).dose
    return Showing(
        side=side,
        variant=dose.variant,
        has_load=dose.load is not None,
        knee_limit=dose.range,
        height=dose.height,
    )
