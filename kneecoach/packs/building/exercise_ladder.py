"""Change the levels of a ladder: each changes one thing, or is another way of doing it."""

from __future__ import annotations

from kneecoach.model.dose import Variable
from kneecoach.packs.building import edit
from kneecoach.packs.building.exercise_poses import MARK
from kneecoach.packs.building.exercise_rounds import INTERVALS, write_rounds
from kneecoach.packs.building.rounds import read_rounds, rounds_at
from kneecoach.packs.building.rungs import Rung
from kneecoach.packs.building.variants import (
    add_variant,
    change_from_variant,
    change_to_variant,
    variants_of,
    without_idle_variants,
)
from kneecoach.packs.building.where import find, root_of
from kneecoach.packs.building.written import Plain

LADDER = "ladder"


def set_ladder(text: str, rungs: tuple[Rung, ...]) -> str:
    """Return an exercise with a ladder in the place of the one that it has."""
    before = variants_of(text)
    levels: Plain = tuple({"change": {one.variable.value: one.value}} for one in rungs)
    return without_idle_variants(edit.write(text, LADDER, levels), before)


def add_level(text: str, at: int, rung: Rung) -> str:
    """Return an exercise with a level more, before the one at a position counted from 0.

    Raises:
        KneecoachError: It is another way, and has no name; or what goes round is not said.
    """
    if rung.variable is Variable.VARIANT:
        return add_variant(text, at, rung.value)
    if rung.variable is Variable.INTERVALS:
        rounds = read_rounds(rung.value)
        text = edit.insert(text, LADDER, at, {"change": {INTERVALS: MARK}})
        return write_rounds(text, f"{LADDER}[{at + 1}].change.{INTERVALS}", rounds)
    return edit.insert(text, LADDER, at, {"change": {rung.variable.value: rung.value}})


def change_level(text: str, at: int, rung: Rung) -> str:
    """Return an exercise whose level at a position changes something else, or to something else.

    Raises:
        KneecoachError: It is to be another way, and that has no name of its own; or as above.
    """
    if rung.variable is Variable.VARIANT:
        return change_to_variant(text, at, rung.value)
    if rung.variable is Variable.INTERVALS:
        return _change_rounds(text, at, rung.value)
    root, path = root_of(text), f"{LADDER}[{at + 1}].change"
    if find(root, f"{path}.{rung.variable}") is not None:
        return edit.write(text, f"{path}.{rung.variable}", rung.value)
    change: Plain = {rung.variable.value: rung.value}
    if find(root, path) is None:
        return change_from_variant(text, at, change)
    return edit.write(text, path, change)


def _change_rounds(text: str, at: int, written: str) -> str:
    """Return an exercise whose level at a position goes round something else."""
    rounds, path = read_rounds(written), f"{LADDER}[{at + 1}].change"
    if rounds == rounds_at(root_of(text), f"{path}.{INTERVALS}"):
        return text
    change: Plain = {INTERVALS: MARK}
    if find(root_of(text), path) is None:
        text = change_from_variant(text, at, change)
    elif find(root_of(text), f"{path}.{INTERVALS}") is None:
        text = edit.write(text, path, change)
    return write_rounds(text, f"{path}.{INTERVALS}", rounds)


def remove_level(text: str, at: int) -> str:
    """Return an exercise without the level at a position."""
    before = variants_of(text)
    return without_idle_variants(edit.remove(text, f"{LADDER}[{at + 1}]"), before)
