"""Say what is different for another way of doing an exercise: its movement, things, and phases.

A way is a variant of the ladder. What it does not say itself is as in the usual way, until
something of it is changed: then all of that is copied, and the change is made in the copy.
"""

from __future__ import annotations

import re
from enum import StrEnum

from kneecoach.model.figure import Planted
from kneecoach.packs.building import edit
from kneecoach.packs.building.doses import TEMPO, tempo_at
from kneecoach.packs.building.exercise_lists import add_entry, remove_entry
from kneecoach.packs.building.exercise_poses import FIGURE, begin_part, variant_of
from kneecoach.packs.building.exercise_rounds import INTERVALS, with_own_rounds
from kneecoach.packs.building.levels import without_idle_levels
from kneecoach.packs.building.variants import level_of
from kneecoach.packs.building.where import count_at, find, plain_at, root_of, texts_at
from kneecoach.packs.building.written import Plain


class Own(StrEnum):
    """Name what a way may have of its own."""

    MOVES = "moves"
    PLANTED = "planted"
    PROPS = "props"


_PAIRS = (
    (Planted.FEET, Planted.WORKING_FOOT, Planted.OTHER_FOOT),
    (Planted.TOES, Planted.WORKING_TOES, Planted.OTHER_TOES),
    (Planted.HEELS, Planted.WORKING_HEEL, Planted.OTHER_HEEL),
    (Planted.HANDS, Planted.WORKING_HAND, Planted.OTHER_HAND),
    (Planted.KNEES, Planted.WORKING_KNEE, Planted.OTHER_KNEE),
)
_SAME: dict[str, frozenset[str]] = {
    **{both: frozenset((one, other)) for both, one, other in _PAIRS},
    **{side: frozenset((both,)) for both, *sides in _PAIRS for side in sides},
}
"""What stands for part of the same: both feet, and each of them."""

_PROP = re.compile(rf"({re.escape(FIGURE)}\.variants\.[^.\[\]]+)\.props\[")
_PHASE = re.compile(rf"(ladder\[([0-9]+)\])\.({TEMPO}|{INTERVALS})\.")


def has_own(text: str, part: str, own: Own) -> bool:
    """Return whether a part of the figure says something itself; the usual way always does."""
    return not variant_of(part) or find(root_of(text), f"{part}.{own}") is not None


def place_in(text: str, part: str, own: Own) -> str:
    """Return where it is written what a part moves, plants or has around it."""
    return f"{part if has_own(text, part, own) else FIGURE}.{own}"


def with_own(text: str, part: str, own: Own) -> str:
    """Return an exercise in which a part says something itself: as yet what the usual way says."""
    if has_own(text, part, own):
        return text
    said = plain_at(root_of(text), f"{FIGURE}.{own}") or ({} if own is Own.MOVES else ())
    begun = begin_part(text, part, {own.value: said})
    return begun if has_own(begun, part, own) else edit.write(text, f"{part}.{own}", said)


def without_own(text: str, part: str, own: Own) -> str:
    """Return an exercise in which a way moves, stands or has things as the usual way does."""
    is_own = bool(variant_of(part)) and has_own(text, part, own)
    return edit.remove(text, f"{part}.{own}") if is_own else text


def set_planted(text: str, part: str, planted: tuple[str, ...]) -> str:
    """Return an exercise in which these stay where the first pose has them."""
    path = f"{part}.{Own.PLANTED}"
    planted = _apart(planted, texts_at(root_of(text), place_in(text, part, Own.PLANTED)))
    if variant_of(part) and planted == texts_at(root_of(text), f"{FIGURE}.{Own.PLANTED}"):
        return without_own(text, part, Own.PLANTED)
    if planted or variant_of(part):
        return edit.write(begin_part(text, part, {Own.PLANTED.value: ()}), path, planted)
    return edit.remove(text, path)


def _apart(planted: tuple[str, ...], before: tuple[str, ...]) -> tuple[str, ...]:
    """Return what is planted, without what stands for the same as something that is new in it."""
    new = set(planted) - set(before)
    return tuple(one for one in planted if one in new or not new & _SAME.get(one, frozenset()))


def anchors_of(text: str) -> tuple[str, ...]:
    """Return what can be the part that never gives way: what is planted, and what is written."""
    root = root_of(text)
    planted = texts_at(root, f"{FIGURE}.{Own.PLANTED}")
    written = plain_at(root, f"{FIGURE}.anchor")
    also = (written,) if isinstance(written, str) and written else ()
    return tuple(one for one in dict.fromkeys((*planted, *also)) if one in set(Planted))


def add_thing(text: str, part: str, thing: Plain) -> str:
    """Return an exercise with one thing more in the room."""
    return add_entry(with_own(text, part, Own.PROPS), f"{part}.{Own.PROPS}", thing)


def remove_thing(text: str, part: str, number: int) -> str:
    """Return an exercise without a thing in the room, counted from 1."""
    text = with_own(text, part, Own.PROPS)
    path = f"{part}.{Own.PROPS}"
    if variant_of(part) and count_at(root_of(text), path) == 1:
        return edit.write(text, path, ())
    return remove_entry(text, path, number)


def is_borrowed(text: str, path: str) -> bool:
    """Return whether a place is shown for a way that does not say it itself yet."""
    prop, phase = _PROP.match(path), _PHASE.match(path)
    if prop is not None:
        return not has_own(text, prop[1], Own.PROPS)
    return phase is not None and find(root_of(text), f"{phase[1]}.{phase[3]}") is None


def write_own(text: str, path: str, said: str) -> str:
    """Return an exercise that says something at a place, which may be borrowed until then."""
    prop, phase = _PROP.match(path), _PHASE.match(path)
    if prop is not None:
        text = with_own(text, prop[1], Own.PROPS)
    if phase is not None:
        level = int(phase[2]) + 1
        is_tempo = phase[3] == TEMPO
        text = with_own_tempo(text, level) if is_tempo else with_own_rounds(text, level)
    if not said:
        return edit.remove(text, path)
    return without_idle_levels(edit.write(text, path, said), path)


def with_own_tempo(text: str, level: int) -> str:
    """Return an exercise in which a level states its tempo itself; levels are counted from 1."""
    path = tempo_of(level)
    if level == 1 or find(root_of(text), path) is not None:
        return text
    tempo: Plain = {**tempo_at(root_of(text), level)}
    return edit.write(text, path, tempo)


def tempo_of(level: int) -> str:
    """Return where a level states its tempo, if it does."""
    return f"dose.{TEMPO}" if level == 1 else f"ladder[{level - 1}].{TEMPO}"


def stem_of(text: str, part: str) -> str:
    """Return where the level that a part belongs to is written: the first, or that of a variant."""
    level = level_of(text, variant_of(part))
    return "dose" if level == 1 else f"ladder[{level - 1}]"
