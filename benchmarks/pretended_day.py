"""Run the real coach on a day of one's choice, with a clock on which a session passes quickly.

    python benchmarks/pretended_day.py MOMENT SPEED [FILE]

Nothing else is other than in `kneecoach`. MOMENT is local, such as 2026-03-02T18:00. On a clock
that goes faster, no more than a second goes by between two looks, so that a busy computer does not
seem to have slept.
"""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import kneecoach.clock as clocks
from kneecoach.model.units import Seconds

LONGEST_STEP = 1.0
MOMENT, SPEED = datetime.fromisoformat(sys.argv[1]).astimezone(), float(sys.argv[2])
REAL = clocks.SystemClock


class PretendedClock:
    """Tell a moment of one's choice, and go faster than the computer's clock from there."""

    def __init__(self) -> None:
        """Begin at the moment that was chosen."""
        self._real = REAL()
        self._last = self._real.monotonic()
        self._passed = 0.0

    def monotonic(self) -> Seconds:
        """Return seconds from the start."""
        now = self._real.monotonic()
        step = (now - self._last) * SPEED
        self._passed += step if SPEED <= 1 else min(step, LONGEST_STEP)
        self._last = now
        return Seconds(self._passed)

    def now(self) -> datetime:
        """Return the moment, aware UTC."""
        return (MOMENT + timedelta(seconds=self.monotonic())).astimezone(UTC)

    def today(self) -> date:
        """Return the local day."""
        return self.now().astimezone().date()


def main() -> int:
    from kneecoach.app import main as run

    clocks.SystemClock = PretendedClock  # type: ignore[misc, assignment]
    sys.argv = ["kneecoach", *sys.argv[3:]]
    return run()


if __name__ == "__main__":
    sys.exit(main())
