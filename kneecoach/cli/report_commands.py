"""Name the commands about reports and handouts, and their options."""

from __future__ import annotations

from pathlib import Path

import click

FILE = click.Path(path_type=Path, dir_okay=False)
OUTPUT = click.option(*("-o", "--output"), required=True, type=FILE, help="The file to write.")
WEEKS = click.option(
    "--weeks",
    type=click.IntRange(1, 104),
    default=4,
    show_default=True,
    help="How many weeks back.",
)
FOR_PACK = click.option(
    "--for", "pack_id", metavar="PACK", help="Answer this pack: what was done with it."
)
NOTES = click.option("--with-notes", is_flag=True, help="Send your own words along, too.")


KEY = click.option(
    "--key", type=FILE, metavar="KEY", help="The key that opens the report; otherwise your own."
)


@click.command("report")
@WEEKS
@FOR_PACK
@NOTES
@click.option("--open", "is_open", is_flag=True, help="Do not lock it, though the pack has a key.")
@OUTPUT
def export_report(
    weeks: int, pack_id: str | None, with_notes: bool, is_open: bool, output: Path
) -> int:
    """Write a report for the physio: a .pdf to read, a .kneereport to open, or both."""
    from kneecoach.cli.reports import Wanted, write_reports

    wanted = Wanted(weeks=weeks, pack_id=pack_id, with_notes=with_notes)
    return write_reports(wanted, output, is_open=is_open)


@click.command("fhir")
@WEEKS
@FOR_PACK
@NOTES
@OUTPUT
def export_fhir(weeks: int, pack_id: str | None, with_notes: bool, output: Path) -> int:
    """Write the same report as a FHIR R4 bundle, for the record system of a clinic."""
    from kneecoach.cli.reports import Wanted, write_fhir

    wanted = Wanted(weeks=weeks, pack_id=pack_id, with_notes=with_notes)
    return write_fhir(wanted, output)


@click.command("handout")
@click.argument("pack", metavar="PACK")
@click.option("--paper", type=click.Choice(["a4", "letter"]), default="a4", show_default=True)
@click.option(
    "--level",
    "levels",
    metavar="EXERCISE=N",
    multiple=True,
    help="Show an exercise at this level; otherwise where it starts. May be given again.",
)
@click.option(
    "--report", type=FILE, metavar="FILE", help="Show each where the patient of a report stands."
)
@click.option(
    "--patient", metavar="NAME", default="", help="The same, of a patient whose reports are kept."
)
@KEY
@OUTPUT
def export_handout(
    pack: str,
    paper: str,
    levels: tuple[str, ...],
    report: Path | None,
    patient: str,
    key: Path | None,
    output: Path,
) -> int:
    """Write the sheet to hand out: a .pdf for paper, or an .html that moves and works offline.

    PACK is a pack, one programme, a .kneepack file, or a folder.
    """
    from kneecoach.cli.handout import read_levels, write_handout
    from kneecoach.cli.reports import chosen_report
    from kneecoach.reports.handout_levels import HandoutLevels
    from kneecoach.ui.paper import Paper

    told = chosen_report(report, key, patient)
    wanted = HandoutLevels(chosen=read_levels(levels), report=told)
    return write_handout(pack, output, Paper(paper), wanted)


@click.group()
def report() -> None:
    """Open and keep the reports of patients."""


@report.command("show")
@click.argument("file", type=FILE)
@KEY
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def show(file: Path, key: Path | None, as_json: bool) -> int:
    """Show a report: signs first, then what is new since the one before."""
    from kneecoach.cli.reports import show_report

    return show_report(file, key, as_json=as_json)


@report.command("keep")
@click.argument("file", type=FILE)
@click.option("--as", "name", metavar="NAME", default="", help="The name you know them by.")
@KEY
def keep(file: Path, name: str, key: Path | None) -> int:
    """Keep a report under a name of your choosing."""
    from kneecoach.cli.reports import keep_report

    return keep_report(file, name, key)


@report.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
def list_patients(as_json: bool) -> int:
    """List the patients whose reports are kept; those with signs come first."""
    from kneecoach.cli.reports import list_patients as print_patients

    return print_patients(as_json=as_json)


@report.command("forget")
@click.argument("name")
def forget(name: str) -> int:
    """Delete a patient with all reports."""
    from kneecoach.cli.reports import forget_patient

    return forget_patient(name)


def add_report_commands(group: click.Group, export: click.Group) -> None:
    """Add the commands to the whole, and to those that export something."""
    group.add_command(report)
    for command in (export_handout, export_report, export_fhir):
        export.add_command(command)
