"""Check that turning encryption on and off loses nothing and leaves nothing that anybody reads."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest
from fakes import FakeClock
from vault_samples import MINE, OTHER, QUICK

from kneecoach.coach import encrypting
from kneecoach.history import converting, sqlite
from kneecoach.history.backups import find_backups, is_sound, keep_daily
from kneecoach.history.forgetting import find_remains
from kneecoach.history.quick import read_quickly
from kneecoach.history.store import HistoryStore
from kneecoach.model.errors import KneecoachError
from kneecoach.model.record import Clearance
from kneecoach.paths import Paths, find_paths
from kneecoach.vault import keys, opening
from kneecoach.vault.errors import Locked
from kneecoach.vault.standing import Conversion, is_encrypted

NOTE = "the left knee clicked like a pen"


class CutOff(BaseException):
    """A process that is gone: nothing may catch it."""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a history that holds a note, and today's copy of it."""
    folder = tmp_path_factory.mktemp("filled")
    paths, clock = Paths(data=folder, config=folder, logs=folder), FakeClock()
    _write(paths, clock)
    keep_daily(paths.database, paths.backups, clock.today())
    return folder


@pytest.fixture
def empty(home: Path) -> Iterator[Paths]:
    found = find_paths(os.environ)
    yield found
    keys.lock(found.data)


@pytest.fixture
def paths(empty: Paths, filled: Path) -> Paths:
    shutil.copytree(filled, empty.data)
    return empty


def _write(paths: Paths, clock: FakeClock, note: str = NOTE) -> None:
    with closing(HistoryStore(paths.database, clock)) as store:
        person = store.default_person()
        store.add_clearance(
            Clearance(
                id=uuid4(),
                person_id=person.id,
                day=clock.today(),
                recorded_at=clock.now(),
                note=note,
            )
        )


def _notes(paths: Paths) -> list[str]:
    found = read_quickly(paths.database)
    assert found is not None
    return sorted(one.note for one in found[1].clearances)


def _bytes_in(folder: Path) -> bytes:
    return b"".join(one.read_bytes() for one in folder.rglob("*") if one.is_file())


def _turn_on(paths: Paths) -> None:
    encrypting.turn_on(paths, MINE, cost=QUICK)


def test_turning_on_and_off_keeps_everything(paths, clock):
    older = paths.data / "history.before-r0009-20260101.sqlite3"
    sqlite.back_up(paths.database, older)
    seen: list[tuple[int, int]] = []
    encrypting.turn_on(paths, MINE, cost=QUICK, told=lambda done, of: seen.append((done, of)))
    assert seen == [(1, 3), (2, 3), (3, 3)]
    kept = _bytes_in(paths.data)
    assert NOTE.encode() not in kept
    assert sqlite.PLAIN_HEAD not in kept
    assert _notes(paths) == [NOTE]
    assert all(is_sound(one) for one in converting.find_databases(paths.data))
    _write(paths, clock, "second")
    encrypting.turn_off(paths)
    assert not is_encrypted(paths.data)
    assert _notes(paths) == sorted([NOTE, "second"])
    assert sorted(one.name for one in paths.data.iterdir() if one.name.startswith("history")) == [
        "history.before-r0009-20260101.sqlite3",
        "history.sqlite3",
    ]
    for one in converting.find_databases(paths.data):
        with closing(sqlite3.connect(one)) as plain:
            assert plain.execute("SELECT note FROM clearance").fetchone() == (NOTE,)


def test_an_empty_home_is_encrypted_before_anything_is_kept(empty, clock):
    paths = empty
    _turn_on(paths)
    _write(paths, clock)
    assert NOTE.encode() not in _bytes_in(paths.data)
    encrypting.turn_off(paths)
    assert _notes(paths) == [NOTE]


def test_copies_can_be_removed_instead(paths):
    encrypting.turn_on(paths, MINE, cost=QUICK, keeps_copies=False)
    assert find_backups(paths.backups) == ()
    assert _notes(paths) == [NOTE]


def test_a_log_that_was_not_folded_in_is_kept_and_leaves_nothing(paths):
    aside = paths.data / "aside"
    aside.mkdir()
    with closing(sqlite.connect(paths.database)) as open_one:
        open_one.execute("UPDATE clearance SET note = note || ', twice'")
        for ending in ("", "-wal", "-shm"):
            shutil.copy(f"{paths.database}{ending}", aside)
    for ending in ("", "-wal", "-shm"):
        shutil.copy(aside / f"{paths.database.name}{ending}", paths.data)
    shutil.rmtree(aside)
    _turn_on(paths)
    assert _notes(paths) == [f"{NOTE}, twice"]
    assert NOTE.encode() not in _bytes_in(paths.data)


def test_a_log_that_was_linked_when_all_was_cut_off_is_not_written_over(paths, monkeypatch):
    with closing(sqlite.connect(paths.database)) as open_one:
        open_one.execute("UPDATE clearance SET note = note || ', twice'")
        kept = {ending: Path(f"{paths.database}{ending}").read_bytes() for ending in ("", "-wal")}
    for ending, content in kept.items():
        Path(f"{paths.database}{ending}").write_bytes(content)
    with monkeypatch.context() as patched:

        def cut(*_given: object, **_named: object) -> None:
            raise CutOff

        patched.setattr(sqlite, "open_with", cut)
        patched.setattr(encrypting, "is_sound", lambda _path: True)
        with pytest.raises(CutOff):
            _turn_on(paths)
    assert Path(f"{paths.database}-wal.left").exists()
    assert encrypting.carry_on(paths)
    assert _notes(paths) == [f"{NOTE}, twice"]
    assert NOTE.encode() not in _bytes_in(paths.data)


def test_a_history_that_is_open_elsewhere_is_left_as_it_is(paths):
    with closing(sqlite.connect(paths.database)) as other:
        other.execute("SELECT * FROM person").fetchone()
        with pytest.raises(KneecoachError, match="Another program"):
            _turn_on(paths)
    assert not is_encrypted(paths.data)
    assert not keys.is_unlocked(paths.data)
    assert _notes(paths) == [NOTE]


def test_a_history_that_another_program_has_open_is_left_as_it_is(paths):
    program = (
        "import sqlite3, sys\n"
        "one = sqlite3.connect(sys.argv[1])\n"
        "one.execute('SELECT * FROM person').fetchone()\n"
        "print('open', flush=True)\n"
        "sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(paths.database)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        try:
            assert other.stdout is not None
            other.stdout.readline()
            with pytest.raises(KneecoachError, match="Another program"):
                _turn_on(paths)
        finally:
            other.kill()
    assert not is_encrypted(paths.data)
    assert _notes(paths) == [NOTE]


def test_a_damaged_history_is_not_encrypted(paths):
    content = bytearray(paths.database.read_bytes())
    content[4096:8192] = os.urandom(4096)
    paths.database.write_bytes(content)
    with pytest.raises(KneecoachError, match="damaged"):
        _turn_on(paths)
    assert paths.database.read_bytes() == content
    assert not is_encrypted(paths.data)


def test_a_damaged_copy_is_sealed_and_comes_back_as_it_was(paths):
    (copy,) = paths.backups.iterdir()
    content = bytearray(copy.read_bytes())
    content[20:3000] = os.urandom(2980)
    copy.write_bytes(content)
    _turn_on(paths)
    assert not copy.exists()
    found = find_remains(paths.database, paths.backups, uuid4())
    assert copy.with_name(f"{copy.name}.sealed") in found.copies
    assert NOTE.encode() not in _bytes_in(paths.data)
    encrypting.turn_off(paths)
    assert copy.read_bytes() == content


def test_of_a_copy_damaged_while_encrypted_what_can_be_read_is_kept(paths):
    (copy,) = paths.backups.iterdir()
    _turn_on(paths)
    with closing(sqlite.connect_to_read(copy)) as connection:
        asked = "SELECT rootpage FROM sqlite_master WHERE name = 'session'"
        (page,) = connection.execute(asked).fetchone()
    content = bytearray(copy.read_bytes())
    content[(page - 1) * 4096 + 99] ^= 1
    copy.write_bytes(content)
    encrypting.turn_off(paths)
    with closing(sqlite3.connect(copy)) as plain:
        assert plain.execute("SELECT note FROM clearance").fetchone() == (NOTE,)


def test_nothing_is_turned_off_while_locked(paths):
    _turn_on(paths)
    keys.lock(paths.data)
    with pytest.raises(Locked):
        encrypting.turn_off(paths)
    assert is_encrypted(paths.data)


def test_what_came_in_plain_is_encrypted_at_the_next_unlocking(paths):
    stray = paths.data / "stray.sqlite3"
    sqlite.back_up(paths.database, stray)
    _turn_on(paths)
    stray.rename(paths.backups / "history-2026-01-01.sqlite3")
    assert encrypting.carry_on(paths)
    assert NOTE.encode() not in _bytes_in(paths.data)


@pytest.mark.parametrize("turns_on", [True, False], ids=["on", "off"])
@pytest.mark.parametrize("step", [1, 2, 3, 4, 6, 8, 10])
def test_a_change_that_is_cut_off_goes_on_at_the_next_unlocking(paths, monkeypatch, step, turns_on):
    if not turns_on:
        _turn_on(paths)
    calls = 0

    def count_down(real):
        def counted(*given, **named):
            nonlocal calls
            calls += 1
            if calls == step:
                raise CutOff
            return real(*given, **named)

        return counted

    with monkeypatch.context() as patched:
        for owner, name in (
            (sqlite, "flush"),
            (converting, "export"),
            (converting, "_swap"),
            (converting, "wipe"),
            (os, "link"),
            (Path, "replace"),
        ):
            patched.setattr(owner, name, count_down(getattr(owner, name)))
        try:
            if turns_on:
                _turn_on(paths)
            else:
                encrypting.turn_off(paths)
        except CutOff:
            pass
    keys.lock(paths.data)
    becomes_encrypted = is_encrypted(paths.data)
    if becomes_encrypted:
        opening.unlock(paths.data, MINE)
        becomes_encrypted = opening.read_state(paths.data) is not Conversion.DECRYPTING
        assert encrypting.carry_on(paths) is becomes_encrypted
    assert becomes_encrypted is turns_on or step == 1  # cut off before it began
    assert _notes(paths) == [NOTE]
    assert is_encrypted(paths.data) is becomes_encrypted
    assert list(paths.data.rglob("*.left")) == []
    assert all(is_sound(one) for one in converting.find_databases(paths.data))
    if becomes_encrypted:
        assert opening.read_state(paths.data) is Conversion.ENCRYPTED
        assert NOTE.encode() not in _bytes_in(paths.data)


def test_without_links_a_file_that_lost_its_name_gets_it_back(paths, monkeypatch):

    def refuse(*_given: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    with monkeypatch.context() as patched:
        real = Path.replace

        def cut(self: Path, target: Path) -> Path:
            if self.name.endswith(".converting"):
                raise CutOff
            return real(self, target)

        patched.setattr(Path, "replace", cut)
        with pytest.raises(CutOff):
            _turn_on(paths)
    assert not paths.database.exists()
    assert encrypting.carry_on(paths)
    assert _notes(paths) == [NOTE]
    assert NOTE.encode() not in _bytes_in(paths.data)


def test_a_new_passphrase_opens_what_the_old_one_encrypted(paths):
    _turn_on(paths)
    opening.change_passphrase(paths.data, MINE, OTHER, cost=QUICK)
    keys.lock(paths.data)
    opening.unlock(paths.data, OTHER)
    assert _notes(paths) == [NOTE]
