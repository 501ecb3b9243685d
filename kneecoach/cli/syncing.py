"""Keep computers in step, from the command line."""

from __future__ import annotations

import os
from pathlib import Path

import click

from kneecoach.cli.taking import tell_merged
from kneecoach.cli.unlocking import ask_hidden, is_terminal, read_passphrase
from kneecoach.clock import SystemClock
from kneecoach.coach.sharing import Sharing, recall_sharing, share, stop_sharing
from kneecoach.history.errors import HistoryError, Trouble
from kneecoach.history.people import Who
from kneecoach.history.sharing import InStep
from kneecoach.model.errors import UsageError
from kneecoach.paths import Paths, find_paths


def synchronise(folder: Path | None, who: str, passphrase_file: Path | None = None) -> int:
    """Bring this computer in step through a folder, or through the one that is remembered."""
    said = None if passphrase_file is None else read_passphrase(passphrase_file)
    paths = find_paths(os.environ)
    sharing = recall_sharing(paths)
    chosen = folder or sharing.folder
    if chosen is None:
        raise UsageError("No shared folder is known yet.", "Name one: kneecoach sync FOLDER, once.")
    _tell(chosen, _share(paths, sharing, chosen, Who(who), said))
    return 0


def _share(paths: Paths, sharing: Sharing, folder: Path, who: Who, said: str | None) -> InStep:
    """Share; where the folder's passphrase is missing, ask for it on a terminal."""
    try:
        return share(paths, sharing, folder, who, SystemClock(), passphrase=said)
    except HistoryError as error:
        asks = error.trouble in {Trouble.FOLDER_LOCKED, Trouble.FOLDER_OPEN}
        if not asks or said is not None or not is_terminal():
            raise
        is_new = error.trouble is Trouble.FOLDER_OPEN
        click.echo(error.user_message, err=True)
    if is_new:
        click.echo("Choose a passphrase for the folder; each other computer is told it once.")
    said = ask_hidden("Passphrase of the folder", twice=is_new)
    return share(paths, sharing, folder, who, SystemClock(), passphrase=said)


def forget_folder() -> int:
    """Forget the shared folder."""
    stop_sharing(find_paths(os.environ))
    click.echo("The shared folder is forgotten. Its files stay; delete them where they lie.")
    return 0


def _tell(folder: Path, step: InStep) -> None:
    click.echo(f"From {folder} came in: {tell_merged(step.merged)}.")
    click.echo(f"Written for the others: {step.given} records.")
    if step.others:
        click.echo("Somebody else’s records are kept beside yours; your plan stays your own.")
    trouble = {
        "lines were not whole; they come in when their files are": step.damaged,
        "records wait for others that they belong to": step.merged.waiting,
        "records contradict what is here and were left out": step.merged.left_out,
        "lines are of a newer kneecoach; install it here too": step.newer,
        "lines are sealed with another passphrase of the folder": step.locked,
    }
    for words, number in trouble.items():
        if number:
            click.echo(f"{number} {words}.", err=True)
    for name in step.unreadable:
        click.echo(f"{name} could not be read.", err=True)
