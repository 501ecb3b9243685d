"""Save a file where the person wants it: the old one is there or the new one, never half."""

from __future__ import annotations

import os
from pathlib import Path

from kneecoach.model.errors import KneecoachError


def save_file(path: Path, content: bytes) -> None:
    """Write a file in one step.

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


def cannot_save(path: Path, error: OSError) -> KneecoachError:
    """Return the error to show when a file could not be saved."""
    why = (error.strerror or type(error).__name__).lower()
    return KneecoachError(
        f"{path} cannot be written ({why}).",
        "Choose a folder that is there, that has room, and that you may write to.",
    )
