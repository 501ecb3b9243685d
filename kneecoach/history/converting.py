"""Encrypt the files of a history, or make them plain again, one at a time.

A new file is made beside the old one, compared with it, and put in its place in one step; then the
old one is written over. Killed at any moment, the old file or the new one carries the name, and the
next start goes on. Nothing else in this process may hold a connection to the history meanwhile.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from kneecoach.clock import Clock
from kneecoach.history import sqlite
from kneecoach.history.ciphered import export, open_new
from kneecoach.history.errors import HistoryError, Trouble, damaged
from kneecoach.history.keys_of_files import salt_of, spell_key
from kneecoach.history.wiping import wipe
from kneecoach.saving import keep_file
from kneecoach.vault.boxes import open_under, seal_under
from kneecoach.vault.errors import DamagedVault
from kneecoach.vault.keys import derive, key_of
from kneecoach.vault.standing import COPIES

SEALED = ".sealed"
"""The ending of a damaged file that no database library reads, and that is kept all the same."""

_DATABASES = "history*.sqlite3"
_LEFT = ".left"
_CONVERTING = ".converting"
_REPAIRED = ".repaired"
_UNFINISHED = (_CONVERTING, _REPAIRED, ".unfinished", ".restored", ".copied")
_LOG, _COMPANIONS = "-wal", ("", "-wal", "-shm", "-journal")
_PURPOSE = "damaged file"

Told = Callable[[int, int], None]
"""Is told how many files are done, and of how many."""


def find_databases(data: Path) -> tuple[Path, ...]:
    """Return the files of the history in a data folder, the one in use first."""
    found = (*data.glob(_DATABASES), *(data / COPIES).glob(_DATABASES))
    return tuple(sorted(found, key=_newest_last))


def is_left_to_encrypt(data: Path) -> bool:
    """Return whether anything of the history lies about that anybody could read."""
    done = {salt_of(key_of(data)), b""}
    return bool(_find_leavings(data)) or any(_head(one) not in done for one in find_databases(data))


def is_any_encrypted(data: Path) -> bool:
    """Return whether any file of the history needs the key of its folder."""
    sealed = [one for folder in (data, data / COPIES) for one in folder.glob(f"*{SEALED}")]
    salt = salt_of(key_of(data))
    return bool(sealed) or any(_head(one) == salt for one in find_databases(data))


def encrypt_all(data: Path, told: Told | None = None) -> None:
    """Encrypt every file of the history in an unlocked data folder.

    A copy that is damaged is sealed as it is. A damaged history itself is left for mending.

    Raises:
        HistoryError: A file cannot be read or written, or is in use; what was there is there.
        KneecoachError: As above.
    """
    key = key_of(data)
    _clear(data)
    files = find_databases(data)
    for number, path in enumerate(files):
        if _head(path) not in {salt_of(key), b""}:
            try:
                _convert(path, "", spell_key(key))
            except HistoryError as error:
                if not error.can_be_set_aside:
                    raise
                if not _is_in_use(path):
                    _seal(path, key)
        if told is not None:
            told(number + 1, len(files))


def decrypt_all(data: Path, clock: Clock, told: Told | None = None) -> None:
    """Make every file of the history in an unlocked data folder plain again.

    Of a damaged copy, what can be read of it is kept: its key will be gone.

    Raises:
        HistoryError: A file cannot be read or written, or is in use; what was there is there.
        KneecoachError: As above.
    """
    key = key_of(data)
    _clear(data)
    files = find_databases(data)
    for number, path in enumerate(files):
        if _head(path) == salt_of(key):
            try:
                _convert(path, spell_key(key), "")
            except HistoryError as error:
                if not error.can_be_set_aside or _is_in_use(path):
                    raise
                _save_what_can_be_read(path, clock)
                _convert(path, spell_key(key), "")
        if told is not None:
            told(number + 1, len(files))
    for folder in (data, data / COPIES):
        for sealed in folder.glob(f"history*{SEALED}"):
            with suppress(DamagedVault):  # damaged once more; it stays as it is
                content = open_under(derive(key, _PURPOSE), sealed.read_bytes())
                keep_file(sealed.with_name(sealed.name.removesuffix(SEALED)), content)
                sealed.unlink()


def remove_copies(data: Path) -> None:
    """Write over and remove every copy of the history, and what was set aside; not the one in use.

    Raises:
        OSError: A file cannot be removed.
    """
    for path in find_databases(data):
        if not _is_in_use(path):
            for ending in _COMPANIONS:
                wipe(path.with_name(path.name + ending))


def _convert(path: Path, key: str, new_key: str) -> None:
    """Put a file with another key, or with none, in the place of one; one is always whole."""
    fresh = path.with_name(path.name + _CONVERTING)
    left = path.with_name(path.name + _LEFT)
    log = path.with_name(path.name + _LOG)
    with _explaining(path):
        _fold_log_in(path, key)
        with _gone_afterwards(fresh):
            sqlite.make_private(fresh)
            with closing(open_new(fresh, new_key)) as copy:
                _take_alone(copy, path, key)
                export(copy)
                _compare(copy)
                sqlite.flush(fresh)
                if os.name == "nt":  # no file that is open can be replaced there
                    copy.close()
                _swap(fresh, path, left)
        remove = wipe if not key else Path.unlink
        remove(left)
        log_left = log.with_name(log.name + _LEFT)
        if log_left.exists():
            remove(log_left)


def _fold_log_in(path: Path, key: str) -> None:
    """Put what a log holds into its file; nobody else, in this process either, may have it open."""
    log = path.with_name(path.name + _LOG)
    left = log.with_name(log.name + _LEFT)
    if not key and log.exists():
        with suppress(OSError):  # a file system without links: the log is removed, not overwritten
            os.link(log, left)
    try:
        with closing(sqlite.open_with(path, key)) as connection:
            (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        if mode != "delete":
            raise _in_use()
    except (sqlite3.Error, HistoryError):
        left.unlink(missing_ok=True)
        raise


def _take_alone(copy: sqlite3.Connection, path: Path, key: str) -> None:
    """Attach a database so that no other program writes to it until this connection is closed."""
    copy.execute(f"PRAGMA busy_timeout = {sqlite.BUSY_TIMEOUT_MS}")
    address = f"{path.absolute().as_uri()}?mode=rw"
    copy.execute("ATTACH DATABASE ? AS original KEY ?", (address, key))
    copy.execute("PRAGMA original.locking_mode = EXCLUSIVE").fetchone()
    copy.execute("BEGIN EXCLUSIVE")
    copy.execute("COMMIT")


def _compare(copy: sqlite3.Connection) -> None:
    """Refuse a copy that lacks a row, or is not sound."""
    names = [
        name
        for (name,) in copy.execute("SELECT name FROM original.sqlite_master WHERE type = 'table'")
    ]
    for name in names:
        counts = {
            copy.execute(f'SELECT count(*) FROM {one}."{name}"').fetchone()[0]  # noqa: S608 - names
            for one in ("main", "original")
        }
        if len(counts) > 1:
            raise damaged(f"the table {name}")
    if sqlite.find_damage(copy):
        raise damaged("a part of it")


def _swap(fresh: Path, path: Path, left: Path) -> None:
    try:
        os.link(path, left)
    except OSError:  # a file system without links: for an instant neither has the name
        path.rename(left)
    fresh.replace(path)
    sqlite.flush(path.parent)


def _clear(data: Path) -> None:
    """Take away what a conversion, a copy or a repair left when it was cut off."""
    with _explaining(data):
        for one in _find_leavings(data):
            base = one.with_name(one.name.removesuffix(_LEFT))
            if base == one:
                wipe(one)
            elif base.exists() and one.samefile(base):
                one.unlink()  # a second name of what is still in use
            elif base.exists() or base.name.endswith(_LOG):
                wipe(one)
            else:
                one.rename(base)


def _find_leavings(data: Path) -> list[Path]:
    """Return the files of steps that were cut off; encrypted ones may be another program's."""
    unfinished = tuple(f"{one}{more}" for one in _UNFINISHED for more in _COMPANIONS)
    return [
        one
        for folder in (data, data / COPIES)
        for one in sorted(folder.glob(f"{_DATABASES}*"))
        if one.name.endswith(_LEFT) or (one.name.endswith(unfinished) and _is_plain(one))
    ]


def _is_plain(path: Path) -> bool:
    """Return whether a file, or the one that it is a companion of, could be read by anybody."""
    for ending in _COMPANIONS[1:]:
        path = path.with_name(path.name.removesuffix(ending))
    return not path.exists() or _head(path) == sqlite.PLAIN_HEAD


@contextmanager
def _gone_afterwards(path: Path) -> Iterator[None]:
    """Take a file away before something is done and after it, whatever becomes of that."""
    for ending in _COMPANIONS:
        path.with_name(path.name + ending).unlink(missing_ok=True)
    try:
        yield
    finally:
        for ending in _COMPANIONS:
            path.with_name(path.name + ending).unlink(missing_ok=True)


def _save_what_can_be_read(path: Path, clock: Clock) -> None:
    """Put what can be read of a damaged copy in its place."""
    from kneecoach.history.salvage import salvage  # noqa: PLC0415 - met on damage only

    fresh = path.with_name(path.name + _REPAIRED)
    with _explaining(path), _gone_afterwards(fresh):
        salvage((path,), fresh, clock)
        fresh.replace(path)


def _seal(path: Path, key: bytes) -> None:
    """Keep a damaged file, with its log, so that only the key reads it."""
    for ending in (_LOG, ""):
        one = path.with_name(path.name + ending)
        if one.exists():
            sealed = seal_under(derive(key, _PURPOSE), one.read_bytes())
            keep_file(one.with_name(one.name + SEALED), sealed)
            wipe(one)
    path.with_name(path.name + "-shm").unlink(missing_ok=True)


def _head(path: Path) -> bytes:
    """Return the first bytes of a file, or none when it is empty or gone."""
    try:
        with path.open("rb") as file:
            return file.read(len(sqlite.PLAIN_HEAD))
    except FileNotFoundError:
        return b""


def _is_in_use(path: Path) -> bool:
    return path.name == _DATABASES.replace("*", "")


def _newest_last(path: Path) -> tuple[bool, str]:
    return not _is_in_use(path), path.name


@contextmanager
def _explaining(path: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise sqlite.explain(error, path) from error


def _in_use() -> HistoryError:
    return HistoryError(
        "Another program is using the history right now.",
        "Close other windows of kneecoach and programs that open the file, then try again.",
        Trouble.BUSY,
    )
