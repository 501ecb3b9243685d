"""Let the sets of an exercise, or of another way of doing it, be counted in repetitions or time."""

from __future__ import annotations

from typing import NamedTuple

from kneecoach.model.dose import PhaseName
from kneecoach.packs.building import edit
from kneecoach.packs.building.counting import Counting, counting_at, goes_with, stated_at
from kneecoach.packs.building.doses import TEMPO, place_of, tempo_at
from kneecoach.packs.building.exercise_keyframes import set_stops, stops_at
from kneecoach.packs.building.exercise_phases import phases_of
from kneecoach.packs.building.exercise_poses import FIGURE, pose_names, variant_of
from kneecoach.packs.building.exercise_rounds import (
    INTERVALS,
    MOST_ROUNDS,
    rounds_of,
    write_rounds,
)
from kneecoach.packs.building.exercise_ways import Own, place_in, stem_of, with_own
from kneecoach.packs.building.rounds import Rounds, rounds_at
from kneecoach.packs.building.unused import without_unused_phases
from kneecoach.packs.building.variants import level_of
from kneecoach.packs.building.where import count_at, find, keys_at, root_of, text_at
from kneecoach.packs.building.written import Plain
from kneecoach.packs.dose_format import TIMED_PHASES

FIRST_DURATION, FIRST_REPS = "30 s", "10"
"""What a set begins with when it comes to be counted otherwise. Source: house-rule; it is what a
new exercise has, and is to be set by whoever makes it."""

_FIRST_PHASE = "2 s"
_STILL = frozenset({PhaseName.HOLD, PhaseName.SQUEEZE, PhaseName.PRESS, PhaseName.STRETCH})
"""Phases that stay in a pose, so that a repetition goes there and back again."""


class Counted(NamedTuple):
    """What came of counting otherwise: the exercise, and how many levels of its ladder went."""

    text: str
    levels_gone: int = 0


def counting_of(text: str, part: str = FIGURE) -> Counting:
    """Return what the sets of a way of doing it are counted in."""
    return counting_at(root_of(text), level_of(text, variant_of(part)))


def count_in(text: str, counting: Counting, part: str = FIGURE) -> Counted:
    """Return an exercise whose sets are counted otherwise from the first level of a way on.

    Levels above that only change what is not counted any more go; other ways that count for
    themselves go on doing so.
    """
    if counting is counting_of(text, part):
        return Counted(text)
    before, level = text, level_of(text, variant_of(part))
    text = _settled_above(text, level)
    count = {
        Counting.TIME: _in_time,
        Counting.INTERVALS: _in_rounds,
        Counting.REPETITIONS: _in_repetitions,
    }[counting]
    text = count(text, part)
    text, gone = _without_idle(text, level, counting)
    return Counted(without_unused_phases(text, before), gone)


def set_timed_phase(text: str, phase: str, part: str = FIGURE) -> str:
    """Return an exercise with another phase for a set that is counted in time."""
    root, level = root_of(text), level_of(text, variant_of(part))
    old = text_at(root, place_of(root, "phase", level))
    if phase == old:
        return text
    before, stops, every = text, stops_at(text, old, part), _every(text, old, part)
    text = edit.write(text, f"{stem_of(text, part)}.phase", phase)
    if stops:
        text = set_stops(text, phase, stops, part)
    if stops and every:
        text = edit.write(text, f"{part}.moves.{phase}.every", every)
    return without_unused_phases(text, before)


def _in_time(text: str, part: str) -> str:
    """Return an exercise that stays in the pose of its hold, or goes round its longest phase."""
    stem = stem_of(text, part)
    names = tuple(one.name for one in phases_of(text, part))
    timed = [one for one in names if one in set(TIMED_PHASES)]
    phase = PhaseName.HOLD.value if PhaseName.HOLD in timed or not timed else timed[0]
    stops = stops_at(text, phase, part) or (stops_at(text, names[0], part) if names else ())
    for name in ("reps", TEMPO, "intervals"):
        text = edit.remove(text, f"{stem}.{name}")
    text = edit.write(text, f"{stem}.duration", FIRST_DURATION)
    text = edit.write(text, f"{stem}.phase", phase)
    return set_stops(text, phase, stops, part) if stops else text


def _in_repetitions(text: str, part: str) -> str:
    """Return an exercise that goes to the pose of its set and back in every repetition."""
    if counting_of(text, part) is Counting.INTERVALS:
        return _once_round(text, part)
    root, stem = root_of(text), stem_of(text, part)
    old = text_at(root, place_of(root, "phase", level_of(text, variant_of(part))))
    stops, every = stops_at(text, old, part), _every(text, old, part)
    names = pose_names(text)
    for name in ("duration", "phase"):
        text = edit.remove(text, f"{stem}.{name}")
    text = edit.write(text, f"{stem}.reps", FIRST_REPS)
    is_still = old in _STILL or not old
    tempo: dict[str, Plain] = _there_and_back() if is_still else {old: every or _FIRST_PHASE}
    text = edit.write(text, f"{stem}.{TEMPO}", tempo)
    if not is_still or not stops:
        return text
    text = with_own(text, part, Own.MOVES)
    moves: dict[str, Plain] = {"raise": stops[-1], "hold": stops[-1], "lower": names[0]}
    return edit.write(text, f"{part}.moves", moves)


def _once_round(text: str, part: str) -> str:
    """Return an exercise in which a round is a repetition; each phase comes once in it."""
    root, level, stem = root_of(text), level_of(text, variant_of(part)), stem_of(text, part)
    rounds = rounds_at(root, place_of(root, INTERVALS, level))
    text = edit.remove(text, f"{stem}.{INTERVALS}")
    text = edit.write(text, f"{stem}.reps", rounds.rounds or FIRST_REPS)
    tempo: dict[str, Plain] = {**dict(reversed(rounds.phases))}
    tempo = {name: tempo[name] for name, _ in rounds.phases}
    return edit.write(text, f"{stem}.{TEMPO}", tempo or _there_and_back())


def _in_rounds(text: str, part: str) -> str:
    """Return an exercise that goes round what it did in a repetition, or in a set of time."""
    root, level, stem = root_of(text), level_of(text, variant_of(part)), stem_of(text, part)
    phases = tuple((one.name, one.lasts) for one in phases_of(text, part))
    reps = text_at(root, place_of(root, "reps", level))
    is_number = reps.isascii() and reps.isdigit() and counting_of(text, part) is not Counting.TIME
    rounds = str(min(int(reps[:4]), MOST_ROUNDS)) if is_number else "1"
    for name in ("reps", TEMPO, "duration", "phase"):
        text = edit.remove(text, f"{stem}.{name}")
    return write_rounds(text, rounds_of(level), Rounds(rounds=rounds, phases=phases))


def _there_and_back() -> dict[str, Plain]:
    """Return a repetition that goes to a pose, stays, and goes back."""
    return dict.fromkeys(("raise", "hold", "lower"), _FIRST_PHASE)


def _settled_above(text: str, level: int) -> str:
    """Return an exercise in which the next way that counts for itself says all of it.

    A way may restate its repetitions alone while their tempo stands below; that is to stay so.
    """
    root = root_of(text)
    for number in range(level, count_at(root, "ladder") + 1):
        path = f"ladder[{number}]"
        stated = stated_at(root, path)
        if stated is None:
            continue
        both = {
            Counting.REPETITIONS: ("reps", TEMPO),
            Counting.TIME: ("duration", "phase"),
        }.get(stated, ())
        for name in both:
            if find(root, f"{path}.{name}") is None:
                below: Plain = (
                    {**tempo_at(root, number + 1)}
                    if name == TEMPO
                    else text_at(root, place_of(root, name, number + 1))
                )
                text = edit.write(text, f"{path}.{name}", below)
        break
    return text


def _without_idle(text: str, level: int, counting: Counting) -> tuple[str, int]:
    """Return an exercise without levels that change what is not counted, and how many went."""
    root, idle = root_of(text), []
    for number in range(level, count_at(root, "ladder") + 1):
        path = f"ladder[{number}]"
        if stated_at(root, path) is not None:
            break
        changes = keys_at(root, f"{path}.change")
        if changes and not all(goes_with(one, counting) for one in changes):
            idle.append(number)
    for number in reversed(idle):
        text = edit.remove(text, f"ladder[{number}]")
    return text, len(idle)


def _every(text: str, phase: str, part: str) -> str:
    return text_at(root_of(text), f"{place_in(text, part, Own.MOVES)}.{phase}.every")
