"""Turn the numbers of a posture into the places of the joints: the body stands at the hips' middle.

Lengths are those of a person of 1.71 m. Nothing here asks what the body stands on.
"""

from __future__ import annotations

from kneecoach.body.joints import CHANNEL, SIDES, Channels
from kneecoach.body.space import (
    ORIGIN,
    UPRIGHT,
    Frame,
    Vec,
    about_x,
    about_y,
    about_z,
    add,
    apply,
    mirrored,
    mirrored_frame,
    turned,
)
from kneecoach.model.figure import Base

THIGH = 0.43
SHIN = 0.42
UPPER_ARM = 0.28
FOREARM = 0.25
HAND = 0.17
ANKLE_HEIGHT = 0.085
"""Metres from the ankle joint down to the sole of the shoe."""

HIP_OUT = 0.092
SHOULDER_OUT = 0.178
WAIST: Vec = (0.0, 0.12, 0.0)
CHEST: Vec = (0.0, 0.15, 0.0)
NECK: Vec = (0.0, 0.215, -0.012)
HEAD: Vec = (0.0, 0.152, 0.018)
SHOULDER_UP: Vec = (0.0, 0.142, -0.012)
HEEL: Vec = (0.0, -0.055, -0.045)
BALL: Vec = (0.0, -0.062, 0.118)
TOE: Vec = (0.0, -0.062, 0.178)
FINGERS = 0.72
"""Share of the hand at which the knuckles are."""

BASE_FRAMES = {
    Base.STANDING: UPRIGHT,
    Base.SITTING: UPRIGHT,
    Base.KNEELING: UPRIGHT,
    Base.HANDS_AND_KNEES: about_x(90),
    Base.LYING: about_x(-90),
    Base.PRONE: about_x(90),
    Base.SIDE_LYING: about_z(90),
    Base.SIDE_LYING_ON_WORKING: about_z(-90),
}
"""How the body lies in the room before its joints are turned."""


class Body:
    """Where everything is.

    Attributes:
        points: The places of joints and landmarks by name, metres.
        frames: How the parts are turned, by name.
    """

    __slots__ = ("frames", "points")

    def __init__(self, points: dict[str, Vec], frames: dict[str, Frame]) -> None:
        """Take points and frames over."""
        self.points = points
        self.frames = frames

    def moved(self, by: Vec) -> Body:
        """Return the body moved as a whole."""
        x, y, z = by
        points = {name: (p + x, q + y, r + z) for name, (p, q, r) in self.points.items()}
        return Body(points, self.frames.copy())

    def mirrored(self) -> Body:
        """Return the body as its mirror image, with left and right exchanged."""
        return Body(
            {_exchanged(name): mirrored(point) for name, point in self.points.items()},
            {_exchanged(name): mirrored_frame(frame) for name, frame in self.frames.items()},
        )

    def local(self, part: str, at: Vec, of: str = "") -> Vec:
        """Return a place given in the frame of a part, from the point `of` or one so called."""
        return add(self.points[of or part], apply(self.frames[part], at))


def _exchanged(name: str) -> str:
    side, _, rest = name.partition("_")
    if side == "left":
        return f"right_{rest}"
    if side == "right":
        return f"left_{rest}"
    return name


_BODY = tuple(CHANNEL[f"body.{way}"] for way in ("lean", "side", "turn"))
_SPINE = tuple(CHANNEL[f"spine.{way}"] for way in ("bend", "side", "twist"))
_NECK = tuple(CHANNEL[f"neck.{way}"] for way in ("bend", "side", "twist"))
_LEG = {
    side: tuple(
        CHANNEL[f"{side}_{name}"]
        for name in ("hip.flex", "hip.out", "hip.turn", "knee.flex", "ankle.flex", "ankle.turn")
    )
    for side in SIDES
}
_ARM = {
    side: tuple(
        CHANNEL[f"{side}_{name}"]
        for name in ("shoulder.flex", "shoulder.out", "shoulder.turn", "elbow.flex", "wrist.flex")
    )
    for side in SIDES
}


def stand(base: Base, numbers: Channels) -> Body:
    """Return the body with the middle of its hips at the origin."""
    points: dict[str, Vec] = {"pelvis": ORIGIN}
    frames: dict[str, Frame] = {}
    root = turned(BASE_FRAMES[base], _bent(numbers, _BODY, 1.0))
    frames["pelvis"] = root
    frames["waist"] = turned(root, _bent(numbers, _SPINE, 0.5))
    frames["chest"] = turned(root, _bent(numbers, _SPINE, 1.0))
    frames["head"] = turned(frames["chest"], _bent(numbers, _NECK, 1.0))
    points["waist"] = apply(root, WAIST)
    points["chest"] = add(points["waist"], apply(frames["waist"], CHEST))
    points["neck"] = add(points["chest"], apply(frames["chest"], NECK))
    points["head"] = add(points["neck"], apply(frames["head"], HEAD))
    points["shoulders"] = add(points["chest"], apply(frames["chest"], SHOULDER_UP))
    for side, sign in zip(SIDES, (1.0, -1.0), strict=True):
        _add_leg(points, frames, side, sign, numbers)
        _add_arm(points, frames, side, sign, numbers)
    return Body(points, frames)


def _bent(numbers: Channels, which: tuple[int, ...], share: float) -> Frame:
    bend, side, twist = (numbers[index] * share for index in which)
    if not (bend or side or twist):
        return UPRIGHT
    return turned(about_y(twist), turned(about_z(-side), about_x(bend)))


def _add_leg(
    points: dict[str, Vec],
    frames: dict[str, Frame],
    side: str,
    sign: float,
    numbers: Channels,
) -> None:
    flex, out, turn, knee, ankle, foot = (numbers[index] for index in _LEG[side])
    hip = apply(frames["pelvis"], (sign * HIP_OUT, 0.0, 0.0))
    thigh = turned(about_z(sign * out), about_y(sign * turn))
    thigh = turned(frames["pelvis"], turned(about_x(-flex), thigh))
    shin = turned(thigh, about_x(knee))
    points[f"{side}_hip"] = hip
    points[f"{side}_knee"] = add(hip, apply(thigh, (0.0, -THIGH, 0.0)))
    points[f"{side}_ankle"] = add(points[f"{side}_knee"], apply(shin, (0.0, -SHIN, 0.0)))
    frames[f"{side}_thigh"] = thigh
    frames[f"{side}_shin"] = shin
    frames[f"{side}_foot"] = turned(shin, turned(about_x(-ankle), about_y(sign * foot)))
    place_foot(points, frames, side)


def place_foot(points: dict[str, Vec], frames: dict[str, Frame], side: str) -> None:
    """Put heel, ball and toes where ankle and foot have them, the toes straight."""
    ankle, frame = points[f"{side}_ankle"], frames[f"{side}_foot"]
    frames[f"{side}_toes"] = frame
    for name, at in (("heel", HEEL), ("ball", BALL), ("toe", TOE)):
        points[f"{side}_{name}"] = add(ankle, apply(frame, at))


def _add_arm(
    points: dict[str, Vec],
    frames: dict[str, Frame],
    side: str,
    sign: float,
    numbers: Channels,
) -> None:
    flex, out, turn, elbow, wrist = (numbers[index] for index in _ARM[side])
    shoulder = add(points["shoulders"], apply(frames["chest"], (sign * SHOULDER_OUT, 0.0, 0.0)))
    upper = turned(about_z(sign * out), about_y(sign * turn))
    upper = turned(frames["chest"], turned(about_x(-flex), upper))
    forearm = turned(upper, about_x(-elbow))
    points[f"{side}_shoulder"] = shoulder
    points[f"{side}_elbow"] = add(shoulder, apply(upper, (0.0, -UPPER_ARM, 0.0)))
    points[f"{side}_wrist"] = add(points[f"{side}_elbow"], apply(forearm, (0.0, -FOREARM, 0.0)))
    frames[f"{side}_upper_arm"] = upper
    frames[f"{side}_forearm"] = forearm
    frames[f"{side}_hand"] = turned(forearm, about_z(-sign * wrist))
    place_hand(points, frames, side)


def place_hand(points: dict[str, Vec], frames: dict[str, Frame], side: str) -> None:
    """Put knuckles and finger tips where wrist and hand have them."""
    wrist, frame = points[f"{side}_wrist"], frames[f"{side}_hand"]
    points[f"{side}_knuckles"] = add(wrist, apply(frame, (0.0, -HAND * FINGERS, 0.0)))
    points[f"{side}_fingers"] = add(wrist, apply(frame, (0.0, -HAND, 0.0)))
