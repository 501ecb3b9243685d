"""Measure a body as it stands: what is beyond a joint, below the floor, or not where it stays.

A pose is checked where its angles are written; this looks at what became of it when planted and
led limbs have bent.
"""

from __future__ import annotations

from typing import NamedTuple

from kneecoach.body.contact import places
from kneecoach.body.joints import SIDES, find_way
from kneecoach.body.movement import Movement
from kneecoach.body.skeleton import Body
from kneecoach.body.space import Vec, angle_between, apply, sub

SLACK_DEGREES = 8.0
"""A joint that was bent by what is planted may be so far beyond its range. Source: house-rule."""

DEEPEST_M = 0.012
"""How far flesh may be pressed into what it lies on. Source: house-rule, about that of a mat."""

WANDERS_M = 0.01
"""How far a planted part may be from its place."""


class Fault(NamedTuple):
    """Something that no body can do.

    Attributes:
        what: The joint, part or planted point, such as "left_knee".
        sentence: What is wrong, for people; the left side is the working one.
    """

    what: str
    sentence: str


def faults(movement: Movement, body: Body) -> list[Fault]:
    """Return what is impossible in a body of that movement, with the left side working."""
    return [*_bent_too_far(body), *_below(body), *_wandered(movement, body)]


def knee_flex(body: Body, side: str) -> float:
    """Return how far a knee is bent, in degrees."""
    at = body.points
    thigh = sub(at[f"{side}_knee"], at[f"{side}_hip"])
    return angle_between(thigh, sub(at[f"{side}_ankle"], at[f"{side}_knee"]))


def elbow_flex(body: Body, side: str) -> float:
    """Return how far an elbow is bent, in degrees."""
    at = body.points
    upper = sub(at[f"{side}_elbow"], at[f"{side}_shoulder"])
    return angle_between(upper, sub(at[f"{side}_wrist"], at[f"{side}_elbow"]))


def hip_flex(body: Body, side: str) -> float:
    """Return how far a thigh is before the trunk's line, in degrees; below 0 behind it."""
    at, pelvis = body.points, body.frames["pelvis"]
    thigh = sub(at[f"{side}_knee"], at[f"{side}_hip"])
    down, front = apply(pelvis, (0.0, -1.0, 0.0)), apply(pelvis, (0.0, 0.0, 1.0))
    flex = angle_between(thigh, down)
    return flex if angle_between(thigh, front) <= 90 else -flex


def ankle_flex(body: Body, side: str) -> float:
    """Return how far the toes are up, in degrees; below 0 down."""
    shin = sub(body.points[f"{side}_knee"], body.points[f"{side}_ankle"])
    toes: Vec = apply(body.frames[f"{side}_foot"], (0.0, 0.0, 1.0))
    return 90 - angle_between(shin, toes)


def _bent_too_far(body: Body) -> list[Fault]:
    found = []
    for side in SIDES:
        for joint, flex in (
            ("hip", hip_flex(body, side)),
            ("knee", knee_flex(body, side)),
            ("ankle", ankle_flex(body, side)),
            ("elbow", elbow_flex(body, side)),
        ):
            way = find_way(joint, "flex")
            if not way.least - SLACK_DEGREES <= flex <= way.most + SLACK_DEGREES:
                sentence = (
                    f"bends the {_called(side)} {joint} to {flex:.0f} deg; it reaches "
                    f"{way.least:g} to {way.most:g} deg"
                )
                found.append(Fault(f"{side}_{joint}", sentence))
    return found


def _below(body: Body) -> list[Fault]:
    deepest = min(at[1] - radius for at, radius in places(body))
    if deepest >= -DEEPEST_M:
        return []
    return [Fault("floor", f"is {-deepest * 100:.0f} cm below the floor")]


def _wandered(movement: Movement, body: Body) -> list[Fault]:
    found = []
    for name, off in movement.wandered(body):
        if off > WANDERS_M:
            side, _, part = name.partition("_")
            called = f"{_called(side)} {part}" if part else name
            sentence = f"cannot keep the {called} planted: it is {off * 100:.0f} cm away"
            found.append(Fault(name, sentence))
    return found


def _called(side: str) -> str:
    return "working" if side == "left" else "other"
