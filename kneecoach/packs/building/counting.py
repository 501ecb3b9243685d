"""Say whether a set is counted in repetitions or in time, and let it be counted the other way."""

from __future__ import annotations

from enum import StrEnum

from kneecoach.packs.building.where import count_at, find
from kneecoach.packs.nodes import Node


class Counting(StrEnum):
    """Name what a set is counted in."""

    REPETITIONS = "repetitions"
    TIME = "time"
    INTERVALS = "intervals"


_SAYS = {
    Counting.REPETITIONS: ("reps", "tempo"),
    Counting.TIME: ("duration", "phase"),
    Counting.INTERVALS: ("intervals",),
}
"""Parts of a dose that say what a set is counted in."""

_CHANGES = {
    "reps": Counting.REPETITIONS,
    "tempo": Counting.REPETITIONS,
    "hold": Counting.REPETITIONS,
    "duration": Counting.TIME,
    "intervals": Counting.INTERVALS,
}


def stated_at(root: Node | None, path: str) -> Counting | None:
    """Return what the dose at a path says that its sets are counted in; None if it does not."""
    return next(
        (
            one
            for one, names in _SAYS.items()
            if any(find(root, f"{path}.{name}") is not None for name in names)
        ),
        None,
    )


def counting_at(root: Node | None, level: int) -> Counting:
    """Return what a set of a level is counted in; levels are counted from 1."""
    for number in range(min(level - 1, count_at(root, "ladder")), 0, -1):
        stated = stated_at(root, f"ladder[{number}]")
        if stated is not None:
            return stated
    return stated_at(root, "dose") or Counting.REPETITIONS


def goes_with(variable: str, counting: Counting) -> bool:
    """Return whether a level can change that where sets are counted so."""
    return _CHANGES.get(variable, counting) is counting
