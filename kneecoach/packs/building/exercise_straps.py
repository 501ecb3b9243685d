"""Say where a band or strap of an exercise ends: around the legs, at the body, or in the room."""

from __future__ import annotations

import re

from kneecoach.model.figure import Around
from kneecoach.packs.building import edit
from kneecoach.packs.building.exercise_ways import Own, with_own
from kneecoach.packs.building.where import find, root_of, text_at
from kneecoach.packs.building.written import Plain
from kneecoach.packs.nodes import Node

LOOP, SPOT = "", "spot"
"""Keys of a band that goes round and ends nowhere, and of one that ends in the room."""

LOOPED = (Around.THIGHS, Around.KNEES, Around.ANKLES)
"""What a band that is a loop goes around."""

NOWHERE = "0 cm"
"""How far off an end in the room is that does not say it."""

_FIRST_SPOT: dict[str, Plain] = {"forward": "60 cm", "up": "40 cm"}
"""Where an end in the room is at first. Source: house-rule, so that it is seen."""

_AS_A_LOOP = {Around.WORKING_FOOT: Around.ANKLES, Around.WORKING_ANKLE: Around.ANKLES}
_END = re.compile(r"\.props\[([0-9]+)\]\.to$")
_SPOT = re.compile(r"\.props\[[0-9]+\]\.to\.[a-z]+$")


def end_of(root: Node | None, path: str) -> str:
    """Return where the band or strap at a path ends: a part of the body, `SPOT` or `LOOP`."""
    part = text_at(root, f"{path}.to") or text_at(root, f"{path}.to.part")
    return part or (LOOP if find(root, f"{path}.to") is None else SPOT)


def number_of_end(path: str) -> int:
    """Return which thing a path is the end of, counted from 1; 0 when it is something else."""
    found = _END.search(path)
    return int(found[1]) if found is not None else 0


def is_in_the_room(path: str) -> bool:
    """Return whether a path is one of the three ways to an end in the room."""
    return _SPOT.search(path) is not None


def set_end(text: str, part: str, number: int, end: str) -> str:
    """Return an exercise in which a band or strap ends elsewhere.

    Args:
        text: The exercise.
        part: The way of doing it that has the thing.
        number: The thing, counted from 1.
        end: A part of the body, `SPOT` or `LOOP`.
    """
    text = with_own(text, part, Own.PROPS)
    path = f"{part}.{Own.PROPS}[{number}]"
    if end == end_of(root_of(text), path):
        return text
    if end != LOOP:
        return edit.write(text, f"{path}.to", _FIRST_SPOT if end == SPOT else end)
    text = edit.remove(text, f"{path}.to")
    around = text_at(root_of(text), f"{path}.around")
    if around in set(LOOPED):
        return text
    loop = _AS_A_LOOP.get(Around(around), Around.KNEES) if around in set(Around) else Around.KNEES
    return edit.write(text, f"{path}.around", loop.value)
