"""Measure how soon a pause, a skip and going on are heard while words and a hum sound.

    python benchmarks/pauses.py [--rounds 12] [--json]

A null sink's monitor is recorded, and how far it has come is read beside the computer's own clock,
so that the moment of a command can be found in it. What is recorded is seen up to 20 ms late, which
counts against us. A pause is heard when the last sound has died away, a skip and going on when the
first cue of what follows begins.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import numpy as np
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from soundserver import missing_program, null_sink
from witness import watching

from kneecoach.clock import SystemClock
from kneecoach.model.talk import VoiceLanguage
from kneecoach.model.units import Seconds
from kneecoach.sound.cues import CueName, PlacedCue
from kneecoach.sound.device import open_output
from kneecoach.sound.rendering import samples_of
from kneecoach.sound.sounds import Hum
from kneecoach.sound.voice import open_voice

RATE = 48_000
BEAT_MS = 16
WARM_UP_S = 2.5
ROUND_S = 3.2
TARGET_MS = 60.0
EARLY, LATE = RATE // 20, RATE // 2
"""How far before and after a command its cue is looked for, in samples."""

QUIET = 60
"""Samples below this are silence; the hum's swell is ten times as high."""

WORDS = ("Stop if the pain gets sharp or rises.", "Well done. That was everything.")


def sounds(first: CueName) -> tuple[PlacedCue, ...]:
    """Return a cue, and words over a hum that has no gaps."""
    voice = open_voice(VoiceLanguage.ENGLISH)
    placed = [PlacedCue(at=Seconds(0.0), name=first)]
    placed += [
        PlacedCue(at=Seconds(0.25 * at), name=Hum(hertz=300, lasts_ms=500)) for at in range(30)
    ]
    at = 0.5
    for text in WORDS:
        phrase = voice.find(text)
        assert phrase is not None
        placed.append(PlacedCue(at=Seconds(at), name=phrase))
        at += phrase.lasts + 0.1
    return tuple(sorted(placed, key=lambda one: one.at))


class Commands:
    """Give a command at a time, now here and now there in a round, and note when it was."""

    def __init__(self, rounds: int) -> None:
        """Open the output; the first round begins when it has warmed up."""
        self._clock = SystemClock()
        self.output = open_output(self._clock)
        self.output.open()
        self.noted: list[dict[str, Any]] = []
        begins = self._clock.monotonic() + WARM_UP_S
        self._due = []
        for number in range(rounds):
            at = begins + number * ROUND_S
            there = (number * 0.137) % 0.4
            self._due += [
                (at, "on", CueName.START),
                (at + 1.0 + there, "skip", CueName.START),
                (at + 2.2 + there, "pause", None),
            ]
        self._due.append((begins + rounds * ROUND_S, "quit", None))
        self._beat = QTimer()
        self._beat.setTimerType(Qt.TimerType.PreciseTimer)
        self._beat.timeout.connect(self._on_beat)
        self._beat.start(BEAT_MS)

    def _on_beat(self) -> None:
        self.output.now()
        while self._due and self._clock.monotonic() >= self._due[0][0]:
            _, kind, cue = self._due.pop(0)
            if kind == "quit":
                QCoreApplication.quit()
                return
            self.noted.append({"kind": kind, "wall": self._clock.monotonic(), "cue": cue})
            if cue is None:
                self.output.silence()
            else:
                self.output.play(sounds(cue), self.output.now())


def play(rounds: int) -> int:
    """Give the commands in this process, and print when."""
    application = QCoreApplication(sys.argv[:1])
    commands = Commands(rounds)
    application.exec()
    commands.output.close()
    print(json.dumps(commands.noted))
    return 0


@contextmanager
def timed(path: Path) -> Iterator[list[float]]:
    """Yield the moment on the computer's clock at which a growing recording began, as one value."""
    began = [float("inf")]
    done = Event()

    def look() -> None:
        clock = SystemClock()
        while not done.wait(0.001):
            size = path.stat().st_size if path.exists() else 0
            if size:
                began[0] = min(began[0], clock.monotonic() - size / (2 * RATE))

    thread = Thread(target=look, daemon=True)
    thread.start()
    try:
        yield began
    finally:
        done.set()
        thread.join()


def measure(rounds: int) -> dict[str, Any]:
    """Return how late each kind of command was heard, in milliseconds."""
    with null_sink() as server, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "heard.raw"
        with watching() as witness, server.recording(path), timed(path) as began:
            done = subprocess.run(
                [sys.executable, __file__, "--play", "--rounds", str(rounds)],
                env={**server.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
                capture_output=True,
                text=True,
                check=True,
            )
        heard = np.frombuffer(path.read_bytes(), "<i2")
    found: dict[str, list[float]] = {"on": [], "skip": [], "pause": []}
    for one in json.loads(done.stdout):
        found[one["kind"]].append(_late_ms(heard, one["wall"] - began[0], one["cue"]))
    told: dict[str, Any] = {
        kind: {
            "count": len(late),
            "median": statistics.median(late),
            "max": max(late),
            "all": [round(one) for one in late],
            "within": sum(one <= TARGET_MS for one in late),
        }
        for kind, late in found.items()
    }
    return {**told, "computer_still_ms": witness.longest_ms}


def _late_ms(heard: np.ndarray, at: float, cue: str | None) -> float:
    if cue is not None:
        wanted = np.frombuffer(samples_of(CueName(cue), RATE, 1), "<i2").astype(float)
        first = round(at * RATE) - EARLY
        part = heard[first : first + LATE + len(wanted)].astype(float)
        size = 1 << (len(part) + len(wanted)).bit_length()
        alike = np.fft.irfft(np.fft.rfft(part, size) * np.conj(np.fft.rfft(wanted, size)), size)
        return float(np.argmax(alike[: EARLY + LATE]) - EARLY) * 1000 / RATE
    span = RATE // 2
    first = round(at * RATE) - span
    loud = np.flatnonzero(np.abs(heard[first : first + 2 * span].astype(int)) > QUIET)
    return float(loud[-1] + 1 - span) * 1000 / RATE


def main() -> int:
    """Print the figures; exit 1 when a program is missing or a command was heard late."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--play", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.play:
        return play(asked.rounds)
    missing = missing_program()
    if missing is not None:
        print(f"{missing} is needed and not there")
        return 1
    found = measure(asked.rounds)
    still = found.pop("computer_still_ms")
    if asked.json:
        print(json.dumps({**found, "computer_still_ms": still}))
    else:
        for kind, one in found.items():
            print(
                f"{kind}: heard after {one['median']:.0f} ms, at most {one['max']:.0f} ms; "
                f"{one['within']} of {one['count']} within {TARGET_MS:.0f} ms"
            )
        print(f"computer still for {still:.0f} ms at most")
    return 0 if all(one["within"] == one["count"] for one in found.values()) else 1


if __name__ == "__main__":
    raise SystemExit(main())
