"""Measure what the coach costs while it waits in the tray, beside others that wait there too.

    python benchmarks/tray.py [--runs 5] [--seconds 60] [--only WORD ...]

Each program runs alone on a screen of its own with a tray, untouched: wake-ups (how often one of
its threads went to wait), processor time, and memory (PSS). Beside the coach: a bare Qt program
with an icon, the same with a one-second timer, and Workrave and Safe Eyes where they are installed;
and the coach once more, after its window was open and was closed.

Ready is the first turn of the event loop after the icon was shown, in the bare program as in the
coach; menu is when all that belongs to the icon of the coach is there.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path

from screen import own_screen
from year import write_history

ROOT = Path(__file__).parents[1]
SETTLE_S = 8.0
READY_S = 30.0
CLOSED = "CLOSED"

BARE = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QSystemTrayIcon
app = QApplication(sys.argv)
app.setQuitOnLastWindowClosed(False)
pixmap = QPixmap(32, 32)
pixmap.fill()
icon = QSystemTrayIcon(QIcon(pixmap))
icon.show()
timer = QTimer()
if "tick" in sys.argv:
    timer.start(1000)
def tell():
    with open(sys.argv[1], "a") as report:
        report.write(f"tray {time.time()}\\n")
QTimer.singleShot(0, tell)
app.exec()
"""

LIMITS = {"wake-ups/min": 12, "CPU s": 0.02, "PSS MB": 80}


@dataclass(frozen=True)
class Cost:
    """What a program cost."""

    wakes: float
    cpu: float
    pss: float
    private: float
    ready: float
    menu: float


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("--runs", type=int, default=5)
    asked.add_argument("--seconds", type=float, default=60)
    asked.add_argument("--only", nargs="*", default=[""], help="words in the names to measure")
    options = asked.parse_args()
    costs: dict[str, list[Cost]] = {}
    for _ in range(options.runs):
        for name, command in programs().items():
            if not any(word in name for word in options.only):
                continue
            costs.setdefault(name, []).append(measure(command, options.seconds))
            print(name, costs[name][-1], file=sys.stderr)
    print(f"{options.seconds:.0f} s untouched in the tray, medians of {options.runs}")
    heads = ("wake-ups/min", "CPU s", "PSS MB", "own MB", "ready s", "menu s")
    print(f"{'':26}" + "".join(f"{head:>13}" for head in heads))
    for name, seen in costs.items():
        medians = {
            field.name: statistics.median(getattr(one, field.name) for one in seen)
            for field in fields(Cost)
        }
        print(f"{name:26}" + "".join(f"{one:13.3f}" for one in medians.values()))
    print("limits for the coach:", ", ".join(f"{key} <= {value}" for key, value in LIMITS.items()))
    return 0


def programs() -> dict[str, tuple[str, ...]]:
    """Return the programs that are here, by name."""
    found = {
        "bare Qt tray program": (sys.executable, "-c", BARE, "REPORT"),
        "the same, 1 s timer": (sys.executable, "-c", BARE, "REPORT", "tick"),
        "kneecoach --tray": (sys.executable, "-m", "kneecoach", "--tray"),
        "kneecoach, window closed": (sys.executable, "-m", "kneecoach", "--tray", CLOSED),
    }
    for name, program in (("Workrave", "workrave"), ("Safe Eyes", "safeeyes")):
        if shutil.which(program):
            found[name] = (program,)
    return found


def measure(command: tuple[str, ...], seconds: float) -> Cost:
    with tempfile.TemporaryDirectory() as folder, a_desk(Path(folder)) as environment:
        report = Path(folder) / "report"
        words = [str(report) if word == "REPORT" else word for word in command if word != CLOSED]
        if CLOSED not in command:
            environment["KNEECOACH_STARTUP_TIMES"] = str(report)
        began = time.time()
        program = subprocess.Popen(
            words,
            env=environment,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            tells = "-c" in words or ("kneecoach" in words and CLOSED not in command)
            ready = wait_for(report, began, "tray") if tells else 0.0
            menu = wait_for(report, began, "breaks") if tells and "-c" not in words else 0.0
            time.sleep(SETTLE_S)
            if CLOSED in command:
                open_and_close(environment)
            before = looked_at(program.pid)
            time.sleep(seconds)
            after = looked_at(program.pid)
            pss, private = memory(program.pid)
        finally:
            program.terminate()
            program.wait(timeout=20)
    return Cost(
        wakes=(after[0] - before[0]) * 60 / seconds,
        cpu=after[1] - before[1],
        pss=pss,
        private=private,
        ready=ready,
        menu=menu,
    )


def open_and_close(environment: dict[str, str]) -> None:
    """Open the window as somebody who is known, look at it, and close it to the tray."""
    subprocess.run([sys.executable, "-m", "kneecoach"], env=environment, check=True)
    time.sleep(SETTLE_S)
    found = ["xdotool", "search", "--onlyvisible", "--name", "^kneecoach$"]
    window = subprocess.check_output(found, env=environment, text=True).split()[-1]
    keys = ["windowactivate", "--sync", window, "key", "alt+F4"]
    subprocess.run(["xdotool", *keys], env=environment, check=True)
    time.sleep(10 + SETTLE_S)


@contextmanager
def a_desk(folder: Path) -> Iterator[dict[str, str]]:
    """Give a screen with a tray, a bus, and a home with desk breaks on."""
    home = folder / "home"
    (home / "config").mkdir(parents=True)
    write_history(home, days=30)
    days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    chosen = {"breaks": True, "break_days": days, "break_from_hour": 0, "break_to_hour": 24}
    (home / "config" / "settings.json").write_text(json.dumps(chosen))
    run = folder / "run"
    run.mkdir(mode=0o700)
    with own_screen() as environment:
        environment |= {
            "KNEECOACH_HOME": str(home),
            "KNEECOACH_NO_SOUND": "1",
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(run),
            "PYTHONPATH": str(ROOT),
        }
        bus = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert bus.stdout is not None
        environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        tray = subprocess.Popen(
            ["trayer", "--edge", "top", "--SetDockType", "true"],
            env=environment,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(1.0)
        try:
            yield environment
        finally:
            for one in (tray, bus):
                one.terminate()
                one.wait(timeout=10)


def wait_for(report: Path, began: float, name: str) -> float:
    """Return the seconds until the program said that it got so far."""
    while time.time() < began + READY_S:
        if report.exists():
            for line in report.read_text().splitlines():
                if line.startswith(f"{name} "):
                    return float(line.split()[1]) - began
        time.sleep(0.02)
    raise RuntimeError("the program did not come up")


def looked_at(pid: int) -> tuple[int, float]:
    """Return how often the threads of a program and its children waited, and their time."""
    wakes, nanoseconds = 0, 0
    for one in family(pid):
        for task in Path(f"/proc/{one}/task").iterdir():
            try:
                status = (task / "status").read_text()
                nanoseconds += int((task / "schedstat").read_text().split()[0])
            except OSError:
                continue
            lines = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
            wakes += int(lines["voluntary_ctxt_switches"])
    return wakes, nanoseconds / 1e9


def memory(pid: int) -> tuple[float, float]:
    """Return the share of memory (PSS) and what is a program's own, in MB."""
    pss = private = 0
    for one in family(pid):
        for line in Path(f"/proc/{one}/smaps_rollup").read_text().splitlines():
            name, _, value = line.partition(":")
            if name == "Pss":
                pss += int(value.split()[0])
            elif name in {"Private_Clean", "Private_Dirty"}:
                private += int(value.split()[0])
    return pss / 1024, private / 1024


def family(pid: int) -> list[int]:
    """Return a program and those it started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(each for child in children for each in family(int(child)))]


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main())
