"""Find where the dose of one level is written, part by part, and what it says there."""

from __future__ import annotations

from kneecoach.model.dose import Variable
from kneecoach.model.figure import Thing
from kneecoach.packs.building.rounds import rounds_at, rounds_words
from kneecoach.packs.building.where import count_at, find, keys_at, text_at
from kneecoach.packs.nodes import Node
from kneecoach.values import dataclass

TEMPO = "tempo"
HOLD = "hold"
_PROPS = "figure.props"
_HIGH = frozenset({Thing.STEP.value, Thing.BOX.value})
_IF_THERE = ("range", "height", "effort", "times_a_day")


@dataclass(frozen=True, slots=True, kw_only=True)
class DosePart:
    """One part of a dose.

    Attributes:
        name: What it is: "sets", "rest", "tempo.lower", "intervals.rounds" and so on.
        path: Where it is written.
        value: What is written there; empty when nothing is.
    """

    name: str
    path: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelText:
    """One level above the first, as it is written.

    Attributes:
        path: Where it is written.
        variable: What it changes; `VARIANT` for another way of doing it.
        value: To what, or the name of the variant; empty for a change of several words.
        note: A few words for the person.
    """

    path: str
    variable: str
    value: str
    note: str


def dose_parts(root: Node | None, level: int) -> tuple[DosePart, ...]:
    """Return the parts of the dose of a level, counted from 1, in the order they are shown."""
    names = [name for name in ("sets", "reps") if _has(root, name, level)]
    tempo = place_of(root, TEMPO, level)
    names += [f"{TEMPO}.{phase}" for phase in keys_at(root, tempo)]
    if find(root, "dose.intervals") is not None:
        names.append("intervals.rounds")
    names += [name for name in ("duration",) if _has(root, name, level)]
    names += ["rest", "sides", "load"]
    names += [name for name in _IF_THERE if _has(root, name, level) or _is_due(root, name)]
    return tuple(_part(root, name, level) for name in names)


def place_of(root: Node | None, name: str, level: int) -> str:
    """Return the path at which a part of the dose of a level is written.

    It is that of the last level up to this one that states it, or of the first dose.
    """
    for number in range(min(level - 1, count_at(root, "ladder")), 0, -1):
        for stem in (f"ladder[{number}].change", f"ladder[{number}]"):
            if name == f"{TEMPO}.{HOLD}" and find(root, f"{stem}.{HOLD}") is not None:
                return f"{stem}.{HOLD}"
            if find(root, f"{stem}.{name}") is not None:
                return f"{stem}.{name}"
    return f"dose.{name}"


def tempo_at(root: Node | None, level: int) -> dict[str, str]:
    """Return the phases of a repetition at a level, each with how long it lasts there."""
    names = keys_at(root, place_of(root, TEMPO, level))
    return {one: text_at(root, place_of(root, f"{TEMPO}.{one}", level)) for one in names}


def level_texts(root: Node | None) -> tuple[LevelText, ...]:
    """Return the levels above the first."""
    return tuple(_level(root, number) for number in range(1, count_at(root, "ladder") + 1))


def _has(root: Node | None, name: str, level: int) -> bool:
    return find(root, place_of(root, name, level)) is not None


def _is_due(root: Node | None, name: str) -> bool:
    """Return whether an exercise asks for a part of its dose: a step for how high it is."""
    numbers = range(1, count_at(root, _PROPS) + 1) if name == "height" else ()
    paths = [f"{_PROPS}[{number}]" for number in numbers]
    return any((text_at(root, one) or text_at(root, f"{one}.thing")) in _HIGH for one in paths)


def _part(root: Node | None, name: str, level: int) -> DosePart:
    path = place_of(root, name, level)
    return DosePart(name=name, path=path, value=text_at(root, path))


def _level(root: Node | None, number: int) -> LevelText:
    path = f"ladder[{number}]"
    note = text_at(root, f"{path}.note")
    changes = keys_at(root, f"{path}.change")
    if not changes:
        variant = text_at(root, f"{path}.variant")
        return LevelText(path=path, variable=Variable.VARIANT, value=variant, note=note)
    at = f"{path}.change.{changes[0]}"
    is_round = changes[0] == Variable.INTERVALS
    value = rounds_words(rounds_at(root, at)) if is_round else text_at(root, at)
    return LevelText(path=path, variable=changes[0], value=value, note=note)
