"""Break the file, the folder and the disk, and see that each gets a sentence and a way out."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from fakes import FakeClock
from history_samples import MORNING, a_set, an_open_session

from kneecoach.history import sqlite
from kneecoach.history.errors import HistoryError, Trouble
from kneecoach.history.quick import read_quickly
from kneecoach.history.store import HistoryStore

TESTS = Path(__file__).parents[1]
posix = pytest.mark.skipif(os.name == "nt", reason="read-only and full are made the POSIX way")

AS_OWNER_WITHOUT_PRIVILEGES = (
    ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"]
    if hasattr(os, "geteuid") and os.geteuid() == 0
    else []
)
"""Even the superuser then minds the mode of a file."""

OPEN_AND_WRITE = """
import sys
from pathlib import Path
from kneecoach.clock import SystemClock
from kneecoach.history.errors import HistoryError
from kneecoach.history.quick import read_quickly
from kneecoach.history.store import HistoryStore
path = Path(sys.argv[1])
read = read_quickly(path)
print("read", None if read is None else len(read[1].sessions))
try:
    HistoryStore(path, SystemClock()).add_person("x")
    print("written")
except HistoryError as error:
    print(error.trouble, "|", error.user_message, "|", error.way_out)
"""


def _filled(path: Path, clock: FakeClock) -> None:
    with closing(HistoryStore(path, clock)) as store:
        session = an_open_session(store.default_person().id)
        store.start_session(session)
        store.record_set(session.id, a_set())


def _fails_with(trouble: Trouble, path: Path, clock: FakeClock) -> HistoryError:
    with pytest.raises(HistoryError) as caught:
        HistoryStore(path, clock)
    assert caught.value.trouble is trouble
    assert caught.value.user_message.endswith(".")
    assert caught.value.way_out.endswith(".")
    return caught.value


@pytest.mark.parametrize("content", [b"not a database, but long enough" * 50, b"SQLite format 3\0"])
def test_a_file_that_is_no_database(content: bytes, tmp_path: Path, clock: FakeClock) -> None:
    path = tmp_path / "history.db"
    path.write_bytes(content)
    error = _fails_with(Trouble.DAMAGED, path, clock)
    assert error.can_be_set_aside
    with pytest.raises(HistoryError):
        read_quickly(path)
    assert path.read_bytes() == content
    aside = sqlite.set_aside(path, MORNING)
    HistoryStore(path, clock).close()
    assert aside.read_bytes() == content


@pytest.mark.parametrize("page", range(1, 12))
def test_a_damaged_page(page: int, tmp_path: Path, clock: FakeClock) -> None:
    path = tmp_path / "history.db"
    _filled(path, clock)
    with path.open("r+b") as file:
        file.seek(page * 4096)
        file.write(b"\xfe" * 4096)
    before = path.read_bytes()
    _fails_with(Trouble.DAMAGED, path, clock)
    assert path.read_bytes() == before


def test_a_file_cut_short(tmp_path: Path, clock: FakeClock) -> None:
    path = tmp_path / "history.db"
    _filled(path, clock)
    os.truncate(path, path.stat().st_size // 2)
    _fails_with(Trouble.DAMAGED, path, clock)


def test_a_missing_table(tmp_path: Path, clock: FakeClock) -> None:
    path = tmp_path / "history.db"
    _filled(path, clock)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE done_set")
    assert "done_set" in _fails_with(Trouble.DAMAGED, path, clock).user_message
    with pytest.raises(HistoryError) as caught:
        read_quickly(path)
    assert caught.value.trouble is Trouble.DAMAGED


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE session SET started_at = 'yesterday'",
        "UPDATE session SET started_at = '2026-03-02T07:30:00'",
        "UPDATE session SET day = ''",
        "UPDATE session_exercise SET dose = 'a lot'",
        "UPDATE done_set SET id = 'x'",
        "UPDATE done_set SET ended_at = 'noon'",
        "UPDATE done_set SET outcome = 'flew'",
        "UPDATE person SET sore_knee = 'third'",
    ],
)
def test_a_value_that_makes_no_sense(change: str, tmp_path: Path, clock: FakeClock) -> None:
    path = tmp_path / "history.db"
    _filled(path, clock)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(change)
    with pytest.raises(HistoryError) as caught:
        read_quickly(path)
    assert caught.value.trouble is Trouble.DAMAGED


def test_a_file_that_another_program_holds(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "BUSY_TIMEOUT_MS", 50)
    path = tmp_path / "history.db"
    with closing(HistoryStore(path, clock)) as store, closing(sqlite3.connect(path)) as other:
        session = an_open_session(store.default_person().id)
        store.start_session(session)
        other.execute("BEGIN IMMEDIATE")
        done_set = a_set()
        with pytest.raises(HistoryError) as caught:
            store.record_set(session.id, done_set)
        assert caught.value.trouble is Trouble.BUSY
        assert read_quickly(path) is not None
        other.rollback()
        store.record_set(session.id, done_set)
        assert store.open_sessions(session.person_id)[0].sets == (done_set,)


def test_a_folder_in_the_place_of_the_file(tmp_path: Path, clock: FakeClock) -> None:
    path = tmp_path / "history.db"
    path.mkdir()
    _fails_with(Trouble.UNREACHABLE, path, clock)


def test_a_file_in_the_place_of_the_folder(tmp_path: Path, clock: FakeClock) -> None:
    (tmp_path / "home").write_text("")
    _fails_with(Trouble.UNREACHABLE, tmp_path / "home" / "history.db", clock)


def _run(path: Path, *before: str) -> list[str]:
    done = subprocess.run(
        [*before, sys.executable, "-c", OPEN_AND_WRITE, str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@posix
@pytest.mark.skipif(
    bool(AS_OWNER_WITHOUT_PRIVILEGES) and shutil.which("setpriv") is None,
    reason="the superuser may write anywhere, and setpriv is not here to take that away",
)
@pytest.mark.parametrize("what", ["file", "folder", "both"])
def test_a_read_only_place_can_be_read_and_says_so_when_written(
    what: str, tmp_path: Path, clock: FakeClock
) -> None:
    path = tmp_path / "home" / "history.db"
    _filled(path, clock)
    if what != "folder":
        path.chmod(0o400)
    if what != "file":
        path.parent.chmod(0o500)
    before = path.read_bytes()
    try:
        read, written = _run(path, *AS_OWNER_WITHOUT_PRIVILEGES)
    finally:
        path.parent.chmod(0o700)
    assert read == "read 1"
    assert written.startswith("read_only |")
    assert path.read_bytes() == before


@posix
def test_an_empty_read_only_home(tmp_path: Path) -> None:
    if AS_OWNER_WITHOUT_PRIVILEGES and shutil.which("setpriv") is None:
        pytest.skip("the superuser may write anywhere, and setpriv is not here")
    home = tmp_path / "home"
    home.mkdir(0o500)
    read, written = _run(home / "deeper" / "history.db", *AS_OWNER_WITHOUT_PRIVILEGES)
    assert read == "read None"
    assert written.startswith("read_only |")


FILL_THE_DISK = """
import sys
sys.path[:0] = sys.argv[2:]
from pathlib import Path
from history_samples import a_set, an_open_session
from kneecoach.clock import SystemClock
from kneecoach.history.errors import HistoryError
from kneecoach.history.store import HistoryStore
path = Path(sys.argv[1])
try:
    store = HistoryStore(path, SystemClock())
    session = an_open_session(store.default_person().id)
    store.start_session(session)
except HistoryError as error:
    print(error.trouble, 0)
    raise SystemExit
kept = []
try:
    for number in range(1, 20_000):
        done_set = a_set(number)
        store.record_set(session.id, done_set)
        kept.append(done_set)
except HistoryError as error:
    print(error.trouble, len(kept))
{then}
assert store.open_sessions(session.person_id)[0].sets == tuple(kept), "something was lost"
print("all there")
"""
LIMIT = "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
LIMIT += "resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, resource.RLIM_INFINITY))\n"
LIFT = "resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)\n"
GO_ON = "store.record_set(session.id, done_set); kept.append(done_set)\n"


def _fill(path: Path, program: str, *before: str) -> list[str]:
    done = subprocess.run(
        [*before, sys.executable, "-c", program, str(path), str(TESTS / "history")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@posix
@pytest.mark.parametrize("size", [20_000, 300_000])
def test_a_file_that_may_not_grow_loses_nothing_and_goes_on_when_it_may(
    size: int, tmp_path: Path
) -> None:
    then = LIFT + GO_ON if size > 200_000 else ""
    program = LIMIT.format(size=size) + FILL_THE_DISK.format(then=then)
    first, *rest = _fill(tmp_path / "history.db", program)
    assert first.split()[0] in {"full", "unreachable"}
    assert rest == (["all there"] if size > 200_000 else [])


def _private_mounts() -> list[str]:
    """Return the command that may mount a file system of its own, or nothing."""
    for command in (["unshare", "--mount"], ["unshare", "--map-root-user", "--mount"]):
        if shutil.which("unshare") is None:
            return []
        tried = subprocess.run(
            [*command, "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True, check=False
        )
        if tried.returncode == 0:
            return command
    return []


@posix
@pytest.mark.parametrize("size_kb", [16, 200, 600])
def test_a_full_disk_loses_nothing_that_was_kept(size_kb: int, tmp_path: Path) -> None:
    mounts = _private_mounts()
    if not mounts:
        pytest.skip("making a tiny disk needs mount namespaces, which are not allowed here")
    script = f'mount -t tmpfs -o size={size_kb}k tmpfs "$0" && exec "$@"'
    program = FILL_THE_DISK.format(then="")
    first, *rest = _fill(
        tmp_path / "history.db", program, *mounts, "sh", "-c", script, str(tmp_path)
    )
    assert first.split()[0] == "full"
    assert rest in (["all there"], [])
    assert (size_kb < 600) or rest == ["all there"]
