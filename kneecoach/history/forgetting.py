"""Delete everything of a person for good, and say what else still holds it.

The rows are overwritten and the file is written anew, so that nothing of them is left in it. What
lies elsewhere is only named, or deleted too when that is asked for.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from uuid import UUID

from kneecoach.history import sqlite
from kneecoach.history.backups import find_backups
from kneecoach.history.columns import write_id
from kneecoach.history.plain import KINDS, PEOPLE, Kind
from kneecoach.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Remains:
    """What still holds records after everything was deleted.

    Attributes:
        copies: Copies of the history, and older files of it, that this program made.
        others: How many other people have records in the history and its copies.
    """

    copies: tuple[Path, ...]
    others: int


def find_remains(history: Path, backups: Path, person_id: UUID) -> Remains:
    """Return what would still hold a person's records.

    Raises:
        HistoryError: The history cannot be read.
    """
    own = {history, *(history.with_name(history.name + end) for end in ("-wal", "-shm"))}
    older = sorted(one for one in history.parent.glob(f"{history.stem}.*") if one not in own)
    copies = tuple(one.path for one in find_backups(backups))
    sealed = sorted(backups.glob(f"{history.stem}*.sealed"))
    return Remains(copies=(*copies, *sealed, *older), others=_count_others(history, person_id))


def forget_person(history: Path, person_id: UUID) -> None:
    """Delete every record of a person, and the person; all of it or nothing.

    Raises:
        HistoryError: The history cannot be written.
    """
    key = write_id(person_id)
    try:
        with closing(sqlite.connect(history)) as connection:
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute(sqlite.BEGIN_WRITE)
            connection.execute("PRAGMA defer_foreign_keys = ON")
            for kind in reversed(KINDS):
                _delete(connection, kind, key)
            connection.execute("COMMIT")
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except (sqlite3.Error, OSError) as error:
        raise sqlite.explain(error, history) from error


def delete_copies(copies: tuple[Path, ...]) -> tuple[Path, ...]:
    """Delete files, and return those that could not be deleted."""
    for one in copies:
        with suppress(OSError):
            one.unlink()
    return tuple(one for one in copies if one.exists())


def _delete(connection: sqlite3.Connection, kind: Kind, key: str) -> None:
    owner = "id" if kind is PEOPLE else "person_id"
    mine = f'SELECT id FROM "{kind.table}" WHERE {owner} = ?'  # noqa: S608 - ours
    for part in kind.parts:
        for within in part.parts:
            connection.execute(
                f"DELETE FROM {within.table} WHERE {within.owner} IN"  # noqa: S608 - ours
                f" (SELECT id FROM {part.table} WHERE {part.owner} IN ({mine}))",
                (key,),
            )
        connection.execute(
            f"DELETE FROM {part.table} WHERE {part.owner} IN ({mine})",  # noqa: S608 - ours
            (key,),
        )
    connection.execute(f'DELETE FROM "{kind.table}" WHERE {owner} = ?', (key,))  # noqa: S608


def _count_others(history: Path, person_id: UUID) -> int:
    if not history.exists():
        return 0
    try:
        with closing(sqlite.connect_to_read(history)) as connection:
            found = connection.execute(
                "SELECT count(*) FROM person WHERE id <> ?", (write_id(person_id),)
            ).fetchone()
    except (sqlite3.Error, OSError) as error:
        raise sqlite.explain(error, history) from error
    return int(found[0])
