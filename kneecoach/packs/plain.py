"""Read a YAML text in which nothing is unusual straight into plain texts, lists and mappings.

Nearly every file is such a text. No place is noted on the way, as most are never asked for; and
where anything is unusual or wrong, this says nothing of it: the text is then read again by the
`Composer`, which knows why each thing is refused, and where.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import assert_never

import yaml
from yaml.events import (
    CollectionStartEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from kneecoach.packs.compose import DEEPEST, MERGE, MOST_NODES, Loader
from kneecoach.packs.nodes import Entries, Items, Node, Scalar

Plain = str | list["Plain"] | dict[str, "Plain"]

_UNUSUAL = re.compile(r"[&*!\\](?<!\w[&*!])")
"""What begins an anchor, an alias or a tag, or a character written as an escape.

None of the first three can follow a letter or a digit: between two tokens there is a space or a
mark. It is also found in many a sentence; the file then takes a little longer, and reads the same.
"""


class _UnusualError(Exception):
    """Say that a text has to be read with more care."""


def read_sound(text: str) -> dict[str, Plain] | None:
    """Return what a text says; None when anything about it is unusual, or wrong as YAML of ours.

    Args:
        text: The text; without hidden characters.
    """
    if _UNUSUAL.search(text):
        return None
    loader = Loader(text)
    try:
        return _Reader(loader.get_event).document()
    except (_UnusualError, yaml.YAMLError):
        return None
    finally:
        loader.dispose()


def plain_of(node: Node) -> Plain:
    """Return what a tree says without the places."""
    match node:
        case Scalar(text=text):
            return text
        case Items(nodes=nodes):
            return [plain_of(one) for one in nodes]
        case Entries(pairs=pairs):
            return {key.text: plain_of(value) for key, value in pairs}
        case _:
            assert_never(node)


class _Reader:
    """Take the parser's events one after the other."""

    def __init__(self, get_event: Callable[[], Event | None]) -> None:
        self._get = get_event
        self._nodes = 0

    def document(self) -> dict[str, Plain]:
        """Return the only document of a text, which is a mapping."""
        self._get()  # the stream begins
        self._expect(DocumentStartEvent)
        self._expect(MappingStartEvent)
        found = self._mapping(1)
        self._expect(DocumentEndEvent)
        self._expect(StreamEndEvent)
        return found

    def _expect(self, kind: type[Event]) -> None:
        if type(self._get()) is not kind:
            raise _UnusualError

    def _mapping(self, depth: int) -> dict[str, Plain]:
        get, found = self._get, dict[str, Plain]()
        for _ in range(MOST_NODES):
            event = get()
            if type(event) is not ScalarEvent:
                if type(event) is not MappingEndEvent:
                    raise _UnusualError
                self._count(2 * len(found))
                return found
            key = event.value
            if key in found or key == MERGE:
                raise _UnusualError
            event = get()
            found[key] = event.value if type(event) is ScalarEvent else self._held(event, depth)
        raise _UnusualError

    def _list(self, depth: int) -> list[Plain]:
        get, found = self._get, list[Plain]()
        for _ in range(MOST_NODES):
            event = get()
            if type(event) is ScalarEvent:
                found.append(event.value)
            elif type(event) is SequenceEndEvent:
                self._count(len(found))
                return found
            else:
                found.append(self._held(event, depth))
        raise _UnusualError

    def _held(self, event: Event | None, depth: int) -> Plain:
        """Return the list or mapping that begins with an event."""
        if depth >= DEEPEST or not isinstance(event, CollectionStartEvent):
            raise _UnusualError
        if type(event) is MappingStartEvent:
            return self._mapping(depth + 1)
        return self._list(depth + 1)

    def _count(self, nodes: int) -> None:
        """Count the nodes in a collection that has ended."""
        self._nodes += nodes
        if self._nodes >= MOST_NODES:
            raise _UnusualError
