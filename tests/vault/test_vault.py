"""Check what opens a vault, what does not, and what is left when a change is cut off."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneecoach.model.errors import KneecoachError
from kneecoach.vault import boxes, file, keys, opening, recovery
from kneecoach.vault.errors import DamagedVault, Locked, WrongPassphrase
from kneecoach.vault.standing import VAULT_FILE, Conversion, is_encrypted
from kneecoach.vault.wrapping import Cost

QUICK = Cost(operations=1, memory_bytes=8192)
MINE = "vier Äpfel im Korb"
OTHER = "five pears in a bag"


@pytest.fixture
def data(tmp_path: Path):
    opening.begin(tmp_path, MINE, cost=QUICK)
    yield tmp_path
    keys.lock(tmp_path)


def test_a_folder_without_a_vault_is_plain(tmp_path):
    assert not is_encrypted(tmp_path)
    with pytest.raises(Locked):
        keys.key_of(tmp_path)


def test_a_new_vault_is_unlocked_and_waits_for_its_files(data):
    assert is_encrypted(data)
    assert keys.is_unlocked(data)
    assert opening.read_state(data) is Conversion.ENCRYPTING
    assert not opening.has_code(data)


def test_the_passphrase_opens_however_its_letters_are_composed(data):
    key = keys.key_of(data)
    keys.lock(data)
    opening.unlock(data, "vier A\u0308pfel im Korb")
    assert keys.key_of(data) == key


def test_another_passphrase_opens_nothing(data):
    keys.lock(data)
    with pytest.raises(WrongPassphrase):
        opening.unlock(data, OTHER)
    assert not keys.is_unlocked(data)


def test_a_second_vault_is_refused(data):
    before = (data / VAULT_FILE).read_bytes()
    with pytest.raises(KneecoachError, match="already"):
        opening.begin(data, OTHER, cost=QUICK)
    assert (data / VAULT_FILE).read_bytes() == before


def test_a_short_passphrase_is_refused_and_nothing_is_made(tmp_path):
    with pytest.raises(KneecoachError, match="at least 8"):
        opening.begin(tmp_path, "sieben!", cost=QUICK)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps permissions elsewhere")
def test_only_the_owner_reads_the_vault(data):
    for path in (data / VAULT_FILE, data / "backups" / VAULT_FILE):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_changing_the_passphrase_keeps_the_key(data):
    key = keys.key_of(data)
    opening.change_passphrase(data, MINE, OTHER, cost=QUICK)
    keys.lock(data)
    with pytest.raises(WrongPassphrase):
        opening.unlock(data, MINE)
    opening.unlock(data, OTHER)
    assert keys.key_of(data) == key


def test_changing_with_a_wrong_passphrase_changes_nothing(data):
    before = (data / VAULT_FILE).read_bytes()
    with pytest.raises(WrongPassphrase):
        opening.change_passphrase(data, "another entirely", OTHER, cost=QUICK)
    assert (data / VAULT_FILE).read_bytes() == before


def test_a_change_that_is_cut_off_leaves_the_old_passphrase(data, monkeypatch):
    def no_more(*_args: object, **_kwargs: object) -> None:
        raise OSError("cut off")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", no_more)
        with pytest.raises(KneecoachError):
            opening.change_passphrase(data, MINE, OTHER, cost=QUICK)
    keys.lock(data)
    opening.unlock(data, MINE)


def test_a_damaged_vault_is_read_from_its_copy(data):
    key = keys.key_of(data)
    (data / VAULT_FILE).write_bytes(b"{}")
    keys.lock(data)
    opening.unlock(data, MINE)
    assert keys.key_of(data) == key
    opening.note_state(data, Conversion.ENCRYPTED)
    assert file.read_vault_file(data / VAULT_FILE).state is Conversion.ENCRYPTED


def test_two_damaged_vaults_are_said_to_be_damaged_and_not_a_wrong_passphrase(data):
    keys.lock(data)
    for folder in (data, data / "backups"):
        (folder / VAULT_FILE).write_bytes(b"[]")
    with pytest.raises(DamagedVault, match=r"vault\.json"):
        opening.unlock(data, MINE)


def test_every_damaged_letter_is_noticed_or_harmless(data):
    content = (data / VAULT_FILE).read_bytes()
    keys.lock(data)
    vault = file.read_vault_file(data / VAULT_FILE)
    for at in range(0, len(content), 7):
        hurt = bytearray(content)
        hurt[at] ^= 0x01
        (data / VAULT_FILE).write_bytes(hurt)
        try:
            assert file.read_vault_file(data / VAULT_FILE) == vault
        except DamagedVault:
            continue


def test_a_vault_that_asks_for_all_memory_is_damaged(data):
    vault = file.read_vault(data)
    text = (
        file.spell_vault(vault).decode().replace('"memory_bytes": 8192', f'"memory_bytes": {2**40}')
    )
    (data / VAULT_FILE).write_text(text)
    with pytest.raises(DamagedVault):
        file.read_vault_file(data / VAULT_FILE)


def test_a_kept_key_opens_and_another_does_not(data):
    key = keys.key_of(data)
    keys.lock(data)
    for wrong in (os.urandom(32), b"", key + b"x"):
        with pytest.raises(WrongPassphrase):
            opening.unlock_with_key(data, wrong)
    opening.unlock_with_key(data, key)
    assert keys.key_of(data) == key


def test_the_recovery_code_opens_however_it_is_typed_and_survives_a_new_passphrase(data):
    key = keys.key_of(data)
    code = opening.renew_code(data)
    opening.change_passphrase(data, MINE, OTHER, cost=QUICK)
    for typed in (code, code.lower().replace("-", " "), code.replace("-", "").replace("0", "o")):
        keys.lock(data)
        opening.unlock_with_code(data, typed)
        assert keys.key_of(data) == key
    opening.set_passphrase(data, "and a third one", cost=QUICK)
    keys.lock(data)
    opening.unlock(data, "and a third one")


def test_a_new_code_replaces_the_older_one(data):
    old = opening.renew_code(data)
    new = opening.renew_code(data)
    keys.lock(data)
    with pytest.raises(WrongPassphrase):
        opening.unlock_with_code(data, old)
    opening.unlock_with_code(data, new)


def test_no_code_opens_where_none_was_made(data):
    keys.lock(data)
    with pytest.raises(WrongPassphrase):
        opening.unlock_with_code(data, recovery.make_code())


@given(st.integers(0, 29), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_one_mistyped_letter_is_no_code(place, letter):
    letters = recovery.make_code().replace("-", "")
    if letters[place] == letter:
        assert recovery.read_code(letters) == letters[:26]
        return
    with pytest.raises(WrongPassphrase):
        recovery.read_code(letters[:place] + letter + letters[place + 1 :])


def test_what_is_sealed_opens_again_for_its_purpose_alone(data):
    sealed = boxes.seal_bytes(data, b"a note", "breaks")
    assert boxes.is_sealed(sealed)
    assert b"a note" not in sealed
    assert boxes.open_bytes(data, sealed, "breaks") == b"a note"
    with pytest.raises(DamagedVault):
        boxes.open_bytes(data, sealed, "days")
    for hurt in (sealed[:-1], sealed[:25], b"plain", b""):
        with pytest.raises(DamagedVault):
            boxes.open_bytes(data, hurt, "breaks")


def test_nothing_is_sealed_while_locked(data):
    keys.lock(data)
    with pytest.raises(Locked):
        boxes.seal_bytes(data, b"a note", "breaks")


def test_the_end_of_a_vault_leaves_nothing(data):
    opening.end(data)
    assert not is_encrypted(data)
    assert not keys.is_unlocked(data)
    assert [one for one in data.rglob("*") if one.is_file()] == []
