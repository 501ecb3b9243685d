"""Lead the end of a limb to a point by bending its two bones; they keep their lengths."""

from __future__ import annotations

import math

from kneecoach.body.skeleton import (
    FOREARM,
    SHIN,
    THIGH,
    UPPER_ARM,
    Body,
    place_foot,
    place_hand,
)
from kneecoach.body.space import (
    Frame,
    Vec,
    add,
    apply,
    cross,
    dot,
    frame_of,
    length,
    scale,
    sub,
    unit,
)

LONGEST = 0.9997
"""Share of its length to which a limb stretches; a fully straight one has no side to bend to."""

_FLAT = 1e-4


def bend_two(start: Vec, middle: Vec, end: Vec, bones: tuple[float, float]) -> tuple[Vec, Vec]:
    """Return where the middle joint and the end come to lie.

    Args:
        start: The fixed joint.
        middle: Where the middle joint would be; it keeps to this side.
        end: Where the end is wanted; one that is too far is reached for in its direction.
        bones: The lengths of the two bones.
    """
    first, second = bones
    way = sub(end, start)
    far = length(way)
    far = min(max(far, abs(first - second) * 1.001 + 1e-6), (first + second) * LONGEST)
    along = unit(way)
    aside = sub(middle, start)
    aside = sub(aside, scale(along, dot(aside, along)))
    if length(aside) < _FLAT:
        aside = cross(along, (1.0, 0.0, 0.0) if abs(along[0]) < 0.9 else (0.0, 1.0, 0.0))
    on = (first * first - second * second + far * far) / (2 * far)
    off = math.sqrt(max(first * first - on * on, 0.0))
    knee = add(start, add(scale(along, on), scale(unit(aside), off)))
    return knee, add(start, scale(along, far))


def lead_leg(body: Body, side: str, ankle: Vec, foot: Frame | None = None) -> None:
    """Bend a leg so that its ankle comes to a point; its foot is turned as `foot` has it."""
    points, frames = body.points, body.frames
    hip, old_knee = points[f"{side}_hip"], points[f"{side}_knee"]
    # A straight leg bends the way its kneecap looks.
    look = apply(frames[f"{side}_thigh"], (0.0, 0.0, 0.04))
    knee, end = bend_two(hip, add(old_knee, look), ankle, (THIGH, SHIN))
    points[f"{side}_knee"], points[f"{side}_ankle"] = knee, end
    front = _front_of_leg(hip, knee, end, frames[f"{side}_thigh"])
    frames[f"{side}_thigh"] = frame_of(sub(hip, knee), front)
    frames[f"{side}_shin"] = frame_of(sub(knee, end), front)
    if foot is not None:
        frames[f"{side}_foot"] = foot
    place_foot(points, frames, side)


def lead_arm(body: Body, side: str, wrist: Vec, hand: Frame | None = None) -> None:
    """Bend an arm so that its wrist comes to a point; its hand is turned as `hand` has it."""
    points, frames = body.points, body.frames
    shoulder, old_elbow = points[f"{side}_shoulder"], points[f"{side}_elbow"]
    look = apply(frames[f"{side}_upper_arm"], (0.0, 0.0, -0.04))
    elbow, end = bend_two(shoulder, add(old_elbow, look), wrist, (UPPER_ARM, FOREARM))
    points[f"{side}_elbow"], points[f"{side}_wrist"] = elbow, end
    front = apply(frames[f"{side}_upper_arm"], (0.0, 0.0, 1.0))
    frames[f"{side}_upper_arm"] = frame_of(sub(shoulder, elbow), front)
    frames[f"{side}_forearm"] = frame_of(sub(elbow, end), front)
    frames[f"{side}_hand"] = hand if hand is not None else frames[f"{side}_forearm"]
    place_hand(points, frames, side)


def _front_of_leg(hip: Vec, knee: Vec, ankle: Vec, thigh: Frame) -> Vec:
    """Return the way that the kneecap looks: out of the bend, or as before in a straight leg."""
    middle = scale(add(hip, ankle), 0.5)
    out = sub(knee, middle)
    before = apply(thigh, (0.0, 0.0, 1.0))
    bend = length(out)
    if bend > 0.05:
        return unit(out)
    # Nearly straight: let the one grow out of the other, so that nothing jumps.
    share = bend / 0.05
    mixed = add(scale(unit(out), share), scale(before, 1 - share))
    return unit(mixed) if length(mixed) > _FLAT else before
