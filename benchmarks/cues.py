"""Measure how exactly cues are heard, against a timer that starts each of them.

    python benchmarks/cues.py [--seconds 60] [--runs 1] [--json]
    python benchmarks/cues.py --long

A null sink's monitor is recorded while a session plays; the onset of every cue is found and
compared with the timeline. Four times: through the pulled stream and, as what it is measured
against, through QSoundEffect started by a precise timer; each without and with 300 ms during which
the window stands still, every five seconds. A run during which the computer itself stood still
says so: its figures belong to the computer.

With `--long` it is one session of 20 minutes through the stream, with a real session page that is
painted 30 times a second and stands still for 300 ms every five seconds, against the targets: p95
at most 2 ms, at most 10 ms, drift at most 5 ms.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import wave
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from cue_player import Player
from onsets import Match, describe, find_onsets, match_onsets
from PySide6.QtCore import QCoreApplication, Qt, QTimer, QUrl
from PySide6.QtMultimedia import QSoundEffect
from PySide6.QtWidgets import QApplication
from soundserver import missing_program, null_sink
from witness import watching

from kneecoach.clock import SystemClock
from kneecoach.model.dose import PhaseName
from kneecoach.model.units import Seconds
from kneecoach.session.step import Step, StepKind
from kneecoach.sound.cues import CueName, PlacedCue, place_cues
from kneecoach.sound.output import SilentOutput
from kneecoach.sound.tones import CHANNELS, RATE, render

STALL_S = 0.3
STALL_EVERY_S = 5.0
SECONDS = 60.0
LONG_S = 1200.0
PAINT_MS = 33
P95_MS, MOST_MS, DRIFT_MS = 2.0, 10.0, 5.0
"""What a session of 20 minutes has to keep to."""
REP = ((PhaseName.RAISE, 2.0), (PhaseName.HOLD, 3.0), (PhaseName.LOWER, 3.0))


def session_cues(seconds: float) -> list[list[Any]]:
    """Return the cues of getting ready and as many repetitions as fill the time."""
    steps = [_step(StepKind.READY, 10.0)]
    while sum(one.expected for one in steps) < seconds:
        steps += [_step(StepKind.WORK, lasts, phase) for phase, lasts in REP]
    return [[cue.at, cue.name.value] for cue in place_cues(tuple(steps)) if cue.at < seconds]


def _step(kind: StepKind, lasts: float, phase: PhaseName | None = None) -> Step:
    return Step(
        kind=kind,
        lasts=Seconds(lasts),
        expected=Seconds(lasts),
        position=0,
        exercise_id="bridge",
        exercise_name="Bridge",
        set_side=None,
        side=None,
        set_number=1,
        sets=1,
        phase=phase,
    )


class EffectOutput(SilentOutput):
    """Start one QSoundEffect a cue when a timer says so."""

    def __init__(self, clock: SystemClock) -> None:
        """Write the cues as files, which is all that QSoundEffect reads."""
        super().__init__(clock)
        self._folder = tempfile.TemporaryDirectory(prefix="knee-cues-")
        self._effects: dict[CueName, QSoundEffect] = {}
        self._timers: list[QTimer] = []

    def open(self) -> None:
        """Load every cue."""
        for name in CueName:
            path = Path(self._folder.name) / f"{name}.wav"
            with wave.open(str(path), "wb") as file:
                file.setnchannels(CHANNELS)
                file.setsampwidth(2)
                file.setframerate(RATE)
                file.writeframes(render(name))
            self._effects[name] = QSoundEffect()
            self._effects[name].setSource(QUrl.fromLocalFile(str(path)))

    def play(self, cues: tuple[PlacedCue, ...], origin: Seconds) -> None:
        """Start a timer for each cue."""
        for cue in cues:
            timer = QTimer()
            timer.setSingleShot(True)
            timer.setTimerType(Qt.TimerType.PreciseTimer)
            timer.timeout.connect(self._effects[cue.name].play)
            timer.start(round(max(0.0, origin + cue.at - self.now()) * 1000))
            self._timers.append(timer)


class Painted:
    """Show a real session page that does what a session's does: it is painted all the time."""

    def __init__(self) -> None:
        """Open the page with an exercise, and count as a session does."""
        from kneecoach.packs.catalogue import read_packs
        from kneecoach.resources import resource
        from kneecoach.ui.pages.session import SessionPage
        from kneecoach.ui.session_words import view_step

        exercise = read_packs((resource("exercises"),)).catalogue.exercise("bridge")
        step = _step(StepKind.WORK, LONG_S, PhaseName.HOLD)
        self._page = SessionPage()
        self._page.resize(1024, 640)
        self._page.show_step(step, view_step((step,), 0, exercises=1, coming=exercise))
        self._page.show()
        self._clock = SystemClock()
        self._began = self._clock.monotonic()
        self._beat = QTimer()
        self._beat.timeout.connect(self._on_beat)
        self._beat.start(PAINT_MS)

    def _on_beat(self) -> None:
        self._page.show_count(Seconds(self._clock.monotonic() - self._began))
        self._page.update()


def measure(
    *, seconds: float, stalls: bool, effect: bool, page: bool = False
) -> tuple[Match, float]:
    """Record one session; return the comparison and the computer's longest standstill in ms."""
    acts: list[dict[str, Any]] = [{"at": 0.2, "do": "play", "cues": session_cues(seconds)}]
    if stalls:
        count = int(seconds / STALL_EVERY_S)
        moments = [2.0 + number * STALL_EVERY_S for number in range(count)]
        acts += [{"at": one, "do": "stall", "seconds": STALL_S} for one in moments]
    acts.append({"at": seconds + 1.2, "do": "quit"})
    task = json.dumps({"acts": acts})
    with null_sink() as server, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "heard.raw"
        with watching() as witness, server.recording(path):
            done = subprocess.run(
                [
                    *(sys.executable, __file__, "--task", task),
                    *(["--effect"] if effect else []),
                    *(["--page"] if page else []),
                ],
                env={**server.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
                capture_output=True,
                text=True,
                check=True,
            )
        told = json.loads(done.stdout)
        match = match_onsets(find_onsets(path), [one["at"] for one in told["due"]])
        return match, witness.longest_ms


def play(task: str, *, effect: bool, page: bool) -> int:
    """Play in this process; the recording one starts it."""
    application = QApplication(sys.argv[:1]) if page else QCoreApplication(sys.argv[:1])
    painted = Painted() if page else None
    output = EffectOutput(SystemClock()) if effect else None
    player = Player(json.loads(task), output)
    code = application.exec()
    del player, output, painted
    return code


def measure_long(seconds: float) -> int:
    """Measure one long session with a page and stalls; 1 when it misses a target."""
    match, still = measure(seconds=seconds, stalls=True, effect=False, page=True)
    print(f"{seconds / 60:.0f} minutes, a page that is painted, stalls of {STALL_S * 1000:.0f} ms")
    print(describe(match))
    off = [one for one in match.errors_ms if abs(one) > MOST_MS]
    print(f"{len(off)} cues are off by more than {MOST_MS:g} ms; computer still {still:.0f} ms")
    is_kept = (
        not match.missing_s
        and match.p95_ms <= P95_MS
        and match.max_ms <= MOST_MS
        and abs(match.drift_ms) <= DRIFT_MS
    )
    print("targets kept" if is_kept else "a target is missed")
    return 0 if is_kept else 1


def main() -> int:
    """Print the figures; exit 1 when a program is missing."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=SECONDS, help="length of the session")
    parser.add_argument("--runs", type=int, default=1, help="recordings of each kind")
    parser.add_argument("--json", action="store_true", help="print JSON, one object a recording")
    parser.add_argument("--long", action="store_true", help="20 minutes with a page and stalls")
    parser.add_argument("--task", help=argparse.SUPPRESS)
    parser.add_argument("--page", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--effect", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.task:
        return play(asked.task, effect=asked.effect, page=asked.page)
    if missing_program() is not None:
        print(f"{missing_program()} is needed; install pulseaudio and pulseaudio-utils.")
        return 1
    if asked.long:
        return measure_long(LONG_S if asked.seconds == SECONDS else asked.seconds)
    for _ in range(asked.runs):
        for stalls in (False, True):
            worst = {}
            for effect in (False, True):
                match, still = measure(seconds=asked.seconds, stalls=stalls, effect=effect)
                worst[effect] = match.p95_ms
                name = f"{'timer' if effect else 'stream'}{', stalled' if stalls else ''}"
                if asked.json:
                    figures = {"median": match.median_ms, "p95": match.p95_ms, "max": match.max_ms}
                    counts = {"expected": match.expected, "matched": match.matched}
                    told = {"kind": name, **figures, **counts, "computer_still_ms": still}
                    print(json.dumps(told), flush=True)
                else:
                    print(f"{name}: {describe(match)} (computer still {still:.0f} ms)", flush=True)
            if not asked.json:
                print(f"  p95, timer to stream: {worst[True] / max(worst[False], 0.01):.1f} times")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
