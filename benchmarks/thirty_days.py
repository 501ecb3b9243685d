"""Live thirty days by `kneecoach log`, and show what the plan says before each session, and why.

The knee is calm for two weeks, then sore on two mornings, more on the second, then it recovers.
Every turn comes from the command line alone: `kneecoach plan --json` before each session,
`kneecoach log` after it.

    python benchmarks/thirty_days.py [--exercise ID]
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO
from textwrap import fill

from kneecoach.cli import main as kneecoach
from kneecoach.clock import SystemClock

PROGRAMME = "knee_starter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What was felt on one day of training: `ago` counts days back from today."""

    ago: int
    before: int
    during: int
    after: int
    morning: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What the plan said of one exercise before a session, and what was then felt.

    Attributes:
        day: The day.
        level, sets, dose: The dose.
        decision, rule, reason: What was decided, by which rule, and why.
        standing: Whether it may be done.
        felt: What was felt, or None today.
    """

    day: date
    level: int
    sets: int
    dose: str
    decision: str
    rule: str
    reason: str
    standing: str
    felt: Day | None


DAYS = (
    Day(ago=30, before=1, during=1, after=1, morning=1),
    Day(ago=28, before=1, during=2, after=1, morning=1),
    Day(ago=26, before=1, during=1, after=1, morning=1),
    Day(ago=23, before=1, during=1, after=1, morning=1),
    Day(ago=21, before=1, during=1, after=1, morning=1),
    Day(ago=19, before=1, during=1, after=1, morning=1),
    Day(ago=16, before=1, during=1, after=1, morning=1),
    Day(ago=14, before=1, during=1, after=1, morning=2),  # a sore morning
    Day(ago=11, before=1, during=2, after=1, morning=3),  # and a worse one
    Day(ago=9, before=1, during=1, after=1, morning=1),
    Day(ago=7, before=1, during=1, after=1, morning=1),
    Day(ago=4, before=1, during=1, after=1, morning=1),
    Day(ago=2, before=0, during=1, after=0, morning=0),
)


def live(today: date, exercise: str, side: str | None) -> tuple[Turn, ...]:
    """Live the days by commands alone, and return what each plan said of one exercise."""
    turns = []
    for felt in DAYS:
        day = today - timedelta(days=felt.ago)
        turns.append(_plan(day, exercise, side, felt))
        _log(day, felt)
    turns.append(_plan(today, exercise, side, None))
    return tuple(turns)


def _plan(day: date, exercise: str, side: str | None, felt: Day | None) -> Turn:
    told = _command("plan", "--programme", PROGRAMME, "--date", day.isoformat(), "--json")
    found = next(
        one
        for one in json.loads(told)["exercises"]
        if one["exercise"] == exercise and one["side"] == side
    )
    return Turn(
        day=day,
        level=found["level"],
        sets=found["sets"],
        dose=found["dose"],
        decision=found["decision"],
        rule=found["rule"],
        reason=found["reason"],
        standing=found["standing"],
        felt=felt,
    )


def _log(day: date, felt: Day) -> None:
    scores = {
        "before": felt.before,
        "during": felt.during,
        "after": felt.after,
        "morning": felt.morning,
        "effort": 5,
    }
    options = [word for name, score in scores.items() for word in (f"--{name}", str(score))]
    _command("log", PROGRAMME, "--date", day.isoformat(), *options)


def _command(*words: str) -> str:
    output = StringIO()
    with redirect_stdout(output):
        status = kneecoach(list(words))
    if status != 0:
        raise RuntimeError(f"kneecoach {' '.join(words)} ended with {status}")
    return output.getvalue()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--exercise", default="squat")
    parser.add_argument("--side", choices=["left", "right"])
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["KNEECOACH_HOME"] = folder
        turns = live(SystemClock().today(), asked.exercise, asked.side)
    print(f"{asked.exercise}: what the plan said before each session, and what was then felt")
    for turn in turns:
        print()
        print(_row(turn))
        print(fill(turn.reason, 96, initial_indent="    ", subsequent_indent="    "))
    return 0


def _row(turn: Turn) -> str:
    felt = turn.felt
    then = (
        f"then {felt.before}-{felt.during}-{felt.after}, next morning {felt.morning}"
        if felt is not None
        else "today"
    )
    return (
        f"{turn.day:%a %d %b}  level {turn.level}  {turn.decision:12} {turn.rule:3} "
        f"{turn.standing:8} {turn.dose}  |  {then}"
    )


if __name__ == "__main__":
    sys.exit(main())
