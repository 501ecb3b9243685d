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


@click.command("import")
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help="Only say what would come in.")
@click.option("--mine", "who", flag_value="same", help="Whoever it is of is the person here.")
@click.option("--another", "who", flag_value="another", help="It is of somebody else.")
@click.option(
    "--map",
    "mapping",
    default="",
    metavar="COLUMN=FIELD,...",
    help="Of a CSV file: which column is which field, such as “Datum=date,Schmerz=during”.",
)
@click.option("--encoding", default="", help="Of a CSV file: how it is written, such as cp1252.")
@click.option(
    "--dates",
    type=click.Choice(["iso", "dmy", "mdy"]),
    default="iso",
    show_default=True,
    help="Of a CSV file: the order of day, month and year.",
)
def import_file(
    file: Path, dry_run: bool, who: str | None, mapping: str, encoding: str, dates: str
) -> int:
    """Bring in what export json wrote, or sessions from a CSV file; nothing comes twice.

    The fields of a CSV file are date, time, before, during, after, effort, morning, programme and
    note; date and during are needed, and pain is from 0 to 10.
    """
    from kneecoach.cli.taking import Wanted, bring_in

    wanted = Wanted(mapping=mapping, encoding=encoding, dates=dates, who=who or "unsaid")
    return bring_in(file, wanted, dry_run=dry_run)


@click.command("sync")
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False))
@click.option("--mine", "who", flag_value="same", help="Whoever is new is the person here.")
@click.option("--another", "who", flag_value="another", help="Whoever is new is somebody else.")
@click.option("--stop", is_flag=True, help="Forget the folder; what is in it stays.")
@click.option(
    "--folder-passphrase-file",
    "passphrase_file",
    type=FILE,
    help="Where the passphrase of an encrypted folder stands; otherwise it is asked for, once.",
)
def sync(folder: Path | None, who: str | None, stop: bool, passphrase_file: Path | None) -> int:
    """Keep computers in step through FOLDER, which any tool copies; it is remembered."""
    from kneecoach.cli.syncing import forget_folder, synchronise

    return forget_folder() if stop else synchronise(folder, who or "unsaid", passphrase_file)


def add_taking_commands(group: click.Group, export: click.Group) -> None:
    """Add the commands to the whole, and to those that export something."""
    group.add_command(import_file)
    group.add_command(sync)
    for command in (export_json, export_csv):
        export.add_command(command)
