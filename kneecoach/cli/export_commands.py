"""Name the commands that export something to take along, and their options."""

from __future__ import annotations

from pathlib import Path

import click

from kneecoach.model.talk import Talk

FORMATS = ("mp3", "ogg", "flac", "wav")


@click.group()
def export() -> None:
    """Take something of the coach along."""


@export.command("audio")
@click.argument("programme_id", metavar="PROGRAMME")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(FORMATS),
    help="The kind of file; otherwise as its name ends.",
)
@click.option(
    "--talk",
    type=click.Choice([one.value for one in Talk if one is not Talk.SILENT]),
    help="How much is said; otherwise as in the settings.",
)
@click.option(
    *("-o", "--output"),
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write; a cue sheet is written beside it.",
)
def audio(programme_id: str, format_name: str | None, talk: str | None, output: Path) -> int:
    """Write today's session as one sound file to listen to anywhere."""
    from kneecoach.cli.export import export_audio

    return export_audio(programme_id, format_name, Talk(talk) if talk else None, output)
