"""A session at a real terminal: what is typed is done, and what hurts is asked about."""

from __future__ import annotations

import os
import re
import select
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cli_process import PROGRAM, ROOT, environment

from kneecoach.cli import main
from kneecoach.clock import SystemClock
from kneecoach.history.quick import read_quickly
from kneecoach.model.dose import Side
from kneecoach.model.feedback import Flag, Knee
from kneecoach.model.record import Ending, Outcome, SessionRecord
from kneecoach.paths import find_paths

pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")

PATIENCE = 40.0
CLOCK = SystemClock()


@pytest.fixture(autouse=True)
def answered(home: Path) -> None:
    """Answer the safety questions, as everybody does before a first session."""
    del home
    assert main(["screening", "--none", "--knee", "left"]) == 0


class Terminal:
    """Type into a session and read what it says."""

    def __init__(self, home: Path, *words: str) -> None:
        ours, theirs = pty.openpty()
        self._file = ours
        self.said = ""
        self._unread = ""
        self._process = subprocess.Popen(
            [*PROGRAM, "run", "knee_starter", *words],
            env=environment(home),
            cwd=ROOT,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)

    def wait_for(self, words: str) -> None:
        """Read on until the session says these words; what follows them is read next time."""
        until = CLOCK.monotonic() + PATIENCE
        while not (found := re.search(words, self._unread, re.DOTALL)):
            assert CLOCK.monotonic() < until, f"never said {words!r}: {self._unread[-600:]!r}"
            read = self._read()
            assert read or self._process.poll() is None, f"ended: {self._unread!r}"
            self._unread += read
        self._unread = self._unread[found.end() :]

    def type(self, line: str) -> None:
        os.write(self._file, f"{line}\n".encode())

    def close_input(self) -> None:
        os.write(self._file, b"\x04")

    def answer(self, question: str, line: str) -> None:
        """Type a line once the question is asked: what is typed sooner is no answer to it."""
        self.wait_for(f"(?:{question})[^\n]*: ")
        self.type(line)

    def status(self) -> int:
        """Read to the end and return the exit status."""
        until = CLOCK.monotonic() + PATIENCE
        while self._process.poll() is None and CLOCK.monotonic() < until:
            self._read()
        while self._read():
            pass
        assert "Traceback" not in self.said
        return self._process.wait(timeout=20)

    def close(self) -> None:
        """End the session if it still runs; closing twice changes nothing."""
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def _read(self) -> str:
        if not select.select([self._file], [], [], 0.1)[0]:
            return ""
        try:
            read = os.read(self._file, 65536).decode(errors="replace")
        except OSError:
            return ""
        self.said += read
        return read


@pytest.fixture
def terminals() -> Iterator[Callable[..., Terminal]]:
    """Return what starts sessions; those that still run are ended with the test."""
    started: list[Terminal] = []

    def start(home: Path, *words: str) -> Terminal:
        started.append(Terminal(home, *words))
        return started[-1]

    yield start
    for one in started:
        one.close()


@pytest.fixture
def terminal(home: Path, terminals: Callable[..., Terminal]) -> Terminal:
    return terminals(home, "--speed", "30")


def _session(home: Path) -> SessionRecord:
    found = read_quickly(find_paths({"KNEECOACH_HOME": str(home)}).database)
    assert found is not None
    return found[1].sessions[-1]


def _finish(terminal: Terminal, during: str = "1") -> None:
    terminal.answer("Worst pain during", during)
    terminal.answer("Pain now", "1")
    terminal.answer("How hard was it", "4")
    terminal.wait_for("Next time: ")
    assert terminal.status() == 0


def test_what_hurts_is_asked_about_and_counts_at_the_end(terminal: Terminal, home: Path) -> None:
    terminal.answer("Pain now, 0 to 10", "eleven")
    terminal.wait_for("not a whole number")
    terminal.answer("Pain now, 0 to 10", "1")
    terminal.wait_for("walk|swing")
    terminal.type("p")
    terminal.answer("How bad is it now", "5")
    terminal.answer("sharp", "n")
    terminal.answer("give way", "")
    terminal.wait_for("s leave this exercise, g go on as it was, q end")
    terminal.type("s")
    terminal.wait_for("Clam left")
    terminal.type("q")
    _finish(terminal, during="2")
    record = _session(home)
    assert (record.ending, record.scores.during, record.scores.effort) == (Ending.FINISHED, 5, 4)
    assert record.sets[0].outcome is Outcome.STOPPED
    assert [one.during for one in record.exercises if one.position == 0] == [5]


def test_each_knee_is_asked_about_where_both_are_sore(
    home: Path, terminals: Callable[..., Terminal]
) -> None:
    assert main(["screening", "--none", "--knee", "both"]) == 0
    terminal = terminals(home, "--speed", "30")
    terminal.answer("Pain now, left knee, 0 to 10", "1")
    terminal.answer("Pain now, right knee, 0 to 10", "2")
    terminal.wait_for("walk|swing")
    terminal.type("p")
    terminal.answer("How bad is it now", "4")
    terminal.answer("Which knee", "x")
    terminal.wait_for("x is neither l nor r")
    terminal.answer("Which knee", "right")
    terminal.answer("sharp", "n")
    terminal.answer("give way", "")
    terminal.wait_for("s leave this exercise")
    terminal.type("s")
    terminal.wait_for("Clam left")
    terminal.type("q")
    terminal.answer("Worst pain during the session, left knee", "0")
    terminal.answer("Worst pain during the session, right knee", "3")
    terminal.answer("Pain now, left knee", "0")
    terminal.answer("Pain now, right knee", "")
    terminal.answer("How hard was it", "4")
    terminal.wait_for("Next time: ")
    assert terminal.status() == 0
    record = _session(home)
    assert [(one.side, one.before, one.during, one.after) for one in record.knees] == [
        (Side.LEFT, 1, 0, 0),
        (Side.RIGHT, 2, 4, None),
    ]
    assert (record.before, record.scores.during, record.scores.after) == (2, 4, None)
    assert record.stops[0].side is Side.RIGHT
    legs = {one.side: one.during for one in record.exercises if one.exercise_id == "clam"}
    assert legs == {Side.LEFT: 0, Side.RIGHT: 3}


@pytest.mark.slow
def test_sharp_pain_and_signs_are_kept_and_going_on_is_not_offered(
    terminal: Terminal, home: Path
) -> None:
    terminal.answer("Pain now, 0 to 10", "1")
    terminal.wait_for("walk|swing")
    terminal.type("p")
    terminal.answer("How bad is it now", "7")
    terminal.answer("sharp", "y")
    terminal.answer("give way", "gl")
    terminal.wait_for("What next. q end the session, s leave this exercise")
    terminal.type("g")
    terminal.wait_for("g is not one of q, s")
    terminal.type("q")
    terminal.answer("Worst pain during", "")
    terminal.answer("Pain now", "3")
    terminal.answer("How hard was it", "")
    terminal.wait_for("Next time: Have the knee seen first")
    assert terminal.status() == 0
    record = _session(home)
    assert record.scores.during == 7
    assert record.scores.sharp
    assert record.scores.flags == {Flag.GIVING_WAY, Flag.LOCKING}
    assert record.scores.effort is None


@pytest.mark.slow
def test_keys_pause_skip_and_go_back(terminal: Terminal, home: Path) -> None:
    terminal.answer("Pain now, 0 to 10", "1")
    terminal.wait_for("walk|swing")
    terminal.type("")
    terminal.wait_for("Paused .asked.")
    terminal.type("")
    terminal.wait_for("On we go")
    terminal.type("x")
    terminal.wait_for("x means nothing here")
    terminal.type("s")
    terminal.wait_for("kept: warm_up set 1 skipped")
    terminal.type("b")
    terminal.wait_for("Warm-up|Clam")
    terminal.type("q")
    _finish(terminal)
    assert _session(home).paused_times == 1


@pytest.mark.slow
def test_a_session_that_was_cut_off_is_asked_about(
    home: Path, terminals: Callable[..., Terminal]
) -> None:
    first = terminals(home, "--speed", "30", "--before", "1")
    first.wait_for("walk|swing")
    first.type("s")
    first.wait_for("kept: ")
    first.close_input()
    assert first.status() == 1
    assert "Stopped. What was done is kept." in first.said
    assert "--resume" in first.said
    first.close()
    cut_off = _session(home)
    second = terminals(home, "--speed", "30")
    second.answer("cut off today after 1 sets. Go on with it", "y")
    second.wait_for("Going on after 1 sets")
    second.wait_for("Clam")
    second.type("q")
    _finish(second)
    second.close()
    assert _session(home).id == cut_off.id
    assert _session(home).ending is Ending.FINISHED


@pytest.mark.slow
def test_a_real_session_goes_at_its_own_speed_and_ends_when_told(
    home: Path, terminals: Callable[..., Terminal]
) -> None:
    terminal = terminals(home, "--no-sound", "--before", "1")
    terminal.wait_for("Warm-up")
    terminal.type("q")
    _finish(terminal)
    terminal.close()
    assert _session(home).ending is Ending.FINISHED


def test_somebody_new_is_asked_about_each_sign_first(
    tmp_path: Path, terminals: Callable[..., Terminal]
) -> None:
    new = tmp_path / "new"
    terminal = terminals(new)
    terminal.answer("fever", "")
    terminal.answer("usual shape", "x")
    terminal.answer("x is none of.*usual shape", "n")
    for words in ("cannot take", "calf", "fall", "swollen", "hot or red", "gives way"):
        terminal.answer(words, "")
    terminal.answer("locks", "b")
    for words in ("unsafe", "bend", "limp", "night", "clicks"):
        terminal.answer(words, "")
    terminal.answer("Pain in the left knee", "")
    terminal.answer("Pain in the left knee", "4")
    terminal.answer("Pain in the right knee", "2")
    terminal.wait_for("left locking, right locking")
    terminal.answer("Pain now, left knee", "4")
    terminal.answer("Pain now, right knee", "2")
    terminal.wait_for("Not today")
    assert terminal.status() == 0
    found = read_quickly(find_paths({"KNEECOACH_HOME": str(new)}).database)
    assert found is not None
    assert {one.knee: one.flags for one in found[1].screenings} == {
        Knee.LEFT: {Flag.LOCKING},
        Knee.RIGHT: {Flag.LOCKING},
    }
    assert [one.pain for one in found[1].check_ins] in ([4, 2], [2, 4])
