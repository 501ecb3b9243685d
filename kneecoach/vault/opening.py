"""Make a vault, unlock it, and change what opens it; the master key in it never changes."""

from __future__ import annotations

import secrets
from pathlib import Path

from kneecoach.model.errors import KneecoachError
from kneecoach.values import replace
from kneecoach.vault.errors import wrong_code, wrong_passphrase
from kneecoach.vault.file import (
    Recovery,
    Vault,
    read_vault,
    read_vault_file,
    remove_vault,
    write_vault,
)
from kneecoach.vault.keys import all_keys, derive, hold, key_of, lock
from kneecoach.vault.recovery import key_of_code, make_code
from kneecoach.vault.standing import Conversion, is_encrypted
from kneecoach.vault.wrapping import KEY_BYTES, USUAL_COST, Cost, refuse_weak, unwrap, wrap

_SALT_BYTES = 16


def begin(data: Path, passphrase: str, *, cost: Cost = USUAL_COST) -> None:
    """Make the vault of a data folder, which is unlocked then; its files are still to be converted.

    Raises:
        KneecoachError: There is one already, the passphrase is too short, or it cannot be written.
    """
    refuse_weak(passphrase)
    if is_encrypted(data):
        raise KneecoachError("This history is encrypted already.", "Unlock it instead.")
    key = secrets.token_bytes(KEY_BYTES)
    vault = Vault(
        state=Conversion.ENCRYPTING,
        fingerprint=fingerprint(key),
        passphrase=wrap(key, passphrase, cost),
    )
    write_vault(data, vault)
    hold(data, key)


def unlock(data: Path, passphrase: str) -> None:
    """Unlock a data folder for this process.

    Raises:
        WrongPassphrase: The passphrase is another one.
        DamagedVault: The file with the wrapped key is missing or damaged.
    """
    hold(data, unwrap(read_vault(data).passphrase, passphrase, wrong_passphrase()))


def unlock_copy(file: Path, passphrase: str) -> None:
    """Unlock, for this process, what a vault opens that lies beside a copy somewhere else.

    Raises:
        WrongPassphrase: The passphrase is another one.
        DamagedVault: The vault cannot be understood.
    """
    hold(file, unwrap(read_vault_file(file).passphrase, passphrase, wrong_passphrase()))


def is_key_at_hand(file: Path) -> bool:
    """Return whether the key in a vault that lies elsewhere is unlocked already.

    Raises:
        DamagedVault: The vault cannot be understood.
    """
    return read_vault_file(file).fingerprint in {fingerprint(one) for one in all_keys()}


def unlock_with_code(data: Path, code: str) -> None:
    """Unlock a data folder for this process with the recovery code.

    Raises:
        WrongPassphrase: The code is another one, or none was ever made.
        DamagedVault: The file with the wrapped key is missing or damaged.
    """
    from nacl.exceptions import CryptoError  # noqa: PLC0415 - only where something is encrypted
    from nacl.secret import SecretBox  # noqa: PLC0415 - as above

    recovery = read_vault(data).recovery
    if recovery is None:
        raise wrong_code()
    try:
        box = SecretBox(key_of_code(code, recovery.salt))
        hold(data, bytes(box.decrypt(recovery.sealed)))
    except (CryptoError, ValueError) as error:
        raise wrong_code() from error


def unlock_with_key(data: Path, key: bytes) -> None:
    """Unlock a data folder with a master key that was kept elsewhere, such as in a keyring.

    Raises:
        WrongPassphrase: It is not the key of this vault.
        DamagedVault: The file with the wrapped key is missing or damaged.
    """
    if len(key) != KEY_BYTES or read_vault(data).fingerprint != fingerprint(key):
        raise wrong_passphrase()
    hold(data, key)


def fingerprint(key: bytes) -> bytes:
    """Return what tells whether a key is the right one, and nothing else about it."""
    return derive(key, "fingerprint")


def change_passphrase(data: Path, old: str, new: str, *, cost: Cost = USUAL_COST) -> None:
    """Let another passphrase open the vault; killed at any moment, one of the two does.

    Raises:
        WrongPassphrase: The old passphrase is another one.
        KneecoachError: The new one is too short, or nothing can be written.
    """
    refuse_weak(new)
    unlock(data, old)
    set_passphrase(data, new, cost=cost)


def set_passphrase(data: Path, new: str, *, cost: Cost = USUAL_COST) -> None:
    """Let another passphrase open a vault that is unlocked, by whatever unlocked it.

    Raises:
        Locked: It is not unlocked.
        KneecoachError: The new one is too short, or nothing can be written.
    """
    refuse_weak(new)
    wrapped = wrap(key_of(data), new, cost)
    write_vault(data, replace(read_vault(data), passphrase=wrapped))


def renew_code(data: Path) -> str:
    """Return a new recovery code for an unlocked vault; an older one opens it no more.

    Raises:
        Locked: It is not unlocked.
        KneecoachError: Nothing can be written; an older code is then still the right one.
    """
    from nacl.secret import SecretBox  # noqa: PLC0415 - as above

    code, salt = make_code(), secrets.token_bytes(_SALT_BYTES)
    sealed = bytes(SecretBox(key_of_code(code, salt)).encrypt(key_of(data)))
    write_vault(data, replace(read_vault(data), recovery=Recovery(salt=salt, sealed=sealed)))
    return code


def has_code(data: Path) -> bool:
    """Return whether a recovery code was made.

    Raises:
        DamagedVault: The file with the wrapped key is missing or damaged.
    """
    return read_vault(data).recovery is not None


def read_state(data: Path) -> Conversion:
    """Return how far the files are.

    Raises:
        DamagedVault: The file with the wrapped key is missing or damaged.
    """
    return read_vault(data).state


def note_state(data: Path, state: Conversion) -> None:
    """Keep how far the files are.

    Raises:
        KneecoachError: It cannot be written.
    """
    write_vault(data, replace(read_vault(data), state=state))


def end(data: Path) -> None:
    """Take the vault away, once nothing is encrypted any more.

    Raises:
        OSError: It cannot be removed.
    """
    remove_vault(data)
    lock(data)
