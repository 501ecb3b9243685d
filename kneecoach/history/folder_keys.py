"""Keep a shared folder encrypted: its own random key lies in it, wrapped under a passphrase.

Every computer is told the passphrase once, and keeps the key. A tool that copies the folder may
bring two such files when two computers made one each; both keys are then known and used to read.
"""

from __future__ import annotations

import base64
import binascii
import json
import secrets
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kneecoach.history.errors import HistoryError, Trouble
from kneecoach.saving import keep_file
from kneecoach.values import dataclass
from kneecoach.vault.boxes import open_under, seal_under
from kneecoach.vault.errors import DamagedVault, WrongPassphrase
from kneecoach.vault.keys import derive
from kneecoach.vault.wrapping import (
    KEY_BYTES,
    USUAL_COST,
    Cost,
    Wrapped,
    read_wrapped,
    refuse_weak,
    unwrap,
    wrap,
    write_wrapped,
)

KEY_FILE = "KEY.kneekey"
FORMAT = "kneecoach-folder-key/1"

_ENDING = ".kneekey"
_ID_BYTES = 8
_LARGEST_BYTES = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderKey:
    """The key of a folder, which a passphrase opens.

    Attributes:
        id: What the lines that are sealed with it name it by.
        wrapped: The key, wrapped.
    """

    id: str
    wrapped: Wrapped


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownKeys:
    """The keys that this computer was told.

    Attributes:
        keys: Each by its id.
        writes: The id of the one that new lines are sealed with; empty where none are.
    """

    keys: Mapping[str, bytes]
    writes: str = ""


NO_KEYS = KnownKeys(keys={})


def find_keys(folder: Path) -> tuple[FolderKey, ...]:
    """Return the keys that lie in a folder; the file of a tool's conflict too, damaged ones not."""
    found = {}
    for path in sorted(folder.glob(f"*{_ENDING}")):
        try:
            with path.open("rb") as file:
                one = _read(json.loads(file.read(_LARGEST_BYTES)))
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            continue
        found[one.id] = one
    return tuple(found[id_] for id_ in sorted(found))


def make_key(folder: Path, passphrase: str, cost: Cost = USUAL_COST) -> tuple[str, bytes]:
    """Put a new key into a folder, and return it with its id.

    Raises:
        KneecoachError: The passphrase is too short, or the file cannot be written.
    """
    refuse_weak(passphrase)
    key = secrets.token_bytes(KEY_BYTES)
    wrapped = wrap(key, passphrase, cost)
    plain: dict[str, Any] = {"format": FORMAT, "id": id_of(key), "key": write_wrapped(wrapped)}
    plain["check"] = _check(plain)
    keep_file(folder / KEY_FILE, (json.dumps(plain, indent=1) + "\n").encode())
    return id_of(key), key


def open_keys(found: tuple[FolderKey, ...], passphrase: str) -> dict[str, bytes]:
    """Return the keys that a passphrase opens, by their ids.

    Raises:
        WrongPassphrase: It opens none.
    """
    opened = {}
    for one in found:
        try:
            key = unwrap(one.wrapped, passphrase, _wrong())
        except WrongPassphrase:
            continue
        if id_of(key) == one.id:
            opened[one.id] = key
    if not opened:
        raise _wrong()
    return opened


def id_of(key: bytes) -> str:
    """Return what a key is named by; it tells nothing about it."""
    return derive(key, "folder key id")[:_ID_BYTES].hex()


def seal_text(text: str, keys: KnownKeys) -> list[str]:
    """Return a text sealed with the key that new lines are sealed with, beside that key's id."""
    box = seal_under(keys.keys[keys.writes], text.encode())
    return [keys.writes, base64.b64encode(box).decode()]


def open_text(value: Any, keys: KnownKeys) -> bytes | None:
    """Return what was sealed; None when its key is not known here.

    Raises:
        ValueError: It is damaged, or nothing of this kind.
    """
    try:
        id_, box = value
        key = keys.keys.get(str(id_))
        return None if key is None else open_under(key, base64.b64decode(box, validate=True))
    except (TypeError, binascii.Error, DamagedVault) as error:
        raise ValueError("a sealed line is damaged") from error


def _read(plain: Any) -> FolderKey:
    if plain["format"] != FORMAT or plain["check"] != _check(plain):
        raise ValueError("not a key of a folder, or damaged")
    return FolderKey(id=str(plain["id"]), wrapped=read_wrapped(plain["key"]))


def _check(plain: dict[str, Any]) -> str:
    said = json.dumps({key: plain[key] for key in ("format", "id", "key")}, sort_keys=True)
    return f"{zlib.crc32(said.encode()):08x}"


def _wrong() -> WrongPassphrase:
    return WrongPassphrase(
        "This passphrase does not open the shared folder.",
        "It is the one that was chosen when the folder was first encrypted, on any computer.",
    )


def folder_is_locked(folder: Path) -> HistoryError:
    """Return the error for an encrypted folder whose passphrase this computer was not told."""
    return HistoryError(
        f"The shared folder {folder} is encrypted, and this computer was not told its passphrase.",
        "Tell it once: kneecoach sync asks for it on a terminal, or takes it from"
        " --folder-passphrase-file.",
        Trouble.FOLDER_LOCKED,
    )


def folder_is_open(folder: Path) -> HistoryError:
    """Return the error for a folder without a passphrase beside an encrypted history."""
    return HistoryError(
        f"Your history is encrypted, and the shared folder {folder} is not, so nothing was written"
        " there.",
        "Give the folder a passphrase once: kneecoach sync asks for one on a terminal.",
        Trouble.FOLDER_OPEN,
    )


def key_is_on_its_way(folder: Path) -> HistoryError:
    """Return the error for sealed lines that came before the key they were sealed with."""
    return HistoryError(
        f"The shared folder {folder} is encrypted, and the file with its key, {KEY_FILE}, has not"
        " arrived yet.",
        "Let the tool that copies the folder finish, then try again.",
        Trouble.FOLDER_LOCKED,
    )
