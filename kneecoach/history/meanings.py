"""Say what an error of SQLite or of the file system means for the person."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from kneecoach.history.errors import HistoryError, Trouble, damaged, refused
from kneecoach.history.keys_of_files import find_vault
from kneecoach.vault.standing import COPIES, VAULT_FILE

_PRIMARY_CODE = 0xFF
_ROOM_TO_WORK_BYTES = 1_000_000


def explain(error: sqlite3.Error | OSError, path: Path) -> HistoryError:
    """Return what an error of SQLite or of the file system means for the person."""
    if isinstance(error, PermissionError):
        return _read_only(path)
    if isinstance(error, OSError):
        return _full(path) if error.errno == errno.ENOSPC else _unreachable(path)
    return _MEANINGS.get(code_of(error), _unreachable)(path)


def code_of(error: sqlite3.Error) -> int:
    """Return the primary code of an error of SQLite."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & _PRIMARY_CODE


def _full_or_unreachable(path: Path) -> HistoryError:
    """Tell a disk too full for SQLite's own small files from one that does not answer."""
    with suppress(OSError):
        if shutil.disk_usage(path.parent).free < _ROOM_TO_WORK_BYTES:
            return _full(path)
    return _unreachable(path)


def _no_database(path: Path) -> HistoryError:
    if has_lost_its_key(path):
        return without_its_key(path)
    return HistoryError(
        f"{path} is not a history of kneecoach, or it is damaged beyond reading.",
        "Set the file aside to go on with a new history; the file is kept as it is.",
        Trouble.DAMAGED,
    )


def has_lost_its_key(path: Path) -> bool:
    """Return whether a folder has the copy of a vault, and not the vault itself."""
    return find_vault(path) is None and (path.parent / COPIES / VAULT_FILE).exists()


def without_its_key(path: Path) -> HistoryError:
    """Return the error for an encrypted history beside which the file with its key is missing."""
    vault = path.parent / VAULT_FILE
    return HistoryError(
        f"{path} seems to be encrypted, and {vault}, which holds its key, is missing.",
        f"A copy of it lies in {path.parent / COPIES}; copy it back, then start again.",
        Trouble.UNREACHABLE,
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
