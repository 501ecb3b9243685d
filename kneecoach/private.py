"""Keep the coach's own files: as they are, or sealed while the records here are encrypted.

A sealed file says so in its first bytes, so that reading takes either, also half way through
turning encryption on or off.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kneecoach.saving import keep_file

PATIENTS: Final = "patients"
DRAFTS: Final = "drafts"
"""What patients' reports and packs that are being made are sealed for."""

_OVERHEAD = 4096
"""What sealing adds is less than this."""


def keep_private(data: Path, path: Path, content: bytes, purpose: str) -> None:
    """Write a file of the coach's own, sealed while the records in `data` are encrypted.

    Args:
        data: The folder of the records.
        path: The file.
        content: What it is to hold.
        purpose: What it is for; a file is opened only for what it was sealed for.

    Raises:
        KneecoachError: It cannot be written, or the records are locked.
    """
    from kneecoach.vault.standing import is_encrypted  # noqa: PLC0415 - not on the way to Today

    if is_encrypted(data):
        from kneecoach.vault.boxes import seal_bytes  # noqa: PLC0415 - only where that is wanted

        content = seal_bytes(data, content, purpose)
    keep_file(path, content)


def open_private(data: Path, content: bytes, purpose: str) -> bytes:
    """Return what a file holds, sealed or not.

    Raises:
        KneecoachError: It is sealed, and the records are locked, or it does not open.
    """
    from kneecoach.vault.boxes import is_sealed, open_bytes  # noqa: PLC0415 - as above

    return open_bytes(data, content, purpose) if is_sealed(content) else content


def read_private(data: Path, path: Path, purpose: str, most: int) -> bytes:
    """Return what a file holds, sealed or not; cut off behind `most` bytes.

    Raises:
        OSError: It cannot be read.
        KneecoachError: As for `open_private`.
    """
    with path.open("rb") as file:
        content = file.read(most + _OVERHEAD)
    return open_private(data, content, purpose)[:most]


def is_locked(data: Path) -> bool:
    """Return whether the records are encrypted, and nobody has unlocked them in this process."""
    from kneecoach.vault.standing import is_encrypted  # noqa: PLC0415 - as above

    if not is_encrypted(data):
        return False
    from kneecoach.vault.keys import is_unlocked  # noqa: PLC0415 - as above

    return not is_unlocked(data)
