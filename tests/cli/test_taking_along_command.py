"""The history taken along as a file, and brought in again, as somebody would do it."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from kneecoach.cli import main

SAID = ("--before", "1", "--during", "2", "--after", "1")
MAP = "Datum=date,Schmerz=during,Notiz=note"


@pytest.fixture
def trained(home: Path) -> Path:
    note = ("--note", '=HYPERLINK("x")', "--flag", "swelling")
    assert (
        main(["log", "knee_starter", "--date", "2026-03-02", *SAID, *note, "--morning", "3"]) == 0
    )
    return home


def test_json_goes_to_another_computer_and_comes_once(
    trained: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    taken = tmp_path / "all.json"
    assert main(["export", "json", "-o", str(taken)]) == 0
    assert taken.stat().st_mode & 0o077 == 0
    assert json.loads(taken.read_text())["format"] == "kneecoach-history/1"
    monkeypatch.setenv("KNEECOACH_HOME", str(tmp_path / "laptop"))
    assert main(["import", str(taken), "--dry-run"]) == 0
    assert "would come in: 1 person, 1 session, 1 morning" in capsys.readouterr().out
    assert main(["import", str(taken)]) == 0
    assert main(["import", str(taken)]) == 0
    told = capsys.readouterr().out
    assert "came in: 1 person, 1 session, 1 morning" in told
    assert "nothing new" in told
    assert main(["plan", "--json"]) == 0
    here = capsys.readouterr().out
    monkeypatch.setenv("KNEECOACH_HOME", str(trained))
    assert main(["plan", "--json"]) == 0
    assert capsys.readouterr().out == here


def test_csv_holds_all_of_it_and_no_formula(trained: Path, tmp_path: Path) -> None:
    taken = tmp_path / "all.zip"
    assert main(["export", "csv", "-o", str(taken)]) == 0
    with zipfile.ZipFile(taken) as archive:
        sheets = {name: archive.read(name).decode() for name in archive.namelist()}
    rows = {name: list(csv.DictReader(io.StringIO(text))) for name, text in sheets.items()}
    (session,) = rows["sessions.csv"]
    assert session["day"] == "2026-03-02"
    assert session["note"] == '\'=HYPERLINK("x")'
    assert session["flags"] == "swelling"
    assert session["sharp"] == "no"
    assert {row["session_id"] for row in rows["session_sets.csv"]} == {session["id"]}
    assert rows["check_ins.csv"][0]["pain"] == "3"
    alone = tmp_path / "sessions.csv"
    assert main(["export", "csv", "-o", str(alone)]) == 0
    assert alone.read_bytes().decode() == sheets["sessions.csv"]
    assert main(["import", str(alone)]) == 1


def test_every_column_is_documented() -> None:
    from kneecoach.history.plain import KINDS
    from kneecoach.history.sheets import sheet_columns

    text = (Path(__file__).parents[2] / "docs" / "history-format.md").read_text()
    for name, columns in sheet_columns():
        assert f"`{name}`" in text
        for column in columns:
            assert f"`{column.name}`" in text
    for kind in KINDS:
        assert f"`{kind.many}`" in text


def test_another_ending_is_refused(trained: Path, tmp_path: Path) -> None:
    assert main(["export", "csv", "-o", str(tmp_path / "all.xlsx")]) == 2


def test_own_sessions_come_from_a_mapped_table(
    trained: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "mine.csv"
    table.write_bytes("Datum;Schmerz;Notiz;morning\n02.03.2025;3;Knie müde;4\n".encode("cp1252"))
    options = ["--map", MAP, "--dates", "dmy", "--encoding", "cp1252"]
    assert main(["import", str(table), *options]) == 0
    assert "1 session, 1 morning" in capsys.readouterr().out
    assert main(["import", str(table), *options]) == 0
    assert "nothing new" in capsys.readouterr().out
    whole = tmp_path / "all.json"
    assert main(["export", "json", "-o", str(whole)]) == 0
    sessions = json.loads(whole.read_text())["sessions"]
    (mine,) = [one for one in sessions if one["day"] == "2025-03-02"]
    assert (mine["before"], mine["during"], mine["note"]) == (3, 3, "Knie müde")
    assert main(["plan"]) == 0


@pytest.mark.parametrize(
    ("content", "options", "told"),
    [
        ("Tag,Schmerz\n2025-03-02,3\n", [], "line 1, column 1: no column says “date”"),
        ("date,during\n2025-03-02,11\n", [], "line 2, column 2: “11” is not a whole number"),
        ("date,during\n2025-03-02,35 mm\n", [], "“35 mm” is not a whole number from 0 to 10"),
        ("date,during\n2025-03-02,\n", [], "line 2, column 2: “” is no pain"),
        ("date,during\n02.03.2025,3\n", [], "“02.03.2025” is not a day like 2026-03-02"),
        ("date,during\n2999-03-02,3\n", [], "is still to come"),
        ("date,during\n1066-03-02,3\n", [], "too long ago"),
        ("date,during,time\n2025-03-02,3,noon\n", [], "column 3: “noon” is not a time"),
        ("date,during\n2025-03-02,3,4\n", [], "line 2, column 1: has 3 cells"),
        ('date,during\n2025-03-02,"3\n', [], "cannot be read"),
        ("date,during\n2025-03-02,3\n", ["--map", "Pain=during"], "“Pain” is not there"),
        ("date,P,P\n2025-03-02,3,4\n", ["--map", "P=during"], "“P” is there twice"),
        ("date,during\n", ["--map", "Pain=ache"], "does not say which column"),
        ("a,b\n", ["--map", "a=date,b=date"], "Two columns are said to be date"),
        ("date,during\n", ["--encoding", "morse"], "no encoding"),
        ("", [], "no column says “date”"),
        ("date,during,note\n2025-03-02,3,\udcfc\n", [], "line 2, column 3: this is not utf-8"),
    ],
)
def test_a_wrong_table_is_refused_whole_with_the_place(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    content: str,
    options: list[str],
    told: str,
) -> None:
    table = tmp_path / "mine.csv"
    table.write_bytes(content.encode(errors="surrogateescape"))
    assert main(["import", str(table), *options]) == 1
    assert told in capsys.readouterr().err


def test_one_wrong_line_keeps_the_others_out(trained: Path, tmp_path: Path) -> None:
    table = tmp_path / "mine.csv"
    table.write_text("date,during\n2025-03-02,3\n2025-03-04,30\n")
    assert main(["import", str(table)]) == 1
    whole = tmp_path / "all.json"
    assert main(["export", "json", "-o", str(whole)]) == 0
    assert len(json.loads(whole.read_text())["sessions"]) == 1


def test_a_file_that_is_not_there_is_named(
    trained: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(tmp_path / "none.json")]) == 1
    assert "none.json cannot be read" in capsys.readouterr().err
    (tmp_path / "one.json").write_text("{}")
    assert main(["import", str(tmp_path / "one.json"), "--map", MAP]) == 2


def test_two_computers_come_to_one_plan(
    trained: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    assert main(["sync"]) == 2
    assert main(["sync", str(folder)]) == 0
    laptop = str(tmp_path / "laptop")
    monkeypatch.setenv("KNEECOACH_HOME", laptop)
    assert main(["log", "knee_starter", "--date", "2026-03-04", *SAID]) == 0
    assert main(["sync", str(folder)]) == 1
    assert "--mine" in capsys.readouterr().err
    assert main(["sync", str(folder), "--mine"]) == 0
    plans = []
    for home in (str(trained), laptop):
        monkeypatch.setenv("KNEECOACH_HOME", home)
        assert main(["sync"]) == 0
        capsys.readouterr()
        assert main(["dose", "explain", "clam", "--side", "left", "--json"]) == 0
        plans.append(capsys.readouterr().out)
    assert plans[0] == plans[1]
    assert "2026-03-04" in plans[0]
    assert main(["sync", "--stop"]) == 0
    assert main(["sync"]) == 2
    assert all(one.stat().st_mode & 0o077 == 0 for one in folder.iterdir())
