"""Find where a hand or a foot that is led somewhere comes to lie, and how it is turned there."""

from __future__ import annotations

import math

from kneecoach.body.room import BACKREST_TOP, Room
from kneecoach.body.skeleton import ANKLE_HEIGHT, BALL, HEEL, Body
from kneecoach.body.space import (
    Frame,
    Vec,
    about_y,
    add,
    apply,
    cross,
    dot,
    mix,
    scale,
    sub,
    unit,
)
from kneecoach.model.figure import Goal, Thing

PALM_DEPTH = 0.026
PALM_ALONG = 0.085
"""Metres from the wrist to the middle of the palm."""

_UP: Vec = (0.0, 1.0, 0.0)
_FRONT: Vec = (0.0, 0.0, 1.0)

Place = tuple[Vec, Frame]
"""Where a wrist or ankle goes, and how the hand or foot is turned."""


def hand_place(body: Body, side: str, goal: Goal | Vec, room: Room) -> Place:
    """Return where the wrist goes so that the palm lies on its goal."""
    if not isinstance(goal, Goal):
        return goal, body.frames[f"{side}_forearm"]
    if goal in {Goal.CHAIR_BACK, Goal.WALL}:
        spot, out, along = _upright(body, side, goal, room)
    else:
        spot, out, along = _surface(body, side, goal, room)
    return laid_hand(side, spot, out, along)


def laid_hand(side: str, spot: Vec, out: Vec, along: Vec) -> Place:
    """Return wrist and hand of a palm that lies on a spot.

    Args:
        side: The body's own side.
        spot: Where the middle of the palm lies.
        out: The way out of what it lies on.
        along: Where the fingers point, as nearly as the surface allows.
    """
    sign = 1.0 if side == "left" else -1.0
    x = scale(unit(out), sign)
    fingers = unit(sub(along, scale(x, dot(along, x))))
    y = scale(fingers, -1.0)
    z = cross(x, y)
    frame: Frame = ((x[0], y[0], z[0]), (x[1], y[1], z[1]), (x[2], y[2], z[2]))
    wrist = add(spot, add(scale(unit(out), PALM_DEPTH), scale(fingers, -PALM_ALONG)))
    return wrist, frame


def _surface(body: Body, side: str, goal: Goal, room: Room) -> tuple[Vec, Vec, Vec]:
    """Return the spot of a hand's goal, the way out of it, and where the fingers point."""
    sign = 1.0 if side == "left" else -1.0
    pelvis, chest, head = (body.frames[name] for name in ("pelvis", "chest", "head"))
    shoulder, wrist = body.points[f"{side}_shoulder"], body.points[f"{side}_wrist"]
    match goal:
        case Goal.HIP:
            out = apply(pelvis, (sign, 0.0, 0.25))
            return body.local("pelvis", (sign * 0.155, 0.075, 0.04)), out, apply(pelvis, _FRONT)
        case Goal.CHEST:
            spot = body.local("chest", (-sign * 0.07, 0.1, 0.12))
            return spot, apply(chest, _FRONT), apply(chest, (-sign, 0.35, 0.0))
        case Goal.HEAD:
            spot = body.local("head", (sign * 0.03, -0.03, -0.1))
            return spot, apply(head, (sign * 0.4, 0.0, -1.0)), apply(head, (-sign, 0.5, 0.0))
        case Goal.SEAT:
            seat = room.first(Thing.CHAIR)
            high = seat.middle[1] + seat.size[1] if seat else room.height_at(wrist)
            spot = (shoulder[0] + sign * 0.02, high, body.points["pelvis"][2] - 0.02)
            return spot, _UP, _FRONT
        case Goal.FLOOR:
            along = sub(wrist, body.points[f"{side}_elbow"])
            level = (along[0], 0.0, along[2])
            if math.hypot(level[0], level[2]) < 0.12:
                level = apply(pelvis, _UP)
            return (wrist[0], room.height_at(wrist), wrist[2]), _UP, level
        case _:
            return _on_leg(body, side, goal)


def _upright(body: Body, side: str, goal: Goal, room: Room) -> tuple[Vec, Vec, Vec]:
    shoulder, wrist = body.points[f"{side}_shoulder"], body.points[f"{side}_wrist"]
    block = room.first(Thing.WALL if goal is Goal.WALL else Thing.CHAIR)
    if block is None:
        return wrist, _UP, _FRONT
    facing = apply(about_y(block.turn), _FRONT)
    if goal is Goal.CHAIR_BACK:
        top = add(block.middle, scale(facing, -block.size[2] / 2))
        across = apply(about_y(block.turn), (1.0, 0.0, 0.0))
        aside = max(-0.17, min(0.17, dot(sub(shoulder, top), across)))
        spot = add((top[0], BACKREST_TOP, top[2]), scale(across, aside))
        return spot, _UP, scale(facing, 1.0 if dot(sub(top, shoulder), facing) > 0 else -1.0)
    away = dot(sub(shoulder, block.middle), facing)
    out = facing if away > 0 else scale(facing, -1.0)
    depth = dot(sub(wrist, block.middle), out) - block.size[2] / 2
    return sub(wrist, scale(out, depth)), out, _UP


def _on_leg(body: Body, side: str, goal: Goal) -> tuple[Vec, Vec, Vec]:
    """Return the spot on a leg; `other_...` is the leg of the other side."""
    crossed = goal.value.startswith("other_")
    leg = side if not crossed else ("right" if side == "left" else "left")
    part = goal.value.removeprefix("other_")
    hip, knee = body.points[f"{leg}_hip"], body.points[f"{leg}_knee"]
    ankle = body.points[f"{leg}_ankle"]
    front = apply(body.frames[f"{leg}_thigh"], _FRONT)
    if part == "thigh":
        return add(mix(hip, knee, 0.62), scale(front, 0.07)), front, sub(knee, hip)
    if part == "knee":
        out = unit(add(front, scale(unit(sub(knee, hip)), 0.6)))
        return add(knee, scale(out, 0.05)), out, sub(ankle, knee)
    if part == "shin":
        out = apply(body.frames[f"{leg}_shin"], _FRONT)
        return add(mix(knee, ankle, 0.45), scale(out, 0.045)), out, sub(ankle, knee)
    foot = body.frames[f"{leg}_foot"]
    return body.local(f"{leg}_foot", (0.0, -0.01, 0.1), f"{leg}_ankle"), apply(foot, _UP), _FRONT


def flat_foot(body: Body, side: str, room: Room) -> Place:
    """Return where the ankle goes so that the foot stands flat where it is."""
    ankle = body.points[f"{side}_ankle"]
    toes = apply(body.frames[f"{side}_foot"], _FRONT)
    if math.hypot(toes[0], toes[2]) < 0.3:  # It points up or down: the kneecap tells.
        toes = apply(body.frames[f"{side}_thigh"], _FRONT)
    frame = room.ground_frame(ankle, math.degrees(math.atan2(toes[0], toes[2])))
    on = (ankle[0], room.height_at(ankle), ankle[2])
    return add(on, apply(frame, (0.0, ANKLE_HEIGHT, 0.0))), frame


def foot_place(body: Body, side: str, goal: Goal | Vec, room: Room) -> Place:
    """Return where the ankle goes so that the foot is at its goal."""
    frame = body.frames[f"{side}_foot"]
    if goal is Goal.FLOOR:
        return flat_foot(body, side, room)
    if not isinstance(goal, Goal):
        return goal, frame
    other = "right" if side == "left" else "left"
    ankle = body.points[f"{side}_ankle"]
    match goal:
        case Goal.SEAT:
            seat = room.first(Thing.CHAIR)
            high = seat.middle[1] + seat.size[1] if seat else 0.0
            heel = apply(frame, HEEL)
            return (ankle[0], high + 0.03 - heel[1], ankle[2]), frame
        case Goal.WALL:
            spot, out, _ = _upright(body, side, goal, room)
            depth = dot(sub(ankle, spot), out)
            ankle = sub(ankle, scale(out, depth - ANKLE_HEIGHT))
        case Goal.OTHER_FOOT | Goal.FOOT:
            # Laid on the other one: the inner edges touch.
            across = body.local(f"{other}_foot", _inner(other), f"{other}_ankle")
            return across, body.frames[f"{other}_foot"]
        case Goal.OTHER_THIGH | Goal.OTHER_KNEE:
            hip, knee = body.points[f"{other}_hip"], body.points[f"{other}_knee"]
            front = apply(body.frames[f"{other}_thigh"], _FRONT)
            share = 0.82 if goal is Goal.OTHER_THIGH else 0.98
            return add(mix(hip, knee, share), scale(front, 0.105)), frame
        case _:
            pass
    return ankle, frame


def _inner(side: str) -> Vec:
    return (-0.085 if side == "left" else 0.085, 0.0, 0.0)


def ankle_over(point: Vec, frame: Frame, *, by_heel: bool) -> Vec:
    """Return where the ankle is when the ball or the heel of a foot is at a point."""
    return sub(point, apply(frame, HEEL if by_heel else BALL))
