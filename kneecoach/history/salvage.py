"""Take from a damaged history whatever can still be read, and complete it from the newest copy.

The damaged file is only read. Every record has an id of its own, so what is read twice is kept
once; what points to something that was lost is lost with it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from kneecoach.clock import Clock
from kneecoach.history import sqlite
from kneecoach.history.opening import create_schema, make_engine
from kneecoach.history.schema import VERSION_TABLE
from kneecoach.history.tables import Base
from kneecoach.values import dataclass

_LARGEST_ROW_ID = 2**62
_OWN = frozenset({VERSION_TABLE, "schema_change"})


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
        for table in Base.metadata.sorted_tables:
            if table.name not in _OWN:
                names = tuple(column.name for column in table.columns)
                for source in sources:
                    _take(new, source, table.name, names)
        orphans = _drop_orphans(new)
        counts = {
            table.name: new.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0]  # noqa: S608
            for table in Base.metadata.sorted_tables
        }
        new.execute("COMMIT")
    return Salvaged(rows=counts, orphans=orphans)


def _take(new: sqlite3.Connection, source: Path, table: str, names: tuple[str, ...]) -> None:
    """Copy the rows of one table that can be read; a column the source lacks is left empty."""
    with suppress(sqlite3.Error, OSError), closing(sqlite.connect_to_read(source)) as old:
        known = [row[1] for row in old.execute(f"PRAGMA table_info({table})")]
        shared = [name for name in names if name in known]
        if not shared:
            return
        columns = ", ".join(f'"{name}"' for name in shared)
        marks = ", ".join("?" for _ in shared)
        into = f"INSERT OR IGNORE INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608 - ours
        for row in _readable_rows(old, table, columns):
            with suppress(sqlite3.IntegrityError, sqlite3.InterfaceError):
                new.execute(into, row)


def _readable_rows(
    old: sqlite3.Connection, table: str, columns: str
) -> Iterator[tuple[object, ...]]:
    """Yield rows in the order of their numbers, and step over stretches that cannot be read.

    The steps double, so that a destroyed page costs few looks, and begin small, so that little
    beyond it is passed over.
    """
    last = -1
    step = 1
    while last < _LARGEST_ROW_ID:
        try:
            asked = f"SELECT rowid, {columns} FROM {table} WHERE rowid > ? ORDER BY rowid"  # noqa: S608
            for number, *row in old.execute(asked, (last,)):
                last, step = number, 1
                yield tuple(row)
        except (sqlite3.DatabaseError, OverflowError, UnicodeDecodeError):
            last += step
            step *= 2
        else:
            return


def _drop_orphans(new: sqlite3.Connection) -> int:
    """Take out what points to a row that is not there, and what then points to that."""
    dropped = 0
    while broken := new.execute("PRAGMA foreign_key_check").fetchall():
        for table, number, *_ in broken:
            new.execute(f"DELETE FROM {table} WHERE rowid = ?", (number,))  # noqa: S608 - ours
        dropped += len(broken)
    return dropped
