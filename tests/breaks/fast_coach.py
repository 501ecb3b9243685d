"""Run the real coach with a clock that runs faster, so that a day at the desk takes seconds.

    python tests/breaks/fast_coach.py SPEED IDLE_SECONDS LULL_SECONDS [--tray]

Nothing else is other than in `kneecoach`: the event loop, the timers, the X server, the history.
"""

from __future__ import annotations

import sys
from datetime import datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import kneecoach.breaks.presence.choose as choosing
import kneecoach.clock as clocks
from kneecoach.breaks import machine
from kneecoach.breaks.presence.x11_idle import X11Idle
from kneecoach.model.units import Seconds

SPEED = float(sys.argv[1])
IDLE, LULL = Seconds(float(sys.argv[2])), Seconds(float(sys.argv[3]))
REAL = clocks.SystemClock


class FastClock:
    """Tell a time that runs faster than the computer's, from now on."""

    def __init__(self) -> None:
        self._real = REAL()
        self._began, self._moment = self._real.monotonic(), self._real.now()

    def monotonic(self) -> Seconds:
        return Seconds((self._real.monotonic() - self._began) * SPEED + self._began)

    def now(self) -> datetime:
        passed = (self._real.monotonic() - self._began) * SPEED
        return self._moment + timedelta(seconds=passed)

    def today(self) -> object:
        return self.now().astimezone().date()


def main() -> int:
    import kneecoach.ui.breaks.timer as timers
    from kneecoach.app import main as run
    from kneecoach.ui import hiding

    clocks.SystemClock = FastClock  # type: ignore[misc, assignment]
    choosing._x11_idle = lambda: X11Idle(idle=IDLE, lull=LULL)
    hiding.HIDDEN_MS, hiding.BUSY_MS = 300, 300
    timers.MS_PER_SECOND = 1000 / SPEED
    machine.LATE = Seconds(60 * SPEED)  # a busy computer is late by real seconds
    sys.argv = ["kneecoach", *sys.argv[4:]]
    return run()


if __name__ == "__main__":
    sys.exit(main())
