"""Start an X server with a window manager, a tray and somebody's editor, and look at them."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

from kneecoach.clock import SystemClock
from kneecoach.paths import find_paths
from kneecoach.remote.client import ask
from kneecoach.remote.words import Request, Wish
from kneecoach.values import asdict

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
NEEDED = ("Xvfb", "openbox", "xdotool", "trayer")
PATIENCE = 40.0

EDITOR = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication, QPlainTextEdit
app = QApplication(sys.argv)
edit = QPlainTextEdit()
edit.setWindowTitle("editor")
edit.textChanged.connect(lambda: Path(sys.argv[1]).write_text(edit.toPlainText()))
if "full" in sys.argv:
    edit.showFullScreen()
else:
    edit.resize(600, 400)
    edit.show()
app.exec()
"""


def lacking() -> str:
    """Return what this computer lacks for a real desktop; empty for nothing."""
    return ", ".join(name for name in NEEDED if shutil.which(name) is None)


class Desktop:
    """Hold the programs of one desktop; all end with it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "home"
        self.typed = folder / "typed.txt"
        self.typed.write_text("")
        self._programs: list[subprocess.Popen[bytes]] = []
        runtime = folder / "run"
        runtime.mkdir(mode=0o700)
        self.env = {
            **{key: value for key, value in os.environ.items() if not key.startswith("QT_")},
            "KNEECOACH_HOME": str(self.home),
            "KNEECOACH_NO_SOUND": "1",
            "XDG_RUNTIME_DIR": str(runtime),
            "PYTHONPATH": str(ROOT),
        }
        for name in ("WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_CURRENT_DESKTOP"):
            self.env.pop(name, None)
        reading, writing = os.pipe()
        server = (
            "Xvfb",
            "-displayfd",
            str(writing),
            "-screen",
            "0",
            "1280x800x24",
            "-noreset",
            "-nolisten",
        )
        self.start(*server, "tcp", pass_fds=(writing,))
        os.close(writing)
        with os.fdopen(reading) as told:
            self.env["DISPLAY"] = f":{told.readline().strip()}"
        self.start("openbox")
        self.start("trayer", "--edge", "top", "--align", "right", "--SetDockType", "true")

    def start(self, *command: str, **options: object) -> subprocess.Popen[bytes]:
        program = subprocess.Popen(
            command,
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **options,  # type: ignore[call-overload]
        )
        self._programs.append(program)
        return program

    def open_editor(self, *words: str) -> subprocess.Popen[bytes]:
        """Open somebody's own program, and give it the keyboard."""
        editor = self.start(sys.executable, "-c", EDITOR, str(self.typed), *words)
        self.until(lambda: self.window("editor") != "", "the editor")
        self.xdo("windowfocus", "--sync", self.window("editor"))
        return editor

    def start_coach(
        self, *, speed: float, idle: float = 60, lull: float = 0.2, **settings: object
    ) -> subprocess.Popen[bytes]:
        """Start the coach in the tray, with desk breaks on at any hour."""
        config = self.home / "config"
        config.mkdir(parents=True, exist_ok=True)
        days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        chosen = {
            "breaks": True,
            "break_days": days,
            "break_from_hour": 0,
            "break_to_hour": 24,
            "break_minutes": 20,
            **settings,
        }
        (config / "settings.json").write_text(json.dumps(chosen))
        coach = self.start(
            sys.executable,
            str(HERE / "fast_coach.py"),
            str(speed),
            str(idle),
            str(lull),
            "--tray",
        )
        self.until(lambda: self.status() != {}, "the coach")
        return coach

    def status(self) -> dict[str, object]:
        """Return what the running coach says of itself; nothing while none is running."""
        answer = ask(find_paths(self.env), self.env, Request(wish=Wish.STATUS))
        return {} if answer is None else asdict(answer)

    def kneecoach(self, *words: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-m", "kneecoach", *words],
            env=self.env,
            check=False,
            capture_output=True,
            text=True,
        )
        return done.returncode, done.stdout

    def xdo(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words], env=self.env, check=False, capture_output=True, text=True
        )
        return done.stdout.strip()

    def window(self, name: str) -> str:
        """Return the window that can be seen and has this name; empty for none."""
        found = self.xdo("search", "--onlyvisible", "--name", f"^{name}$").splitlines()
        return found[-1] if found else ""

    def until(self, is_so: Callable[[], bool], what: str) -> None:
        """Wait for something that is seen from outside."""
        clock, moment = SystemClock(), Event()
        end = clock.monotonic() + PATIENCE
        while clock.monotonic() < end:
            if is_so():
                return
            moment.wait(0.05)
        raise AssertionError(f"{what} did not come")

    def kill_server(self) -> None:
        self._programs[0].kill()
        self._programs[0].wait()

    def picture(self, name: str) -> Path:
        file = self.folder / f"{name}.png"
        subprocess.run(["import", "-window", "root", str(file)], env=self.env, check=True)
        return file

    def close(self) -> None:
        for program in reversed(self._programs):
            program.terminate()
        for program in self._programs:
            try:
                program.wait(timeout=5)
            except subprocess.TimeoutExpired:
                program.kill()
                program.wait()


@contextlib.contextmanager
def desktop(folder: Path) -> Iterator[Desktop]:
    """Give a desktop that ends with the test."""
    running = Desktop(folder)
    try:
        yield running
    finally:
        running.close()
