"""Encryption from the command line, as a person at a terminal and a script would use it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from vault_samples import MINE, OTHER, QUICK

from kneecoach.cli import doctor, encrypting, main, syncing, unlocking
from kneecoach.coach.encrypting import turn_on
from kneecoach.paths import find_paths
from kneecoach.vault import keys, opening
from kneecoach.vault.standing import is_encrypted

NOTE = "clicks like a pen"
LOG = ("log", "knee_starter", "--before", "1", "--during", "2", "--after", "1", "--note", NOTE)


@pytest.fixture
def passphrase(tmp_path: Path) -> Path:
    file = tmp_path / "passphrase.txt"
    file.write_text(f"{MINE}\nand a line that means nothing\n")
    return file


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder in which a session is kept, encrypted."""
    folder = tmp_path_factory.mktemp("filled")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("KNEECOACH_HOME", str(folder))
        assert main([*LOG, "--date", "2026-03-02"]) == 0
        paths = find_paths(os.environ)
    turn_on(paths, MINE, cost=QUICK)
    keys.lock(paths.data)
    return paths.data


@pytest.fixture
def encrypted(home: Path, filled: Path) -> Iterator[Path]:
    data = find_paths(os.environ).data
    shutil.copytree(filled, data)
    yield data
    keys.lock(data)


class Person:
    """Somebody at a terminal, who types these one after another."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    def __call__(self, question: str, *, twice: bool = False) -> str:
        self.asked.append(question)
        return self.answers.pop(0)


@pytest.fixture
def at_terminal(monkeypatch: pytest.MonkeyPatch):
    def sit_down(*answers: str) -> Person:
        person = Person(*answers)
        for module in (unlocking, encrypting, syncing):
            monkeypatch.setattr(module, "ask_hidden", person)
            monkeypatch.setattr(module, "is_terminal", lambda: True)
        return person

    return sit_down


def test_a_script_encrypts_uses_and_makes_plain_again(home, passphrase, capsys):
    assert main([*LOG, "--date", "2026-03-02"]) == 0
    assert main(["encrypt", "on", "--passphrase-file", str(passphrase)]) == 0
    told = capsys.readouterr().out
    assert "encrypted now" in told
    assert "SSD" in told
    assert "Recovery code" in told
    data = find_paths(os.environ).data
    kept = b"".join(one.read_bytes() for one in home.rglob("*") if one.is_file())
    assert NOTE.encode() not in kept
    keys.lock(data)
    assert main(["--passphrase-file", str(passphrase), "backup"]) == 0
    assert main(["encrypt"]) == 0
    assert "by the passphrase or the recovery code" in capsys.readouterr().out
    keys.lock(data)
    assert main(["encrypt", "off", "--passphrase-file", str(passphrase)]) == 0
    assert not is_encrypted(data)
    assert main([*LOG, "--date", "2026-03-04"]) == 0


@pytest.mark.parametrize(
    "command",
    [
        ["plan"],
        [*LOG, "--date", "2026-03-04"],
        ["backup"],
        ["doctor", "--repair"],
        ["people"],
        ["export", "json", "-o", "all.json"],
        ["encrypt", "off"],
        ["encrypt", "recovery-code"],
        ["delete", "session", "2026-03-02"],
    ],
    ids=lambda command: "-".join(command[:2]),
)
def test_a_locked_history_is_left_alone_and_the_way_out_is_said(encrypted, capsys, command):
    before = (encrypted / "history.sqlite3").read_bytes()
    assert main(command) == 1
    told = capsys.readouterr().err
    assert "locked" in told
    assert "KNEECOACH_PASSPHRASE_FILE" in told
    assert (encrypted / "history.sqlite3").read_bytes() == before


def test_a_terminal_is_asked_once_and_may_mistype(encrypted, at_terminal, capsys):
    person = at_terminal("wrong", MINE)
    assert main(["plan"]) == 0
    assert person.asked == ["Passphrase", "Passphrase"]
    assert "does not open" in capsys.readouterr().err


def test_three_wrong_passphrases_are_enough(encrypted, at_terminal, capsys):
    person = at_terminal("wrong", "wrong still", "and wrong")
    assert main(["plan"]) == 1
    assert not person.answers
    assert "recovery code" in capsys.readouterr().err


def test_the_passphrase_is_changed_and_the_old_one_opens_no_more(encrypted, at_terminal, capsys):
    at_terminal(MINE, OTHER)
    assert main(["encrypt", "change-passphrase"]) == 0
    keys.lock(encrypted)
    at_terminal(MINE, MINE, MINE)
    assert main(["plan"]) == 1
    at_terminal(OTHER)
    assert main(["plan"]) == 0


def test_a_forgotten_passphrase_is_replaced_with_the_recovery_code(encrypted, at_terminal, capsys):
    at_terminal(MINE)
    assert main(["encrypt", "recovery-code"]) == 0
    code = capsys.readouterr().out.split("\n\n")[1].strip()
    keys.lock(encrypted)
    at_terminal(code, OTHER)
    assert main(["encrypt", "change-passphrase", "--with-recovery-code"]) == 0
    keys.lock(encrypted)
    opening.unlock(encrypted, OTHER)


def test_a_new_passphrase_that_is_short_changes_nothing(encrypted, at_terminal, capsys):
    at_terminal(MINE, "short")
    assert main(["encrypt", "change-passphrase"]) == 1
    assert "at least 8" in capsys.readouterr().err
    opening.unlock(encrypted, MINE)


def test_a_file_without_a_passphrase_is_named(encrypted, tmp_path, monkeypatch, capsys):
    empty = tmp_path / "empty.txt"
    for content in (b"", b"\n", b"\xff\xfe\x00"):
        empty.write_bytes(content)
        monkeypatch.setenv("KNEECOACH_PASSPHRASE_FILE", str(empty))
        assert main(["plan"]) == 1
        assert "empty.txt" in capsys.readouterr().err
    monkeypatch.setenv("KNEECOACH_PASSPHRASE_FILE", str(tmp_path / "nowhere"))
    assert main(["plan"]) == 1
    assert "nowhere" in capsys.readouterr().err


def test_nobody_can_be_asked_for_a_new_passphrase(home, capsys):
    assert main(["encrypt", "on"]) == 2
    assert "--passphrase-file" in capsys.readouterr().err


def test_what_is_not_encrypted_cannot_be_made_plain(home, capsys):
    for command in ("off", "change-passphrase", "recovery-code"):
        assert main(["encrypt", command]) == 1
        assert "not encrypted" in capsys.readouterr().err
    assert main(["encrypt", "status"]) == 0
    assert "not encrypted" in capsys.readouterr().out


def test_an_encrypted_history_is_not_encrypted_twice(encrypted, capsys):
    assert main(["encrypt", "on"]) == 1
    assert "already" in capsys.readouterr().err


def test_doctor_says_that_it_is_locked_and_fails_for_nothing(encrypted):
    found = doctor._look_at_history()
    assert found.works
    assert "encrypted, and locked now" in found.found


def test_a_shared_folder_gets_a_passphrase_of_its_own(encrypted, tmp_path, at_terminal, capsys):
    folder = tmp_path / "shared"
    folder.mkdir()
    opening.unlock(encrypted, MINE)
    assert main(["sync", str(folder)]) == 1
    assert "kneecoach sync asks for one" in capsys.readouterr().err
    assert list(folder.iterdir()) == []
    person = at_terminal(OTHER)
    assert main(["sync", str(folder)]) == 0
    assert person.asked == ["Passphrase of the folder"]
    kept = b"".join(one.read_bytes() for one in folder.iterdir())
    assert NOTE.encode() not in kept
    (encrypted / "sharing.keys").unlink()
    said = tmp_path / "folder.txt"
    said.write_text(OTHER)
    assert main(["sync", "--folder-passphrase-file", str(said)]) == 0
    assert main(["sync"]) == 0


def test_a_copy_on_a_stick_opens_on_a_new_computer(
    encrypted, tmp_path, monkeypatch, at_terminal, capsys
):
    stick = tmp_path / "stick" / "copy.sqlite3"
    at_terminal(MINE)
    assert main(["backup", "-o", str(stick)]) == 0
    assert "copy.sqlite3.vault.json" in capsys.readouterr().out
    keys.lock(encrypted)
    monkeypatch.setenv("KNEECOACH_HOME", str(tmp_path / "new"))
    person = at_terminal("wrong", MINE)
    assert main(["restore", str(stick)]) == 1
    assert "does not open" in capsys.readouterr().err
    assert main(["restore", str(stick)]) == 0
    assert person.asked == ["Passphrase of the copy"] * 2
    told = capsys.readouterr().out
    assert "now holds 1 session" in told
    assert "not encrypted here" in told
    keys.lock(stick.with_name("copy.sqlite3.vault.json"))
    assert main(["plan"]) == 0
