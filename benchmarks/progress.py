"""Measure how soon Progress is there, and what a step along it costs, at 1, 10 and 100 years.

    python benchmarks/progress.py [--years 1 10 100] [--runs 9]

Ten years are 4,000 sessions with 60,000 sets and 3,000 mornings. The page is filled from a history
that has been read and replayed, as it is in a running coach, and painted at 1280x800 by the real
widgets, offscreen. The baseline is a page of as many plain labels and a plain gradient, painted in
the same run. Targets: filled in under 150 ms; a step along the picture in one frame of 60 a second.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from history import FIRST, fill
from PySide6.QtCore import QPoint
from PySide6.QtGui import QLinearGradient, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from years import grow

from kneecoach.clock import SystemClock
from kneecoach.coach.coach import Coach
from kneecoach.coach.opening import LazyStore, open_coach
from kneecoach.coach.progress import Trained
from kneecoach.history.store import HistoryStore
from kneecoach.override import override
from kneecoach.paths import find_paths
from kneecoach.settings import Theme
from kneecoach.ui.pages.progress import ProgressPage
from kneecoach.ui.progress_builder import SPANS, build_progress
from kneecoach.ui.theme.apply import apply_theme

OPEN_TARGET_MS = 150.0
FRAME_TARGET_MS = 1000 / 60
WIDE, HIGH = 1280, 800
LABELS = 60


class LaterClock(SystemClock):
    """Be so many days after the first session: what was written ends today."""

    def __init__(self, *, days: int) -> None:
        self._ahead = FIRST + timedelta(days=days) - super().now()

    @override
    def now(self) -> datetime:
        """Return the moment."""
        return super().now() + self._ahead


class Plain(QWidget):
    """A gradient with labels on it."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        for number in range(LABELS):
            column.addWidget(QLabel(f"Session {number}, 2 · 3 · 2"))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the gradient."""
        del event
        painter = QPainter(self)
        gradient = QLinearGradient(0, 0, self.width(), self.height())
        gradient.setColorAt(0, "#12191C")
        gradient.setColorAt(1, "#4FC4B7")
        painter.fillRect(self.rect(), gradient)
        painter.end()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--years", type=int, nargs="*", default=[1, 10, 100])
    parser.add_argument("--runs", type=int, default=9)
    options = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QApplication([])
    apply_theme(application, Theme.LIGHT)
    plain = median(timed(make_plain) for _ in range(options.runs))
    print(f"baseline, {LABELS} labels on a gradient: {plain:.1f} ms")
    for years in options.years:
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder), years, options.runs, plain)
    return 0


def measure(folder: Path, years: int, runs: int, plain: float) -> None:
    """Print what a history of some length costs."""
    paths = find_paths({"KNEECOACH_HOME": str(folder)})
    clock = LaterClock(days=365 * years + 1)
    paths.database.parent.mkdir(parents=True)
    with closing(HistoryStore(paths.database, clock)) as store:
        fill(store, 1)
    grow(paths.database, years)
    began = perf_counter()
    coach = open_coach(paths, clock, LazyStore(paths.database, clock)).coach
    read = (perf_counter() - began) * 1000
    sessions = len(coach.history.sessions)
    coach.plan_day(coach.programme("knee_starter"))  # as Today did
    gc.collect()
    gc.freeze()  # as the coach does once Today is there
    print(f"{years} year(s), {sessions} sessions; read once at the start in {read:.0f} ms")
    for span in SPANS:
        page = ProgressPage()
        page.resize(WIDE, HIGH)
        kept = [Trained(coach.history)]

        def anew(kept=kept, page=page, span=span) -> None:
            kept[0] = Trained(coach.history)  # as after a session
            open_page(coach, kept[0], page, clock.today(), span)

        first = median(timed(anew) for _ in range(runs))
        look = partial(open_page, coach, kept[0], page, clock.today(), span)
        again = median(timed(look) for _ in range(runs))
        step = median(timed(page.grab) for _ in range(runs))
        print(
            f"  {span:>4}: after a session {first:6.1f} ms, again {again:6.1f} ms"
            f" ({first / plain:.1f} x baseline; target {OPEN_TARGET_MS:.0f} ms),"
            f" painted anew {step:5.1f} ms (target {FRAME_TARGET_MS:.1f} ms)"
        )
        page.deleteLater()


def open_page(coach: Coach, trained: Trained, page: ProgressPage, day: date, span: str) -> None:
    """Bring the page up to date and paint it."""
    programme = coach.programme("knee_starter")
    page.show_progress(build_progress(coach, programme, trained, day=day, span=span))
    page.grab()


def make_plain() -> None:
    """Make the baseline's page and paint it."""
    page = Plain()
    page.resize(WIDE, HIGH)
    picture = QPixmap(WIDE, HIGH)
    page.render(picture, QPoint(0, 0))


def timed(work: Callable[[], object]) -> float:
    """Return how long work takes, in milliseconds."""
    began = perf_counter()
    work()
    return (perf_counter() - began) * 1000


if __name__ == "__main__":
    sys.exit(main())
