"""Carry what the page of records and people shows, as plain values."""

from __future__ import annotations

from kneecoach.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsView:
    """Who is here, and where their records are.

    Attributes:
        people: The key and the name of everyone, first come first.
        mine: The key of whoever is coached.
        shared: The shared folder; empty for none.
        copies: How many copies hold the records too.
        copies_at: Where most of them lie.
        deleted: What was deleted lately, in words, the latest first.
    """

    people: tuple[tuple[str, str], ...]
    mine: str
    shared: str = ""
    copies: int = 0
    copies_at: str = ""
    deleted: tuple[str, ...] = ()
