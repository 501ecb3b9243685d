"""Hold a YAML text as a tree of plain texts, each with the place where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from kneecoach.packs.problem import Place


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as it was written, whatever it looks like."""

    at: Place
    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    at: Place
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Entries:
    """A mapping; every key is there once."""

    at: Place
    pairs: tuple[tuple[Scalar, Node], ...]


Node = Scalar | Items | Entries


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """Something wrong at a place of a text: the path of its field, and a sentence."""

    at: Place
    field: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What was read: the tree, or None when there is none, and everything wrong with it."""

    root: Node | None
    flaws: tuple[Flaw, ...] = ()


class UnreadableError(Exception):
    """Carry the flaw that ends the reading of a file."""

    def __init__(self, flaw: Flaw) -> None:
        """Keep the flaw."""
        super().__init__(flaw.sentence)
        self.flaw = flaw
