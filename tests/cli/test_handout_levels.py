"""A handout shows each exercise where it starts, at a level that is asked for, or where a patient
stands.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from kneecoach.cli import main
from kneecoach.paths import find_paths
from kneecoach.reports.cabinet import Cabinet
from kneecoach.reports.kneereport import write_report
from kneecoach.reports.opening import cabinet_of
from kneecoach.reports.report import Report, ReportedStanding

DAY = date(2026, 3, 3)
PACK = """\
format: kneecoach-pack/1
id: anna
name: Anna's exercises
version: 1.0.0
author: Anna Example
review: read by Anna Example
"""
PROGRAMME = """\
format: kneecoach-programme/1
name: First
why: For the first days.
days_a_week: 3
exercises: [warm_up, clam, squat]
"""


def standing(
    exercise: str, level: int, dose: str, side: str = "", *, how: str = "ready", name: str = ""
) -> ReportedStanding:
    return ReportedStanding(
        exercise=exercise,
        name=name or exercise.capitalize(),
        side=side,
        level=level,
        levels=7,
        dose=dose,
        standing=how,
        action="hold",
        rule="a_rule",
        reason="A reason.",
    )


def report(*standings: ReportedStanding) -> Report:
    return Report(
        patient="0123456789ab",
        made=DAY,
        since=date(2026, 2, 4),
        until=DAY,
        programme="Knee starter",
        planned=12,
        standings=standings,
    )


@pytest.fixture
def in_a_folder(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run commands in a folder that goes again."""
    monkeypatch.chdir(tmp_path)


def written(home: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[str, str]:
    """Return the page, and what was said."""
    page, pack = home / "page.html", home / "mine"
    (pack / "programmes").mkdir(parents=True)
    (pack / "pack.yaml").write_text(PACK)
    (pack / "programmes" / "first.yaml").write_text(PROGRAMME)
    status = main(["export", "handout", str(pack), *words, "-o", str(page)])
    said = capsys.readouterr()
    assert (status, said.err) == (0, "")
    return page.read_text("utf-8"), said.out


def doses(page: str, name: str) -> list[str]:
    """Return the doses below the name of an exercise."""
    section = page.partition(f"<h2>{name}</h2>")[2].partition("<ol>")[0]
    return re.findall(r'<p class="dose">([^<]*)</p>', section)


def test_an_exercise_is_shown_at_the_level_that_is_asked_for(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page, said = written(home, capsys, "--level", "clam=3", "--level", "squat=2")
    assert "Clam: level 3 of 7" in said
    assert "Squat: level 2 of 8" in said
    assert "Warm-up" not in said  # it is where it starts
    assert doses(page, "Clam")[0].startswith("3 × 12 each side")


def test_a_patient_finds_the_levels_of_both_legs(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = home / "back.kneereport"
    home.mkdir(parents=True, exist_ok=True)
    sent = report(
        standing("clam", 2, "2 × 12 · hold 2 s", "left"),
        standing("clam", 99, "3 × 15 · hold 3 s · heavy band", "right"),
        standing("their_warm_up", 2, "1 × 5", how="stopped", name="Warm-up"),
        standing("squat", 2, "1 × 5", how="paused"),
    )
    file.write_bytes(write_report(sent))
    page, said = written(home, capsys, "--report", str(file), "--level", "squat=2")
    left, right = doses(page, "Clam")
    assert left.startswith("Left: 2 × 12")
    assert right.startswith("Right: ")
    assert "Clam: left level 2, right level 7 of 7" in said  # no higher than its ladder
    # Where the coach had stopped an exercise the sheet says so; what was chosen is the author's.
    waits = "On 3 March 2026 this was to wait until the knee has been looked at."
    assert page.count(waits) == 1
    assert page.index(waits) < page.index("<h2>Clam</h2>")
    assert "wait for the knee to settle" not in page
    assert "(the report: 1 × 5)" in said


def test_a_patient_is_found_by_name(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = find_paths({"KNEECOACH_HOME": str(home)})
    cabinet_of(paths).mkdir(parents=True)
    sent = report(standing("clam", 4, "3 × 12", "left"), standing("clam", 4, "3 × 12", "right"))
    Cabinet(cabinet_of(paths)).keep(sent, "Mrs Bauer")
    page, said = written(home, capsys, "--patient", "Mrs Bauer")
    assert "Clam: level 4 of 7" in said
    assert len(doses(page, "Clam")) == 1
    file = home / "x.kneereport"
    file.write_bytes(write_report(sent))
    both = ("--patient", "Mrs Bauer", "--report", str(file))
    words = ["export", "handout", "knee_starter", *both, "-o", str(home / "y.html")]
    assert main(words) == 2
    assert "Name one of them" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "status_and_said"),
    [
        (("--level", "clam"), (2, "clam does not say which level")),
        (("--level", "clam=x"), (2, "clam=x does not say which level")),
        (("--level", "clams=2"), (1, "clams is not on this handout. These are: warm_up, clam")),
        (("--level", "clam=0"), (1, "at level 0. Here it has the levels 1 to 7")),
        (("--level", "clam=8"), (1, "Clam cannot be shown at level 8.")),
        (("--level", "warm_up=2"), (1, "Here it stays at level 1.")),
        (("--patient", "Nobody"), (1, "No patient is called Nobody.")),
        (("--report", "gone.kneereport"), (1, "There is no file gone.kneereport.")),
        (("--report", "other.kneereport"), (1, "The report tells nothing of these exercises.")),
    ],
    ids=[
        "no_level",
        "no_number",
        "unknown",
        "zero",
        "high",
        "one_alone",
        "nobody",
        "gone",
        "other",
    ],
)
def test_bad_input_gets_a_sentence_and_no_file(
    in_a_folder: None,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    status_and_said: tuple[int, str],
) -> None:
    Path("other.kneereport").write_bytes(write_report(report(standing("jumping", 1, "1 × 5"))))
    command = ["export", "handout", "knee_starter", *words, "-o", "x.pdf"]
    assert main(command) == status_and_said[0]
    assert status_and_said[1] in capsys.readouterr().err
    assert not Path("x.pdf").exists()
