"""Run a command of the system that tells of changes, and hear it while that is wanted."""

from __future__ import annotations

import os
import subprocess

from kneecoach.breaks.presence.source import PresenceError

_CHUNK = 1 << 16


class Teller:
    """A command that writes whenever something changes, such as `pactl subscribe`.

    Args:
        gone: What is said when the command ends by itself, such as "PipeWire has gone".
    """

    def __init__(self, gone: str) -> None:
        """Start nothing yet."""
        self._gone = gone
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def is_running(self) -> bool:
        """Return whether the command was begun and not ended."""
        return self._process is not None

    def begin(self, command: list[str]) -> None:
        """Start the command."""
        self._process = subprocess.Popen(  # noqa: S603 - the system's own command
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def fileno(self) -> int | None:
        """Return the descriptor that changes are told by; None while the command does not run."""
        if self._process is None or self._process.stdout is None:
            return None
        return self._process.stdout.fileno()

    def read(self) -> bytes:
        """Return what was told; nothing while the command does not run.

        Raises:
            PresenceError: It has ended by itself.
        """
        descriptor = self.fileno()
        if descriptor is None:
            return b""
        heard = os.read(descriptor, _CHUNK)
        if not heard:
            self.end()
            raise PresenceError(self._gone)
        return heard

    def end(self) -> None:
        """End the command; a second call changes nothing."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            if self._process.stdout is not None:
                self._process.stdout.close()
            self._process = None
