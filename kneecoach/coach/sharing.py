"""Keep this computer's history in step with others, through the folder that was chosen once."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import uuid4

from kneecoach.clock import Clock
from kneecoach.history.people import Who
from kneecoach.history.sharing import InStep, keep_in_step
from kneecoach.history.store import HistoryStore
from kneecoach.paths import Paths
from kneecoach.saving import keep_file
from kneecoach.values import dataclass, replace

_ID_DIGITS = 12


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


def share(paths: Paths, sharing: Sharing, folder: Path, who: Who, clock: Clock) -> InStep:
    """Bring this computer in step through a folder, and remember the folder.

    Raises:
        KneecoachError: The folder or the history cannot be used, or it was not said who somebody
            is.
    """
    HistoryStore(paths.database, clock).close()
    _remember(paths, replace(sharing, folder=folder.absolute()))
    return keep_in_step(
        paths.database, folder, sharing.machine, who, clock.now(), person=paths.person
    )


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
