"""Draw the head from any side: hair, a simple friendly face, ears."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from functools import lru_cache

from kneecoach.body.skeleton import Body
from kneecoach.body.space import Frame, Vec, add, apply
from kneecoach.figure.camera import Camera
from kneecoach.figure.looks import Colours, shaded
from kneecoach.figure.shade import LIGHT, round_shapes
from kneecoach.figure.shapes import Fill, Line, Point, Shape, around_discs, circle, hull
from kneecoach.model.looks import Build

_ROUND = tuple((math.cos(math.tau * i / 22), math.sin(math.tau * i / 22)) for i in range(22))
_OVAL = tuple((math.cos(math.tau * i / 13), math.sin(math.tau * i / 13)) for i in range(13))
SKULL = (0.084, 0.106, 0.1)
"""Half the width, height and depth of the head, metres."""

_MIDDLE: Vec = (0.0, 0.012, -0.004)
_HAIRLINE = (
    *((0.0, 44.0), (24.0, 42.0), (44.0, 36.0), (57.0, 22.0), (64.0, 2.0), (76.0, -10.0)),
    *((88.0, -4.0), (100.0, -16.0), (124.0, -34.0), (152.0, -42.0), (180.0, -44.0)),
)
"""The edge of the hair on the left half: degrees to the left of the nose, and up."""

_EYE = "#2A2523"


@lru_cache(maxsize=512)
def _place(left: float, up: float) -> tuple[Vec, Vec]:
    """Return a place on the head, from its middle, and the way out of the head there."""
    a, b = math.radians(left), math.radians(up)
    unit = (math.sin(a) * math.cos(b), math.sin(b), math.cos(a) * math.cos(b))
    x, y, z = (part * axis for part, axis in zip(unit, SKULL, strict=True))
    nx, ny, nz = (part / axis for part, axis in zip(unit, SKULL, strict=True))
    long = math.sqrt(nx * nx + ny * ny + nz * nz)
    return (x, y, z), (nx / long, ny / long, nz / long)


class _Head:
    """The head as it is seen."""

    def __init__(self, camera: Camera, body: Body) -> None:
        self.camera = camera
        self.frame: Frame = body.frames["head"]
        self.middle = add(body.points["head"], apply(self.frame, _MIDDLE))
        seen = camera.see(self.middle)
        self.x, self.y, self.size = seen.x, seen.y, seen.size
        self.axes = [
            camera.way(apply(self.frame, way))
            for way in ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
        ]
        self._arms = self._find_arms()
        self.front = camera.way(apply(self.frame, (0.0, 0.0, 1.0)))

    def spot(self, left: float, up: float, out: float = 1.0) -> tuple[Point, float]:
        """Return a place on the head, and how much it looks at the eye (below 0: away)."""
        (x, y, z), (nx, ny, nz) = _place(left, up)
        one, two, three = self.axes
        size = self.size * out
        across = x * one[0] + y * two[0] + z * three[0]
        high = x * one[1] + y * two[1] + z * three[1]
        towards = nx * one[2] + ny * two[2] + nz * three[2]
        return (self.x + across * size, self.y - high * size), towards

    def rim(self, grown: float = 0.0, share: float = 1.0, moved: float = 0.0) -> list[Point]:
        """Return the outline of the head, grown, or smaller and moved to the light."""
        shift = moved * self.size * 0.1
        x, y = self.x + LIGHT[0] * shift, self.y + LIGHT[1] * shift
        return [
            (x + dx * share + c * grown, y + dy * share + s * grown)
            for (dx, dy), (c, s) in zip(self._arms, _ROUND, strict=True)
        ]

    def _find_arms(self) -> list[Point]:
        """Return the ways from the middle to the outline of the ellipsoid that the head is."""
        radii = [axis * self.size for axis in SKULL]
        found = []
        for c, s in _ROUND:
            x = y = square = 0.0
            for axis, radius in zip(self.axes, radii, strict=True):
                along = (axis[0] * c - axis[1] * s) * radius
                square += along * along
                x += along * radius * axis[0]
                y -= along * radius * axis[1]
            reach = math.sqrt(square)
            found.append((x / reach, y / reach))
        return found

    def rim_places(self) -> list[tuple[float, float]]:
        """Return where on the head each point of its outline is: degrees to the left and up."""
        found = []
        for c, s in _ROUND:
            normal = [axis[0] * c - axis[1] * s for axis in self.axes]
            unit = [part * radius for part, radius in zip(normal, SKULL, strict=True)]
            long = math.sqrt(sum(part * part for part in unit))
            x, y, z = (part / long for part in unit)
            found.append((math.degrees(math.atan2(x, z)), math.degrees(math.asin(y))))
        return found


def head_shapes(
    camera: Camera, body: Body, colours: Colours, build: Build, line: float
) -> Iterator[Shape]:
    """Yield the shapes of the head."""
    head = _Head(camera, body)
    facing = head.front[2]
    if camera.is_far:
        yield from _far_head(head, colours, line)
        return
    bun = _bun(head, colours, line) if build is Build.SLIGHT else ()
    if facing > 0:
        yield from bun
    if facing > -0.2:
        yield from _ears(head, colours, line, is_near=False)
    yield from _skin(head, colours, line)
    if facing > -0.55:
        yield from _features(head, colours, line)
    yield from _hair(head, colours, line)
    yield from _ears(head, colours, line, is_near=True)
    if facing <= 0:
        yield from bun


def _far_head(head: _Head, colours: Colours, line: float) -> Iterator[Shape]:
    """Yield skin, eyes and hair, which is all that is seen of a small head."""
    yield from _skin(head, colours, line)
    for side in (-1, 1):
        (x, y), towards = head.spot(side * 23, 1)
        if towards > 0.1:
            yield Fill((circle((x, y, head.size * 0.013)),), _EYE)
    outline = _hair_outline(head, 1.055)
    if len(outline) > 2:
        yield Fill((outline,), shaded(colours.hair, 0.9))


def _bun(head: _Head, colours: Colours, line: float) -> tuple[Shape, ...]:
    at = head.camera.see(add(head.middle, apply(head.frame, (0.0, 0.05, -0.108))))
    radius = 0.042 * at.size

    def ball(share: float, moved: float, grown: float) -> list[Point]:
        shift = radius * moved
        disc = (at.x + LIGHT[0] * shift, at.y + LIGHT[1] * shift, radius * share + grown)
        return around_discs([disc])

    return (
        Fill((ball(1.0, 0.0, line),), shaded(colours.hair, 0.5)),
        Fill((ball(1.0, 0.0, 0.0),), shaded(colours.hair, 0.82)),
        Fill((ball(0.8, 0.25, 0.0),), colours.hair),
    )


def _skin(head: _Head, colours: Colours, line: float) -> Iterator[Shape]:
    """Yield the whole head in skin, with a chin; the hair comes on top."""
    chin = head.camera.see(add(head.middle, apply(head.frame, (0.0, -0.082, 0.028))))
    outline = hull([*head.rim(), *circle((chin.x, chin.y, 0.036 * chin.size))])
    yield from round_shapes(outline, colours.skin, head.size * 0.09, line)


@lru_cache(maxsize=64)
def _hair_edge_at(left: int) -> float:
    """Return the same for a whole degree; asked for the same ones in each frame."""
    return _hair_edge(left)


def _hair_edge(left: float) -> float:
    """Return how far up the hair begins, so many degrees to the left or right of the nose."""
    aside = float(abs(left))
    for (near, low), (far, high) in itertools.pairwise(_HAIRLINE):
        if aside <= far:
            return low + (high - low) * (aside - near) / (far - near)
    return _HAIRLINE[-1][1]


def _hair_outline(head: _Head, out: float) -> list[Point]:
    """Return the hair as it is seen: its edge where that is in sight, else the head's outline."""
    edge: list[tuple[Point, bool]] = []
    for left in range(-180, 180, 12):
        point, towards = head.spot(left, _hair_edge_at(left), out)
        edge.append((point, towards > 0))
    rim: list[tuple[Point, bool]] = []
    for point, (aside, up) in zip(head.rim(share=out), head.rim_places(), strict=True):
        rim.append((point, up > _hair_edge(aside)))
    chain, arc = _run(edge), _run(rim)
    if not chain or not arc:
        return chain or arc
    if math.dist(chain[-1], arc[0]) + math.dist(chain[0], arc[-1]) > math.dist(
        chain[-1], arc[-1]
    ) + math.dist(chain[0], arc[0]):
        arc.reverse()
    return [*chain, *arc]


def _run(points: list[tuple[Point, bool]]) -> list[Point]:
    """Return the longest unbroken row of what is in sight; the points go round."""
    count = len(points)
    if all(is_seen for _, is_seen in points):
        return [point for point, _ in points]
    best: list[Point] = []
    for start in range(count):
        if points[start][1] and not points[start - 1][1]:
            row = []
            for step in range(count):
                point, is_seen = points[(start + step) % count]
                if not is_seen:
                    break
                row.append(point)
            best = max(best, row, key=len)
    return best


def _hair(head: _Head, colours: Colours, line: float) -> Iterator[Shape]:
    outline = _hair_outline(head, 1.055)
    if len(outline) < 3:
        return
    yield Fill((outline,), shaded(colours.hair, 0.9))
    yield Line(outline, shaded(colours.hair, 0.6), line * 0.8, is_closed=True)
    x = sum(point[0] for point in outline) / len(outline)
    y = sum(point[1] for point in outline) / len(outline)
    shift = head.size * 0.02
    lit = [
        (x + (px - x) * 0.62 + LIGHT[0] * shift, y + (py - y) * 0.62 + LIGHT[1] * shift)
        for px, py in outline
    ]
    yield Fill((lit,), shaded(colours.hair, 1.06))


def _features(head: _Head, colours: Colours, line: float) -> Iterator[Shape]:
    yield from _nose(head, colours)
    for side in (-1, 1):
        yield from _eye(head, side, colours, line)
    mouth = [
        head.spot(left, -37 - 6 * math.cos(math.radians(left * 4.2))) for left in range(-20, 21, 5)
    ]
    seen = [point for point, towards in mouth if towards > 0.12]
    if len(seen) > 2:
        yield Line(seen, shaded(colours.skin, 0.5), max(line * 0.9, head.size * 0.007))
    for left in (-36, 36):
        (x, y), towards = head.spot(left, -24)
        if towards > 0.35:
            yield Fill((circle((x, y, head.size * 0.015)),), "#E0705C", 0.2)


def _nose(head: _Head, colours: Colours) -> Iterator[Shape]:
    at = head.camera.see(add(head.middle, apply(head.frame, (0.0, -0.022, SKULL[2] + 0.004))))
    bridge = head.camera.see(add(head.middle, apply(head.frame, (0.0, 0.008, SKULL[2] - 0.006))))
    discs = [(bridge.x, bridge.y, 0.006 * head.size), (at.x, at.y, 0.0125 * head.size)]
    if head.front[2] > -0.3:
        yield Fill((around_discs(discs),), shaded(colours.skin, 0.86))
        lit = (at.x - head.size * 0.003, at.y - head.size * 0.004, 0.008 * head.size)
        yield Fill((around_discs([lit]),), shaded(colours.skin, 1.08))


def _eye(head: _Head, side: int, colours: Colours, line: float) -> Iterator[Shape]:
    (x, y), towards = head.spot(side * 23, 1)
    if towards < 0.1:
        return
    radius = head.size * 0.0098
    wide = radius * min(1.0, 0.35 + towards)
    tall = radius * 1.25
    outline = [(x + wide * c, y + tall * s) for c, s in _OVAL]
    yield Fill((outline,), _EYE)
    gleam = (x - wide * 0.3, y - tall * 0.35, radius * 0.3)
    yield Fill((around_discs([gleam]),), "#FFFFFF")
    brow = [head.spot(side * left, up)[0] for left, up in ((13, 15), (23, 19), (34, 15))]
    yield Line(brow, shaded(colours.hair, 0.9), max(line * 0.9, head.size * 0.007))


def _ears(head: _Head, colours: Colours, line: float, *, is_near: bool) -> Iterator[Shape]:
    for side in (-1, 1):
        towards = head.spot(side * 90, 0)[1]
        if (towards > 0.12) != is_near:
            continue
        at = head.camera.see(
            add(head.middle, apply(head.frame, (side * SKULL[0] * 1.02, -0.014, -0.004)))
        )
        flat = max(0.35, abs(head.camera.way(apply(head.frame, (0.0, 0.0, 1.0)))[0]))
        up = head.camera.way(apply(head.frame, (0.0, 1.0, 0.0)))
        long = math.hypot(up[0], up[1]) or 1.0
        ux, uy = up[0] / long, -up[1] / long
        outline: list[tuple[float, float]] = []
        for grown, tone in ((line, 0.52), (0.0, 0.94)):
            outline = [
                (
                    at.x
                    + ux * c * (0.024 * head.size + grown)
                    - uy * s * (0.016 * head.size * flat + grown),
                    at.y
                    + uy * c * (0.024 * head.size + grown)
                    + ux * s * (0.016 * head.size * flat + grown),
                )
                for c, s in _OVAL
            ]
            yield Fill((outline,), shaded(colours.skin, tone))
