"""Tell what can go wrong between a person and what they encrypted."""

from __future__ import annotations

from pathlib import Path

from kneecoach.model.errors import KneecoachError


class WrongPassphrase(KneecoachError):  # noqa: N818 - named after what happened
    """Report a passphrase, or a recovery code, that does not open the vault."""


class DamagedVault(KneecoachError):  # noqa: N818 - as above
    """Report that the file with the wrapped key is missing or cannot be understood."""


class Locked(KneecoachError):  # noqa: N818 - as above
    """Report that what is kept is encrypted, and nobody has unlocked it yet."""


def wrong_passphrase() -> WrongPassphrase:
    """Return the error for a passphrase that does not open the vault."""
    return WrongPassphrase(
        "This passphrase does not open the history.",
        "Type it once more; capital letters, spaces and the keyboard's language count. The"
        " recovery code opens it too.",
    )


def wrong_code() -> WrongPassphrase:
    """Return the error for a recovery code that does not open the vault."""
    return WrongPassphrase(
        "This recovery code does not open the history.",
        "Compare it with the one that was written down; a newer code replaces older ones.",
    )


def damaged_vault(path: Path) -> DamagedVault:
    """Return the error for a vault that cannot be understood."""
    return DamagedVault(
        f"{path}, which holds the key of the encrypted history, is missing or damaged.",
        f"Put a copy of it in its place; one lies in {path.parent / 'backups'}.",
    )


def locked() -> Locked:
    """Return the error for what is asked for before anything was unlocked."""
    return Locked(
        "Your history is locked.",
        "Unlock it with your passphrase first.",
    )
