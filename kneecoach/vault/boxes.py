"""Seal whole files under the key of a data folder."""

from __future__ import annotations

from pathlib import Path

from kneecoach.vault.errors import DamagedVault
from kneecoach.vault.keys import derive, key_of

MAGIC = b"kneecoach-sealed-1\n"
"""What every sealed file begins with."""


def is_sealed(content: bytes) -> bool:
    """Return whether these are the bytes, or the first bytes, of something sealed."""
    return content.startswith(MAGIC)


def seal_bytes(data: Path, content: bytes, purpose: str) -> bytes:
    """Seal content under the key of a data folder.

    Args:
        data: The data folder; it is unlocked.
        content: What nobody else may read.
        purpose: What it is, such as "breaks"; what was sealed for one opens for no other.

    Raises:
        Locked: The data folder is not unlocked.
    """
    return seal_under(derive(key_of(data), purpose), content)


def open_bytes(data: Path, sealed: bytes, purpose: str) -> bytes:
    """Return what was sealed.

    Raises:
        Locked: The data folder is not unlocked.
        DamagedVault: It is damaged, or was sealed under another key or for another purpose.
    """
    return open_under(derive(key_of(data), purpose), sealed)


def seal_under(key: bytes, content: bytes) -> bytes:
    """Seal content under a key."""
    from nacl.secret import SecretBox  # noqa: PLC0415 - only where something is encrypted

    return MAGIC + bytes(SecretBox(key).encrypt(content))


def open_under(key: bytes, sealed: bytes) -> bytes:
    """Return what was sealed under a key.

    Raises:
        DamagedVault: It is damaged, or was sealed under another key.
    """
    from nacl.exceptions import CryptoError  # noqa: PLC0415 - as above
    from nacl.secret import SecretBox  # noqa: PLC0415 - as above

    try:
        return bytes(SecretBox(key).decrypt(sealed[len(MAGIC) :] if is_sealed(sealed) else b""))
    except (CryptoError, ValueError, TypeError) as error:
        raise DamagedVault(
            "Something that was kept encrypted is damaged, or belongs to another passphrase.",
            "What depends on it is made anew where that can be.",
        ) from error
