"""Draw what is worn or held: bands around the legs, straps to an anchor, small weights."""

from __future__ import annotations

import math
from typing import NamedTuple

from kneecoach.body.skeleton import Body
from kneecoach.body.space import Vec, add, apply, mix, scale, sub, unit
from kneecoach.figure.camera import Camera
from kneecoach.figure.flesh import Ball
from kneecoach.figure.looks import Surroundings, shaded
from kneecoach.figure.order import Item
from kneecoach.figure.shapes import Line, Shape
from kneecoach.model.figure import Around, Prop, Spot, Thing

_BAND = 0.045
_STRAP = 0.022
_STEPS = 12


class _Worn(NamedTuple):
    """What all of them need to know: the colours, the side that works, and a name."""

    colours: Surroundings
    working: str
    name: str


def band_items(
    camera: Camera, body: Body, props: tuple[Prop, ...], colours: Surroundings, working: str
) -> list[Item]:
    """Return bands, straps and weights.

    Args:
        camera: The eye.
        body: The bones.
        props: Everything in the room.
        colours: The colours of things.
        working: The body's own side that works.
    """
    items: list[Item] = []
    for number, prop in enumerate(props):
        worn = _Worn(colours, working, f"{prop.thing.value} {number}")
        if prop.around is None:
            continue
        if prop.thing is Thing.WEIGHT:
            items += _weight(camera, body, prop, worn)
        elif prop.thing in {Thing.BAND, Thing.STRAP}:
            if prop.to is None:
                items += _loop(camera, body, prop, worn)
            else:
                items += _stretched(camera, body, prop, worn)
    return items


def _spot(body: Body, around: Around, working: str) -> Vec:
    """Return the point of the body that a band begins or ends at."""
    at = body.points
    match around:
        case Around.HANDS:
            return mix(at["left_knuckles"], at["right_knuckles"], 0.5)
        case Around.WORKING_HAND | Around.OTHER_HAND:
            return at[f"{_held_in(around, working)[0]}_knuckles"]
        case Around.WORKING_FOOT:
            return body.local(f"{working}_foot", (0.0, -0.075, 0.09), f"{working}_ankle")
        case Around.WORKING_ANKLE:
            return at[f"{working}_ankle"]
        case Around.WORKING_KNEE:
            return body.local(f"{working}_shin", (0.0, 0.01, -0.05), f"{working}_knee")
        case Around.KNEES | Around.THIGHS | Around.ANKLES:
            return mix(*_pair(body, around), 0.5)


def _held_in(around: Around | None, working: str) -> tuple[str, ...]:
    """Return the sides of the hands that hold something; none where no hand does."""
    match around:
        case Around.HANDS:
            return ("left", "right")
        case Around.WORKING_HAND:
            return (working,)
        case Around.OTHER_HAND:
            return ("right" if working == "left" else "left",)
        case _:
            return ()


def _pair(body: Body, around: Around) -> tuple[Vec, Vec]:
    at = body.points
    if around is Around.ANKLES:
        return mix(at["left_ankle"], at["left_knee"], 0.12), mix(
            at["right_ankle"], at["right_knee"], 0.12
        )
    share = 0.86 if around is Around.KNEES else 0.62
    return mix(at["left_hip"], at["left_knee"], share), mix(
        at["right_hip"], at["right_knee"], share
    )


def _loop(camera: Camera, body: Body, prop: Prop, worn: _Worn) -> list[Item]:
    """Return a band around both legs, its far half and its near half."""
    colours, _, name = worn
    around = prop.around or Around.KNEES
    left, right = _pair(body, around)
    radius = 0.046 if around is Around.ANKLES else 0.072
    across = unit(sub(left, right))
    half = math.dist(left, right) / 2 + radius
    part = "shin" if around is Around.ANKLES else "thigh"
    front = add(
        apply(body.frames[f"left_{part}"], (0.0, 0.0, 1.0)),
        apply(body.frames[f"right_{part}"], (0.0, 0.0, 1.0)),
    )
    middle = mix(left, right, 0.5)
    ring = [
        add(
            middle,
            add(
                scale(across, half * math.cos(math.tau * step / (2 * _STEPS))),
                scale(unit(front), radius * 1.05 * math.sin(math.tau * step / (2 * _STEPS))),
            ),
        )
        for step in range(2 * _STEPS)
    ]
    turns = [math.tau * step / (2 * _STEPS) for step in range(2 * _STEPS)]
    nearest = max(turns, key=lambda turn: camera.see(ring[turns.index(turn)]).near)
    start = (turns.index(nearest) - _STEPS // 2) % (2 * _STEPS)
    near = [ring[(start + step) % (2 * _STEPS)] for step in range(_STEPS + 1)]
    far = [ring[(start + _STEPS + step) % (2 * _STEPS)] for step in range(_STEPS + 1)]
    return [
        _ribbon(camera, f"{name} far", far, shaded(colours.band, 0.75), _BAND, nearer=-1.0),
        _ribbon(camera, f"{name} near", near, colours.band, _BAND, nearer=1.0),
    ]


def _stretched(camera: Camera, body: Body, prop: Prop, worn: _Worn) -> list[Item]:
    colours, working, name = worn
    around, to = prop.around or Around.HANDS, prop.to
    sign = 1.0 if working == "left" else -1.0
    if isinstance(to, Spot):
        end = (sign * to.side * 0.01, to.up * 0.01, to.forward * 0.01)
    elif to is Around.HANDS:
        start = _spot(body, around, working)
        return [
            _ribbon(
                camera,
                f"{name} {side}",
                [start, body.points[f"{side}_knuckles"]],
                colours.band,
                _STRAP,
            )
            for side in ("left", "right")
        ]
    else:
        end = _spot(body, to or Around.HANDS, working)
    width = _STRAP if prop.thing is Thing.STRAP else _BAND * 0.7
    starts = (
        _pair(body, around)
        if around in {Around.KNEES, Around.THIGHS, Around.ANKLES}
        else (_spot(body, around, working),)
    )
    return [
        _ribbon(camera, f"{name} {index}", [start, end], colours.band, width)
        for index, start in enumerate(starts)
    ]


def _weight(camera: Camera, body: Body, prop: Prop, worn: _Worn) -> list[Item]:
    colours, working, name = worn
    at = body.points
    sides = _held_in(prop.around, working)
    if sides:
        return [
            _ribbon(
                camera,
                f"{name} {side}",
                [
                    body.local(f"{side}_hand", (0.0, -0.09, 0.12), f"{side}_wrist"),
                    body.local(f"{side}_hand", (0.0, -0.09, -0.12), f"{side}_wrist"),
                ],
                shaded(colours.line, 0.8),
                0.05,
            )
            for side in sides
        ]
    ankle = mix(at[f"{working}_ankle"], at[f"{working}_knee"], 0.1)
    ends = [
        add(ankle, apply(body.frames[f"{working}_shin"], (across, 0.0, 0.0)))
        for across in (-0.035, 0.035)
    ]
    return [_ribbon(camera, name, ends, shaded(colours.line, 0.8), 0.09)]


def _ribbon(
    camera: Camera,
    name: str,
    points: list[Vec],
    colour: str,
    width: float,
    *,
    nearer: float = 0.0,
) -> Item:
    """Return a flat band through points; `nearer` puts it before (1) or behind (-1) the legs."""
    balls: tuple[Ball, ...] = tuple((point, width / 2) for point in points)
    if nearer:
        towards = (camera.frame[2][0], camera.frame[2][1], camera.frame[2][2])
        balls = tuple(
            (add(point, scale(towards, nearer * 0.05)), radius) for point, radius in balls
        )

    def draw() -> list[Shape]:
        seen = [camera.see(point) for point in points]
        size = sum(spot.size for spot in seen) / len(seen)
        line = [(spot.x, spot.y) for spot in seen]
        return [
            Line(line, shaded(colour, 0.6), width * size + 2),
            Line(line, colour, width * size),
        ]

    return Item(name, balls, draw)
