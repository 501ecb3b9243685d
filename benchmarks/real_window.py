"""Start the real window on a screen of its own, and use it by keyboard, as a person does."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TITLE = "^kneecoach$"
TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")

PACK = """\
format: kneecoach-pack/1
id: measure
name: A short session
version: 1.0.0
author: The kneecoach developers
language: en-GB
licence: Apache-2.0
review: none
sources:
  house-rule: Made up to be measured
"""

EXERCISE = """\
format: kneecoach-exercise/1
name: {name}
kind: strength
position: {position}
why: Made up to be measured.
areas: [hips]
dose:
  sides: {sides}
  sets: {sets}
  reps: 2
  tempo: {{{tempo}}}
  rest: 8 s
ladder:
  - change: {{reps: 3}}
steps: [Begin., Go on.]
cues:
  - {{phase: {phase}, say: Slowly.}}
mistakes:
  - what: Too fast.
    instead: Go slowly.
cautions: [Stop when it hurts.]
easier: none
harder: none
sources: [house-rule]
figure: {{view: side}}
"""

HOLD = """\
format: kneecoach-exercise/1
name: Stay
kind: isometric
position: standing
why: Made up to be measured.
areas: [thigh]
dose:
  sides: both
  sets: 1
  duration: 20 s
  phase: hold
  rest: 8 s
steps: [Begin., Stay.]
cues: []
mistakes:
  - what: Too deep.
    instead: Stay higher.
cautions: [Stop when it hurts.]
easier: none
harder: none
sources: [house-rule]
figure: {view: side}
"""

PROGRAMME = """\
format: kneecoach-programme/1
name: A short session
why: It is short.
days_a_week: 3
most_days_a_week: 5
exercises: [lift, sway, stay]
sources: [house-rule]
"""


def write_short_pack(home: Path) -> str:
    """Write a pack with repetitions, a hold, rests and both sides; return its programme's id."""
    folder = home / "data" / "packs" / "measure"
    (folder / "programmes").mkdir(parents=True)
    (folder / "pack.yaml").write_text(PACK)
    lift = {"name": "Lift", "position": "standing", "sides": "both", "sets": 2}
    sway = {"name": "Sway", "position": "side_lying", "sides": "each", "sets": 1}
    (folder / "lift.yaml").write_text(
        EXERCISE.format(**lift, tempo="raise: 2 s, hold: 1 s, lower: 2 s", phase="raise")
    )
    (folder / "sway.yaml").write_text(
        EXERCISE.format(**sway, tempo="open: 1 s, close: 2 s", phase="open")
    )
    (folder / "stay.yaml").write_text(HOLD)
    (folder / "programmes" / "short_session.yaml").write_text(PROGRAMME)
    return "short_session"


def write_settings(home: Path, **entries: object) -> None:
    """Write settings before the first start; everything else is as usual."""
    folder = home / "config"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "settings.json").write_text(json.dumps(entries))


def answer_safety_questions(home: Path) -> None:
    """Answer them once with "none", as everybody does before a first session."""
    if _rows(home, "select 1 from screening"):
        return
    subprocess.run(
        [sys.executable, "-m", "kneecoach", "screening", "--none", "--knee", "left"],
        env={**os.environ, "KNEECOACH_HOME": str(home)},
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        check=True,
    )


@dataclass(slots=True, kw_only=True)
class RealWindow:
    """The coach in a process of its own.

    Attributes:
        process: The process.
        environ: What it was started with.
        home: Where it keeps everything.
    """

    process: subprocess.Popen[bytes]
    environ: dict[str, str]
    home: Path

    def press(self, *keys: str) -> None:
        """Press keys one after the other, as fast as a person would."""
        for key in keys:
            self._xdotool("key", key)
            time.sleep(0.15)

    def find(self, title: str = TITLE) -> str:
        """Wait for the window and return its number."""
        found = wait_until(
            lambda: self._xdotool("search", "--onlyvisible", "--name", title).split(),
            "the window does not appear",
            seconds=40,
        )
        return found[-1]

    def start_session(self, pain: str = "1") -> None:
        """Start today's session by keyboard, and wait until it is kept as begun."""
        self.find()
        self.wait_until_calm()
        self.press("Return")
        self.wait_until_calm(0.3)
        self.press(pain, "Return")
        wait_until(lambda: self.rows("select 1 from session"), "no session began", seconds=20)

    def wait_until_calm(self, seconds: float = 1.0) -> None:
        """Wait until the process has had nothing to do for a while, so that it hears the keys."""
        calm = 0.0
        for _ in range(600):
            before = cpu_seconds(self.process.pid)
            time.sleep(0.1)
            calm = calm + 0.1 if cpu_seconds(self.process.pid) - before < 0.015 else 0.0
            if calm >= seconds:
                return
        raise RuntimeError("the window never comes to rest")

    def rows(self, question: str) -> list[tuple[object, ...]]:
        """Ask the history's file, without writing to it."""
        return _rows(self.home, question)

    def _xdotool(self, *arguments: str) -> str:
        done = subprocess.run(
            ["xdotool", *arguments],
            env=self.environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            check=False,
        )
        return done.stdout.strip()


def _rows(home: Path, question: str) -> list[tuple[object, ...]]:
    path = home / "data" / "history.sqlite3"
    if not path.exists():
        return []
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as file:
        try:
            return file.execute(question).fetchall()
        except sqlite3.OperationalError as error:
            if "no such table" in str(error):
                return []  # not made yet
            raise


@contextmanager
def real_window(home: Path, environ: Mapping[str, str], *arguments: str) -> Iterator[RealWindow]:
    """Start the window of somebody who is known to it, and end it afterwards if it still runs."""
    if not arguments:
        answer_safety_questions(home)
    own = {**environ, "KNEECOACH_HOME": str(home)}
    command = [sys.executable, *(arguments or ("-m", "kneecoach"))]
    process = subprocess.Popen(command, env=own, cwd=ROOT, stderr=subprocess.PIPE)
    try:
        yield RealWindow(process=process, environ=own, home=home)
    finally:
        process.terminate()
        try:
            process.communicate(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


def cpu_seconds(pid: int) -> float:
    """Return the time that all threads of a process have had on any core."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS_A_SECOND


def wait_until(
    is_true: Callable[[], list[str] | list[tuple[object, ...]]], complaint: str, seconds: float
) -> list[str] | list[tuple[object, ...]]:
    """Wait for an answer that is not empty, and return it.

    Raises:
        RuntimeError: It never came.
    """
    for _ in range(int(seconds / 0.1)):
        found = is_true()
        if found:
            return found
        time.sleep(0.1)
    raise RuntimeError(complaint)
