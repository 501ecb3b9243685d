"""Keep computers in step, from the command line."""

from __future__ import annotations

import os
from pathlib import Path

import click

from kneecoach.cli.taking import tell_merged
from kneecoach.clock import SystemClock
from kneecoach.coach.sharing import recall_sharing, share, stop_sharing
from kneecoach.history.people import Who
from kneecoach.history.sharing import InStep
from kneecoach.model.errors import UsageError
from kneecoach.paths import find_paths


def synchronise(folder: Path | None, who: str) -> int:
    """Bring this computer in step through a folder, or through the one that is remembered."""
    paths = find_paths(os.environ)
    sharing = recall_sharing(paths)
    chosen = folder or sharing.folder
    if chosen is None:
        raise UsageError("No shared folder is known yet.", "Name one: kneecoach sync FOLDER, once.")
    _tell(chosen, share(paths, sharing, chosen, Who(who), SystemClock()))
    return 0


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
    }
    for words, number in trouble.items():
        if number:
            click.echo(f"{number} {words}.", err=True)
    for name in step.unreadable:
        click.echo(f"{name} could not be read.", err=True)
