"""Let a set go round a few phases, such as running and walking in turn, and change its phases."""

from __future__ import annotations

from kneecoach.model.errors import KneecoachError
from kneecoach.packs.building import edit
from kneecoach.packs.building.doses import place_of
from kneecoach.packs.building.exercise_poses import MARK
from kneecoach.packs.building.rounds import Rounds, rounds_at
from kneecoach.packs.building.where import count_at, find, root_of
from kneecoach.packs.building.written import Plain

INTERVALS = "intervals"
MOST_ROUNDS = 60
"""Rounds that the format has room for."""


def rounds_of(level: int) -> str:
    """Return where a level states what goes round, if it does; levels are counted from 1."""
    return f"dose.{INTERVALS}" if level == 1 else f"ladder[{level - 1}].{INTERVALS}"


def write_rounds(text: str, path: str, rounds: Rounds) -> str:
    """Return an exercise with what goes round at a path, a line for each phase where it can be."""
    marks = tuple(f"{MARK}_{number}_" for number in range(len(rounds.phases)))
    said: dict[str, Plain] = {"rounds": rounds.rounds, "phases": marks}
    text = edit.write(text, path, said)
    for mark, (name, lasts) in zip(marks, rounds.phases, strict=True):
        text = text.replace(mark, f"{name}: {lasts}")
    return text


def with_own_rounds(text: str, level: int) -> str:
    """Return an exercise in which a level states itself what goes round."""
    path, root = rounds_of(level), root_of(text)
    if find(root, path) is not None:
        return text
    return write_rounds(text, path, rounds_at(root, place_of(root, INTERVALS, level)))


def add_to_round(text: str, level: int, phase: str, lasts: str) -> str:
    """Return an exercise with one phase more at the end of each round of a level."""
    text, path = with_own_rounds(text, level), f"{rounds_of(level)}.phases"
    text = edit.insert(text, path, count_at(root_of(text), path), MARK)
    return text.replace(MARK, f"{phase}: {lasts}")


def take_from_round(text: str, level: int, at: int) -> str:
    """Return an exercise without the phase at a position of each round, counted from 0.

    Raises:
        KneecoachError: It is the only one.
    """
    text, path = with_own_rounds(text, level), f"{rounds_of(level)}.phases"
    if count_at(root_of(text), path) == 1:
        raise KneecoachError(
            "A round has at least one phase.", "Add another one first, then take this out."
        )
    return edit.remove(text, f"{path}[{at + 1}]")


def move_in_round(text: str, level: int, at: int, to: int) -> str:
    """Return an exercise with a phase of each round at another position, counted from 0."""
    text, path = with_own_rounds(text, level), f"{rounds_of(level)}.phases"
    return edit.move(text, path, at, to) if 0 <= to < count_at(root_of(text), path) else text
