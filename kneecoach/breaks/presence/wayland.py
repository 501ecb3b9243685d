"""Hear from a Wayland compositor when nobody touched anything for a while, by ext-idle-notify-v1.

Older compositors have KDE's protocol instead, of which this one was made. A few requests and two
events are all that is needed, so they are written here as the wire has them: object, size and
opcode, then 32-bit words and padded text.
"""

from __future__ import annotations

import os
import socket
import struct
from collections.abc import Mapping
from pathlib import Path

from kneecoach.breaks.options import LULL, NATURAL_BREAK
from kneecoach.breaks.presence.source import Fact, PresenceError, Tell, Told
from kneecoach.model.units import Seconds

_DISPLAY, _REGISTRY, _SYNC = 1, 2, 3
_SEAT, _NOTIFIER, _IDLE = 4, 5, 6
_FIRST_LULL = 7

_DISPLAY_SYNC, _DISPLAY_REGISTRY, _DISPLAY_ERROR = 0, 1, 0
_REGISTRY_BIND, _REGISTRY_GLOBAL = 0, 0
_GET_NOTIFICATION, _GET_TIMEOUT, _DESTROY = 1, 0, 0
_IDLED, _RESUMED = 0, 1

_SEAT_NAME, _NOTIFIER_NAME = "wl_seat", "ext_idle_notifier_v1"
_OLDER_NAME = "org_kde_kwin_idle"
_HEADER = struct.Struct("=II")
PATIENCE_SECONDS = 2.0


class WaylandIdle:
    """Tell of long idleness, and of a pause in typing when that is wanted.

    Args:
        environ: Names the compositor's socket.
        idle: Seconds without input that count as being away.
        lull: Seconds that count as a pause in typing.
    """

    name = "the compositor’s idle notifier"
    facts = frozenset({Fact.IDLE, Fact.LULL})

    def __init__(
        self,
        environ: Mapping[str, str] = os.environ,
        *,
        idle: Seconds = NATURAL_BREAK,
        lull: Seconds = LULL,
    ) -> None:
        self._environ = environ
        self._idle = idle
        self._lull = lull
        self._line: socket.socket | None = None
        self._heard = b""
        self._globals: dict[str, int] = {}
        self._is_synced = False
        self._notifier = ""
        self._lull_id = 0
        self._next_id = _FIRST_LULL
        self._tell: Tell | None = None

    def start(self, tell: Tell) -> None:
        """Begin to listen. Raises PresenceError where the compositor tells of no idleness."""
        self._tell = tell
        self._line = _connect(self._environ)
        try:
            self._send(_DISPLAY, _DISPLAY_REGISTRY, struct.pack("=I", _REGISTRY))
            self._send(_DISPLAY, _DISPLAY_SYNC, struct.pack("=I", _SYNC))
            while not self._is_synced:
                self._take_in()
            known = (_NOTIFIER_NAME, _OLDER_NAME)
            self._notifier = next((one for one in known if one in self._globals), "")
            if not self._notifier or _SEAT_NAME not in self._globals:
                raise PresenceError("the compositor tells of no idleness")  # noqa: TRY301
            self._bind(_SEAT_NAME, _SEAT)
            self._bind(self._notifier, _NOTIFIER)
            self._notify(_IDLE, self._idle)
            self._line.setblocking(False)
        except (OSError, PresenceError) as error:
            self.close()
            raise PresenceError(str(error)) from error

    def fileno(self) -> int | None:
        """Return the descriptor of the connection."""
        return None if self._line is None else self._line.fileno()

    def read(self) -> Seconds | None:
        """Tell of what has arrived. Raises PresenceError when the compositor has gone."""
        if self._line is not None:
            try:
                self._take_in()
            except BlockingIOError:
                return None
            except OSError as error:
                raise PresenceError("the compositor has gone") from error
        return None

    def watch(self, fact: Fact, *, wanted: bool) -> None:
        """Watch for the next pause in typing."""
        if fact is not Fact.LULL or self._line is None:
            return
        if self._lull_id:
            self._send(self._lull_id, _DESTROY, b"")
            self._lull_id = 0
        if wanted:
            self._lull_id, self._next_id = self._next_id, self._next_id + 1
            self._notify(self._lull_id, self._lull)

    def close(self) -> None:
        """Disconnect, which ends the notifications too."""
        if self._line is not None:
            self._line.close()
            self._line = None

    def _notify(self, new_id: int, seconds: Seconds) -> None:
        wait = round(seconds * 1000)
        if self._notifier == _OLDER_NAME:
            body = struct.pack("=III", new_id, _SEAT, wait)
            self._send(_NOTIFIER, _GET_TIMEOUT, body)
        else:
            body = struct.pack("=III", new_id, wait, _SEAT)
            self._send(_NOTIFIER, _GET_NOTIFICATION, body)

    def _bind(self, interface: str, new_id: int) -> None:
        name = struct.pack("=I", self._globals[interface])
        body = name + _text(interface) + struct.pack("=II", 1, new_id)
        self._send(_REGISTRY, _REGISTRY_BIND, body)

    def _send(self, target: int, opcode: int, body: bytes) -> None:
        if self._line is None:
            raise PresenceError("the compositor has gone")
        size = _HEADER.size + len(body)
        self._line.sendall(_HEADER.pack(target, size << 16 | opcode) + body)

    def _take_in(self) -> None:
        """Read what there is, and act on every whole message."""
        if self._line is None:
            return
        more = self._line.recv(65536)
        if not more:
            raise PresenceError("the compositor has gone")
        self._heard += more
        while len(self._heard) >= _HEADER.size:
            target, word = _HEADER.unpack_from(self._heard)
            size = word >> 16
            if size < _HEADER.size:
                raise PresenceError("the compositor speaks another language")
            if len(self._heard) < size:
                return
            body, self._heard = self._heard[_HEADER.size : size], self._heard[size:]
            self._act(target, word & 0xFFFF, body)

    def _act(self, target: int, opcode: int, body: bytes) -> None:
        if target == _REGISTRY and opcode == _REGISTRY_GLOBAL:
            (name, length) = struct.unpack_from("=II", body)
            interface = body[8 : 8 + length - 1].decode(errors="replace")
            self._globals.setdefault(interface, name)
        elif target == _SYNC:
            self._is_synced = True
        elif target == _DISPLAY and opcode == _DISPLAY_ERROR:
            raise PresenceError("the compositor refuses")
        elif target == _IDLE and opcode in {_IDLED, _RESUMED}:
            holds = opcode == _IDLED
            ago = self._idle if holds else Seconds(0.0)
            self._say(Told(fact=Fact.IDLE, holds=holds, ago=ago))
        elif target == self._lull_id and opcode == _IDLED:
            self._say(Told(fact=Fact.LULL, holds=True, ago=self._lull))

    def _say(self, told: Told) -> None:
        if self._tell is not None:
            self._tell(told)


def _connect(environ: Mapping[str, str]) -> socket.socket:
    named = environ.get("WAYLAND_DISPLAY", "")
    if not named:
        raise PresenceError("there is no Wayland compositor")
    place = Path(environ.get("XDG_RUNTIME_DIR", "/")) / named  # an absolute name stays one
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(PATIENCE_SECONDS)
    try:
        line.connect(os.fspath(place))
    except OSError as error:
        line.close()
        raise PresenceError("the Wayland compositor does not answer") from error
    return line


def _text(value: str) -> bytes:
    """Return text as the wire has it: its length, the bytes with a zero, and padding."""
    data = value.encode() + b"\0"
    return struct.pack("=I", len(data)) + data + b"\0" * (-len(data) % 4)
