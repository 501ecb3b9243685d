"""Turn rows of balls and rings into shapes: an edge, a shadow side, a lit side, a highlight.

All tones of a limb are drawn ball by ball in the same way, so that the light runs on through every
joint and no seam shows.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import assert_never

from kneecoach.body.space import Vec
from kneecoach.figure.camera import Camera
from kneecoach.figure.flesh import Ball, Creases, Part, Row, Trunk
from kneecoach.figure.looks import shaded
from kneecoach.figure.shapes import (
    Disc,
    Fill,
    Line,
    Point,
    Shape,
    Spoke,
    around_discs,
    hull,
    reached,
    smooth,
    spokes_along,
    ways_along,
)

LIGHT = (-0.42, -0.62)
"""The way to the light on the sheet: from the left above."""

_GLOWS_FROM = 16.0
"""Units of the sheet; what is thinner has no highlight of its own."""

_SEEN_FROM = 0.95
"""Units of the sheet; what is thinner, such as a thumb far away, is left out."""

_TONED_FROM = 5.5
"""Units of the sheet; what is thinner is too thin for a shadow side as well."""

FINE_FROM = 150.0
"""Units of the sheet to a metre from which fingers and faces have their fine lines."""

_EDGE, _SHADOW, _GLOW = 0.55, 0.84, 1.07
_TONES = ((0.88, 0.12, 1.0), (0.55, 0.3, _GLOW))
"""The lit tones: share of the radius, how far it is moved to the light, how light it is."""


def discs_of(camera: Camera, balls: Sequence[Ball]) -> list[Disc]:
    """Return balls as round places on the sheet."""
    return [(x, y, radius) for x, y, radius, _ in camera.spots(balls)]


def part_shapes(camera: Camera, part: Part, line: float) -> Iterator[Shape]:
    """Yield the shapes of a part; edges come first where its layers grow into each other."""
    for layer in part.layers:
        match layer:
            case Row():
                yield from row_shapes(camera, layer, line)
            case Trunk():
                yield from trunk_shapes(camera, layer, line)
            case Creases():
                yield from _crease_shapes(camera, layer, line)
            case _:
                assert_never(layer)


def _crease_shapes(camera: Camera, creases: Creases, line: float) -> Iterator[Shape]:
    """Yield fine lines, where the picture is large enough for them."""
    if camera.scale < FINE_FROM or abs(camera.way(creases.facing)[2]) < 0.45:
        return
    colour = shaded(creases.colour, 0.7)
    for start, end in creases.lines:
        a, b = camera.see(start), camera.see(end)
        yield Line(((a.x, a.y), (b.x, b.y)), colour, line * 0.6)


def row_shapes(camera: Camera, row: Row, line: float) -> Iterator[Shape]:
    """Yield the shapes of a limb."""
    discs = discs_of(camera, row.balls)
    widest = max([disc[2] for disc in discs])
    if widest < _SEEN_FROM:
        return
    if row.is_round:
        yield from round_shapes(around_discs(discs), row.colour, widest, line)
        return
    ways = ways_along(discs)
    spokes = spokes_along(discs, ways)
    first, last = 1 if row.before else 0, len(discs) - 1 if row.after else len(discs)
    if last - first > 1:
        is_whole = last - first == len(discs)
        edge = spokes if is_whole else spokes_along(discs[first:last], ways[first:last])
        yield Fill((reached(edge, grown=line),), shaded(row.colour, _EDGE))
    if widest < _TONED_FROM:
        yield Fill((reached(spokes),), row.colour)
        return
    yield Fill((reached(spokes),), shaded(row.colour, _SHADOW))
    if row.before or row.after:
        before = discs_of(camera, (row.before,)) if row.before else []
        after = discs_of(camera, (row.after,)) if row.after else []
        spokes = spokes_along([*before, *discs, *after])
    for share, moved, tone in _tones(widest):
        lit = reached(spokes, share, (LIGHT[0] * moved, LIGHT[1] * moved))
        yield Fill((lit,), shaded(row.colour, tone))


def round_shapes(outline: list[Point], colour: str, radius: float, line: float) -> Iterator[Shape]:
    """Yield the shapes of a foot, a hand or a head: one outline, larger and smaller."""
    x = sum(point[0] for point in outline) / len(outline)
    y = sum(point[1] for point in outline) / len(outline)
    arms = [(px - x, py - y) for px, py in outline]
    longs = [math.hypot(dx, dy) or 1.0 for dx, dy in arms]
    edge = [
        (x + dx * (1 + line / long), y + dy * (1 + line / long))
        for (dx, dy), long in zip(arms, longs, strict=True)
    ]
    yield Fill((edge,), shaded(colour, _EDGE))
    if radius < _TONED_FROM:
        yield Fill((outline,), colour)
        return
    yield Fill((outline,), shaded(colour, _SHADOW))
    for share, moved, tone in _tones(radius):
        inset = radius * (1 - share)
        sx, sy = x + LIGHT[0] * radius * moved, y + LIGHT[1] * radius * moved
        lit = [
            (sx + dx * max(0.3, 1 - inset / long), sy + dy * max(0.3, 1 - inset / long))
            for (dx, dy), long in zip(arms, longs, strict=True)
        ]
        yield Fill((lit,), shaded(colour, tone))


def _tones(radius: float) -> tuple[tuple[float, float, float], ...]:
    """Return the lit tones of something; on small things the highlight would not be seen."""
    return _TONES if radius > _GLOWS_FROM else _TONES[:1]


def trunk_shapes(camera: Camera, trunk: Trunk, line: float) -> Iterator[Shape]:
    """Yield the shapes of the trunk."""
    rings = [
        _seen_ring(camera, ring.middle, ring.frame, ring.wide, ring.deep) for ring in trunk.rings
    ]
    widest = max(_reach_of(ring, 1, 0) for ring in rings)
    (x0, y0), (x1, y1) = rings[0][:2], rings[-1][:2]
    is_short = math.hypot(x1 - x0, y1 - y0) < widest * 1.1
    around = _around_short(rings) if is_short else _around_long(rings)
    has_corners = is_short or camera.is_far
    lit = ((share, moved, 0.0, tone) for share, moved, tone in _tones(widest))
    layers = ((1.0, 0.0, line, _EDGE), (1.0, 0.0, 0.0, _SHADOW), *lit)
    for share, moved, grown, tone in layers:
        sx, sy = LIGHT[0] * widest * moved * 0.7, LIGHT[1] * widest * moved * 0.7
        outline = [(x + sx, y + sy) for x, y in reached(around, share, grown=grown)]
        yield Fill((outline if has_corners else smooth(outline),), shaded(trunk.colour, tone))


_ROUND = tuple((math.cos(math.tau * i / 12), math.sin(math.tau * i / 12)) for i in range(12))

SeenRing = tuple[float, float, float, float, float, float]
"""A ring on the sheet: its middle, and the ends of half its width and half its depth."""


def _seen_ring(
    camera: Camera, middle: Vec, frame: tuple[Vec, Vec, Vec], wide: float, deep: float
) -> SeenRing:
    x, y, size, _ = camera.see(middle)
    across = camera.way((frame[0][0], frame[1][0], frame[2][0]))
    front = camera.way((frame[0][2], frame[1][2], frame[2][2]))
    w, d = wide * size, deep * size
    return (x, y, across[0] * w, -across[1] * w, front[0] * d, -front[1] * d)


def _reach_of(ring: SeenRing, dx: float, dy: float) -> float:
    """Return how far a ring reaches in a direction of the sheet."""
    a = ring[2] * dx + ring[3] * dy
    b = ring[4] * dx + ring[5] * dy
    return math.sqrt(a * a + b * b)


def _around_long(rings: list[SeenRing]) -> list[Spoke]:
    """Return the outline of a trunk: along both sides of its rings, and over both ends."""
    one: list[Spoke] = []
    other: list[Spoke] = []
    for index, ring in enumerate(rings):
        before, after = rings[max(0, index - 1)], rings[min(len(rings) - 1, index + 1)]
        dx, dy = _end_way(before, after)
        reach = _reach_of(ring, dy, -dx)
        one.append((ring[0], ring[1], dy, -dx, reach))
        other.append((ring[0], ring[1], -dy, dx, reach))
    (ax, ay), (bx, by) = _end_way(rings[-2], rings[-1]), _end_way(rings[1], rings[0])
    top, low = rings[-1], rings[0]
    head = (top[0], top[1], ax, ay, _reach_of(top, ax, ay))
    tail = (low[0], low[1], bx, by, _reach_of(low, bx, by))
    return [*one, head, *reversed(other), tail]


def _around_short(rings: list[SeenRing]) -> list[Spoke]:
    """Return the outline of a trunk that is seen from its end."""
    points: list[Point] = []
    for x, y, wx, wy, dx, dy in rings:
        for c, s in _ROUND:
            points.append((x + wx * c + dx * s, y + wy * c + dy * s))
    outline = hull(points)
    x = sum(point[0] for point in outline) / len(outline)
    y = sum(point[1] for point in outline) / len(outline)
    found: list[Spoke] = []
    for px, py in outline:
        long = math.hypot(px - x, py - y) or 1.0
        found.append((x, y, (px - x) / long, (py - y) / long, long))
    return found


def _end_way(a: SeenRing, b: SeenRing) -> Point:
    dx, dy = b[0] - a[0], b[1] - a[1]
    way = math.hypot(dx, dy) or 1.0
    return dx / way, dy / way
