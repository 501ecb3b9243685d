"""Put records into their tables, many at once."""

from __future__ import annotations

import marshal
import sqlite3
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from kneecoach.history.fields import Column
from kneecoach.history.plain import Kind, Part
from kneecoach.history.written import Fields, keep

Owned = Iterable[tuple[str, list[Any]]]
"""The id of each owner, with what is listed in it."""


def put_new(connection: sqlite3.Connection, kind: Kind, records: Sequence[Fields]) -> None:
    """Put records in whose ids are not there yet.

    Raises:
        sqlite3.IntegrityError: A part of one is kept under another record.
    """
    connection.executemany(_into(kind.table, _names(kind.columns)), _rows(kind.columns, records))
    _put_parts(connection, kind, records)


def put_again(connection: sqlite3.Connection, kind: Kind, records: Sequence[Fields]) -> None:
    """Put records in the place of what is kept under their ids.

    Raises:
        sqlite3.IntegrityError: A part of one is kept under another record.
    """
    names = _names(kind.columns)
    anew = ", ".join(f'"{name}" = excluded."{name}"' for name in names if name != "id")
    instead = f"{_into(kind.table, names)} ON CONFLICT (id) DO UPDATE SET {anew}"
    connection.executemany(instead, _rows(kind.columns, records))
    for part in kind.parts:
        _take_out(connection, part, [(str(one["id"]),) for one in records])
    _put_parts(connection, kind, records)


def _take_out(connection: sqlite3.Connection, part: Part, owners: list[tuple[str]]) -> None:
    for within in part.parts:
        connection.executemany(
            f"DELETE FROM {within.table} WHERE {within.owner} IN"  # noqa: S608 - ours
            f" (SELECT id FROM {part.table} WHERE {part.owner} = ?)",
            owners,
        )
    connection.executemany(f"DELETE FROM {part.table} WHERE {part.owner} = ?", owners)  # noqa: S608


def _put_parts(connection: sqlite3.Connection, whole: Kind | Part, records: Sequence[Any]) -> None:
    for part in whole.parts:
        _put_part(connection, part, [(one["id"], one[part.name]) for one in records])


def _put_part(connection: sqlite3.Connection, part: Part, owned: Owned) -> None:
    head: list[tuple[object, ...]] = []
    entries: list[Any] = []
    for owner, listed in owned:
        head += [(owner, place) if part.is_placed else (owner,) for place in range(len(listed))]
        entries += listed
    cells = [(one,) for one in entries] if part.is_bare else _rows(part.columns, entries)
    names = (part.owner, *(("place",) if part.is_placed else ()), *_names(part.columns))
    rows = (begin + row for begin, row in zip(head, cells, strict=True))
    connection.executemany(_into(part.table, names), rows)
    _put_parts(connection, part, entries)


def _names(columns: tuple[Column, ...]) -> tuple[str, ...]:
    return tuple(column.name for column in columns)


def _rows(columns: tuple[Column, ...], records: Sequence[Any]) -> Iterable[tuple[object, ...]]:
    kept = [_kept(column, [one[column.name] for one in records]) for column in columns]
    return zip(*kept, strict=True)


def _kept(column: Column, values: list[Any]) -> list[Any]:
    """Return what a column holds of each record; the same dose is asked for again and again."""
    if column.is_dose:
        looks = [marshal.dumps(one, 2) for one in values]
        texts = {
            look: keep(column, one) for look, one in dict(zip(looks, values, strict=True)).items()
        }
        return [texts[look] for look in looks]
    return [keep(column, one) for one in values] if column.is_truth else values


@cache
def _into(table: str, names: tuple[str, ...]) -> str:
    columns = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" for _ in names)
    return f'INSERT INTO "{table}" ({columns}) VALUES ({marks})'  # noqa: S608 - ours
