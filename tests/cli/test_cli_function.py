"""What the knee can do, told and listed on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kneecoach.cli import main

pytestmark = pytest.mark.usefixtures("home")

FIRST = ("-a", "Walk downstairs=4", "--knee", "55", "--squats-left", "3", "--sit-to-stand", "11")
QUESTIONNAIRE = ("--questionnaire", "KOOS-12", "--total", "62.5", "--of", "100")


def test_what_is_told_is_listed_with_what_the_change_is_worth(capsys) -> None:
    assert main(["function", "list"]) == 0
    assert "Nothing was told yet" in capsys.readouterr().out
    assert main(["function", "log", *FIRST, "--date", "2026-02-01"]) == 0
    assert main(["function", "log", "-a", "walk Downstairs=7", "--knee", "58"]) == 0
    assert main(["function", "log", *QUESTIONNAIRE]) == 0
    capsys.readouterr()
    assert main(["function", "list"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("Walk downstairs, of 10: 2026-02-01 4, ")
    assert told[0].endswith("7 (+3: more than chance)")
    assert told[1].endswith("58 (+3: may be chance)")
    assert told[2] == "Stood up in 30 s: 2026-02-01 11"
    assert told[3] == "Squats on one leg in 30 s, left: 2026-02-01 3"
    assert told[4].startswith("KOOS-12, of 100: ")
    assert main(["function", "list", "--json"]) == 0
    courses = json.loads(capsys.readouterr().out)
    assert [one["measure"] for one in courses] == [
        *("activity", "knee", "sit_to_stand", "single_leg_squat", "questionnaire")
    ]


@pytest.mark.parametrize(
    ("options", "status"),
    [
        (["-a", "Stairs"], 2),
        (["-a", "Stairs=11"], 1),
        (["--side", "left"], 2),
        (["--total", "5"], 2),
        ([], 1),
        (["--knee", "50", "--date", "2199-01-01"], 1),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(options, status, capsys) -> None:
    assert main(["function", "log", *options]) == status
    said = capsys.readouterr().err
    assert said.startswith("kneecoach: ")
    assert "Traceback" not in said


def test_it_goes_along_to_another_computer(tmp_path: Path, monkeypatch, capsys) -> None:
    assert main(["function", "log", *FIRST, *QUESTIONNAIRE]) == 0
    taken = tmp_path / "all.json"
    assert main(["export", "json", "-o", str(taken)]) == 0
    monkeypatch.setenv("KNEECOACH_HOME", str(tmp_path / "laptop"))
    assert main(["import", str(taken)]) == 0
    assert "5 scores of what the knee can do" in capsys.readouterr().out
    assert main(["import", str(taken)]) == 0
    assert "nothing new" in capsys.readouterr().out
    wrong = json.loads(taken.read_text())
    wrong["function_scores"][0]["score"] = 999
    taken.write_text(json.dumps(wrong))
    assert main(["import", str(taken)]) == 1


@pytest.mark.parametrize("with_notes", [False, True])
def test_the_physio_gets_the_scores_and_the_own_words_only_when_sent(
    tmp_path: Path, capsys, with_notes
) -> None:
    assert main(["function", "log", *FIRST, *QUESTIONNAIRE]) == 0
    sent = tmp_path / "knee.kneereport"
    options = ["--with-notes"] if with_notes else []
    assert main(["export", "report", "-o", str(sent), *options]) == 0
    scores = json.loads(sent.read_text())["function"]
    assert {one["measure"]: one["name"] for one in scores} == {
        "activity": "Walk downstairs" if with_notes else "",
        "knee": "",
        "sit_to_stand": "",
        "single_leg_squat": "",
        "questionnaire": "KOOS-12",
    }
    capsys.readouterr()
    assert main(["report", "show", str(sent)]) == 0
    told = capsys.readouterr().out
    assert "KOOS-12" in told
    assert "62.5 / 100" in told
    assert ("Walk downstairs" in told) is with_notes
