"""Say what is to be drawn as plain values: filled outlines and lines, in order from the back."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

Point = tuple[float, float]
Disc = tuple[float, float, float]
"""A round place on the sheet: across, down, radius."""

Spoke = tuple[float, float, float, float, float]
"""A point of an outline: from where, in which direction, how far."""


class Fill(NamedTuple):
    """Outlines filled with one colour; where they overlap it is filled once.

    Attributes:
        outlines: Closed outlines.
        colour: `#RRGGBB`.
        opacity: 0 for nothing, 1 for solid.
    """

    outlines: tuple[Sequence[Point], ...]
    colour: str
    opacity: float = 1.0


class Line(NamedTuple):
    """A line through points.

    Attributes:
        points: In order.
        colour: `#RRGGBB`.
        width: In the units of the sheet.
        is_dashed: It has gaps.
        is_closed: It comes back to its first point.
    """

    points: Sequence[Point]
    colour: str
    width: float
    is_dashed: bool = False
    is_closed: bool = False


Shape = Fill | Line

_CIRCLE = tuple((math.cos(math.tau * i / 11), math.sin(math.tau * i / 11)) for i in range(11))
_ARC = tuple((math.cos(math.pi * i / 5), math.sin(math.pi * i / 5)) for i in range(1, 5))
_DIRECTIONS = tuple((math.cos(math.tau * i / 22), math.sin(math.tau * i / 22)) for i in range(22))
_TINY = 1e-6
_STRAIGHT = 1e-3


def circle(disc: Disc) -> list[Point]:
    """Return the outline of a round place."""
    x, y, r = disc
    return [(x + r * c, y + r * s) for c, s in _CIRCLE]


def hull(points: list[Point]) -> list[Point]:
    """Return the outline of the smallest shape without dents around points."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered
    lower, upper = _half(ordered), _half(ordered[::-1])
    return lower[:-1] + upper[:-1]


def _half(points: list[Point]) -> list[Point]:
    kept: list[Point] = []
    for x, y in points:
        while len(kept) >= 2:
            (ax, ay), (bx, by) = kept[-2], kept[-1]
            if (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0:
                break
            kept.pop()
        kept.append((x, y))
    return kept


def reached(
    spokes: Sequence[Spoke], share: float = 1.0, moved: Point = (0.0, 0.0), grown: float = 0.0
) -> list[Point]:
    """Return the outline at the ends of spokes.

    Args:
        spokes: From where, in which direction and how far it reaches.
        share: Share of their length.
        moved: How far it is moved, in shares of the length of each spoke.
        grown: How much longer each of them is.
    """
    mx, my = moved
    return [
        (x + r * (nx * share + mx) + nx * grown, y + r * (ny * share + my) + ny * grown)
        for x, y, nx, ny, r in spokes
    ]


def around_discs(discs: Sequence[Disc]) -> list[Point]:
    """Return the outline without dents around round places."""
    return reached(spokes_around(discs))


def spokes_around(discs: Sequence[Disc]) -> list[Spoke]:
    """Return the spokes of an outline without dents: to the farthest point each way."""
    found: list[Spoke] = []
    for c, s in _DIRECTIONS:
        best = -math.inf
        bx = by = br = 0.0
        for x, y, r in discs:
            far = x * c + y * s + r
            if far > best:
                best, bx, by, br = far, x, y, r
        found.append((bx, by, c, s, br))
    return found


def along_discs(discs: Sequence[Disc]) -> list[Point]:
    """Return the outline of a limb: along both sides of a nearly straight row of round places."""
    return reached(spokes_along(discs))


def spokes_along(discs: Sequence[Disc], ways: Sequence[Point] | None = None) -> list[Spoke]:
    """Return the spokes of the outline of a limb.

    Args:
        discs: Round places in a nearly straight row.
        ways: Which way it goes at each of them, where that is known already.
    """
    (x0, y0, r0), (x1, y1, r1) = discs[0], discs[-1]
    widest = max([disc[2] for disc in discs])
    if math.hypot(x1 - x0, y1 - y0) < 1.25 * widest:
        return spokes_around(discs)
    ways = ways or ways_along(discs)
    one = [(x, y, dy, -dx, r) for (x, y, r), (dx, dy) in zip(discs, ways, strict=True)]
    other = [(x, y, -nx, -ny, r) for x, y, nx, ny, r in reversed(one)]
    (ax, ay), (bx, by) = ways[-1], ways[0]
    # Half circles at both ends; their first and last points are those of the sides.
    end = [(x1, y1, ay * c + ax * s, ay * s - ax * c, r1) for c, s in _ARC]
    start = [(x0, y0, -by * c - bx * s, bx * c - by * s, r0) for c, s in _ARC]
    return [*one, *end, *other, *start]


def ways_along(discs: Sequence[Disc]) -> list[Point]:
    """Return which way a row goes at each of its round places, as directions of length 1."""
    last = len(discs) - 1
    return [
        _way(discs[max(0, index - 1)], discs[min(last, index + 1)]) for index in range(last + 1)
    ]


def _way(a: Disc, b: Disc) -> Point:
    dx, dy = b[0] - a[0], b[1] - a[1]
    long = math.hypot(dx, dy)
    return (dx / long, dy / long) if long > _TINY else (0.0, 1.0)


def smooth(points: Sequence[Point], steps: int = 2) -> list[Point]:
    """Return a closed outline with soft corners through the same points."""
    count = len(points)
    found: list[Point] = []
    for index in range(count):
        (ax, ay), (bx, by) = points[index - 1], points[index]
        (cx, cy), (dx, dy) = points[(index + 1) % count], points[(index + 2) % count]
        for step in range(steps):
            t = step / steps
            tt, ttt = t * t, t * t * t
            a, b = -t / 2 + tt - ttt / 2, 1 - 2.5 * tt + 1.5 * ttt
            c, d = t / 2 + 2 * tt - 1.5 * ttt, -tt / 2 + ttt / 2
            found.append((a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy))
    return found


def inset(corners: Sequence[Point], by: float) -> list[Point]:
    """Return a flat shape without dents whose edges are all moved inwards by so much.

    One that is too narrow for that is left as it is.
    """
    ordered = one_way_round(corners)
    count = len(ordered)
    found: list[Point] = []
    for index in range(count):
        (ax, ay), (bx, by_), (cx, cy) = (ordered[(index + step) % count] for step in (-1, 0, 1))
        first, second = _way((ax, ay, 0.0), (bx, by_, 0.0)), _way((bx, by_, 0.0), (cx, cy, 0.0))
        turn = first[0] * second[1] - first[1] * second[0]
        if turn < _STRAIGHT:
            return list(corners)
        # Both edges are moved to their inner side; the corner is where they meet.
        x = (second[0] - first[0]) / turn * by
        y = (second[1] - first[1]) / turn * by
        found.append((bx + x, by_ + y))
    area, before = (abs(_area(one)) for one in (found, ordered))
    return found if area < before and _area(found) > 0 else list(corners)


def _area(points: Sequence[Point]) -> float:
    area = 0.0
    for (ax, ay), (bx, by) in zip(points, [*points[1:], points[0]], strict=True):
        area += ax * by - bx * ay
    return area


def one_way_round(points: Sequence[Point]) -> Sequence[Point]:
    """Return an outline that goes round the same way as all others, so that they add up."""
    return points if _area(points) >= 0 else points[::-1]
