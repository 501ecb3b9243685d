"""A crash at any statement of any migration leaves the old history or the new one, nothing half."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from fakes import FakeClock
from sqlalchemy import Engine, Pool, event

from kneecoach.history import sqlite
from kneecoach.history.migrate import migrate, upgrade
from kneecoach.history.schema import CURRENT_REVISION, REVISIONS, Standing
from kneecoach.history.store import HistoryStore

DATA = Path(__file__).parent / "data"
OLDER = REVISIONS[:-1]
STEPS = tuple(zip(OLDER, REVISIONS[1:], strict=True))
FRAME = 4096 + 24
HEAD_OF_LOG = 32


class Crash(Exception):  # noqa: N818 - it is no error of ours
    """Stand for a program that dies."""


@contextmanager
def hooked(hook: Callable[[str], None]) -> Iterator[None]:
    """Call `hook` before every statement of any engine, before a commit, and before a close."""

    def on_statement(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        hook(statement)

    def on_commit(_conn: Any) -> None:
        hook("COMMIT")

    def on_close(*_: Any) -> None:
        hook("close")

    listening = (
        (Engine, "before_cursor_execute", on_statement),
        (Engine, "commit", on_commit),
        (Pool, "close", on_close),
    )
    for owner, name, heard in listening:
        event.listen(owner, name, heard)
    try:
        yield
    finally:
        for owner, name, heard in listening:
            event.remove(owner, name, heard)


def all_of(path: Path) -> tuple[object, ...]:
    """Return the whole schema and every row of a sound history."""
    with closing(sqlite3.connect(path)) as connection:
        assert sqlite.find_damage(connection) == ()
        assert sqlite.find_broken_references(connection) == 0
        schema = tuple(connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name"))
        rows = tuple(
            (table, tuple(connection.execute(f'SELECT * FROM "{table}" ORDER BY 1, 2')))  # noqa: S608
            for table in sorted(sqlite.read_tables(connection))
            if table != "alembic_version"
        )
        return schema, rows, tuple(connection.execute("SELECT * FROM alembic_version"))


def saved(revision: str, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return Path(shutil.copy(DATA / f"{revision}.db", folder / "history.db"))


def statements_of(revision: str, target: str, folder: Path, clock: FakeClock) -> list[str]:
    """Return every statement of a migration, up to its commit."""
    asked: list[str] = []
    path = saved(revision, folder)
    with hooked(asked.append):
        upgrade(path, clock, target=target)
    return asked[: asked.index("COMMIT") + 1]


@pytest.mark.parametrize(("revision", "target"), STEPS)
def test_a_step_that_fails_at_any_statement_leaves_the_old_history(
    revision: str, target: str, tmp_path: Path, clock: FakeClock
) -> None:
    statements = statements_of(revision, target, tmp_path / "whole", clock)
    path = saved(revision, tmp_path)
    old = all_of(path)
    for number in range(len(statements)):
        left = iter(range(number, -1, -1))

        def fall(_: str, left: Iterator[int] = left) -> None:
            if next(left, -1) == 0:
                raise Crash

        with hooked(fall), pytest.raises(Crash):
            upgrade(path, clock, target=target)
        assert all_of(path) == old, statements[number]
    upgrade(path, clock, target=target)
    assert all_of(path) == all_of(tmp_path / "whole" / "history.db")


@pytest.mark.parametrize("revision", OLDER)
def test_what_lies_on_the_disk_at_any_statement_opens_with_all_it_held(
    revision: str, tmp_path: Path, clock: FakeClock
) -> None:
    path = saved(revision, tmp_path)
    old = all_of(path)
    lying: dict[tuple[bytes, bytes], str] = {}

    def look(statement: str) -> None:
        log = path.with_name("history.db-wal")
        lying.setdefault((path.read_bytes(), log.read_bytes() if log.exists() else b""), statement)

    with hooked(look):
        migrate(path, clock)
    new = all_of(path)
    found = [all_of(put(tmp_path / "crashed.db", *those)) for those in lying]
    assert set(found) == {old, new}
    put(tmp_path / "again.db", *next(iter(lying)))
    with closing(HistoryStore(tmp_path / "again.db", clock)) as store:
        (person,) = store.people()
        again = store.read(person.id)
    with closing(HistoryStore(path, clock)) as store:
        assert store.read(person.id) == again
    assert all_of(tmp_path / f"history.before-{CURRENT_REVISION}-20260302.db") == old


def put(path: Path, content: bytes, log: bytes) -> Path:
    """Lay down a history with its log, as a crash would leave them."""
    path.with_name(f"{path.name}-shm").unlink(missing_ok=True)
    path.write_bytes(content)
    path.with_name(f"{path.name}-wal").write_bytes(log)
    return path


def test_a_log_cut_off_at_any_page_gives_the_old_or_the_new_history(
    tmp_path: Path, clock: FakeClock
) -> None:
    path = saved(OLDER[0], tmp_path)
    old = all_of(path)
    last: list[tuple[bytes, bytes]] = []

    def look(statement: str) -> None:
        if statement == "close":
            last.append((path.read_bytes(), path.with_name("history.db-wal").read_bytes()))

    with hooked(look):
        upgrade(path, clock)
    new = all_of(path)
    content, log = last[-1]
    frames = (len(log) - HEAD_OF_LOG) // FRAME
    assert frames > len(OLDER)
    cuts = [HEAD_OF_LOG + number * FRAME for number in range(frames)]
    for cut in (0, *cuts, *(one + FRAME // 2 for one in cuts)):
        assert all_of(put(tmp_path / "cut.db", content, log[:cut])) == old
    assert all_of(put(tmp_path / "cut.db", content, log)) == new


DIES = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import Engine, event
from kneecoach.clock import SystemClock
from kneecoach.history.store import HistoryStore

left = int(sys.argv[2])

def count(*_):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)

event.listen(Engine, "before_cursor_execute", count)
event.listen(Engine, "commit", count)
HistoryStore(Path(sys.argv[1]), SystemClock()).close()
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL on Windows")
@pytest.mark.parametrize("share", [0.5, 1.0], ids=["half way", "before the commit"])
def test_a_killed_upgrade_from_the_first_release_leaves_the_old_history(
    share: float, tmp_path: Path, clock: FakeClock
) -> None:
    statements = statements_of(OLDER[0], CURRENT_REVISION, tmp_path / "whole", clock)
    path = saved(OLDER[0], tmp_path)
    old = all_of(path)
    number = str(round(len(statements) * share))
    done = subprocess.run([sys.executable, "-c", DIES, str(path), number], check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL
    assert all_of(path) == old
    with closing(HistoryStore(path, clock)) as store:
        assert [len(one.sets) for one in store.read(store.people()[0].id).sessions] == [3, 1]
    with closing(sqlite3.connect(path)) as connection:
        assert sqlite.find_standing(connection) is Standing.CURRENT
