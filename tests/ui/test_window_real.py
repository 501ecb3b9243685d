"""The coach as a process of its own, in a real window, used by keyboard and by screen reader."""

from __future__ import annotations

import json
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.real_window import (
    ROOT,
    RealWindow,
    answer_safety_questions,
    real_window,
    wait_until,
    write_settings,
    write_short_pack,
)
from benchmarks.screen import own_screen

pytestmark = [pytest.mark.display, pytest.mark.slow]

PROBE = ROOT / "benchmarks" / "accessibility_probe.py"
SYSTEM_PYTHON = "/usr/bin/python3"


def needed(*programs: str) -> None:
    for program in programs:
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed here")


@pytest.fixture(scope="module")
def screen():
    needed("Xvfb", "xdotool", "openbox")
    with own_screen() as environ:
        environ["KNEECOACH_NO_SOUND"] = "1"
        yield environ


@pytest.fixture
def short_home(tmp_path: Path) -> Path:
    home = tmp_path / "real-home"
    write_settings(home, programme=write_short_pack(home), get_ready_seconds=3)
    answer_safety_questions(home)
    return home


def end_session(window: RealWindow) -> None:
    window.press("Escape", "Tab", "Return")


def answer_and_save(window: RealWindow) -> None:
    """Answer the three questions and save: nothing but keys."""
    window.wait_until_calm(0.5)
    window.press("2", "Tab", "1", "Tab", "Right", "Right", "space")
    window.press(*["Tab"] * 8)
    window.press("Return")


def test_a_session_is_done_by_keyboard_and_is_in_the_file(screen, short_home):
    with real_window(short_home, screen) as window:
        window.start_session(pain="1")
        window.press("space")
        window.wait_until_calm(0.5)
        window.press("space", "Right", "Right", "Right")
        window.press("p")
        window.wait_until_calm(0.5)
        window.press("3", "Return", "Return")
        window.wait_until_calm(0.2)
        end_session(window)
        answer_and_save(window)
        ended = 'select ending, "before", during, "after", effort, paused_times from session'
        wait_until(
            lambda: [row for row in window.rows(ended) if row[0] == "finished"],
            "the session was never saved",
            seconds=60,
        )
        window.press("alt+F4")
        assert window.process.wait(timeout=60) == 0
        assert window.process.stderr.read() == b""
    with closing(sqlite3.connect(short_home / "data" / "history.sqlite3")) as file:
        assert file.execute("pragma integrity_check").fetchall() == [("ok",)]
        (row,) = file.execute(ended).fetchall()
        assert row == ("finished", 1, 3, 1, 6, 1)
        outcomes = [one for (one,) in file.execute("select outcome from done_set order by place")]
    assert outcomes[0] == "skipped"
    assert "stopped" in outcomes


def test_a_killed_session_is_offered_again_and_goes_on(screen, short_home):
    with real_window(short_home, screen) as window:
        window.start_session()
        window.press("Right", "Right")
        kept = "select outcome from done_set"
        wait_until(lambda: window.rows(kept), "no set was kept", seconds=60)
        window.process.send_signal(signal.SIGKILL)
        window.process.wait(timeout=60)
    with real_window(short_home, screen) as window:
        window.find()
        window.wait_until_calm()
        window.press("Return")
        window.wait_until_calm(0.3)
        before = len(window.rows(kept))
        window.press("Right", "Right")
        wait_until(lambda: window.rows(kept)[before:], "the session does not go on", seconds=60)
        assert window.rows("select count(*) from session") == [(1,)]


def test_an_idle_window_does_nothing(screen, short_home):
    from benchmarks.real_window import cpu_seconds

    with real_window(short_home, screen) as window:
        window.find()
        window.wait_until_calm(3.0)  # what is made ready once may come late on a busy computer
        before = cpu_seconds(window.process.pid)
        with pytest.raises(subprocess.TimeoutExpired):
            window.process.wait(timeout=3)
        assert cpu_seconds(window.process.pid) - before <= 0.05


def test_a_screen_reader_finds_and_presses_everything(screen, short_home):
    needed("dbus-run-session", SYSTEM_PYTHON)
    has_library = subprocess.run(
        [SYSTEM_PYTHON, "-c", "import pyatspi"], capture_output=True, check=False
    )
    if has_library.returncode != 0:
        pytest.skip("python3-pyatspi is not installed here")
    told = subprocess.run(
        ["dbus-run-session", "--", SYSTEM_PYTHON, str(PROBE), sys.executable],
        env={**screen, "KNEECOACH_HOME": str(short_home)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    seen = {
        page: dict(map(tuple, rows))
        for page, rows in json.loads(told.stdout.splitlines()[-1]).items()
    }
    assert seen["exercises"]["Search"] == "text"
    assert seen["exercises"]["Squat"] in {"push button", "button"}
    assert any(name.endswith(" exercises") for name in seen["exercises"])
    assert "How Calf stretch looks" in seen["exercise"]
    assert seen["exercise"]["Seen from: Side"] in {"check box", "toggle button"}
    assert seen["exercise"]["Try it now"] in {"push button", "button"}
    assert any(name.startswith("1. Stand an arm's length") for name in seen["exercise"])
    where = seen["where it hurts"]
    assert "Left knee from the front" in where
    assert {where["Below the kneecap"], where["Back of the knee"]} <= {"check box", "toggle button"}
    assert "Just below the kneecap" in seen["cards"]
    assert "Just below the kneecap" not in where
    assert seen["today"]["Start session"] in {"push button", "button"}
    assert seen["today"]["Pages"] == "list"
    assert {"Today", "Programme", "Settings"} <= set(seen["today"])
    assert any(name.startswith("Pain 10 of 10") for name in seen["before"])
    session = seen["session"]
    for name in ("Pause", "Skip", "Back", "It hurts"):
        assert session[name] in {"push button", "button"}, name
    assert "The whole session" in session
    assert any(name.startswith("Go on") for name in seen["paused"])
