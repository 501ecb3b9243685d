"""Hold a YAML text as a tree of plain texts, each with the place where it stands."""

from __future__ import annotations

from typing import NamedTuple, Protocol, assert_never

from kneecoach.packs.problem import Place

Plain = str | list["Plain"] | dict[str, "Plain"]
"""What a text says without the places: each scalar as it was written, in lists and mappings."""


class Mark(Protocol):
    """Where the parser met something, counted from 0; made into a place when that is asked for."""

    line: int
    column: int


def place_of(mark: Mark) -> Place:
    """Return the place of a mark, as people count."""
    return Place(line=mark.line + 1, column=mark.column + 1)


class Scalar(NamedTuple):
    """A text as it was written, whatever it looks like."""

    mark: Mark
    text: str

    @property
    def at(self) -> Place:
        """Return where it begins."""
        return place_of(self.mark)


class Items(NamedTuple):
    """A list."""

    mark: Mark
    nodes: tuple[Node, ...]

    @property
    def at(self) -> Place:
        """Return where it begins."""
        return place_of(self.mark)


class Entries(NamedTuple):
    """A mapping; every key is there once."""

    mark: Mark
    pairs: tuple[tuple[Scalar, Node], ...]

    @property
    def at(self) -> Place:
        """Return where it begins."""
        return place_of(self.mark)


Node = Scalar | Items | Entries


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


class Flaw(NamedTuple):
    """Something wrong at a place of a text: the path of its field, and a sentence."""

    at: Place
    field: str
    sentence: str


class Document(NamedTuple):
    """What was read: the tree, or None when there is none, and everything wrong with it."""

    root: Node | None
    flaws: tuple[Flaw, ...] = ()


class UnreadableError(Exception):
    """Carry the flaw that ends the reading of a file."""

    def __init__(self, flaw: Flaw) -> None:
        """Keep the flaw."""
        super().__init__(flaw.sentence)
        self.flaw = flaw
