"""Write everything of everyone as CSV files in one zip file, or the sessions alone as one file.

The columns are described in docs/history-format.md.
"""

from __future__ import annotations

import csv
import io
import sqlite3
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from kneecoach.history import sqlite
from kneecoach.history.fields import Column
from kneecoach.history.plain import KINDS, SESSIONS, Kind, Part

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet would reckon with a text that begins with one of these."""

GUARD = "'"
_FREE_TEXT = "text"
_TRUTHS: dict[object, str] = {None: "", 0: "no", 1: "yes"}


def write_sessions(history: Path) -> bytes:
    """Return all sessions of everyone as one CSV file.

    Raises:
        HistoryError: The history cannot be read.
    """
    return _with_history(history, lambda connection: _sheet(connection, SESSIONS).encode())


def write_sheets(history: Path, written_at: datetime) -> bytes:
    """Return a zip file with one CSV file for each kind of record, and for each of its lists.

    Raises:
        HistoryError: The history cannot be read.
    """
    return _with_history(history, lambda connection: _zip(connection, written_at))


def sheet_columns() -> Iterator[tuple[str, tuple[Column, ...]]]:
    """Yield the name of each CSV file with its columns, for the documentation and its test."""
    for kind in KINDS:
        yield f"{kind.many}.csv", kind.columns
        for part in kind.parts:
            if not part.is_bare:
                yield _part_name(kind, part), part.columns


def _with_history(history: Path, make: Callable[[sqlite3.Connection], bytes]) -> bytes:
    try:
        with closing(sqlite.connect_to_read(history)) as connection:
            connection.execute(sqlite.BEGIN_READ)
            return make(connection)
    except (sqlite3.Error, OSError) as error:
        raise sqlite.explain(error, history) from error


def _zip(connection: sqlite3.Connection, written_at: datetime) -> bytes:
    content = io.BytesIO()
    moment = written_at.timetuple()[:6]
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, text in _all_sheets(connection):
            entry = zipfile.ZipInfo(name, moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text.encode(), compresslevel=1)
    return content.getvalue()


def _all_sheets(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    for kind in KINDS:
        yield f"{kind.many}.csv", _sheet(connection, kind)
        for part in kind.parts:
            if not part.is_bare:
                yield _part_name(kind, part), _part_sheet(connection, kind, part)


def _part_name(kind: Kind, part: Part) -> str:
    return f"{kind.table}_{part.name}.csv"


def _sheet(connection: sqlite3.Connection, kind: Kind) -> str:
    """Return the records of one kind, oldest first, with their signs in the last column."""
    names = [f'own."{column.name}"' for column in kind.columns]
    head = [column.name for column in kind.columns]
    for part in kind.parts:
        if part.is_bare:
            names.append(_joined_words(part, "own.id"))
            head.append(part.name)
    order = "day, id" if any(one.name == "day" for one in kind.columns) else "added_at, id"
    asked = f'SELECT {", ".join(names)} FROM "{kind.table}" AS own ORDER BY {order}'  # noqa: S608
    return _table(head, kind.columns, connection.execute(asked))


def _part_sheet(connection: sqlite3.Connection, kind: Kind, part: Part) -> str:
    names = [f'own."{part.owner}"', *(f'own."{column.name}"' for column in part.columns)]
    head = [part.owner, *(column.name for column in part.columns)]
    for within in part.parts:
        names.append(_joined_words(within, "own.id"))
        head.append(within.name)
    order = ", ".join(f"own.{name}" for name in part.order.split(", "))
    asked = (
        f'SELECT {", ".join(names)} FROM "{part.table}" AS own'  # noqa: S608 - ours
        f' JOIN "{kind.table}" AS whole ON whole.id = own.{part.owner}'
        f" ORDER BY whole.day, whole.id, {order}"
    )
    owner = kind.columns[0]
    return _table(head, (owner, *part.columns), connection.execute(asked))


def _joined_words(part: Part, owner: str) -> str:
    word = part.columns[0].name
    return (
        f"(SELECT group_concat({word}, ' ') FROM (SELECT {word} FROM {part.table}"  # noqa: S608
        f" WHERE {part.owner} = {owner} ORDER BY {word}))"
    )


def _table(
    head: Sequence[str], columns: tuple[Column, ...], rows: Iterable[Sequence[object]]
) -> str:
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\r\n")
    writer.writerow(head)
    free = [place for place, one in enumerate(columns) if one.kind == _FREE_TEXT]
    truths = [place for place, one in enumerate(columns) if one.is_truth]
    if free or truths:
        rows = (_shown(row, free, truths) for row in rows)
    writer.writerows(rows)
    return sheet.getvalue()


def _shown(row: Sequence[object], free: list[int], truths: list[int]) -> list[object]:
    cells = list(row)
    for place in free:
        cells[place] = guarded(str(cells[place]))
    for place in truths:
        cells[place] = _TRUTHS[cells[place]]
    return cells


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return GUARD + text if text.startswith(FORMULA_SIGNS) else text


def unguarded(text: str) -> str:
    """Return the text that `guarded` was given."""
    return text[1:] if text.startswith(GUARD) and text[1:].startswith(FORMULA_SIGNS) else text
