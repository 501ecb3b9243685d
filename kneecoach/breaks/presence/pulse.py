"""Know from PulseAudio or PipeWire whether a microphone is in use: a call.

Nothing runs until a break is near. Then the server tells of changes by itself, by its own command
`pactl`, until the break is answered.
"""

from __future__ import annotations

import os
import select
import shutil
import subprocess

from kneecoach.breaks.presence.source import Fact, PresenceError, Tell, Told
from kneecoach.breaks.presence.teller import Teller
from kneecoach.model.units import Seconds

PATIENCE_SECONDS = 1.0
ASKED_AT_MOST = 10
WORD_SECONDS = 0.05
_RECORDING = "source-outputs"
_CHANGED = b"source-output"


class PulseMicrophone:
    """Follow the streams that record, while somebody wants to know."""

    name = "PulseAudio’s recording streams"
    facts = frozenset({Fact.CALL})

    def __init__(self) -> None:
        """Start nothing yet."""
        self._program = ""
        self._tell: Tell | None = None
        self._teller = Teller("the sound server has gone")

    def start(self, tell: Tell) -> None:
        """Find the command. Raises PresenceError where there is none, or no server answers."""
        self._tell = tell
        program = shutil.which("pactl")
        if program is None:
            raise PresenceError("the command pactl is missing")
        if not (os.environ.get("XDG_RUNTIME_DIR") or os.environ.get("PULSE_SERVER")):
            # Asked all the same, it would make folders of its own in the person's home.
            raise PresenceError("no sound server belongs to this session")
        self._program = program
        self._count()

    def fileno(self) -> int | None:
        """Return the descriptor that changes are told by, while that is wanted."""
        return self._teller.fileno()

    def read(self) -> Seconds | None:
        """Look again when a recording began or ended."""
        if _CHANGED in self._teller.read():
            self._look()
        return None

    def watch(self, fact: Fact, *, wanted: bool) -> None:
        """Begin or end to follow recordings; says at once how it stands."""
        if fact is not Fact.CALL:
            return
        if not wanted:
            self._teller.end()
        elif not self._teller.is_running:
            self._teller.begin([self._program, "subscribe"])
            self._wait_until_told()
            self._look()

    def close(self) -> None:
        """Follow nothing more."""
        self._teller.end()

    def _wait_until_told(self) -> None:
        """Wait until changes are told: asking is itself one, and is told of then.

        What begins between starting the command and its first word would otherwise be missed.
        """
        descriptor = self.fileno()
        if descriptor is None:
            return
        for _ in range(ASKED_AT_MOST):
            self._count()
            if select.select([descriptor], [], [], WORD_SECONDS)[0]:
                return

    def _look(self) -> None:
        if self._tell is not None:
            self._tell(Told(fact=Fact.CALL, holds=self._count() > 0))

    def _count(self) -> int:
        """Return how many streams record what a microphone hears, not what a speaker plays."""
        try:
            listed = subprocess.run(  # noqa: S603 - the system's own command
                [self._program, "list", "short", _RECORDING],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=PATIENCE_SECONDS,
                check=True,
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise PresenceError("no sound server answers") from error
        return sum(1 for line in listed.stdout.splitlines() if line.strip())
