"""Know from PipeWire whether the screen is shown to others, and whether a camera runs through it.

Nothing runs until a break is near. Then PipeWire tells of changes by itself, by its own command
`pw-dump`, until the break is answered.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kneecoach.breaks.presence.source import Fact, PresenceError, Tell, Told
from kneecoach.breaks.presence.teller import Teller
from kneecoach.model.units import Seconds

SOCKET = "pipewire-0"
_MOST_CHARACTERS = 4_000_000
_END = "\n]\n"
_CAMERA_APIS = frozenset({"v4l2", "libcamera"})
_STREAM = "Stream/Output/Video"
_SOURCE = "Video/Source"


class PipeWireVideo:
    """Follow the pictures that flow through PipeWire, while somebody wants to know.

    A camera is known by the device behind it. Any other running source of pictures is a screen:
    desktops hand it out so, each under a name of its own.

    Args:
        environ: Names the place of the server.
    """

    name = "PipeWire’s pictures"
    facts = frozenset({Fact.SHARING, Fact.CAMERA})

    def __init__(self, environ: Mapping[str, str] = os.environ) -> None:
        """Start nothing yet."""
        self._environ = environ
        self._program = ""
        self._tell: Tell | None = None
        self._wanted: set[Fact] = set()
        self._teller = Teller("PipeWire has gone")
        self._heard = ""
        self._running: dict[int, Fact] = {}

    def start(self, tell: Tell) -> None:
        """Find command and server. Raises PresenceError where one of them is missing."""
        self._tell = tell
        program = shutil.which("pw-dump")
        if program is None:
            raise PresenceError("the command pw-dump is missing")
        folder = self._environ.get("PIPEWIRE_RUNTIME_DIR") or self._environ.get("XDG_RUNTIME_DIR")
        if not folder or not (Path(folder) / SOCKET).exists():
            raise PresenceError("no PipeWire belongs to this session")
        self._program = program

    def fileno(self) -> int | None:
        """Return the descriptor that changes are told by, while that is wanted."""
        return self._teller.fileno()

    def read(self) -> Seconds | None:
        """Take in what has changed. Raises PresenceError when the server has gone."""
        try:
            heard = self._teller.read()
        except PresenceError:
            self._end()
            raise
        self._heard += heard.decode(errors="replace")
        if len(self._heard) > _MOST_CHARACTERS:
            self._end()
            raise PresenceError("PipeWire tells more than can be followed")
        while _END in self._heard:
            part, self._heard = self._heard.split(_END, 1)
            self._take(part + _END)
        return None

    def watch(self, fact: Fact, *, wanted: bool) -> None:
        """Begin or end to follow; the first answer comes by itself."""
        if fact not in self.facts:
            return
        if wanted:
            self._wanted.add(fact)
        else:
            self._wanted.discard(fact)
        if not self._wanted:
            self._end()
        elif not self._teller.is_running:
            self._teller.begin([self._program, "--monitor", "--no-colors"])
        else:
            self._say()

    def close(self) -> None:
        """Follow nothing more."""
        self._end()

    def _take(self, part: str) -> None:
        """Take in one list of things that are other than before."""
        try:
            changed = json.loads(part)
        except (ValueError, RecursionError) as error:
            self._end()
            raise PresenceError("PipeWire tells what makes no sense") from error
        for one in changed if isinstance(changed, list) else ():
            if isinstance(one, dict) and isinstance(one.get("id"), int):
                self._note(one["id"], one.get("info"))
        self._say()

    def _note(self, number: int, info: object) -> None:
        fact = fact_of(info) if isinstance(info, dict) else None
        if fact is None:
            self._running.pop(number, None)
        else:
            self._running[number] = fact

    def _say(self) -> None:
        if self._tell is not None:
            for fact in sorted(self._wanted):
                self._tell(Told(fact=fact, holds=fact in self._running.values()))

    def _end(self) -> None:
        self._heard = ""
        self._running.clear()
        self._teller.end()


def fact_of(info: Mapping[str, Any]) -> Fact | None:
    """Return what a thing of PipeWire means while it is there; nothing for most of them."""
    props = info.get("props")
    if not isinstance(props, dict) or info.get("state") != "running":
        return None
    kind = props.get("media.class")
    if kind == _SOURCE and props.get("device.api") in _CAMERA_APIS:
        return Fact.CAMERA
    return Fact.SHARING if kind in {_STREAM, _SOURCE} else None
