"""Lead a hand, a foot or the hips of a pose somewhere, as far as a body and its room allow."""

from __future__ import annotations

from typing import NamedTuple

from kneecoach.body.joints import CHANNEL, JOINTS, OTHER, SIDES, WORKING, Channels
from kneecoach.body.leading import between, channels_of, lead_end, lead_hips
from kneecoach.body.movement import Movement
from kneecoach.body.plants import plants_of
from kneecoach.body.space import Vec, sub
from kneecoach.model.exercise import Exercise
from kneecoach.model.figure import Figure, Limb, Planted
from kneecoach.packs.building.exercise_drawing import movement_of, pose_faults, with_turns
from kneecoach.packs.building.exercise_poses import SHIFT, PosePlace, Turned, spoken, variant_of

HIPS = "hips"
_FEET = frozenset({"foot", "toes", "heel"})
_NAMES = dict(zip(SIDES, (WORKING, OTHER), strict=True))
_CLEAR_M = {"foot": 0.036, "hand": 0.028}
"""How far a wrist or ankle is above what it lies on, at least."""

_HALVINGS = 6
_BOTH = {joint.name for joint in JOINTS if joint.is_paired}


class Led(NamedTuple):
    """What came of leading something.

    Attributes:
        turns: Joints to be turned in the pose.
        freed: Hands and feet that the pose does not lead to something any more.
        sentence: Why it did not go there, or not all the way; empty when it did.
    """

    turns: tuple[Turned, ...] = ()
    freed: tuple[Limb, ...] = ()
    sentence: str = ""


def handles_of(exercise: Exercise, part: str) -> tuple[str, ...]:
    """Return what can be led: hands, feet, and the hips where feet keep their place."""
    ends = tuple(f"{side}_{end}" for side in SIDES for end in ("hand", "foot"))
    return (*ends, HIPS) if _standing_sides(exercise, part) else ends


def lead(exercise: Exercise, place: PosePlace, side: str, end: str, to: Vec) -> Led:
    """Return how a pose is turned so that a hand, a foot or the hips come to a place.

    Joints stay within what they reach, and nothing goes through the floor: where it would, it stops
    before.

    Args:
        exercise: The exercise, as it is drawn.
        place: The pose.
        side: Empty when both sides do the same; otherwise only the side of the end is turned.
        end: A hand or foot of the body, the left side working, or `HIPS`.
        to: The place, in the room.
    """
    movement = movement_of(exercise, place.part)
    body, numbers = movement.pose(place.name), movement.course.stances[place.name].numbers
    if end == HIPS:
        sides = _standing_sides(exercise, place.part)
        wanted = lead_hips(body, numbers, sub(to, body.points["pelvis"]), sides)
        return _as_far(exercise, place, numbers, wanted, tuple(f"{one}_foot" for one in sides))
    why_not = _why_not(exercise, movement, place, end)
    if why_not:
        return Led(sentence=why_not)
    clear = movement.room.height_at(to) + _CLEAR_M[end.partition("_")[2]]
    wanted = lead_end(body, numbers, end, (to[0], max(clear, to[1]), to[2]))
    ends = (end,) if side else tuple(f"{one}_{end.partition('_')[2]}" for one in SIDES)
    for other in ends:
        wanted = _like(wanted, end, other)
    return _as_far(exercise, place, numbers, wanted, ends)


def turn(exercise: Exercise, place: PosePlace, side: str, turned: Turned) -> Led:
    """Return how a pose is turned so that a joint of one side or both is turned so far.

    Args:
        exercise: The exercise, as it is drawn.
        place: The pose.
        side: `working`, `other`, or empty for both.
        turned: The joint without its side, `shift` or `lift`; how it is turned, and how far.
    """
    joint, way, by = turned
    if joint == SHIFT:
        numbers = movement_of(exercise, place.part).course.stances[place.name].numbers
        far = {
            one: float(round(100 * numbers[CHANNEL[f"{SHIFT}.{one}"]]))
            for one in ("forward", "up", "side")
        }
        far[way] = by
        return Led(tuple(Turned(SHIFT, one, cm) for one, cm in far.items()))
    name = f"{side}_{joint}" if side and joint in _BOTH else joint
    freed: tuple[Limb, ...] = ()
    if joint in {"shoulder", "elbow"}:
        freed = (Limb(f"{side}_hand"),) if side else (Limb.HANDS,)
    return Led((Turned(name, way, by),), freed)


def said(exercise: Exercise, place: PosePlace) -> str:
    """Return what nobody could do in a pose as a sentence; empty when all of it can be done."""
    found = pose_faults(exercise, place)
    return f"Here the figure {'; it '.join(one.sentence for one in found)}." if found else ""


def _as_far(
    exercise: Exercise, place: PosePlace, now: Channels, wanted: Channels, ends: tuple[str, ...]
) -> Led:
    """Return the way to numbers, or as much of it as a body can go."""
    before = {one.what for one in pose_faults(exercise, place)}
    freed = tuple(_limb(end) for end in ends)

    def tried(share: float) -> tuple[Led, str]:
        numbers = wanted if share == 1.0 else between(now, wanted, share)
        led = Led(_turns(numbers, ends), freed)
        changed = with_turns(exercise, place, led.turns, led.freed)
        worse = (one for one in pose_faults(changed, place) if one.what not in before)
        return led, next((one.sentence for one in worse), "")

    led, wrong = tried(1.0)
    if not wrong:
        return led
    least, most, best = 0.0, 1.0, Led()
    for _ in range(_HALVINGS):
        middle = (least + most) / 2
        led, worse = tried(middle)
        if worse:
            most = middle
        else:
            least, best = middle, led
    return best._replace(sentence=f"Any further, and the figure {wrong}.")


def _turns(numbers: Channels, ends: tuple[str, ...]) -> tuple[Turned, ...]:
    """Return numbers as joints that are turned; what is alike on both sides is said once."""
    found: dict[str, Turned] = {}
    for end in ends:
        for channel in channels_of(end):
            side, _, below = channel.partition("_")
            joint, _, way = below.partition(".")
            by = numbers[CHANNEL[channel]]
            other = next((one for one in ends if one != end), "")
            if other and _across(numbers, channel) == by:
                found[below] = Turned(joint, way, by)
            else:
                found[channel] = Turned(f"{_NAMES[side]}_{joint}", way, by)
    return tuple(found.values())


def _across(numbers: Channels, channel: str) -> float:
    """Return the same number of the other side."""
    side, _, below = channel.partition("_")
    return numbers[CHANNEL[f"{SIDES[1 - SIDES.index(side)]}_{below}"]]


def _like(numbers: Channels, end: str, other: str) -> Channels:
    """Return numbers with another end turned as one is."""
    changed = list(numbers)
    for one, same in zip(channels_of(end), channels_of(other), strict=True):
        changed[CHANNEL[same]] = numbers[CHANNEL[one]]
    return tuple(changed)


def _limb(end: str) -> Limb:
    side, _, name = end.partition("_")
    return Limb(f"{_NAMES[side]}_{name}")


def _planted(exercise: Exercise, part: str) -> tuple[Planted, ...]:
    """Return what is planted in a part of the figure."""
    figure = exercise.figure or Figure()
    variation = figure.for_variant(variant_of(part))
    own = variation.planted if variation is not None else None
    return figure.planted if own is None else own


def _standing_sides(exercise: Exercise, part: str) -> tuple[str, ...]:
    """Return the legs whose feet keep the body in its place; none where something else does."""
    figure = exercise.figure or Figure()
    plants = plants_of(_planted(exercise, part)) if figure.anchor is None else ()
    return tuple(dict.fromkeys(one.side for one in plants if one.kind in _FEET))


def _why_not(exercise: Exercise, movement: Movement, place: PosePlace, end: str) -> str:
    """Return why an end cannot be led in a pose; empty when it can."""
    called = _limb(end).replace("_", " ")
    first = movement.course.first
    plants = plants_of(_planted(exercise, place.part))
    if place.name != first and end in {plant.end for plant in plants if plant.kind != "pelvis"}:
        return (
            f"The {called} is planted, so it stays where the keyframe {spoken(first)} has it. "
            "Lead it there, lead the hips, or do not plant it."
        )
    freed = with_turns(exercise, place, (), (_limb(end),))
    held = movement_of(freed, place.part).course.stances[place.name].reaches
    if end.endswith("foot") and end in dict(held):
        return (
            f"The {called} rests on something since an earlier keyframe. Let it rest on nothing "
            "there, and then lead it."
        )
    return ""
