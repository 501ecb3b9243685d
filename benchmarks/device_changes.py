"""Measure cues while devices go, come and change, against the computer's own clock.

    python benchmarks/device_changes.py [--chosen] [--latency-ms 20] [--json]

A session plays while null sinks are unloaded and loaded and the default one is changed; the monitor
of each sink is recorded from the moment it is there. How far a recording has come is read beside
the computer's own clock, so that every cue has a moment of its own, on whichever device it is
heard; one constant, their median, is taken off all of them. For each phase between two changes it
prints how many cues were heard, how late, and how long none was. With `--chosen` the session plays
on a chosen device instead of the default one.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from threading import Event
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from ears import Ears
from soundserver import RATE, SINK, SoundServer, missing_program, null_sink
from witness import watching

from kneecoach.clock import SystemClock

PLAYER = Path(__file__).with_name("cue_player.py")
EARS = "ears"
LOAD_EARS = ("load-module", "module-null-sink", f"sink_name={EARS}", f"rate={RATE}")
LOAD_STILL = ("load-module", "module-null-source", "source_name=still")

APART_S = 0.4
"""Cues are this far apart; one is taken for late by half of it at most."""

PHASE_S = 8.0
WARM_UP_S = 6.0
MOST_MS = 10.0
_CLOCK = SystemClock()
_NEVER = Event()


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """What was heard between two changes; errors in milliseconds, positive is late."""

    name: str
    due: int
    heard: int
    errors_ms: tuple[float, ...]
    silent_s: float

    @property
    def sizes_ms(self) -> list[float]:
        """Return the sizes of the errors, the largest last."""
        return sorted(abs(one) for one in self.errors_ms)


Change = tuple[float, str]


def changes(
    server: SoundServer, ears: Ears, *, chosen: bool, rounds: int, phase_s: float
) -> Iterator[Change]:
    """Make one change after the other, and yield the moment of each and what it was.

    Devices are known by their names; a sink that comes back has the name that it had.
    """
    yield _CLOCK.monotonic(), "before"
    _NEVER.wait(phase_s)
    for number in range(rounds):
        module = _module_of(server, EARS)
        began = _CLOCK.monotonic()
        server.control("unload-module", module)
        ears.leave(EARS, began)
        yield began, "the device in use goes"
        _NEVER.wait(phase_s)
        began = _CLOCK.monotonic()
        server.control(*LOAD_EARS)
        ears.listen(EARS)
        if not chosen and number == 0:
            yield began, "another device comes"
            _NEVER.wait(phase_s)
            began = _CLOCK.monotonic()
            server.control("set-default-sink", EARS)
            yield began, "it is made the default"
        elif not chosen:
            server.control("set-default-sink", EARS)
            yield began, "it comes back as the default"
        else:
            yield began, "the chosen device comes back"
        _NEVER.wait(phase_s)
    if not chosen:
        began = _CLOCK.monotonic()
        server.control("set-default-sink", SINK)
        yield began, "the default is changed"
        _NEVER.wait(phase_s)


def _module_of(server: SoundServer, sink: str) -> str:
    lines = server.control("list", "short", "modules").splitlines()
    return next(line.split("\t")[0] for line in lines if f"sink_name={sink} " in line)


@contextmanager
def session(server: SoundServer, seconds: float, *, chosen: bool) -> Iterator[list[float]]:
    """Play a session meanwhile; the moments its cues are due are known when it has ended."""
    moments: list[float] = []
    cues = [[at * APART_S, "countdown"] for at in range(int(seconds / APART_S))]
    acts: list[dict[str, Any]] = [{"at": 0.5, "do": "play", "cues": cues}]
    if chosen:
        acts.insert(0, {"at": 0.0, "do": "device", "key": EARS})
    acts.append({"at": seconds + 0.5, "do": "quit"})
    player = subprocess.Popen(
        [sys.executable, str(PLAYER), json.dumps({"acts": acts})],
        env={**server.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield moments
        said, _ = player.communicate(timeout=seconds + 20)
    finally:
        if player.poll() is None:
            player.kill()
            player.wait()
    told = json.loads(said)
    for act in told["acts"]:
        if act["do"] == "play":
            moments += [one["at"] + act["wall"] - act["told"] for one in told["due"]]


def measure(
    *, chosen: bool, latency_ms: int = 20, rounds: int = 2, phase_s: float = PHASE_S
) -> tuple[list[Phase], float]:
    """Return what was heard, phase by phase, and the computer's longest standstill in ms."""
    count = 1 + 2 * rounds + (0 if chosen else 2)
    seconds = WARM_UP_S + count * (phase_s + 0.2) + 1.0
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = stack.enter_context(null_sink())
        # Recorders follow the default source, and that follows the default sink unless it is set.
        server.control(*LOAD_STILL)
        server.control("set-default-source", "still")
        server.control(*LOAD_EARS)
        if not chosen:
            server.control("set-default-sink", EARS)
        ears = Ears(server, latency_ms)
        stack.callback(ears.close)
        for sink in (SINK, EARS):
            ears.listen(sink)
        with watching() as witness, session(server, seconds, chosen=chosen) as moments:
            _NEVER.wait(WARM_UP_S)
            begun = list(changes(server, ears, chosen=chosen, rounds=rounds, phase_s=phase_s))
            ended = _CLOCK.monotonic()
        ears.close()
        onsets = sorted(at for ear in ears.all for at in ear.onsets(folder))
    return phases(moments, onsets, [*begun, (ended, "")]), witness.longest_ms


def phases(
    moments: Sequence[float], onsets: Sequence[float], begun: Sequence[Change]
) -> list[Phase]:
    """Compare what was due with what was heard, phase by phase."""
    heard = {due: _nearest(onsets, due) for due in moments}
    usual = statistics.median(at - due for due, at in heard.items() if at is not None)
    found = []
    for (since, name), (until, _) in pairwise(begun):
        due = [one for one in moments if since <= one < until]
        late = {one: (at - one - usual) * 1000 for one in due if (at := heard[one]) is not None}
        edges = [since, *late, until]
        silent = max((b - a for a, b in pairwise(edges)), default=0.0)
        found.append(
            Phase(
                name=name,
                due=len(due),
                heard=len(late),
                errors_ms=tuple(late.values()),
                silent_s=silent,
            )
        )
    return found


def _nearest(onsets: Sequence[float], due: float) -> float | None:
    near = min(onsets, key=lambda at: abs(at - due), default=None)
    return near if near is not None and abs(near - due) < APART_S / 2 else None


def main() -> int:
    """Print the figures; exit 1 when a program is missing or a cue was off by more than 10 ms."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--chosen", action="store_true", help="play on a chosen device")
    parser.add_argument("--latency-ms", type=int, default=20, help="what the sinks hold ready")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    if missing_program() is not None:
        print(f"{missing_program()} is needed; install pulseaudio and pulseaudio-utils.")
        return 1
    found, still = measure(chosen=asked.chosen, latency_ms=asked.latency_ms)
    for one in found:
        sizes = one.sizes_ms or [0.0]
        p95 = sizes[min(len(sizes) - 1, int(len(sizes) * 0.95))]
        if asked.json:
            print(json.dumps({"phase": one.name, "due": one.due, "errors_ms": one.errors_ms}))
        else:
            print(
                f"{one.name}: {one.heard} of {one.due} cues heard, error median "
                f"{statistics.median(sizes):.1f} ms, p95 {p95:.1f} ms, max {sizes[-1]:.1f} ms; "
                f"none for {one.silent_s:.1f} s"
            )
            if sizes[-1] > MOST_MS:
                print("   ", *(f"{error:.0f}" for error in one.errors_ms))
    print(f"computer still for {still:.0f} ms at most")
    return 0 if all(max(one.sizes_ms, default=0.0) <= MOST_MS for one in found) else 1


if __name__ == "__main__":
    raise SystemExit(main())
