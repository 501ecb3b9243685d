"""Seal or open what is kept beside the history when encryption is turned on or off.

Here stands every file of the coach's own that tells of somebody's health, apart from the history,
its copies and the shared folder. The others tell of none: how the window looks and when breaks are
asked for (`settings*.json`), whether breaks are paused and since when somebody sits
(`breaks*.json`), which session is under way as a mere number (`live/`), what a shared folder is
called (`sharing.json`), who is coached as a mere number (`person`), packs, and the log.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kneecoach.own_settings import load_own_settings, save_own_settings
from kneecoach.paths import Paths, cannot_write
from kneecoach.private import DRAFTS, PATIENTS
from kneecoach.saving import keep_file
from kneecoach.settings import load_settings, save_settings
from kneecoach.values import replace
from kneecoach.vault.boxes import is_sealed, open_bytes, seal_bytes
from kneecoach.vault.errors import DamagedVault


def convert_others(paths: Paths, *, encrypted: bool) -> None:
    """Seal every file that is not sealed yet, or open every one that is; quick when none is left.

    The records must be unlocked, and their vault in its place. Killed at any moment, each file is
    the old one or the new one, and calling it again goes on. A file that is damaged stays as it is.

    Raises:
        KneecoachError: A file cannot be read or written.
    """
    for each in _everybody(paths):
        _forget_days(each, encrypted=encrypted)
        _convert_settings(each, encrypted=encrypted)
    for path, purpose in _found(paths):
        content = _read(path)
        if is_sealed(content) == encrypted:
            continue
        try:
            change = seal_bytes if encrypted else open_bytes
            keep_file(path, change(paths.data, content, purpose))
        except DamagedVault:
            continue


def _found(paths: Paths) -> Iterator[tuple[Path, str]]:
    """Yield what is sealed as a whole, and what for."""
    yield from ((one, PATIENTS) for one in sorted(paths.reports.rglob("*.json")))
    media = (one for one in paths.drafts.glob("*.files/*/*") if one.is_file())
    drafts = (*paths.drafts.glob("*.draft"), *paths.drafts.glob("*.past"), *media)
    yield from ((one, DRAFTS) for one in sorted(drafts))
    if paths.sharing_keys.exists():
        from kneecoach.coach.sharing import FOLDER_KEYS  # noqa: PLC0415 - it takes a while

        yield paths.sharing_keys, FOLDER_KEYS


def _everybody(paths: Paths) -> Iterator[Paths]:
    """Yield the paths of each person here, found by their files."""
    found = (
        *paths.config.glob("settings*.json"),
        *paths.data.glob("days*.kept"),
        *paths.data.glob("choices*.sealed"),
    )
    people = {one.stem.partition("-")[2] for one in found}
    return (replace(paths, person=one) for one in sorted(people | {"", paths.person}))


def _forget_days(paths: Paths, *, encrypted: bool) -> None:
    """Take away what was kept of Today, which is made anew while nobody waits."""
    try:
        if not encrypted or not is_sealed(paths.kept_days.read_bytes()):
            paths.kept_days.unlink()
    except FileNotFoundError:
        return
    except OSError as error:
        raise cannot_write(paths.kept_days, error) from error


def _convert_settings(paths: Paths, *, encrypted: bool) -> None:
    """Part the settings in two files, or bring them together."""
    if encrypted:
        settings, _ = load_settings(paths.settings)
        if settings.programme or settings.self_paced:
            save_own_settings(paths, settings)
    elif paths.own_settings.exists():
        settings, _ = load_own_settings(paths)
        save_settings(paths.settings, settings)
        paths.own_settings.unlink()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise cannot_write(path, error) from error
