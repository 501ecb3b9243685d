"""Find out whether there is a screen before Qt is asked, because Qt ends the process if not."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import socket

WAY_OUT = (
    "Start it from a desktop session, or use the commands that need no window: "
    "kneecoach plan, kneecoach run, kneecoach log."
)

_X11_SOCKETS = "/tmp/.X11-unix"  # noqa: S108 - fixed by the X11 protocol
_X11_PORT = 6000
_PATIENCE_SECONDS = 2.0


def screen_problem(environ: Mapping[str, str], platform: str, *, knocks: bool = True) -> str:
    """Return why no window can be shown, or an empty text when nothing speaks against it.

    Looks only at what can be known at once: on Windows and macOS the answer is always empty.

    Args:
        environ: Names the screen.
        platform: As `sys.platform` has it.
        knocks: Asks a screen of this computer whether it answers, although its socket is there;
            without this, which saves 10 ms at the start, one that has died is not noticed.
    """
    if platform in {"win32", "darwin"} or environ.get("QT_QPA_PLATFORM", "").startswith(
        ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")
    ):
        return ""
    if environ.get("WAYLAND_DISPLAY"):
        return ""
    display = environ.get("DISPLAY", "")
    if not display:
        return (
            "There is no screen to show the coach on (neither DISPLAY nor WAYLAND_DISPLAY is set)."
        )
    if not _x_server_answers(display, knocks=knocks):
        return f"The screen {display} named by DISPLAY does not answer."
    return ""


def _x_server_answers(display: str, *, knocks: bool) -> bool:
    host, _, number = display.rpartition(":")
    number = number.split(".")[0]
    if not (number.isascii() and number.isdigit()):
        return False
    own = f"{_X11_SOCKETS}/X{number}"
    if host in {"", "unix"} and not knocks and os.path.exists(own):  # noqa: PTH110 - no import
        return True
    import socket  # noqa: PLC0415 - see `knocks`

    if host in {"", "unix"}:
        return _answers(socket.AF_UNIX, f"\0{own}") or _answers(socket.AF_UNIX, own)
    if host.startswith("/"):
        return _answers(socket.AF_UNIX, display)
    return _answers(socket.AF_INET, (host, _X11_PORT + int(number)))


def _answers(family: socket.AddressFamily, address: str | tuple[str, int]) -> bool:
    import socket  # noqa: PLC0415 - see `knocks`

    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.settimeout(_PATIENCE_SECONDS)
            probe.connect(address)
    except (OSError, OverflowError, ValueError):  # no answer, no such port, no such name
        return False
    return True
