"""Find out whether there is a screen before Qt is asked, because Qt ends the process if not."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from pathlib import Path

WAY_OUT = (
    "Start it from a desktop session, or use the commands that need no window: "
    "kneecoach plan, kneecoach run, kneecoach log."
)

_X11_SOCKETS = Path("/tmp/.X11-unix")  # noqa: S108 - fixed by the X11 protocol
_X11_PORT = 6000
_PATIENCE_SECONDS = 2.0


def screen_problem(environ: Mapping[str, str], platform: str) -> str:
    """Return why no window can be shown, or an empty text when nothing speaks against it.

    Looks only at what can be known at once: on Windows and macOS the answer is always empty.
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
    if not _x_server_answers(display):
        return f"The screen {display} named by DISPLAY does not answer."
    return ""


def _x_server_answers(display: str) -> bool:
    host, _, number = display.rpartition(":")
    number = number.split(".")[0]
    if not (number.isascii() and number.isdigit()):
        return False
    if host in {"", "unix"}:
        return _answers(socket.AF_UNIX, f"\0{_X11_SOCKETS / f'X{number}'}") or _answers(
            socket.AF_UNIX, str(_X11_SOCKETS / f"X{number}")
        )
    if host.startswith("/"):
        return _answers(socket.AF_UNIX, display)
    return _answers(socket.AF_INET, (host, _X11_PORT + int(number)))


def _answers(family: socket.AddressFamily, address: str | tuple[str, int]) -> bool:
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.settimeout(_PATIENCE_SECONDS)
            probe.connect(address)
    except (OSError, OverflowError, ValueError):  # no answer, no such port, no such name
        return False
    return True
