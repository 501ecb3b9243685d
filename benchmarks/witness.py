"""Watch whether the computer itself stood still while something was timed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread

from kneecoach.clock import SystemClock

LOOK_S = 0.002
STANDSTILL_S = 0.1


@dataclass(slots=True)
class Witness:
    """What was seen.

    Attributes:
        longest_s: Longest time in which this thread, which asks for 2 ms, was not run.
        held_up_s: All such times above 20 ms, added up.
        standstills: From when to when it was not run for at least 0.1 s, on the computer's clock.
    """

    longest_s: float = 0.0
    held_up_s: float = 0.0
    standstills: list[tuple[float, float]] = field(default_factory=list)

    @property
    def longest_ms(self) -> float:
        """Return the longest standstill in milliseconds."""
        return self.longest_s * 1000


@contextmanager
def watching() -> Iterator[Witness]:
    """Watch until the block ends.

    On a shared machine the whole system may stand still for a tenth of a second; no program on it
    can then be on time, and a measurement says nothing about the program.
    """
    witness = Witness()
    done = Event()

    def look() -> None:
        clock = SystemClock()
        before = clock.monotonic()
        while not done.wait(LOOK_S):
            now = clock.monotonic()
            gap = now - before
            witness.longest_s = max(witness.longest_s, gap)
            witness.held_up_s += gap if gap > 0.02 else 0.0
            if gap >= STANDSTILL_S:
                witness.standstills.append((before, now))
            before = now

    thread = Thread(target=look, daemon=True)
    thread.start()
    try:
        yield witness
    finally:
        done.set()
        thread.join()
