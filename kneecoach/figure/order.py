"""Say which parts are nearer to the eye where they overlap, and put them in order from the back."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from kneecoach.figure.camera import Camera, Seen
from kneecoach.figure.flesh import Ball
from kneecoach.figure.shapes import Shape

_LIMB_IN_FRONT = 0.05
"""Metres by which a limb may lie deeper than the trunk, and still be drawn before it: its sleeve
covers the trunk's edge there."""


class Item(NamedTuple):
    """Something to be drawn.

    Attributes:
        name: Such as "left_thigh".
        balls: What stands for it.
        draw: Returns its shapes.
        nearer: Whether a ball is nearer to the eye than it: 1 or -1, or 0 for not known; None for
            things that are no more than their balls.
    """

    name: str
    balls: tuple[Ball, ...]
    draw: Callable[[], list[Shape]]
    nearer: Callable[[Ball], float] | None = None


class _Seen(NamedTuple):
    item: Item
    spots: tuple[tuple[Seen, float], ...]
    box: tuple[float, float, float, float]
    near: float


def from_the_back(camera: Camera, items: Sequence[Item]) -> list[Item]:
    """Return items in the order in which they are drawn."""
    seen = [_see(camera, item) for item in items]
    behind: list[set[int]] = [set() for _ in seen]
    for i, one in enumerate(seen):
        for j in range(i + 1, len(seen)):
            other = seen[j]
            if not _touch(one.box, other.box):
                continue
            before = _is_before(one, other)
            if before > 0:
                behind[i].add(j)
            elif before < 0:
                behind[j].add(i)
    return [seen[index].item for index in _sorted(seen, behind)]


def _see(camera: Camera, item: Item) -> _Seen:
    spots = tuple((spot := camera.see(at), radius * spot.size) for at, radius in item.balls)
    left = min(spot.x - radius for spot, radius in spots)
    right = max(spot.x + radius for spot, radius in spots)
    top = min(spot.y - radius for spot, radius in spots)
    bottom = max(spot.y + radius for spot, radius in spots)
    near = sum(spot.near for spot, _ in spots) / len(spots)
    return _Seen(item, spots, (left, top, right, bottom), near)


def _touch(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _is_before(one: _Seen, other: _Seen) -> float:
    """Return more than 0 when `one` is nearer to the eye than `other` where they overlap."""
    if one.item.nearer is not None and other.item.nearer is not None:
        return one.near - other.near
    if one.item.nearer is not None:
        return -_against_thing(one, other)
    if other.item.nearer is not None:
        return _against_thing(other, one)
    if _are_neighbours(one.item.name, other.item.name):
        return _neighbours(one, other)
    total = 0.0
    for a, ar in one.spots:
        for b, br in other.spots:
            over = ar + br - math.hypot(a.x - b.x, a.y - b.y)
            if over > 0:
                total += (a.near - b.near) * over
    return total


def _against_thing(thing: _Seen, part: _Seen) -> float:
    """Return more than 0 when a part is nearer to the eye than a thing."""
    nearer = thing.item.nearer
    if nearer is None:
        return 0.0
    return sum(nearer(ball) for ball in part.item.balls)


_GROWS_OUT_OF = {"thigh": "trunk", "shin": "thigh", "foot": "shin", "upper_arm": "trunk"}
_GROWS_OUT_OF |= {"forearm": "upper_arm", "hand": "forearm", "head": "trunk"}


def _are_neighbours(one: str, other: str) -> bool:
    return _parent(one) == other or _parent(other) == one


def _parent(name: str) -> str:
    side, _, rest = name.partition("_")
    if side not in {"left", "right"}:
        return _GROWS_OUT_OF.get(name, "")
    parent = _GROWS_OUT_OF.get(rest, "")
    return parent if parent in {"", "trunk"} else f"{side}_{parent}"


def _neighbours(one: _Seen, other: _Seen) -> float:
    """Compare two parts that meet in a joint by what is away from it."""
    if "trunk" in {one.item.name, other.item.name}:
        limb, trunk = (other, one) if one.item.name == "trunk" else (one, other)
        ahead = _limb_before_trunk(limb, trunk)
        return ahead if limb is one else -ahead
    return _free_end(one, other) - _free_end(other, one)


def _limb_before_trunk(limb: _Seen, trunk: _Seen) -> float:
    if limb.item.name == "head":
        return 1.0
    nearest = trunk.spots[0][0].near
    if limb.item.name.endswith("arm"):
        nearest = sum(spot.near for spot, _ in trunk.spots[3:5]) / 2
    else:
        nearest = sum(spot.near for spot, _ in trunk.spots[:2]) / 2
    return limb.near - nearest + _LIMB_IN_FRONT


def _free_end(part: _Seen, other: _Seen) -> float:
    """Return how near the half of a part is that is away from the other part."""
    first, last = part.spots[0][0], part.spots[-1][0]
    centre = other.spots[len(other.spots) // 2][0]
    to_first = (first.x - centre.x) ** 2 + (first.y - centre.y) ** 2
    to_last = (last.x - centre.x) ** 2 + (last.y - centre.y) ** 2
    if abs(to_first - to_last) < 1e-9:
        return part.near
    middle = part.spots[len(part.spots) // 2][0]
    return (middle.near + part.near) / 2


def _sorted(seen: list[_Seen], behind: list[set[int]]) -> list[int]:
    """Return indexes so that what is behind comes first; in a ring of them, the farthest does."""
    left = sorted(range(len(seen)), key=lambda index: seen[index].near)
    done: list[int] = []
    waiting = set(left)
    while left:
        ready = next((index for index in left if not (behind[index] & waiting)), left[0])
        left.remove(ready)
        waiting.discard(ready)
        done.append(ready)
    return done
