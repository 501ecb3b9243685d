"""Measure taking a history along: JSON, CSV, a merge of two histories, and a shared folder.

python benchmarks/taking_along.py             # ten years, each
python benchmarks/taking_along.py --years 1 10
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))

from history import FIRST, fill

from kneecoach.clock import SystemClock
from kneecoach.history import sqlite
from kneecoach.history.document import read_document, write_document
from kneecoach.history.merge import gather_all
from kneecoach.history.people import Who
from kneecoach.history.plain import KINDS
from kneecoach.history.sharing import keep_in_step
from kneecoach.history.sheets import write_sheets
from kneecoach.history.store import HistoryStore
from kneecoach.history.taking_in import take_in

MERGE_TARGET_S = 5.0
CSV_TARGET_S = 1.5


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--years", type=int, nargs="*", default=[10])
    for years in parser.parse_args().years:
        with tempfile.TemporaryDirectory() as place:
            measure(Path(place), years)
    return 0


def measure(place: Path, years: int) -> None:
    one, other = place / "one.sqlite3", place / "other.sqlite3"
    for path in (one, other):
        with closing(HistoryStore(path, SystemClock())) as store:
            fill(store, years)
    rows, counted = timed(lambda: bare_rows(one))
    sheets, zipped = timed(lambda: write_sheets(one, FIRST))
    written, content = timed(lambda: write_document(gather_all(one), FIRST))
    print(f"{years} year(s), {counted} rows, JSON {len(content) / 1e6:.1f} MB")
    print(f"baseline, every row as bare CSV: {rows:.2f} s")
    print(
        f"CSV of all: {sheets:.2f} s, {sheets / rows:.1f} times that"
        f" ({len(zipped) / 1e6:.1f} MB; target {CSV_TARGET_S} s)"
    )
    print(f"JSON of all: {written:.2f} s")
    theirs = write_document(gather_all(other), FIRST)
    read, records = timed(lambda: read_document(Path("theirs.json"), theirs))
    merged, taken = timed(lambda: take_in(one, records, Who.SAME, FIRST))
    print(
        f"two such histories into one: read and check {read:.2f} s, merge {merged:.2f} s,"
        f" together {read + merged:.2f} s (target {MERGE_TARGET_S} s), {taken.merged.new}"
    )
    again, _ = timed(lambda: take_in(one, records, Who.UNSAID, FIRST))
    print(f"the same file again: {again:.2f} s")
    folder = place / "shared"
    folder.mkdir()
    first, step = timed(lambda: keep_in_step(one, folder, "one", Who.UNSAID, FIRST))
    quiet, _ = timed(lambda: keep_in_step(one, folder, "one", Who.UNSAID, FIRST))
    print(f"shared folder: first {first:.2f} s ({step.given} records), with no news {quiet:.2f} s")


def timed(work):
    began = perf_counter()
    result = work()
    return perf_counter() - began, result


def bare_rows(path: Path) -> int:
    """Write every row of every table, as it is, into CSV in memory; return how many there are."""
    number = 0
    with closing(sqlite.connect_to_read(path)) as connection:
        for kind in KINDS:
            tables = [kind.table, *(part.table for part in kind.parts)]
            for table in tables:
                rows = connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - ours
                csv.writer(io.StringIO()).writerows(rows)
                number += len(rows)
    return number


if __name__ == "__main__":
    sys.exit(main())
