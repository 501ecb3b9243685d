"""Find a place in a file of a pack by the path that the reader's problems name it by."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import assert_never

from kneecoach.packs.building.written import Plain
from kneecoach.packs.document import parse
from kneecoach.packs.formats import FORMATS
from kneecoach.packs.nodes import Entries, Items, Node, Scalar
from kneecoach.packs.spec import Either, Kind, Listed, Mapped, Record

Part = str | int
"""A key, or a position in a list counted from 0."""

_PART = re.compile(r"([^.\[\]]+)|\[([0-9]+)\]")


def parts_of(path: str) -> tuple[Part, ...]:
    """Return the parts of a path such as "ladder[2].change.reps"; positions are counted from 1."""
    return tuple(name or int(number) - 1 for name, number in _PART.findall(path))


@lru_cache(maxsize=32)
def root_of(text: str) -> Node | None:
    """Return the tree of a text, or None when it cannot be read.

    A page asks for dozens of places of the same few texts, and a tree never changes.
    """
    return parse(text).root


def find(root: Node | None, path: str) -> Node | None:
    """Return what stands at a path; None when nothing does.

    A bare text in a list stands for a mapping with one field, whatever that is called.
    """
    found = root
    for part in parts_of(path):
        match found, part:
            case Entries(pairs=pairs), str():
                found = next((value for key, value in pairs if key.text == part), None)
            case Items(nodes=nodes), int():
                found = nodes[part] if part < len(nodes) else None
            case _:
                return None
    return found


def text_at(root: Node | None, path: str) -> str:
    """Return the text at a path on one line; empty when there is none."""
    found = find(root, path)
    return " ".join(found.text.split()) if isinstance(found, Scalar) else ""


def texts_at(root: Node | None, path: str) -> tuple[str, ...]:
    """Return the texts of the list at a path."""
    found = find(root, path)
    nodes = found.nodes if isinstance(found, Items) else ()
    return tuple(" ".join(one.text.split()) for one in nodes if isinstance(one, Scalar))


def keys_at(root: Node | None, path: str) -> tuple[str, ...]:
    """Return the keys of the mapping at a path, in the order in which they stand."""
    found = find(root, path)
    return tuple(key.text for key, _ in found.pairs) if isinstance(found, Entries) else ()


def plain_at(root: Node | None, path: str) -> Plain:
    """Return what stands at a path, to be written elsewhere; an empty text when nothing does."""
    found = find(root, path)
    return "" if found is None else _plain(found)


def _plain(node: Node) -> Plain:
    match node:
        case Scalar(text=text):
            return " ".join(text.split())
        case Items(nodes=nodes):
            return tuple(map(_plain, nodes))
        case Entries(pairs=pairs):
            return {key.text: _plain(value) for key, value in pairs}
        case _:
            assert_never(node)


def count_at(root: Node | None, path: str) -> int:
    """Return how many entries the list at a path has."""
    found = find(root, path)
    return len(found.nodes) if isinstance(found, Items) else 0


def record_at(root: Node | None, parts: tuple[Part, ...]) -> Record | None:
    """Return the fields that the format has for the mapping at some parts of a path.

    None where the writer chooses the keys, or where the format has no such place.
    """
    kind: Kind | None = _format_of(root)
    for step in pairwise((*parts, "")):
        kind = _below(kind, step[0], step[1])
    return kind if isinstance(kind, Record) else None


def _format_of(root: Node | None) -> Record | None:
    named = text_at(root, "format")
    return next((record for name, record in FORMATS.items() if name.value == named), None)


def _below(kind: Kind | None, part: Part, following: Part) -> Kind | None:
    match kind:
        case Record(fields=fields):
            found = next((one.kind for one in fields if one.name == part), None)
        case Listed(item=item):
            found = item
        case Mapped(value=value):
            found = value
        case _:
            return None
    if isinstance(found, Either):
        return next(
            (one for one in found.options if any(name.name == following for name in one.fields)),
            found.options[0],
        )
    return found
