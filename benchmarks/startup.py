"""Measure how soon the window is painted, and how soon Today is filled from a year of history.

The baseline is a bare PySide6 window of the same size, started in turn with the coach, so that a
machine whose speed drifts does not change the ratio. Targets: first paint at most 1.3 times the
bare window, Today filled at most 2 times.

    python benchmarks/startup.py [RUNS]
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
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
        bare, painted, filled = [], [], []
        for run in range(runs + 1):
            bare_times = _start([sys.executable, "-c", BARE], environment, home)
            coach_times = _start([sys.executable, "-m", "kneecoach"], environment, home)
            if run == 0:
                continue  # the first of each warms the disk's cache
            bare.append(bare_times["painted"])
            painted.append(coach_times["painted"])
            filled.append(coach_times["filled"])
    print(f"history: {sessions} sessions in 365 days; {runs} runs each, medians in ms")
    print(f"bare PySide6 window painted  {median(bare) * 1000:6.0f}")
    print(_line("coach painted", painted, bare, 1.3))
    print(_line("Today filled", filled, bare, 2.0))


def _line(name: str, times: list[float], bare: list[float], target: float) -> str:
    ratio = median(times) / median(bare)
    return f"{name:28} {median(times) * 1000:6.0f}   ratio {ratio:.2f} (target at most {target:g})"


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
