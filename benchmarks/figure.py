"""Measure what a figure costs: a fresh frame, a kept one, and a whole set in the real window.

    python benchmarks/figure.py [SECONDS]

A frame is 640x480 with everything that belongs to it: fresh is one that is not kept yet, first is
the very first of a scene, with what stands behind the body in all of them. The baseline is a plain
gradient painted to a picture of the same size in the same run. The processor's own time is given
beside the time that passed, for on a busy machine others take their share of the latter. Then a set
of squats runs in a window of 1280x800 under Xvfb for SECONDS (12 when left out), and the share of a
core that it takes is compared with that of the same window standing still. Targets: a fresh frame
under 10 ms (median), the window under 20 %.
"""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from kneecoach.figure.shapes import Shape
from kneecoach.model.dose import Side
from kneecoach.model.exercise import Exercise
from kneecoach.model.units import Seconds

ROOT = Path(__file__).resolve().parent.parent
SIZE = (640, 480)
FRAMES = 60
ENOUGH = 1 << 30
"""Bytes for all frames at once, so that each is painted anew and none is dropped."""
NAMES = ("squat", "clam", "single_leg_knee_dip", "glute_bridge", "seated_knee_extension")

WINDOW = """
import os, resource, sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from kneecoach.model.dose import Side
from kneecoach.model.units import Seconds
from kneecoach.packs.catalogue import read_packs
from kneecoach.session.step import Step, StepKind
from kneecoach.ui.live_view import TICK_MS
from kneecoach.ui.pages.session import SessionPage
from kneecoach.ui.session_words import StepView
from kneecoach.ui.theme.apply import apply_theme

seconds, moves = float(sys.argv[1]), sys.argv[2] == "moves"
application = QApplication([])
apply_theme(application, "light")
exercise = read_packs([Path("exercises")]).catalogue.exercise("squat")
page = SessionPage()
page.resize(1280, 800)
page.show()
tempo = exercise.level(1).dose.work.tempo
whole = sum(phase.lasts for phase in tempo)

def step_at(elapsed):
    left = elapsed % whole
    for phase in tempo:
        if left < phase.lasts:
            return phase, left
        left -= phase.lasts

shown = []

def tick():
    elapsed = time.monotonic() - began
    phase, left = step_at(elapsed if moves else 0.0)
    step = Step(kind=StepKind.WORK, lasts=phase.lasts, expected=phase.lasts, position=0,
        exercise_id="squat", exercise_name="Squat", set_side=None, side=Side.LEFT, set_number=1,
        sets=2, phase=phase.name, rep=1, reps=8)
    if shown != [phase]:
        shown[:] = [phase]
        view = StepView(heading="Exercise 1 of 1", name="Squat", side="LEFT", phase="Lower",
            rep="rep 1 of 8", cue="Hips back.", what_next="", announcement="", exercise=exercise,
            leg=Side.LEFT)
        page.show_step(step, view)
    page.show_count(Seconds(left))

def report():
    used = resource.getrusage(resource.RUSAGE_SELF)
    taken = used.ru_utime + used.ru_stime - before
    print(f"{100 * taken / (time.monotonic() - began):.1f}")
    application.quit()

began = time.monotonic()
tick()
application.processEvents()
began = time.monotonic()
used = resource.getrusage(resource.RUSAGE_SELF)
before = used.ru_utime + used.ru_stime
timer = QTimer()
timer.timeout.connect(tick)
timer.start(TICK_MS)
QTimer.singleShot(int(seconds * 1000), report)
application.exec()
"""


def main() -> int:
    """Measure, and print medians."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 12.0
    fresh = _frames()
    shares = _window(seconds)
    return 0 if fresh < 10 and shares < 20 else 1


def _frames() -> float:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication.instance() or QGuiApplication([])
    from kneecoach.packs.catalogue import read_packs

    catalogue = read_packs([ROOT / "exercises"]).catalogue
    plain = _gradient()
    # As the coach does once it is there (`ui/desk.py`): what stays is not looked at for garbage.
    gc.collect()
    gc.freeze()
    heads = ("body", "shapes", "paint", "fresh", "first", "kept", "cpu")
    print(f"{'':24}{''.join(f'{head:>8}' for head in heads)}   ms, median")
    totals = []
    for name in NAMES:
        exercise = catalogue.exercise(name)
        assert exercise is not None
        taken = _exercise(exercise)
        totals.append((taken[3], taken[6]))
        print(f"{name:24}{''.join(f'{one:8.2f}' for one in taken)}")
    fresh, own = (statistics.median(column) for column in zip(*totals, strict=True))
    print(
        f"a fresh frame {fresh:.1f} ms (target under 10), {own:.1f} ms of the processor; a plain "
        f"gradient {plain:.2f} ms, ratio {fresh / plain:.1f}; load {os.getloadavg()[0]:.1f}"
    )
    del application
    return fresh


def _gradient() -> float:
    from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter

    picture = QImage(*SIZE, QImage.Format.Format_ARGB32_Premultiplied)

    def paint(_: int) -> None:
        painter = QPainter(picture)
        fill = QLinearGradient(0, 0, *SIZE)
        fill.setColorAt(0, QColor("#12191C"))
        fill.setColorAt(1, QColor("#4FC4B7"))
        painter.fillRect(picture.rect(), fill)
        painter.end()

    return _median(paint)


def _exercise(exercise: Exercise) -> tuple[float, ...]:
    """Return medians of the body, shapes, painting, fresh, first and kept frames; and cpu time."""
    from PySide6.QtGui import QImage, QPainter

    from kneecoach.figure.looks import Looks, Surroundings
    from kneecoach.figure.painter import paint_shapes
    from kneecoach.figure.scene import Scene
    from kneecoach.figure.showing import Showing
    from kneecoach.ui.widgets.figure_frames import FrameCache

    picture = QImage(*SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    scene = Scene(
        exercise,
        showing=Showing(side=Side.LEFT),
        size=(float(SIZE[0]), float(SIZE[1])),
        looks=Looks(),
        surroundings=Surroundings(),
    )
    course, phase = scene.movement.course, scene.movement.course.moves[0].phase
    times = [Seconds(3 * (i + 0.5) / FRAMES) for i in range(FRAMES)]
    moments = [course.at(phase, time, Seconds(3)) for time in times]
    shapes = [scene.shapes(moment) for moment in moments]
    kept = FrameCache(scene, 1.0)
    one, other = course.first, scene.telling_pose()
    ways = [course.between(one, other, (i + 0.5) / FRAMES) for i in range(FRAMES)]
    caches = [FrameCache(scene, 1.0, ENOUGH) for _ in range(2)]
    for cache in (kept, *caches):
        cache.frame(course.standing(other))

    def paint(one: Sequence[Shape]) -> None:
        picture.fill(0)
        painter = QPainter(picture)
        paint_shapes(painter, one)
        painter.end()

    def again(_: int) -> None:
        painter = QPainter(picture)
        painter.drawPixmap(kept.corner, kept.frame(course.standing(other)))
        painter.end()

    return (
        _median(lambda i: scene.body(moments[i])),
        _median(lambda i: scene.shapes(moments[i])),
        _median(lambda i: paint(shapes[i])),
        _median(lambda i: caches[0].frame(ways[i])),
        _median(lambda i: FrameCache(scene, 1.0).frame(moments[i])),
        _median(again),
        _median(lambda i: caches[1].frame(ways[i]), time.process_time),
    )


def _median(work: Callable[[int], object], now: Callable[[], float] = time.perf_counter) -> float:
    taken = []
    for number in range(FRAMES):
        began = now()
        work(number)
        taken.append(now() - began)
    return statistics.median(taken) * 1000


def _window(seconds: float) -> float:
    from screen import own_screen

    found = {}
    with own_screen() as environ:
        for what in ("stands", "moves"):
            done = subprocess.run(
                [sys.executable, "-c", WINDOW, str(seconds), what],
                cwd=ROOT,
                env={**environ, "PYTHONPATH": str(ROOT)},
                check=True,
                capture_output=True,
                text=True,
            )
            found[what] = float(done.stdout.split()[-1])
    print(f"session page, figure moving {found['moves']:.1f} % of a core (target under 20)")
    print(f"session page, standing still {found['stands']:.1f} % of a core")
    return found["moves"]


if __name__ == "__main__":
    raise SystemExit(main())
