"""The safety questions, each knee's morning and the list of mornings on the command line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from kneecoach.cli import main
from kneecoach.clock import SystemClock
from kneecoach.history.quick import read_quickly
from kneecoach.model.feedback import Flag, Knee
from kneecoach.model.record import History, Person
from kneecoach.model.screening import Occasion
from kneecoach.paths import find_paths

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def _run(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        status = main(list(words))
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return status, said.out, said.err

    return _run


def kept(home: Path) -> tuple[Person, History]:
    found = read_quickly(find_paths({"KNEECOACH_HOME": str(home)}).database)
    assert found is not None
    return found


def test_none_of_the_signs_is_kept_for_each_knee_with_the_knee_looked_after(
    run: Run, home: Path
) -> None:
    status, said, complaint = run("screening", "--none", "--knee", "right")
    assert (status, said, complaint) == (0, "Kept: none of the signs, in either knee.\n", "")
    person, history = kept(home)
    assert person.sore_knee is Knee.RIGHT
    assert [(one.occasion, one.flags) for one in history.screenings] == [
        (Occasion.FIRST, frozenset())
    ] * 2
    assert history.check_ins == ()


def test_a_sign_of_one_knee_stops_the_plan(run: Run, home: Path) -> None:
    status, said, _ = run("screening", "--left", "locking", "--pain-left", "4")
    assert status == 0
    assert "left locking" in said
    _, history = kept(home)
    assert {one.knee: one.flags for one in history.screenings} == {
        Knee.LEFT: {Flag.LOCKING},
        Knee.RIGHT: frozenset(),
    }
    assert "[S2]" in run("plan")[1]


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (["--left", "lokcing", "--pain-left", "1"], 2, "did you mean locking?"),
        (["--left", "locking"], 2, "left knee is not known"),
        (["--left", "locking", "--none"], 2, "signs and none at once"),
        (["--left", "painless_clicking", "--pain-left", "1"], 2, "do not ask about"),
        ([], 2, "There is nobody to ask"),
        (["--knee", "middle", "--none"], 2, "middle"),
    ],
)
def test_what_cannot_be_kept_gets_one_sentence(
    run: Run, words: list[str], status: int, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", None)
    got, _, complaint = run("screening", *words)
    assert got == status
    assert sentence in complaint


def test_a_morning_of_each_knee_is_kept_corrected_and_listed(run: Run, home: Path) -> None:
    run("screening", "--none", "--knee", "both")
    assert run("check-in", "4", "--knee", "left", "--stiff")[0] == 0
    assert run("check-in", "2", "--knee", "left")[0] == 0
    _, _, complaint = run("check-in", "1", "--knee", "right", "--flag", "swelling")
    assert "kneecoach screening" in complaint, "a new sign asks about the others"
    _, said, _ = run("mornings")
    lines = said.splitlines()
    today = SystemClock().today()
    assert lines[0] == (
        f"{today}  left knee: pain 2; right knee: pain 1, swelling (corrected; before: 4)"
    )
    assert lines[1:] == [f"{today - timedelta(days=back)}  not recorded" for back in range(1, 8)]
    assert len(kept(home)[1].check_ins) == 3


def test_a_session_in_the_terminal_reminds_of_the_questions_once_they_are_due(run: Run) -> None:
    fast = ("run", "before_a_run", "--before", "0", "--during", "0", "--after", "0")
    run("log", "before_a_run", "--date", str(SystemClock().today()), *fast[2:])
    _, _, complaint = run(*fast, "--effort", "3", "--speed", "9000", "--no-sound")
    assert "kneecoach screening" in complaint
    run("screening", "--none")
    _, _, complaint = run(*fast, "--effort", "3", "--speed", "9000", "--no-sound", "--afresh")
    assert "kneecoach screening" not in complaint


def test_a_sign_of_the_other_knee_is_silenced_for_that_one(run: Run, home: Path) -> None:
    run("screening", "--none", "--knee", "left")
    until = str(SystemClock().today() + timedelta(days=30))
    words = ("dose", "silence", "painful_clicking", "--until", until, "--note", "physio, Monday")
    assert run(*words, "--knee", "right")[0] == 0
    (silence,) = kept(home)[1].silences
    assert silence.knee is Knee.RIGHT
