"""Let levels of a ladder be other ways of doing it, and keep the figure in step with them."""

from __future__ import annotations

from kneecoach.model.dose import Variable
from kneecoach.model.errors import KneecoachError
from kneecoach.packs.building import edit
from kneecoach.packs.building.where import count_at, find, root_of, text_at
from kneecoach.packs.building.written import Plain, clean, in_brackets, lines

VARIANTS = "figure.variants"
_LADDER = "ladder"
_NO_NAME = str.maketrans("", "", ".[]")
"""Letters that part the names of a path, so that a way cannot be called by them."""

_LONGEST = 60
_MARK = "to_be_a_level"


def variants_of(text: str) -> tuple[str, ...]:
    """Return the ways that a ladder has beside the usual one, each once, in order."""
    root = root_of(text)
    names = (_name_at(text, at) for at in range(count_at(root, _LADDER)))
    return tuple(dict.fromkeys(one for one in names if one))


def level_of(text: str, variant: str) -> int:
    """Return the level at which a way begins, counted from 1; the usual way begins at the first."""
    root = root_of(text)
    found = (at for at in range(count_at(root, _LADDER)) if _name_at(text, at) == variant)
    return next(found, -1) + 2 if variant else 1


def variant_name(wanted: str) -> str:
    """Return words as the name of a way.

    Raises:
        KneecoachError: Nothing is left of them.
    """
    name = clean(wanted.translate(_NO_NAME))[:_LONGEST].strip()
    if not name:
        raise KneecoachError(
            "Another way of doing it needs a name.", "Write one, such as single-leg."
        )
    return name


def add_variant(text: str, at: int, wanted: str) -> str:
    """Return an exercise with a level that is another way, before the one at a position from 0.

    Raises:
        KneecoachError: It has no name.
    """
    level: dict[str, Plain] = {Variable.VARIANT.value: variant_name(wanted)}
    text = edit.insert(text, _LADDER, at, _MARK)
    if f"- {_MARK}\n" in text:
        return text.replace(_MARK, lines(level, 0))
    return text.replace(_MARK, in_brackets(level))


def change_to_variant(text: str, at: int, wanted: str) -> str:
    """Return an exercise whose level at a position is another way, or has another name as one.

    Raises:
        KneecoachError: It has no name, or another one is called that.
    """
    new, old = variant_name(wanted), _name_at(text, at)
    if not old:
        return edit.write(text, f"{_LADDER}[{at + 1}]", _with_note(text, at, {"variant": new}))
    if new == old:
        return text
    if new in variants_of(text):
        raise KneecoachError(
            f"The ladder has a way that is called {new} already.", "Choose another name."
        )
    for number in range(count_at(root_of(text), _LADDER)):
        if _name_at(text, number) == old:
            text = edit.write(text, f"{_LADDER}[{number + 1}].variant", new)
    return edit.rename_key(text, f"{VARIANTS}.{old}", new)


def change_from_variant(text: str, at: int, change: Plain) -> str:
    """Return an exercise whose level at a position changes one thing, and is no other way."""
    before = variants_of(text)
    value = _with_note(text, at, {"change": change})
    return without_idle_variants(edit.write(text, f"{_LADDER}[{at + 1}]", value), before)


def without_idle_variants(text: str, before: tuple[str, ...]) -> str:
    """Return an exercise whose figure says nothing of ways that the ladder had and has no more."""
    left = variants_of(text)
    for name in before:
        path = f"{VARIANTS}.{name}"
        if name not in left and find(root_of(text), path) is not None:
            text = edit.remove(text, path)
    return text


def _name_at(text: str, at: int) -> str:
    return text_at(root_of(text), f"{_LADDER}[{at + 1}].variant")


def _with_note(text: str, at: int, value: dict[str, Plain]) -> dict[str, Plain]:
    note = text_at(root_of(text), f"{_LADDER}[{at + 1}].note")
    return {**value, "note": note} if note else value
