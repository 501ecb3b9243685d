"""Keep copies of the history, bring one back, and mend a damaged one, from the command line."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import click

from kneecoach.cli.unlocking import unlock_copy_elsewhere, vault_beside
from kneecoach.clock import SystemClock
from kneecoach.history.backups import Holdings, find_backups, keep_daily, look_into, make_copy
from kneecoach.history.errors import HistoryError
from kneecoach.history.repair import Mended, repair, restore
from kneecoach.history.sqlite import need_key
from kneecoach.model.errors import KneecoachError
from kneecoach.paths import Paths, find_paths
from kneecoach.saving import keep_file
from kneecoach.vault.standing import VAULT_FILE, is_encrypted


def back_up(target: Path | None) -> int:
    """Copy the history to a file, or make today's copy among those that are kept."""
    paths = find_paths(os.environ)
    need_history(paths)
    if target is not None:
        if target.exists():
            raise KneecoachError(
                f"{target} is there already, so nothing was written.", "Name another file."
            )
        make_copy(paths.database, target)
        click.echo(f"The history was copied to {target}: {_words(look_into(target))}.")
        _give_vault(paths, target)
        return 0
    today = SystemClock().today()
    made = keep_daily(paths.database, paths.backups, today)
    if made is None:
        click.echo(f"Today's copy is there already, in {paths.backups}.")
    else:
        click.echo(f"Today's copy was made: {made}.")
    return 0


def _give_vault(paths: Paths, target: Path) -> None:
    """Put the wrapped key beside a copy of an encrypted history: without it nothing opens it."""
    vault = paths.data / VAULT_FILE
    if vault.exists():
        beside = vault_beside(target)
        keep_file(beside, vault.read_bytes())
        click.echo(f"It is encrypted. Keep {beside.name} with it; your passphrase opens both.")


def list_backups() -> int:
    """Print every copy that is kept, newest first."""
    paths = find_paths(os.environ)
    found = find_backups(paths.backups)
    if not found:
        click.echo("No copies are kept yet. The first is made when the coach next runs.")
    for one in found:
        try:
            holds = _words(look_into(one.path))
        except HistoryError:
            holds = "damaged"
        click.echo(f"{one.day.isoformat()}  {one.path}  {holds}")
    return 0


def bring_back(backup: Path, *, dry_run: bool) -> int:
    """Put a copy in the place of the history, or say what that would do."""
    paths = find_paths(os.environ)
    need_key(paths.database)
    if backup.exists():
        unlock_copy_elsewhere(backup)
    mended = restore(paths.database, backup, SystemClock(), dry_run=dry_run)
    tense = "would hold" if dry_run else "now holds"
    click.echo(f"The history {tense} {_words(mended.after)}.")
    lost = _lost(mended)
    if lost:
        click.echo(lost)
    if not dry_run and vault_beside(backup).exists() and not is_encrypted(paths.data):
        click.echo("It is not encrypted here; kneecoach encrypt on encrypts it.")
    if mended.set_aside is not None:
        click.echo(f"The one that was there is kept as {mended.set_aside}.")
    return 0


def mend() -> int:
    """Make a damaged history whole as far as it can be, and say what is lost."""
    paths = find_paths(os.environ)
    need_history(paths)
    mended = repair(paths.database, paths.backups, SystemClock())
    if mended is None:
        click.echo(f"The history is sound: {_words(look_into(paths.database))}.")
        return 0
    click.echo(f"The history was damaged. It now holds {_words(mended.after)}.")
    if mended.backup is not None:
        click.echo(f"What could not be read was taken from the copy {mended.backup}.")
    else:
        click.echo("There was no copy to complete it from; what could not be read is lost.")
    click.echo(f"The damaged file is kept as {mended.set_aside}.")
    return 0


def need_history(paths: Paths) -> None:
    """Refuse to go on where nothing was kept yet.

    Raises:
        KneecoachError: There is no history.
    """
    if not paths.database.exists():
        raise KneecoachError("There is no history yet.", "It begins with the first session.")


def _lost(mended: Mended) -> str:
    before, after = mended.before, mended.after
    if before is None or (before.sessions, before.check_ins) <= (after.sessions, after.check_ins):
        return ""
    since = f" after {_day(after.last_day)}" if after.last_day is not None else ""
    less = _records(before.sessions - after.sessions, before.check_ins - after.check_ins)
    return f"That is {less} less than before: what was recorded{since}."


def _words(holds: Holdings) -> str:
    newest = f", the newest of {_day(holds.last_day)}" if holds.last_day is not None else ""
    return f"{_records(holds.sessions, holds.check_ins)}{newest}"


def _records(sessions: int, mornings: int) -> str:
    return (
        f"{sessions} session{'' if sessions == 1 else 's'} and "
        f"{mornings} morning{'' if mornings == 1 else 's'}"
    )


def _day(day: date | None) -> str:
    return "no day" if day is None else day.isoformat()
