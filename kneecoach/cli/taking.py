"""Take the history along as a file, from the command line."""

from __future__ import annotations

import os
from pathlib import Path

import click

from kneecoach.cli.keeping import need_history
from kneecoach.clock import SystemClock
from kneecoach.history.document import write_document
from kneecoach.history.merge import gather_all
from kneecoach.history.sheets import write_sessions, write_sheets
from kneecoach.history.store import HistoryStore
from kneecoach.model.errors import UsageError
from kneecoach.paths import Paths, find_paths
from kneecoach.settings import write_whole


def write_json(output: Path) -> int:
    """Write everything of everyone as one JSON document."""
    paths = _up_to_date()
    records = gather_all(paths.database)
    write_whole(output, write_document(records, SystemClock().now()))
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
        write_whole(output, write_sessions(paths.database))
        click.echo(f"{output}: the sessions, one a line. It is not encrypted.")
    else:
        write_whole(output, write_sheets(paths.database, SystemClock().now()))
        click.echo(f"{output}: all that is kept, a table for each kind. It is not encrypted.")
    return 0


def _up_to_date() -> Paths:
    """Return where the history is, once it is of the current schema."""
    paths = find_paths(os.environ)
    need_history(paths)
    HistoryStore(paths.database, SystemClock()).close()
    return paths
