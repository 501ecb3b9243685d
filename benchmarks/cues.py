"""Measure how exactly cues are heard, against a timer that starts each of them.

    python benchmarks/cues.py [--seconds 60] [--runs 1] [--json]

A null sink's monitor is recorded while a session plays; the onset of every cue is found and
compared with the timeline. Four times: through the pulled stream and, as what it is measured
against, through QSoundEffect started by a precise timer; each without and with 300 ms during which
the window stands still, every five seconds. A run during which the computer itself stood still
says so: its figures belong to the computer.
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

from cue_player import Player
from onsets import Match, describe, find_onsets, match_onsets
from PySide6.QtCore import QCoreApplication, Qt, QTimer, QUrl
from PySide6.QtMultimedia import QSoundEffect
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


def measure(*, seconds: float, stalls: bool, effect: bool) -> tuple[Match, float]:
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
                [sys.executable, __file__, "--task", task, *(["--effect"] if effect else [])],
                env={**server.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
                capture_output=True,
                text=True,
                check=True,
            )
        told = json.loads(done.stdout)
        match = match_onsets(find_onsets(path), [one["at"] for one in told["due"]])
        return match, witness.longest_ms


def play(task: str, *, effect: bool) -> int:
    """Play in this process; the recording one starts it."""
    application = QCoreApplication(sys.argv[:1])
    output = EffectOutput(SystemClock()) if effect else None
    player = Player(json.loads(task), output)
    code = application.exec()
    del player, output
    return code


def main() -> int:
    """Print the figures; exit 1 when a program is missing."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60.0, help="length of the session")
    parser.add_argument("--runs", type=int, default=1, help="recordings of each kind")
    parser.add_argument("--json", action="store_true", help="print JSON, one object a recording")
    parser.add_argument("--task", help=argparse.SUPPRESS)
    parser.add_argument("--effect", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.task:
        return play(asked.task, effect=asked.effect)
    if missing_program() is not None:
        print(f"{missing_program()} is needed; install pulseaudio and pulseaudio-utils.")
        return 1
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
