"""Tell a session's time from how far a stream of sound has come."""

from __future__ import annotations

from collections import deque
from statistics import median

from kneecoach.model.units import Seconds

SLIP = Seconds(0.015)
"""A stream this far from where it should be has lost something, or stood still; what a device holds
ready varies by less, and is heard in time all the same."""

LOOKING = Seconds(0.4)
"""Looks are judged together over this long: a device counts in steps of 5 to 20 ms, and a busy
computer may look too late."""

ENOUGH = 4
"""Fewer looks than this say nothing."""

LARGEST_HEAD_START = Seconds(0.08)
"""No device takes more than this ahead when a stream begins; what is further off was held up."""

LEAD_IN = Seconds(0.03)
"""A stream begins with this much silence, because a device may lose some of the first samples."""

SETTLE = Seconds(2.0)
FASTEST_CORRECTION = 0.0003
"""The clock follows the device's own rate, which never differs from real time by more than this."""


class StreamClock:
    """Run evenly with a monotonic clock, led by the stream that is heard.

    The moment it tells is the monotonic one plus a lead. A stream's first frame belongs to one
    moment, its base. The lead follows the stream's rate, so that cues stay exact against each other
    and against the clock for hours. When a device loses milliseconds or stands still, time goes on
    and the base moves instead: cues must then be placed anew. So the clock never jumps, never goes
    back, and needs no stream at all.

    Every `now` passed in is a reading of the same monotonic clock, in seconds.
    """

    def __init__(self) -> None:
        """Begin without a stream, together with the monotonic clock."""
        self._lead = 0.0
        self._base: float | None = None
        self._head_start = 0.0
        self._is_settled = False
        self._seen_at = 0.0
        self._looks: deque[tuple[float, float]] = deque()
        self._latest = float("-inf")

    def moment(self, now: Seconds) -> Seconds:
        """Return the session's time."""
        self._latest = max(self._latest, now + self._lead)
        return Seconds(self._latest)

    def begin(self, now: Seconds) -> None:
        """Follow a new stream, whose first frame is asked for now; this moment is heard soon after.

        A device takes its first frames at once and holds them ready: this head start is seen when
        the stream has settled, and nothing has to be moved for it.
        """
        self._move_base_to(self.moment(now) - LEAD_IN, now)
        self._head_start = 0.0
        self._is_settled = False

    def end(self) -> None:
        """Follow no stream; go on evenly."""
        self._base = None

    def position_of(self, moment: Seconds) -> Seconds:
        """Return where in the stream a moment lies, in seconds from its first frame.

        Raises:
            ValueError: No stream is followed.
        """
        return Seconds(moment - self._base_now())

    def observe(self, now: Seconds, position: Seconds) -> bool:
        """Take note that the stream has come to `position`.

        Returns:
            Whether the stream is where it should be; when not, its cues are no longer on time.
        """
        passed, self._seen_at = now - self._seen_at, now
        self._looks.append((now, position - self._expected(now)))
        if len(self._looks) < ENOUGH or now - self._looks[0][0] < LOOKING:
            return True
        errors = sorted(one for _, one in self._looks)
        ahead = median(errors)
        self._looks.popleft()
        while now - self._looks[0][0] > LOOKING:
            self._looks.popleft()
        if not self._is_settled and max(-errors[0], errors[-1]) < LARGEST_HEAD_START:
            self._is_settled = True
            self._head_start = ahead
            self._looks.clear()
            return True
        if abs(ahead) > SLIP:
            self._move_base_to(self._base_now() - ahead, now)
            return False
        largest = FASTEST_CORRECTION * passed
        self._lead += max(-largest, min(largest, ahead * passed / SETTLE))
        return True

    def _expected(self, now: Seconds) -> float:
        """Return how far the device should have come by now."""
        return self.position_of(self.moment(now)) + self._head_start

    def _move_base_to(self, base: float, now: Seconds) -> None:
        self._base = base
        self._seen_at = now
        self._looks.clear()

    def _base_now(self) -> float:
        if self._base is None:
            raise ValueError("no stream is followed")
        return self._base
