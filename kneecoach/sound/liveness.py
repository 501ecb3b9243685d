"""Know whether the connection to the sound server still stands, just before a stream is begun.

When PulseAudio has died, Qt goes on as if nothing had happened until it has connected anew, which
takes it three seconds or more; a stream that is begun meanwhile ends the whole program, inside of
libpulse. The system knows better: a connection whose other end has gone says so at once.
"""

from __future__ import annotations

import os
import select
import socket
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

SERVER_VARIABLE = "PULSE_SERVER"
USUAL_END = "/pulse/native"
OPEN_FILES = Path("/proc/self/fd")


class ServerConnection:
    """Look for this program's connection to a PulseAudio server, or to what speaks like one."""

    def __init__(self, environ: Mapping[str, str] = os.environ) -> None:
        """Look at nothing yet."""
        self._named = environ.get(SERVER_VARIABLE, "").strip().removeprefix("unix:")
        self._was_there = False

    def may_begin(self) -> bool:
        """Return whether a stream may be begun: there never was such a connection, or it stands."""
        if not sys.platform.startswith("linux"):
            return True
        stands = any(_stands(one) for one in self._connections())
        self._was_there = self._was_there or stands
        return stands or not self._was_there

    def _connections(self) -> Iterator[socket.socket]:
        """Yield each connection of this program to a sound server; it is closed afterwards."""
        try:
            files = tuple(OPEN_FILES.iterdir())
        except OSError:
            return
        for file in files:
            found = _socket(file)
            if found is None:
                continue
            with found:
                end = _other_end(found)
                if end and (end == self._named or end.endswith(USUAL_END)):
                    yield found


def _socket(file: Path) -> socket.socket | None:
    """Return a copy of an open file of this program if it is a connection within the computer."""
    try:
        if not str(file.readlink()).startswith("socket:"):
            return None
        found = socket.socket(fileno=os.dup(int(file.name)))
    except (OSError, ValueError):
        return None
    if found.family != socket.AF_UNIX:
        found.close()
        return None
    return found


def _other_end(connection: socket.socket) -> str:
    try:
        end = connection.getpeername()
    except OSError:
        return ""
    return end if isinstance(end, str) else ""


def _stands(connection: socket.socket) -> bool:
    poll = select.poll()
    poll.register(connection, select.POLLIN)
    return not any(seen & (select.POLLHUP | select.POLLERR) for _, seen in poll.poll(0))
