"""Say what starting at login takes, and choose the way of this system."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

TRAY = "--tray"


class LoginStart(Protocol):
    """Start the coach at login, or no longer."""

    def is_on(self) -> bool:
        """Return whether it starts at login."""

    def switch_on(self, command: tuple[str, ...]) -> None:
        """Start this command at login. Raises KneecoachError when that cannot be written."""

    def switch_off(self) -> None:
        """Start nothing at login. Raises KneecoachError when that cannot be written."""


def login_start(platform: str, environ: Mapping[str, str], home: Path) -> LoginStart:
    """Return the way of a system."""
    if platform == "win32":
        from kneecoach.login.windows import RunKey  # noqa: PLC0415 - as its system

        return RunKey()
    if platform == "darwin":
        from kneecoach.login.macos import LaunchAgent  # noqa: PLC0415 - as its system

        return LaunchAgent(home / "Library" / "LaunchAgents")
    from kneecoach.login.xdg import Autostart  # noqa: PLC0415 - as its system

    chosen = environ.get("XDG_CONFIG_HOME", "")
    return Autostart((Path(chosen) if chosen else home / ".config") / "autostart")


def own_command() -> tuple[str, ...]:
    """Return the command that starts this very coach in the tray."""
    return (*own_program(), TRAY)


def own_program() -> tuple[str, ...]:
    """Return the command that starts this very coach."""
    if getattr(sys, "frozen", False):
        return (sys.executable,)
    found = shutil.which("kneecoach", path=os.fspath(Path(sys.executable).parent))
    if found is not None:
        return (found,)
    return (sys.executable, "-m", "kneecoach")
