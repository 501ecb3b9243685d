"""Make a history of many years quickly: one year through the store, then copies of its rows."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from kneecoach.clock import Clock
from kneecoach.history import sqlite
from kneecoach.history.break_log import BreakLog
from kneecoach.history.plain import KINDS, Kind, Part
from kneecoach.history.store import HistoryStore
from kneecoach.model.desk_break import BreakOutcome, DeskBreak

YEAR_DAYS = 365
BREAKS_A_YEAR = 2000
_FIRST_MARK = 0x50


def grow(path: Path, years: int) -> None:
    """Copy the first year of a history into each later one; every copy has ids of its own."""
    with closing(sqlite.connect(path)) as connection:
        connection.execute(sqlite.BEGIN_WRITE)
        connection.execute("PRAGMA defer_foreign_keys = ON")
        connection.execute("PRAGMA cache_size = -64000")
        for kind in KINDS[1:]:
            _copy_kind(connection, kind, years)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def _copy_kind(connection: sqlite3.Connection, kind: Kind, years: int) -> None:
    parts = [("id", kind), *_parts(kind.parts)]
    last = {part.table: _last_row(connection, part.table) for _, part in parts}
    for year in range(1, years):
        for owner, part in parts:
            names = [column for (column,) in _columns(connection, part.table)]
            cells = ", ".join(_copied(name, owner, year) for name in names)
            listed = ", ".join(f'"{name}"' for name in names)
            connection.execute(
                f'INSERT INTO "{part.table}" ({listed}) SELECT {cells} FROM "{part.table}"'  # noqa: S608
                f" WHERE rowid <= {last[part.table]}"
            )


def _parts(parts: tuple[Part, ...]) -> list[tuple[str, Part]]:
    return [(one.owner, one) for part in parts for one in (part, *part.parts)]


def _last_row(connection: sqlite3.Connection, table: str) -> int:
    return connection.execute(f'SELECT coalesce(max(rowid), 0) FROM "{table}"').fetchone()[0]  # noqa: S608


def _columns(connection: sqlite3.Connection, table: str) -> list[tuple[str]]:
    return connection.execute(f"SELECT name FROM pragma_table_info('{table}')").fetchall()  # noqa: S608


def _copied(name: str, owner: str, year: int) -> str:
    """Return what a column of a copy holds."""
    if name in {"id", owner, "replaces", "record_id"}:
        # The 13th digit of an id of chance is 4; in those of copies it is 5 or more.
        mark = f"{_FIRST_MARK + year:02x}"
        return f'substr("{name}", 1, 12) || \'{mark}\' || substr("{name}", 15)'
    if name in {"day", "until"}:
        return f"date(\"{name}\", '{year * YEAR_DAYS:+d} days')"
    if name == "at" or name.endswith("_at"):
        moved = f"date(substr(\"{name}\", 1, 10), '{year * YEAR_DAYS:+d} days')"
        return f'{moved} || substr("{name}", 11)'
    return f'"{name}"'


def add_breaks(path: Path, clock: Clock, first: datetime) -> None:
    """Keep a year of desk breaks."""
    chance = random.Random(3)
    with closing(HistoryStore(path, clock)) as store:
        person = store.default_person().id.hex
    log = BreakLog(path, clock)
    log.add(_a_break(first, chance))
    with closing(sqlite.connect(path)) as connection:
        connection.execute(sqlite.BEGIN_WRITE)
        for number in range(1, BREAKS_A_YEAR):
            at = first + timedelta(days=YEAR_DAYS * number / BREAKS_A_YEAR)
            connection.execute(
                "INSERT INTO desk_break (id, person_id, day, at, outcome, sat_seconds,"
                " lasted_seconds, exercise_id) VALUES (?, ?, ?, ?, 'taken', 1800, 60, ?)",
                (
                    uuid4().hex,
                    person,
                    at.date().isoformat(),
                    at.isoformat(timespec="microseconds"),
                    f"break-{chance.randrange(9)}",
                ),
            )
        connection.execute("COMMIT")


def _a_break(at: datetime, chance: random.Random) -> DeskBreak:
    return DeskBreak(
        id=uuid4(),
        day=at.date(),
        at=at,
        outcome=BreakOutcome.TAKEN,
        sat_seconds=1800,
        lasted_seconds=60,
        exercise_id=f"break-{chance.randrange(9)}",
    )
