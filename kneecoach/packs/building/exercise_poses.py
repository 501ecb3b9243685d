"""Change the poses of an exercise that is being made: joints, what hands and feet rest on.

Each function takes the text of an exercise and returns it changed; what is not meant stays letter
for letter.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kneecoach.body.joints import JOINTS, OTHER, WORKING
from kneecoach.model.figure import Limb, View
from kneecoach.packs.building import edit
from kneecoach.packs.building.variants import VARIANTS
from kneecoach.packs.building.where import find, keys_at, root_of, text_at
from kneecoach.packs.building.written import Plain, entry, in_brackets, words

FIGURE = "figure"
WRONG = "figure.wrong"
SHIFT, LIFT = "shift", "lift"
_PAIRED = frozenset(joint.name for joint in JOINTS if joint.is_paired)
MARK = "to_be_spread"
"""What stands for a mapping until its lines are written."""

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
    return f"{VARIANTS}.{name}"


def variant_of(part: str) -> str:
    """Return the variant that a part of a file is about; empty for the usual and the wrong way."""
    return part.removeprefix(f"{VARIANTS}.") if part.startswith(f"{VARIANTS}.") else ""


def pose_names(text: str, part: str = FIGURE) -> tuple[str, ...]:
    """Return the names of the poses that a part writes, in order."""
    return keys_at(root_of(text), f"{part}.poses")


def write_turns(
    text: str, place: PosePlace, turns: tuple[Turned, ...], freed: tuple[Limb, ...] = ()
) -> str:
    """Return an exercise with joints of a pose turned, and hands or feet of it let go."""
    text = _begun(with_figure(text), place) if turns else text
    for turn in turns:
        text = _written(text, f"{place.path}.{turn.below}", turn.written)
        sides = (WORKING, OTHER) if turn.joint in _PAIRED else ()
        for side in sides:
            text = _removed(text, f"{place.path}.{side}_{turn.below}")
    for limb in freed:
        text = let_go(text, place, limb)
    return text


def write_eye(text: str, turn: float, tilt: float | None) -> str:
    """Return an exercise seen from further round and from higher up, in degrees.

    Args:
        text: The exercise.
        turn: How far round to the working side; 0 is what the view says.
        tilt: How far from above; None for the usual.
    """
    text = with_figure(text)
    for name, degrees in (("turn", turn or None), ("tilt", tilt)):
        path, said = f"{FIGURE}.{name}", f"{degrees or 0:g} deg"
        text = _removed(text, path) if degrees is None else _written(text, path, said)
    return text


def set_base(text: str, base: str) -> str:
    """Return an exercise whose body lies otherwise in the room; as it starts if empty."""
    path = f"{FIGURE}.base"
    return _written(with_figure(text), path, base) if base else _removed(text, path)


def with_figure(text: str) -> str:
    """Return an exercise that has a figure; one that has none is seen from the side."""
    if find(root_of(text), FIGURE) is not None:
        return text
    return edit.write(text, FIGURE, {"view": View.SIDE.value})


def _begun(text: str, place: PosePlace) -> str:
    """Return an exercise that has the part of a place, spread over lines where it can be."""
    if place.part == FIGURE:
        return text
    return begin_part(text, place.part, {"poses": {place.name: {}}})


def begin_part(text: str, part: str, value: dict[str, Plain]) -> str:
    """Return an exercise that has a part of its figure, over several lines where it can be.

    A part that is there stays as it is. Poses are written a line each.
    """
    root = root_of(text)
    if find(root, part) is not None:
        return text
    written = [line for key, one in value.items() for line in _lines_of(key, one)]
    above, _, key = part.rpartition(".")
    if above == VARIANTS and find(root, VARIANTS) is None:
        name = words(key, is_inside=True)
        text = edit.write(text, VARIANTS, MARK)
        held: dict[str, Plain] = {key: value}
        return _spread(text, "variants", (f"{name}:", *(f"  {one}" for one in written)), held)
    return _spread(edit.write(text, part, MARK), key, written, value)


def _lines_of(key: str, value: Plain) -> tuple[str, ...]:
    if key == "poses" and isinstance(value, dict):
        return (f"{key}:", *(f"  {name}: {in_brackets(one)}" for name, one in value.items()))
    return tuple(entry(key, value, 0).split("\n"))


def spread(text: str, key: str, value: dict[str, Plain]) -> str:
    """Return a text with a mapping in the place of the mark, a line for each entry if it can."""
    lines = [f"{name}: {in_brackets(one)}" for name, one in value.items()]
    return _spread(text, key, lines, value)


def _spread(text: str, key: str, lines: Sequence[str], value: Plain) -> str:
    """Return a text with lines in the place of the mark, or a value where it is in brackets."""
    name = words(key, is_inside=True)
    line = next(one for one in text.splitlines() if MARK in one)
    if line.strip() != f"{name}: {MARK}":
        return text.replace(MARK, in_brackets(value))
    indent = " " * (len(line) - len(line.lstrip()) + 2)
    return text.replace(f" {MARK}", "".join(f"\n{indent}{one}" for one in lines))


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
    before = text
    if limb in _BOTH:
        text = _removed(_parted(text, path, limb), f"{path}.{limb}")
    else:
        for one in (limb, *(one for one, (both, _) in _BOTH.items() if both is limb)):
            text = _removed(text, f"{path}.{one}")
    if find(root_of(text), place.path) is None and find(root_of(before), place.path) is not None:
        return edit.write(before, place.path, {})  # it stays where it is, and others are like it
    return text


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
