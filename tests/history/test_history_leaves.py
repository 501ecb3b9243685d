"""Rows found on the pages themselves, where SQLite finds their table no more."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from fakes import FakeClock
from history_samples import a_check_in, a_set, an_open_session
from hypothesis import given, settings
from hypothesis import strategies as st

from kneecoach.history import sqlite
from kneecoach.history.backups import is_sound, look_into
from kneecoach.history.leaves import PAGE_BYTES, rows_on_leaves
from kneecoach.history.repair import repair
from kneecoach.history.store import HistoryStore
from kneecoach.model.dose import Side

VALUES = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    st.binary(max_size=40),
    st.integers(3_900, 14_000).map(lambda length: "ä" * length),
)
ROWS = st.lists(st.tuples(VALUES, VALUES, VALUES), max_size=25)


def _database(path: Path, rows: list[tuple[object, ...]]) -> bytes:
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE one (a, b, c)")
        connection.executemany("INSERT INTO one VALUES (?, ?, ?)", rows)
        connection.commit()
    return path.read_bytes()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("leaves")


@given(rows=ROWS)
def test_every_row_is_found_as_it_was_written(folder: Path, rows: list[tuple[object, ...]]) -> None:
    found = [row for row in rows_on_leaves(_database(folder / "x.db", rows)) if len(row) == 3]
    assert Counter(found) == Counter(rows)


@settings(max_examples=60)
@given(rows=ROWS, marks=st.lists(st.tuples(st.integers(0), st.integers(0, 255)), max_size=60))
def test_no_bytes_are_too_odd_to_look_at(
    folder: Path, rows: list[tuple[object, ...]], marks: list[tuple[int, int]]
) -> None:
    content = bytearray(_database(folder / "y.db", rows))
    for place, value in marks:
        content[place % len(content)] = value
    for row in rows_on_leaves(bytes(content)):
        assert isinstance(row, tuple)


def _history(path: Path, clock: FakeClock) -> Path:
    with closing(HistoryStore(path, clock)) as store:
        person = store.default_person()
        session = an_open_session(person.id)
        store.start_session(session)
        for done in (a_set(1), a_set(1, Side.RIGHT), a_set(2)):
            store.record_set(session.id, done)
        store.add_check_in(a_check_in(person.id))
    with closing(sqlite.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def _root_of(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        asked = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        return int(connection.execute(asked, (table,)).fetchone()[0])


def _overwrite(path: Path, page: int) -> None:
    content = bytearray(path.read_bytes())
    content[(page - 1) * PAGE_BYTES : page * PAGE_BYTES] = b"\xa5" * PAGE_BYTES
    path.write_bytes(content)


def test_a_history_without_its_first_page_is_made_whole(tmp_path: Path, clock: FakeClock) -> None:
    path = _history(tmp_path / "history.sqlite3", clock)
    _overwrite(path, 1)
    assert repair(path, tmp_path / "none", clock) is not None
    held = look_into(path)
    assert (held.people, held.sessions, held.sets, held.check_ins) == (1, 1, 3, 1)


def test_a_history_whose_person_is_lost_keeps_what_they_did(
    tmp_path: Path, clock: FakeClock
) -> None:
    path = _history(tmp_path / "history.sqlite3", clock)
    _overwrite(path, _root_of(path, "person"))
    assert repair(path, tmp_path / "none", clock) is not None
    assert is_sound(path)
    with closing(HistoryStore(path, clock)) as store:
        (person,) = store.people()
        (session,) = store.read(person.id).sessions
    assert person.name == ""
    assert len(session.sets) == 3


def test_a_history_that_was_cut_off_gives_what_is_left(tmp_path: Path, clock: FakeClock) -> None:
    path = _history(tmp_path / "history.sqlite3", clock)
    last = max(_root_of(path, name) for name in ("person", "session", "done_set", "check_in"))
    path.write_bytes(path.read_bytes()[: last * PAGE_BYTES])
    assert repair(path, tmp_path / "none", clock) is not None
    assert look_into(path).sessions == 1


def test_what_was_deleted_does_not_come_back(tmp_path: Path, clock: FakeClock) -> None:
    path = _history(tmp_path / "history.sqlite3", clock)
    with closing(sqlite.connect(path)) as connection:
        connection.execute("DELETE FROM check_in_flag")
        connection.execute("DELETE FROM check_in")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    _overwrite(path, 1)
    assert repair(path, tmp_path / "none", clock) is not None
    assert look_into(path).check_ins == 0


def test_a_day_that_one_bit_made_into_none_is_left_out(tmp_path: Path, clock: FakeClock) -> None:
    path = _history(tmp_path / "history.sqlite3", clock)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE check_in SET day = '202v-03-02'")
        connection.commit()
    assert repair(path, tmp_path / "none", clock) is not None
    held = look_into(path)
    assert (held.sessions, held.check_ins) == (1, 0)
    with closing(HistoryStore(path, clock)) as store:
        assert len(store.read(store.default_person().id).sessions) == 1


def test_garbled_names_of_tables_are_damage_in_words(tmp_path: Path, clock: FakeClock) -> None:
    path = _history(tmp_path / "history.sqlite3", clock)
    content = bytearray(path.read_bytes())
    at = content.index(b"CREATE TABLE session (")
    content[at : at + 6] = b"CR\xcc\xffTE"
    path.write_bytes(content)
    assert not is_sound(path)
    assert repair(path, tmp_path / "none", clock) is not None
    assert look_into(path).sets == 3


def test_a_table_whose_name_is_garbled_is_looked_for_on_the_pages(
    tmp_path: Path, clock: FakeClock
) -> None:
    path = _history(tmp_path / "history.sqlite3", clock)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ALTER TABLE done_set RENAME TO dome_set")
    _overwrite(path, _root_of(path, "check_in"))
    assert repair(path, tmp_path / "none", clock) is not None
    assert look_into(path).sets == 3
