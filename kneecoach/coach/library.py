"""Find exercises among all that packs offer: by words as they are typed, and by what they are."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Final

from kneecoach.coach.body_words import other_words
from kneecoach.model.exercise import Exercise, Kind, Position
from kneecoach.model.programme import Catalogue
from kneecoach.values import dataclass

NOTHING_NEEDED: Final = "nothing"
"""Stands for exercises that need no equipment."""

_SHORTEST_GUESS: Final = 4
_ALIKE_FROM: Final = 0.75
"""How alike two words are that differ by a slip of the finger, such as "sqaut" and "squat"."""

_ON_NAME, _IN_NAME, _IN_TEXT, _GUESSED = range(4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody looks for; what is empty or None does not matter.

    Attributes:
        text: Words in any order; the last one may be half typed.
        area: A part of the body.
        kind: The kind of exercise.
        equipment: Something that is used, or `NOTHING_NEEDED`.
        position: How the body starts.
    """

    text: str = ""
    area: str = ""
    kind: Kind | None = None
    equipment: str = ""
    position: Position | None = None


def find_exercises(catalogue: Catalogue, wanted: Wanted) -> tuple[Exercise, ...]:
    """Return the exercises that fit, the nearest to the words first, else by name.

    Of those that are equally near, the one comes first whose name says little else.
    """
    words = _words(wanted.text)
    found: list[tuple[int, int, str, Exercise]] = []
    for exercise in catalogue.exercises:
        if not _fits(exercise, wanted):
            continue
        rank = _rank(exercise, words)
        if rank is not None:
            length = len(_words(exercise.name)) if words else 0
            found.append((rank, length, plain(exercise.name), exercise))
    return tuple(one[-1] for one in sorted(found, key=lambda one: one[:3]))


def areas_of(catalogue: Catalogue) -> tuple[str, ...]:
    """Return every part of the body that some exercise works, in order."""
    return _once(area for one in catalogue.exercises for area in one.areas)


def kinds_of(catalogue: Catalogue) -> tuple[Kind, ...]:
    """Return the kinds that some exercise has, in the order of their names' definition."""
    known = {one.kind for one in catalogue.exercises}
    return tuple(kind for kind in Kind if kind in known)


def equipment_of(catalogue: Catalogue) -> tuple[str, ...]:
    """Return everything that some exercise uses, in order."""
    return _once(thing.name for one in catalogue.exercises for thing in one.equipment)


def positions_of(catalogue: Catalogue) -> tuple[Position, ...]:
    """Return the positions that some exercise starts in."""
    known = {one.position for one in catalogue.exercises}
    return tuple(position for position in Position if position in known)


def plain(text: str) -> str:
    """Return a text without capitals, accents and hyphens, for comparing."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join("".join(one if one.isalnum() else " " for one in kept).split())


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    """Return texts in order, each once, however it is written."""
    known: dict[str, str] = {}
    for text in texts:
        known.setdefault(plain(text), text)
    return tuple(known[key] for key in sorted(known))


def _fits(exercise: Exercise, wanted: Wanted) -> bool:
    if wanted.kind is not None and exercise.kind is not wanted.kind:
        return False
    if wanted.position is not None and exercise.position is not wanted.position:
        return False
    if wanted.area and plain(wanted.area) not in map(plain, exercise.areas):
        return False
    if wanted.equipment == NOTHING_NEEDED:
        return all(one.optional for one in exercise.equipment)
    things = (plain(one.name) for one in exercise.equipment)
    return not wanted.equipment or plain(wanted.equipment) in things


def _words(text: str) -> tuple[str, ...]:
    return tuple(plain(text).split())


def _rank(exercise: Exercise, words: tuple[str, ...]) -> int | None:
    """Return how far an exercise is from the words, 0 for nearest; None when it is not meant."""
    if not words:
        return _ON_NAME
    if plain(exercise.name).startswith(" ".join(words)):
        return _ON_NAME
    name, near, text = _words_of(exercise)
    worst = _IN_NAME
    for word in words:
        if any(one.startswith(word) for one in name):
            continue
        if any(one.startswith(word) for one in text):
            worst = max(worst, _IN_TEXT)
        elif any(_is_like(word, one) for one in near):
            worst = _GUESSED
        else:
            return None
    return worst


def _words_of(exercise: Exercise) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the words of the name, those that may be misspelt, and all that are looked through."""
    name = _words(f"{exercise.name} {exercise.id}")
    things = " ".join(one.name for one in exercise.equipment)
    told = f"{' '.join(exercise.areas)} {things} {exercise.kind} {other_words(exercise)}"
    near = (*name, *_words(told))
    return name, near, (*near, *_words(f"{exercise.why} {exercise.position}"))


def _is_like(word: str, known: str) -> bool:
    """Tell whether a word is another one, or its beginning, with a slip of the finger."""
    if len(word) < _SHORTEST_GUESS or word[0] != known[:1]:
        return False
    beginnings = {known[: len(word)], known[: len(word) + 1]}
    return any(SequenceMatcher(None, word, one).ratio() >= _ALIKE_FROM for one in beginnings)
