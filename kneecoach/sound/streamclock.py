"""Tell a session's time from how far a stream of sound has come."""

from __future__ import annotations

from collections import deque

from kneecoach.model.units import Seconds

SLIP = Seconds(0.015)
"""A stream this far behind where it should be has lost something, or stood still; what a device
holds ready varies by less, and is heard in time all the same."""

SETTLING = Seconds(0.4)
"""How far ahead a device takes its samples is known this long after it has begun."""

LOOKING = Seconds(2.0)
"""Looks are judged together over this long, by the best of them: a device counts in steps of up to
40 ms, and a busy computer looks too late or stands still altogether, sound server and all; then
what is held ready is played, and nothing was lost."""

STOOD_STILL = Seconds(0.5)
"""After no look for this long nobody made samples either, and a loss is likely: what was seen
before counts no more, and the next looks are believed as soon as at the start."""

ENOUGH = 4
"""Fewer looks than this say nothing."""

LEAD_IN = Seconds(0.03)
"""A stream begins with this much silence, because a device may lose some of the first samples."""

PATIENCE = Seconds(LOOKING - SETTLING)
"""A stream is behind when it has been so at every look for this long."""

SETTLE = Seconds(2.0)
FASTEST_CORRECTION = 0.0003
"""The clock follows the device's own rate, which never differs from real time by more than this."""

FOLLOWED = 0.7
"""Share of what the stream is off by that the clock follows at once, where that is known exactly; a
device that is 50 ppm too fast is then followed within 0.1 ms."""


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
        self._patience = PATIENCE
        self._looks: deque[tuple[float, float]] = deque()
        self._latest = float("-inf")

    def moment(self, now: Seconds) -> Seconds:
        """Return the session's time."""
        self._latest = max(self._latest, now + self._lead)
        return Seconds(self._latest)

    def begin(self, now: Seconds, delay: float = 0.0) -> None:
        """Follow a new stream, whose first frame is asked for now; this moment is heard soon after.

        A device takes its first frames at once and holds them ready: this head start is seen when
        the stream has settled, and nothing has to be moved for it.

        Args:
            now: This moment.
            delay: How long it is known to take until a first frame is heard.
        """
        self._move_base_to(self.moment(now) - LEAD_IN + delay, now)
        self._head_start = 0.0
        self._is_settled = False

    def lateness(self, now: Seconds, heard: Seconds) -> Seconds:
        """Return how much later than it should the stream is heard, of which `heard` has been now.

        Raises:
            ValueError: No stream is followed.
        """
        return Seconds(self.position_of(self.moment(now)) - LEAD_IN - heard)

    def allow_for(self, lateness: Seconds) -> None:
        """Know from now on that the stream is heard later than was thought, or sooner."""
        self._base = self._base_now() + lateness
        self._head_start += lateness

    def end(self) -> None:
        """Follow no stream; go on evenly."""
        self._base = None

    def position_of(self, moment: Seconds) -> Seconds:
        """Return where in the stream a moment lies, in seconds from its first frame.

        Raises:
            ValueError: No stream is followed.
        """
        return Seconds(moment - self._base_now())

    def moment_of(self, position: Seconds) -> Seconds:
        """Return the moment at which the place `position` of the stream is heard.

        Raises:
            ValueError: No stream is followed.
        """
        return Seconds(self._base_now() + position)

    def follow(self, lateness: Seconds, passed: Seconds) -> None:
        """Follow the rate of a device whose stream has come to be late by so little meanwhile.

        Where it is known exactly how much has been heard this takes the place of `observe`.
        """
        largest = FASTEST_CORRECTION * passed
        self._lead -= max(-largest, min(largest, lateness * FOLLOWED))

    def observe(self, now: Seconds, position: Seconds) -> bool:
        """Take note that the device has taken the stream up to `position`.

        Returns:
            Whether the stream is where it should be; when not, its cues are no longer on time.
        """
        passed, self._seen_at = (now - self._seen_at if self._looks else 0.0), now
        if not position:
            return True  # the device has not begun
        if self._looks and now - self._looks[-1][0] > STOOD_STILL:
            self._looks.clear()
            self._patience = SETTLING
        self._looks.append((now, position - self._expected(now)))
        while now - self._looks[0][0] > LOOKING:
            self._looks.popleft()
        looked = now - self._looks[0][0]
        if len(self._looks) < ENOUGH or looked < SETTLING:
            return True
        ahead = max(one for _, one in self._looks)
        if not self._is_settled:
            self._is_settled = True
            self._take_for_head_start(ahead)
        elif ahead > SLIP:
            self._take_for_head_start(ahead)
        elif ahead < -SLIP and looked > self._patience:
            lately = max(one for when, one in self._looks if now - when < SETTLING)
            self._move_base_to(self._base_now() - lately, now)
            return False
        else:
            largest = FASTEST_CORRECTION * passed
            self._lead += max(-largest, min(largest, ahead * passed / SETTLE))
            if looked > PATIENCE:
                self._patience = PATIENCE
        return True

    def _take_for_head_start(self, ahead: float) -> None:
        """Allow for what a device took ahead; it cannot have played it before its time."""
        self._head_start += ahead
        self._looks.clear()

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
