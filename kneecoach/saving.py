"""Write a file in one step: the old one is there or the new one, never half."""

from __future__ import annotations

import os
from pathlib import Path

from kneecoach.model.errors import KneecoachError
from kneecoach.paths import OWNER_ONLY_FILE, cannot_write, make_folder


def save_file(path: Path, content: bytes) -> None:
    """Write a file where the person wants it.

    Raises:
        KneecoachError: It cannot be written; what was there is as it was.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        try:
            beside.write_bytes(content)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise cannot_save(path, error) from error


def keep_file(path: Path, content: bytes) -> None:
    """Write a file of the coach's own for its owner alone, on the disk when this returns.

    Its folder is made where it is missing.

    Raises:
        KneecoachError: It cannot be written; names it and the way out. What was there is as it was.
    """
    make_folder(path.parent)
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        try:
            write_durably(beside, content)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise cannot_write(path, error) from error


def write_durably(path: Path, content: bytes) -> None:
    """Write a new file for its owner alone, down to the disk; for one that is moved afterwards.

    Raises:
        OSError: It cannot be written.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY_FILE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def cannot_save(path: Path, error: OSError) -> KneecoachError:
    """Return the error to show when a file could not be saved."""
    why = (error.strerror or type(error).__name__).lower()
    return KneecoachError(
        f"{path} cannot be written ({why}).",
        "Choose a folder that is there, that has room, and that you may write to.",
    )
