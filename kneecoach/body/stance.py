"""Turn the poses of a figure into numbers: each pose with what it takes over from another."""

from __future__ import annotations

from typing import NamedTuple

from kneecoach.body.joints import CHANNEL, NEUTRAL, OTHER, SIDES, WORKING, Channels, stems_of
from kneecoach.body.space import Vec
from kneecoach.model.exercise import Position
from kneecoach.model.figure import Base, Goal, Limb, Pose, Spot

_CM = 0.01
_OWN = {WORKING: "left", OTHER: "right"}


class Stance(NamedTuple):
    """One pose as numbers.

    Attributes:
        numbers: As `joints.CHANNELS` has them.
        reaches: Which limb's end is led where: "left_hand" to a goal or to a point.
    """

    numbers: Channels
    reaches: tuple[tuple[str, Goal | Vec], ...] = ()


BASE_OF = {
    Position.STANDING: Base.STANDING,
    Position.SITTING: Base.SITTING,
    Position.LYING: Base.LYING,
    Position.SIDE_LYING: Base.SIDE_LYING,
    Position.PRONE: Base.PRONE,
    Position.KNEELING: Base.KNEELING,
    Position.MOVING: Base.STANDING,
}
"""How the body lies in the room in each position that an exercise starts from."""


def _numbers(**angles: float) -> Channels:
    numbers = list(NEUTRAL)
    for name, angle in angles.items():
        joint, _, way = name.rpartition("_")
        for stem in stems_of(joint):
            numbers[CHANNEL[f"{stem}.{way}"]] = angle
    return tuple(numbers)


_REST_ARMS = {"shoulder_out": 9.0, "elbow_flex": 14.0}
_ON_SIDE = {
    "hip_flex": 8.0,
    "knee_flex": 8.0,
    "working_shoulder_flex": 38.0,
    "working_elbow_flex": 68.0,
    "other_shoulder_flex": 165.0,
    "other_elbow_flex": 20.0,
    "neck_side": -14.0,
}
_OTHER_SIDE_DOWN = Stance(_numbers(**_ON_SIDE))
_USUAL = {
    Base.STANDING: Stance(_numbers(**_REST_ARMS, hip_out=2.5)),
    Base.SITTING: Stance(
        _numbers(hip_flex=86, hip_out=4, knee_flex=88, shoulder_flex=12, elbow_flex=40),
        (("left_hand", Goal.THIGH), ("right_hand", Goal.THIGH)),
    ),
    Base.LYING: Stance(_numbers(shoulder_out=16, elbow_flex=8, hip_out=4, ankle_flex=-22)),
    Base.SIDE_LYING: _OTHER_SIDE_DOWN,
    Base.PRONE: Stance(
        _numbers(shoulder_flex=150, shoulder_out=10, elbow_flex=80, ankle_flex=-50, neck_twist=60)
    ),
    Base.KNEELING: Stance(_numbers(knee_flex=90, ankle_flex=-45, **_REST_ARMS)),
    Base.HANDS_AND_KNEES: Stance(
        _numbers(hip_flex=90, knee_flex=90, ankle_flex=-50, shoulder_flex=88, neck_bend=-25)
    ),
}


def usual_stance(base: Base) -> Stance:
    """Return the posture that a pose differs from when it names no other."""
    if base is Base.SIDE_LYING_ON_WORKING:
        return _exchanged(_OTHER_SIDE_DOWN)
    return _USUAL[base]


def _exchanged(stance: Stance) -> Stance:
    """Return a stance with the sides exchanged."""
    numbers = list(stance.numbers)
    for name, index in CHANNEL.items():
        if name.startswith("left_"):
            partner = CHANNEL[f"right_{name.removeprefix('left_')}"]
            numbers[index], numbers[partner] = stance.numbers[partner], stance.numbers[index]
        elif name.endswith((".side", ".twist", "body.turn")):
            numbers[index] = -stance.numbers[index]
    return Stance(tuple(numbers))


def make_stances(base: Base, poses: tuple[Pose, ...]) -> dict[str, Stance]:
    """Return every pose by its name; a pose that names no other starts from the base's posture."""
    found: dict[str, Stance] = {}
    for pose in poses:
        found[pose.name] = _apply(pose, found.get(pose.like) or usual_stance(base))
    return found or {"start": usual_stance(base)}


def changed_stances(stances: dict[str, Stance], poses: tuple[Pose, ...]) -> dict[str, Stance]:
    """Return the stances with some poses changed: each differs from what it replaces."""
    found = dict(stances)
    for pose in poses:
        before = stances.get(pose.like) or found.get(pose.like) or stances.get(pose.name)
        found[pose.name] = _apply(pose, before or next(iter(stances.values())))
    return found


_KNEES = (CHANNEL["left_knee.flex"], CHANNEL["right_knee.flex"])


def limited_stances(stances: dict[str, Stance], knee_limit: float) -> dict[str, Stance]:
    """Return the stances, those with a deeper knee gone into only as far as the limit, in degrees.

    What bends the knee less than the first pose does is left as it is.
    """
    first = next(iter(stances.values()))
    return {name: _limited(first, stance, knee_limit) for name, stance in stances.items()}


def _limited(first: Stance, stance: Stance, limit: float) -> Stance:
    knee = max(_KNEES, key=lambda index: stance.numbers[index] - first.numbers[index])
    start, end = first.numbers[knee], stance.numbers[knee]
    if not start < limit < end:
        return stance
    share = (limit - start) / (end - start)
    mixed = zip(first.numbers, stance.numbers, strict=True)
    return stance._replace(numbers=tuple(x + (y - x) * share for x, y in mixed))


def _apply(pose: Pose, before: Stance) -> Stance:
    numbers = list(before.numbers)
    reaches = dict(before.reaches)
    for turn in pose.turns:
        for stem in stems_of(turn.joint):
            numbers[CHANNEL[f"{stem}.{turn.way}"]] = turn.by
            if turn.joint.endswith(("shoulder", "elbow")):
                reaches.pop(f"{stem.partition('_')[0]}_hand", None)
    if pose.shift is not None:
        numbers[CHANNEL["shift.side"]] = pose.shift.side * _CM
        numbers[CHANNEL["shift.up"]] = pose.shift.up * _CM
        numbers[CHANNEL["shift.forward"]] = pose.shift.forward * _CM
    if pose.lift is not None:
        numbers[CHANNEL["lift"]] = pose.lift * _CM
    for reach in pose.reaches:
        for end in ends_of(reach.limb):
            reaches[end] = reach.to if isinstance(reach.to, Goal) else _point(reach.to, end)
    return Stance(tuple(numbers), tuple(sorted(reaches.items(), key=lambda one: one[0])))


def ends_of(limb: Limb) -> tuple[str, ...]:
    """Return the ends that a limb's name stands for; the left side works."""
    if limb in {Limb.HANDS, Limb.FEET}:
        return tuple(f"{side}_{'hand' if limb is Limb.HANDS else 'foot'}" for side in SIDES)
    side, _, end = limb.partition("_")
    return (f"{_OWN[side]}_{end}",)


def _point(spot: Spot, end: str) -> Vec:
    """Return a spot as a point; `side` is outwards for each hand or foot."""
    sign = 1.0 if end.startswith("left") else -1.0
    return (sign * spot.side * _CM, spot.up * _CM, spot.forward * _CM)
