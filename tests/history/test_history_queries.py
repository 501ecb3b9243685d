"""What is read on every day of use is found by an index, however much is stored."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import history_samples as samples
import pytest
from fakes import FakeClock

from kneecoach.history import break_log, reader, sqlite
from kneecoach.history.break_log import BreakLog
from kneecoach.history.store import HistoryStore
from kneecoach.model.desk_break import DeskBreak
from kneecoach.model.record import Ending
from kneecoach.values import replace


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "history.sqlite3"


@pytest.fixture
def store(path: Path, clock: FakeClock) -> Iterator[HistoryStore]:
    with closing(HistoryStore(path, clock)) as store:
        yield store


def plans_of(path: Path, work: Callable[[sqlite3.Connection], object]) -> list[str]:
    """Return how SQLite finds the rows of each statement that `work` asks for."""
    asked: list[str] = []
    with closing(sqlite.connect(path)) as connection:
        connection.set_trace_callback(asked.append)
        work(connection)
        connection.set_trace_callback(None)
        return [
            str(row[3])
            for statement in asked
            for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}")
        ]


def test_open_sessions_are_found_without_looking_at_the_others(
    store: HistoryStore, path: Path
) -> None:
    person = store.default_person()
    open_one = samples.an_open_session(person.id)
    store.start_session(open_one)
    for _ in range(3):
        store.add_session(replace(samples.an_open_session(person.id), ending=Ending.LOGGED))
    plans = plans_of(path, lambda connection: reader.read_open_sessions(connection, person.id))
    assert plans
    assert not [one for one in plans if one.startswith("SCAN")]
    of_sessions = [one for one in plans if one.startswith("SEARCH session USING")]
    assert of_sessions
    assert all("ix_session_open" in one for one in of_sessions)
    assert [one.id for one in store.open_sessions(person.id)] == [open_one.id]


def test_the_last_desk_breaks_are_found_without_sorting_all(
    store: HistoryStore, path: Path, clock: FakeClock
) -> None:
    person = store.default_person()
    log = BreakLog(path, clock)
    for number, name in enumerate(("clam", "", "bridge", "squat")):
        at = samples.MORNING + timedelta(days=number // 2, hours=number)
        log.add(a_break(at=at, exercise_id=name))
    assert log.last_exercises(2) == ("squat", "bridge")
    assert log.last_exercises(9) == ("squat", "bridge", "clam")
    asked = break_log._LAST_EXERCISES
    plans = plans_of(path, lambda connection: connection.execute(asked, (person.id.hex, 2)))
    assert "USE TEMP B-TREE FOR RIGHT PART OF ORDER BY" in plans  # within a day alone
    assert any("ix_desk_break_person_id_day" in one for one in plans)


def a_break(**changes: object) -> DeskBreak:
    sample = samples.a_desk_break()
    at = changes.get("at", sample.at)
    return replace(sample, id=uuid4(), day=at.date(), **changes)  # type: ignore[attr-defined, arg-type]
