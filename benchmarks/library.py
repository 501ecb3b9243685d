"""Measure how soon the page of all exercises is filled, beside painting plain gradients.

Prints the milliseconds from asking for the page until it is painted, until every picture in view is
there, until forty pictures are there, and the same again when they are kept.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TIMES = 5
FORTY = 40
LIMIT_MS = 400


def main() -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(ROOT))
    from PySide6.QtWidgets import QApplication

    application = QApplication(["library", "-style", "Fusion"])
    catalogue = _read()
    _show_once(application, catalogue)  # what is imported once is not measured
    runs = [_show_once(application, catalogue) for _ in range(TIMES)]
    names = ("painted", "pictures in view", "forty pictures", "again, kept")
    for name, place in zip(names, range(4), strict=True):
        found = sorted(run[place] for run in runs)
        middle = statistics.median(found)
        print(f"{name:<18} {middle:6.0f} ms median ({found[0]:.0f} to {found[-1]:.0f})")
    print(f"{'forty gradients':<18} {_gradients():6.0f} ms of the same size")
    forty = statistics.median(run[2] for run in runs)
    print("within" if forty <= LIMIT_MS else "above", f"{LIMIT_MS} ms")
    return 0 if forty <= LIMIT_MS else 1


def _read():
    from kneecoach.packs.catalogue import read_packs
    from kneecoach.resources import resource

    return read_packs((resource("exercises"),)).catalogue


def _show_once(application, catalogue) -> tuple[float, float, float, float]:
    """Open the page in a window of 1280x800 and return the four times in milliseconds."""
    from kneecoach.coach.library import Wanted
    from kneecoach.ui.exercise_builder import build_tiles
    from kneecoach.ui.pages.exercises import ExercisesPage
    from kneecoach.ui.theme.apply import apply_theme

    apply_theme(application, "light")
    began = time.perf_counter()
    page = ExercisesPage()
    page.offer(catalogue)
    page.show_found(build_tiles(catalogue, Wanted(), None))
    page.resize(1080, 800)
    page.show()
    application.processEvents()
    painted = _since(began)
    _fill(application, page)
    in_view = _since(began)
    shown = page.grid.shown()[:FORTY]
    for exercise_id in shown:
        tile = page.grid.tile(exercise_id)
        if tile.is_missing():
            tile.paint_picture()
    forty = _since(began)
    began = time.perf_counter()
    page.show_found(build_tiles(catalogue, Wanted(), None))
    page.grid.repaint()
    _fill(application, page)
    again = _since(began)
    page.close()
    page.deleteLater()
    return painted, in_view, forty, again


def _fill(application, page) -> None:
    application.processEvents()
    while not page.grid.pictures.is_idle():
        application.processEvents()


def _gradients() -> float:
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPixmap

    began = time.perf_counter()
    for _ in range(FORTY):
        pixmap = QPixmap(QSize(166, 110))
        gradient = QLinearGradient(0, 0, 166, 110)
        gradient.setColorAt(0, QColor("white"))
        gradient.setColorAt(1, QColor("teal"))
        painter = QPainter(pixmap)
        painter.fillRect(pixmap.rect(), gradient)
        painter.end()
    return _since(began)


def _since(began: float) -> float:
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    raise SystemExit(main())
