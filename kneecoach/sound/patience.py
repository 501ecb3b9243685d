"""Wait ever longer before a stream that is late again and again is begun anew."""

from __future__ import annotations

from collections import deque

from kneecoach.model.units import Seconds

CERTAIN = Seconds(0.1)
"""A stream found late must flow for this long before another replaces it; a dead one does not."""

OFTEN = Seconds(10.0)
MOST_PATIENCE = Seconds(5.0)
"""A stream that is late again and again within `OFTEN` seconds is begun anew ever more seldom, at
most this long apart: each beginning cuts off what sounds, and words that come late are better than
none."""


class Patience:
    """Count how often a stream has lately been begun anew."""

    def __init__(self) -> None:
        """Begin with none."""
        self._begun: deque[Seconds] = deque()

    def begin_anew(self, now: Seconds) -> None:
        """Take note that a stream was begun in place of another."""
        self._begun.append(now)

    def forget(self) -> None:
        """Take note that the last beginning has helped: the stream is on time."""
        self._begun.clear()

    def wait(self, now: Seconds) -> Seconds:
        """Return how long to wait before the next; the more often that did not help, the longer."""
        while self._begun and now - self._begun[0] > OFTEN:
            self._begun.popleft()
        return Seconds(min(MOST_PATIENCE, CERTAIN * 3 ** len(self._begun)))
