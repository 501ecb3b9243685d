"""Thirty days by `kneecoach log`: the dose goes up, holds, steps back, recovers, and says why."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.thirty_days import Turn, live
from kneecoach.clock import SystemClock

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "thirty_days.py"


def test_thirty_days_go_up_hold_step_back_and_recover() -> None:
    turns = live(SystemClock().today(), "squat", None)
    assert [(one.decision, one.rule, one.level) for one in turns] == [
        ("hold", "N0", 1),  # the first session
        ("hold", "H4", 1),
        ("hold", "H4", 1),
        ("progress", "X1", 2),  # a calm week
        ("hold", "H4", 2),
        ("hold", "H4", 2),
        ("progress", "X1", 3),  # another one
        ("hold", "H4", 3),
        ("hold", "H1", 3),  # one sore morning
        ("reduce", "F1", 2),  # a worse one
        ("hold", "H4", 2),
        ("hold", "H4", 2),
        ("progress", "X1", 3),  # recovered
        ("hold", "H4", 3),
    ]
    _each_says_why(turns)
    doses = {(one.level, one.dose) for one in turns}
    assert len(doses) == 3, "the dose changes with the level and never within it"


def _each_says_why(turns: tuple[Turn, ...]) -> None:
    by_rule = {one.rule: one.reason for one in turns}
    assert all(one.reason.endswith(".") and one.standing == "ready" for one in turns)
    assert "Three calm sessions in a row" in by_rule["X1"]
    assert "level 2" in by_rule["F1"]
    assert "a little worse" in by_rule["H1"]


@pytest.mark.slow
def test_the_thirty_days_can_be_shown(home: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "--exercise", "glute_bridge"],
        capture_output=True,
        text=True,
        check=False,
        cwd=SCRIPT.parents[1],
        env={"PYTHONPATH": str(SCRIPT.parents[1]), "PATH": "/usr/bin:/bin"},
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("level ") >= 14
    assert not home.exists()
