"""The key of encrypted records in the keyring: only where the person wants it, and safe."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import KeyringError

from kneecoach.coach import remembering
from kneecoach.model.errors import KneecoachError
from kneecoach.paths import Paths, find_paths, make_folders
from kneecoach.vault.keys import is_unlocked, lock
from kneecoach.vault.opening import begin, end, unlock
from kneecoach.vault.wrapping import Cost

WORDS = "four quiet words here"
CHEAP = Cost(operations=1, memory_bytes=8192)


class FakeKeyring(KeyringBackend):
    """Keep secrets in memory, or refuse to."""

    priority = 1  # type: ignore[assignment]  # as every keyring has it

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.refuses = False

    def get_password(self, service: str, username: str) -> str | None:
        self._refuse()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._refuse()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._refuse()
        del self.kept[service, username]

    def _refuse(self) -> None:
        if self.refuses:
            raise KeyringError("locked")


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeKeyring]:
    before = keyring.get_keyring()
    made = FakeKeyring()
    monkeypatch.setitem(remembering.TRUSTED, __name__, "a made-up keyring")
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


@pytest.fixture
def paths(home: Path) -> Iterator[Paths]:
    found = find_paths({"KNEECOACH_HOME": str(home)})
    make_folders(found)
    begin(found.data, WORDS, cost=CHEAP)
    yield found
    lock(found.data)


def test_a_remembered_key_opens_and_stands_in_no_file(paths: Paths, ring: FakeKeyring) -> None:
    assert remembering.keyring_name() == "a made-up keyring"
    remembering.remember(paths)
    assert remembering.is_remembered(paths)
    assert paths.remembered.read_bytes() == b""
    lock(paths.data)
    assert remembering.unlock_as_remembered(paths)
    assert is_unlocked(paths.data)
    (key,) = ring.kept.values()
    files = [one for one in paths.data.rglob("*") if one.is_file()]
    assert not any(key.encode() in one.read_bytes() for one in files)
    assert not any(bytes.fromhex(key) in one.read_bytes() for one in files)


def test_what_is_forgotten_opens_no_more(paths: Paths, ring: FakeKeyring) -> None:
    remembering.remember(paths)
    remembering.forget(paths)
    assert ring.kept == {}
    assert not remembering.is_remembered(paths)
    remembering.forget(paths)
    lock(paths.data)
    assert not remembering.unlock_as_remembered(paths)


def test_the_key_of_an_older_vault_is_remembered_no_more(paths: Paths, ring: FakeKeyring) -> None:
    remembering.remember(paths)
    end(paths.data)
    begin(paths.data, WORDS, cost=CHEAP)
    lock(paths.data)
    assert not remembering.unlock_as_remembered(paths)
    assert not remembering.is_remembered(paths)
    assert not is_unlocked(paths.data)
    unlock(paths.data, WORDS)


def test_a_keyring_that_refuses_is_told_and_nothing_is_remembered(
    paths: Paths, ring: FakeKeyring
) -> None:
    remembering.remember(paths)
    ring.refuses = True
    for ask in (remembering.remember, remembering.forget, remembering.unlock_as_remembered):
        with pytest.raises(KneecoachError, match="did not give or take the key"):
            ask(paths)
    assert remembering.is_remembered(paths)


@pytest.mark.usefixtures("ring")
def test_a_keyring_that_is_not_known_to_be_encrypted_is_not_taken(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(remembering.TRUSTED, __name__)
    assert remembering.keyring_name() == ""
    for ask in (remembering.remember, remembering.unlock_as_remembered):
        with pytest.raises(KneecoachError, match="No keyring"):
            ask(paths)
    paths.remembered.write_bytes(b"")
    with pytest.raises(KneecoachError, match="No keyring"):
        remembering.forget(paths)


def test_no_keyring_at_all_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())
    try:
        assert remembering.keyring_name() == ""
    finally:
        keyring.set_keyring(before)
