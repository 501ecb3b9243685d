"""Make the figure of an exercise from what was read and found right."""

from __future__ import annotations

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
    base, tilt, anchor = found.text("base"), found.get("tilt"), found.text("anchor")
    wrong = found.get("wrong")
    variants = found.get("variants")
    return Figure(
        view=View(found.text("view", View.SIDE)),
        turn=_degrees(found, "turn"),
        tilt=Degrees(tilt.as_amount()) if tilt else None,
        base=Base(base) if base else None,
        poses=_poses(found),
        moves=_moves(found),
        planted=tuple(Planted(one) for one in found.texts("planted")),
        anchor=Planted(anchor) if anchor else None,
        props=tuple(_prop(one) for one in found.items("props")),
        guides=tuple(Guide(one) for one in found.texts("guides")),
        wrong=WrongWay(poses=_poses(wrong), mistake=wrong.whole("mistake") or 1) if wrong else None,
        variations=tuple(
            _variation(name, one) for name, one in (variants.parts() if variants else {}).items()
        ),
    )


def stops_of(move: Value) -> tuple[Stop, ...]:
    """Return the stops of a move; those without a time are evenly spread."""
    if not move.items("stops"):
        return (Stop(pose=move.text("to")),)
    stops = move.items("stops")
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
        if found.get("planted")
        else None,
        props=tuple(_prop(one) for one in found.items("props")) if found.get("props") else None,
    )


def _poses(found: Value) -> tuple[Pose, ...]:
    poses = found.get("poses")
    return tuple(_pose(name, one) for name, one in (poses.parts() if poses else {}).items())


def _pose(name: str, found: Value) -> Pose:
    shift, lift, reach = found.get("shift"), found.get("lift"), found.get("reach")
    written = found.parts()
    turns = [
        Turn(joint=joint, way=way, by=Degrees(by.as_amount()))
        for joint in sorted(_ORDER.keys() & written.keys(), key=_ORDER.__getitem__)
        for way, by in written[joint].parts().items()
    ]
    return Pose(
        name=name,
        like=found.text("like"),
        turns=tuple(turns),
        shift=_spot(shift) if shift else None,
        lift=Centimetres(lift.as_amount()) if lift else None,
        reaches=tuple(
            Reach(limb=Limb(limb), to=_goal(one))
            for limb, one in (reach.parts() if reach else {}).items()
        ),
    )


def _goal(found: Value) -> Goal | Spot:
    to = found.text("to")
    return Goal(to) if to else _spot(found)


def _spot(found: Value) -> Spot:
    forward, up, side = (_centimetres(found, name) for name in _SPOT)
    return Spot(forward=forward, up=up, side=side)


def _moves(found: Value) -> tuple[Move, ...]:
    moves = found.get("moves")
    return tuple(
        Move(
            phase=PhaseName(phase),
            stops=stops_of(one),
            every=Seconds(every.as_amount()) if (every := one.get("every")) else None,
        )
        for phase, one in (moves.parts() if moves else {}).items()
    )


def _prop(found: Value) -> Prop:
    around, to, with_load = found.text("around"), found.get("to"), found.get("with_load")
    height, width, depth = (found.get(name) for name in ("height", "width", "depth"))
    forward, up, side = (_centimetres(found, name) for name in _SPOT)
    return Prop(
        thing=Thing(found.text("thing")),
        forward=forward,
        up=up,
        side=side,
        height=Centimetres(height.as_amount()) if height else None,
        width=Centimetres(width.as_amount()) if width else None,
        depth=Centimetres(depth.as_amount()) if depth else None,
        turn=_degrees(found, "turn"),
        around=Around(around) if around else None,
        to=_end(to) if to else None,
        with_load=with_load.as_truth() if with_load else False,
    )


def _end(found: Value) -> Around | Spot:
    part = found.text("part")
    return Around(part) if part else _spot(found)


def _centimetres(found: Value, name: str) -> Centimetres:
    written = found.get(name)
    return Centimetres(written.as_amount() if written else 0.0)


def _degrees(found: Value, name: str) -> Degrees:
    written = found.get(name)
    return Degrees(written.as_amount() if written else 0.0)
