"""Draw the lines that show what to mind: the knee over the toes, the hips level."""

from __future__ import annotations

import math
from typing import NamedTuple

from kneecoach.body.skeleton import Body
from kneecoach.body.space import Vec, add, apply, cross, dot, scale, sub, unit
from kneecoach.figure.camera import Camera
from kneecoach.figure.looks import Surroundings
from kneecoach.figure.shapes import Line, Shape
from kneecoach.model.figure import Guide

KNEE_INWARDS_M = 0.035
"""How far the knee may fall inwards, of the foot and of the line from hip to ankle, before the
guide turns red.

Source: house-rule. A third of the width of a knee, so that it can be seen.
"""

HIPS_TILT_DEGREES = 6.0
"""How far the hips may tilt before the guide turns red. Source: house-rule."""


class GuideLine(NamedTuple):
    """A guide as it stands in the room: its line, where it rings, and whether it is kept."""

    line: tuple[Vec, ...]
    ring: Vec
    is_kept: bool


def knee_inwards(body: Body, side: str) -> float:
    """Return how far a knee falls inwards, in metres.

    It is measured from the upright plane over the foot and from the line between hip and ankle, and
    the lesser of both counts: feet that are far apart are not a knee that falls in.
    """
    at = body.points
    knee, ankle = at[f"{side}_knee"], at[f"{side}_ankle"]
    inwards = scale(_outwards(body, side), -1.0)
    way = sub(at[f"{side}_hip"], ankle)
    share = dot(sub(knee, ankle), way) / dot(way, way)
    on_line = add(ankle, scale(way, share))
    return min(dot(sub(knee, ankle), inwards), dot(sub(knee, on_line), inwards))


def _along(body: Body, side: str) -> Vec:
    """Return the level way that a foot points."""
    along = apply(body.frames[f"{side}_foot"], (0.0, 0.0, 1.0))
    return unit((along[0], 0.0, along[2]))


def _outwards(body: Body, side: str) -> Vec:
    sign = 1.0 if side == "left" else -1.0
    return scale(cross((0.0, 1.0, 0.0), _along(body, side)), sign)


def hips_tilt(body: Body) -> float:
    """Return how many degrees the line through the hips is from level."""
    way = sub(body.points["left_hip"], body.points["right_hip"])
    return math.degrees(math.atan2(abs(way[1]), math.hypot(way[0], way[2])))


def guide_lines(body: Body, guides: tuple[Guide, ...], sides: tuple[str, ...]) -> list[GuideLine]:
    """Return the guides of a body.

    Args:
        body: The bones.
        guides: Which.
        sides: The body's own sides that work.
    """
    found: list[GuideLine] = []
    for guide in guides:
        if guide is Guide.KNEE_OVER_TOES:
            found += [_over_toes(body, side) for side in sides]
        elif guide is Guide.LEVEL_HIPS:
            left, right = body.points["left_hip"], body.points["right_hip"]
            out = scale(sub(left, right), 0.75)
            ends = (add(left, out), sub(right, out))
            found.append(GuideLine(ends, ends[0], hips_tilt(body) <= HIPS_TILT_DEGREES))
    return found


def _over_toes(body: Body, side: str) -> GuideLine:
    """Return the upright line over the foot, below the knee, and the knee."""
    knee, ankle = body.points[f"{side}_knee"], body.points[f"{side}_ankle"]
    along = _along(body, side)
    front = add(knee, apply(body.frames[f"{side}_shin"], (0.0, 0.0, 0.056)))
    foot = add(ankle, scale(along, dot(sub(front, ankle), along)))
    low = body.points[f"{side}_toe"][1]
    line = ((foot[0], low, foot[2]), (foot[0], front[1] + 0.08, foot[2]))
    return GuideLine(line, front, knee_inwards(body, side) <= KNEE_INWARDS_M)


def guide_shapes(
    camera: Camera, lines: list[GuideLine], colours: Surroundings, line: float
) -> list[Shape]:
    """Return guides as shapes; one that is not kept is crossed out as well as red."""
    shapes: list[Shape] = []
    for guide in lines:
        colour = colours.good if guide.is_kept else colours.bad
        seen = [camera.see(point) for point in guide.line]
        shapes.append(Line([(spot.x, spot.y) for spot in seen], colour, line * 2.4, is_dashed=True))
        at = camera.see(guide.ring)
        radius = at.size * 0.045
        ring = [
            (
                at.x + radius * math.cos(math.tau * i / 20),
                at.y + radius * math.sin(math.tau * i / 20),
            )
            for i in range(20)
        ]
        shapes.append(Line(ring, colour, line * 2.4, is_closed=True))
        if not guide.is_kept:
            off = radius * 0.6
            for sign in (-1, 1):
                cut = [(at.x - off, at.y - sign * off), (at.x + off, at.y + sign * off)]
                shapes.append(Line(cut, colour, line * 2.2))
    return shapes
