"""Take the history along as a file and bring one in, for the window; the command line has more."""

from __future__ import annotations

from pathlib import Path

from kneecoach.clock import Clock
from kneecoach.coach.tables import HowToRead
from kneecoach.history.document import LARGEST_FILE_BYTES, read_document, write_document
from kneecoach.history.merge import gather_all
from kneecoach.history.people import Who
from kneecoach.history.quick import choose
from kneecoach.history.sheets import write_sheets
from kneecoach.history.store import HistoryStore
from kneecoach.history.taking_in import TakenIn, take_in
from kneecoach.history.told_sheet import read_told_sheet
from kneecoach.model.errors import KneecoachError
from kneecoach.paths import Paths
from kneecoach.saving import keep_file

SHEETS = ".zip"
DOCUMENT = ".json"
TABLES = frozenset({".csv", ".tsv", ".txt"})


def take_along(paths: Paths, clock: Clock, file: Path) -> Path:
    """Write everything of everyone as JSON, or as tables in a zip file, by the name's ending.

    Raises:
        KneecoachError: The history cannot be read, or the file cannot be written.
    """
    HistoryStore(paths.database, clock).close()
    if file.suffix.lower() == SHEETS:
        keep_file(file, write_sheets(paths.database, clock.now()))
        return file
    target = file if file.suffix.lower() == DOCUMENT else file.with_name(f"{file.name}{DOCUMENT}")
    keep_file(target, write_document(gather_all(paths.database), clock.now()))
    return target


def is_table(file: Path) -> bool:
    """Return whether a file is somebody's own table, of which it has to be said what is what."""
    return file.suffix.lower() in TABLES


def bring_in(
    paths: Paths, clock: Clock, file: Path, who: Who, table: HowToRead | None = None
) -> TakenIn:
    """Take in what `take_along` wrote as JSON, or sessions from a table; nothing comes twice.

    Raises:
        KneecoachError: The file cannot be read, a place in it is wrong, or it was not said whose
            records they are.
    """
    content = read_content(file)
    store = HistoryStore(paths.database, clock)
    try:
        store.default_person()
        mine = choose(store.people(), paths.person)
    finally:
        store.close()
    if is_table(file):
        reading = (table or HowToRead()).reading(mine, clock)
        records = read_told_sheet(file, content, reading).records
    else:
        records = read_document(file, content)
    return take_in(paths.database, records, who, clock.now(), person=mine.id.hex)


def read_content(file: Path) -> bytes:
    """Return what is in a file.

    Raises:
        KneecoachError: It cannot be read, or is too large.
    """
    try:
        if file.stat().st_size > LARGEST_FILE_BYTES:
            raise KneecoachError(f"{file} is too large to be read.", "Take a smaller part of it.")
        return file.read_bytes()
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise KneecoachError(
            f"{file} cannot be read ({reason}).", "Choose another file."
        ) from error
