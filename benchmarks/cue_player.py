"""Play cues in a process of its own, and say what the clock told; used by benchmarks and tests.

    python benchmarks/cue_player.py '{"acts": [{"at": 0.5, "do": "play", "cues": [[0, "start"]]}]}'

An act happens `at` seconds after the player has warmed up: `play` (its cues count from that
moment, or from `from` seconds after it), `silence`, `stall` (for `seconds`, nothing is done),
`volume` (`percent`), `device` (`key`), `mute`, `unmute`, `run` (a command), `close` or `quit`.
Prints one JSON object: the moment at which each act happened and each cue is due, on the output's
own clock and on the computer's, and whether the clock ran evenly.
"""

from __future__ import annotations

import json
import subprocess
import sys
from threading import Event
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, QTimer

from kneecoach.clock import SystemClock
from kneecoach.model.units import Seconds
from kneecoach.sound.cues import CueName, PlacedCue
from kneecoach.sound.device import open_output
from kneecoach.sound.output import CueOutput

TICK_MS = 16


class Player:
    """Do what a list of acts says, at its moments."""

    def __init__(self, task: dict[str, Any], output: CueOutput | None = None) -> None:
        """Open the output, or the sound device; acts begin once it has warmed up."""
        self._clock = SystemClock()
        self._output = output or open_output(self._clock)
        self._acts = sorted(task["acts"], key=lambda act: act["at"])
        self._output.open()
        self._log: list[dict[str, Any]] = []
        self._due: list[dict[str, Any]] = []
        self._notes: list[str] = []
        self._seen = (self._clock.monotonic(), self._output.now())
        self._slowest = self._fastest = 1.0
        self._back = 0.0
        self._zero = self._clock.monotonic() + task.get("warm_up", 2.3)
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start(TICK_MS)

    def _on_tick(self) -> None:
        monotonic, told = self._clock.monotonic(), self._output.now()
        passed, ran = monotonic - self._seen[0], told - self._seen[1]
        self._back = min(self._back, ran)
        if passed > 0.004:
            self._slowest = min(self._slowest, ran / passed)
            self._fastest = max(self._fastest, ran / passed)
        self._seen = (monotonic, told)
        if not self._notes or self._notes[-1] != self._output.note:
            self._notes.append(self._output.note)
        while self._acts and monotonic >= self._zero + self._acts[0]["at"]:
            self._act(self._acts.pop(0), told)

    def _act(self, act: dict[str, Any], told: Seconds) -> None:
        self._log.append({"do": act["do"], "told": told, "wall": self._clock.monotonic()})
        match act["do"]:
            case "play":
                self._play(act["cues"], Seconds(told + act.get("from", 0.0)))
            case "silence":
                self._output.silence()
                self._due = [one for one in self._due if one["at"] <= told]
            case "stall":
                Event().wait(act["seconds"])
            case "volume":
                self._output.set_volume(act["percent"])
            case "device":
                self._output.set_device(act["key"])
            case "mute" | "unmute":
                self._output.set_muted(act["do"] == "mute")
            case "run":
                subprocess.run(act["command"], check=False, capture_output=True)
            case "close":
                self._output.close()
            case "quit":
                self._finish()

    def _play(self, cues: list[tuple[float, str]], origin: Seconds) -> None:
        placed = tuple(PlacedCue(at=Seconds(at), name=CueName(name)) for at, name in cues)
        self._output.play(placed, origin)
        self._due = [one for one in self._due if one["at"] < origin]
        self._due += [{"at": origin + one.at, "name": one.name.value} for one in placed]

    def _finish(self) -> None:
        self._timer.stop()
        told = {
            "acts": self._log,
            "due": self._due,
            "notes": self._notes,
            "back": self._back,
            "slowest": self._slowest,
            "fastest": self._fastest,
            "lead": self._seen[1] - self._seen[0],
        }
        print(json.dumps(told), flush=True)
        QCoreApplication.quit()


def main() -> int:
    """Play what the first argument says."""
    application = QCoreApplication(sys.argv[:1])
    player = Player(json.loads(sys.argv[1]))
    code = application.exec()
    del player
    return code


if __name__ == "__main__":
    raise SystemExit(main())
