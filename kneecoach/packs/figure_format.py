"""Define the part `figure` of an exercise: poses by joint angles, and how they follow."""

from __future__ import annotations

from enum import StrEnum

from kneecoach.body.joints import JOINTS, OTHER, WORKING, Joint
from kneecoach.model.dose import PhaseName
from kneecoach.model.figure import (
    Around,
    Base,
    Goal,
    Guide,
    Limb,
    Planted,
    Thing,
    View,
)
from kneecoach.packs.format_parts import words_of
from kneecoach.packs.quantities import DISTANCE, DURATION, TURN
from kneecoach.packs.spec import (
    ID_PATTERN,
    Choice,
    Code,
    Field,
    Listed,
    Mapped,
    Quantity,
    Record,
    Truth,
    Whole,
)

_POSE_NAME = Code(pattern=ID_PATTERN, shape="a name: small letters, digits and underscores")
_FAR_CM = 300


def _words(words: type[StrEnum]) -> Choice:
    return Choice(words=words_of(words))


def _distance(name: str, says: str, least: float = -_FAR_CM) -> Field:
    return Field(
        name=name,
        label=name.capitalize(),
        says=says,
        kind=Quantity(measure=DISTANCE, least=least, most=_FAR_CM),
        example=f"{name}: 10 cm",
    )


_SPOT = (
    _distance("forward", "To where the standing body faces; below 0 behind it."),
    _distance("up", "Above the floor."),
    _distance("side", "Towards the working side; for a hand or foot, outwards from the middle."),
)


_JOINT_RECORDS: dict[str, Record] = {}
"""The record of each joint, by its name."""


def _joint_fields(joint: Joint) -> tuple[Field, ...]:
    """Return the fields of a joint: for both sides, the working one and the other one."""
    record = Record(
        name=f"{joint.name} of a pose",
        says=f"How far {joint.says} is turned from the neutral position.",
        fields=tuple(
            Field(
                name=way.name,
                label=way.name.capitalize(),
                says=f"{way.says[0].upper()}{way.says[1:]}.",
                kind=Quantity(measure=TURN, least=way.least, most=way.most),
                example=f"{way.name}: 10 deg",
            )
            for way in joint.ways
        ),
    )
    _JOINT_RECORDS[joint.name] = record
    names = [joint.name]
    if joint.is_paired:
        names += [f"{side}_{joint.name}" for side in (WORKING, OTHER)]
    return tuple(
        Field(
            name=name,
            label=name.replace("_", " ").capitalize(),
            says=f"How {joint.says} is turned"
            + (" on both sides." if name == joint.name and joint.is_paired else "."),
            kind=record,
            example=f"{name}: {{{joint.ways[0].name}: 10 deg}}",
        )
        for name in names
    )


_REACH = Record(
    name="reach",
    says="Where a hand or a foot is led: to something (`to`), or to a spot in the room.",
    fields=(
        Field(
            name="to",
            label="To",
            says="What it touches. Parts of the body are those of its own side.",
            kind=_words(Goal),
            example="to: hip",
        ),
        *_SPOT,
    ),
    short="to",
)

_POSE = Record(
    name="pose",
    says="One posture. What is left out is as in the pose that it is `like`, or else as the base "
    "has it.",
    fields=(
        Field(
            name="like",
            label="Like",
            says="The pose above that this one differs from.",
            kind=_POSE_NAME,
            default="the usual posture of the base",
            example="like: start",
        ),
        *(field for joint in JOINTS for field in _joint_fields(joint)),
        Field(
            name="shift",
            label="Shift",
            says="How far the pelvis is moved from where the joints alone would have it.",
            kind=Record(name="shift", says="A way in the room.", fields=_SPOT),
            example="shift: {up: -20 cm, forward: -10 cm}",
        ),
        _distance("lift", "How far the lowest part is in the air, as in a jump.", least=0),
        Field(
            name="reach",
            label="Reach",
            says="Where hands and feet are led.",
            kind=Mapped(key=_words(Limb), key_name="limb", value=_REACH, most=6),
            example="reach: {working_hand: hip, other_hand: wall}",
        ),
    ),
)
_POSES = Mapped(key=_POSE_NAME, key_name="name", value=_POSE, most=16)

_MOVE = Record(
    name="move",
    says="What the body does in a phase: it goes from where the phase before ended to a pose, or "
    "through several stops.",
    fields=(
        Field(
            name="to",
            label="To",
            says="The pose that is reached when the phase ends.",
            kind=_POSE_NAME,
            example="to: down",
        ),
        Field(
            name="stops",
            label="Stops",
            says="Poses on the way, the last of them reached when the phase ends.",
            kind=Listed(
                item=Record(
                    name="stop",
                    says="A pose on the way.",
                    fields=(
                        Field(
                            name="pose",
                            label="Pose",
                            says="The pose.",
                            kind=_POSE_NAME,
                            required=True,
                            example="pose: crouch",
                        ),
                        Field(
                            name="at",
                            label="At",
                            says="When it is reached, in percent of the phase (or of the round).",
                            kind=Whole(least=0, most=100),
                            default="evenly spread",
                            example="at: 40",
                        ),
                    ),
                    short="pose",
                ),
                most=12,
            ),
            example="stops: [crouch, {pose: air, at: 60}, landed]",
        ),
        Field(
            name="every",
            label="Every",
            says="How long one round takes, for walking and the like; the stops go round until the "
            "phase ends.",
            kind=Quantity(measure=DURATION, least=0.4, most=60),
            default="the stops are gone through once",
            example="every: 1.2 s",
        ),
    ),
    short="to",
)
_MOVES = Mapped(key=_words(PhaseName), key_name="phase", value=_MOVE, most=12)

_PROP = Record(
    name="prop",
    says="Something in the room. A bare word stands for `thing`.",
    fields=(
        Field(
            name="thing",
            label="Thing",
            says="What it is.",
            kind=_words(Thing),
            required=True,
            example="thing: box",
        ),
        *_SPOT,
        _distance("height", "How high it is; a chair's seat.", least=1),
        _distance("width", "How wide it is, from left to right.", least=1),
        _distance("depth", "How deep it is, from front to back.", least=1),
        Field(
            name="turn",
            label="Turn",
            says="Turned about the upright axis, towards the working side.",
            kind=Quantity(measure=TURN, least=-180, most=180),
            default="not turned",
            example="turn: 90 deg",
        ),
        Field(
            name="around",
            label="Around",
            says="What a band goes around; with `to`, where a band or strap begins; where a weight "
            "or towel is.",
            kind=_words(Around),
            example="around: knees",
        ),
        Field(
            name="to",
            label="To",
            says="Where a band or strap ends: a part of the body, or a spot in the room.",
            kind=Record(
                name="end of a band",
                says="A part of the body, or a spot in the room.",
                fields=(
                    Field(
                        name="part",
                        label="Part",
                        says="The part of the body.",
                        kind=_words(Around),
                        example="part: hands",
                    ),
                    *_SPOT,
                ),
                short="part",
            ),
            example="to: {forward: 90 cm, up: 45 cm}",
        ),
        Field(
            name="with_load",
            label="With load",
            says="Shown only at levels that have a load.",
            kind=Truth(),
            default="no",
            example="with_load: yes",
        ),
    ),
    short="thing",
)
_PROPS = Listed(item=_PROP, fewest=0, most=10)
_PLANTED = Listed(item=_words(Planted), fewest=0, most=8)


def _field(name: str, says: str, kind: Choice | Listed | Mapped, example: str) -> Field:
    return Field(name=name, label=name.capitalize(), says=says, kind=kind, example=example)


_POSES_FIELD = _field(
    "poses",
    "The postures, each with a name of your own; the movement begins in the first.",
    _POSES,
    "poses:\n  start: {knee: {flex: 10 deg}}",
)
_MOVES_FIELD = _field(
    "moves",
    "What each phase does, in the order of the tempo.",
    _MOVES,
    "moves: {lower: down, hold: down, raise: start}",
)
_PLANTED_FIELD = _field(
    "planted", "What stays where the first pose has it.", _PLANTED, "planted: [feet]"
)
_PROPS_FIELD = _field(
    "props", "What is in the room.", _PROPS, "props: [{thing: box, height: 20 cm}]"
)

_WRONG = Record(
    name="wrong way",
    says="The movement done wrong, shown beside the right one.",
    fields=(
        Field(
            name="mistake",
            label="Mistake",
            says="Which of the `mistakes` it shows, counted from 1.",
            kind=Whole(least=1, most=10),
            default="1",
            example="mistake: 1",
        ),
        Field(
            name="poses",
            label="Poses",
            says="Poses that are different; each differs from the right one of the same name.",
            kind=_POSES,
            required=True,
            example="poses:\n  down: {working_hip: {turn: -20 deg}}",
        ),
    ),
)

_VARIATION = Record(
    name="figure of a variant",
    says="What is different for a variant of the ladder; the rest is as above.",
    fields=(_POSES_FIELD, _MOVES_FIELD, _PLANTED_FIELD, _PROPS_FIELD),
)

FIGURE = Record(
    name="figure",
    says="How it is drawn. With a view alone, the body rests in the exercise's position.",
    fields=(
        Field(
            name="view",
            label="View",
            says="The side it is seen from; `side` is the side of the working leg.",
            kind=_words(View),
            required=True,
            example="view: side",
        ),
        Field(
            name="turn",
            label="Turn",
            says="How far the eye goes further round, towards the working side.",
            kind=Quantity(measure=TURN, least=-180, most=180),
            default="not at all",
            example="turn: 15 deg",
        ),
        Field(
            name="tilt",
            label="Tilt",
            says="How far the eye looks down from above.",
            kind=Quantity(measure=TURN, least=-5, most=80),
            default="a little",
            example="tilt: 12 deg",
        ),
        Field(
            name="base",
            label="Base",
            says="How the body lies in the room.",
            kind=_words(Base),
            default="as the exercise's `position` says",
            example="base: hands_and_knees",
        ),
        _POSES_FIELD,
        _MOVES_FIELD,
        _PLANTED_FIELD,
        Field(
            name="anchor",
            label="Anchor",
            says="The planted part that never gives way while the joints turn.",
            kind=_words(Planted),
            default="the planted feet",
            example="anchor: shoulders",
        ),
        _PROPS_FIELD,
        _field(
            "guides",
            "Lines that show what to mind.",
            Listed(item=_words(Guide), fewest=0, most=3),
            "guides: [knee_over_toes]",
        ),
        Field(
            name="wrong",
            label="Wrong",
            says=_WRONG.says,
            kind=_WRONG,
            example="wrong:\n  poses: {down: {working_hip: {turn: -20 deg}}}",
        ),
        Field(
            name="variants",
            label="Variants",
            says="What is different for the variants of the ladder, by their names.",
            kind=Mapped(
                key=Code(pattern=r"^.{1,60}$", shape="the name of a variant of the ladder"),
                key_name="variant",
                value=_VARIATION,
                most=10,
            ),
            example="variants:\n  single-leg: {planted: [working_foot]}",
        ),
    ),
)

SHARED = (_POSE, _MOVE, _PROP, *_JOINT_RECORDS.values())
"""Records that stand in several places of a figure; the schema holds each of them once."""
