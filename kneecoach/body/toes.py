"""Let toes bend where they meet what is below them, as a foot rolls over its ball."""

from __future__ import annotations

import math

from kneecoach.body.room import Room
from kneecoach.body.skeleton import BALL, TOE, Body
from kneecoach.body.space import Vec, about_x, add, apply, turned

TOE_DEPTH = 0.023
"""Metres from the toes' joint down to the sole."""

_LONG = TOE[2] - BALL[2]
_MOST_UP = math.radians(80.0)
_MOST_DOWN = math.radians(45.0)
_ALONG: Vec = (0.0, 0.0, _LONG)
_NEARLY = 1e-6


def bend_toes(body: Body, side: str, room: Room) -> None:
    """Bend the toes of a foot, by as little as will do, until they lie on what is below them."""
    ball, toe, foot = body.points[f"{side}_ball"], body.points[f"{side}_toe"], f"{side}_foot"
    ground = room.height_at(toe)
    if ground > ball[1] + _LONG:  # The tip is in the side of a box; the ball says what is below.
        ground = room.height_at(ball)
    high = ground + TOE_DEPTH - ball[1]
    if toe[1] - ball[1] >= high - _NEARLY:
        return
    _, (_, up, along), _ = body.frames[foot]
    bend = _least_bend(along, up, high / _LONG)
    frame = turned(body.frames[foot], about_x(-math.degrees(bend)))
    body.frames[f"{side}_toes"] = frame
    body.points[f"{side}_toe"] = add(ball, apply(frame, _ALONG))


def _least_bend(along: float, up: float, high: float) -> float:
    """Return the least angle at which toes of length 1 come so high, upwards or downwards.

    Args:
        along: How steeply the foot itself points up.
        up: How steeply its back does.
        high: How high above its joint the tip is wanted.
    """
    steepest = math.hypot(along, up)
    if steepest < _NEARLY:
        return 0.0
    rise = math.asin(max(-1.0, min(1.0, high / steepest)))
    before = math.atan2(along, up)
    both = (_turned_least(rise - before), _turned_least(math.pi - rise - before))
    return min(max(min(both, key=abs), -_MOST_DOWN), _MOST_UP)


def _turned_least(angle: float) -> float:
    """Return the same angle between minus and plus half a turn."""
    return math.remainder(angle, math.tau)
