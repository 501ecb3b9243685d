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
at most 2 ms, at most 10 ms, drift at most 5 ms. Where the computer stood still for more than 0.3 s
the cues due meanwhile are told one by one, and all others are held to the targets. With `--still`
it is made to stand still for so many seconds every 13 seconds; with `--of` only the player or the
server is.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import wave
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from cue_player import Player
from ears import Ears
from onsets import Match, describe, match_onsets
from PySide6.QtCore import QCoreApplication, Qt, QTimer, QUrl
from PySide6.QtMultimedia import QSoundEffect
from PySide6.QtWidgets import QApplication
from soundserver import SINK, missing_program, null_sink
from standstill import Standstill, judge, made_still, rests_of_torn
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
COMPUTER = "computer"
STILL_UNTIL_S = 4.0
LONGEST_START_S = 60.0
LATENCY_MS = 20
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What was heard of a session.

    Attributes:
        match: The sounds heard, by the session's clock.
        rests: Sounds that are the rest of a cue which a standstill tore in two.
        clock_of: When each of its cues was due on the computer's clock.
        stills: When the computer stood still, or was made to.
        still_ms: How long it stood still by itself at most.
    """

    match: Match
    rests: tuple[float, ...]
    clock_of: dict[float, float]
    stills: tuple[Standstill, ...]
    still_ms: float


def measure(
    *,
    seconds: float,
    stalls: bool,
    effect: bool,
    page: bool = False,
    still_s: float = 0.0,
    still_of: str = COMPUTER,
) -> Session:
    """Record one session; the computer, or one program, is made to stand still in it."""
    with null_sink() as server, tempfile.TemporaryDirectory() as folder:
        ears = Ears(server, LATENCY_MS)
        ears.listen(SINK)
        options = [*(["--effect"] if effect else []), *(["--page"] if page else [])]
        with watching() as witness:
            player = subprocess.Popen(
                [sys.executable, __file__, "--task", _task(seconds, stalls=stalls), *options],
                env={**server.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
                stdout=subprocess.PIPE,
                text=True,
            )
            try:
                alone = {"player": player.pid, "server": server.process.pid}
                stopped = (
                    [alone[still_of]] if still_of in alone else [*alone.values(), *ears.processes]
                )
                with made_still(stopped, still_s, seconds - STILL_UNTIL_S) as made:
                    said, _ = player.communicate(timeout=seconds + LONGEST_START_S)
            finally:
                if player.poll() is None:
                    player.kill()
                    player.wait()
        ears.close()
        told = json.loads(said)
        clock_of = _clock_of(told)
        lasts = ears.all[0].sounds_of_device(Path(folder))
        match = match_onsets(list(lasts), list(clock_of))
        names = {one["at"]: one["name"] for one in told["due"]}
        rests = rests_of_torn(match, lasts, names)
        stills = (*witness.standstills, *made.made)
        return Session(
            match=match, rests=rests, clock_of=clock_of, stills=stills, still_ms=witness.longest_ms
        )


def _task(seconds: float, *, stalls: bool) -> str:
    acts: list[dict[str, Any]] = [{"at": 0.2, "do": "play", "cues": session_cues(seconds)}]
    if stalls:
        count = int(seconds / STALL_EVERY_S)
        moments = [2.0 + number * STALL_EVERY_S for number in range(count)]
        acts += [{"at": one, "do": "stall", "seconds": STALL_S} for one in moments]
    acts.append({"at": seconds + 1.2, "do": "quit"})
    return json.dumps({"acts": acts})


def _clock_of(told: dict[str, Any]) -> dict[float, float]:
    """Return when each cue was due on the computer's clock, by both clocks at first and last."""
    first = next(one for one in told["acts"] if one["do"] == "play")
    last = next(one for one in told["acts"] if one["do"] == "quit")
    rate = (last["wall"] - first["wall"]) / (last["told"] - first["told"])
    due = (one["at"] for one in told["due"])
    return {at: first["wall"] + (at - first["told"]) * rate for at in due}


def play(task: str, *, effect: bool, page: bool) -> int:
    """Play in this process; the recording one starts it."""
    application = QApplication(sys.argv[:1]) if page else QCoreApplication(sys.argv[:1])
    painted = Painted() if page else None
    output = EffectOutput(SystemClock()) if effect else None
    player = Player(json.loads(task), output)
    code = application.exec()
    del player, output, painted
    return code


def measure_long(seconds: float, still_s: float, still_of: str) -> int:
    """Measure one long session with a page and stalls; 1 when it misses a target."""
    heard = measure(
        seconds=seconds, stalls=True, effect=False, page=True, still_s=still_s, still_of=still_of
    )
    judged = judge(heard.match, heard.clock_of, heard.stills)
    extra, sizes = set(heard.match.extra_s) - set(heard.rests), judged.sizes_ms
    print(f"{seconds / 60:.1f} minutes, a page that is painted, stalls of {STALL_S * 1000:.0f} ms")
    print(f"all: {describe(heard.match)}")
    for since, until in heard.stills:
        begins = since - min(heard.clock_of.values())
        print(f"stood still for {(until - since) * 1000:.0f} ms at {begins:.2f} s")
    for at, late in judged.during:
        how = "not heard" if late is None else f"off by {late:.1f} ms"
        print(f"  due while {still_of if still_s else COMPUTER} stood still: {at:.2f} s, {how}")
    print(
        f"all but these: {len(judged.errors_ms)} heard, {len(judged.missing_s)} not, {len(extra)} "
        f"other sounds; error median {judged.median_ms:.2f} ms, p95 {judged.p95_ms:.2f} ms, "
        f"max {sizes[-1]:.2f} ms, drift {judged.drift_ms:+.2f} ms"
    )
    for at in heard.match.extra_s:
        what = "the rest of a cue that was torn" if at in heard.rests else "other sound"
        print(f"  {what} at {at - heard.match.offset_s - min(heard.clock_of):.3f} s")
    for at in judged.missing_s:
        print(f"  not heard: {at - min(heard.clock_of):.2f} s")
    off = sum(one > MOST_MS for one in sizes)
    load = os.getloadavg()[0]
    print(f"{off} of them are off by more than {MOST_MS:g} ms; load at the end {load:.1f}")
    is_kept = (
        not (judged.missing_s or extra)
        and judged.p95_ms <= P95_MS
        and sizes[-1] <= MOST_MS
        and abs(judged.drift_ms) <= DRIFT_MS
    )
    print("targets kept" if is_kept else "a target is missed")
    return 0 if is_kept else 1


def main() -> int:
    """Print the figures; exit 1 when a program is missing."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, help="length of the session: 60, or 1200 if long")
    parser.add_argument("--runs", type=int, default=1, help="recordings of each kind")
    parser.add_argument("--json", action="store_true", help="print JSON, one object a recording")
    parser.add_argument("--long", action="store_true", help="20 minutes with a page and stalls")
    parser.add_argument("--still", type=float, default=0.0, help="stand still for so many seconds")
    parser.add_argument("--of", choices=(COMPUTER, "player", "server"), default=COMPUTER)
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
        return measure_long(asked.seconds or LONG_S, asked.still, asked.of)
    for _ in range(asked.runs):
        for stalls in (False, True):
            worst = {}
            for effect in (False, True):
                seconds = asked.seconds or SECONDS
                heard = measure(seconds=seconds, stalls=stalls, effect=effect)
                match, still = heard.match, heard.still_ms
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
