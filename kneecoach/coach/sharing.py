"""Keep this computer's history in step with others, through the folder that was chosen once."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import uuid4

from kneecoach.clock import Clock
from kneecoach.history.folder_keys import (
    NO_KEYS,
    KnownKeys,
    find_keys,
    folder_is_locked,
    folder_is_open,
    key_is_on_its_way,
    make_key,
    open_keys,
)
from kneecoach.history.people import Who
from kneecoach.history.sharing import InStep, has_sealed_lines, keep_in_step
from kneecoach.history.store import HistoryStore
from kneecoach.paths import Paths
from kneecoach.private import keep_private, read_private
from kneecoach.saving import keep_file
from kneecoach.values import dataclass, replace
from kneecoach.vault.errors import DamagedVault
from kneecoach.vault.standing import is_encrypted
from kneecoach.vault.wrapping import USUAL_COST, Cost

FOLDER_KEYS = "keys of shared folders"
"""What the kept keys are sealed for."""

_ID_DIGITS = 12
_MOST_BYTES = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """What this computer remembers.

    Attributes:
        machine: What its files in the folder begin with; chosen by chance, and tells nothing.
        folder: The shared folder; None while none was chosen.
    """

    machine: str
    folder: Path | None = None


def recall_sharing(paths: Paths) -> Sharing:
    """Return what this computer remembers; a new name for it when there is nothing to read."""
    try:
        plain = json.loads(paths.sharing.read_bytes())
        machine, folder = plain["machine"], plain["folder"]
    except (OSError, ValueError, TypeError, KeyError):
        return Sharing(machine=uuid4().hex[:_ID_DIGITS])
    if not isinstance(machine, str) or not machine.isalnum():
        machine = uuid4().hex[:_ID_DIGITS]
    known = isinstance(folder, str) and folder
    return Sharing(machine=machine, folder=Path(folder) if known else None)


def share(
    paths: Paths,
    sharing: Sharing,
    folder: Path,
    who: Who,
    clock: Clock,
    *,
    passphrase: str | None = None,
    cost: Cost = USUAL_COST,
) -> InStep:
    """Bring this computer in step through a folder, and remember the folder.

    A folder with a passphrase is told it once; an encrypted history needs such a folder.

    Raises:
        HistoryError: The folder or the history cannot be used, or it was not said who somebody is;
            `Trouble.FOLDER_LOCKED` and `FOLDER_OPEN` ask for the folder's passphrase.
        KneecoachError: The passphrase is another one, or too short for a new one.
    """
    HistoryStore(paths.database, clock).close()
    keys = _keys_for(paths, folder, passphrase, cost)
    _remember(paths, replace(sharing, folder=folder.absolute()))
    return keep_in_step(
        paths.database, folder, sharing.machine, who, clock.now(), person=paths.person, keys=keys
    )


def _keys_for(paths: Paths, folder: Path, passphrase: str | None, cost: Cost) -> KnownKeys:
    """Return the keys of a folder; none where neither it nor the history is encrypted."""
    found = find_keys(folder)
    if not found and not is_encrypted(paths.data):
        if has_sealed_lines(folder):
            raise key_is_on_its_way(folder)
        return NO_KEYS
    known = _recall_keys(paths)
    fresh: dict[str, bytes] = {}
    if not found:
        if has_sealed_lines(folder):
            raise key_is_on_its_way(folder)
        if passphrase is None:
            raise folder_is_open(folder)
        fresh = dict([make_key(folder, passphrase, cost)])
    elif unknown := tuple(one for one in found if one.id not in known):
        if passphrase is not None:
            fresh = open_keys(unknown, passphrase)
        elif len(unknown) == len(found):
            raise folder_is_locked(folder)
    if fresh:
        known = {**known, **fresh}
        text = json.dumps({id_: key.hex() for id_, key in known.items()})
        keep_private(paths.data, paths.sharing_keys, text.encode(), FOLDER_KEYS)
    here = sorted({one.id for one in found} | fresh.keys())
    return KnownKeys(keys=known, writes=next(id_ for id_ in here if id_ in known))


def _recall_keys(paths: Paths) -> dict[str, bytes]:
    """Return the keys that this computer was told, by their ids; none when it was told none."""
    try:
        content = read_private(paths.data, paths.sharing_keys, FOLDER_KEYS, _MOST_BYTES)
        plain = json.loads(content)
        return {str(id_): bytes.fromhex(key) for id_, key in plain.items()}
    except (OSError, ValueError, TypeError, AttributeError, DamagedVault):
        return {}


def stop_sharing(paths: Paths) -> None:
    """Forget the folder; what is in it stays."""
    _remember(paths, replace(recall_sharing(paths), folder=None))


def _remember(paths: Paths, sharing: Sharing) -> None:
    """Keep it on the disk before anything is written under the computer's name.

    Raises:
        KneecoachError: It cannot be kept.
    """
    plain = {"machine": sharing.machine, "folder": str(sharing.folder or "")}
    keep_file(paths.sharing, json.dumps(plain).encode())
