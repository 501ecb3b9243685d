"""Take out what an exercise says of phases that no level of it has any more."""

from __future__ import annotations

from kneecoach.packs.building import edit
from kneecoach.packs.building.variants import VARIANTS
from kneecoach.packs.building.where import count_at, keys_at, root_of, text_at
from kneecoach.packs.nodes import Node

_MOVES = "moves"


def phases_in(text: str) -> frozenset[str]:
    """Return the phases of all levels."""
    root = root_of(text)
    levels = range(1, count_at(root, "ladder") + 1)
    stems = ["dose", *(f"ladder[{one}]{below}" for one in levels for below in ("", ".change"))]
    found = {name for stem in stems for name in _phases_at(root, stem)}
    return frozenset(one for one in found if one)


def without_unused_phases(text: str, before: str) -> str:
    """Return an exercise without cues and moves for phases that it had before and has no more.

    A cue of such a phase stays, to be said at any time.
    """
    gone = phases_in(before) - phases_in(text)
    root = root_of(text)
    for number in range(1, count_at(root, "cues") + 1):
        if text_at(root, f"cues[{number}].phase") in gone:
            text = edit.remove(text, f"cues[{number}].phase")
    variants = (f"{VARIANTS}.{name}" for name in keys_at(root, VARIANTS))
    for part in ("figure", *variants):
        for phase in keys_at(root, f"{part}.{_MOVES}"):
            if phase in gone:
                text = edit.remove(text, f"{part}.{_MOVES}.{phase}")
    return text


def _phases_at(root: Node | None, stem: str) -> tuple[str, ...]:
    rounds = f"{stem}.intervals.phases"
    found = [*keys_at(root, f"{stem}.tempo"), text_at(root, f"{stem}.phase")]
    for number in range(1, count_at(root, rounds) + 1):
        found += keys_at(root, f"{rounds}[{number}]")
    return tuple(found)
