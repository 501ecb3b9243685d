from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from fakes import FakeClock
from history_samples import (
    MORNING,
    a_check_in,
    a_function_score,
    a_screening,
    a_set,
    a_silence,
    an_open_session,
    an_overrule,
)

from kneecoach import __version__
from kneecoach.history import sqlite
from kneecoach.history.break_log import BreakLog
from kneecoach.history.errors import HistoryError, Trouble
from kneecoach.history.migrate import MIGRATIONS, migrate, upgrade
from kneecoach.history.quick import read_quickly
from kneecoach.history.schema import CURRENT_REVISION, REVISIONS, Standing
from kneecoach.history.store import HistoryStore
from kneecoach.model.record import History

DATA = Path(__file__).parent / "data"
NEXT = """
import os
import signal

import sqlalchemy as sa
from alembic import op

revision = "next"
down_revision = "{down}"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("extra", sa.Column("id", sa.Integer(), primary_key=True))
    op.execute("INSERT INTO extra VALUES (1)")
    with op.batch_alter_table("session") as batch:
        batch.add_column(sa.Column("mood", sa.Text(), nullable=True))
        batch.alter_column("note", existing_type=sa.Text(), nullable=True)
    {then}
"""


def _schema(path: Path) -> dict[str, list[str]]:
    """Return the lines that define each table and index, in an order of their own."""
    with closing(sqlite3.connect(path)) as connection:
        return {
            name: sorted(line.strip().rstrip(",") for line in (sql or "").splitlines())
            for name, sql in connection.execute("SELECT name, sql FROM sqlite_master")
        }


def _revision(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def _next_migrations(folder: Path, then: str = "pass") -> str:
    source = Path(ScriptDirectory.from_config(_config()).dir)
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns("__pycache__"))
    step = folder / "versions" / "next.py"
    step.write_text(NEXT.format(down=CURRENT_REVISION, then=then))
    return str(folder)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", MIGRATIONS)
    return config


def _filled(path: Path, clock: FakeClock) -> History:
    with closing(HistoryStore(path, clock)) as store:
        session = an_open_session(store.default_person().id)
        store.start_session(session)
        store.record_set(session.id, a_set())
        store.add_check_in(a_check_in(session.person_id))
        return store.read(session.person_id)


def test_a_new_file_has_the_tables_that_the_migrations_make(
    tmp_path: Path, clock: FakeClock
) -> None:
    made, migrated = tmp_path / "made.db", tmp_path / "migrated.db"
    HistoryStore(made, clock).close()
    upgrade(migrated, clock)
    assert _schema(made) == _schema(migrated)
    assert _revision(made) == _revision(migrated) == CURRENT_REVISION


def test_the_known_revisions_are_those_of_the_migrations() -> None:
    steps = ScriptDirectory.from_config(_config()).walk_revisions()
    assert tuple(step.revision for step in steps)[::-1] == REVISIONS


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_saved_file_of_every_release_opens_with_all_it_holds(
    revision: str, tmp_path: Path, clock: FakeClock
) -> None:
    path = tmp_path / "history.db"
    shutil.copy(DATA / f"{revision}.db", path)
    assert _revision(path) == revision
    with closing(HistoryStore(path, clock)) as store:
        (person,) = store.people()
        history = store.read(person.id)
    assert _revision(path) == CURRENT_REVISION
    assert person.name == "Robin"
    assert [len(session.sets) for session in history.sessions] == [3, 1]
    assert [check_in.pain for check_in in history.check_ins] == [3, 2]
    assert len(history.clearances) == 1
    assert len(history.overrules) == len(history.silences) == int(revision >= "0002")
    has_said = revision >= "0003"
    assert len(history.screenings) == 2 * has_said
    assert [len(session.stops) for session in history.sessions] == [int(has_said), 0]
    assert [len(session.knees) for session in history.sessions] == [2 * has_said, 0]
    assert len(history.function) == 2 * (revision >= "0005")
    with closing(HistoryStore(path, clock)) as store:
        assert len(store.withdrawals(person.id)) == (revision >= "0006")
    assert read_quickly(path) == (person, history)
    kept = BreakLog(path, clock).of_days(MORNING.date(), MORNING.date())
    assert len(kept) == int(revision >= "0004")


def test_an_upgrade_from_the_first_release_backs_up_and_takes_the_new_records(
    tmp_path: Path, clock: FakeClock
) -> None:
    path = tmp_path / "history.db"
    shutil.copy(DATA / "0001.db", path)
    with closing(sqlite3.connect(path)) as connection:
        held = connection.execute("SELECT count(*) FROM done_set").fetchone()
    with closing(HistoryStore(path, clock)) as store:
        (person,) = store.people()
        overrule, silence = an_overrule(person.id), a_silence(person.id)
        screening = a_screening(person.id)
        store.add_overrule(overrule)
        store.add_silence(silence)
        store.add_screening((screening,))
        scores = (a_function_score(person.id, 3), a_function_score(person.id, 5))
        store.add_function(scores)
        history = store.read(person.id)
    assert history.screenings == (screening,)
    assert set(history.function) == set(scores)
    assert (history.overrules, history.silences) == ((overrule,), (silence,))
    backup = tmp_path / f"history.before-{CURRENT_REVISION}-20260302.db"
    assert _revision(backup) == "0001"
    with closing(sqlite3.connect(backup)) as connection:
        assert sqlite.find_damage(connection) == ()
        assert connection.execute("SELECT count(*) FROM done_set").fetchone() == held
        assert "overrule" not in sqlite.read_tables(connection)
    with closing(sqlite3.connect(path)) as connection:
        changes = "SELECT revision, program_version FROM schema_change ORDER BY revision"
        assert connection.execute(changes).fetchall()[-1] == (CURRENT_REVISION, __version__)


def test_a_migration_backs_up_and_keeps_everything(tmp_path: Path, clock: FakeClock) -> None:
    path = tmp_path / "history.db"
    history = _filled(path, clock)
    backup = migrate(
        path, clock, target="next", migrations=_next_migrations(tmp_path / "migrations")
    )
    assert backup.name == "history.before-next-20260302.db"
    assert _revision(backup) == CURRENT_REVISION
    assert _revision(path) == "next"
    with closing(sqlite3.connect(path)) as connection:
        assert sqlite.read_tables(connection) >= {"extra", "session"}
        assert connection.execute("SELECT count(*) FROM done_set").fetchone() == (1,)
        assert sqlite.find_broken_references(connection) == 0
    with closing(HistoryStore(backup, clock)) as store:
        assert store.read(history.sessions[0].person_id) == history


@pytest.mark.parametrize(
    "then",
    ["raise ZeroDivisionError", 'op.execute("DELETE FROM person")'],
    ids=["fails", "loses what others point to"],
)
def test_a_migration_that_goes_wrong_changes_nothing(
    then: str, tmp_path: Path, clock: FakeClock
) -> None:
    path = tmp_path / "history.db"
    history = _filled(path, clock)
    before = _schema(path)
    with pytest.raises((ZeroDivisionError, HistoryError)):
        migrate(
            path, clock, target="next", migrations=_next_migrations(tmp_path / "migrations", then)
        )
    assert _schema(path) == before
    with closing(HistoryStore(path, clock)) as store:
        assert store.read(history.sessions[0].person_id) == history


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL on Windows")
def test_a_crash_in_the_middle_of_a_migration_leaves_the_old_history(
    tmp_path: Path, clock: FakeClock
) -> None:
    path = tmp_path / "history.db"
    history = _filled(path, clock)
    before = _schema(path)
    deadly = _next_migrations(tmp_path / "deadly", "os.kill(os.getpid(), signal.SIGKILL)")
    crash = (
        "import sys; from pathlib import Path; from kneecoach.clock import SystemClock;"
        "from kneecoach.history.migrate import migrate;"
        "migrate(Path(sys.argv[1]), SystemClock(), target='next', migrations=sys.argv[2])"
    )
    done = subprocess.run([sys.executable, "-c", crash, str(path), deadly], check=False)
    assert done.returncode == -signal.SIGKILL
    with closing(sqlite3.connect(path)) as connection:
        assert sqlite.find_damage(connection) == ()
    assert _schema(path) == before
    with closing(HistoryStore(path, clock)) as store:
        assert store.read(history.sessions[0].person_id) == history
    migrate(path, clock, target="next", migrations=_next_migrations(tmp_path / "sound"))
    assert _revision(path) == "next"


def test_a_newer_history_is_refused_with_the_version_that_made_it_and_left_alone(
    tmp_path: Path, clock: FakeClock
) -> None:
    path = tmp_path / "history.db"
    _filled(path, clock)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.execute("INSERT INTO schema_change VALUES ('9999', '7.1.0', '2030-01-01')")
    before = path.read_bytes()
    with pytest.raises(HistoryError) as caught:
        HistoryStore(path, clock)
    assert caught.value.trouble is Trouble.NEWER
    assert not caught.value.can_be_set_aside
    assert "7.1.0" in caught.value.user_message
    assert __version__ in caught.value.user_message
    assert "7.1.0" in caught.value.way_out
    assert read_quickly(path) is None
    assert path.read_bytes() == before
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TABLE schema_change")
    with pytest.raises(HistoryError, match="a newer kneecoach"):
        HistoryStore(path, clock)


def test_a_database_of_another_program_is_refused_and_left_alone(
    tmp_path: Path, clock: FakeClock
) -> None:
    path = tmp_path / "history.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipes (id INTEGER)")
    before = path.read_bytes()
    with pytest.raises(HistoryError) as caught:
        HistoryStore(path, clock)
    assert caught.value.trouble is Trouble.FOREIGN
    assert caught.value.can_be_set_aside
    assert read_quickly(path) is None
    assert path.read_bytes() == before


def test_an_older_history_is_migrated_when_it_is_opened(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "history.db"
    _filled(path, clock)
    folder = _next_migrations(tmp_path / "migrations")
    monkeypatch.setattr("kneecoach.history.schema.CURRENT_REVISION", "next")
    monkeypatch.setattr("kneecoach.history.schema.REVISIONS", (*REVISIONS, "next"))
    with closing(sqlite3.connect(path)) as connection:
        assert sqlite.find_standing(connection) is Standing.OLDER
    assert read_quickly(path) is None
    monkeypatch.setattr(
        "kneecoach.history.migrate.migrate",
        lambda path, clock: migrate(path, clock, target="next", migrations=folder),
    )
    HistoryStore(path, clock).close()
    assert _revision(path) == "next"
