"""Start at login on macOS: an agent that the system's launcher reads."""

from __future__ import annotations

import plistlib
from pathlib import Path

from kneecoach.paths import cannot_write

LABEL = "org.kneecoach.tray"


class LaunchAgent:
    """Write or remove the agent.

    Args:
        folder: The folder of the person's agents.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / f"{LABEL}.plist"

    def is_on(self) -> bool:
        """Return whether the agent is there."""
        return self._file.exists()

    def switch_on(self, command: tuple[str, ...]) -> None:
        """Write the agent. Raises KneecoachError when that cannot be."""
        agent = {"Label": LABEL, "ProgramArguments": list(command), "RunAtLoad": True}
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.write_bytes(plistlib.dumps(agent))
        except OSError as error:
            raise cannot_write(self._file, error) from error

    def switch_off(self) -> None:
        """Remove the agent. Raises KneecoachError when that cannot be."""
        try:
            self._file.unlink(missing_ok=True)
        except OSError as error:
            raise cannot_write(self._file, error) from error
