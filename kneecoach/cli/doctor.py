"""Say what works on this computer, and how to mend what does not."""

from __future__ import annotations

import os
import shutil
import sys
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version

import click

from kneecoach.cli.findings import SETUP, Finding, as_plain, failed
from kneecoach.cli.printing import print_json
from kneecoach.cli.probes import probe_all
from kneecoach.clock import SystemClock
from kneecoach.history.errors import HistoryError, Trouble
from kneecoach.model.errors import KneecoachError
from kneecoach.paths import Paths, find_paths, make_folders

ENOUGH_BYTES = 20_000_000
"""Room for years of sessions, and for the copy that is made before a change of tables."""

QT = "PySide6-Essentials"


def examine(*, as_json: bool) -> int:
    """Look at each part and print what was found; 1 when something that is needed does not work."""
    findings = (
        _look_at_folders(),
        _look_at_history(),
        _look_at_packs(),
        _look_at_qt(),
        _look_at_running_coach(),
        _look_at_file_types(),
        *probe_all(),
    )
    if as_json:
        print_json(as_plain(findings))
    else:
        for one in findings:
            click.echo(f"{'works ' if one.works else 'FAILS '} {one.part}: {one.found}")
            if one.way_out:
                click.echo(f"        {one.way_out}")
    return 1 if any(one.needed and not one.works for one in findings) else 0


def _look_at_folders() -> Finding:
    try:
        paths = find_paths(os.environ)
        make_folders(paths)
        free = shutil.disk_usage(paths.data).free
    except KneecoachError as error:
        return failed("folders", error)
    if free < ENOUGH_BYTES:
        return Finding(
            part="folders",
            works=False,
            found=f"only {free // 1_000_000} MB are free on the disk that holds {paths.data}",
            way_out="Free some space, or set KNEECOACH_HOME to a folder on another disk.",
            needed=True,
        )
    return Finding(part="folders", works=True, found=f"data is kept in {paths.data}", needed=True)


def _look_at_history() -> Finding:
    """Open the history as the coach does; one that is not there yet is not made."""
    try:
        paths = find_paths(os.environ)
        if not paths.database.exists():
            return Finding(part="history", works=True, found="nothing is recorded yet", needed=True)
        return _open_history(paths)
    except KneecoachError as error:
        if isinstance(error, HistoryError) and error.trouble is Trouble.LOCKED:
            found = "it is encrypted, and locked now, so it was not looked into"
            return Finding(part="history", works=True, found=found, needed=True)
        return failed("history", error)


def _open_history(paths: Paths) -> Finding:
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


def _look_at_packs() -> Finding:
    from kneecoach.coach.opening import pack_folders
    from kneecoach.packs.catalogue import read_packs

    try:
        folders = pack_folders(find_paths(os.environ))
        reading = read_packs(folders)
    except KneecoachError as error:
        return failed("packs", error)
    exercises, programmes = reading.catalogue.exercises, reading.catalogue.programmes
    found = f"{len(exercises)} exercises, {len(programmes)} programmes"
    if reading.problems or not programmes:
        where = " ".join(str(folder) for folder in folders)
        return Finding(
            part="packs",
            works=bool(exercises and programmes),
            found=f"{found}; {len(reading.problems)} problems",
            way_out=f"kneecoach packs check {where} lists each with its place.",
            needed=True,
        )
    return Finding(part="packs", works=True, found=found, needed=True)


def _look_at_file_types() -> Finding:
    from kneecoach.cli.registering import look_at_file_types

    return look_at_file_types()


def _look_at_running_coach() -> Finding:
    """Say whether a coach is running that can be spoken to; one that is not is no fault."""
    from kneecoach.remote.client import ask
    from kneecoach.remote.words import Request, Wish

    try:
        answer = ask(find_paths(os.environ), os.environ, Request(wish=Wish.STATUS))
    except KneecoachError as error:
        return Finding(
            part="running coach", works=False, found=error.user_message, way_out=error.way_out
        )
    found = "none is running" if answer is None else f"it answers: {answer.says}"
    return Finding(part="running coach", works=True, found=found)


def _look_at_qt() -> Finding:
    """Look at the release before it is imported, because one of them ends the process."""
    try:
        release = version(QT)
    except PackageNotFoundError:
        release = "of an unknown release"
    numbers = tuple(int(one) for one in release.split(".")[:2] if one.isdigit())
    if numbers >= (6, 12) and sys.version_info < (3, 12):
        return Finding(
            part="Qt",
            works=False,
            found=f"PySide6 {release} ends the program on Python 3.11",
            way_out=f"Install a release below 6.12. {SETUP}",
            needed=True,
        )
    try:
        import_module("PySide6.QtWidgets")
    except ImportError as error:
        return Finding(part="Qt", works=False, found=str(error), way_out=SETUP, needed=True)
    return Finding(part="Qt", works=True, found=f"PySide6 {release}", needed=True)
