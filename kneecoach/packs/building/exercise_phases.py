"""Change the phases of a repetition of an exercise that is being made, and what happens in them."""

from __future__ import annotations

from kneecoach.model.errors import KneecoachError
from kneecoach.packs.building import edit
from kneecoach.packs.building.exercise_poses import FIGURE, pose_names, set_stops, stops_at
from kneecoach.packs.building.where import count_at, find, keys_at, root_of, text_at
from kneecoach.packs.building.written import Plain
from kneecoach.values import dataclass

TEMPO = "dose.tempo"
_MOVES = f"{FIGURE}.moves"
_FIRST_SECONDS = "2 s"


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseText:
    """One phase, as it is written.

    Attributes:
        name: The phase.
        path: Where its length is written.
        lasts: How long it takes.
        stops: The poses that it goes through, the last one at its end; none when it stands still.
        every: How long one round of its stops takes; empty when they are gone through once.
    """

    name: str
    path: str
    lasts: str
    stops: tuple[str, ...]
    every: str = ""


def phases_of(text: str) -> tuple[PhaseText, ...]:
    """Return the phases of the first dose, in order."""
    root = root_of(text)
    found = [(name, f"{TEMPO}.{name}") for name in keys_at(root, TEMPO)]
    timed = text_at(root, "dose.phase")
    if timed:
        found.append((timed, "dose.duration"))
    for number in range(1, count_at(root, "dose.intervals.phases") + 1):
        path = f"dose.intervals.phases[{number}]"
        found += [(name, f"{path}.{name}") for name in keys_at(root, path)]
    return tuple(
        PhaseText(
            name=name,
            path=path,
            lasts=text_at(root, path),
            stops=stops_at(text, name),
            every=text_at(root, f"{_MOVES}.{name}.every"),
        )
        for name, path in found
    )


def may_change_phases(text: str) -> bool:
    """Return whether a set is counted in repetitions, so that phases come and go."""
    return find(root_of(text), TEMPO) is not None


def add_phase(text: str, phase: str, after: int) -> str:
    """Return an exercise with one phase more, which stays in the pose where the one before ends.

    Args:
        text: The exercise.
        phase: The phase.
        after: How many phases come before it.

    Raises:
        KneecoachError: It has that phase.
    """
    lengths = _lengths(text)
    if phase in dict(lengths):
        way_out = "Choose another one, or change how long that one takes."
        raise KneecoachError(f"There is a phase {phase.replace('_', ' ')} already.", way_out)
    before = [name for name, _ in lengths][:after]
    stops = stops_at(text, before[-1]) if before else ()
    names = pose_names(text)
    lengths.insert(after, (phase, _FIRST_SECONDS))
    text = _with_lengths(text, lengths)
    if not names:
        return text
    return _in_order(set_stops(text, phase, stops[-1:] or names[:1]), lengths)


def remove_phase(text: str, phase: str) -> str:
    """Return an exercise without a phase.

    Raises:
        KneecoachError: It is the only one.
    """
    left = [one for one in _lengths(text) if one[0] != phase]
    if not left:
        raise KneecoachError(
            "A repetition has at least one phase.", "Add another one first, then take this out."
        )
    text = edit.remove(text, f"{TEMPO}.{phase}")
    move = f"{_MOVES}.{phase}"
    return text if find(root_of(text), move) is None else edit.remove(text, move)


def move_phase(text: str, phase: str, to: int) -> str:
    """Return an exercise with a phase at another position, counted from 0."""
    lengths = _lengths(text)
    at = [name for name, _ in lengths].index(phase)
    if at == to or not 0 <= to < len(lengths):
        return text
    lengths.insert(to, lengths.pop(at))
    return _in_order(_with_lengths(text, lengths), lengths)


def _lengths(text: str) -> list[tuple[str, str]]:
    root = root_of(text)
    return [(name, text_at(root, f"{TEMPO}.{name}")) for name in keys_at(root, TEMPO)]


def _with_lengths(text: str, lengths: list[tuple[str, str]]) -> str:
    value: dict[str, Plain] = dict(lengths)
    return edit.write(text, TEMPO, value)


def _in_order(text: str, lengths: list[tuple[str, str]]) -> str:
    """Return an exercise whose moves come in the order of its phases."""
    root = root_of(text)
    written = keys_at(root, _MOVES)
    wanted = [name for name, _ in lengths if name in written]
    wanted += [name for name in written if name not in wanted]
    if tuple(wanted) == written:
        return text
    moves: dict[str, Plain] = {name: _move(text, name) for name in wanted}
    return edit.write(text, _MOVES, moves)


def _move(text: str, phase: str) -> Plain:
    """Return what a phase does, to be written anew."""
    root, path = root_of(text), f"{_MOVES}.{phase}"
    every = text_at(root, f"{path}.every")
    count = count_at(root, f"{path}.stops")
    if not count:
        to = stops_at(text, phase)[-1]
        return {"to": to, "every": every} if every else to
    stops: list[Plain] = []
    for number in range(1, count + 1):
        stop = f"{path}.stops[{number}]"
        at = text_at(root, f"{stop}.at")
        pose = text_at(root, f"{stop}.pose") or text_at(root, stop)
        stops.append({"pose": pose, "at": at} if at else pose)
    return {"stops": tuple(stops), "every": every} if every else {"stops": tuple(stops)}
