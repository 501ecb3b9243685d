"""The window starts, or says in a sentence why it cannot; signals close it and nothing is lost."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest

from benchmarks.real_window import answer_safety_questions
from benchmarks.screen import own_screen
from kneecoach.clock import SystemClock
from kneecoach.history.quick import read_quickly
from kneecoach.model.record import Ending, SessionRecord
from kneecoach.paths import find_paths

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-m", "kneecoach"]
PATIENCE = 40.0

posix = pytest.mark.skipif(os.name == "nt", reason="screens and signals are those of POSIX")
needs_x = pytest.mark.skipif(shutil.which("Xvfb") is None, reason="Xvfb is not here")
needs_keys = pytest.mark.skipif(shutil.which("xdotool") is None, reason="xdotool is not here")


def _environment(home: Path, **more: str) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("QT_", "DISPLAY", "WAYLAND", "XDG_"))
    }
    own = {"PYTHONPATH": str(ROOT), "KNEECOACH_HOME": str(home), "KNEECOACH_NO_SOUND": "1"}
    return {**kept, **own, **more}


def _fails(home: Path, **more: str) -> str:
    """Start the window where it cannot be; return what it said."""
    done = subprocess.run(
        PROGRAM,
        env=_environment(home, **more),
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == 1, done.stderr
    assert done.stdout == ""
    for word in ("Traceback", "core dumped", "Aborted", "qt.qpa"):
        assert word not in done.stderr
    return done.stderr


@posix
def test_without_a_screen_it_says_so(home: Path) -> None:
    said = _fails(home)
    assert "There is no screen" in said
    assert "kneecoach run" in said


@posix
@pytest.mark.parametrize("display", [":4711", "localhost:4711", "nonsense", "/no/such/socket:0"])
def test_a_dead_screen_is_named(display: str, home: Path) -> None:
    assert f"The screen {display} named by DISPLAY does not answer." in _fails(
        home, DISPLAY=display
    )


@posix
def test_a_wayland_screen_that_is_not_there_is_said(home: Path) -> None:
    assert "Qt cannot use this screen" in _fails(home, WAYLAND_DISPLAY="wayland-4711")


@posix
@pytest.mark.display
@needs_x
@pytest.mark.parametrize("platform", ["nonsense", "offscreeen"])
def test_a_missing_platform_plugin_is_said_without_a_core_dump(platform: str, home: Path) -> None:
    with own_screen() as screen:
        said = _fails(home, DISPLAY=screen["DISPLAY"], QT_QPA_PLATFORM=platform)
    assert "Qt cannot use this screen" in said
    assert "bootstrap.py setup" in said


@posix
def test_a_missing_library_of_the_system_is_named(home: Path, tmp_path: Path) -> None:
    fake = tmp_path / "fake" / "PySide6"
    fake.mkdir(parents=True)
    (fake / "__init__.py").write_text("")
    (fake / "QtWidgets.py").write_text(
        "raise ImportError('libEGL.so.1: cannot open shared object file: No such file')"
    )
    said = _fails(home, QT_QPA_PLATFORM="offscreen", PYTHONPATH=f"{tmp_path / 'fake'}:{ROOT}")
    assert "libEGL.so.1" in said
    assert "bootstrap.py setup" in said
    assert "kneecoach doctor" in said


@posix
def test_a_home_that_means_nothing_is_said(home: Path) -> None:
    said = _fails(home, QT_QPA_PLATFORM="offscreen", KNEECOACH_HOME="~nobody-such/x")
    assert "KNEECOACH_HOME" in said


def _sessions(home: Path) -> tuple[SessionRecord, ...]:
    found = read_quickly(find_paths({"KNEECOACH_HOME": str(home)}).database)
    return () if found is None else found[1].sessions


def _wait_for(is_so: Callable[[], bool], what: str) -> None:
    clock, waiting = SystemClock(), Event()
    until = clock.monotonic() + PATIENCE
    while not is_so():
        assert clock.monotonic() < until, f"waited in vain for {what}"
        waiting.wait(0.1)


class Window:
    """Start the real window on a screen of its own, and press keys in it."""

    def __init__(self, home: Path, screen: dict[str, str]) -> None:
        self.home = home
        self._environment = _environment(home, DISPLAY=screen["DISPLAY"], QT_QPA_PLATFORM="xcb")
        self.process = subprocess.Popen(
            PROGRAM,
            env=self._environment,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def wait_until_filled(self) -> None:
        """Wait for the window, and for the log that follows the first look at the history."""
        log = find_paths({"KNEECOACH_HOME": str(self.home)}).log
        _wait_for(log.exists, "the window")
        _wait_for(self._is_active, "the keyboard")

    def press(self, *keys: str) -> None:
        for key in keys:
            self._xdotool("key", "--delay", "100", key)
            Event().wait(0.3)

    def press_until(self, is_so: Callable[[], bool], *keys: str) -> None:
        """Press keys again and again; a busy computer may not have shown the page yet."""
        for _ in range(30):
            self.press(*keys)
            if is_so():
                return
        pytest.fail(f"pressing {keys} did nothing")

    def end(self, signal_number: int) -> tuple[int, str]:
        self.process.send_signal(signal_number)
        said, complaint = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, said + complaint

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.communicate()

    def _is_active(self) -> bool:
        return self._xdotool("getactivewindow", "getwindowname").strip() == "kneecoach"

    def _xdotool(self, *words: str) -> str:
        return subprocess.run(
            ["xdotool", *words],
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
        ).stdout


@pytest.fixture
def window(home: Path) -> Iterator[Window]:
    answer_safety_questions(home)
    with own_screen() as screen:
        made = Window(home, screen)
        yield made
        made.close()


@posix
@needs_x
@needs_keys
@pytest.mark.display
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_closes_the_window(number: signal.Signals, window: Window) -> None:
    window.wait_until_filled()
    assert window.end(number) == (0, "")


@posix
@needs_x
@needs_keys
@pytest.mark.display
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_in_a_session_keeps_it_and_it_is_offered_again(
    number: signal.Signals, window: Window, home: Path
) -> None:
    window.wait_until_filled()
    window.press_until(lambda: len(_sessions(home)) == 1, "Return", "1", "Return")
    window.press_until(lambda: len(_sessions(home)[0].sets) >= 1, "Right")
    assert window.end(number) == (0, "")
    (record,) = _sessions(home)
    assert record.ending is Ending.OPEN
    done = subprocess.run(
        [*PROGRAM, "run", record.programme_id, "--speed", "10000"],
        env=_environment(home),
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert f"Going on after {len(record.sets)} sets." in done.stdout
    assert [one.ending for one in _sessions(home)] == [Ending.FINISHED]


@posix
@pytest.mark.parametrize("history", [b"no database" * 99, None])
def test_a_window_without_a_usable_history_opens_and_closes(
    history: bytes | None, home: Path
) -> None:
    database = find_paths({"KNEECOACH_HOME": str(home)}).database
    database.parent.mkdir(parents=True)
    if history is not None:
        database.write_bytes(history)
    process = subprocess.Popen(
        PROGRAM,
        env=_environment(home, QT_QPA_PLATFORM="offscreen"),
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    _wait_for(find_paths({"KNEECOACH_HOME": str(home)}).log.exists, "the window")
    process.send_signal(signal.SIGTERM)
    said, complaint = process.communicate(timeout=PATIENCE)
    assert (process.returncode, said) == (0, "")
    assert "Traceback" not in complaint
    if history is not None:
        assert database.read_bytes() == history
