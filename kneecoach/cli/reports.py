"""Write reports for the physio, and open and keep those of patients."""

from __future__ import annotations

import json
import os
from pathlib import Path

import click

from kneecoach.cli.desk import CommandDesk, opened
from kneecoach.coach.coach import FIRST_PROGRAMME
from kneecoach.model.errors import KneecoachError, UsageError
from kneecoach.model.programme import Pack
from kneecoach.paths import Paths, find_paths
from kneecoach.reports.cabinet import Cabinet, Patient
from kneecoach.reports.kneereport import ENDING, write_report
from kneecoach.reports.opening import cabinet_of, open_report
from kneecoach.reports.report import Report
from kneecoach.reports.sealing import lock
from kneecoach.saving import save_file
from kneecoach.ui.report_builder import ReportChoice, build_report, pack_and_programme
from kneecoach.ui.words.reports import (
    patient_line,
    report_html,
    report_parts,
    report_text,
    report_title,
)
from kneecoach.values import dataclass

PDF = ".pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a report is to tell; the fields are the commands' options."""

    weeks: int
    pack_id: str | None
    with_notes: bool


def write_reports(wanted: Wanted, output: Path, *, is_open: bool) -> int:
    """Write the report as the name of the file asks for, or both files when it does not."""
    from kneecoach.ui.paper import write_html_pdf

    with opened() as desk:
        report, pack = _build(desk, wanted)
    suffix = output.suffix.lower()
    both = suffix not in {PDF, ENDING}
    if both or suffix == PDF:
        file = output.with_name(output.name + PDF) if both else output
        title = report_title(report)
        write_html_pdf(report_html(title, report_parts(report)), file, title=title)
        click.echo(f"{file}: to read")
    if both or suffix == ENDING:
        file = output.with_name(output.name + ENDING) if both else output
        content = write_report(report)
        is_locked = bool(pack and pack.reports_to and not is_open)
        if is_locked and pack is not None:
            content = lock(content, pack.reports_to)
        save_file(file, content)
        click.echo(f"{file}: {_whose(pack, is_locked=is_locked)}")
    return 0


def write_fhir(wanted: Wanted, output: Path) -> int:
    """Write the report as a FHIR bundle."""
    from kneecoach.reports.fhir import write_bundle

    with opened() as desk:
        report, _ = _build(desk, wanted)
    save_file(output, write_bundle(report))
    click.echo(f"{output}: {len(report.sessions)} sessions")
    return 0


def show_report(file: Path, key: Path | None, *, as_json: bool) -> int:
    """Print a report, with what is new since the newest one that is kept."""
    paths = find_paths(os.environ)
    report = open_report(file, _key(paths, key))
    if as_json:
        click.echo(json.dumps(json.loads(write_report(report)), indent=2))
        return 0
    cabinet = Cabinet(cabinet_of(paths))
    known = cabinet.patient(report.patient)
    parts = report_parts(report, cabinet.before(report))
    click.echo(report_text(report_title(report, known.name if known else ""), parts))
    return 0


def keep_report(file: Path, name: str, key: Path | None) -> int:
    """Keep a report."""
    paths = find_paths(os.environ)
    report = open_report(file, _key(paths, key))
    patient = Cabinet(cabinet_of(paths)).keep(report, name)
    click.echo(patient_line(patient))
    return 0


def list_patients(*, as_json: bool) -> int:
    """Print the patients."""
    patients = Cabinet(cabinet_of(find_paths(os.environ))).patients()
    if as_json:
        plain = [
            {
                "code": one.code,
                "name": one.name,
                "newest": one.made.isoformat(),
                "done": one.done,
                "planned": one.planned,
                "worst": one.worst,
                "flags": list(one.flags),
                "fresh": one.fresh,
            }
            for one in patients
        ]
        click.echo(json.dumps(plain, indent=2))
        return 0
    for one in patients:
        click.echo(patient_line(one))
    if not patients:
        click.echo("No reports are kept; kneecoach report keep FILE --as NAME keeps one.")
    return 0


def forget_patient(name: str) -> int:
    """Delete a patient, given by name or code."""
    cabinet = Cabinet(cabinet_of(find_paths(os.environ)))
    patient = _patient_called(cabinet, name)
    cabinet.forget(patient.code)
    click.echo(f"{patient.name} and all reports are deleted.")
    return 0


def chosen_report(file: Path | None, key: Path | None, patient: str) -> Report | None:
    """Return the report in a file, or the newest one that is kept of a patient; None for neither.

    Raises:
        KneecoachError: Both are named, or it cannot be had.
    """
    paths = find_paths(os.environ)
    if file is not None and patient:
        raise UsageError("A report and a patient are named.", "Name one of them.")
    if file is not None:
        return open_report(file, _key(paths, key))
    if not patient:
        return None
    cabinet = Cabinet(cabinet_of(paths))
    known = _patient_called(cabinet, patient)
    report = cabinet.newest(known.code)
    if report is None:
        raise KneecoachError(f"No report of {known.name} is kept.")
    return report


def _patient_called(cabinet: Cabinet, name: str) -> Patient:
    """Return the patient of a name or code.

    Raises:
        KneecoachError: There is none, or there are several.
    """
    found = [one for one in cabinet.patients() if name in {one.name, one.code}]
    if len(found) != 1:
        several = "There are several patients of this name." if found else ""
        way_out = "kneecoach report list --json tells their codes; use one of these."
        raise KneecoachError(several or f"No patient is called {name}.", way_out)
    return found[0]


def _build(desk: CommandDesk, wanted: Wanted) -> tuple[Report, Pack | None]:
    in_use = desk.coach.programme(desk.settings.programme or FIRST_PROGRAMME)
    pack, programme = pack_and_programme(desk.coach, wanted.pack_id, in_use)
    choice = ReportChoice(weeks=wanted.weeks, pack=pack, with_notes=wanted.with_notes)
    return build_report(desk.coach, programme, choice, desk.clock.today()), pack


def _whose(pack: Pack | None, *, is_locked: bool) -> str:
    if is_locked and pack is not None:
        return f"locked; only {pack.author} can open it"
    return "not locked; whoever gets it can read it"


def _key(paths: Paths, key: Path | None) -> Path:
    return key or paths.data / "keys" / "author.reports"
