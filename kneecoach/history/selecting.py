"""Select rows over any DB-API connection, and gather the signs of each owner."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from kneecoach.model.feedback import Flag

Row = tuple[Any, ...]

NO_FLAGS: frozenset[Flag] = frozenset()

_FLAGS = {flag.value: flag for flag in Flag}


class Cursor(Protocol):
    """What is used of a DB-API cursor."""

    def execute(self, operation: str, parameters: Sequence[str], /) -> object:
        """Run a statement."""
        ...

    def fetchall(self) -> Sequence[Any]:
        """Return all rows."""
        ...


class Connection(Protocol):
    """What is used of a DB-API connection."""

    def cursor(self) -> Cursor:
        """Return a new cursor."""
        ...


def select(connection: Connection, statement: str, key: Sequence[str]) -> Sequence[Row]:
    """Return all rows of a statement."""
    cursor = connection.cursor()
    cursor.execute(statement, key)
    return cursor.fetchall()


def group_flags(rows: Iterable[Row]) -> dict[str, frozenset[Flag]]:
    """Return the signs of each owner, from pairs of owner and sign.

    Raises:
        KeyError: A sign is not known.
    """
    grouped: dict[str, set[Flag]] = {}
    for owner, flag in rows:
        grouped.setdefault(owner, set()).add(_FLAGS[flag])
    return {owner: frozenset(flags) for owner, flags in grouped.items()}
