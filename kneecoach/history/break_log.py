"""Keep desk breaks with plain SQL: a coach that waits in the tray never loads SQLAlchemy for them.

A new or older history is first made or brought up to date by the store.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from kneecoach.clock import Clock
from kneecoach.history.columns import read_id, read_moment, write_id, write_moment
from kneecoach.history.errors import damaged
from kneecoach.history.schema import Standing
from kneecoach.history.sqlite import BEGIN_WRITE, connect, connect_to_read, explain, find_standing
from kneecoach.model.desk_break import BreakOutcome, DeskBreak

_PERSON = "SELECT id FROM person ORDER BY id = ? DESC, added_at, id LIMIT 1"
"""The person with an id, or whoever came first."""

_ADD = (
    "INSERT INTO desk_break (id, person_id, day, at, outcome, sat_seconds, lasted_seconds,"
    " exercise_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_COLUMNS = "id, day, at, outcome, sat_seconds, lasted_seconds, exercise_id"
_OF_DAYS = (
    f"SELECT {_COLUMNS} FROM desk_break WHERE person_id = ({_PERSON})"  # noqa: S608 - constants
    " AND day BETWEEN ? AND ? ORDER BY at, id"
)
_LAST_EXERCISES = (
    f"SELECT exercise_id FROM desk_break WHERE person_id = ({_PERSON})"  # noqa: S608 - constants
    " AND exercise_id <> '' ORDER BY day DESC, at DESC, id DESC LIMIT ?"
)


class BreakLog:
    """Keep the desk breaks of one person in the history, and read them back."""

    def __init__(self, path: Path, clock: Clock, person: str = "") -> None:
        """Remember where the history is, and whose breaks; nothing is opened yet."""
        self._path = path
        self._clock = clock
        self._person = person

    def add(self, record: DeskBreak) -> None:
        """Keep a break; it is on the disk when this returns.

        Raises:
            HistoryError: The history cannot be written.
        """
        self._make_ready()
        with self._explaining(), closing(connect(self._path)) as connection:
            connection.execute(BEGIN_WRITE)
            (person,) = connection.execute(_PERSON, (self._person,)).fetchone()
            connection.execute(_ADD, (write_id(record.id), person, *_row(record)))
            connection.execute("COMMIT")

    def of_days(self, first: date, last: date) -> tuple[DeskBreak, ...]:
        """Return the breaks of some days, both included, in the order they happened.

        Raises:
            HistoryError: The history cannot be read.
        """
        rows = self._select(_OF_DAYS, (first.isoformat(), last.isoformat()))
        try:
            return tuple(_record(row) for row in rows)
        except (KeyError, ValueError, TypeError) as error:
            raise damaged("a desk break") from error

    def last_exercises(self, most: int) -> tuple[str, ...]:
        """Return what was done in the last breaks, the latest first.

        Raises:
            HistoryError: The history cannot be read.
        """
        return tuple(str(row[0]) for row in self._select(_LAST_EXERCISES, (str(most),)))

    def _select(self, statement: str, values: tuple[str, ...]) -> list[tuple[Any, ...]]:
        if not self._path.exists():
            return []
        with self._explaining(), closing(connect_to_read(self._path)) as connection:
            if find_standing(connection) is not Standing.CURRENT:
                return []  # older ones hold no breaks
            return connection.execute(statement, (self._person, *values)).fetchall()

    def _make_ready(self) -> None:
        """Let the store make, migrate or refuse a history that cannot take a break as it is."""
        if self._path.exists():
            with self._explaining(), closing(connect_to_read(self._path)) as connection:
                is_current = find_standing(connection) is Standing.CURRENT
                if is_current and connection.execute(_PERSON, ("",)).fetchone() is not None:
                    return
        from kneecoach.history.store import HistoryStore  # noqa: PLC0415 - see above

        with closing(HistoryStore(self._path, self._clock)) as store:
            store.default_person()

    @contextmanager
    def _explaining(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise explain(error, self._path) from error


def _row(record: DeskBreak) -> tuple[object, ...]:
    return (
        record.day.isoformat(),
        write_moment(record.at),
        record.outcome.value,
        record.sat_seconds,
        record.lasted_seconds,
        record.exercise_id,
    )


def _record(row: tuple[Any, ...]) -> DeskBreak:
    return DeskBreak(
        id=read_id(row[0]),
        day=date.fromisoformat(row[1]),
        at=read_moment(row[2]),
        outcome=BreakOutcome(row[3]),
        sat_seconds=row[4],
        lasted_seconds=row[5],
        exercise_id=row[6],
    )
