"""Put flesh on the bones: rows of balls for limbs, rings for the trunk, each with what it wears."""

from __future__ import annotations

from typing import NamedTuple

from kneecoach.body.joints import SIDES
from kneecoach.body.skeleton import Body
from kneecoach.body.space import Frame, Vec, add, apply, mix, scale, sub, unit
from kneecoach.figure.looks import Colours
from kneecoach.model.looks import Build

Ball = tuple[Vec, float]


class Row(NamedTuple):
    """A row of balls of one colour.

    Attributes:
        balls: In order along the limb.
        colour: What it wears.
        before, after: A ball of what it grows out of, or into, in the same colour; there it has
            no edge, and the light runs through.
        is_round: Drawn without dents, as a foot or a hand is.
    """

    balls: tuple[Ball, ...]
    colour: str
    before: Ball | None = None
    after: Ball | None = None
    is_round: bool = False


class Ring(NamedTuple):
    """A cut through the trunk: its middle, how it is turned, half its width and depth."""

    middle: Vec
    frame: Frame
    wide: float
    deep: float


class Trunk(NamedTuple):
    """Rings of one colour, from the bottom up, with the ball it grows into, if any."""

    rings: tuple[Ring, ...]
    colour: str
    has_lower_edge: bool = True


class Creases(NamedTuple):
    """Fine lines on what faces the eye or looks away from it, such as between fingers.

    Attributes:
        lines: Where they begin and end.
        colour: The colour of what they are on.
        facing: The way that their side looks; seen from the edge they are left out.
    """

    lines: tuple[tuple[Vec, Vec], ...]
    colour: str
    facing: Vec


class Part(NamedTuple):
    """What is drawn together, at one depth.

    Attributes:
        name: Such as "left_thigh".
        layers: Rows and trunks, the first one furthest back.
        balls: What stands for it when it is asked what is nearer.
    """

    name: str
    layers: tuple[Row | Trunk | Creases, ...]
    balls: tuple[Ball, ...]


class _Girth(NamedTuple):
    """What differs between the builds, as factors."""

    shoulders: float
    waist: float
    hips: float
    limbs: float


_GIRTHS = {
    Build.BROAD: _Girth(1.0, 1.0, 1.0, 1.0),
    Build.SLIGHT: _Girth(0.92, 0.88, 1.04, 0.92),
}


def flesh(body: Body, colours: Colours, build: Build, working: dict[str, str]) -> list[Part]:
    """Return the parts of a body, but for its head.

    Args:
        body: The bones.
        colours: What it wears.
        build: How broad it is.
        working: The colour of the sleeve that a working leg wears, by its side.
    """
    girth = _GIRTHS[build]
    parts = [_trunk(body, colours, girth)]
    for side, sign in zip(SIDES, (1.0, -1.0), strict=True):
        parts += _leg(body, side, colours, girth, working.get(side))
        parts += _arm(body, side, sign, colours, girth)
    return parts


def _trunk(body: Body, colours: Colours, girth: _Girth) -> Part:
    pelvis, waist, chest = (body.frames[name] for name in ("pelvis", "waist", "chest"))
    at = body.points

    def ring(of: str, frame: Frame, where: Vec, wide: float, deep: float) -> Ring:
        return Ring(add(at[of], apply(frame, where)), frame, wide, deep)

    hips = girth.hips
    shorts = (
        ring("pelvis", pelvis, (0.0, -0.085, -0.006), 0.088 * hips, 0.07),
        ring("pelvis", pelvis, (0.0, -0.045, -0.014), 0.158 * hips, 0.108),
        ring("pelvis", pelvis, (0.0, 0.01, -0.016), 0.172 * hips, 0.116),
        ring("pelvis", pelvis, (0.0, 0.07, -0.006), 0.158 * hips, 0.104),
        ring("pelvis", pelvis, (0.0, 0.115, 0.0), 0.143 * girth.waist, 0.094),
    )
    broad = girth.shoulders
    shirt = (
        ring("pelvis", pelvis, (0.0, 0.075, -0.004), 0.16 * (hips + girth.waist) / 2, 0.107),
        ring("waist", waist, (0.0, 0.01, 0.0), 0.143 * girth.waist, 0.095),
        ring("waist", waist, (0.0, 0.07, 0.004), 0.145 * girth.waist, 0.097),
        ring("chest", chest, (0.0, 0.0, 0.006), 0.16 * girth.waist, 0.107),
        ring("chest", chest, (0.0, 0.07, 0.006), 0.174 * broad, 0.111),
        ring("chest", chest, (0.0, 0.125, 0.0), 0.176 * broad, 0.1),
        ring("chest", chest, (0.0, 0.17, -0.008), 0.158 * broad, 0.078),
        ring("chest", chest, (0.0, 0.197, -0.012), 0.1 * broad, 0.062),
        ring("chest", chest, (0.0, 0.213, -0.012), 0.056, 0.05),
    )
    neck = Row(
        (
            (body.local("chest", (0.0, 0.18, -0.014)), 0.05),
            (mix(at["neck"], at["head"], 0.6), 0.047),
        ),
        colours.skin,
    )
    balls: tuple[Ball, ...] = (
        (body.local("pelvis", (0.07, 0.0, -0.01)), 0.1),
        (body.local("pelvis", (-0.07, 0.0, -0.01)), 0.1),
        (body.local("waist", (0.0, 0.04, 0.0)), 0.1),
        (body.local("chest", (0.07, 0.07, 0.0)), 0.105),
        (body.local("chest", (-0.07, 0.07, 0.0)), 0.105),
        (body.local("chest", (0.0, 0.2, -0.01)), 0.055),
    )
    return Part("trunk", (neck, Trunk(shorts, colours.shorts), Trunk(shirt, colours.shirt)), balls)


def _leg(body: Body, side: str, colours: Colours, girth: _Girth, sleeve: str | None) -> list[Part]:
    at = body.points
    hip, knee, ankle = (at[f"{side}_{name}"] for name in ("hip", "knee", "ankle"))
    skin = sleeve or colours.skin
    big = girth.limbs
    behind = apply(body.frames[f"{side}_shin"], (0.0, 0.0, -1.0))
    front = apply(body.frames[f"{side}_thigh"], (0.0, 0.0, 1.0))

    def thigh_at(share: float, forward: float, radius: float) -> Ball:
        return add(mix(hip, knee, share), scale(front, forward)), radius * big

    cap = add(knee, scale(unit(add(front, scale(behind, -1.0))), 0.006))
    thigh = (thigh_at(0.3, 0.004, 0.084), thigh_at(0.55, 0.006, 0.076), thigh_at(0.8, 0.003, 0.062))
    calf = (
        (add(mix(knee, ankle, 0.14), scale(behind, 0.006)), 0.053 * big),
        (add(mix(knee, ankle, 0.32), scale(behind, 0.014)), 0.056 * big),
        (add(mix(knee, ankle, 0.6), scale(behind, 0.006)), 0.045 * big),
        (add(mix(knee, ankle, 0.86), scale(behind, 0.0)), 0.036 * big),
    )
    leg = Row((*thigh, (cap, 0.055 * big)), skin, after=calf[1])
    pelvis_ball = (mix(hip, body.local("pelvis", (0.0, 0.03, -0.01)), 0.5), 0.098)
    shorts = Row(
        ((hip, 0.098 * girth.hips), thigh_at(0.2, 0.003, 0.1), thigh_at(0.46, 0.006, 0.093)),
        colours.shorts,
        before=pelvis_ball,
    )
    shin = Row(((cap, 0.055 * big), *calf, (ankle, 0.034 * big)), skin, before=thigh[2])
    thigh_balls = (thigh_at(0.05, 0.0, 0.09), *thigh, (cap, 0.055))
    return [
        Part(f"{side}_thigh", (leg, shorts), thigh_balls),
        Part(f"{side}_shin", (shin,), ((cap, 0.055), *calf, (ankle, 0.034))),
        _foot(body, side, colours, sleeve),
    ]


def _foot(body: Body, side: str, colours: Colours, sleeve: str | None) -> Part:
    frame, ankle = body.frames[f"{side}_foot"], body.points[f"{side}_ankle"]
    shin = unit(sub(body.points[f"{side}_knee"], ankle))

    def spot(x: float, y: float, z: float) -> Vec:
        return add(ankle, apply(frame, (x, y, z)))

    toes = body.frames[f"{side}_toes"]
    up, toes_up = apply(frame, (0.0, 1.0, 0.0)), apply(toes, (0.0, 1.0, 0.0))
    ball, toe = body.points[f"{side}_ball"], body.points[f"{side}_toe"]
    shoe = colours.shoe if sleeve is None else sleeve
    upper = Row(
        (
            (add(ankle, scale(shin, 0.012)), 0.038),
            (spot(0.0, -0.045, -0.042), 0.035),
            (spot(0.0, -0.02, 0.05), 0.036),
            (spot(0.0, -0.045, 0.12), 0.034),
            (add(toe, scale(toes_up, 0.01)), 0.026),
        ),
        shoe,
        is_round=True,
    )
    sole = Row(
        (
            (spot(0.0, -0.072, -0.066), 0.013),
            (spot(0.0, -0.073, -0.02), 0.012),
            (add(ball, scale(unit(add(up, toes_up)), -0.011)), 0.012),
            (add(toe, apply(toes, (0.0, -0.004, 0.01))), 0.011),
        ),
        colours.sole,
    )
    balls = tuple(ball for ball in upper.balls)
    return Part(f"{side}_foot", (upper, sole), balls)


def _arm(body: Body, side: str, sign: float, colours: Colours, girth: _Girth) -> list[Part]:
    at = body.points
    shoulder, elbow, wrist = (at[f"{side}_{name}"] for name in ("shoulder", "elbow", "wrist"))
    big = girth.limbs
    inner = body.local("chest", (sign * 0.1, 0.11, -0.004))
    shoulder = mix(shoulder, inner, 1 - girth.shoulders)
    upper = (
        (mix(shoulder, elbow, 0.3), 0.045 * big),
        (mix(shoulder, elbow, 0.6), 0.043 * big),
        (elbow, 0.037 * big),
    )
    fore = (
        (elbow, 0.037 * big),
        (mix(elbow, wrist, 0.25), 0.04 * big),
        (mix(elbow, wrist, 0.6), 0.034 * big),
        (wrist, 0.025 * big),
    )
    sleeve = Row(
        (
            (mix(shoulder, inner, 0.2), 0.05),
            (mix(shoulder, elbow, 0.18), 0.052),
            (mix(shoulder, elbow, 0.5), 0.051),
        ),
        colours.shirt,
        before=(mix(shoulder, inner, 0.7), 0.062),
    )
    return [
        Part(
            f"{side}_upper_arm",
            (Row(upper, colours.skin, after=fore[1]), sleeve),
            ((shoulder, 0.055), *upper),
        ),
        Part(
            f"{side}_forearm",
            (Row(fore, colours.skin, before=upper[1]),),
            fore,
        ),
        _hand(body, side, colours),
    ]


def _hand(body: Body, side: str, colours: Colours) -> Part:
    frame, wrist = body.frames[f"{side}_hand"], body.points[f"{side}_wrist"]
    palm_way = -1.0 if side == "left" else 1.0

    def spot(down: float, thumb: float, palm: float = 0.0) -> Vec:
        return add(wrist, apply(frame, (palm_way * palm, -down, thumb)))

    palm = Row(
        (
            (wrist, 0.025),
            (spot(0.085, 0.026), 0.018),
            (spot(0.082, -0.024), 0.017),
            (spot(0.155, 0.016, 0.012), 0.0115),
            (spot(0.148, -0.02, 0.014), 0.0105),
        ),
        colours.skin,
        before=(mix(wrist, body.points[f"{side}_elbow"], 0.2), 0.03),
        is_round=True,
    )
    thumb = Row(
        ((spot(0.03, 0.018, 0.006), 0.015), (spot(0.088, 0.052, 0.016), 0.0115)), colours.skin
    )
    fingers = Creases(
        tuple(
            (spot(0.098 - abs(across) * 0.1, across), spot(0.146 - abs(across) * 0.2, across * 0.8))
            for across in (-0.012, 0.002, 0.015)
        ),
        colours.skin,
        apply(frame, (1.0, 0.0, 0.0)),
    )
    balls = ((spot(0.04, 0.0), 0.03), (spot(0.09, 0.0), 0.03), (spot(0.14, 0.0), 0.02))
    return Part(f"{side}_hand", (thumb, palm, fingers), balls)
