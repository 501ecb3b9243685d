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

KNEE_INWARDS_M = 0.045
"""How far the knee may fall inwards of the line over the foot before the guide turns red.

Source: house-rule. A little less than half the width of a knee, so that it can be seen.
"""

HIPS_TILT_DEGREES = 6.0
"""How far the hips may tilt before the guide turns red. Source: house-rule."""


class GuideLine(NamedTuple):
    """A guide as it stands in the room: its line, where it rings, and whether it is kept."""

    line: tuple[Vec, ...]
    ring: Vec
    is_kept: bool


def knee_offset(body: Body, side: str) -> float:
    """Return how far the knee is inwards of the upright plane over the foot, in metres."""
    sign = 1.0 if side == "left" else -1.0
    along = apply(body.frames[f"{side}_foot"], (0.0, 0.0, 1.0))
    level = unit((along[0], 0.0, along[2]))
    outwards = scale(cross((0.0, 1.0, 0.0), level), sign)
    return -dot(sub(body.points[f"{side}_knee"], body.points[f"{side}_ankle"]), outwards)


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
    found = []
    for guide in guides:
        if guide is Guide.KNEE_OVER_TOES:
            for side in sides:
                knee, toe = body.points[f"{side}_knee"], body.points[f"{side}_toe"]
                front = add(knee, apply(body.frames[f"{side}_shin"], (0.0, 0.0, 0.06)))
                is_kept = knee_offset(body, side) <= KNEE_INWARDS_M
                found.append(GuideLine((front, (front[0], toe[1], toe[2])), front, is_kept))
        elif guide is Guide.LEVEL_HIPS:
            left, right = body.points["left_hip"], body.points["right_hip"]
            out = scale(sub(left, right), 0.75)
            ends = (add(left, out), sub(right, out))
            found.append(GuideLine(ends, ends[0], hips_tilt(body) <= HIPS_TILT_DEGREES))
    return found


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
