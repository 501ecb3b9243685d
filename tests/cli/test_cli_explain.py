"""Explain and simulate from the command line: what is printed, written and refused."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from cli_process import PROGRAM, ROOT

from kneecoach.cli import main
from kneecoach.clock import SystemClock

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process, and return its status, output and complaints."""

    def _run(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        status = main(list(words))
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return status, said.out, said.err

    return _run


def _day(ago: int) -> str:
    return (SystemClock().today() - timedelta(days=ago)).isoformat()


def _short_day(ago: int) -> str:
    day = SystemClock().today() - timedelta(days=ago)
    return f"{day:%a} {day.day} {day:%b}"


def _log(run: Run, ago: int, *more: str, during: int = 2) -> None:
    status, _, wrong = run(
        *("log", "knee_starter", "--date", _day(ago), "--before", "1", "--during", str(during)),
        *("--after", "1", *more),
    )
    assert (status, wrong) == (0, "")


def test_the_whole_chain_is_told_for_a_person(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for ago in (13, 11, 9):
        _log(run, ago, "--morning", "1")
    _log(run, 6)
    status, said, _ = run("dose", "explain", "squat")
    assert status == 0
    assert max(len(line) for line in said.splitlines()) <= 80
    assert "[N0 Start here]" in said
    assert "level 1 to 2, up  [X1 One level up]" in said
    assert "next morning not recorded" in " ".join(said.split())
    assert said.count("Looked at") == 3
    # The two holds at one level stand together, a line for each and the reason once.
    assert f"stays the same, twice\n  {_short_day(11)}" in said
    assert said.count("Why H4") == 1
    assert "all of it done" in said
    assert "rest days" not in said
    assert "Today, " in said


def test_a_chain_begins_with_what_changed_and_ends_with_what_it_rests_on(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "96")
    for ago in (20, 18, 16):
        _log(run, ago, "--morning", "1")
    _log(run, 13, "--morning", "4")
    _log(run, 11, "--morning", "1")
    _, said, _ = run("dose", "explain", "squat")
    short = said.partition("In short\n")[2].partition("\n\n")[0]
    assert [line.strip().partition(": ")[2] for line in short.splitlines() if "20" in line] == [
        "starts at level 1.",
        "level 1 to 2, up.",
        "level 2 to 1, down. The knee was clearly worse the morning after the last",
        "level 1, stays the same.",
    ]
    rests = said.partition("What the rules rest on\n")[2]
    assert [line.split()[0] for line in rests.splitlines() if line[2] != " "] == [
        *("N0", "H4", "X1", "F1"),
    ]
    assert "Triathlete PT" in rests
    # The sentence says what would change today's decision, and the row does in numbers.
    today = said.partition("Today, ")[2].partition("Today, ")[2]
    assert "It can go up with" in " ".join(today.partition("Would change")[0].split())
    assert "would have gone down" in today.partition("Would change")[2]


def test_a_weight_that_grows_is_told_and_not_called_the_same(run: Run) -> None:
    status, said, _ = run("dose", "simulate", "--profile", "flare", "--weeks", "12", "--explain")
    assert status == 0
    assert "weight up to 5.5 kg" in said
    blocks = [one for one in said.split("\n\n") if "the weight goes up to" in one]
    assert blocks
    assert not any("stays the same" in one.partition("\n")[0] for one in blocks)


def _calm_weeks(run: Run, *days_ago: int) -> None:
    for ago in days_ago:
        status, _, wrong = run(
            *("log", "sore_after_running", "--date", _day(ago), "--before", "0", "--during", "1"),
            *("--after", "0", "--morning", "0", "--effort", "4"),
        )
        assert (status, wrong) == (0, "")


def test_the_stage_is_told_with_what_leads_on_and_what_leads_back(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    explain = ("dose", "explain", "clam", "--programme", "sore_after_running")
    _, said, _ = run(*explain)
    assert said.startswith("Stage 1 of 4, Calm. ")
    assert "[T0]" in said
    assert "Leads back" not in said
    _calm_weeks(run, 12, 10, 8, 6, 4)
    _, said, _ = run(*explain)
    words = " ".join(said.split())
    assert "Stage 2 of 4, Strengthen." in words
    assert "Still open Squat at level 3 (1 so far)" in words
    assert "Leads back Two recorded mornings running above 2 of 10" in words
    assert "[T3]" in words
    assert max(len(line) for line in said.splitlines()) <= 80
    _, said, _ = run(*explain, "--json")
    for one in json.loads(said):
        assert (one["stage"]["stage"], one["stage"]["rule"]) == ("strengthen", "T2")
        assert {"says": "Squat at level 3 (1 so far)", "met": False} in one["stage"]["needs"]
        assert "first stage, Calm" in one["stage"]["leads_back"]
        assert one["days_a_week"] == 3


def test_a_programme_without_stages_tells_of_none(run: Run) -> None:
    _, said, _ = run("dose", "explain", "squat", "--json")
    (one,) = json.loads(said)
    assert one["stage"] is None
    assert one["days_a_week"] == 3


def test_a_chain_for_programs_holds_every_field(run: Run) -> None:
    _log(run, 4, "--morning", "1", "--sharp", during=4)
    status, said, _ = run("dose", "explain", "squat", "--json")
    (one,) = json.loads(said)
    assert (status, one["exercise"], one["side"], one["programme"]) == (
        *(0, "squat"),
        *(None, "knee_starter"),
    )
    first, today = one["decisions"]
    assert first["last_session"] is None
    assert today["rule"] == "R2"
    assert today["last_session"]["during"] == 4
    assert today["last_session"]["sharp"] is True
    assert today["last_session"]["effort"] == 5
    assert today["sources"][0]["title"]
    assert today["what_if"][0]["sentence"]
    assert {"level_before", "level", "reason", "changes", "detail", "urgency"} <= today.keys()


def test_an_exercise_on_two_legs_shows_both_unless_one_is_asked_for(run: Run) -> None:
    _, both, _ = run("dose", "explain", "clam")
    assert "Clam, left leg" in both
    right = both.partition("Clam, right leg")[2]
    assert "The same as the left leg, decision by decision." in right
    assert "Why" not in right
    assert "No session has been recorded yet." in both
    status, one, _ = run("dose", "explain", "clam", "--side", "right")
    assert status == 0
    assert "left leg" not in one


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("squad",), "did you mean squat?"),
        (("wall_sit",), "It has: warm_up, clam,"),
        (("squat", "--side", "left"), "one dose for both legs"),
        (("clam", "--side", "up"), "'left', 'right'"),
        ((), "Missing argument 'EXERCISE'"),
    ],
)
def test_what_does_not_exist_is_refused_in_a_sentence(
    run: Run, words: tuple[str, ...], says: str
) -> None:
    status, out, wrong = run("dose", "explain", *words)
    assert (status, out) == (2, "")
    assert says in wrong


def test_an_unknown_programme_is_named_with_those_that_exist(run: Run) -> None:
    status, _, wrong = run("dose", "explain", "squat", "--programme", "none")
    assert status == 1
    assert "knee_starter" in wrong


def test_the_programme_decides_which_exercises_there_are(run: Run) -> None:
    status, _, wrong = run("dose", "explain", "squat", "--programme", "before_a_run")
    assert status == 2
    assert "It has: warm_up, clam, glute_bridge." in wrong


@pytest.mark.parametrize("profile", ["steady", "flare", "overdoer", "slow"])
def test_a_simulated_person_is_told_day_by_day(run: Run, profile: str) -> None:
    status, said, _ = run("dose", "simulate", "--profile", profile, "--weeks", "3")
    assert status == 0
    assert "week day level  before  during" in said
    assert "   1 Mon     1" in said
    assert "starts        N0" in said
    assert "Level at the end: " in said
    assert max(len(line) for line in said.splitlines()) <= 80


@pytest.mark.parametrize("name", ["course.svg", "course.PNG"])
def test_a_simulation_is_drawn(run: Run, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    status, said, _ = run("dose", "simulate", "--profile", "flare", "--weeks", "9", "-o", str(file))
    assert status == 0
    assert f"Drawn in {file}." in said
    drawn = file.read_bytes()
    if name.endswith("svg"):
        text = drawn.decode()
        for words in ("pain during", "too much", "acceptable", "calm", "Level", "week 1", "X1"):
            assert f">{words}<" in text
    else:
        assert drawn.startswith(b"\x89PNG")


def test_a_picture_needs_no_screen(tmp_path: Path) -> None:
    bare = {
        key: value
        for key, value in os.environ.items()
        if key not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    file = tmp_path / "course.png"
    words = ("dose", "simulate", "--profile", "slow", "--weeks", "2", "-o", str(file))
    done = subprocess.run(
        [*PROGRAM, *words], cwd=ROOT, env=bare, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert file.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (("--profile", "lazy"), 2, "'steady', 'flare', 'overdoer', 'slow'"),
        ((), 2, "Missing option '--profile'"),
        (("--profile", "slow", "--weeks", "0"), 2, "1<=x<=52"),
        (("--profile", "slow", "--exercise", "squad"), 2, "did you mean squat?"),
        (("--profile", "slow", "-o", "course.gif"), 2, "End its name in .svg or .png."),
        (("--profile", "slow", "-o", "nowhere/at/all.svg"), 1, "a folder that exists"),
        (("--profile", "slow", "-o", "nowhere/at/all.png"), 1, "a folder that exists"),
    ],
)
def test_what_cannot_be_simulated_is_refused(
    run: Run, words: tuple[str, ...], status: int, says: str
) -> None:
    found, _, wrong = run("dose", "simulate", *words)
    assert found == status
    assert says in wrong


def test_a_simulated_person_is_explained_as_a_real_one(run: Run) -> None:
    status, said, _ = run("dose", "simulate", "--profile", "flare", "--weeks", "8", "--explain")
    assert status == 0
    assert said.startswith("Squat\n=====\n")
    assert said.count("Looked at") == 8
    assert " ".join(said.split()).count("effort 5") == 24
    assert "week day level" not in said
