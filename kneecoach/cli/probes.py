"""Look at what may end or hang the process that looks: screen, sound, and keeping awake.

Each is looked at in a process of its own, because Qt ends the process when a screen fails, and a
sound server or a desktop may never answer.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kneecoach.cli.findings import SETUP, Finding, as_plain, from_plain
from kneecoach.cli.presence_probe import look_at_presence
from kneecoach.clock import SystemClock
from kneecoach.screen import screen_problem

if TYPE_CHECKING:
    from PySide6.QtCore import QMessageLogContext, QtMsgType

PATIENCE_SECONDS = 20.0
"""How long all of them together may take; a healthy computer needs a few seconds."""

SOUND_MS = 3500
"""Time after which a sound device that takes no sound is known for it."""

LOOK_MS = 100

PROBES = ("screen", "sound", "awake", "presence")


def probe(name: str) -> int:
    """Look at one part in this very process, and print what was found as JSON."""
    look = {
        "screen": _look_at_screen,
        "sound": _look_at_sound,
        "awake": _look_at_awake,
        "presence": look_at_presence,
    }
    click.echo(json.dumps(as_plain(look[name]())))
    return 0


def probe_all() -> tuple[Finding, ...]:
    """Look at all parts at the same time; one that does not answer is said not to."""
    clock = SystemClock()
    started = {name: _start(name) for name in PROBES}
    until = clock.monotonic() + PATIENCE_SECONDS
    found: list[Finding] = []
    for name, process in started.items():
        found += _hear(name, process, max(0.1, until - clock.monotonic()))
    return tuple(found)


def _start(name: str) -> subprocess.Popen[str]:
    is_bundled = getattr(sys, "frozen", False)
    program = [sys.executable] if is_bundled else [sys.executable, "-m", "kneecoach"]
    modules = os.pathsep.join(one or str(Path.cwd()) for one in sys.path)
    return subprocess.Popen(  # noqa: S603 - our own words, our own program
        [*program, "doctor", "--probe", name],
        env={**os.environ, "PYTHONPATH": modules},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _hear(name: str, process: subprocess.Popen[str], seconds: float) -> tuple[Finding, ...]:
    """Return what a process found, or that it did not answer."""
    try:
        told, complained = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return (_unknown(name, "it did not answer in time"),)
    try:
        return from_plain(json.loads(told))
    except ValueError:
        last = (complained.strip().splitlines() or ["it ended without a word"])[-1]
        return (_unknown(name, last),)


def _unknown(name: str, reason: str) -> Finding:
    way_out = {
        "screen": f"The commands plan, run and log work without a window. {SETUP}",
        "sound": "Check the system's sound settings; a session can be followed on the screen.",
        "presence": "Desk breaks go by plain time; pause them before a call.",
        "awake": "Set a longer time before the display sleeps in the system's settings.",
    }
    return Finding(part=_PARTS[name], works=False, found=reason, way_out=way_out[name])


_PARTS = {
    "screen": "display",
    "sound": "sound",
    "awake": "display stays awake",
    "presence": "presence",
}


def _look_at_screen() -> tuple[Finding, ...]:
    problem = screen_problem(os.environ, sys.platform)
    if problem:
        display = Finding(
            part="display",
            works=False,
            found=problem,
            way_out="Start it from a desktop session; plan, run and log work without a window.",
        )
        tray = Finding(
            part="tray", works=False, found="there is no screen", way_out="As for the display."
        )
        return display, tray
    try:
        from PySide6.QtCore import qInstallMessageHandler
        from PySide6.QtWidgets import QApplication, QSystemTrayIcon
    except ImportError as error:
        return (Finding(part="display", works=False, found=str(error), way_out=SETUP),)
    qInstallMessageHandler(_tell_fatal)
    application = QApplication(sys.argv[:1])
    name = application.platformName()
    shown = Finding(part="display", works=True, found=f"a window can be shown ({name})")
    if QSystemTrayIcon.isSystemTrayAvailable():
        return shown, Finding(part="tray", works=True, found="an icon can be shown")
    tray = Finding(
        part="tray",
        works=False,
        found="this desktop has no tray",
        way_out="On GNOME an extension such as AppIndicator adds one; the window works without.",
    )
    return shown, tray


def _tell_fatal(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """End with Qt's own words and no core dump when a screen cannot be used."""
    from PySide6.QtCore import QtMsgType

    del context
    if kind == QtMsgType.QtFatalMsg:
        sys.stderr.write(f"{message.splitlines()[0]}\n")
        sys.stderr.flush()
        os._exit(1)


def _look_at_sound() -> tuple[Finding, ...]:
    """Open the device as a session does, and see whether it takes sound."""
    try:
        from PySide6.QtCore import QCoreApplication, QTimer, qInstallMessageHandler

        from kneecoach.sound.device import open_output
    except ImportError as error:
        return (Finding(part="sound", works=False, found=str(error), way_out=SETUP),)
    if os.environ.get("KNEECOACH_NO_SOUND", "0") not in {"", "0"}:
        return (
            Finding(
                part="sound",
                works=False,
                found="silence is asked for",
                way_out="Unset KNEECOACH_NO_SOUND to hear the cues.",
            ),
        )
    qInstallMessageHandler(_tell_fatal)
    loop = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
    output = open_output(SystemClock())
    output.open()
    QTimer.singleShot(SOUND_MS, loop.quit)
    look = QTimer()
    look.timeout.connect(lambda: loop.quit() if output.note else None)
    look.start(LOOK_MS)
    loop.exec()
    found, _, way_out = output.note.partition(". ")
    output.close()
    if found:
        return (Finding(part="sound", works=False, found=f"{found}.", way_out=way_out),)
    return (Finding(part="sound", works=True, found="cues can be heard"),)


def _look_at_awake() -> tuple[Finding, ...]:
    from kneecoach.awake import can_stay_awake

    works, why_not = can_stay_awake()
    if not works:
        return (_unknown("awake", why_not),)
    return (Finding(part=_PARTS["awake"], works=True, found="the display stays on in a session"),)
