"""Change the phases of a repetition of an exercise that is being made, and what happens in them."""

from __future__ import annotations

from kneecoach.model.errors import KneecoachError
from kneecoach.packs.building import edit
from kneecoach.packs.building.counting import Counting, counting_at
from kneecoach.packs.building.doses import TEMPO, place_of, tempo_at
from kneecoach.packs.building.exercise_keyframes import set_stops, stops_at
from kneecoach.packs.building.exercise_poses import FIGURE, pose_names, variant_of
from kneecoach.packs.building.exercise_rounds import (
    INTERVALS,
    add_to_round,
    move_in_round,
    rounds_of,
    take_from_round,
)
from kneecoach.packs.building.exercise_ways import Own, place_in, tempo_of, with_own, with_own_tempo
from kneecoach.packs.building.rounds import rounds_at
from kneecoach.packs.building.unused import without_unused_phases
from kneecoach.packs.building.variants import level_of
from kneecoach.packs.building.where import find, keys_at, plain_at, root_of, text_at
from kneecoach.packs.building.written import Plain
from kneecoach.values import dataclass

_FIRST_SECONDS = "2 s"


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseText:
    """One phase, as it is written.

    Attributes:
        name: The phase.
        path: Where its length is written, or is to be written for this way of doing it.
        lasts: How long it takes.
        stops: The poses that it goes through, the last one at its end; none when it stands still.
        every: How long one round of its stops takes; empty when they are gone through once.
    """

    name: str
    path: str
    lasts: str
    stops: tuple[str, ...]
    every: str = ""


def phases_of(text: str, part: str = FIGURE) -> tuple[PhaseText, ...]:
    """Return the phases of the first dose of a way of doing it, in order."""
    root, level = root_of(text), level_of(text, variant_of(part))
    match counting_at(root, level):
        case Counting.REPETITIONS:
            found = [
                (name, f"{tempo_of(level)}.{name}", lasts)
                for name, lasts in tempo_at(root, level).items()
            ]
        case Counting.TIME:
            lasts = text_at(root, place_of(root, "duration", level))
            own = "dose.duration" if level == 1 else f"ladder[{level - 1}].duration"
            found = [(text_at(root, place_of(root, "phase", level)), own, lasts)]
        case _:
            rounds = rounds_at(root, place_of(root, INTERVALS, level))
            found = [
                (name, f"{rounds_of(level)}.phases[{number}].{name}", lasts)
                for number, (name, lasts) in enumerate(rounds.phases, start=1)
            ]
    moves = place_in(text, part, Own.MOVES)
    return tuple(
        PhaseText(
            name=name,
            path=path,
            lasts=lasts,
            stops=stops_at(text, name, part),
            every=text_at(root, f"{moves}.{name}.every"),
        )
        for name, path, lasts in found
    )


def may_change_phases(text: str, part: str = FIGURE) -> bool:
    """Return whether phases come and go: those of a repetition, or those of a round."""
    root, level = root_of(text), level_of(text, variant_of(part))
    counting = counting_at(root, level)
    name = TEMPO if counting is Counting.REPETITIONS else INTERVALS
    return counting is not Counting.TIME and find(root, place_of(root, name, level)) is not None


def add_phase(text: str, phase: str, after: int, part: str = FIGURE) -> str:
    """Return an exercise with one phase more, which stays in the pose where the one before ends.

    Args:
        text: The exercise.
        phase: The phase.
        after: How many phases come before it; in a round it is the last.
        part: The way of doing it that has the phase.

    Raises:
        KneecoachError: A repetition has that phase.
    """
    if _goes_round(text, part):
        return _add_to_round(text, phase, part)
    lengths = _lengths(text, part)
    if phase in dict(lengths):
        way_out = "Choose another one, or change how long that one takes."
        raise KneecoachError(f"There is a phase {phase.replace('_', ' ')} already.", way_out)
    before = [name for name, _ in lengths][:after]
    stops = stops_at(text, before[-1], part) if before else ()
    names = pose_names(text)
    lengths.insert(after, (phase, _FIRST_SECONDS))
    text = _with_lengths(text, lengths, part)
    if not names:
        return text
    return _in_order(set_stops(text, phase, stops[-1:] or names[:1], part), lengths, part)


def remove_phase(text: str, phase: str, part: str = FIGURE) -> str:
    """Return an exercise without a phase; a cue of that phase is said at any time.

    Raises:
        KneecoachError: It is the only one.
    """
    left = [one for one in _lengths(text, part) if one[0] != phase]
    if not left:
        raise KneecoachError(
            "A repetition has at least one phase.", "Add another one first, then take this out."
        )
    before = text
    level = level_of(text, variant_of(part))
    text = edit.remove(with_own_tempo(text, level), f"{tempo_of(level)}.{phase}")
    if find(root_of(text), f"{place_in(text, part, Own.MOVES)}.{phase}") is not None:
        text = edit.remove(with_own(text, part, Own.MOVES), f"{part}.moves.{phase}")
    return without_unused_phases(text, before)


def move_phase(text: str, phase: str, to: int, part: str = FIGURE) -> str:
    """Return an exercise with a phase at another position, counted from 0."""
    lengths = _lengths(text, part)
    at = [name for name, _ in lengths].index(phase)
    if at == to or not 0 <= to < len(lengths):
        return text
    lengths.insert(to, lengths.pop(at))
    return _in_order(_with_lengths(text, lengths, part), lengths, part)


def remove_phase_at(text: str, at: int, part: str = FIGURE) -> str:
    """Return an exercise without the phase at a position, of a repetition or of a round.

    Raises:
        KneecoachError: It is the only one.
    """
    if not _goes_round(text, part):
        return remove_phase(text, phases_of(text, part)[at].name, part)
    left = take_from_round(text, level_of(text, variant_of(part)), at)
    return without_unused_phases(left, text)


def move_phase_at(text: str, at: int, to: int, part: str = FIGURE) -> str:
    """Return an exercise with the phase at a position at another one, both counted from 0."""
    if _goes_round(text, part):
        return move_in_round(text, level_of(text, variant_of(part)), at, to)
    return move_phase(text, phases_of(text, part)[at].name, to, part)


def _goes_round(text: str, part: str) -> bool:
    return counting_at(root_of(text), level_of(text, variant_of(part))) is Counting.INTERVALS


def _add_to_round(text: str, phase: str, part: str) -> str:
    """Return an exercise with one phase more in each round; it may be there already."""
    before = phases_of(text, part)
    stops = before[-1].stops[-1:] if before else ()
    names = pose_names(text)
    text = add_to_round(text, level_of(text, variant_of(part)), phase, _FIRST_SECONDS)
    if not names or stops_at(text, phase, part):
        return text
    return set_stops(text, phase, stops or names[:1], part)


def _lengths(text: str, part: str) -> list[tuple[str, str]]:
    return list(tempo_at(root_of(text), level_of(text, variant_of(part))).items())


def _with_lengths(text: str, lengths: list[tuple[str, str]], part: str) -> str:
    value: dict[str, Plain] = dict(lengths)
    return edit.write(text, tempo_of(level_of(text, variant_of(part))), value)


def _in_order(text: str, lengths: list[tuple[str, str]], part: str) -> str:
    """Return an exercise whose moves come in the order of its phases."""
    path = place_in(text, part, Own.MOVES)
    written = keys_at(root_of(text), path)
    wanted = [name for name, _ in lengths if name in written]
    wanted += [name for name in written if name not in wanted]
    if tuple(wanted) == written:
        return text
    text = with_own(text, part, Own.MOVES)
    root = root_of(text)
    moves: dict[str, Plain] = {name: plain_at(root, f"{path}.{name}") for name in wanted}
    return edit.write(text, f"{part}.moves", moves)
