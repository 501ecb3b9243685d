"""Tell where each part of a YAML text begins and ends, so that one can be changed on its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import yaml

from kneecoach.packs.building.where import Part
from kneecoach.packs.compose import Loader


class Span(NamedTuple):
    """A part of a text.

    Attributes:
        start, end: Where it stands; a list or mapping ends with the last word in it.
        column: Column of its first character, counted from 0.
        is_flow: It is a list or mapping in brackets.
        text: The words of a scalar.
        nodes: The entries of a list.
        pairs: The keys and values of a mapping.
        kind: What it is: "text", "list" or "mapping".
    """

    start: int
    end: int
    column: int
    kind: str
    is_flow: bool = False
    text: str = ""
    nodes: tuple[Span, ...] = ()
    pairs: tuple[tuple[Span, Span], ...] = ()

    def below(self, part: Part) -> Span | None:
        """Return one entry; None when it is not there."""
        if isinstance(part, int):
            return self.nodes[part] if part < len(self.nodes) else None
        return next((value for key, value in self.pairs if key.text == part), None)


def layout_of(text: str) -> Span:
    """Return the layout of a text that the reader has found readable."""
    starts = [0]
    starts.extend(at + 1 for at, letter in enumerate(text) if letter == "\n")
    loader = Loader(text)
    try:
        events = iter(loader.get_event, None)
        event = next(events)
        while not isinstance(event, yaml.NodeEvent):
            event = next(events)
        return _span(event, events, lambda mark: starts[mark.line] + mark.column, text)
    finally:
        loader.dispose()


def _span(event: Any, events: Iterator[Any], place: Callable[[Any], int], text: str) -> Span:
    start, end = place(event.start_mark), place(event.end_mark)
    column = event.start_mark.column
    if isinstance(event, yaml.ScalarEvent):
        end = start + len(text[start:end].rstrip())
        return Span(start, end, column, "text", text=event.value)
    below: list[Span] = []
    inner = next(events)
    while not isinstance(inner, yaml.CollectionEndEvent):
        below.append(_span(inner, events, place, text))
        inner = next(events)
    end = place(inner.end_mark)
    is_flow = bool(getattr(event, "flow_style", False))
    if not is_flow and below:
        end = below[-1].end
    if isinstance(event, yaml.SequenceStartEvent):
        return Span(start, end, column, "list", is_flow, nodes=tuple(below))
    pairs = tuple(zip(below[::2], below[1::2], strict=True))
    return Span(start, end, column, "mapping", is_flow, pairs=pairs)
