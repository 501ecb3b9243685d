"""Hold all that only SQLite can do: pragmas, checks, backup, and what its errors mean."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from kneecoach.history.errors import damaged
from kneecoach.history.keys_of_files import find_vault, key_for, keys_at_hand
from kneecoach.history.meanings import code_of, has_lost_its_key, without_its_key
from kneecoach.history.meanings import explain as explain  # noqa: PLC0414 - many look for it here
from kneecoach.history.schema import VERSION_TABLE, Standing, judge_schema

BUSY_TIMEOUT_MS = 2000
"""How long a write waits for another program; longer would look like a window that hangs."""

BEGIN_WRITE = "BEGIN IMMEDIATE"
BEGIN_READ = "BEGIN"

PLAIN_HEAD = b"SQLite format 3\0"
"""What a file begins with that is not encrypted."""

_COMPANIONS = ("-wal", "-shm")
_OWNER_ONLY = 0o600
_OWNER_ONLY_FOLDER = 0o700
_NO_ROOM_BESIDE_THE_FILE = frozenset(
    {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR}
)


def connect(path: Path, *, checks_references: bool = True) -> sqlite3.Connection:
    """Open the file for reading and writing; every commit is on the disk before it returns.

    The driver begins no transaction by itself: whoever writes issues `BEGIN_WRITE`, so that a
    change of tables is undone as a whole too. SQLite checks references only when told to.

    Raises:
        sqlite3.Error: The file cannot be opened, or is no database.
        HistoryError: It is encrypted, and nobody has unlocked it.
    """
    key = key_for(path)
    try:
        return _prepare(open_with(path, key), checks_references=checks_references)
    except sqlite3.DatabaseError as error:
        if not key or code_of(error) != sqlite3.SQLITE_NOTADB:
            raise
    # A file of the time before there was a passphrase.
    return _prepare(open_with(path, ""), checks_references=checks_references)


def _prepare(connection: sqlite3.Connection, *, checks_references: bool) -> sqlite3.Connection:
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
        HistoryError: It is encrypted, and nobody has unlocked it.
    """
    return _connect_to_read(path)[0]


def _connect_to_read(path: Path) -> tuple[sqlite3.Connection, str]:
    """Open a file, and say with which key: its folder's, none, or one that another folder has."""
    key = key_for(path)
    try:
        return _read_with(path, key), key
    except sqlite3.DatabaseError as error:
        if code_of(error) != sqlite3.SQLITE_NOTADB:
            raise
        first = error
    for other in ("", *keys_at_hand()):
        if other == key:
            continue
        with suppress(sqlite3.DatabaseError):
            return _read_with(path, other), other
    raise first


def _read_with(path: Path, key: str) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?mode=ro"
    try:
        return _open_to_read(address, key)
    except sqlite3.OperationalError as error:
        if code_of(error) not in _NO_ROOM_BESIDE_THE_FILE or _has_pending_log(path):
            raise
        # Where the write-ahead log's index cannot be made beside the file, nobody can be writing.
        return _open_to_read(f"{address}&immutable=1", key)


def _open_to_read(address: str, key: str) -> sqlite3.Connection:
    connection = open_with(address, key, uri=True)
    try:
        connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    except UnicodeDecodeError as error:  # SQLite told what is wrong with bytes of the damage
        connection.close()
        raise sqlite3.DatabaseError("the list of tables is garbled") from error
    return connection


def open_with(address: str | Path, key: str, *, uri: bool = False) -> sqlite3.Connection:
    """Open a file by SQLite, or with a key by SQLCipher, which only then is imported.

    Raises:
        sqlite3.Error: It cannot be opened.
    """
    how: dict[str, Any] = {
        "uri": uri,
        "isolation_level": None,
        "timeout": BUSY_TIMEOUT_MS / 1000,
        "check_same_thread": False,
    }
    if not key:
        connection: sqlite3.Connection = sqlite3.connect(address, **how)
        return connection
    from kneecoach.history.ciphered import open_ciphered  # noqa: PLC0415 - see above

    return open_ciphered(address, key, **how)


def need_key(path: Path) -> None:
    """Refuse to go on with a file that is locked, or whose key is lost: it would look damaged.

    Raises:
        HistoryError: It is encrypted, and nobody has unlocked it, or nobody can.
    """
    key_for(path)
    if has_lost_its_key(path) and path.exists():
        with path.open("rb") as file:
            if file.read(len(PLAIN_HEAD)) != PLAIN_HEAD:
                raise without_its_key(path)


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


def back_up(path: Path, target: Path, *, as_in: Path | None = None) -> None:
    """Copy the database, with what its log holds, into a new file, and check the copy.

    Only a whole and checked copy ever carries the name `target`. It is encrypted as the files of
    the target's folder are; a copy for a folder that has no passphrase stays as the original is.

    Args:
        path: The database.
        target: The new file.
        as_in: A file that the copy is to be like, encrypted or not; `target` itself unless given.

    Raises:
        sqlite3.Error: The database cannot be read, or the copy cannot be written.
        OSError: The copy cannot be made or named.
        HistoryError: The copy is not sound, or the database is locked away.
    """
    unfinished = target.with_name(f"{target.name}.unfinished")
    source, key = _connect_to_read(path)
    try:
        with closing(source):
            unfinished.unlink(missing_ok=True)
            make_private(unfinished)
            new_key = key if as_in is None and not find_vault(target) else key_for(as_in or target)
            _copy(source, path, unfinished, key, new_key)
        flush(unfinished)
        unfinished.replace(target)
        flush(target.parent)
    finally:
        unfinished.unlink(missing_ok=True)


def _copy(source: sqlite3.Connection, path: Path, target: Path, key: str, new_key: str) -> None:
    if key == new_key:
        copy = open_with(target, key)
    else:
        from kneecoach.history.ciphered import copy_into  # noqa: PLC0415 - see `open_with`

        copy = copy_into(target, new_key, path, key)
    with closing(copy):
        if key == new_key:
            source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE").fetchone()
        if find_damage(copy):
            raise damaged("a part of it")


def flush(path: Path) -> None:
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
        HistoryError: The file cannot be renamed, or it is locked and nobody knows how it is.
    """
    need_key(path)
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
