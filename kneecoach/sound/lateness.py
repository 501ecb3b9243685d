"""Judge from what the sound server says how late a new stream is heard, and learn it by device."""

from __future__ import annotations

from kneecoach.model.units import Seconds

ENOUGH = 4
"""So many answers are judged together, by the latest: a block of samples that is on its way to the
server makes a stream look some 20 ms too early, and nothing makes it look too late."""

LONGEST_DELAY = Seconds(0.6)
"""What says more than this, or less than nothing, is no device's delay; some servers do not say."""

CLOSE = Seconds(0.002)
"""A stream that is this close to its time is left alone."""

TOO_LATE = Seconds(0.006)
"""What has been given out cannot be moved; a stream that is off by more is begun anew."""

MOST_AT_ONCE = Seconds(0.1)
"""A stream is begun no further ahead for a slow device: its first cue would lie before the stream.
What is left is allowed for when the stream has begun."""

HEARD = Seconds(0.02)
"""A stream of which less has been heard may not have begun at all."""

MOST_TRIES = 5
"""A stream on another device is begun anew so often until it is on time. A device that plays in
blocks of 20 or 50 ms begins a stream with the next of them, and nobody knows when that is."""


class Lateness:
    """Know how late streams are heard on each device."""

    def __init__(self) -> None:
        """Know no device."""
        self._delays: dict[bytes, Seconds] = {}
        self._looks: list[Seconds] = []
        self._device = b""
        self._used = self._left = Seconds(0.0)

    @property
    def is_known(self) -> bool:
        """Return whether the stream has been judged, or none is."""
        return not self._device

    def knows(self, device: bytes) -> bool:
        """Return whether a stream has been begun on a device, and what could be learned was."""
        return device in self._delays

    def begin(self, device: bytes, most: Seconds = MOST_AT_ONCE) -> Seconds:
        """Begin to judge a new stream, and return how late it will probably be heard.

        Args:
            device: Where it is heard.
            most: No more is returned; what is left is seen when the stream has begun.
        """
        self._device, self._looks = device, []
        known = self._delays.setdefault(device, Seconds(0.0))
        self._used = min(known, most)
        self._left = Seconds(known - self._used)
        return self._used

    def end(self) -> None:
        """Judge no stream."""
        self._device = b""

    def add(self, lateness: Seconds) -> Seconds | None:
        """Take note of how late the stream is; when that is enough, return it and learn from it."""
        self._looks.append(lateness)
        if len(self._looks) < ENOUGH:
            return None
        latest = max(self._looks)
        device, delay = self._device, Seconds(self._used + latest)
        self.end()
        if not -CLOSE <= delay <= LONGEST_DELAY:
            return None
        self._delays[device] = delay
        return latest

    def is_off(self, lateness: Seconds) -> bool:
        """Return whether a stream so late had better begin anew, by what is known by now."""
        return abs(lateness - self._left) > TOO_LATE
