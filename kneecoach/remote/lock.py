"""Take the place of the one coach of a folder of data; cheap enough to come before the window."""

from __future__ import annotations

import os

from kneecoach.model.errors import KneecoachError
from kneecoach.paths import OWNER_ONLY_FILE, Paths, make_folder

NO_DESCRIPTOR = -1


class Place:
    """Hold the place until `close`; the system gives it up when the process dies, however.

    Attributes:
        is_sure: Whether the lock is really held. Where the disk knows no locks it cannot be, and
            the coach runs all the same.
    """

    def __init__(self, descriptor: int) -> None:
        """Take the descriptor of the locked file, or `NO_DESCRIPTOR`."""
        self._descriptor = descriptor
        self.is_sure = descriptor != NO_DESCRIPTOR

    def close(self) -> None:
        """Give it up; may be called twice."""
        if self._descriptor != NO_DESCRIPTOR:
            os.close(self._descriptor)
            self._descriptor = NO_DESCRIPTOR


def take_place(paths: Paths) -> Place | None:
    """Return the place of the running coach, or None when another one has it."""
    try:
        make_folder(paths.data)
        descriptor = os.open(paths.data / "running.lock", os.O_RDWR | os.O_CREAT, OWNER_ONLY_FILE)
    except (OSError, KneecoachError):
        return Place(NO_DESCRIPTOR)  # told where the history is opened, in better words
    try:
        _lock(descriptor)
    except BlockingIOError:
        os.close(descriptor)
        return None
    except OSError as error:
        os.close(descriptor)
        # Windows says that it is refused where others say that it would have to wait.
        return None if isinstance(error, PermissionError) else Place(NO_DESCRIPTOR)
    return Place(descriptor)


def _lock(descriptor: int) -> None:
    try:
        import fcntl  # noqa: PLC0415 - there is none on Windows
    except ImportError:
        import msvcrt  # noqa: PLC0415 - there is none elsewhere

        locking = vars(msvcrt)["locking"]
        locking(descriptor, vars(msvcrt)["LK_NBLCK"], 1)
        return
    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
