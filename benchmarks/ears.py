"""Record what sinks play, and give every sound its moment on the computer's clock."""

from __future__ import annotations

import subprocess
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from threading import Thread

from onsets import find_sounds
from soundserver import RATE, SoundServer

from kneecoach.clock import SystemClock

NEAR_S = 1.5
GAP_S = 0.03
MARKS = 400
"""A gap is where the next so many blocks, some eight seconds, are all later than those before."""

BYTES = 2
_CLOCK = SystemClock()


@dataclass(slots=True)
class Ear:
    """One recording: the sink, its bytes, and how many there were at which moments."""

    sink: str
    heard: bytearray = field(default_factory=bytearray)
    marks: list[tuple[float, int]] = field(default_factory=list)

    def onsets(self, folder: Path) -> list[float]:
        """Return the moments on the computer's clock at which a sound began."""
        reached = [size / (BYTES * RATE) for _, size in self.marks]
        return [at + self._began(reached, at) for at, _ in self._found(folder)]

    def end(self, until: float) -> None:
        """Forget what was read from a moment on.

        A sink that goes gives seconds of silence at once. By the marks of these, all that was heard
        shortly before would seem to have been early.
        """
        self.marks = [(moment, size) for moment, size in self.marks if moment < until]
        del self.heard[self.marks[-1][1] if self.marks else 0 :]

    def sounds_of_device(self, folder: Path) -> dict[float, float]:
        """Return by the device's own rate when each sound began, and how long it lasted.

        That rate differs from the computer's clock by some 30 millionths; sessions follow it. Where
        the recording has a gap, the clock tells how long it is.
        """
        gaps = self.gaps()
        return {
            at + sum(missing for since, missing in gaps if since <= at): lasts
            for at, lasts in self._found(folder)
        }

    @property
    def longest_pause_ms(self) -> float:
        """Return the longest time in which nothing came: nobody ran that gives sound to a sink."""
        pauses = (after - before for (before, _), (after, _) in pairwise(self.marks))
        return 1000 * max(pauses, default=0.0)

    def gaps(self) -> list[tuple[float, float]]:
        """Return the places in a recording where something is missing, and how much, in seconds.

        What comes after a gap is later than all before it, and never makes up for it.
        """
        began = [moment - size / (BYTES * RATE) for moment, size in self.marks]
        found: list[tuple[float, float]] = []
        at = MARKS
        while at < len(began):
            missing = min(began[at : at + MARKS]) - min(began[at - MARKS : at])
            if missing > GAP_S:
                found.append((self.marks[at - 1][1] / (BYTES * RATE), missing))
                at += MARKS
            at += 1
        return found

    def _found(self, folder: Path) -> list[tuple[float, float]]:
        path = folder / f"{self.sink}-{id(self)}.raw"
        path.write_bytes(self.heard)
        return find_sounds(path) if self.heard else []

    def _began(self, reached: Sequence[float], at: float) -> float:
        """Return when a recording began by what was read around a place in it.

        Blocks come late or in time, never early, but for the first of a new sink: it plays up to
        two seconds ahead until somebody wants to hear it sooner.
        """
        first, last = bisect_left(reached, at - NEAR_S), bisect_right(reached, at + NEAR_S)
        return min(self.marks[one][0] - reached[one] for one in range(first, last))


class Ears:
    """Record sinks, each from the moment it is there until it is about to go."""

    def __init__(self, server: SoundServer, latency_ms: int) -> None:
        """Record nothing yet."""
        self._server = server
        self._latency_ms = latency_ms
        self._open: dict[str, tuple[subprocess.Popen[bytes], Thread, Ear]] = {}
        self.all: list[Ear] = []

    @property
    def processes(self) -> tuple[int, ...]:
        """Return the ids of the recorders that are running."""
        return tuple(recorder.pid for recorder, _, _ in self._open.values())

    def listen(self, sink: str) -> None:
        """Begin to record a sink."""
        command = [
            *("parec", "-d", f"{sink}.monitor", "--raw", "--format=s16le", "--channels=1"),
            *(f"--rate={RATE}", f"--latency-msec={self._latency_ms}"),
        ]
        recorder = subprocess.Popen(
            command, env=self._server.environ, stdout=subprocess.PIPE, bufsize=0
        )
        ear = Ear(sink)
        thread = Thread(target=_read, args=(recorder, ear), daemon=True)
        thread.start()
        self.all.append(ear)
        self._open[sink] = recorder, thread, ear

    def leave(self, sink: str, until: float = float("inf")) -> None:
        """End a recording; what was recorded after a moment came from elsewhere."""
        recorder, thread, ear = self._open.pop(sink)
        recorder.terminate()
        recorder.wait(timeout=5)
        thread.join()
        if recorder.stdout is not None:
            recorder.stdout.close()
        ear.end(until)

    def close(self) -> None:
        """End all recordings."""
        for sink in tuple(self._open):
            self.leave(sink)


def _read(recorder: subprocess.Popen[bytes], ear: Ear) -> None:
    """Read a recording to its end, and note when what was there."""
    assert recorder.stdout is not None
    while block := recorder.stdout.read(1 << 16):
        now = _CLOCK.monotonic()
        ear.heard += block
        ear.marks.append((now, len(ear.heard)))
