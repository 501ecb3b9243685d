"""Exercises from the command line: listed, narrowed, shown with their ladder."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable

import pytest

from kneecoach.cli import main

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


def test_all_exercises_are_listed_by_name(run: Run) -> None:
    status, said, _ = run("exercises")
    lines = said.splitlines()
    assert status == 0
    assert len(lines) >= 40
    assert any(
        one.startswith("squat: Squat; Strength · Standing; front of the thigh") for one in lines
    )
    assert sum(one.endswith("; in your programme") for one in lines) == 6


def test_they_are_narrowed_and_printed_as_json(run: Run) -> None:
    status, said, _ = run(
        *("exercises", "--kind", "strength", "--area", "Buttocks", "--position", "standing"),
        *("--equipment", "chair", "--search", "sqaut", "--json"),
    )
    found = json.loads(said)
    assert status == 0
    assert [one["exercise"] for one in found] == ["squat"]
    assert found[0]["is_in_programme"] is True
    assert found[0]["equipment"][0] == {"name": "chair", "optional": True}


def test_nothing_found_says_so(run: Run) -> None:
    assert run("exercises", "--search", "xyzzy") == (1, "", "No exercise fits.\n")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--area", "butocks"), "No exercise has the area butocks"),
        (("--equipment", "anvil"), "No exercise has the equipment anvil."),
        (("--kind", "magic"), "magic"),
    ],
)
def test_what_no_exercise_has_is_refused_with_what_there_is(run: Run, words, told) -> None:
    status, said, wrong = run("exercises", *words)
    assert (status, said) == (2, "")
    assert told in wrong


def test_one_is_shown_with_ladder_sources_and_review(run: Run, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    status, said, _ = run("exercises", "show", "squat")
    assert status == 0
    assert said.startswith("Squat\n=====\n")
    for part in (
        "How it is done\n  1. Stand with your feet",
        "What often goes wrong\n  - The knees fall inwards. Push them out",
        "What you need\n  - If you like: chair and weight.",
        "Where you are: level 1 of 8\n",
        "  1. 2 × 10 · tempo 3-1 · to 30°; the beginning  <- you are here\n",
        "  Easier: Wall sit\n",
        "  Harder: Single-leg knee dip\n",
        "Where it comes from\n",
        "Review: awaiting a physiotherapist's review",
    ):
        assert part in said
    assert max(map(len, said.splitlines())) <= 200


def test_one_is_shown_as_json(run: Run) -> None:
    _, said, _ = run("exercises", "show", "clam", "--json")
    told = json.loads(said)
    assert told["exercise"] == "clam"
    assert [one["is_here"] for one in told["ladder"]].index(True) == 0
    assert told["may_try"] is True
    assert {one["key"] for one in told["sources"]}
    assert told["easier"] is None or isinstance(told["easier"], str)


def test_an_unknown_one_is_refused_with_the_likely_spelling(run: Run) -> None:
    status, _, wrong = run("exercises", "show", "squatt")
    assert status == 2
    assert "No pack has an exercise called squatt" in wrong
    assert "squat" in wrong.split("squatt")[1]


def test_listing_needs_no_widgets(run: Run) -> None:
    import subprocess

    code = (
        "import sys; from kneecoach.cli import main; main(['exercises', 'show', 'squat']);"
        "sys.exit('PySide6.QtWidgets' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
