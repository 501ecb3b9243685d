"""Describe how the body of an exercise is drawn: poses by joint angles, and how they follow."""

from __future__ import annotations

from enum import StrEnum

from kneecoach.model.dose import PhaseName
from kneecoach.model.units import Centimetres, Degrees, Percent, Seconds
from kneecoach.values import dataclass

_HERE = Centimetres(0.0)
_STRAIGHT = Degrees(0.0)
_END = Percent(100)


class View(StrEnum):
    """Name the side that the body is seen from; `side` is the side of the working leg."""

    FRONT = "front"
    SIDE = "side"
    BACK = "back"
    OTHER_SIDE = "other_side"
    THREE_QUARTER = "three_quarter"
    BACK_THREE_QUARTER = "back_three_quarter"
    OTHER_THREE_QUARTER = "other_three_quarter"


class Base(StrEnum):
    """Name how the body lies in the room before its joints are turned."""

    STANDING = "standing"
    SITTING = "sitting"
    LYING = "lying"
    SIDE_LYING = "side_lying"
    SIDE_LYING_ON_WORKING = "side_lying_on_working"
    PRONE = "prone"
    KNEELING = "kneeling"
    HANDS_AND_KNEES = "hands_and_knees"


class Planted(StrEnum):
    """Name a part that stays where the first pose has it.

    A `foot` stays flat, `toes` let the heel rise, a `heel` lets the toes rise.
    """

    FEET = "feet"
    WORKING_FOOT = "working_foot"
    OTHER_FOOT = "other_foot"
    TOES = "toes"
    WORKING_TOES = "working_toes"
    OTHER_TOES = "other_toes"
    HEELS = "heels"
    WORKING_HEEL = "working_heel"
    OTHER_HEEL = "other_heel"
    HANDS = "hands"
    WORKING_HAND = "working_hand"
    OTHER_HAND = "other_hand"
    SHOULDERS = "shoulders"
    PELVIS = "pelvis"
    KNEES = "knees"
    WORKING_KNEE = "working_knee"
    OTHER_KNEE = "other_knee"
    WORKING_ELBOW = "working_elbow"
    OTHER_ELBOW = "other_elbow"


class Limb(StrEnum):
    """Name a limb whose end can be led somewhere."""

    HANDS = "hands"
    WORKING_HAND = "working_hand"
    OTHER_HAND = "other_hand"
    FEET = "feet"
    WORKING_FOOT = "working_foot"
    OTHER_FOOT = "other_foot"


class Goal(StrEnum):
    """Name where a hand or a foot is led in a pose.

    Attributes of the own body are on the hand's own side; `floor` is straight below or above.
    """

    FLOOR = "floor"
    HIP = "hip"
    CHEST = "chest"
    THIGH = "thigh"
    KNEE = "knee"
    SHIN = "shin"
    FOOT = "foot"
    OTHER_THIGH = "other_thigh"
    OTHER_KNEE = "other_knee"
    OTHER_FOOT = "other_foot"
    HEAD = "head"
    SEAT = "seat"
    CHAIR_BACK = "chair_back"
    WALL = "wall"


class Thing(StrEnum):
    """Name something in the room."""

    MAT = "mat"
    CHAIR = "chair"
    BOX = "box"
    STEP = "step"
    WALL = "wall"
    BAND = "band"
    STRAP = "strap"
    BALL = "ball"
    ROLLER = "roller"
    PILLOW = "pillow"
    SLANT_BOARD = "slant_board"
    TOWEL = "towel"
    WEIGHT = "weight"


class Around(StrEnum):
    """Name what a band goes around, or between which two it runs, and what holds a weight."""

    THIGHS = "thighs"
    KNEES = "knees"
    ANKLES = "ankles"
    WORKING_KNEE = "working_knee"
    WORKING_FOOT = "working_foot"
    WORKING_ANKLE = "working_ankle"
    HANDS = "hands"
    WORKING_HAND = "working_hand"
    OTHER_HAND = "other_hand"


class Guide(StrEnum):
    """Name a line that shows what to mind."""

    KNEE_OVER_TOES = "knee_over_toes"
    LEVEL_HIPS = "level_hips"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One joint turned one way, such as the hip's `flex`, in degrees; see `body.joints`.

    Attributes:
        joint: The joint's name: `hip` means both, `working_hip` and `other_hip` one of them.
        way: How it is turned.
        by: Degrees from the neutral position.
    """

    joint: str
    way: str
    by: Degrees


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place in the room: forward, up and towards the working side of the body's first place."""

    forward: Centimetres = _HERE
    up: Centimetres = _HERE
    side: Centimetres = _HERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """A hand or foot led somewhere: to a named goal, or to a spot in the room."""

    limb: Limb
    to: Goal | Spot


@dataclass(frozen=True, slots=True, kw_only=True)
class Pose:
    """One posture of the whole body.

    Attributes:
        name: What the moves call it.
        like: The pose that it differs from; empty for the base's own posture.
        turns: Joints that are turned.
        shift: How far the pelvis is moved from where the joints alone would have it; None as in
            the pose that it differs from.
        lift: How far the lowest part is above what it stands on, as in a jump; None likewise.
        reaches: Hands and feet that are led somewhere.
    """

    name: str
    like: str = ""
    turns: tuple[Turn, ...] = ()
    shift: Spot | None = None
    lift: Centimetres | None = None
    reaches: tuple[Reach, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A pose that is reached when `at` percent of the phase are over."""

    pose: str
    at: Percent = _END


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What the body does in a phase: it goes from where the phase before ended through the stops.

    Attributes:
        phase: The phase.
        stops: Poses on the way; the last is reached when the phase is over.
        every: Seconds after which the stops begin again, for walking and the like; None for once.
    """

    phase: PhaseName
    stops: tuple[Stop, ...]
    every: Seconds | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prop:
    """Something in the room; sizes that are None are the usual ones.

    Attributes:
        thing: What it is.
        forward, up, side: Where its middle stands, from the body's first place.
        height, width, depth: Its size.
        turn: Turned about the upright axis, towards the working side.
        around: What a band goes around, or where it begins.
        to: Where a band or strap ends, when it is not a loop.
        with_load: Shown only at levels that have a load.
    """

    thing: Thing
    forward: Centimetres = _HERE
    up: Centimetres = _HERE
    side: Centimetres = _HERE
    height: Centimetres | None = None
    width: Centimetres | None = None
    depth: Centimetres | None = None
    turn: Degrees = _STRAIGHT
    around: Around | None = None
    to: Around | Spot | None = None
    with_load: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongWay:
    """The same movement done wrong: poses that replace those of the same name.

    Attributes:
        poses: The poses that differ.
        mistake: Which of the exercise's mistakes it shows, counted from 1.
    """

    poses: tuple[Pose, ...]
    mistake: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Variation:
    """What is different for a variant of the ladder; empty parts are as in the figure.

    Attributes:
        variant: The variant's name, as in the ladder.
        poses: Poses that replace those of the same name, or come to them.
        moves: All moves, or none when they are the same.
        planted, props: All of them, or None when they are the same.
    """

    variant: str
    poses: tuple[Pose, ...] = ()
    moves: tuple[Move, ...] = ()
    planted: tuple[Planted, ...] | None = None
    props: tuple[Prop, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """How an exercise is drawn.

    Attributes:
        view: The side it is seen from.
        turn, tilt: How far the eye goes further round to the working side, and up, in degrees.
        base: How the body lies in the room; None for what the exercise's position says.
        poses: The postures; the first is where the movement begins.
        moves: What each phase does, in the order of the tempo.
        planted: What stays where it is.
        anchor: The planted part that never gives way; None for all feet that are planted.
        props: What is in the room.
        guides: Lines that show what to mind.
        wrong: The movement done wrong, or None.
        variations: What is different for variants of the ladder.
    """

    view: View = View.SIDE
    turn: Degrees = _STRAIGHT
    tilt: Degrees | None = None
    base: Base | None = None
    poses: tuple[Pose, ...] = ()
    moves: tuple[Move, ...] = ()
    planted: tuple[Planted, ...] = ()
    anchor: Planted | None = None
    props: tuple[Prop, ...] = ()
    guides: tuple[Guide, ...] = ()
    wrong: WrongWay | None = None
    variations: tuple[Variation, ...] = ()

    def for_variant(self, name: str) -> Variation | None:
        """Return what is different for a variant; None when nothing is."""
        return next((one for one in self.variations if one.variant == name), None)
