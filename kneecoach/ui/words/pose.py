"""Name what is set of a figure that is being made: joints, sides, views, things, goals."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kneecoach.body.joints import JOINTS
from kneecoach.model.dose import PhaseName
from kneecoach.model.figure import Around, Base, Goal, Guide, Limb, Planted, Thing, View
from kneecoach.packs.building.counting import Counting
from kneecoach.packs.building.exercise_poses import LIFT, SHIFT
from kneecoach.packs.building.exercise_straps import LOOP, SPOT
from kneecoach.packs.dose_format import TIMED_PHASES
from kneecoach.ui.phase_words import body_word

translate = QCoreApplication.translate

Choices = tuple[tuple[str, str], ...]

PLACE = "place"
"""The group of what moves the whole body in the room."""

EYE = "eye"
"""The group of what moves the eye around the figure."""


def joint_words(joint: str) -> str:
    """Return what a joint is called."""
    words = {
        "hip": translate("Pose", "Hip"),
        "knee": translate("Pose", "Knee"),
        "ankle": translate("Pose", "Ankle"),
        "shoulder": translate("Pose", "Shoulder"),
        "elbow": translate("Pose", "Elbow"),
        "wrist": translate("Pose", "Wrist"),
        "spine": translate("Pose", "Back"),
        "neck": translate("Pose", "Neck"),
        "body": translate("Pose", "Whole body"),
        PLACE: translate("Pose", "Place in the room"),
        EYE: translate("Pose", "The eye"),
    }
    return words[joint]


def joint_choices() -> Choices:
    """Return all joints, what moves the whole body, and what moves the eye."""
    names = [*(joint.name for joint in JOINTS), PLACE, EYE]
    return tuple((one, joint_words(one)) for one in names)


def way_words(joint: str, way: str) -> str:
    """Return what more of a way means."""
    words = {
        "hip.flex": translate("Pose", "Thigh forwards and up"),
        "hip.out": translate("Pose", "Thigh out to the side"),
        "hip.turn": translate("Pose", "Kneecap turned out"),
        "knee.flex": translate("Pose", "Knee bent"),
        "ankle.flex": translate("Pose", "Toes up"),
        "ankle.turn": translate("Pose", "Toes turned out"),
        "shoulder.flex": translate("Pose", "Arm forwards and up"),
        "shoulder.out": translate("Pose", "Arm out to the side"),
        "shoulder.turn": translate("Pose", "Elbow crease turned out"),
        "elbow.flex": translate("Pose", "Elbow bent"),
        "wrist.flex": translate("Pose", "Palm towards the forearm"),
        "spine.bend": translate("Pose", "Back bent forwards"),
        "spine.side": translate("Pose", "Back to the working side"),
        "spine.twist": translate("Pose", "Chest turned to the working side"),
        "neck.bend": translate("Pose", "Chin down"),
        "neck.side": translate("Pose", "Ear to the working shoulder"),
        "neck.twist": translate("Pose", "Face turned to the working side"),
        "body.lean": translate("Pose", "Whole body forwards"),
        "body.side": translate("Pose", "Whole body to the working side"),
        "body.turn": translate("Pose", "Whole body turned to the working side"),
        f"{SHIFT}.forward": translate("Pose", "Hips forwards"),
        f"{SHIFT}.up": translate("Pose", "Hips up"),
        f"{SHIFT}.side": translate("Pose", "Hips to the working side"),
        f"{EYE}.turn": translate("Pose", "Seen from further round to the working side"),
        f"{EYE}.tilt": translate("Pose", "Seen from above"),
        f"{LIFT}.": translate("Pose", "In the air, as in a jump"),
    }
    return words[f"{joint}.{way}"]


def side_choices() -> Choices:
    """Return whether one or both sides are set."""
    return (
        ("", translate("Pose", "Both sides")),
        ("working", translate("Pose", "Working side")),
        ("other", translate("Pose", "Other side")),
    )


def view_choices() -> Choices:
    """Return the sides that a figure can be seen from."""
    words = {
        View.FRONT: translate("Pose", "From the front"),
        View.SIDE: translate("Pose", "From the working side"),
        View.BACK: translate("Pose", "From behind"),
        View.OTHER_SIDE: translate("Pose", "From the other side"),
        View.THREE_QUARTER: translate("Pose", "From the front, working side"),
        View.BACK_THREE_QUARTER: translate("Pose", "From behind, working side"),
        View.OTHER_THREE_QUARTER: translate("Pose", "From the front, other side"),
    }
    return tuple((one.value, words[one]) for one in View)


def base_words(base: Base) -> str:
    """Return what a posture is called."""
    words = {
        Base.STANDING: translate("Pose", "Standing"),
        Base.SITTING: translate("Pose", "Sitting on a chair"),
        Base.LYING: translate("Pose", "Lying on the back"),
        Base.SIDE_LYING: translate("Pose", "On the side, working leg on top"),
        Base.SIDE_LYING_ON_WORKING: translate("Pose", "On the side, working leg below"),
        Base.PRONE: translate("Pose", "Face down"),
        Base.KNEELING: translate("Pose", "Kneeling"),
        Base.HANDS_AND_KNEES: translate("Pose", "On all fours"),
    }
    return words[base]


def base_choices() -> Choices:
    """Return how the body can lie in the room; an empty key for as the exercise starts."""
    words = ((one.value, base_words(one)) for one in Base)
    return (("", translate("Pose", "as it starts")), *words)


def end_words(end: str) -> str:
    """Return what is led: a hand, a foot or the hips; the left side works."""
    words = {
        "left_hand": translate("Pose", "Working hand"),
        "right_hand": translate("Pose", "Other hand"),
        "left_foot": translate("Pose", "Working foot"),
        "right_foot": translate("Pose", "Other foot"),
        "hips": translate("Pose", "Hips"),
    }
    return words[end]


def goal_choices(limb: Limb) -> Choices:
    """Return what a hand or a foot can be led to; an empty key for nothing."""
    words = {
        Goal.FLOOR: translate("Pose", "the floor"),
        Goal.HIP: translate("Pose", "the hip"),
        Goal.CHEST: translate("Pose", "the chest"),
        Goal.THIGH: translate("Pose", "the thigh"),
        Goal.KNEE: translate("Pose", "the knee"),
        Goal.SHIN: translate("Pose", "the shin"),
        Goal.FOOT: translate("Pose", "the foot"),
        Goal.OTHER_THIGH: translate("Pose", "the thigh across"),
        Goal.OTHER_KNEE: translate("Pose", "the knee across"),
        Goal.OTHER_FOOT: translate("Pose", "the foot across"),
        Goal.HEAD: translate("Pose", "the head"),
        Goal.SEAT: translate("Pose", "the seat"),
        Goal.CHAIR_BACK: translate("Pose", "the chair's back"),
        Goal.WALL: translate("Pose", "the wall"),
    }
    of_foot = (Goal.FLOOR, Goal.OTHER_FOOT, Goal.OTHER_KNEE, Goal.OTHER_THIGH, Goal.SEAT, Goal.WALL)
    goals = of_foot if limb.value.endswith("foot") else tuple(Goal)
    return (
        ("", translate("Pose", "nothing")),
        *((one.value, words[one]) for one in goals),
    )


def planted_choices() -> Choices:
    """Return what may stay where the first keyframe has it."""
    words = {
        Planted.FEET: translate("Pose", "Both feet"),
        Planted.WORKING_FOOT: translate("Pose", "Working foot"),
        Planted.OTHER_FOOT: translate("Pose", "Other foot"),
        Planted.TOES: translate("Pose", "Toes, heels may rise"),
        Planted.WORKING_TOES: translate("Pose", "Working toes"),
        Planted.OTHER_TOES: translate("Pose", "Other toes"),
        Planted.HEELS: translate("Pose", "Heels, toes may rise"),
        Planted.WORKING_HEEL: translate("Pose", "Working heel"),
        Planted.OTHER_HEEL: translate("Pose", "Other heel"),
        Planted.HANDS: translate("Pose", "Both hands"),
        Planted.WORKING_HAND: translate("Pose", "Working hand"),
        Planted.OTHER_HAND: translate("Pose", "Other hand"),
        Planted.SHOULDERS: translate("Pose", "Shoulders"),
        Planted.PELVIS: translate("Pose", "Pelvis"),
        Planted.KNEES: translate("Pose", "Both knees"),
        Planted.WORKING_KNEE: translate("Pose", "Working knee"),
        Planted.OTHER_KNEE: translate("Pose", "Other knee"),
        Planted.WORKING_ELBOW: translate("Pose", "Working elbow"),
        Planted.OTHER_ELBOW: translate("Pose", "Other elbow"),
    }
    return tuple((one.value, words[one]) for one in Planted)


def guide_choices() -> Choices:
    """Return the lines that show what to mind."""
    words = {
        Guide.KNEE_OVER_TOES: translate("Pose", "Knee over the toes"),
        Guide.LEVEL_HIPS: translate("Pose", "Hips level"),
    }
    return tuple((one.value, words[one]) for one in Guide)


def thing_words(thing: Thing) -> str:
    """Return what a thing in the room is called."""
    words = {
        Thing.MAT: translate("Pose", "Mat"),
        Thing.CHAIR: translate("Pose", "Chair"),
        Thing.BOX: translate("Pose", "Box"),
        Thing.STEP: translate("Pose", "Step"),
        Thing.WALL: translate("Pose", "Wall"),
        Thing.BAND: translate("Pose", "Elastic band"),
        Thing.STRAP: translate("Pose", "Strap"),
        Thing.BALL: translate("Pose", "Ball"),
        Thing.ROLLER: translate("Pose", "Foam roller"),
        Thing.PILLOW: translate("Pose", "Pillow"),
        Thing.SLANT_BOARD: translate("Pose", "Slant board"),
        Thing.TOWEL: translate("Pose", "Towel"),
        Thing.WEIGHT: translate("Pose", "Weight"),
    }
    return words[thing]


def thing_choices() -> Choices:
    """Return the things that can be in the room."""
    return tuple((one.value, thing_words(one)) for one in Thing)


def phase_choices() -> Choices:
    """Return the phases that a repetition can have."""
    return tuple((one.value, body_word(one)) for one in PhaseName)


def timed_phase_choices() -> Choices:
    """Return the phases that a set can be from beginning to end."""
    return tuple((one.value, body_word(one)) for one in TIMED_PHASES)


def counting_choices() -> Choices:
    """Return what a set can be counted in."""
    words = {
        Counting.REPETITIONS: translate("Pose", "Repetitions"),
        Counting.TIME: translate("Pose", "Time"),
        Counting.INTERVALS: translate("Pose", "Rounds of phases"),
    }
    return tuple((one.value, words[one]) for one in Counting)


def counted_words(before: Counting, levels_gone: int) -> str:
    """Return what came of counting sets otherwise; empty when no level of the ladder went.

    Args:
        before: What they were counted in.
        levels_gone: How many levels went.
    """
    if not levels_gone:
        return ""
    if before is Counting.REPETITIONS:
        one = translate("Pose", "A level that counted repetitions has gone from the ladder.")
        many = translate(
            "Pose", "{number} levels that counted repetitions have gone from the ladder."
        )
    elif before is Counting.INTERVALS:
        one = translate("Pose", "A level that counted rounds has gone from the ladder.")
        many = translate("Pose", "{number} levels that counted rounds have gone from the ladder.")
    else:
        one = translate("Pose", "A level that counted time has gone from the ladder.")
        many = translate("Pose", "{number} levels that counted time have gone from the ladder.")
    back = translate("Pose", "Undo brings all of it back.")
    return f"{one if levels_gone == 1 else many.format(number=levels_gone)} {back}"


def pose_words(name: str) -> str:
    """Return the name of a keyframe as people read it."""
    plain = name.replace("_", " ")
    return plain[:1].upper() + plain[1:]


HELD = (Around.WORKING_HAND, Around.OTHER_HAND, Around.HANDS, Around.WORKING_ANKLE)
"""What holds a weight, or wears it."""


def around_choices(which: tuple[Around, ...] = tuple(Around)) -> Choices:
    """Return what a band, a strap or a weight goes around."""
    words = {
        Around.THIGHS: translate("Pose", "the thighs"),
        Around.KNEES: translate("Pose", "the knees"),
        Around.ANKLES: translate("Pose", "the ankles"),
        Around.WORKING_KNEE: translate("Pose", "the working knee"),
        Around.WORKING_FOOT: translate("Pose", "the working foot"),
        Around.WORKING_ANKLE: translate("Pose", "the working ankle"),
        Around.HANDS: translate("Pose", "both hands"),
        Around.WORKING_HAND: translate("Pose", "the working hand"),
        Around.OTHER_HAND: translate("Pose", "the other hand"),
    }
    return tuple((one.value, words[one]) for one in which)


def end_choices() -> Choices:
    """Return where a band or a strap can end."""
    return (
        (LOOP, translate("Pose", "nowhere, it goes round")),
        *around_choices(),
        (SPOT, translate("Pose", "at a place in the room")),
    )


def yes_choices() -> Choices:
    """Return yes and no, as a file has them."""
    return (("", translate("Pose", "no")), ("yes", translate("Pose", "yes")))
