"""Measure what each reading and writing of the history costs at 1, 10 and 100 years.

    python benchmarks/queries.py [--years 1 10 100] [--plans]

A year is 400 sessions with 6,000 sets, 300 mornings and 2,000 desk breaks. What is done on every
day of use should cost what it shows, not what is stored; below stands what reads all of it, and
has to. `--plans` adds how SQLite finds the rows of each reading.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from time import perf_counter
from uuid import uuid4

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))

from history import FIRST, a_session, fill, its_sets
from years import YEAR_DAYS, add_breaks, grow

from kneecoach.clock import SystemClock
from kneecoach.history import reader, sqlite
from kneecoach.history.break_log import BreakLog
from kneecoach.history.opening import open_history
from kneecoach.history.quick import read_everybody, read_quickly
from kneecoach.history.store import HistoryStore
from kneecoach.model.record import CheckIn, Ending
from kneecoach.model.units import PainScore

CLOCK = SystemClock()
RUNS = 15
RUNS_OF_ALL = 3

Work = tuple[str, Callable[[], object]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--years", type=int, nargs="*", default=[1, 10, 100])
    parser.add_argument("--plans", action="store_true")
    options = parser.parse_args()
    found: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for years in options.years:
            path = made(Path(folder), years)
            size = path.stat().st_size / 1e6
            print(f"{years} year(s): {size:.0f} MB", file=sys.stderr)
            for name, middle in measure(path, years):
                found.setdefault(name, []).append(middle)
            if options.plans and years == options.years[-1]:
                tell_plans(path)
    print(
        "milliseconds, the middle of several".ljust(48), *(f"{one:>8} y" for one in options.years)
    )
    for name, times in found.items():
        growth = times[-1] / times[0]
        print(name.ljust(48), *(f"{one:10.2f}" for one in times), f"  x {growth:.1f}")
    return 0


def made(folder: Path, years: int) -> Path:
    """Return a history of so many years."""
    path = folder / f"{years}.sqlite3"
    with closing(HistoryStore(path, CLOCK)) as store:
        fill(store, 1)
    add_breaks(path, CLOCK, FIRST)
    grow(path, years)
    return path


def measure(path: Path, years: int) -> Iterator[tuple[str, float]]:
    last = FIRST + timedelta(days=YEAR_DAYS * years)
    with closing(HistoryStore(path, CLOCK)) as store:
        for name, work in daily(store, path, last, years):
            yield name, middle_of(work, RUNS)
        person = store.default_person()
        yield (
            "all: read everything of a person",
            middle_of(lambda: store.read(person.id), RUNS_OF_ALL),
        )
    yield (
        "all: the first read, without SQLAlchemy",
        middle_of(lambda: read_quickly(path), RUNS_OF_ALL),
    )
    yield "all: open, with the quick check", middle_of(lambda: opened(path), RUNS_OF_ALL)
    copy = path.with_name("copy.sqlite3")
    yield "all: a copy, checked", middle_of(lambda: sqlite.back_up(path, copy), RUNS_OF_ALL)


def daily(store: HistoryStore, path: Path, last, years: int) -> Iterator[Work]:
    person = store.default_person()
    breaks = BreakLog(path, CLOCK, person.id.hex)
    number = 400 * years
    running = replace(a_session(person.id, number), id=uuid4())
    store.start_session(running)
    one = next(its_sets(running))

    def a_whole_session() -> None:
        session = replace(a_session(person.id, number), id=uuid4())
        store.start_session(session)
        for done_set in its_sets(session):
            store.record_set(session.id, done_set)
        store.finish_session(
            session.id, ended_at=session.started_at + timedelta(minutes=9), ending=Ending.FINISHED
        )

    def a_morning() -> None:
        store.add_check_in(
            CheckIn(
                id=uuid4(), person_id=person.id, day=last.date(), recorded_at=last,
                pain=PainScore(1),
            )
        )  # fmt: skip

    day = last.date() - timedelta(days=1)
    yield "keep a set", lambda: store.record_set(running.id, replace(one, id=uuid4()))
    yield "a session of 15 sets, begun and finished", a_whole_session
    yield "keep a morning", a_morning
    yield "sessions that are open", lambda: store.open_sessions(person.id)
    yield "everybody", store.people
    yield "everybody, without SQLAlchemy", lambda: read_everybody(path)
    yield "what was deleted", lambda: store.withdrawals(person.id)
    yield "has another program written", store.changes_by_others
    yield "desk breaks of a day", lambda: breaks.of_days(day, day)
    yield "exercises of the last 20 desk breaks", lambda: breaks.last_exercises(20)


def opened(path: Path) -> None:
    open_history(path, CLOCK).dispose()


def middle_of(work: Callable[[], object], runs: int) -> float:
    times = []
    for _ in range(runs):
        began = perf_counter()
        work()
        times.append((perf_counter() - began) * 1000)
    return statistics.median(times)


def tell_plans(path: Path) -> None:
    """Say how SQLite finds the rows of every reading of the daily ones."""
    asked: list[str] = []
    with closing(HistoryStore(path, CLOCK)) as store, closing(sqlite.connect(path)) as connection:
        person = store.default_person()
        connection.set_trace_callback(asked.append)
        reader.read_open_sessions(connection, person.id)
        connection.set_trace_callback(None)
        for statement in asked:
            print(statement[:100])
            for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}"):
                print("   ", row[3])


if __name__ == "__main__":
    sys.exit(main())
