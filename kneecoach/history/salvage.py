"""Take from a damaged history whatever can still be read, and complete it from the newest copy.

The damaged file is only read. Every record has an id of its own, so what is read twice is kept
once; what points to something that was lost is lost with it. Of a table that SQLite cannot read to
its end, or not at all, the rows are looked for on every page.
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Column, Float, Integer, Table

from kneecoach.clock import Clock
from kneecoach.history import sqlite
from kneecoach.history.columns import read_moment, write_moment
from kneecoach.history.doses import read_dose
from kneecoach.history.errors import HistoryError
from kneecoach.history.keys_of_files import find_vault
from kneecoach.history.leaves import Value, rows_on_leaves
from kneecoach.history.opening import create_schema, make_engine
from kneecoach.history.restamping import restamp
from kneecoach.history.schema import VERSION_TABLE
from kneecoach.history.tables import Base, Day, HexId, Moment
from kneecoach.model.feedback import Knee
from kneecoach.values import dataclass

_LARGEST_ROW_ID = 2**62
_STAMPED = ".stamped"
_OWN = frozenset({VERSION_TABLE, "schema_change"})
_PERSON = "person"
_OF_PERSON = "person_id"
_DOSE = "dose"
_ID = re.compile("[0-9a-f]{32}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Salvaged:
    """What was put together.

    Attributes:
        rows: Rows by table.
        orphans: Rows that were left out because what they belong to is lost.
    """

    rows: dict[str, int]
    orphans: int


def salvage(sources: tuple[Path, ...], target: Path, clock: Clock) -> Salvaged:
    """Write a new, sound history from all that can be read in the sources, best first.

    Args:
        sources: Files that may be damaged; of a record in several the first one's is taken.
        target: The new file; must not be there yet.
        clock: Dates the new file.

    Raises:
        sqlite3.Error, OSError: The new file cannot be written.
    """
    sqlite.make_private(target)
    engine = make_engine(target)
    try:
        create_schema(engine, clock)
    finally:
        engine.dispose()
    with closing(sqlite.connect(target, checks_references=False)) as new:
        new.execute(sqlite.BEGIN_WRITE)
        broken = {source: _take_all(new, source) for source in sources}
        for source, tables in broken.items():
            # After the copies: a damaged page may garble what a copy has whole.
            _take_from_damaged_pages(new, source, tables, target, sources)
        _bring_back_people(new, clock)
        orphans = _drop_orphans(new)
        counts = {
            table.name: new.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0]  # noqa: S608
            for table in Base.metadata.sorted_tables
        }
        new.execute("COMMIT")
    return Salvaged(rows=counts, orphans=orphans)


def _take_all(new: sqlite3.Connection, source: Path) -> list[Table]:
    """Copy every row that can be read, those of the tables first that others point to.

    Return the tables of an encrypted source that have more.
    """
    tables = [table for table in Base.metadata.sorted_tables if table.name not in _OWN]
    broken = [table for table in tables if not _take(new, source, table)]
    if not broken:
        return []
    with suppress(OSError):
        content = source.read_bytes()
        if find_vault(source) is not None and not content.startswith(sqlite.PLAIN_HEAD):
            return broken
        found = defaultdict(list)
        for row in rows_on_leaves(content):
            found[len(row)].append(row)
        for table in broken:
            names = [column.name for column in table.columns]
            for row in found[len(names)]:
                if _fits(new, table, row):
                    _put(new, table.name, names, row)
    return []


def _take_from_damaged_pages(
    new: sqlite3.Connection,
    source: Path,
    tables: list[Table],
    target: Path,
    sources: tuple[Path, ...],
) -> None:
    """Copy what can be read of pages that SQLCipher refuses; they are encrypted all the time."""
    if not tables:
        return
    stamped = target.with_name(target.name + _STAMPED)
    try:
        sqlite.make_private(stamped)
        if restamp(source, stamped, tuple(one for one in sources if one != source)):
            for table in tables:
                _take(new, stamped, table)
    finally:
        for ending in ("", "-wal", "-shm"):
            stamped.with_name(stamped.name + ending).unlink(missing_ok=True)


def _take(new: sqlite3.Connection, source: Path, table: Table) -> bool:
    """Copy the rows of one table that SQLite can read; a column the source lacks is left empty.

    Return whether these were all of them.
    """
    try:
        with closing(sqlite.connect_to_read(source)) as old:
            known = {row[1] for row in old.execute(f"PRAGMA table_info({table.name})")}
        columns = [column for column in table.columns if column.name in known]
        names = [column.name for column in columns]
        with closing(_Rows(source, table.name, names)) as rows:
            for row in rows:
                # One bit can turn a day into none, and SQLite would not mind.
                if all(map(_is_of_kind, columns, row)):
                    _put(new, table.name, names, row)
            return rows.is_whole
    except (sqlite3.Error, OSError, UnicodeDecodeError):
        return False


class _Rows:
    """Give the rows of a table in the order of their numbers, and step over what cannot be read.

    The steps double, so that a destroyed page costs few looks, and begin small, so that little
    beyond it is passed over. The file is opened anew after each: SQLCipher reads nothing more by a
    connection that met a damaged page.
    """

    def __init__(self, source: Path, table: str, names: list[str]) -> None:
        columns = ", ".join(f'"{name}"' for name in names)
        self._asked = f"SELECT rowid, {columns} FROM {table} WHERE rowid > ? ORDER BY rowid"  # noqa: S608 - ours
        self._source = source
        self._old = sqlite.connect_to_read(source)
        self._is_there = self.is_whole = bool(names)

    def __iter__(self) -> Iterator[tuple[object, ...]]:
        last, step = -1, 1
        while self._is_there and last < _LARGEST_ROW_ID:
            try:
                for number, *row in self._old.execute(self._asked, (last,)):
                    last, step = number, 1
                    yield tuple(row)
            except (sqlite3.DatabaseError, OverflowError, UnicodeDecodeError):
                self.is_whole = False
                last += step
                step *= 2
                self._old.close()
                self._old = sqlite.connect_to_read(self._source)
            else:
                return

    def close(self) -> None:
        """Close the file."""
        self._old.close()


def _put(new: sqlite3.Connection, table: str, names: list[str], row: tuple[object, ...]) -> None:
    """Write a row unless it is there already or breaks a rule of the table."""
    columns = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" for _ in names)
    into = f"INSERT OR IGNORE INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608 - ours
    with suppress(sqlite3.IntegrityError, sqlite3.InterfaceError, UnicodeEncodeError):
        new.execute(into, row)


def _fits(new: sqlite3.Connection, table: Table, row: tuple[Value, ...]) -> bool:
    """Return whether a row that was found on a page can be one of this table.

    Its values have to be of the kinds of the columns, and what it belongs to has to be there: the
    tables of signs differ in nothing else. The person is not asked for, who may be lost.
    """
    pairs = tuple(zip(table.columns, row, strict=True))
    if not all(_is_of_kind(column, value) for column, value in pairs):
        return False
    for column, value in pairs:
        for key in column.foreign_keys:
            owner = key.column.table.name
            if value is None or owner in {table.name, _PERSON}:
                continue
            asked = f"SELECT 1 FROM {owner} WHERE id = ?"  # noqa: S608 - ours
            if new.execute(asked, (value,)).fetchone() is None:
                return False
    return True


def _is_of_kind(column: Column[Any], value: object) -> bool:
    """Return whether a column can hold a value, and it can be read again."""
    if value is None:
        return bool(column.nullable)
    if isinstance(column.type, Integer | Boolean):
        return isinstance(value, int)
    if isinstance(column.type, Float):
        return isinstance(value, float | int)
    return isinstance(value, str) and _can_be_read(column, value)


def _can_be_read(column: Column[Any], text: str) -> bool:
    try:
        if isinstance(column.type, HexId):
            return _ID.fullmatch(text) is not None
        if isinstance(column.type, Day):
            date.fromisoformat(text)
        elif isinstance(column.type, Moment):
            read_moment(text)
        elif column.name == _DOSE:
            read_dose(text)
    except (ValueError, OverflowError, HistoryError):
        return False
    return True


def _bring_back_people(new: sqlite3.Connection, clock: Clock) -> None:
    """Make people anew, without a name, of whom only what they did is left.

    People share a page, so they are lost together; where some are left, a row of somebody else is
    a row whose owner was garbled.
    """
    if new.execute(f"SELECT 1 FROM {_PERSON}").fetchone() is not None:  # noqa: S608 - ours
        return
    for table in Base.metadata.sorted_tables:
        if _OF_PERSON in table.columns:
            new.execute(
                f"INSERT OR IGNORE INTO {_PERSON} (id, name, sore_knee, added_at) "  # noqa: S608 - ours
                f"SELECT DISTINCT {_OF_PERSON}, '', ?, ? FROM {table.name}",
                (Knee.BOTH.value, write_moment(clock.now())),
            )


def _drop_orphans(new: sqlite3.Connection) -> int:
    """Take out what points to a row that is not there, and what then points to that."""
    dropped = 0
    while broken := new.execute("PRAGMA foreign_key_check").fetchall():
        for table, number, *_ in broken:
            new.execute(f"DELETE FROM {table} WHERE rowid = ?", (number,))  # noqa: S608 - ours
        dropped += len(broken)
    return dropped
