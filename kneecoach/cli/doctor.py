"""Say what works on this computer, and how to mend what does not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from importlib import import_module

import click

from kneecoach.clock import SystemClock
from kneecoach.model.errors import KneecoachError
from kneecoach.paths import Paths, find_paths, make_folders
from kneecoach.screen import screen_problem

SETUP = "Run python3 packaging/bootstrap.py setup, which installs or names what is missing."
TRAY_CHECK = (
    "import sys\n"
    "from PySide6.QtWidgets import QApplication, QSystemTrayIcon\n"
    "application = QApplication(sys.argv[:1])\n"
    "sys.exit(0 if QSystemTrayIcon.isSystemTrayAvailable() else 3)\n"
)
PATIENCE_SECONDS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was found about one part.

    Attributes:
        part: What was looked at.
        works: Whether it can be used; the coach goes on without what is not `needed`.
        found: What was found, in words.
        way_out: How to mend it; empty when it works.
        needed: Whether the coach cannot be used without it.
    """

    part: str
    works: bool
    found: str
    way_out: str = ""
    needed: bool = False


def examine(*, as_json: bool) -> int:
    """Look at each part and print what was found; 1 when something that is needed does not work."""
    findings = (
        _folders(),
        _database(),
        _packs(),
        _qt(),
        _display(),
        _sound(),
        _tray(),
        _awake(),
    )
    if as_json:
        plain = [
            {
                "part": one.part,
                "works": one.works,
                "needed": one.needed,
                "found": one.found,
                "way_out": one.way_out,
            }
            for one in findings
        ]
        click.echo(json.dumps(plain, indent=2, ensure_ascii=False))
    else:
        for one in findings:
            click.echo(f"{'works ' if one.works else 'FAILS '} {one.part}: {one.found}")
            if one.way_out:
                click.echo(f"        {one.way_out}")
    return 1 if any(one.needed and not one.works for one in findings) else 0


def _folders() -> Finding:
    try:
        paths = find_paths(os.environ)
        make_folders(paths)
    except KneecoachError as error:
        return _failed("folders", error)
    return Finding(part="folders", works=True, found=f"data is kept in {paths.data}", needed=True)


def _database() -> Finding:
    """Open the history as the coach does; one that is not there yet is not made."""
    try:
        paths = find_paths(os.environ)
        if not paths.database.exists():
            return Finding(part="history", works=True, found="nothing is recorded yet", needed=True)
        return _examine_history(paths)
    except KneecoachError as error:
        return _failed("history", error)


def _examine_history(paths: Paths) -> Finding:
    from kneecoach.history.store import HistoryStore

    store = HistoryStore(paths.database, SystemClock())
    try:
        people = store.people()
        sessions = sum(len(store.read(one.id).sessions) for one in people)
    finally:
        store.close()
    return Finding(
        part="history", works=True, found=f"{sessions} sessions in {paths.database}", needed=True
    )


def _packs() -> Finding:
    from kneecoach.coach.opening import pack_folders
    from kneecoach.packs.catalogue import read_packs

    try:
        reading = read_packs(pack_folders(find_paths(os.environ)))
    except KneecoachError as error:
        return _failed("packs", error)
    count = len(reading.catalogue.exercises)
    found = f"{count} exercises, {len(reading.catalogue.programmes)} programmes"
    if reading.problems:
        return Finding(
            part="packs",
            works=bool(count),
            found=f"{found}; {len(reading.problems)} problems",
            way_out="kneecoach packs check FOLDER lists each with its place.",
            needed=True,
        )
    return Finding(part="packs", works=True, found=found, needed=True)


def _qt() -> Finding:
    try:
        version = str(import_module("PySide6").__version__)
        import_module("PySide6.QtWidgets")
    except ImportError as error:
        return Finding(part="Qt", works=False, found=str(error), way_out=SETUP, needed=True)
    numbers = tuple(int(one) for one in version.split(".")[:2])
    if numbers >= (6, 12) and sys.version_info < (3, 12):
        return Finding(
            part="Qt",
            works=False,
            found=f"PySide6 {version} ends the program on Python 3.11",
            way_out="Install a version below 6.12; packaging/bootstrap.py setup does.",
            needed=True,
        )
    return Finding(part="Qt", works=True, found=f"PySide6 {version}", needed=True)


def _display() -> Finding:
    problem = screen_problem(os.environ, sys.platform)
    if problem:
        return Finding(
            part="display",
            works=False,
            found=problem,
            way_out="Start it from a desktop session; plan, run and log work without a window.",
        )
    return Finding(part="display", works=True, found="a window can be shown")


def _sound() -> Finding:
    try:
        from PySide6.QtCore import QCoreApplication

        from kneecoach.sound.device import open_output
    except ImportError as error:
        return Finding(part="sound", works=False, found=str(error), way_out=SETUP)
    loop = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
    output = open_output(SystemClock())
    loop.processEvents()
    note = output.note
    output.close()
    if note:
        return Finding(part="sound", works=False, found=note)
    return Finding(part="sound", works=True, found="cues can be heard")


def _tray() -> Finding:
    """Ask in a process of its own, because Qt ends the process where the screen fails."""
    if screen_problem(os.environ, sys.platform):
        return Finding(
            part="tray", works=False, found="there is no screen", way_out="As for the display."
        )
    asked = _run_check()
    if asked == 0:
        return Finding(part="tray", works=True, found="an icon can be shown")
    return Finding(
        part="tray",
        works=False,
        found="this desktop has no tray",
        way_out="On GNOME an extension such as AppIndicator adds one; the window works without.",
    )


def _run_check() -> int:
    try:
        return subprocess.run(  # noqa: S603 - our own words, our own Python
            [sys.executable, "-c", TRAY_CHECK],
            capture_output=True,
            timeout=PATIENCE_SECONDS,
            check=False,
        ).returncode
    except (OSError, subprocess.TimeoutExpired):
        return 1


def _awake() -> Finding:
    from kneecoach.awake import can_stay_awake

    works, why_not = can_stay_awake()
    if works:
        return Finding(
            part="display stays awake", works=True, found="during a session the display stays on"
        )
    return Finding(
        part="display stays awake",
        works=False,
        found=why_not,
        way_out="Set a longer time before the display sleeps in the system's settings.",
    )


def _failed(part: str, error: KneecoachError) -> Finding:
    return Finding(
        part=part, works=False, found=error.user_message, way_out=error.way_out, needed=True
    )
