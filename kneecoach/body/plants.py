"""Say which point of the body a planted part is, and which limb keeps it there."""

from __future__ import annotations

from typing import NamedTuple

from kneecoach.body.joints import OTHER, SIDES, WORKING
from kneecoach.model.figure import Planted

_PLURALS = {"feet": "foot", "toes": "toes", "heels": "heel", "hands": "hand", "knees": "knee"}
_POINTS = {"foot": "ankle", "toes": "ball", "heel": "heel", "hand": "wrist"}
_SIDE_OF = {WORKING: "left", OTHER: "right"}


class Plant(NamedTuple):
    """One planted point.

    Attributes:
        kind: What is planted, such as "foot".
        side: The body's own side; empty for what is in the middle.
        point: The point that stays.
    """

    kind: str
    side: str
    point: str

    @property
    def end(self) -> str:
        """Return the limb's end that is led there, such as "left_foot"."""
        kind = "foot" if self.kind in {"toes", "heel"} else self.kind
        return f"{self.side}_{kind}"


def plants_of(planted: tuple[Planted, ...]) -> tuple[Plant, ...]:
    """Return the points that stay; the left side works."""
    found: list[Plant] = []
    for word in planted:
        first, _, rest = word.value.partition("_")
        if word.value in {"shoulders", "pelvis"}:
            found.append(Plant(word.value, "", word.value))
            continue
        kind = rest or _PLURALS[first]
        sides = (_SIDE_OF[first],) if rest else SIDES
        found += [Plant(kind, side, f"{side}_{_POINTS.get(kind, kind)}") for side in sides]
    return tuple(found)
