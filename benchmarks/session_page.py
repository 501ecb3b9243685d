"""Measure what a running session costs: the share of a core of the whole window, and of its page.

    python benchmarks/session_page.py [SECONDS]

Measured in the real window under Xvfb while a long exercise runs, without sound. The baseline is a
bare window of the same size that repaints a plain gradient at the rate at which the session looks
at its clock, in the same run. Target: at most 25 % of a core.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

from real_window import cpu_seconds, real_window, write_settings
from screen import own_screen

from kneecoach.ui.live_view import TICK_MS

RUNS = 3

BARE = f"""
import sys
from PySide6.QtCore import QTimer
from PySide6.QtGui import QLinearGradient, QPainter
from PySide6.QtWidgets import QApplication, QWidget

class Window(QWidget):
    def paintEvent(self, event):
        painter = QPainter(self)
        gradient = QLinearGradient(0, 0, self.width(), self.height())
        gradient.setColorAt(0, "#12191C")
        gradient.setColorAt(1, "#4FC4B7")
        painter.fillRect(self.rect(), gradient)
        painter.end()

application = QApplication(sys.argv)
window = Window()
window.setWindowTitle("bare")
window.resize(1280, 800)
window.show()
timer = QTimer()
timer.timeout.connect(window.update)
timer.start({TICK_MS})
application.exec()
"""


def main() -> int:
    """Measure in turn, and print the medians."""
    if shutil.which("xdotool") is None:
        print("xdotool is needed and not there; install it to measure the session page.")
        return 1
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    pages, bares = [], []
    with own_screen() as environ:
        environ["KNEECOACH_NO_SOUND"] = "1"
        for _ in range(RUNS):
            with tempfile.TemporaryDirectory() as folder:
                bares.append(_bare(Path(folder), environ, seconds))
                pages.append(_page(Path(folder) / "home", environ, seconds))
    page, bare = sorted(pages)[RUNS // 2], sorted(bares)[RUNS // 2]
    print(f"session page {page:.1f} % of one core (target under 25 %)")
    print(f"bare window with a gradient {bare:.1f} % of one core")
    print(f"ratio {page / bare:.2f}")
    return 0 if page < 25 else 1


def _page(home: Path, environ: dict[str, str], seconds: float) -> float:
    write_settings(home, programme="knee_starter", get_ready_seconds=3)
    with real_window(home, environ) as window:
        window.start_session()
        time.sleep(4)  # past getting ready, into three minutes of walking
        return _share(window.process.pid, seconds)


def _bare(folder: Path, environ: dict[str, str], seconds: float) -> float:
    with real_window(folder, environ, "-c", BARE) as window:
        window.find("^bare$")
        time.sleep(1)
        return _share(window.process.pid, seconds)


def _share(pid: int, seconds: float) -> float:
    """Return the share of a core that a process takes for a while, in percent."""
    began, before = time.monotonic(), cpu_seconds(pid)
    time.sleep(seconds)
    return 100 * (cpu_seconds(pid) - before) / (time.monotonic() - began)


if __name__ == "__main__":
    raise SystemExit(main())
