"""Name the commands that take the history along and bring it in, and their options."""

from __future__ import annotations

from pathlib import Path

import click

FILE = click.Path(path_type=Path, dir_okay=False)
OUTPUT = click.option(*("-o", "--output"), required=True, type=FILE, help="The file to write.")


@click.command("json")
@OUTPUT
def export_json(output: Path) -> int:
    """Write everything of everyone as one JSON file, which import reads back."""
    from kneecoach.cli.taking import write_json

    return write_json(output)


@click.command("csv")
@OUTPUT
def export_csv(output: Path) -> int:
    """Write everything as CSV: F.zip holds a file for each kind, F.csv the sessions alone."""
    from kneecoach.cli.taking import write_csv

    return write_csv(output)


def add_taking_commands(group: click.Group, export: click.Group) -> None:
    """Add the commands to the whole, and to those that export something."""
    del group
    for command in (export_json, export_csv):
        export.add_command(command)
