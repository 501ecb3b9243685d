"""Take the history along as a file, from the command line."""

from __future__ import annotations

import os
from contextlib import closing
from datetime import UTC
from pathlib import Path

import click

from kneecoach.cli.keeping import need_history
from kneecoach.clock import SystemClock
from kneecoach.history.document import LARGEST_FILE_BYTES, read_document, write_document
from kneecoach.history.merge import Merged, gather_all
from kneecoach.history.people import Who
from kneecoach.history.quick import choose
from kneecoach.history.sheets import write_sessions, write_sheets
from kneecoach.history.store import HistoryStore
from kneecoach.history.taking_in import TakenIn, take_in
from kneecoach.history.told_cells import DayOrder
from kneecoach.history.told_sheet import Reading, read_mapping, read_told_sheet
from kneecoach.history.written import Written
from kneecoach.model.errors import KneecoachError, UsageError
from kneecoach.model.record import Person
from kneecoach.paths import Paths, find_paths
from kneecoach.saving import keep_file
from kneecoach.values import dataclass

SHEET_ENDINGS = frozenset({".csv", ".tsv", ".txt"})


def write_json(output: Path) -> int:
    """Write everything of everyone as one JSON document."""
    paths = _up_to_date()
    records = gather_all(paths.database)
    keep_file(output, write_document(records, SystemClock().now()))
    click.echo(f"{output}: {len(records)} records, all that is kept. It is not encrypted.")
    return 0


def write_csv(output: Path) -> int:
    """Write everything as CSV files in a zip file, or the sessions as one CSV file."""
    ending = output.suffix.lower()
    if ending not in {".zip", ".csv"}:
        raise UsageError(
            f"{output} ends in neither .zip nor .csv.",
            "A .zip holds all of it, a .csv the sessions alone.",
        )
    paths = _up_to_date()
    if ending == ".csv":
        keep_file(output, write_sessions(paths.database))
        click.echo(f"{output}: the sessions, one a line. It is not encrypted.")
    else:
        keep_file(output, write_sheets(paths.database, SystemClock().now()))
        click.echo(f"{output}: all that is kept, a table for each kind. It is not encrypted.")
    return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How a file is to be taken in; the fields are the command's options."""

    mapping: str
    encoding: str
    dates: str
    who: str


def bring_in(file: Path, wanted: Wanted, *, dry_run: bool) -> int:
    """Take the records of a file into the history, all or nothing."""
    clock = SystemClock()
    paths = find_paths(os.environ)
    content = _content(file)
    is_sheet = file.suffix.lower() in SHEET_ENDINGS
    if not is_sheet and (wanted.mapping or wanted.encoding):
        raise UsageError(f"{file} is not a CSV file.", "--map and --encoding are for those.")
    with closing(HistoryStore(paths.database, clock)) as store:
        if is_sheet:
            store.default_person()
            mine = choose(store.people(), paths.person)
            records = _read_sheet(file, content, wanted, mine, clock)
        else:
            records = read_document(file, content)
    taken = take_in(
        paths.database,
        records,
        Who(wanted.who),
        clock.now(),
        person=paths.person,
        is_trial=dry_run,
    )
    _tell(file, taken, dry_run=dry_run)
    return 0


def _content(file: Path) -> bytes:
    try:
        if file.stat().st_size > LARGEST_FILE_BYTES:
            raise KneecoachError(f"{file} is too large to be read.", "Take a smaller part of it.")
        return file.read_bytes()
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise KneecoachError(f"{file} cannot be read ({reason}).", "Name another file.") from error


def _read_sheet(
    file: Path, content: bytes, wanted: Wanted, person: Person, clock: SystemClock
) -> tuple[Written, ...]:
    reading = Reading(
        mapping=read_mapping(wanted.mapping),
        encoding=wanted.encoding,
        days=DayOrder(wanted.dates),
        person_id=person.id.hex,
        knee=person.sore_knee,
        today=clock.today(),
        zone=clock.now().astimezone().tzinfo or UTC,
    )
    sheet = read_told_sheet(file, content, reading)
    if sheet.left_out:
        click.echo(f"Left out: {', '.join(sheet.left_out)}.", err=True)
    return sheet.records


def _tell(file: Path, taken: TakenIn, *, dry_run: bool) -> None:
    merged = taken.merged
    came = "would come in" if dry_run else "came in"
    click.echo(f"From {file} {came}: {tell_merged(merged)}.")
    if merged.known:
        click.echo(f"{merged.known} were here already.")
    if taken.others:
        click.echo("Somebody else’s records are kept beside yours; your plan stays your own.")


_NOUNS = {
    "people": ("person", "people"),
    "sessions": ("session", "sessions"),
    "check_ins": ("morning", "mornings"),
    "clearances": ("note of having been seen", "notes of having been seen"),
    "overrules": ("own choice", "own choices"),
    "silences": ("checked sign", "checked signs"),
    "screenings": ("answer to the safety questions", "answers to the safety questions"),
    "desk_breaks": ("desk break", "desk breaks"),
    "withdrawals": ("deletion", "deletions"),
    "function_scores": ("score of what the knee can do", "scores of what the knee can do"),
}


def tell_merged(merged: Merged) -> str:
    """Return what came in, as the end of a sentence."""
    words = [_counted(name, number) for name, number in merged.new.items()]
    if merged.grown:
        words.append(f"{merged.grown} that now say more")
    return ", ".join(words) or "nothing new"


def _counted(name: str, number: int) -> str:
    return f"{number} {_NOUNS[name][number != 1]}"


def _up_to_date() -> Paths:
    """Return where the history is, once it is of the current schema."""
    paths = find_paths(os.environ)
    need_history(paths)
    HistoryStore(paths.database, SystemClock()).close()
    return paths
