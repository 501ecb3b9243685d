"""Listen for the command line and for second copies, as the one coach of this data.

Whoever holds the place (see `lock`) listens. What is asked is answered by whoever calls `accept`,
when the event loop says that somebody is there.
"""

from __future__ import annotations

import os
import socket
import struct
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress

from kneecoach.model.errors import KneecoachError
from kneecoach.paths import Paths
from kneecoach.remote.address import Address, find_address
from kneecoach.remote.words import LONGEST_LINE, Answer, Request, read_request, write

HEAR_SECONDS = 0.5
"""A caller that says nothing for this long is hung up on; ours say all at once."""

_WAITING = 8


class Instance:
    """Hold the listening end until `close`."""

    def __init__(self, address: Address, listener: socket.socket) -> None:
        """Take what `listen` made."""
        self._address = address
        self._listener = listener

    def fileno(self) -> int:
        """Return the descriptor that becomes readable when somebody calls."""
        return self._listener.fileno()

    def accept(self, answer: Callable[[Request], Answer]) -> None:
        """Hear one caller and answer; whoever is somebody else is not heard."""
        try:
            caller, _ = self._listener.accept()
        except OSError:
            return  # gone again
        with caller, suppress(OSError):
            caller.settimeout(HEAR_SECONDS)
            if _is_same_user(caller):
                caller.sendall(write(_answer(caller, answer)))

    def close(self) -> None:
        """Listen no more."""
        self._listener.close()
        with suppress(OSError):
            self._address.socket.unlink()


def listen(paths: Paths, environ: Mapping[str, str]) -> Instance:
    """Return the listening end of the coach that holds the place.

    A socket that a dead coach left behind is replaced, for nobody listens there any more.

    Raises:
        KneecoachError: The folder is not safe, or the socket cannot be made.
    """
    address = find_address(paths, environ)
    try:
        return Instance(address, _listen(address))
    except OSError as error:
        raise _cannot(address) from error


def _listen(address: Address) -> socket.socket:
    address.socket.unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        listener.setblocking(False)
        before = os.umask(0o177)
        try:
            listener.bind(os.fspath(address.socket))
        finally:
            os.umask(before)
        listener.listen(_WAITING)
    except OSError:
        listener.close()
        raise
    return listener


def _answer(caller: socket.socket, answer: Callable[[Request], Answer]) -> Answer:
    heard = b""
    while not heard.endswith(b"\n") and len(heard) <= LONGEST_LINE:
        more = caller.recv(4096)
        if not more:
            break
        heard += more
    return reply(heard, answer)


def reply(line: bytes, answer: Callable[[Request], Answer]) -> Answer:
    """Return the answer to a line, whatever it says."""
    try:
        request = read_request(line)
    except ValueError:
        return Answer(done=False, says="That was not understood.")
    try:
        return answer(request)
    except KneecoachError as error:
        return Answer(done=False, says=error.user_message, way_out=error.way_out)


def _is_same_user(caller: socket.socket) -> bool:
    """Say whether the caller is this very account.

    Where the system does not tell, the private folder is the guard.
    """
    if sys.platform != "linux":
        return True
    size = struct.calcsize("3i")
    credentials = caller.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, size)
    _, user, _ = struct.unpack("3i", credentials)
    return bool(user == os.getuid())


def _cannot(address: Address) -> KneecoachError:
    return KneecoachError(
        f"{address.socket} cannot be made, so the running coach cannot be spoken to.",
        "Free some space, or set XDG_RUNTIME_DIR to a folder of your own.",
    )
