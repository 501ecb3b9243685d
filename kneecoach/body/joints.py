"""Name the joints, the ways they turn, and how far; the numbers of a posture in a fixed order.

Angles are degrees from the neutral position: standing upright with straight limbs, the toes, the
kneecaps forwards, the palms of the hanging hands towards the thighs.
"""

from __future__ import annotations

from typing import NamedTuple


class Way(NamedTuple):
    """One way that a joint turns.

    Attributes:
        name: What it is called in a file.
        says: What more degrees mean.
        least, most: Degrees that a human joint reaches. Source: house-rule.
    """

    name: str
    says: str
    least: float
    most: float


class Joint(NamedTuple):
    """One joint, or the whole body.

    Attributes:
        name: What it is called in a file.
        says: What it is.
        ways: How it turns.
        is_paired: There is one on each side.
    """

    name: str
    says: str
    ways: tuple[Way, ...]
    is_paired: bool = True


_HIP = (
    Way("flex", "thigh forwards and up; below 0 backwards", -35, 135),
    Way("out", "thigh away from the other leg; below 0 across it", -40, 60),
    Way("turn", "kneecap outwards; below 0 inwards", -50, 60),
)
_SHOULDER = (
    Way("flex", "arm forwards and up; below 0 backwards", -60, 180),
    Way("out", "arm away from the body, to the side; below 0 across it", -50, 170),
    Way("turn", "elbow crease outwards; below 0 inwards", -90, 90),
)
_SPINE = (
    Way("bend", "forwards; below 0 backwards", -35, 80),
    Way("side", "towards the working side", -40, 40),
    Way("twist", "chest towards the working side", -50, 50),
)
_NECK = (
    Way("bend", "chin down; below 0 up", -55, 60),
    Way("side", "ear towards the working shoulder", -45, 45),
    Way("twist", "face towards the working side", -80, 80),
)
_BODY = (
    Way("lean", "whole body forwards, about the hips; below 0 backwards", -180, 180),
    Way("side", "whole body towards the working side", -180, 180),
    Way("turn", "whole body turned towards the working side", -180, 180),
)

JOINTS = (
    Joint("hip", "the thigh against the pelvis", _HIP),
    Joint("knee", "the shin against the thigh", (Way("flex", "heel to buttock", -5, 155),)),
    Joint(
        "ankle",
        "the foot against the shin",
        (
            Way("flex", "toes up; below 0 toes down, as on tiptoe", -60, 40),
            Way("turn", "toes outwards; below 0 inwards", -35, 40),
        ),
    ),
    Joint("shoulder", "the upper arm against the chest", _SHOULDER),
    Joint("elbow", "the forearm against the upper arm", (Way("flex", "hand to shoulder", 0, 150),)),
    Joint("wrist", "the hand", (Way("flex", "palm towards the forearm", -80, 80),)),
    Joint("spine", "the chest against the pelvis", _SPINE, is_paired=False),
    Joint("neck", "the head against the chest", _NECK, is_paired=False),
    Joint("body", "the whole body in the room", _BODY, is_paired=False),
)
"""Every joint of the figure. The ranges are limits for drawing, a little wider than is usual.

Source: house-rule.
"""

SIDES = ("left", "right")
"""The body's own sides. A posture is worked out with the left side working, then mirrored."""

WORKING, OTHER = "working", "other"


def _channels() -> tuple[str, ...]:
    names: list[str] = []
    for joint in JOINTS:
        stems = [f"{side}_{joint.name}" for side in SIDES] if joint.is_paired else [joint.name]
        names += [f"{stem}.{way.name}" for stem in stems for way in joint.ways]
    return (*names, "shift.side", "shift.up", "shift.forward", "lift")


CHANNELS = _channels()
"""The numbers that make a posture, in the order in which they are kept."""

CHANNEL = {name: index for index, name in enumerate(CHANNELS)}
"""Where each number stands."""

Channels = tuple[float, ...]
"""The numbers of one posture, as `CHANNELS` has them; degrees and metres."""

NEUTRAL: Channels = (0.0,) * len(CHANNELS)


def stems_of(joint: str) -> tuple[str, ...]:
    """Return the stems of the channels that a joint's name in a file stands for.

    `hip` stands for both hips, `working_hip` for the left one here, `other_hip` for the right one.
    """
    side, _, name = joint.partition("_")
    if side == WORKING and name:
        return (f"left_{name}",)
    if side == OTHER and name:
        return (f"right_{name}",)
    known = next(one for one in JOINTS if one.name == joint)
    return tuple(f"{one}_{joint}" for one in SIDES) if known.is_paired else (joint,)


def find_way(joint: str, way: str) -> Way:
    """Return how far a joint turns one way.

    Raises:
        ValueError: There is no such joint or way.
    """
    name = joint.removeprefix(f"{WORKING}_").removeprefix(f"{OTHER}_")
    for known in JOINTS:
        if known.name == name:
            for one in known.ways:
                if one.name == way:
                    return one
    raise ValueError(f"there is no {joint}.{way}")
