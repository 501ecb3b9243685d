"""Deleting from the command line: with undo, and for good."""

from __future__ import annotations

from pathlib import Path

import pytest

from kneecoach.cli import main

SAID = ("--before", "1", "--during", "2", "--after", "1")
NOTE = "Sesame opens nothing"


@pytest.fixture
def trained(home: Path) -> Path:
    for day in ("2026-03-02", "2026-03-04"):
        options = ["--date", day, *SAID, "--note", NOTE, "--morning", "3"]
        assert main(["log", "knee_starter", *options]) == 0
    assert main(["function", "log", "-a", "Stairs=4", "-a", "Run=2"]) == 0
    return home


def plan(capsys) -> str:
    capsys.readouterr()
    assert main(["plan", "--json"]) == 0
    return capsys.readouterr().out


def test_each_kind_goes_and_comes_back_the_last_first(trained, capsys) -> None:
    before = plan(capsys)
    assert main(["delete", "session", "2026-03-04"]) == 0
    assert main(["delete", "morning", "2026-03-03"]) == 0
    assert main(["delete", "activity", "stairs"]) == 0
    assert plan(capsys) != before
    assert main(["delete", "list"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 3
    assert main(["function", "list"]) == 0
    assert "Stairs" not in capsys.readouterr().out
    for word in ("score", "morning", "session"):
        assert main(["delete", "undo"]) == 0
        assert word in capsys.readouterr().out
    assert plan(capsys) == before
    assert main(["delete", "undo"]) == 1
    assert "Nothing is deleted" in capsys.readouterr().err


def test_what_is_not_there_is_said_so(trained, capsys) -> None:
    for words in (
        ["session", "2026-03-03"],
        ["session", "2026-03-02", "--at", "03:33"],
        ["morning", "2026-03-02"],
        ["activity", "Flying"],
        ["session", "tomorrow"],
    ):
        assert main(["delete", *words]) in {1, 2}
        assert capsys.readouterr().err.startswith("kneecoach: ")
    assert main(["delete", "list"]) == 0
    assert "Nothing is deleted." in capsys.readouterr().out


def test_a_deletion_goes_along_to_another_computer(trained, tmp_path, monkeypatch, capsys) -> None:
    assert main(["delete", "session", "2026-03-04"]) == 0
    taken = tmp_path / "all.json"
    assert main(["export", "json", "-o", str(taken)]) == 0
    here = plan(capsys)
    monkeypatch.setenv("KNEECOACH_HOME", str(tmp_path / "laptop"))
    assert main(["import", str(taken)]) == 0
    assert plan(capsys) == here
    assert main(["delete", "undo"]) == 0
    assert plan(capsys) != here


def test_everything_is_deleted_for_good_and_the_rest_is_named(trained, capsys) -> None:
    assert main(["backup"]) == 0
    data = trained / "data"
    assert NOTE.encode() in (data / "history.sqlite3").read_bytes() + b"".join(
        one.read_bytes() for one in data.glob("history.sqlite3-wal")
    )
    capsys.readouterr()
    assert main(["delete", "everything", "--yes"]) == 0
    told = capsys.readouterr().out
    assert "copies still hold it" in told
    assert "history-" in told
    left = [one for one in data.rglob("*") if one.is_file()]
    holding = [one for one in left if NOTE.encode() in one.read_bytes()]
    assert [one.parent.name for one in holding] == ["backups"]
    assert main(["function", "list"]) == 0
    assert "Nothing was told yet" in capsys.readouterr().out
    assert main(["log", "knee_starter", "--date", "2026-03-02", *SAID]) == 0


def test_with_the_copies_nothing_of_it_is_left_on_the_disk(trained, capsys) -> None:
    assert main(["backup"]) == 0
    assert main(["delete", "everything", "--yes", "--copies-too"]) == 0
    assert "copies still hold it" not in capsys.readouterr().out
    for one in trained.rglob("*"):
        assert not one.is_file() or NOTE.encode() not in one.read_bytes()


def test_a_shared_folder_is_let_go_of_so_that_nothing_comes_back(trained, tmp_path, capsys) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    assert main(["sync", str(folder)]) == 0
    assert main(["delete", "everything", "--yes"]) == 0
    assert str(folder) in capsys.readouterr().out
    assert main(["sync"]) == 2


def test_without_the_word_nothing_is_deleted(trained, monkeypatch, capsys) -> None:
    monkeypatch.setattr("click.prompt", lambda *_args, **_options: "no")
    assert main(["delete", "everything"]) == 1
    assert "Nothing was deleted." in capsys.readouterr().err
    assert main(["function", "list"]) == 0
    assert "Stairs" in capsys.readouterr().out
