"""A session corrected from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kneecoach.cli import main

SAID = ("--before", "1", "--during", "2", "--after", "1")


@pytest.fixture
def trained(home: Path) -> Path:
    for day in ("2026-03-02", "2026-03-04"):
        assert main(["log", "knee_starter", "--date", day, *SAID]) == 0
    return home


def sessions(tmp_path: Path) -> list[dict[str, object]]:
    taken = tmp_path / "all.json"
    assert main(["export", "json", "-o", str(taken)]) == 0
    found: list[dict[str, object]] = json.loads(taken.read_text())["sessions"]
    return found


def test_the_new_record_points_to_the_old_one(trained, tmp_path, capsys) -> None:
    wanted = ["--during", "7", "--note", "I forgot the stairs", "--to-day", "2026-03-03"]
    assert main(["correct", "2026-03-04", *wanted]) == 0
    assert "stays in the history" in capsys.readouterr().out
    kept = sessions(tmp_path)
    (new,) = [one for one in kept if one["replaces"]]
    (old,) = [one for one in kept if one["id"] == new["replaces"]]
    assert (old["during"], old["day"], new["during"], new["day"]) == (
        *(2, "2026-03-04"),
        *(7, "2026-03-03"),
    )
    assert (new["before"], new["after"], new["note"]) == (1, 1, "I forgot the stairs")
    assert main(["correct", "2026-03-03", "--during", "2", "--to-day", "2026-03-04"]) == 0
    assert len(sessions(tmp_path)) == 4


def test_what_cannot_be_changes_nothing(trained, tmp_path, capsys) -> None:
    for words, status in (
        (["2026-03-02"], 1),
        (["2026-03-03", "--during", "3"], 1),
        (["2026-03-02", "--during", "11"], 2),
        (["2026-03-02", "--to-day", "2199-01-01"], 1),
        (["someday", "--during", "3"], 2),
    ):
        assert main(["correct", *words]) == status
        assert capsys.readouterr().err.startswith("kneecoach: ")
    assert len(sessions(tmp_path)) == 2
