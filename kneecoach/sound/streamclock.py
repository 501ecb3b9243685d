"""Tell a session's time from how far a stream of sound has come."""

from __future__ import annotations

from kneecoach.model.units import Seconds

JUMP = Seconds(0.08)
"""A stream this far from where it should be has stood still or caught up; no average is needed."""

SLIP = Seconds(0.003)
"""A mean this far from where the stream should be is a slip: the device lost some milliseconds."""

SMOOTH = Seconds(0.4)
"""The mean is taken over about this long, because a device counts in steps of 5 to 20 ms."""

ENOUGH = 12
"""Fewer looks than this make no mean."""

SETTLE = Seconds(2.0)
FASTEST_CORRECTION = 0.001
"""The clock follows the device's own rate, which never differs from real time by more than this."""


class StreamClock:
    """Run evenly with a monotonic clock, led by the stream that is heard.

    The moment it tells is the monotonic one plus a lead. A stream's first frame belongs to one
    moment, its base. The lead follows the stream's rate, so that cues stay exact against each other
    and against the clock for hours. When a device loses milliseconds or stands still, time goes on
    and the base moves instead: cues that have not been given out are then placed anew. So the clock
    never jumps, never goes back, and needs no stream at all.

    Every `now` passed in is a reading of the same monotonic clock, in seconds.
    """

    def __init__(self) -> None:
        """Begin without a stream, together with the monotonic clock."""
        self._lead = 0.0
        self._base: float | None = None
        self._started = 0.0
        self._head_start = 0.0
        self._is_settled = False
        self._seen_at = 0.0
        self._looks = 0
        self._ahead = 0.0
        self._latest = float("-inf")

    def moment(self, now: Seconds) -> Seconds:
        """Return the session's time."""
        self._latest = max(self._latest, now + self._lead)
        return Seconds(self._latest)

    def begin(self, now: Seconds) -> None:
        """Follow a new stream, whose first frame is asked for now.

        A stream takes its first frames some milliseconds before or after the moment at which it was
        started. The last one's habit is expected of the next.
        """
        self._started = now
        self._move_base_to(self.moment(now) - self._head_start, now)
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

    def observe(self, now: Seconds, position: Seconds) -> Seconds:
        """Take note that the stream has just moved on to `position`.

        Returns:
            Seconds by which cues that have not been given out are late in the stream and must be
            moved earlier; negative for later. Zero while it flows.
        """
        ahead = position - self.position_of(self.moment(now))
        if abs(ahead) > JUMP:
            return self._fall_behind(-ahead, now)
        passed = now - self._seen_at
        self._seen_at = now
        self._looks += 1
        self._ahead += (ahead - self._ahead) * max(1 / self._looks, min(1.0, passed / SMOOTH))
        if self._looks < ENOUGH:
            return Seconds(0.0)
        if not self._is_settled:
            self._learn_head_start()
        if abs(self._ahead) > SLIP:
            return self._fall_behind(-self._ahead, now)
        largest = FASTEST_CORRECTION * passed
        self._lead += max(-largest, min(largest, self._ahead * passed / SETTLE))
        return Seconds(0.0)

    def stand(self, now: Seconds, position: Seconds) -> Seconds:
        """Take note that the stream has not moved on from `position`; returns as `observe`."""
        behind = self.position_of(self.moment(now)) - position
        return self._fall_behind(behind, now) if behind > JUMP else Seconds(0.0)

    def run_dry(self, now: Seconds, position: Seconds) -> Seconds:
        """Take note that everything up to `position` has been used up; returns as `observe`."""
        behind = self.position_of(self.moment(now)) - position
        return self._fall_behind(behind, now) if behind > 0 else Seconds(0.0)

    def _learn_head_start(self) -> None:
        self._is_settled = True
        head_start = self._started + self._lead - self._base_now() + self._ahead
        if abs(head_start) < JUMP:
            self._head_start = head_start

    def _fall_behind(self, behind: float, now: Seconds) -> Seconds:
        self._move_base_to(self._base_now() + behind, now)
        return Seconds(behind)

    def _move_base_to(self, base: float, now: Seconds) -> None:
        self._base = base
        self._seen_at = now
        self._looks = 0
        self._ahead = 0.0

    def _base_now(self) -> float:
        if self._base is None:
            raise ValueError("no stream is followed")
        return self._base
