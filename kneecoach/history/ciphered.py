"""Open an encrypted database through SQLCipher, with the errors of SQLite that all others expect.

This module alone imports SQLCipher, and is imported where something is encrypted alone. SQLCipher's
driver has error classes of its own; they are turned into those of `sqlite3` here, at every door.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn, cast

from sqlcipher3 import dbapi2

from kneecoach.override import override

_QUIET = "PRAGMA cipher_log_level = NONE"
"""SQLCipher would write to the terminal what it finds damaged."""


class _Cursor(dbapi2.Cursor):  # type: ignore[misc] # the driver has no types
    """A cursor whose errors are those of SQLite."""

    @override
    def execute(self, *given: Any) -> Any:
        try:
            return super().execute(*given)
        except dbapi2.Error as error:
            _raise_as_sqlite(error)

    @override
    def executemany(self, *given: Any) -> Any:
        try:
            return super().executemany(*given)
        except dbapi2.Error as error:
            _raise_as_sqlite(error)

    @override
    def executescript(self, *given: Any) -> Any:
        try:
            return super().executescript(*given)
        except dbapi2.Error as error:
            _raise_as_sqlite(error)

    @override
    def fetchone(self) -> Any:
        try:
            return super().fetchone()
        except dbapi2.Error as error:
            _raise_as_sqlite(error)

    @override
    def fetchmany(self, *given: Any, **named: Any) -> Any:
        try:
            return super().fetchmany(*given, **named)
        except dbapi2.Error as error:
            _raise_as_sqlite(error)

    @override
    def fetchall(self) -> Any:
        try:
            return super().fetchall()
        except dbapi2.Error as error:
            _raise_as_sqlite(error)

    @override
    def __iter__(self) -> Iterator[Any]:
        # The driver's own step is called for each row, not one written in Python.
        try:
            yield from iter(super().fetchone, None)
        except dbapi2.Error as error:
            _raise_as_sqlite(error)


class _Connection(dbapi2.Connection):  # type: ignore[misc] # the driver has no types
    """A connection whose errors are those of SQLite; its own `execute` goes by the cursor."""

    @override
    def cursor(self, factory: type[Any] = _Cursor) -> Any:
        try:
            return super().cursor(factory)
        except dbapi2.Error as error:
            _raise_as_sqlite(error)

    @override
    def commit(self) -> None:
        with _as_sqlite():
            super().commit()

    @override
    def rollback(self) -> None:
        with _as_sqlite():
            super().rollback()

    @override
    def close(self) -> None:
        with _as_sqlite():
            super().close()

    @override
    def backup(self, *given: Any, **named: Any) -> None:
        with _as_sqlite():
            super().backup(*given, **named)

    @override
    def create_function(self, *given: Any, **named: Any) -> None:
        with _as_sqlite():
            super().create_function(*given, **named)


def open_ciphered(address: str | Path, key: str, **how: Any) -> sqlite3.Connection:
    """Open a database with a key.

    Args:
        address: A path, or an address with `uri=True`.
        key: The key as SQLCipher writes one, from `keys_of_files`; empty for a plain database.
        how: What `sqlite3.connect` takes besides.

    Raises:
        sqlite3.Error: It cannot be opened.
    """
    with _as_sqlite():
        connection = dbapi2.connect(address, factory=_Connection, **how)
    try:
        connection.execute(_QUIET).fetchone()
        if key:
            connection.execute(f'PRAGMA key = "{key}"').fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return cast("sqlite3.Connection", connection)


def copy_into(target: Path, new_key: str, source: Path, key: str) -> sqlite3.Connection:
    """Write all of a database into a new file under another key, or under none.

    Args:
        target: The new file, which is empty.
        new_key: Its key; empty for a plain file.
        source: The database; it is only read.
        key: Its key; empty when it is plain.

    Returns:
        An open connection to the new file.

    Raises:
        sqlite3.Error: One of them cannot be opened, read or written.
    """
    copy = open_new(target, new_key)
    try:
        copy.execute(
            "ATTACH DATABASE ? AS original KEY ?", (f"{source.absolute().as_uri()}?mode=ro", key)
        )
        export(copy)
        copy.execute("DETACH DATABASE original")
    except sqlite3.Error:
        copy.close()
        raise
    return copy


def open_new(target: Path, key: str) -> sqlite3.Connection:
    """Open a new file to write all of another one into.

    Nothing is on the disk for sure before the file is flushed: nobody would miss it, and flushing
    it table by table takes most of the time.

    Raises:
        sqlite3.Error: It cannot be opened.
    """
    copy = open_ciphered(target, key, uri=True, isolation_level=None)
    copy.execute("PRAGMA synchronous = OFF")
    copy.execute("PRAGMA journal_mode = MEMORY").fetchone()
    return copy


def export(copy: sqlite3.Connection) -> None:
    """Write all of the database that is attached as `original` into the one it is attached to.

    Raises:
        sqlite3.Error: It cannot be read or written.
    """
    copy.execute("SELECT sqlcipher_export('main', 'original')").fetchone()


@contextmanager
def _as_sqlite() -> Iterator[None]:
    try:
        yield
    except dbapi2.Error as error:
        _raise_as_sqlite(error)


def _raise_as_sqlite(error: Any) -> NoReturn:
    kind: Callable[..., sqlite3.Error] = getattr(
        sqlite3, type(error).__name__, sqlite3.DatabaseError
    )
    same = kind(*error.args)
    for name in ("sqlite_errorcode", "sqlite_errorname"):
        if hasattr(error, name):
            setattr(same, name, getattr(error, name))
    raise same from error
