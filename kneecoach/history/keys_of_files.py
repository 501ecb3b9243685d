"""Say with which key a file of the history is opened: that of the vault it lies beside, if any."""

from __future__ import annotations

import os
from pathlib import Path

from kneecoach.history.errors import HistoryError, Trouble
from kneecoach.vault.standing import COPIES, VAULT_FILE

_SALT_BYTES = 16


def find_vault(path: Path) -> Path | None:
    """Return the data folder whose vault a file belongs to; None where nothing is encrypted."""
    folder = path.parent
    if folder.name == COPIES:
        folder = folder.parent
    # One look, and no more than that, is what people without a passphrase pay.
    return folder if os.path.exists(folder / VAULT_FILE) else None  # noqa: PTH110 - half the time


def key_for(path: Path) -> str:
    """Return the key of a file as SQLCipher writes one; empty where nothing is encrypted.

    Raises:
        HistoryError: The file's key is locked away.
    """
    data = find_vault(path)
    if data is None:
        return ""
    from kneecoach.vault.errors import Locked  # noqa: PLC0415 - only where something is encrypted
    from kneecoach.vault.keys import key_of  # noqa: PLC0415 - as above

    try:
        return spell_key(key_of(data))
    except Locked as error:
        raise locked() from error


def keys_at_hand() -> tuple[str, ...]:
    """Return every key that is unlocked, for a copy that lies elsewhere."""
    from kneecoach.vault.keys import all_keys  # noqa: PLC0415 - met on failure only

    return tuple(spell_key(one) for one in all_keys())


def spell_key(master: bytes) -> str:
    """Return the history's key under a master key as SQLCipher writes one.

    It is a raw key with a salt of its own, so that nothing slow has to be derived for each
    connection, and so that a file whose first bytes are destroyed can still be read.
    """
    from kneecoach.vault.keys import derive  # noqa: PLC0415 - only where something is encrypted

    return f"x'{derive(master, 'history').hex()}{salt_of(master).hex()}'"


def salt_of(master: bytes) -> bytes:
    """Return the bytes that every file begins with that is encrypted under a master key."""
    from kneecoach.vault.keys import derive  # noqa: PLC0415 - as above

    return derive(master, "history salt")[:_SALT_BYTES]


def locked() -> HistoryError:
    """Return the error for a history that nobody has unlocked."""
    return HistoryError(
        "Your history is locked.",
        "Unlock it with your passphrase: in the window, on a terminal, or with"
        " KNEECOACH_PASSPHRASE_FILE.",
        Trouble.LOCKED,
    )
