"""Measure how exactly cues and words are heard in a session with everything said and hummed.

    python benchmarks/words.py [--seconds 60] [--stalls] [--json]

A null sink's monitor is recorded while the first programme plays from its second exercise on; each
cue and each word is found where it fits best and compared with the score, up to one constant
offset. With `--stalls` the window stands still for 300 ms every five seconds.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import numpy as np
from fits import offset_ms
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from soundserver import missing_program, null_sink
from witness import watching

from kneecoach.clock import SystemClock
from kneecoach.coach.coach import FIRST_PROGRAMME
from kneecoach.coach.hearing import make_hearing
from kneecoach.dose.plan import plan
from kneecoach.model.feedback import Today
from kneecoach.model.record import History
from kneecoach.model.talk import Talk, VoiceLanguage
from kneecoach.model.units import Seconds
from kneecoach.packs.catalogue import read_packs
from kneecoach.resources import resource
from kneecoach.session.timeline import TimelineOptions, build_timeline
from kneecoach.sound.cues import CueName, PlacedCue
from kneecoach.sound.device import open_output
from kneecoach.sound.rendering import samples_of
from kneecoach.sound.score import Score
from kneecoach.sound.sounds import Phrase

RATE = 48_000
STALL_S, STALL_EVERY_S = 0.3, 5.0
WARM_UP_S, BEGIN_S = 2.5, 0.5
WIDE_S = 0.6
"""How far the first sounds are looked for, until the constant offset is known."""


def score() -> tuple[PlacedCue, ...]:
    """Return what is heard from the second exercise of the first programme on."""
    catalogue = read_packs((resource("exercises"),)).catalogue
    programme = catalogue.programme(FIRST_PROGRAMME)
    today = Today(day=SystemClock().today())
    steps = build_timeline(plan(programme, catalogue, History(), today), TimelineOptions())
    first = next(at for at, step in enumerate(steps) if step.position == 1)
    hearing = make_hearing(Talk.FULL, VoiceLanguage.ENGLISH, has_rhythm=True)
    return Score(steps, hearing).sounds(first)


def play(seconds: float, *, stalls: bool) -> int:
    """Play in this process, as a session does: the time is asked for twenty times a second."""
    application = QCoreApplication(sys.argv[:1])
    output = open_output(SystemClock())
    output.open()
    sounds = score()
    beat = QTimer()
    beat.setTimerType(Qt.TimerType.PreciseTimer)
    beat.timeout.connect(output.now)
    beat.start(50)

    def begin() -> None:
        origin = Seconds(output.now() + BEGIN_S)
        output.play(sounds, origin)

    QTimer.singleShot(round(WARM_UP_S * 1000), begin)
    stand_still = QTimer()
    if stalls:
        from threading import Event

        stand_still.timeout.connect(lambda: Event().wait(STALL_S))
        stand_still.start(round(STALL_EVERY_S * 1000))
    QTimer.singleShot(round((WARM_UP_S + BEGIN_S + seconds + 1.0) * 1000), application.quit)
    application.exec()
    output.close()
    return 0


def measure(seconds: float, *, stalls: bool) -> dict[str, float]:
    """Record and compare."""
    sounds = [one for one in score() if one.at < seconds and isinstance(one.name, CueName | Phrase)]
    with null_sink() as server, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "heard.raw"
        command = [sys.executable, __file__, "--play", "--seconds", str(seconds)]
        with watching() as witness, server.recording(path):
            subprocess.run(
                [*command, *(["--stalls"] if stalls else [])],
                env={**server.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
                check=True,
                capture_output=True,
            )
        heard = np.frombuffer(path.read_bytes(), "<i2")
    loud = np.flatnonzero(np.abs(heard.astype(int)) > 300)
    if not len(loud):
        raise SystemExit("nothing was heard")
    begins = loud[0] / RATE - sounds[0].at
    errors = []
    for one in sounds:
        looked_at = RATE // 4 if isinstance(one.name, Phrase) else RATE // 16
        sound = samples_of(one.name, RATE, 1)[: looked_at * 2]
        errors.append(offset_ms(heard, sound, begins + one.at, RATE, near=0.15))
    middle = statistics.median(errors)
    sizes = sorted(abs(one - middle) for one in errors)
    tenth = max(1, len(errors) // 10)
    return {
        "sounds": len(errors),
        "words": sum(isinstance(one.name, Phrase) for one in sounds),
        "median_ms": statistics.median(sizes),
        "p95_ms": sizes[int(len(sizes) * 0.95)],
        "max_ms": sizes[-1],
        "drift_ms": statistics.fmean(errors[-tenth:]) - statistics.fmean(errors[:tenth]),
        "computer_ms": witness.longest_ms,
    }


def main() -> int:
    """Print the figures; exit 1 when a program is missing."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--stalls", action="store_true", help="the window stands still meanwhile")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--play", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.play:
        return play(asked.seconds, stalls=asked.stalls)
    missing = missing_program()
    if missing is not None:
        print(f"{missing} is needed and not there")
        return 1
    found = measure(asked.seconds, stalls=asked.stalls)
    if asked.json:
        print(json.dumps(found))
        return 0
    print(", ".join(f"{name} {value:.2f}" for name, value in found.items()))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
