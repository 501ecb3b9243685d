"""Find how high a body has to be so that its flesh rests on what is below it, and not in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kneecoach.body.room import Room
from kneecoach.body.skeleton import Body
from kneecoach.body.space import Vec, add, apply


class Round(NamedTuple):
    """A round bit of flesh that can touch: a part's frame, a point of it, a place in it, a size."""

    part: str
    of: str
    at: Vec
    radius: float


_ZERO: Vec = (0.0, 0.0, 0.0)
_TRUNK = (
    Round("pelvis", "pelvis", (0.075, 0.03, -0.012), 0.1),
    Round("pelvis", "pelvis", (-0.075, 0.03, -0.012), 0.1),
    Round("chest", "chest", (0.07, 0.07, 0.0), 0.105),
    Round("chest", "chest", (-0.07, 0.07, 0.0), 0.105),
    Round("head", "head", (0.0, 0.0, 0.0), 0.1),
)
_SOFT_SHOULDER = 0.02
"""A shoulder that is lain on gives way, and the mat with it."""


def _limbs(side: str) -> tuple[Round, ...]:
    return (
        Round("chest", f"{side}_shoulder", _ZERO, _SOFT_SHOULDER),
        Round(f"{side}_upper_arm", f"{side}_elbow", _ZERO, 0.036),
        Round(f"{side}_forearm", f"{side}_wrist", _ZERO, 0.028),
        Round(f"{side}_hand", f"{side}_fingers", _ZERO, 0.012),
        Round(f"{side}_thigh", f"{side}_knee", _ZERO, 0.054),
        Round(f"{side}_shin", f"{side}_ankle", _ZERO, 0.036),
        Round(f"{side}_foot", f"{side}_heel", _ZERO, 0.03),
        Round(f"{side}_foot", f"{side}_ball", _ZERO, 0.023),
        Round(f"{side}_toes", f"{side}_toe", _ZERO, 0.023),
    )


ROUNDS = (*_TRUNK, *_limbs("left"), *_limbs("right"))
"""Everything that can touch the floor."""

RESTING_ROUNDS = tuple(one for one in ROUNDS if not one.part.endswith("_toes"))
"""What a body rests on: all of it but the toes, which give way and bend."""

SEAT_ROUNDS = tuple(one for one in _TRUNK if one.part == "pelvis")
"""What sits."""


def rounds_without(ends: frozenset[str]) -> tuple[Round, ...]:
    """Return what a body rests on, without limbs whose ends are led elsewhere, such as a hand."""
    dropped: set[str] = set()
    for end in ends:
        side, _, limb = end.partition("_")
        parts = ("foot", "shin") if limb == "foot" else ("hand", "forearm")
        dropped.update(f"{side}_{part}" for part in parts)
    return tuple(one for one in RESTING_ROUNDS if one.part not in dropped)


def places(body: Body, rounds: tuple[Round, ...] = ROUNDS) -> Iterator[tuple[Vec, float]]:
    """Yield the middle and the radius of each round."""
    for part, of, at, radius in rounds:
        point = body.points[of]
        yield (add(point, apply(body.frames[part], at)) if at is not _ZERO else point), radius


def lowest(body: Body, rounds: tuple[Round, ...] = ROUNDS) -> float:
    """Return the height of the lowest bit of flesh."""
    return min(at[1] - radius for at, radius in places(body, rounds))


def rise_onto(body: Body, room: Room, rounds: tuple[Round, ...] = ROUNDS) -> float:
    """Return how far a body has to rise, or sink when below 0, to rest on what is below it."""
    return max(room.height_at(at) - (at[1] - radius) for at, radius in places(body, rounds))
