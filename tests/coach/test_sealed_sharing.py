"""Check that a shared folder holds nothing readable once it was given a passphrase."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest
from fakes import FakeClock
from vault_samples import MINE, OTHER, QUICK, encrypt_from_the_start

from kneecoach.coach import encrypting
from kneecoach.coach.sharing import recall_sharing, share
from kneecoach.history.errors import HistoryError, Trouble
from kneecoach.history.folder_keys import KEY_FILE, find_keys, make_key
from kneecoach.history.people import Who
from kneecoach.history.quick import read_quickly
from kneecoach.history.sharing import InStep
from kneecoach.history.store import HistoryStore
from kneecoach.model.errors import KneecoachError
from kneecoach.model.record import Clearance
from kneecoach.paths import Paths
from kneecoach.vault import keys
from kneecoach.vault.errors import WrongPassphrase

FOLDER = "a folder of apples"


class Computer:
    """A computer, which may have a passphrase, and the folder that it shares."""

    def __init__(self, place: Path, name: str, *, encrypted: bool = True) -> None:
        home = place / name
        self.paths = Paths(data=home / "data", config=home / "config", logs=home / "logs")
        self.paths.data.mkdir(parents=True)
        if encrypted:
            encrypt_from_the_start(self.paths.data)
        self.folder = place / "shared"
        self.folder.mkdir(exist_ok=True)
        self.clock = FakeClock()

    def write(self, note: str) -> None:
        with closing(HistoryStore(self.paths.database, self.clock)) as store:
            person = store.default_person()
            store.add_clearance(
                Clearance(
                    id=uuid4(),
                    person_id=person.id,
                    day=self.clock.today(),
                    recorded_at=self.clock.now(),
                    note=note,
                )
            )

    def sync(self, passphrase: str | None = None) -> InStep:
        return share(
            self.paths,
            recall_sharing(self.paths),
            self.folder,
            Who.SAME,
            self.clock,
            passphrase=passphrase,
            cost=QUICK,
        )

    def notes(self) -> set[str]:
        found = read_quickly(self.paths.database)
        assert found is not None
        return {one.note for one in found[1].clearances}


def _shared(folder: Path) -> bytes:
    return b"".join(one.read_bytes() for one in folder.iterdir() if one.is_file())


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Computer, Computer]]:
    one, other = Computer(tmp_path, "one"), Computer(tmp_path, "other")
    yield one, other
    for each in (one, other):
        keys.lock(each.paths.data)


def _trouble(computer: Computer) -> Trouble:
    with pytest.raises(HistoryError) as told:
        computer.sync()
    return told.value.trouble


def test_two_computers_meet_in_a_sealed_folder(pair):
    one, other = pair
    one.write("first secret")
    assert _trouble(one) is Trouble.FOLDER_OPEN
    assert list(one.folder.iterdir()) == []
    one.sync(FOLDER)
    other.write("second secret")
    assert _trouble(other) is Trouble.FOLDER_LOCKED
    with pytest.raises(WrongPassphrase):
        other.sync(OTHER)
    other.sync(FOLDER)
    one.sync()
    assert one.notes() == other.notes() == {"first secret", "second secret"}
    assert b"secret" not in _shared(one.folder)
    assert other.sync().given == 0
    for each in pair:
        assert FOLDER.encode() not in (each.paths.sharing_keys).read_bytes()


def test_what_was_written_before_is_sealed_when_encryption_is_turned_on(tmp_path):
    one = Computer(tmp_path, "one", encrypted=False)
    other = Computer(tmp_path, "other", encrypted=False)
    for each in (one, other):
        each.write(f"secret of {each.paths.data.parent.name}")
        each.sync()
    one.sync()
    assert b"secret of one" in _shared(one.folder)
    encrypting.turn_on(one.paths, MINE, cost=QUICK)
    one.sync(FOLDER)
    assert b"secret of one" not in _shared(one.folder)
    one.write("secret, sealed")
    one.sync()
    assert _trouble(other) is Trouble.FOLDER_LOCKED
    other.sync(FOLDER)
    assert b"secret" not in _shared(one.folder)
    assert other.notes() == one.notes() == {"secret of one", "secret of other", "secret, sealed"}
    encrypting.turn_off(one.paths)
    one.write("after it was turned off")
    one.sync()
    assert b"turned off" not in _shared(one.folder)
    assert other.sync().merged.new == {"clearances": 1}
    keys.lock(one.paths.data)


def test_sealed_lines_that_come_before_their_key_wait_for_it(pair):
    one, other = pair
    one.write("secret")
    one.sync(FOLDER)
    other.folder = one.folder.parent / "arriving"
    other.folder.mkdir()
    (file,) = one.folder.glob("*.jsonl")
    shutil.copy(file, other.folder)
    for passphrase in (None, FOLDER):
        with pytest.raises(HistoryError, match="not arrived"):
            other.sync(passphrase)
    shutil.copy(one.folder / KEY_FILE, other.folder)
    other.sync(FOLDER)
    assert other.notes() == {"secret"}


def test_two_keys_made_at_once_are_both_used_to_read(pair):
    one, other = pair
    other.folder = one.folder.parent / "apart"
    other.folder.mkdir()
    for each in pair:
        each.write(f"secret of {each.paths.data.parent.name}")
        each.sync(FOLDER)
    for path in other.folder.iterdir():
        name = "KEY.conflict.kneekey" if path.name == KEY_FILE else path.name
        shutil.copy(path, one.folder / name)
    other.folder = one.folder
    one.sync(FOLDER)
    other.sync(FOLDER)
    one.sync()
    assert one.notes() == other.notes() == {"secret of one", "secret of other"}


def test_a_key_that_is_not_known_is_counted_and_stops_nothing(pair):
    one, other = pair
    one.write("secret")
    one.sync(FOLDER)
    other.folder = one.folder.parent / "apart"
    other.folder.mkdir()
    other.write("another")
    other.sync("quite another passphrase")
    for path in other.folder.glob("*.jsonl"):
        shutil.copy(path, one.folder)
    step = one.sync()
    assert step.locked > 0
    assert one.notes() == {"secret"}


def test_a_damaged_key_file_is_no_key(tmp_path):
    make_key(tmp_path, FOLDER, QUICK)
    (one,) = find_keys(tmp_path)
    content = (tmp_path / KEY_FILE).read_bytes()
    for at in range(3, len(content), 11):
        hurt = bytearray(content)
        hurt[at] ^= 1
        (tmp_path / KEY_FILE).write_bytes(hurt)
        assert find_keys(tmp_path) in {(), (one,)}


def test_a_short_passphrase_makes_no_key(pair):
    one, _ = pair
    one.write("secret")
    with pytest.raises(KneecoachError, match="at least 8"):
        one.sync("short")
    assert list(one.folder.iterdir()) == []
