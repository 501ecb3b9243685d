"""List the packs that are being made in the window, and take one along as a folder of files."""

from __future__ import annotations

import os
from pathlib import Path

import click

from kneecoach.cli.printing import print_json
from kneecoach.coach.opening import pack_folders
from kneecoach.packs.building.checking import check
from kneecoach.packs.building.keeping import Drafts, write_folder
from kneecoach.paths import find_paths


def list_drafts(*, as_json: bool) -> int:
    """Print the drafts, the one that was changed last first."""
    paths = find_paths(os.environ)
    drafts = Drafts(paths.drafts).all()
    if as_json:
        print_json(
            [
                {"id": one.id, "name": one.pack.title, "version": one.pack.said("version")}
                for one in drafts
            ]
        )
        return 0
    for one in drafts:
        click.echo(f"{one.id}: {one.pack.title} {one.pack.said('version')}")
    if not drafts:
        click.echo("No pack is being made; the window has Make a pack under Packs.")
    return 0


def take_draft(draft_id: str, output: Path) -> int:
    """Write a draft's files into a folder, and say what is still to be mended in them."""
    paths = find_paths(os.environ)
    drafts = Drafts(paths.drafts)
    draft = drafts.read(draft_id)
    write_folder(draft.pack, output, drafts.place(draft_id))
    click.echo(f"{output}: {len(draft.pack.files)} files")
    problems = check(draft.pack, pack_folders(paths), drafts.place(draft_id)).problems
    for one in problems:
        click.echo(str(one))
    return 0
