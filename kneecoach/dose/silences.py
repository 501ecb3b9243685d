"""Leave out signs that are known, have been checked, and are silenced for a while."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from kneecoach.model.dose import Side
from kneecoach.model.feedback import Flag, Knee
from kneecoach.model.record import Silence

LEGS: Final[Mapping[Knee, tuple[Side, ...]]] = {
    Knee.LEFT: (Side.LEFT,),
    Knee.RIGHT: (Side.RIGHT,),
    Knee.BOTH: (Side.LEFT, Side.RIGHT),
}
"""The legs that a word about a knee is about."""


def is_silenced(flag: Flag, leg: Side, day: date, silences: Iterable[Silence]) -> bool:
    """Tell whether a sign of a leg does not count on a day, up to the last one of a silence.

    Source: house-rule.
    """
    return any(
        one.flag is flag and one.day <= day <= one.until and leg in LEGS[one.knee]
        for one in silences
    )


def that_count(
    flags: frozenset[Flag], knee: Knee, side: Side | None, day: date, silences: tuple[Silence, ...]
) -> frozenset[Flag]:
    """Return the signs said of a knee that count on a day for what is done with a leg.

    A sign of both knees is left out only where it is silenced for each leg that it concerns.

    Args:
        flags: The signs.
        knee: Which knee they are about.
        side: The leg that is trained; None for both.
        day: The day.
        silences: What is silenced.
    """
    if not flags or not silences:
        return flags
    legs = tuple(leg for leg in LEGS[knee] if side is None or leg is side) or LEGS[knee]
    return frozenset(
        flag for flag in flags if not all(is_silenced(flag, leg, day, silences) for leg in legs)
    )
