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
    along_discs,
    around_discs,
    hull,
    smooth,
)

LIGHT = (-0.42, -0.62)
"""The way to the light on the sheet: from the left above."""

FINE_FROM = 150.0
"""Units of the sheet to a metre from which fingers and faces have their fine lines."""

_EDGE, _SHADOW, _GLOW = 0.55, 0.84, 1.07
_TONES = ((0.88, 0.12, 1.0), (0.55, 0.3, _GLOW))
"""The lit tones: share of the radius, how far it is moved to the light, how light it is."""


def discs_of(camera: Camera, balls: Sequence[Ball]) -> list[Disc]:
    """Return balls as round places on the sheet."""
    found = []
    for point, radius in balls:
        x, y, size, _ = camera.see(point)
        found.append((x, y, radius * size))
    return found


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
    outline = around_discs if row.is_round else along_discs
    edged = discs[1 if row.before else 0 : len(discs) - 1 if row.after else len(discs)]
    if len(edged) > 1 and not row.is_round:
        yield Fill((along_discs(_grown(edged, line)),), shaded(row.colour, _EDGE))
    elif len(edged) > 1:
        yield Fill((around_discs(_grown(edged, line)),), shaded(row.colour, _EDGE))
    yield Fill((outline(discs),), shaded(row.colour, _SHADOW))
    beyond = [*([row.before] if row.before else []), *([row.after] if row.after else [])]
    lit = list(discs)
    if beyond:
        ends = discs_of(camera, beyond)
        if row.before:
            lit.insert(0, ends[0])
        if row.after:
            lit.append(ends[-1])
    for share, moved, tone in _TONES:
        yield Fill((_lit_outline(lit, row, share, moved),), shaded(row.colour, tone))


def _lit_outline(discs: list[Disc], row: Row, share: float, moved: float) -> list[Point]:
    smaller = [(x + LIGHT[0] * r * moved, y + LIGHT[1] * r * moved, r * share) for x, y, r in discs]
    if row.is_round and row.before is None:
        return around_discs(smaller)
    if row.before is None and row.after is None:
        return along_discs(smaller)
    # A bend between what it grows out of and itself: one outline for each straight stretch.
    return along_discs(smaller) if not row.is_round else around_discs(smaller[1:])


def _grown(discs: Sequence[Disc], by: float) -> list[Disc]:
    return [(x, y, r + by) for x, y, r in discs]


def trunk_shapes(camera: Camera, trunk: Trunk, line: float) -> Iterator[Shape]:
    """Yield the shapes of the trunk."""
    rings = [
        _seen_ring(camera, ring.middle, ring.frame, ring.wide, ring.deep) for ring in trunk.rings
    ]
    yield Fill((_around_rings(rings, 1.0, line, 0.0),), shaded(trunk.colour, _EDGE))
    yield Fill((_around_rings(rings, 1.0, 0.0, 0.0),), shaded(trunk.colour, _SHADOW))
    for share, moved, tone in _TONES:
        yield Fill((_around_rings(rings, share, 0.0, moved),), shaded(trunk.colour, tone))


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


def _around_rings(rings: list[SeenRing], share: float, grown: float, moved: float) -> list[Point]:
    """Return the outline of a trunk: along both sides of its rings."""
    widest = max(_reach_of(ring, 1, 0) for ring in rings)
    x0, y0 = rings[0][:2]
    x1, y1 = rings[-1][:2]
    long = math.hypot(x1 - x0, y1 - y0)
    shift = widest * moved * 0.7
    if long < widest * 1.1:
        return _around_short(rings, share, grown, shift)
    one: list[Point] = []
    other: list[Point] = []
    for index, ring in enumerate(rings):
        before, after = rings[max(0, index - 1)], rings[min(len(rings) - 1, index + 1)]
        dx, dy = after[0] - before[0], after[1] - before[1]
        way = math.hypot(dx, dy) or 1.0
        nx, ny = dy / way, -dx / way
        reach = _reach_of(ring, nx, ny) * share + grown
        x, y = ring[0] + LIGHT[0] * shift, ring[1] + LIGHT[1] * shift
        one.append((x + nx * reach, y + ny * reach))
        other.append((x - nx * reach, y - ny * reach))
    (ax, ay), (bx, by) = _end_way(rings[-2], rings[-1]), _end_way(rings[1], rings[0])
    top, low = rings[-1], rings[0]
    up = _reach_of(top, ax, ay) * share + grown
    down = _reach_of(low, bx, by) * share + grown
    sx, sy = LIGHT[0] * shift, LIGHT[1] * shift
    head = (top[0] + ax * up + sx, top[1] + ay * up + sy)
    tail = (low[0] + bx * down + sx, low[1] + by * down + sy)
    return smooth([*one, head, *reversed(other), tail])


def _around_short(rings: list[SeenRing], share: float, grown: float, shift: float) -> list[Point]:
    """Return the outline of a trunk that is seen from its end."""
    points: list[Point] = []
    for x, y, wx, wy, dx, dy in rings:
        for step in range(12):
            c, s = math.cos(math.tau * step / 12), math.sin(math.tau * step / 12)
            px, py = wx * c + dx * s, wy * c + dy * s
            long = math.hypot(px, py) or 1.0
            far = share + grown / long
            points.append((x + px * far + LIGHT[0] * shift, y + py * far + LIGHT[1] * shift))
    return hull(points)


def _end_way(a: SeenRing, b: SeenRing) -> Point:
    dx, dy = b[0] - a[0], b[1] - a[1]
    way = math.hypot(dx, dy) or 1.0
    return dx / way, dy / way
