"""Copies of the history from the command line, as somebody would use them after a mishap."""

from __future__ import annotations

from pathlib import Path

import pytest

from kneecoach.cli import main

SAID = ("--before", "1", "--during", "2", "--after", "1")


@pytest.fixture
def trained(home: Path) -> Path:
    assert main(["log", "knee_starter", "--date", "2026-03-02", *SAID]) == 0
    return home


def database(home: Path) -> Path:
    return home / "data" / "history.sqlite3"


def test_a_copy_is_made_listed_and_brought_back(
    trained: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup"]) == 0
    assert main(["backup"]) == 0
    assert "there already" in capsys.readouterr().out
    assert main(["backup", "--list"]) == 0
    listed = capsys.readouterr().out
    assert "1 session and 0 mornings, the newest of 2026-03-02" in listed
    copy = listed.split()[1]
    assert main(["log", "knee_starter", "--date", "2026-03-04", *SAID]) == 0
    assert main(["restore", copy, "--dry-run"]) == 0
    told = capsys.readouterr().out
    assert "would hold 1 session" in told
    assert "1 session and 0 mornings less" in told
    assert main(["restore", copy]) == 0
    told = capsys.readouterr().out
    assert "is kept as" in told
    assert Path(told.split("is kept as ")[1].strip().removesuffix(".")).exists()


def test_a_copy_goes_to_any_file_but_over_none(
    trained: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "stick" / "copy.sqlite3"
    assert main(["backup", "-o", str(target)]) == 0
    before = target.read_bytes()
    assert main(["backup", "-o", str(target)]) == 1
    assert "is there already" in capsys.readouterr().err
    assert target.read_bytes() == before


def test_a_damaged_history_is_mended(trained: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--repair"]) == 0
    assert "The history is sound: 1 session" in capsys.readouterr().out
    assert main(["backup"]) == 0
    database(trained).write_bytes(b"not a database at all" * 500)
    assert main(["doctor", "--repair"]) == 0
    told = capsys.readouterr().out
    assert "was damaged. It now holds 1 session" in told
    assert "is kept as" in told
    assert main(["plan"]) == 0


def test_without_a_history_it_says_so(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["backup"], ["doctor", "--repair"]):
        assert main(command) == 1
        assert "There is no history yet." in capsys.readouterr().err
    assert main(["backup", "--list"]) == 0
    assert main(["restore", str(home / "none.sqlite3")]) == 1
    assert "There is no file" in capsys.readouterr().err
