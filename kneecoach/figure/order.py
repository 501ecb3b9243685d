"""Say which parts are nearer to the eye where they overlap, and put them in order from the back."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from kneecoach.figure.camera import Camera, Spot
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


class Placed(NamedTuple):
    """An item as it is seen.

    Attributes:
        item: What is seen.
        spots: Its balls on the sheet.
        box: Its left, top, right and bottom.
        near: How near it is on the whole.
    """

    item: Item
    spots: list[Spot]
    box: tuple[float, float, float, float]
    near: float


def place(camera: Camera, item: Item) -> Placed:
    """Return an item as it is seen; of what stands still, it can be kept."""
    spots = camera.spots(item.balls)
    left = min([x - radius for x, _, radius, _ in spots])
    right = max([x + radius for x, _, radius, _ in spots])
    top = min([y - radius for _, y, radius, _ in spots])
    bottom = max([y + radius for _, y, radius, _ in spots])
    near = sum([spot[3] for spot in spots]) / len(spots)
    return Placed(item, spots, (left, top, right, bottom), near)


def from_the_back(seen: Sequence[Placed]) -> list[Item]:
    """Return items in the order in which they are drawn."""
    behind: list[set[int]] = [set() for _ in seen]
    for i, one in enumerate(seen):
        for j in range(i + 1, len(seen)):
            other = seen[j]
            if not (_touch(one.box, other.box) or _are_neighbours(one.item.name, other.item.name)):
                continue
            before = _is_before(one, other)
            if before > 0:
                behind[i].add(j)
            elif before < 0:
                behind[j].add(i)
    return [seen[index].item for index in _sorted(seen, behind)]


def _touch(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _is_before(one: Placed, other: Placed) -> float:
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
    for ax, ay, ar, near in one.spots:
        for bx, by, br, far in other.spots:
            dx, dy, reach = ax - bx, ay - by, ar + br
            if dx * dx + dy * dy < reach * reach:
                total += (near - far) * (reach - math.hypot(dx, dy))
    return total


def _against_thing(thing: Placed, part: Placed) -> float:
    """Return more than 0 when a part is nearer to the eye than a thing."""
    nearer = thing.item.nearer
    if nearer is None:
        return 0.0
    return sum(nearer(ball) for ball in part.item.balls)


_GROWS_OUT_OF = {"thigh": "trunk", "shin": "thigh", "foot": "shin", "upper_arm": "trunk"}
_GROWS_OUT_OF |= {"forearm": "upper_arm", "hand": "forearm", "head": "trunk"}


@lru_cache(maxsize=1024)
def _are_neighbours(one: str, other: str) -> bool:
    return _parent(one) == other or _parent(other) == one


def _parent(name: str) -> str:
    side, _, rest = name.partition("_")
    if side not in {"left", "right"}:
        return _GROWS_OUT_OF.get(name, "")
    parent = _GROWS_OUT_OF.get(rest, "")
    return parent if parent in {"", "trunk"} else f"{side}_{parent}"


def _neighbours(one: Placed, other: Placed) -> float:
    """Compare two parts that meet in a joint by what is away from it."""
    if "trunk" in {one.item.name, other.item.name}:
        limb, trunk = (other, one) if one.item.name == "trunk" else (one, other)
        ahead = _limb_before_trunk(limb, trunk)
        return ahead if limb is one else -ahead
    return _free_end(one, other) - _free_end(other, one)


def _limb_before_trunk(limb: Placed, trunk: Placed) -> float:
    if limb.item.name == "head":
        return 1.0
    beside = trunk.spots[3:5] if limb.item.name.endswith("arm") else trunk.spots[:2]
    nearest = sum(spot[3] for spot in beside) / 2
    return limb.near - nearest + _LIMB_IN_FRONT


def _free_end(part: Placed, other: Placed) -> float:
    """Return how near the half of a part is that is away from the other part."""
    x, y, _, _ = other.spots[len(other.spots) // 2]
    first, last = part.spots[0], part.spots[-1]
    to_first = (first[0] - x) ** 2 + (first[1] - y) ** 2
    to_last = (last[0] - x) ** 2 + (last[1] - y) ** 2
    if abs(to_first - to_last) < 1e-9:
        return part.near
    return (part.spots[len(part.spots) // 2][3] + part.near) / 2


def _sorted(seen: Sequence[Placed], behind: list[set[int]]) -> list[int]:
    """Return indexes so that what is behind comes first; in a ring of them, the farthest does.

    Only the head never goes before the trunk: it would have the neck across its face.
    """
    left = sorted(range(len(seen)), key=lambda index: seen[index].near)
    heads = {index for index in left if seen[index].item.name == "head"}
    trunks = {index for index in left if seen[index].item.name == "trunk"}
    done: list[int] = []
    waiting = set(left)
    while left:
        in_ring = (one for one in left if one not in heads or not trunks & waiting)
        free = (index for index in left if not (behind[index] & waiting))
        ready = next(chain(free, in_ring))
        left.remove(ready)
        waiting.discard(ready)
        done.append(ready)
    return done
