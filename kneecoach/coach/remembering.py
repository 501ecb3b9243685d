"""Keep the key of encrypted records in the system's keyring, where the person wants that.

Only keyrings that keep their secrets encrypted under the person's login are taken: a plain file
would undo what encryption is for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kneecoach.model.errors import KneecoachError
from kneecoach.paths import Paths
from kneecoach.saving import keep_file
from kneecoach.vault.errors import WrongPassphrase
from kneecoach.vault.keys import key_of
from kneecoach.vault.opening import unlock_with_key

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE: Final = "kneecoach"
TRUSTED: Final = {
    "keyring.backends.SecretService": "the keyring of the desktop",
    "keyring.backends.libsecret": "the keyring of the desktop",
    "keyring.backends.kwallet": "KWallet",
    "keyring.backends.macOS": "the macOS keychain",
    "keyring.backends.Windows": "the Windows credential store",
}
"""The keyrings that are used, by the module that speaks to them, and what each is called."""


def keyring_name() -> str:
    """Return what the keyring of this system is called; empty when there is none to be trusted.

    Takes a while: it asks the system.
    """
    found = _find()
    return "" if found is None else TRUSTED[type(found).__module__]


def is_remembered(paths: Paths) -> bool:
    """Return whether the person wants this computer to open the records by itself."""
    return paths.remembered.exists()


def remember(paths: Paths) -> None:
    """Keep the key of unlocked records in the keyring.

    Raises:
        KneecoachError: There is no keyring, or it refuses.
    """
    keyring = _find()
    if keyring is None:
        raise _no_keyring()
    try:
        keyring.set_password(SERVICE, _name(paths), key_of(paths.data).hex())
    except _refusals() as error:
        raise _refused() from error
    keep_file(paths.remembered, b"")


def unlock_as_remembered(paths: Paths) -> bool:
    """Unlock the records with the key in the keyring; return whether that could be done.

    What does not open them is remembered no more.

    Raises:
        KneecoachError: The keyring cannot be asked, or the vault is damaged.
    """
    keyring = _find()
    if keyring is None:
        raise _no_keyring()
    try:
        kept = keyring.get_password(SERVICE, _name(paths))
    except _refusals() as error:
        raise _refused() from error
    try:
        unlock_with_key(paths.data, bytes.fromhex(kept or ""))
    except (ValueError, WrongPassphrase):
        paths.remembered.unlink(missing_ok=True)
        return False
    return True


def forget(paths: Paths) -> None:
    """Take the key out of the keyring; nothing happens when it is not in there.

    Raises:
        KneecoachError: The keyring refuses; the key may still be in it.
    """
    if not is_remembered(paths):
        return
    keyring = _find()
    if keyring is None:
        raise _no_keyring()
    try:
        if keyring.get_password(SERVICE, _name(paths)) is not None:
            keyring.delete_password(SERVICE, _name(paths))
    except _refusals() as error:
        raise _refused() from error
    paths.remembered.unlink(missing_ok=True)


def _find() -> KeyringBackend | None:
    from keyring import get_keyring  # noqa: PLC0415 - it takes a third of a second

    found = get_keyring()
    each = getattr(found, "backends", (found,))
    return next((one for one in each if type(one).__module__ in TRUSTED), None)


def _name(paths: Paths) -> str:
    return str(paths.data.resolve())


def _refusals() -> tuple[type[Exception], ...]:
    from keyring.errors import KeyringError  # noqa: PLC0415 - as above

    return (KeyringError, OSError, RuntimeError)


def _no_keyring() -> KneecoachError:
    return KneecoachError(
        "No keyring that keeps its secrets encrypted was found on this system.",
        "Unlock with the passphrase instead.",
    )


def _refused() -> KneecoachError:
    return KneecoachError(
        "The keyring of this system did not give or take the key.",
        "Unlock the keyring and try again, or use the passphrase.",
    )
