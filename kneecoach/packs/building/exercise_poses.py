"""Change the poses of an exercise that is being made: joints, what hands and feet rest on.

Each function takes the text of an exercise and returns it changed; what is not meant stays letter
for letter.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kneecoach.body.joints import JOINTS, OTHER, WORKING
from kneecoach.model.errors import KneecoachError
from kneecoach.model.figure import Limb, View
from kneecoach.packs.building import edit
from kneecoach.packs.building.where import find, keys_at, root_of, text_at
from kneecoach.packs.building.written import Plain, clean

FIGURE = "figure"
WRONG = "figure.wrong"
SHIFT, LIFT = "shift", "lift"
_VARIANTS = "figure.variants"
_PAIRED = frozenset(joint.name for joint in JOINTS if joint.is_paired)
_LONGEST_NAME = 40
_MARK = "to_be_spread"
_BOTH = {
    Limb.WORKING_HAND: (Limb.HANDS, Limb.OTHER_HAND),
    Limb.OTHER_HAND: (Limb.HANDS, Limb.WORKING_HAND),
    Limb.WORKING_FOOT: (Limb.FEET, Limb.OTHER_FOOT),
    Limb.OTHER_FOOT: (Limb.FEET, Limb.WORKING_FOOT),
}


class PosePlace(NamedTuple):
    """Where a pose is written.

    Attributes:
        part: `FIGURE`, `WRONG`, or what `variant_part` gives.
        name: The pose.
    """

    part: str
    name: str

    @property
    def path(self) -> str:
        """Return its path in the file."""
        return f"{self.part}.poses.{self.name}"


class Turned(NamedTuple):
    """A joint turned one way, or the body moved: `shift` one way, or `lift` without a way.

    Attributes:
        joint: As a file has it: `knee` for both, `working_knee`, `shift`, `lift`.
        way: How it is turned, such as "flex"; empty for `lift`.
        by: Degrees; centimetres where the body is moved.
    """

    joint: str
    way: str
    by: float

    @property
    def below(self) -> str:
        """Return its path within a pose."""
        return f"{self.joint}.{self.way}" if self.way else self.joint

    @property
    def written(self) -> str:
        """Return how far, as it is written."""
        return f"{self.by:g} {'cm' if self.joint in {SHIFT, LIFT} else 'deg'}"


def variant_part(name: str) -> str:
    """Return the part of a file that says what is different for a variant of the ladder."""
    return f"{_VARIANTS}.{name}"


def pose_names(text: str, part: str = FIGURE) -> tuple[str, ...]:
    """Return the names of the poses that a part writes, in order."""
    return keys_at(root_of(text), f"{part}.poses")


def write_turns(
    text: str, place: PosePlace, turns: tuple[Turned, ...], freed: tuple[Limb, ...] = ()
) -> str:
    """Return an exercise with joints of a pose turned, and hands or feet of it let go."""
    for limb in freed:
        text = let_go(text, place, limb)
    text = _begun(_with_figure(text), place) if turns else text
    for turn in turns:
        sides = (WORKING, OTHER) if turn.joint in _PAIRED else ()
        for side in sides:
            text = _removed(text, f"{place.path}.{side}_{turn.below}")
        text = _written(text, f"{place.path}.{turn.below}", turn.written)
    return text


def _with_figure(text: str) -> str:
    """Return an exercise that has a figure; one that has none is seen from the side."""
    if find(root_of(text), FIGURE) is not None:
        return text
    return edit.write(text, FIGURE, {"view": View.SIDE.value})


def _with_poses(text: str, first: str) -> str:
    """Return an exercise that has poses; one that has none rests in the first."""
    text = _with_figure(text)
    return text if pose_names(text) else edit.write(text, f"{FIGURE}.poses.{first}", {})


def _begun(text: str, place: PosePlace) -> str:
    """Return an exercise that has the part of a place, spread over lines where it can be."""
    root = root_of(text)
    if place.part == FIGURE or find(root, place.part) is not None:
        return text
    key = place.part.rpartition(".")[2]
    text = edit.write(text, place.part, _MARK)
    if _is_spread(text, key):
        return _spread(text, key, "poses:", f"  {place.name}: {{}}")
    return text.replace(_MARK, f"{{poses: {{{place.name}: {{}}}}}}")


def _is_spread(text: str, key: str) -> bool:
    """Return whether the mark stands on a line of its own."""
    return any(one.strip() == f"{key}: {_MARK}" for one in text.splitlines())


def _spread(text: str, key: str, *lines: str) -> str:
    """Return a text with lines in the place of the mark, or a mapping where it is in brackets."""
    if not _is_spread(text, key):
        return text.replace(_MARK, f"{{{', '.join(lines)}}}")
    line = next(one for one in text.splitlines() if _MARK in one)
    indent = " " * (len(line) - len(line.lstrip()) + 2)
    return text.replace(f" {_MARK}", "".join(f"\n{indent}{one}" for one in lines))


def set_reach(text: str, place: PosePlace, limb: Limb, goal: str) -> str:
    """Return an exercise with a hand or foot of a pose led to something; to nothing if empty."""
    if not goal:
        return let_go(text, place, limb)
    path = f"{place.path}.reach"
    if limb in _BOTH:
        return _written(_parted(text, path, limb), f"{path}.{limb}", goal)
    for one, (both, _) in _BOTH.items():
        if both is limb:
            text = _removed(text, f"{path}.{one}")
    return _written(text, f"{path}.{limb}", goal)


def let_go(text: str, place: PosePlace, limb: Limb) -> str:
    """Return an exercise in which a pose does not lead a hand or foot, or either of both."""
    path = f"{place.path}.reach"
    if limb in _BOTH:
        return _removed(_parted(text, path, limb), f"{path}.{limb}")
    for one in (limb, *(one for one, (both, _) in _BOTH.items() if both is limb)):
        text = _removed(text, f"{path}.{one}")
    return text


def add_pose(text: str, like: str, wanted: str = "") -> tuple[str, str]:
    """Return an exercise with one pose more that is like another one, and its name.

    Args:
        text: The exercise.
        like: The pose that it begins as; made as well where no pose is written yet.
        wanted: What it is to be called.
    """
    text = _with_poses(text, like)
    taken = pose_names(text)
    stem = pose_id(wanted) or "pose"
    tries = (stem, *(f"{stem}_{number}" for number in range(2, len(taken) + 3)))
    name = next(one for one in tries if one not in taken)
    path = f"{FIGURE}.poses.{name}"
    return _spread(edit.write(text, path, _MARK), name, f"like: {like}"), name


def pose_id(words: str) -> str:
    """Return words as the name of a pose; empty when nothing of them is left."""
    plain = re.sub(r"[^a-z0-9]+", "_", clean(words).lower()).strip("_0123456789")
    return plain[:_LONGEST_NAME].strip("_")


def remove_pose(text: str, name: str) -> str:
    """Return an exercise without a pose; phases that ended in it end in the first one.

    Raises:
        KneecoachError: The movement begins in it, or another pose is like it.
    """
    root, names = root_of(text), pose_names(text)
    if name in names[:1] or not names:
        raise KneecoachError(
            f"The movement begins in the pose {spoken(name)}.",
            "Change it instead, or take out the others.",
        )
    alike = next((one for one in names if text_at(root, f"{FIGURE}.poses.{one}.like") == name), "")
    if alike:
        raise KneecoachError(
            f"The pose {spoken(alike)} is made from the pose {spoken(name)}.",
            f"Take out {spoken(alike)} first.",
        )
    for phase in keys_at(root, f"{FIGURE}.moves"):
        stops = stops_at(text, phase)
        if name in stops:
            left = tuple(one for one in stops if one != name) or (names[0],)
            text = set_stops(text, phase, left)
    parts = (FIGURE, WRONG, *map(variant_part, keys_at(root, _VARIANTS)))
    for part in parts:
        text = _removed(text, f"{part}.poses.{name}")
    return text


def stops_at(text: str, phase: str) -> tuple[str, ...]:
    """Return the poses that a phase goes through, the last one at its end."""
    root, path = root_of(text), f"{FIGURE}.moves.{phase}"
    to = text_at(root, path) or text_at(root, f"{path}.to")
    if to:
        return (to,)
    numbers = range(1, 13)
    stops = (
        text_at(root, f"{path}.stops[{number}].pose") or text_at(root, f"{path}.stops[{number}]")
        for number in numbers
    )
    return tuple(one for one in stops if one)


def set_stops(text: str, phase: str, stops: tuple[str, ...]) -> str:
    """Return an exercise in which a phase goes through other poses, evenly spread over it."""
    path = f"{FIGURE}.moves.{phase}"
    if stops == stops_at(text, phase):
        return text
    text = _with_poses(text, stops[0])
    if len(stops) == len(stops_at(text, phase)) > 1:
        for number, pose in enumerate(stops, start=1):
            stop = f"{path}.stops[{number}]"
            is_bare = bool(text_at(root_of(text), stop))
            text = _written(text, stop if is_bare else f"{stop}.pose", pose)
        return text
    if text_at(root_of(text), f"{path}.every"):
        return _removed(edit.write(text, f"{path}.stops", stops), f"{path}.to")
    return edit.write(text, path, {"stops": stops} if len(stops) > 1 else stops[0])


def spoken(name: str) -> str:
    """Return the name of a pose as people read it."""
    return name.replace("_", " ")


def _parted(text: str, path: str, limb: Limb) -> str:
    """Return a text in which what is said of both hands or feet is said of each of them."""
    both, other = _BOTH[limb]
    root = root_of(text)
    if find(root, f"{path}.{both}") is None:
        return text
    goal: Plain = text_at(root, f"{path}.{both}") or {
        key: text_at(root, f"{path}.{both}.{key}") for key in keys_at(root, f"{path}.{both}")
    }
    text = edit.write(text, f"{path}.{limb}", goal)
    text = edit.write(text, f"{path}.{other}", goal)
    return edit.remove(text, f"{path}.{both}")


def _written(text: str, path: str, value: str) -> str:
    return text if text_at(root_of(text), path) == value else edit.write(text, path, value)


def _removed(text: str, path: str) -> str:
    return text if find(root_of(text), path) is None else edit.remove(text, path)
