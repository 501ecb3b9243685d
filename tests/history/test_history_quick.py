from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from fakes import FakeClock
from history_samples import (
    MORNING,
    a_check_in,
    a_screening,
    a_set,
    a_silence,
    a_stop,
    an_open_session,
    an_overrule,
)

from kneecoach.history import reader, said
from kneecoach.history.quick import read_quickly
from kneecoach.history.store import HistoryStore
from kneecoach.history.tables import Base
from kneecoach.model.dose import Side
from kneecoach.model.feedback import Flag
from kneecoach.model.record import Clearance, Ending, Scores
from kneecoach.model.session_said import KneeScores


def _fill(store: HistoryStore) -> None:
    person = store.default_person()
    store.add_person("Someone else")
    knees = (KneeScores(side=Side.LEFT, before=2), KneeScores(side=Side.RIGHT, before=0))
    session = replace(an_open_session(person.id), knees=knees)
    store.start_session(session)
    store.record_stop(session.id, a_stop())
    store.record_stop(session.id, a_stop(1, None, None))
    for done_set in (a_set(1), a_set(1, Side.RIGHT), a_set(1, complete=20)):
        store.record_set(session.id, done_set)
    scores = Scores(during=3, after=1, effort=4, flags=frozenset({Flag.LOCKING, Flag.FEVER}))
    store.finish_session(session.id, ended_at=MORNING, scores=scores)
    store.add_session(
        replace(session, id=uuid4(), ending=Ending.LOGGED, replaces=session.id, sets=())
    )
    store.start_session(an_open_session(person.id))
    store.add_check_in(a_check_in(person.id))
    store.add_check_in(replace(a_check_in(person.id), walks_30_minutes=False, flags=frozenset()))
    store.add_clearance(
        Clearance(id=uuid4(), person_id=person.id, day=MORNING.date(), recorded_at=MORNING)
    )
    store.add_overrule(an_overrule(person.id))
    store.add_silence(a_silence(person.id))
    store.add_screening((a_screening(person.id, Flag.SWELLING, Flag.FEVER),))


def test_the_quick_read_gives_what_the_store_gives(tmp_path: Path, clock: FakeClock) -> None:
    path = tmp_path / "history.db"
    with closing(HistoryStore(path, clock)) as store:
        _fill(store)
        person = store.default_person()
        expected = (person, store.read(person.id))
        assert read_quickly(path) == expected  # while another program has it open
    assert read_quickly(path) == expected


def test_there_is_nothing_to_read_before_the_first_start(tmp_path: Path, clock: FakeClock) -> None:
    path = tmp_path / "history.db"
    assert read_quickly(path) is None
    path.touch()
    assert read_quickly(path) is None
    assert path.stat().st_size == 0
    HistoryStore(path, clock).close()
    assert read_quickly(path) is None


def test_the_quick_read_loads_no_database_library(tmp_path: Path, clock: FakeClock) -> None:
    path = tmp_path / "history.db"
    with closing(HistoryStore(path, clock)) as store:
        _fill(store)
    program = (
        "import sys; from pathlib import Path; from kneecoach.history.quick import read_quickly;"
        "assert read_quickly(Path(sys.argv[1])) is not None;"
        "print(*sorted({'sqlalchemy', 'alembic'} & sys.modules.keys()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""


def test_opening_a_new_and_a_current_history_does_not_load_alembic(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from kneecoach.clock import SystemClock;"
        "from kneecoach.history.store import HistoryStore;"
        "[HistoryStore(Path(sys.argv[1]), SystemClock()).close() for _ in range(2)];"
        "print('alembic' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "history.db")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "False"


def test_reading_leaves_the_file_as_it_was(tmp_path: Path, clock: FakeClock) -> None:
    path = tmp_path / "history.db"
    with closing(HistoryStore(path, clock)) as store:
        _fill(store)
    before = path.read_bytes()
    read_quickly(path)
    assert path.read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="a crash is told by a log left behind")
def test_what_only_the_log_holds_is_read_too(tmp_path: Path, clock: FakeClock) -> None:
    path, crashed = tmp_path / "history.db", tmp_path / "crashed.db"
    with closing(HistoryStore(path, clock)) as store:
        _fill(store)
        person = store.default_person()
        crashed.write_bytes(path.read_bytes())
        (tmp_path / "crashed.db-wal").write_bytes((tmp_path / "history.db-wal").read_bytes())
        assert read_quickly(crashed) == (person, store.read(person.id))


@pytest.mark.parametrize(
    ("statement", "table"),
    [
        (reader.SESSIONS, "session"),
        (f"{reader.EXERCISES} ('')", "session_exercise"),
        (f"{reader.SETS} ('')", "done_set"),
        (f"{reader.SESSION_FLAGS} ('')", "session_flag"),
        (reader.CHECK_INS.replace("?", "''"), "check_in"),
        (reader.CHECK_IN_FLAGS.replace("?", "''"), "check_in_flag"),
        (reader.CLEARANCES.replace("?", "''"), "clearance"),
        (reader.OVERRULES.replace("?", "''"), "overrule"),
        (reader.SILENCES.replace("?", "''"), "silence"),
        (f"{said.STOPS} ('')", "pain_stop"),
        (f"{said.STOP_FLAGS} ('')", "pain_stop_flag"),
        (f"{said.KNEES} ('')", "session_knee"),
        (said.SCREENINGS.replace("?", "''"), "screening"),
        (said.SCREENING_FLAGS.replace("?", "''"), "screening_flag"),
        (reader.PEOPLE, "person"),
    ],
)
def test_the_selects_read_every_column_of_the_tables(
    statement: str, table: str, tmp_path: Path, clock: FakeClock
) -> None:
    path = tmp_path / "history.db"
    HistoryStore(path, clock).close()
    with closing(sqlite3.connect(path)) as connection:
        read = [column[0] for column in connection.execute(statement).description]
    order_alone = {"place", "added_at"}
    columns = [one.name for one in Base.metadata.tables[table].columns]
    assert sorted(read) == sorted(set(columns) - order_alone)
