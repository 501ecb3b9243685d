"""Gather what is in the room of an exercise of one's own: where it stands, or what it goes around.

What another way of doing it does not say itself is shown as the usual way has it, at the place
where it will be written once it is changed.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from kneecoach.model.figure import Around, Thing
from kneecoach.packs.building.exercise_straps import LOOPED, SPOT, end_of
from kneecoach.packs.building.exercise_ways import Own, place_in
from kneecoach.packs.building.where import count_at, root_of, text_at
from kneecoach.packs.nodes import Node
from kneecoach.ui.builder.looking import Looking, field_at
from kneecoach.ui.builder.view import FieldView
from kneecoach.ui.pose.view import ThingView
from kneecoach.ui.words.pose import (
    HELD,
    Choices,
    around_choices,
    end_choices,
    thing_words,
    yes_choices,
)
from kneecoach.values import replace

translate = QCoreApplication.translate

_SIZED = frozenset({Thing.BOX, Thing.STEP, Thing.CHAIR, Thing.PILLOW, Thing.SLANT_BOARD})
_END = "to"


class _Asked(NamedTuple):
    """A field: its name in the file, what it is called, what it can be, what it is if empty."""

    name: str
    label: str
    choices: Choices = ()
    hint: str = ""


def build_things(looking: Looking, text: str, file: str, way: str) -> tuple[ThingView, ...]:
    """Return the things that are in the room in a way of doing it.

    Args:
        looking: The pack.
        text: The exercise.
        file: The file that it is in.
        way: The part of its figure that is about the way.
    """
    root, written = root_of(text), place_in(text, way, Own.PROPS)
    return tuple(
        _thing(looking, root, file, (f"{written}[{number}]", f"{way}.{Own.PROPS}[{number}]"))
        for number in range(1, count_at(root, written) + 1)
    )


def _thing(looking: Looking, root: Node | None, file: str, places: tuple[str, str]) -> ThingView:
    """Return a thing: read from the first place, and to be written at the second."""
    path, own = places
    word = text_at(root, path) or text_at(root, f"{path}.thing")
    called = thing_words(Thing(word)) if word in set(Thing) else word
    end = end_of(root, path)
    fields = []
    for asked in _asked(word, end):
        field = field_at(
            looking,
            root,
            (file, f"{path}.{asked.name}"),
            asked.label,
            hint=asked.hint,
            choices=asked.choices,
        )
        value = end if asked.name == _END else field.value
        fields.append(replace(field, path=f"{own}.{asked.name}", value=value))
    return ThingView(line=called, fields=tuple[FieldView, ...](fields))


def _asked(word: str, end: str) -> tuple[_Asked, ...]:
    if word == Thing.WEIGHT:
        held = translate("Own", "Held in, or worn around")
        return (_Asked("around", held, around_choices(HELD)), _with_load())
    if word in {Thing.BAND, Thing.STRAP}:
        which = tuple(Around) if end else LOOPED
        begins = translate("Own", "Begins at") if end else translate("Own", "Around")
        ends = _Asked(_END, translate("Own", "Ends"), end_choices())
        spot = _spot(f"{_END}.") if end == SPOT else ()
        return (_Asked("around", begins, around_choices(which)), ends, *spot, _with_load())
    turn = _Asked("turn", translate("Own", "Turned"), (), translate("Own", "0 deg"))
    if word in _SIZED:
        usual = translate("Own", "usual")
        return (
            *_spot(),
            turn,
            _Asked("height", translate("Own", "Height"), (), usual),
            _Asked("width", translate("Own", "Width"), (), usual),
            _Asked("depth", translate("Own", "Depth"), (), usual),
            _with_load(),
        )
    return (*_spot(), turn, _with_load())


def _spot(stem: str = "") -> tuple[_Asked, ...]:
    none = translate("Own", "0 cm")
    words = (
        ("forward", translate("Own", "Forwards")),
        ("side", translate("Own", "Working side")),
        ("up", translate("Own", "Up")),
    )
    return tuple(_Asked(f"{stem}{name}", label, (), none) for name, label in words)


def _with_load() -> _Asked:
    load = translate("Own", "Only with a load")
    return _Asked("with_load", load, yes_choices())
