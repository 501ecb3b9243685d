from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from fakes import FakeClock
from history_samples import MORNING, a_set, an_open_session
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from kneecoach.history import sqlite
from kneecoach.history.errors import HistoryError
from kneecoach.history.opening import make_engine
from kneecoach.history.store import HistoryStore

needs_owners = pytest.mark.skipif(os.name == "nt", reason="Windows keeps owners elsewhere")


def _make_half_a_table(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE half (id INTEGER)"))
        connection.execute(text("INSERT INTO half VALUES (1)"))
        connection.execute(text("INSERT INTO no_such_table VALUES (1)"))


def _pragma(connection: sqlite3.Connection, name: str) -> object:
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


def test_a_connection_is_durable_and_checks_references(tmp_path: Path) -> None:
    with closing(sqlite.connect(tmp_path / "history.db")) as connection:
        assert _pragma(connection, "journal_mode") == "wal"
        assert _pragma(connection, "synchronous") == 2  # FULL
        assert _pragma(connection, "foreign_keys") == 1
        assert _pragma(connection, "busy_timeout") == sqlite.BUSY_TIMEOUT_MS


def test_foreign_keys_are_really_on(tmp_path: Path, clock: FakeClock) -> None:
    path = tmp_path / "history.db"
    HistoryStore(path, clock).close()
    with closing(sqlite.connect(path)) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute(
            "INSERT INTO clearance (id, person_id, day, recorded_at, note)"
            " VALUES ('a', 'nobody', '2026-03-02', 'x', '')"
        )


def test_a_failed_change_of_tables_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    engine = make_engine(path)
    with pytest.raises(OperationalError):
        _make_half_a_table(engine)
    engine.dispose()
    with closing(sqlite.connect(path)) as connection:
        assert sqlite.read_tables(connection) == frozenset()


@needs_owners
def test_only_the_owner_can_read_the_files(tmp_path: Path, clock: FakeClock) -> None:
    path = tmp_path / "home" / "deep" / "history.db"
    with closing(HistoryStore(path, clock)) as store:
        store.default_person()
        files = sorted(path.parent.iterdir())
        assert [one.name for one in files] == ["history.db", "history.db-shm", "history.db-wal"]
        assert {stat.S_IMODE(one.stat().st_mode) for one in files} == {0o600}
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@needs_owners
def test_a_file_that_others_could_read_is_closed_to_them(tmp_path: Path, clock: FakeClock) -> None:
    path = tmp_path / "history.db"
    path.touch(0o644)
    HistoryStore(path, clock).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_backup_holds_what_the_log_holds(tmp_path: Path, clock: FakeClock) -> None:
    path, target = tmp_path / "history.db", tmp_path / "copy.db"
    with closing(HistoryStore(path, clock)) as store:
        session = an_open_session(store.default_person().id)
        store.start_session(session)
        store.record_set(session.id, a_set())
        assert (tmp_path / "history.db-wal").stat().st_size > 0
        sqlite.back_up(path, target)
        kept = store.read(session.person_id)
    assert sorted(one.name for one in tmp_path.iterdir() if "copy" in one.name) == ["copy.db"]
    with closing(HistoryStore(target, clock)) as copy:
        assert copy.read(session.person_id) == kept


def test_a_backup_of_a_damaged_file_never_gets_its_name(tmp_path: Path, clock: FakeClock) -> None:
    path, target = tmp_path / "history.db", tmp_path / "copy.db"
    HistoryStore(path, clock).close()
    damage_a_page(path)
    with pytest.raises((sqlite3.DatabaseError, HistoryError)):
        sqlite.back_up(path, target)
    assert list(tmp_path.glob("copy*")) == []


def test_a_file_set_aside_keeps_its_log_and_makes_room(tmp_path: Path, clock: FakeClock) -> None:
    path = tmp_path / "history.db"
    for ending in ("", "-wal", "-shm"):
        (tmp_path / f"history.db{ending}").write_bytes(b"old" + ending.encode())
    first = sqlite.set_aside(path, MORNING)
    assert first.name == "history.set-aside-20260302-073000.db"
    for ending in ("", "-wal", "-shm"):
        assert first.with_name(first.name + ending).read_bytes() == b"old" + ending.encode()
    HistoryStore(path, clock).close()
    second = sqlite.set_aside(path, MORNING)
    assert second != first
    assert first.read_bytes() == b"old"
    with pytest.raises(HistoryError):
        sqlite.set_aside(path, MORNING)


def damage_a_page(path: Path) -> None:
    """Overwrite the second page, which holds the first table."""
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 4096)
