"""Say where the running coach of this person and this data is spoken to, and see that it is safe.

Each folder of data has one coach, so a second one for other data may run beside it.
"""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from kneecoach.model.errors import KneecoachError
from kneecoach.paths import OWNER_ONLY_FOLDER, Paths
from kneecoach.values import dataclass

LONGEST_SOCKET = 100
"""Bytes that the path of a socket may have on every system."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where the coach is spoken to, on a system whose sockets are files.

    Attributes:
        socket: The socket; only its owner can reach it.
    """

    socket: Path


def find_address(paths: Paths, environ: Mapping[str, str]) -> Address:
    """Return where the coach of these paths is spoken to; makes the folder for it.

    Raises:
        KneecoachError: The folder belongs to somebody else, or others may write in it.
    """
    folder = _folder(environ)
    _make_private(folder)
    return Address(socket=folder / f"{name_of(paths)}.sock")


def name_of(paths: Paths) -> str:
    """Return a name that is one for each folder of data."""
    place = os.path.normcase(os.path.realpath(paths.data))
    return f"kneecoach-{sha256(place.encode(errors='surrogateescape')).hexdigest()[:16]}"


def _folder(environ: Mapping[str, str]) -> Path:
    runtime = environ.get("XDG_RUNTIME_DIR", "")
    candidates = [Path(runtime) / "kneecoach"] if Path(runtime).is_dir() and runtime else []
    candidates.append(Path(tempfile.gettempdir()) / f"kneecoach-{os.getuid()}")
    fitting = (one for one in candidates if len(os.fsencode(one)) + 40 <= LONGEST_SOCKET)
    return next(fitting, Path("/tmp") / f"kneecoach-{os.getuid()}")  # noqa: S108 - made private


def _make_private(folder: Path) -> None:
    """Make the folder; refuse one that somebody else could have put there."""
    try:
        folder.mkdir(mode=OWNER_ONLY_FOLDER, exist_ok=True)
        found = folder.lstat()
    except OSError as error:
        raise _unsafe(folder) from error
    is_ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid()
    if not is_ours or stat.S_IMODE(found.st_mode) & 0o022:
        raise _unsafe(folder)


def _unsafe(folder: Path) -> KneecoachError:
    return KneecoachError(
        f"{folder} is not a private folder of this account, so the running coach cannot be "
        "spoken to there.",
        "Remove it, or set XDG_RUNTIME_DIR to a folder of your own.",
    )
