"""Read and write the file with the wrapped key; it holds nothing about anybody's health."""

from __future__ import annotations

import json
import os
import zlib
from pathlib import Path
from typing import Any

from kneecoach.saving import keep_file
from kneecoach.values import dataclass
from kneecoach.vault.errors import DamagedVault, damaged_vault
from kneecoach.vault.standing import COPIES, VAULT_FILE, Conversion
from kneecoach.vault.wrapping import Wrapped, read_wrapped, write_wrapped

FORMAT = "kneecoach-vault/1"
_LARGEST_BYTES = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """The master key once more, under a code that was written down.

    Attributes:
        salt: Makes the code worthless for any other vault.
        sealed: The key, sealed.
    """

    salt: bytes
    sealed: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Vault:
    """What the file says.

    Attributes:
        state: How far the files are.
        fingerprint: Tells whether a key is the right one, and nothing else about it.
        passphrase: The master key under the passphrase.
        recovery: The same key under the recovery code, or None when none was made.
    """

    state: Conversion
    fingerprint: bytes
    passphrase: Wrapped
    recovery: Recovery | None = None


def read_vault(data: Path) -> Vault:
    """Return what the vault of a data folder says, from its copy where it is damaged.

    Raises:
        DamagedVault: Neither can be understood.
    """
    path = data / VAULT_FILE
    try:
        return read_vault_file(path)
    except DamagedVault:
        return read_vault_file(data / COPIES / VAULT_FILE)


def read_vault_file(path: Path) -> Vault:
    """Return what one file says.

    Raises:
        DamagedVault: It cannot be understood.
    """
    try:
        with path.open("rb") as file:
            plain = json.loads(file.read(_LARGEST_BYTES))
        if plain["format"] != FORMAT or plain["check"] != _check(plain):
            raise damaged_vault(path)
        recovery = plain["recovery"]
        return Vault(
            state=Conversion(plain["state"]),
            fingerprint=bytes.fromhex(plain["fingerprint"]),
            passphrase=read_wrapped(plain["passphrase"]),
            recovery=None if recovery is None else _read_recovery(recovery),
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise damaged_vault(path) from error


def write_vault(data: Path, vault: Vault) -> None:
    """Keep the vault and its copy; killed at any moment, the old or the new one is there.

    Raises:
        KneecoachError: It cannot be written; the old one is there then.
    """
    content = spell_vault(vault)
    keep_file(data / VAULT_FILE, content)
    flush_folder(data)
    keep_file(data / COPIES / VAULT_FILE, content)


def spell_vault(vault: Vault) -> bytes:
    """Return what a file holds."""
    recovery = vault.recovery
    plain: dict[str, Any] = {
        "format": FORMAT,
        "state": vault.state.value,
        "fingerprint": vault.fingerprint.hex(),
        "passphrase": write_wrapped(vault.passphrase),
        "recovery": None if recovery is None else _spell_recovery(recovery),
    }
    plain["check"] = _check(plain)
    return (json.dumps(plain, indent=1) + "\n").encode()


def remove_vault(data: Path) -> None:
    """Take the vault and its copy away: nothing is encrypted any more.

    Raises:
        OSError: A file cannot be removed.
    """
    (data / COPIES / VAULT_FILE).unlink(missing_ok=True)
    (data / VAULT_FILE).unlink(missing_ok=True)
    flush_folder(data)


def flush_folder(folder: Path) -> None:
    """Put the names in a folder on the disk; Windows does so by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _spell_recovery(recovery: Recovery) -> dict[str, str]:
    return {"salt": recovery.salt.hex(), "sealed": recovery.sealed.hex()}


def _read_recovery(plain: Any) -> Recovery:
    return Recovery(salt=bytes.fromhex(plain["salt"]), sealed=bytes.fromhex(plain["sealed"]))


def _check(plain: dict[str, Any]) -> str:
    """Return what tells a damaged file from a wrong passphrase."""
    said = json.dumps({key: plain[key] for key in sorted(plain) if key != "check"}, sort_keys=True)
    return f"{zlib.crc32(said.encode()):08x}"
