"""Hold all that only SQLite can do: pragmas, checks, backup, and what its errors mean."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from kneecoach.history.errors import HistoryError, Trouble, damaged, refused
from kneecoach.history.schema import VERSION_TABLE, Standing, judge_schema

BUSY_TIMEOUT_MS = 2000
"""How long a write waits for another program; longer would look like a window that hangs."""

BEGIN_WRITE = "BEGIN IMMEDIATE"
BEGIN_READ = "BEGIN"

_COMPANIONS = ("-wal", "-shm")
_OWNER_ONLY = 0o600
_OWNER_ONLY_FOLDER = 0o700
_PRIMARY_CODE = 0xFF
_ROOM_TO_WORK_BYTES = 1_000_000
_NO_ROOM_BESIDE_THE_FILE = frozenset(
    {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR}
)


def connect(path: Path, *, checks_references: bool = True) -> sqlite3.Connection:
    """Open the file for reading and writing; every commit is on the disk before it returns.

    The driver begins no transaction by itself: whoever writes issues `BEGIN_WRITE`, so that a
    change of tables is undone as a whole too. SQLite checks references only when told to.

    Raises:
        sqlite3.Error: The file cannot be opened, or is no database.
    """
    connection = sqlite3.connect(
        path, isolation_level=None, timeout=BUSY_TIMEOUT_MS / 1000, check_same_thread=False
    )
    try:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        connection.execute(f"PRAGMA foreign_keys = {'ON' if checks_references else 'OFF'}")
        connection.execute("PRAGMA journal_mode = WAL").fetchone()
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA fullfsync = ON")  # macOS: flush the drive's own cache too
        # What was deleted is written over: it is gone from the disk, and mending a damaged file
        # cannot bring it back.
        connection.execute("PRAGMA secure_delete = ON").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def connect_to_read(path: Path) -> sqlite3.Connection:
    """Open the file for reading alone; it is not changed, and may lie on a read-only medium.

    Raises:
        sqlite3.Error: The file cannot be opened, or is no database.
    """
    address = f"{path.absolute().as_uri()}?mode=ro"
    try:
        return _open_to_read(address)
    except sqlite3.OperationalError as error:
        if _code(error) not in _NO_ROOM_BESIDE_THE_FILE or _has_pending_log(path):
            raise
        # Where the write-ahead log's index cannot be made beside the file, nobody can be writing.
        return _open_to_read(f"{address}&immutable=1")


def _open_to_read(address: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        address,
        uri=True,
        isolation_level=None,
        timeout=BUSY_TIMEOUT_MS / 1000,
        check_same_thread=False,
    )
    try:
        connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    except UnicodeDecodeError as error:  # SQLite told what is wrong with bytes of the damage
        connection.close()
        raise sqlite3.DatabaseError("the list of tables is garbled") from error
    return connection


def _has_pending_log(path: Path) -> bool:
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0


def make_private(path: Path) -> None:
    """Make the file, and its folder, if missing; let nobody but their owner read the file.

    Raises:
        OSError: The folder or the file cannot be made.
    """
    path.parent.mkdir(mode=_OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _OWNER_ONLY))
    with suppress(PermissionError):  # someone else's file stays as they set it
        if path.stat().st_mode & 0o077:
            path.chmod(_OWNER_ONLY)


def read_tables(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the names of all tables."""
    rows = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' "
        "ESCAPE '\\'"
    )
    return frozenset(name for (name,) in rows)


def find_standing(connection: sqlite3.Connection) -> Standing:
    """Say how the database stands to this version of kneecoach.

    Raises:
        sqlite3.Error: The file is no database, or is damaged.
    """
    tables = read_tables(connection)
    if VERSION_TABLE not in tables:
        return judge_schema(tables, None)
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return judge_schema(tables, None if row is None else row[0])


def count_changes_by_others(connection: sqlite3.Connection) -> int:
    """Return a number that differs from before when another connection has written since.

    It never changes by what this connection writes; numbers of two connections mean nothing to
    each other.
    """
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def find_damage(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return what SQLite's quick check finds wrong; empty when all is well."""
    found = tuple(text for (text,) in connection.execute("PRAGMA quick_check(20)"))
    return () if found == ("ok",) else found


def find_broken_references(connection: sqlite3.Connection) -> int:
    """Return how many rows point to a row that is not there."""
    return len(connection.execute("PRAGMA foreign_key_check").fetchall())


def back_up(path: Path, target: Path) -> None:
    """Copy the database, with what its log holds, into a new file, and check the copy.

    Only a whole and checked copy ever carries the name `target`.

    Raises:
        sqlite3.Error: The database cannot be read, or the copy cannot be written.
        OSError: The copy cannot be made or named.
        HistoryError: The copy is not sound.
    """
    unfinished = target.with_name(f"{target.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        make_private(unfinished)
        with (
            closing(connect_to_read(path)) as source,
            closing(sqlite3.connect(unfinished, isolation_level=None)) as copy,
        ):
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE").fetchone()
            if find_damage(copy):
                raise damaged("a part of it")
        _flush(unfinished)
        unfinished.replace(target)
        _flush(target.parent)
    finally:
        unfinished.unlink(missing_ok=True)


def _flush(path: Path) -> None:
    """Put a file, or the names in a folder, on the disk; Windows flushes names by itself."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def set_aside(path: Path, moment: datetime) -> Path:
    """Rename a history that cannot be used, with its log, and return its new name.

    Nothing in it is changed; a new history can then be begun under the old name.

    Raises:
        HistoryError: The file cannot be renamed.
    """
    base = f"{path.stem}.set-aside-{moment:%Y%m%d-%H%M%S}"
    target = path.with_name(f"{base}{path.suffix}")
    number = 1
    while target.exists():
        number += 1
        target = path.with_name(f"{base}-{number}{path.suffix}")
    try:
        for ending in _COMPANIONS:
            with suppress(FileNotFoundError):
                path.with_name(path.name + ending).rename(target.with_name(target.name + ending))
        path.rename(target)
    except OSError as error:
        raise explain(error, path) from error
    return target


def explain(error: sqlite3.Error | OSError, path: Path) -> HistoryError:
    """Return what an error of SQLite or of the file system means for the person."""
    if isinstance(error, PermissionError):
        return _read_only(path)
    if isinstance(error, OSError):
        return _full(path) if error.errno == errno.ENOSPC else _unreachable(path)
    return _MEANINGS.get(_code(error), _unreachable)(path)


def _code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & _PRIMARY_CODE


def _full_or_unreachable(path: Path) -> HistoryError:
    """Tell a disk too full for SQLite's own small files from one that does not answer."""
    with suppress(OSError):
        if shutil.disk_usage(path.parent).free < _ROOM_TO_WORK_BYTES:
            return _full(path)
    return _unreachable(path)


def _no_database(path: Path) -> HistoryError:
    return HistoryError(
        f"{path} is not a history of kneecoach, or it is damaged beyond reading.",
        "Set the file aside to go on with a new history; the file is kept as it is.",
        Trouble.DAMAGED,
    )


def _damaged(_path: Path) -> HistoryError:
    return damaged("a part of it")


def _read_only(path: Path) -> HistoryError:
    return HistoryError(
        f"The history cannot be written: {path} or its folder is read-only.",
        "Allow writing to that folder, or choose another one with KNEECOACH_HOME.",
        Trouble.READ_ONLY,
    )


def _full(path: Path) -> HistoryError:
    return HistoryError(
        "The disk is full, so this could not be kept. Everything kept before is safe.",
        f"Free some space on the disk that holds {path.parent}, then try again.",
        Trouble.FULL,
    )


def _busy(_path: Path) -> HistoryError:
    return HistoryError(
        "Another program is using the history right now.",
        "Close other windows of kneecoach and programs that open the file, then try again.",
        Trouble.BUSY,
    )


def _refused(_path: Path) -> HistoryError:
    return refused("This does not fit what the history holds, so it was not kept.")


def _unreachable(path: Path) -> HistoryError:
    return HistoryError(
        f"The history at {path} could not be reached.",
        "Check that its disk is connected and has space, then try again.",
        Trouble.UNREACHABLE,
    )


_MEANINGS: dict[int, Callable[[Path], HistoryError]] = {
    sqlite3.SQLITE_NOTADB: _no_database,
    sqlite3.SQLITE_CORRUPT: _damaged,
    sqlite3.SQLITE_ERROR: _damaged,  # no such table or column
    sqlite3.SQLITE_READONLY: _read_only,
    sqlite3.SQLITE_PERM: _read_only,
    sqlite3.SQLITE_FULL: _full,
    sqlite3.SQLITE_IOERR: _full_or_unreachable,
    sqlite3.SQLITE_BUSY: _busy,
    sqlite3.SQLITE_LOCKED: _busy,
    sqlite3.SQLITE_CONSTRAINT: _refused,
}
