"""Say whether what is kept is encrypted: cheap enough to come before the first paint."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

VAULT_FILE = "vault.json"
"""The name of the file that holds the wrapped key; where it is, the files beside it are locked."""

COPIES = "backups"
"""The folder beside it that holds a second copy of it, and copies of the history."""


class Conversion(StrEnum):
    """Say how far the files of a folder that has a vault are."""

    ENCRYPTING = "encrypting"
    ENCRYPTED = "encrypted"
    DECRYPTING = "decrypting"


def is_encrypted(data: Path) -> bool:
    """Return whether the files of a data folder are encrypted, or are just becoming so."""
    return (data / VAULT_FILE).exists()
