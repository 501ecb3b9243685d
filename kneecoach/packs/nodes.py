"""Hold a YAML text as a tree of plain texts, each with the place where it stands."""

from __future__ import annotations

from typing import NamedTuple

from kneecoach.packs.problem import Place


class Scalar(NamedTuple):
    """A text as it was written, whatever it looks like."""

    at: Place
    text: str


class Items(NamedTuple):
    """A list."""

    at: Place
    nodes: tuple[Node, ...]


class Entries(NamedTuple):
    """A mapping; every key is there once."""

    at: Place
    pairs: tuple[tuple[Scalar, Node], ...]


Node = Scalar | Items | Entries


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
