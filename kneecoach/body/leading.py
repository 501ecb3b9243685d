"""Find the angles, within what joints reach, that bring a hand, a foot or the hips to a place.

A limb that is planted or led somewhere while it moves is bent by `reach`; here a posture is being
made, and what comes out are the numbers that a file holds.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from kneecoach.body.joints import CHANNEL, SIDES, Channels, find_way
from kneecoach.body.skeleton import FOREARM, SHIN, THIGH, UPPER_ARM, Body
from kneecoach.body.space import (
    Vec,
    about_x,
    about_y,
    about_z,
    add,
    apply,
    back,
    length,
    scale,
    sub,
    turned,
)

ENDS = tuple(f"{side}_{end}" for side in SIDES for end in ("hand", "foot"))
"""What can be led to a place."""

_TURN_STEP = 10
_TURN_COSTS, _OTHER_COSTS = 0.0004, 0.0001
"""Metres that an end may miss its place by for each degree that a joint keeps. Source: house-rule;
so a limb does not roll about itself while its end is led along."""

_NEAR_ENOUGH_M = 0.012
"""Metres that an end may miss its place by before the limb is rolled for it. Source: house-rule;
whole degrees miss by less, and a knee that is led straight forwards is not to turn out for that."""


class _Limb(NamedTuple):
    """A limb of two bones: the joint that it hangs on, the one in its middle, and where they are.

    Attributes:
        root: The joint at its root, such as "hip".
        bend: The joint in its middle, such as "knee".
        parent: The part that it hangs on.
        bones: The lengths of its bones.
        ways: Which way the middle joint bends about the axis across: 1 or -1.
        end: The point at its end.
    """

    root: str
    bend: str
    parent: str
    bones: tuple[float, float]
    ways: float
    end: str


_LIMBS = {
    "foot": _Limb("hip", "knee", "pelvis", (THIGH, SHIN), 1.0, "ankle"),
    "hand": _Limb("shoulder", "elbow", "chest", (UPPER_ARM, FOREARM), -1.0, "wrist"),
}

Angles = tuple[float, float, float, float]
"""Degrees of a limb: `flex`, `out` and `turn` of its root, and `flex` of its middle."""


def end_point(end: str) -> str:
    """Return the point of the body that is the end of a limb, such as "left_ankle"."""
    side, _, limb = end.partition("_")
    return f"{side}_{_LIMBS[limb].end}"


def channels_of(end: str) -> tuple[str, str, str, str]:
    """Return the names of the numbers that lead an end: three of its root, one of its middle."""
    side, _, name = end.partition("_")
    limb = _LIMBS[name]
    root = f"{side}_{limb.root}"
    return (f"{root}.flex", f"{root}.out", f"{root}.turn", f"{side}_{limb.bend}.flex")


def lead_end(body: Body, numbers: Channels, end: str, to: Vec) -> Channels:
    """Return the numbers of a posture with a hand or foot brought as near to a place as it gets.

    They are whole degrees within the ranges of the joints.

    Args:
        body: The body as it stands in the room with these numbers.
        numbers: The numbers.
        end: Which hand or foot, such as "left_foot".
        to: Where its wrist or ankle is wanted.
    """
    side, _, name = end.partition("_")
    limb = _LIMBS[name]
    wanted = apply(back(body.frames[limb.parent]), sub(to, body.points[f"{side}_{limb.root}"]))
    return _with(numbers, end, _led(end, numbers, wanted))


def lead_hips(body: Body, numbers: Channels, by: Vec, sides: tuple[str, ...]) -> Channels:
    """Return the numbers of a posture with the hips moved while the feet stay where they are.

    Args:
        body: The body as it stands in the room with these numbers.
        numbers: The numbers.
        by: The way that the hips are moved.
        sides: The legs whose feet stay, as the body has them.
    """
    for side in sides:
        hip = add(body.points[f"{side}_hip"], by)
        wanted = apply(back(body.frames["pelvis"]), sub(body.points[f"{side}_ankle"], hip))
        end = f"{side}_foot"
        numbers = _with(numbers, end, _led(end, numbers, wanted))
    return numbers


def between(first: Channels, second: Channels, share: float) -> Channels:
    """Return numbers at a share of the way between two postures, in whole degrees."""
    return tuple(
        x if x == y else float(round(x + (y - x) * share))
        for x, y in zip(first, second, strict=True)
    )


def _with(numbers: Channels, end: str, angles: Angles) -> Channels:
    changed = list(numbers)
    for name, angle in zip(channels_of(end), angles, strict=True):
        changed[CHANNEL[name]] = angle
    return tuple(changed)


def _led(end: str, numbers: Channels, wanted: Vec) -> Angles:
    """Return the angles that miss the place by least, and change least beside that."""
    side, _, name = end.partition("_")
    limb, sign = _LIMBS[name], 1.0 if side == "left" else -1.0
    now = tuple(numbers[CHANNEL[name]] for name in channels_of(end))

    def missed(angles: Angles) -> float:
        return length(sub(_end_at(limb, sign, angles), wanted))

    def costs(angles: Angles) -> float:
        others = sum(abs(angles[at] - now[at]) for at in (0, 1, 3))
        return missed(angles) + abs(angles[2] - now[2]) * _TURN_COSTS + others * _OTHER_COSTS

    as_it_is = min(_tries(limb, sign, (round(now[2]),), wanted), key=costs)
    if missed(as_it_is) < _NEAR_ENOUGH_M:
        return as_it_is
    least, most = (round(one) for one in _range(limb.root, "turn"))
    rolled = tuple(range(least, most + 1, _TURN_STEP))
    return min((as_it_is, *_tries(limb, sign, rolled, wanted)), key=costs)


def _tries(limb: _Limb, sign: float, turns: tuple[int, ...], wanted: Vec) -> Iterator[Angles]:
    """Yield angles for the limb rolled so far."""
    bend = _bend(limb, length(wanted))
    for rolled in turns:
        for flex, out in _aims(limb, sign, float(rolled), float(bend), wanted):
            yield (flex, out, float(rolled), float(bend))


def _bend(limb: _Limb, far: float) -> int:
    """Return how far the middle joint bends so that the end is so far from the root."""
    first, second = limb.bones
    share = (far * far - first * first - second * second) / (2 * first * second)
    return round(_clamped(limb.bend, "flex", math.degrees(math.acos(max(-1.0, min(1.0, share))))))


def _aims(
    limb: _Limb, sign: float, turn: float, bend: float, wanted: Vec
) -> Iterator[tuple[float, float]]:
    """Yield `flex` and `out` of the root that let the limb point to a place."""
    straight = apply(about_y(sign * turn), _bent(limb, bend))
    far = length(wanted)
    if far > 0:
        wanted = scale(wanted, length(straight) / far)
    reach = math.hypot(straight[0], straight[1])
    share = max(-1.0, min(1.0, wanted[0] / reach)) if reach else 0.0
    phase = math.atan2(straight[1], straight[0])
    for angle in (math.acos(share), -math.acos(share)):
        out = _clamped(limb.root, "out", _turned_to(sign * math.degrees(angle - phase)))
        out = float(round(out))
        raised = apply(about_z(sign * out), straight)
        flex = math.atan2(raised[2], raised[1]) - math.atan2(wanted[2], wanted[1])
        yield float(round(_clamped(limb.root, "flex", _turned_to(math.degrees(flex))))), out


def _end_at(limb: _Limb, sign: float, angles: Angles) -> Vec:
    """Return where the end is, seen from the root in the frame of what it hangs on."""
    flex, out, turn, bend = angles
    frame = turned(about_x(-flex), turned(about_z(sign * out), about_y(sign * turn)))
    return apply(frame, _bent(limb, bend))


def _bent(limb: _Limb, bend: float) -> Vec:
    """Return where the end of a limb is that hangs down and is bent in its middle."""
    first, second = limb.bones
    return add((0.0, -first, 0.0), apply(about_x(limb.ways * bend), (0.0, -second, 0.0)))


def _range(joint: str, way: str) -> tuple[float, float]:
    found = find_way(joint, way)
    return found.least, found.most


def _clamped(joint: str, way: str, angle: float) -> float:
    """Return the nearest angle within its range; a full round more or less is the same."""
    least, most = _range(joint, way)
    rounds = (angle, angle - 360.0, angle + 360.0)
    return min((max(least, min(most, one)) for one in rounds), key=lambda one: _apart(one, angle))


def _apart(first: float, second: float) -> float:
    return abs(_turned_to(first - second))


def _turned_to(angle: float) -> float:
    """Return the same angle between -180 and 180 degrees."""
    return (angle + 180.0) % 360.0 - 180.0
