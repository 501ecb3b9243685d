"""Know on Linux whether a program of this person has a camera open: a call.

Nothing is watched until a break is near. Then the kernel tells each time a camera is opened or
closed, and only then is looked at who has it.
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from kneecoach.breaks.presence.source import Fact, PresenceError, Tell, Told
from kneecoach.model.units import Seconds

CAMERAS = Path("/dev")
PROCESSES = Path("/proc")

SERVERS = frozenset({"pipewire", "wireplumber"})
"""Open a camera for others, and to see what it can do; PipeWire itself says when one runs."""

_OPENED, _CLOSED_WRITTEN, _CLOSED, _CREATED, _DELETED = 0x20, 0x08, 0x10, 0x100, 0x200
_FLAGS = os.O_NONBLOCK | getattr(os, "O_CLOEXEC", 0)
_HEAD = struct.Struct("iIII")
_CHUNK = 1 << 14


class Camera:
    """Follow who opens a camera, while somebody wants to know.

    Args:
        cameras: The folder of cameras, `video0` and so on.
        processes: The folder of processes.
    """

    name = "the cameras of this computer"
    facts = frozenset({Fact.CAMERA})

    def __init__(self, *, cameras: Path = CAMERAS, processes: Path = PROCESSES) -> None:
        self._cameras = cameras
        self._processes = processes
        self._tell: Tell | None = None
        self._descriptor: int | None = None

    def start(self, tell: Tell) -> None:
        """Take whom to tell; a camera may be plugged in later. Raises PresenceError off Linux."""
        if sys.platform != "linux":
            raise PresenceError("this is not Linux")
        self._tell = tell

    def fileno(self) -> int | None:
        """Return the descriptor that is told by, while that is wanted."""
        return self._descriptor

    def read(self) -> Seconds | None:
        """Look who has a camera open, when one was opened, closed, plugged in or taken away."""
        if self._descriptor is None:
            return None
        try:
            heard = os.read(self._descriptor, _CHUNK)
        except BlockingIOError:
            return None
        about = [mask for mask, name in _events(heard) if _is_about_camera(mask, name)]
        if any(mask & (_CREATED | _DELETED) for mask in about):
            self._end()
            self._begin()
        elif about:
            self._say()
        return None

    def watch(self, fact: Fact, *, wanted: bool) -> None:
        """Begin or end to follow; says at once how it stands."""
        if fact is not Fact.CAMERA:
            return
        if not wanted:
            self._end()
        elif self._descriptor is None:
            self._begin()

    def close(self) -> None:
        """Follow nothing more."""
        self._end()

    def _begin(self) -> None:
        """Watch every camera there is, then say whether one is open: nothing falls in between."""
        library = ctypes.CDLL(None, use_errno=True)
        descriptor = library.inotify_init1(_FLAGS)
        if descriptor < 0:
            raise PresenceError("the kernel does not tell of cameras")
        self._descriptor = descriptor
        watches = [(camera, _OPENED | _CLOSED | _CLOSED_WRITTEN) for camera in self._found()]
        for place, mask in (*watches, (self._cameras, _CREATED | _DELETED)):
            # One that was taken away just now is told of by its folder.
            library.inotify_add_watch(descriptor, os.fsencode(place), mask)
        self._say()

    def _end(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _found(self) -> Iterator[Path]:
        return self._cameras.glob("video[0-9]*")

    def _say(self) -> None:
        if self._tell is not None:
            self._tell(Told(fact=Fact.CAMERA, holds=self._is_open()))

    def _is_open(self) -> bool:
        cameras = set(self._found())
        return bool(cameras) and any(
            not cameras.isdisjoint(_opened_by(process)) and _name_of(process) not in SERVERS
            for process in self._processes.glob("[0-9]*")
        )


def _opened_by(process: Path) -> Iterator[Path]:
    """Return the files that a process has open; none of somebody else's, or of one that ended."""
    with suppress(OSError):
        for each in (process / "fd").iterdir():
            with suppress(OSError):
                yield each.readlink()


def _name_of(process: Path) -> str:
    try:
        return (process / "comm").read_text().strip()
    except OSError:
        return ""


def _events(heard: bytes) -> Iterator[tuple[int, str]]:
    """Return what each event is about and which file of a folder it names."""
    at = 0
    while at + _HEAD.size <= len(heard):
        _, mask, _, length = _HEAD.unpack_from(heard, at)
        at += _HEAD.size
        yield mask, os.fsdecode(heard[at : at + length].rstrip(b"\0"))
        at += length


def _is_about_camera(mask: int, name: str) -> bool:
    return not mask & (_CREATED | _DELETED) or name.startswith("video")
