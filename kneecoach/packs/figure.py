"""Make the figure of an exercise from what was read and found right."""

from __future__ import annotations

from functools import lru_cache

from kneecoach.body.joints import JOINTS, OTHER, WORKING
from kneecoach.model.dose import PhaseName
from kneecoach.model.figure import (
    Around,
    Base,
    Figure,
    Goal,
    Guide,
    Limb,
    Move,
    Planted,
    Pose,
    Prop,
    Reach,
    Spot,
    Stop,
    Thing,
    Turn,
    Variation,
    View,
    WrongWay,
)
from kneecoach.model.units import Centimetres, Degrees, Percent, Seconds
from kneecoach.packs.values import Value

_SPOT = ("forward", "up", "side")
_ORDER = {
    name: place
    for place, name in enumerate(
        f"{side}{joint.name}"
        for joint in JOINTS
        for side in (("", f"{WORKING}_", f"{OTHER}_") if joint.is_paired else ("",))
    )
}
"""Every joint's name in a pose; what is said of one side comes after what is said of both."""


def make_figure(found: Value) -> Figure:
    """Return the figure that an exercise's part `figure` without flaws describes."""
    base, tilt, anchor = found.text("base"), found.amount("tilt"), found.text("anchor")
    wrong = found.get("wrong")
    return Figure(
        view=View(found.text("view", View.SIDE)),
        turn=_degrees(found, "turn"),
        tilt=None if tilt is None else Degrees(tilt),
        base=Base(base) if base else None,
        poses=_poses(found),
        moves=_moves(found),
        planted=tuple(Planted(one) for one in found.texts("planted")),
        anchor=Planted(anchor) if anchor else None,
        props=tuple(_prop(one) for one in found.items("props")),
        guides=tuple(Guide(one) for one in found.texts("guides")),
        wrong=WrongWay(poses=_poses(wrong), mistake=wrong.whole("mistake") or 1) if wrong else None,
        variations=tuple(_variation(name, one) for name, one in found.parts_of("variants").items()),
    )


def stops_of(move: Value) -> tuple[Stop, ...]:
    """Return the stops of a move; those without a time are evenly spread."""
    stops = move.items("stops")
    if not stops:
        return (Stop(pose=move.text("to")),)
    return tuple(
        Stop(
            pose=one.text("pose"),
            at=Percent(_default(one.whole("at"), round(100 * number / len(stops)))),
        )
        for number, one in enumerate(stops, start=1)
    )


def _default(written: int | None, default: int) -> int:
    return default if written is None else written


def _variation(name: str, found: Value) -> Variation:
    return Variation(
        variant=name,
        poses=_poses(found),
        moves=_moves(found),
        planted=tuple(Planted(one) for one in found.texts("planted"))
        if found.has("planted")
        else None,
        props=tuple(_prop(one) for one in found.items("props")) if found.has("props") else None,
    )


def _poses(found: Value) -> tuple[Pose, ...]:
    return tuple(_pose(name, one) for name, one in found.parts_of("poses").items())


def _pose(name: str, found: Value) -> Pose:
    shift = found.get("shift")
    joints = sorted(_ORDER.keys() & found.names(), key=_ORDER.__getitem__)
    return Pose(
        name=name,
        like=found.text("like"),
        turns=tuple(
            _turn(joint, way, by) for joint in joints for way, by in found.amounts_of(joint).items()
        ),
        shift=_spot(shift) if shift else None,
        lift=_length(found, "lift"),
        reaches=tuple(
            Reach(limb=Limb(limb), to=_goal(one)) for limb, one in found.parts_of("reach").items()
        ),
    )


@lru_cache(maxsize=4096)
def _turn(joint: str, way: str, by: float) -> Turn:
    """Return a turn; the same ones stand in many poses."""
    return Turn(joint=joint, way=way, by=Degrees(by))


def _goal(found: Value) -> Goal | Spot:
    to = found.text("to")
    return Goal(to) if to else _spot(found)


def _spot(found: Value) -> Spot:
    forward, up, side = (_centimetres(found, name) for name in _SPOT)
    return Spot(forward=forward, up=up, side=side)


def _moves(found: Value) -> tuple[Move, ...]:
    return tuple(
        Move(
            phase=PhaseName(phase),
            stops=stops_of(one),
            every=Seconds(every) if (every := one.amount("every")) is not None else None,
        )
        for phase, one in found.parts_of("moves").items()
    )


def _prop(found: Value) -> Prop:
    around, to = found.text("around"), found.get("to")
    forward, up, side = (_centimetres(found, name) for name in _SPOT)
    return Prop(
        thing=Thing(found.text("thing")),
        forward=forward,
        up=up,
        side=side,
        height=_length(found, "height"),
        width=_length(found, "width"),
        depth=_length(found, "depth"),
        turn=_degrees(found, "turn"),
        around=Around(around) if around else None,
        to=_end(to) if to else None,
        with_load=found.truth("with_load"),
    )


def _end(found: Value) -> Around | Spot:
    part = found.text("part")
    return Around(part) if part else _spot(found)


def _length(found: Value, name: str) -> Centimetres | None:
    written = found.amount(name)
    return None if written is None else Centimetres(written)


def _centimetres(found: Value, name: str) -> Centimetres:
    return Centimetres(found.amount(name) or 0.0)


def _degrees(found: Value, name: str) -> Degrees:
    return Degrees(found.amount(name) or 0.0)
