"""Read the history for the first screen without the weight of SQLAlchemy."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from kneecoach.history.reader import read_history, read_people
from kneecoach.history.schema import Standing
from kneecoach.history.sqlite import BEGIN_READ, connect_to_read, explain, find_standing
from kneecoach.model.record import History, Person


def read_quickly(path: Path, person: str = "") -> tuple[Person, History] | None:
    """Return a person and their history, or None when there is nothing to read yet.

    `person` is their id; whoever came first is taken when it is empty or nobody's.

    There is nothing to read when the file is missing or empty, holds nobody, or its schema is not
    the current one; opening the store then makes, migrates or refuses it. The file is opened
    read-only and is never changed.

    Raises:
        HistoryError: The file is damaged, out of reach, or in use by another program.
    """
    if not path.exists():
        return None
    try:
        with closing(connect_to_read(path)) as connection:
            if find_standing(connection) is not Standing.CURRENT:
                return None
            connection.execute(BEGIN_READ)
            people = read_people(connection)
            if not people:
                return None
            mine = choose(people, person)
            return mine, read_history(connection, mine.id)
    except (sqlite3.Error, OSError) as error:
        raise explain(error, path) from error


def read_everybody(path: Path) -> tuple[Person, ...] | None:
    """Return everyone, first come first, or None when the schema is not the current one.

    Raises:
        HistoryError: The file is damaged, out of reach, or in use by another program.
    """
    try:
        with closing(connect_to_read(path)) as connection:
            if find_standing(connection) is not Standing.CURRENT:
                return None
            return read_people(connection)
    except (sqlite3.Error, OSError) as error:
        raise explain(error, path) from error


def choose(people: tuple[Person, ...], person: str) -> Person:
    """Return the person with an id, or whoever came first; there is somebody."""
    return next((one for one in people if one.id.hex == person), people[0])
