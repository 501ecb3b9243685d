"""Check that an encrypted history is one like any other, and that nothing in it can be read."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from fakes import FakeClock
from history_samples import MORNING, a_set, an_open_session
from sqlalchemy.exc import IntegrityError
from vault_samples import MINE, encrypt_from_the_start

from kneecoach.history import sqlite
from kneecoach.history.backups import find_backups, is_sound, keep_daily, look_into, make_copy
from kneecoach.history.break_log import BreakLog
from kneecoach.history.errors import HistoryError, Trouble
from kneecoach.history.opening import make_engine
from kneecoach.history.quick import read_quickly
from kneecoach.history.repair import repair, restore
from kneecoach.history.restamping import restamp
from kneecoach.history.store import HistoryStore
from kneecoach.model.record import Clearance
from kneecoach.vault import keys, opening
from kneecoach.vault.standing import VAULT_FILE

NOTE = "the left knee clicked like a pen"


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "data"
    encrypt_from_the_start(folder)
    yield folder
    keys.lock(folder)


def _fill(path: Path, clock: FakeClock, notes: int = 1) -> None:
    with closing(HistoryStore(path, clock)) as store:
        person = store.default_person()
        session = an_open_session(person.id)
        store.start_session(session)
        store.record_set(session.id, a_set())
    _write_notes(path, range(notes))


def _write_notes(path: Path, numbers: range) -> None:
    """Write many at once: a commit for each would take most of the time of these tests."""
    with closing(sqlite.connect(path)) as connection:
        connection.execute(sqlite.BEGIN_WRITE)
        connection.executemany(
            "INSERT INTO clearance (id, person_id, day, recorded_at, note)"
            " SELECT ?, id, '2026-03-02', '2026-03-02T07:30:00.000000+00:00', ? FROM person",
            [(uuid4().hex, f"{NOTE} {number}") for number in numbers],
        )
        connection.execute("COMMIT")


def _clearance(person_id: UUID, note: str) -> Clearance:
    return Clearance(
        id=uuid4(), person_id=person_id, day=MORNING.date(), recorded_at=MORNING, note=note
    )


def _hurt_a_table(path: Path, table: str) -> None:
    with closing(sqlite.connect_to_read(path)) as connection:
        asked = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        (page,) = connection.execute(asked, (table,)).fetchone()
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 + 99] ^= 1
    path.write_bytes(content)


def _bytes_in(folder: Path) -> bytes:
    return b"".join(one.read_bytes() for one in folder.rglob("*") if one.is_file())


def _notes(path: Path, clock: FakeClock) -> tuple[str, ...]:
    with closing(HistoryStore(path, clock)) as store:
        return tuple(sorted(one.note for one in store.read(store.default_person().id).clearances))


def test_a_note_is_read_back_and_stands_nowhere_on_the_disk(data, clock):
    path = data / "history.sqlite3"
    with closing(HistoryStore(path, clock)) as store:
        person = store.default_person()
        store.start_session(an_open_session(person.id))
        store.add_clearance(_clearance(person.id, NOTE))
        assert NOTE.encode() not in _bytes_in(data)  # in its log either
    keep_daily(path, data / "backups", clock.today())
    assert _notes(path, clock) == (NOTE,)
    found = read_quickly(path)
    assert found is not None
    assert found[1].clearances[0].note == NOTE
    kept = _bytes_in(data)
    for secret in (NOTE.encode(), b"knee-starter", b"SQLite format 3", b"CREATE TABLE"):
        assert secret not in kept


def test_a_locked_history_says_so_at_every_door_and_is_left_alone(data, clock):
    path = data / "history.sqlite3"
    _fill(path, clock)
    copy = keep_daily(path, data / "backups", clock.today())
    assert copy is not None
    before = _bytes_in(data)
    keys.lock(data)
    doors = (
        lambda: HistoryStore(path, clock),
        lambda: read_quickly(path),
        lambda: BreakLog(path, clock).last_exercises(3),
        lambda: make_copy(path, data / "copy.sqlite3"),
        lambda: look_into(copy),
        lambda: repair(path, data / "backups", clock),
        lambda: restore(path, copy, clock),
        lambda: sqlite.set_aside(path, MORNING),
    )
    for door in doors:
        with pytest.raises(HistoryError) as told:
            door()
        assert told.value.trouble is Trouble.LOCKED
        assert not told.value.can_be_set_aside
        assert "locked" in str(told.value)
    assert _bytes_in(data) == before
    opening.unlock(data, MINE)
    assert _notes(path, clock) == (f"{NOTE} 0",)


def test_errors_are_those_of_sqlite(data, clock):
    path = data / "history.sqlite3"
    _fill(path, clock)
    with closing(sqlite.connect(path)) as connection:
        with pytest.raises(sqlite3.OperationalError) as told:
            connection.execute("SELECT nothing FROM nowhere")
        assert told.value.sqlite_errorcode == sqlite3.SQLITE_ERROR
        with pytest.raises(sqlite3.IntegrityError):
            connection.executemany("INSERT INTO person (id) VALUES (?)", [("x",)])
        with pytest.raises(sqlite3.OperationalError):
            connection.executescript("SELECT nothing;")
        cursor = connection.execute("SELECT id FROM clearance")
        assert len(cursor.fetchmany(1)) == 1
        assert cursor.fetchone() is None
    with pytest.raises(sqlite3.ProgrammingError):
        connection.execute("SELECT 1")
    with pytest.raises(sqlite3.ProgrammingError):
        connection.cursor()
    engine = make_engine(path)
    with pytest.raises(IntegrityError), engine.begin() as wrapped:
        wrapped.exec_driver_sql("INSERT INTO person (id) VALUES ('x')")
    engine.dispose()


def test_rows_that_arrive_one_by_one_tell_of_damage_as_sqlite_does(data, clock):
    path = data / "history.sqlite3"
    _fill(path, clock, notes=60)
    _hurt_a_table(path, "clearance")
    with closing(sqlite.connect_to_read(path)) as connection:
        with pytest.raises(sqlite3.DatabaseError):
            list(connection.execute("SELECT * FROM clearance"))
        with pytest.raises(sqlite3.DatabaseError):
            connection.execute("SELECT * FROM clearance").fetchall()
    assert not is_sound(path)


def test_a_damaged_page_is_mended_from_the_copy_and_then_from_what_is_left_on_it(data, clock):
    path = data / "history.sqlite3"
    _fill(path, clock, notes=80)
    keep_daily(path, data / "backups", clock.today())
    _write_notes(path, range(80, 160))
    with closing(sqlite.connect_to_read(path)) as connection:
        first = connection.execute("SELECT min(rowid) FROM clearance").fetchone()[0]
        assert first == 1
    content = bytearray(path.read_bytes())
    hurt = [page for page in range(20, len(content) // 4096) if page % 3 == 0]
    for page in hurt:
        content[page * 4096 + 2048] ^= 1
    path.write_bytes(content)
    mended = repair(path, data / "backups", clock)
    assert mended is not None
    assert is_sound(path)
    kept = set(_notes(path, clock))
    copied = {f"{NOTE} {number}" for number in range(80)}
    assert copied <= kept  # whole, and not as a damaged page tells it
    assert len(kept - copied) >= 70  # the row that was hit is lost, and no whole page
    assert kept <= {f"{NOTE} {number}" for number in range(160)}
    assert NOTE.encode() not in _bytes_in(data)
    assert not list(data.glob("*.stamped*"))


def test_a_destroyed_first_page_is_taken_from_the_copy(data, clock):
    path = data / "history.sqlite3"
    _fill(path, clock, notes=5)
    keep_daily(path, data / "backups", clock.today())
    with closing(HistoryStore(path, clock)) as store:
        store.add_clearance(_clearance(store.default_person().id, "written since"))
    content = bytearray(path.read_bytes())
    content[:4096] = os.urandom(4096)
    path.write_bytes(content)
    assert repair(path, data / "backups", clock) is not None
    assert _notes(path, clock) == (*(f"{NOTE} {number}" for number in range(5)), "written since")


def test_a_new_stamp_gives_back_all_but_the_blocks_that_were_hit(data, clock):
    path = data / "history.sqlite3"
    _fill(path, clock, notes=100)
    _hurt_a_table(path, "clearance")
    stamped = data / "stamped.sqlite3"
    assert restamp(path, stamped) == 1
    with closing(sqlite.connect_to_read(stamped)) as connection:
        assert len(connection.execute("SELECT id FROM session").fetchall()) == 1
    assert restamp(stamped, path) == 0
    assert restamp(data.parent / "elsewhere.sqlite3", path) == 0


def test_a_damaged_list_of_tables_is_no_database(data, clock):
    path = data / "history.sqlite3"
    _fill(path, clock)
    content = bytearray(path.read_bytes())
    content[200] ^= 1
    path.write_bytes(content)
    with pytest.raises(HistoryError) as told:
        HistoryStore(path, clock)
    assert told.value.trouble is Trouble.DAMAGED


def test_a_copy_of_the_time_before_is_read_and_restored_encrypted(tmp_path, data, clock):
    plain = tmp_path / "plain" / "history.sqlite3"
    _fill(plain, clock, notes=2)
    old = data / "backups" / "history-2026-03-01.sqlite3"
    make_copy(plain, tmp_path / "copy.sqlite3")
    shutil.copy(tmp_path / "copy.sqlite3", old)
    assert look_into(old).sessions == 1
    path = data / "history.sqlite3"
    _fill(path, clock)
    restore(path, old, clock)
    assert _notes(path, clock) == (f"{NOTE} 0", f"{NOTE} 1")
    assert NOTE.encode() not in path.read_bytes()


def test_a_copy_elsewhere_stays_encrypted_and_is_restored_while_unlocked(tmp_path, data, clock):
    path = data / "history.sqlite3"
    _fill(path, clock)
    elsewhere = tmp_path / "stick" / "copy.sqlite3"
    make_copy(path, elsewhere)
    assert NOTE.encode() not in elsewhere.read_bytes()
    path.unlink()
    restore(path, elsewhere, clock)
    assert _notes(path, clock) == (f"{NOTE} 0",)
    assert NOTE.encode() not in path.read_bytes()


def test_an_encrypted_copy_restored_into_a_plain_folder_is_plain(tmp_path, data, clock):
    path = data / "history.sqlite3"
    _fill(path, clock)
    plain = tmp_path / "plain" / "history.sqlite3"
    plain.parent.mkdir()
    restore(plain, path, clock)
    assert plain.read_bytes().startswith(b"SQLite format 3\0")
    assert _notes(plain, clock) == (f"{NOTE} 0",)


def test_copies_are_found_and_sound(data, clock):
    path = data / "history.sqlite3"
    _fill(path, clock)
    keep_daily(path, data / "backups", clock.today())
    (one,) = find_backups(data / "backups")
    assert is_sound(one.path)


def test_a_lost_vault_is_named_with_where_its_copy_lies(data, clock):
    path = data / "history.sqlite3"
    _fill(path, clock)
    keys.lock(data)
    (data / VAULT_FILE).unlink()
    with pytest.raises(HistoryError, match=r"vault\.json") as told:
        HistoryStore(path, clock)
    assert not told.value.can_be_set_aside
    before = path.read_bytes()
    for door in (
        lambda: repair(path, data / "backups", clock),
        lambda: sqlite.set_aside(path, MORNING),
    ):
        with pytest.raises(HistoryError, match=r"vault\.json"):
            door()
    assert path.read_bytes() == before
    shutil.copy(data / "backups" / VAULT_FILE, data / VAULT_FILE)
    opening.unlock(data, MINE)
    assert _notes(path, clock) == (f"{NOTE} 0",)


def test_breaks_are_kept_in_an_encrypted_history(data, clock):
    assert BreakLog(data / "history.sqlite3", clock).of_days(clock.today(), clock.today()) == ()


def test_who_has_no_passphrase_never_loads_what_encrypts(tmp_path):
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from kneecoach.clock import SystemClock\n"
        "from kneecoach.history.store import HistoryStore\n"
        "from kneecoach.history.quick import read_quickly\n"
        "path = Path(sys.argv[1])\n"
        "store = HistoryStore(path, SystemClock()); store.default_person(); store.close()\n"
        "assert read_quickly(path) is not None\n"
        "told = [n for n in ('sqlcipher3', 'nacl', 'kneecoach.vault.keys') if n in sys.modules]\n"
        "assert not told, told\n"
    )
    path = tmp_path / "data" / "history.sqlite3"
    subprocess.run(
        [sys.executable, "-c", program, str(path)], check=True, env=os.environ, timeout=300
    )
