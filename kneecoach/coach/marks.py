"""Let each program know which sessions another one is leading through at this moment."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Protocol
from uuid import UUID

from kneecoach.paths import OWNER_ONLY_FILE, OWNER_ONLY_FOLDER

_ENDING = ".live"


class Marks(Protocol):
    """Mark sessions as being under way, and see the marks of others."""

    def take(self, session_id: UUID) -> bool:
        """Mark a session; return False when another program leads through it."""
        ...

    def let_go(self, session_id: UUID) -> None:
        """Take the mark away again; nothing happens when there is none of ours."""
        ...

    def is_taken(self, session_id: UUID) -> bool:
        """Return whether another program leads through a session at this moment."""
        ...


class NoMarks:
    """Be alone: nobody else leads through a session."""

    def take(self, session_id: UUID) -> bool:
        """Mark nothing."""
        del session_id
        return True

    def let_go(self, session_id: UUID) -> None:
        """Have nothing to take away."""
        del session_id

    def is_taken(self, session_id: UUID) -> bool:
        """Return that nobody does."""
        del session_id
        return False


class FileMarks:
    """Mark a session by a locked file; the system lets go of it when the program is killed.

    So there is no mark that outlives its program, and nobody has to look whether one still runs.
    Where files cannot be locked or written, no mark is made and every session may go on.
    """

    def __init__(self, folder: Path) -> None:
        """Remember where the files are; the folder is made with the first mark."""
        self._folder = folder
        self._held: dict[UUID, int] = {}

    def take(self, session_id: UUID) -> bool:
        """Mark a session; return False when another program leads through it."""
        if session_id in self._held:
            return True
        try:
            self._folder.mkdir(mode=OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
            handle = os.open(self._file(session_id), os.O_RDWR | os.O_CREAT, OWNER_ONLY_FILE)
        except OSError:
            return True
        if not _lock(handle):
            os.close(handle)
            return False
        self._held[session_id] = handle
        return True

    def let_go(self, session_id: UUID) -> None:
        """Take the mark away again; nothing happens when there is none of ours."""
        handle = self._held.pop(session_id, None)
        if handle is None:
            return
        if sys.platform != "win32":  # a file that is open cannot be removed there
            self._remove(session_id)
        os.close(handle)
        if sys.platform == "win32":
            self._remove(session_id)

    def is_taken(self, session_id: UUID) -> bool:
        """Return whether another program leads through a session at this moment."""
        if session_id in self._held:
            return False
        try:
            handle = os.open(self._file(session_id), os.O_RDWR)
        except OSError:
            return False
        try:
            return not _lock(handle)
        finally:
            os.close(handle)

    def _file(self, session_id: UUID) -> Path:
        return self._folder / f"{session_id.hex}{_ENDING}"

    def _remove(self, session_id: UUID) -> None:
        with suppress(OSError):
            self._file(session_id).unlink(missing_ok=True)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> bool:
        """Lock a file until it is closed; return False when another program has."""
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(handle: int) -> bool:
        """Lock a file until it is closed; return False when another program has."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # a file system without locks
            return True
        return True
