"""Measure how soon the window is painted, and how soon Today is filled from a year of history.

The baseline is a bare PySide6 window of the same size, started in turn with the coach, so that a
machine whose speed drifts does not change the ratio. Targets: first paint at most 1.3 times the
bare window, Today filled at most 2 times. Today is measured twice: as it was kept by a coach that
ran before, on this day or up to six days ago, and worked out, as after a change by another program.

    python benchmarks/startup.py [RUNS]
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from screen import own_screen
from year import write_history

BARE = """
import os, sys
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
import time

class Window(QMainWindow):
    seen = False
    def event(self, event):
        handled = super().event(event)
        if not self.seen and event.type() == QEvent.Type.Paint:
            self.seen = True
            QTimer.singleShot(0, report)
        return handled

def report():
    with open(os.environ["KNEECOACH_STARTUP_TIMES"], "a") as file:
        file.write(f"painted {time.time()}\\n")
    application.quit()

application = QApplication(sys.argv)
window = Window()
window.resize(1280, 800)
window.show()
application.exec()
"""


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    with tempfile.TemporaryDirectory() as folder, own_screen() as environment:
        home = Path(folder) / "home"
        sessions = write_history(home, days=365)
        bare, painted, filled, worked_out, furnished = [], [], [], [], []
        kept = home / "data" / "days.kept"
        _run_until(kept.exists, environment, home)
        days = kept.read_bytes()
        for run in range(runs + 1):
            kept.write_bytes(days)
            bare_times = _start([sys.executable, "-c", BARE], environment, home)
            coach_times = _start([sys.executable, "-m", "kneecoach"], environment, home)
            kept.unlink()
            slow_times = _start([sys.executable, "-m", "kneecoach"], environment, home)
            if run == 0:
                continue  # the first of each warms the disk's cache
            bare.append(bare_times["painted"])
            painted.append(coach_times["painted"])
            filled.append(coach_times["filled"])
            furnished.append(coach_times["furnished"])
            worked_out.append(slow_times["filled"])
    print(f"history: {sessions} sessions in 365 days; {runs} runs each, medians in ms")
    print(f"bare PySide6 window painted  {median(bare) * 1000:6.0f}")
    print(_line("coach painted", painted, bare, 1.3))
    print(_line("Today filled", filled, bare, 2.0))
    print(_line("  and ready for a press", furnished, bare))
    print(_line("Today filled, worked out", worked_out, bare))


def _line(name: str, times: list[float], bare: list[float], target: float | None = None) -> str:
    ratio = median(times) / median(bare)
    wanted = f" (target at most {target:g})" if target else ""
    return f"{name:28} {median(times) * 1000:6.0f}   ratio {ratio:.2f}{wanted}"


def _run_until(is_done: Callable[[], bool], environment: dict[str, str], home: Path) -> None:
    """Let the coach run until something has come of it, and close it as Ctrl-C does."""
    process = subprocess.Popen(
        [sys.executable, "-m", "kneecoach"],
        env={**environment, "KNEECOACH_HOME": str(home), "KNEECOACH_NO_SOUND": "1"},
    )
    while not is_done():
        if process.poll() is not None:
            raise RuntimeError("the coach ended before its time")
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    process.wait(timeout=60)


def _start(command: list[str], environment: dict[str, str], home: Path) -> dict[str, float]:
    """Start a window, let it say when it was painted and filled, and end it."""
    report = home.parent / f"times-{os.getpid()}"
    report.unlink(missing_ok=True)
    began = time.time()
    process = subprocess.Popen(
        command,
        env={
            **environment,
            "KNEECOACH_HOME": str(home),
            "KNEECOACH_STARTUP_TIMES": str(report),
        },
    )
    process.wait(timeout=60)
    lines = (line.split() for line in report.read_text().splitlines())
    return {name: float(moment) - began for name, moment in lines}


if __name__ == "__main__":
    main()
