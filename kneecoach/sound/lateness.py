"""Judge from what the sound server says how late a stream is heard, and learn it by device."""

from __future__ import annotations

from kneecoach.model.units import Seconds

FEW = 5
"""So many answers are judged together when it has to be known soon, by the middle one: a block of
samples that is on its way to the server makes a stream look up to 40 ms too early, and an answer
that had to wait makes it look too late. Both are few, and the middle ones agree to 0.1 ms."""

LATE_SOON = 3
"""So many are enough where all of them say that a stream which was on time is late: nothing that is
on its way makes it look late, and after a standstill every moment counts."""

MANY = 9
"""So many answers are judged together of a stream that is on time."""

SELDOM = Seconds(0.1)
"""The server is asked about a stream that is on time this often; it answers within 0.4 ms."""

AGREEING = Seconds(0.001)
"""Answers of which the middle ones are further apart are still changing, and not judged yet."""

MOST_LOOKS = 20
"""After so many answers the last of them are judged, however far apart they are."""

UNLIKELY = Seconds(0.005)
"""A stream that was on time and seems to be off by so much is asked about at every look."""

UNANSWERED = 10
"""After so many questions in a row without an answer the server is asked seldom."""

CLOSE = Seconds(0.0005)
"""A stream that is this close to its time is left alone; the clock follows its rate."""

LONGEST_DELAY = Seconds(0.6)
"""What says more than this, or less than nothing, is no device's delay; some servers do not say."""

TOO_EARLY = Seconds(0.002)
"""An answer is not exact, and no device plays what it has not been given."""

TOO_LATE = Seconds(0.006)
"""What has been given out cannot be moved; a stream that is off by more is begun anew."""

BARELY_LATE = Seconds(0.002)
"""Where nothing is left out by it, a stream is begun anew until it is off by no more than this."""

MOST_AT_ONCE = Seconds(0.1)
"""A stream is begun no further ahead for a slow device: its first cue would lie before the stream.
What is left is allowed for when the stream has begun."""

REMEMBERED = 5
"""A device's delay is the middle one of so many that were learned last, the lower of two: a busy
computer begins a stream up to 50 ms later than another."""

HEARD = Seconds(0.02)
"""A stream of which less has been heard may not have begun at all."""


class Lateness:
    """Judge one stream again and again, and know how late streams are heard on each device.

    Attributes:
        verdicts: How often the stream has been judged.
    """

    def __init__(self) -> None:
        """Know no device."""
        self._delays: dict[bytes, list[Seconds]] = {}
        self._looks: list[Seconds] = []
        self._device = b""
        self._used = self._left = Seconds(0.0)
        self._is_hurried = True
        self._asked_at = Seconds(float("-inf"))
        self._unanswered = 0
        self.verdicts = 0

    @property
    def known(self) -> Seconds:
        """Return how late the device was known to be heard when the stream was begun."""
        return Seconds(self._used + self._left)

    @property
    def is_known(self) -> bool:
        """Return whether the stream has been judged, or none is."""
        return not self._device or self.verdicts > 0

    def knows(self, device: bytes) -> bool:
        """Return whether a stream has been begun on a device, and what could be learned was."""
        return device in self._delays

    def begin(self, device: bytes, most: Seconds = MOST_AT_ONCE) -> Seconds:
        """Begin to judge a new stream, and return how late it will probably be heard.

        Args:
            device: Where it is heard.
            most: No more is returned; what is left is seen when the stream has begun.
        """
        self._device, self.verdicts = device, 0
        self.hurry()
        delays = sorted(self._delays.setdefault(device, []))
        known = delays[(len(delays) - 1) // 2] if delays else Seconds(0.0)
        self._used = min(known, most)
        self._left = Seconds(known - self._used)
        return self._used

    def end(self) -> None:
        """Judge no stream."""
        self._device = b""

    def hurry(self) -> None:
        """Ask at every look, because the stream is new or may have come off its time."""
        self._is_hurried, self._unanswered = True, 0
        self._looks.clear()

    def suspect(self) -> None:
        """Ask at every look from now on, unless that is being done."""
        if not self._is_hurried:
            self.hurry()

    def is_due(self, now: Seconds) -> bool:
        """Return whether the server is to be asked about the stream now."""
        if not self._device:
            return False
        if (self._is_hurried or self._unanswered) and self._unanswered < UNANSWERED:
            return True
        return now - self._asked_at >= SELDOM

    def miss(self, now: Seconds) -> None:
        """Take note of a question without an answer; after a standstill there is none at first."""
        self._asked_at = now
        self._unanswered += 1

    def add(self, lateness: Seconds, now: Seconds) -> Seconds | None:
        """Take note of how late the stream is; when that is enough, return it.

        From the first verdict on a stream is learned how late others will be on the device.
        """
        self._asked_at, self._unanswered = now, 0
        if abs(lateness) > UNLIKELY:
            self.suspect()
        self._looks.append(lateness)
        enough = self._enough()
        if len(self._looks) < enough:
            return None
        looks = sorted(self._looks[-enough:])
        middle = enough // 2
        agree = looks[middle + 1] - looks[middle - 1] <= AGREEING
        if not agree and len(self._looks) < MOST_LOOKS:
            return None
        self._looks.clear()
        self._is_hurried = False
        self.verdicts += 1
        return looks[middle] if self.verdicts > 1 else self._learned(looks[middle])

    def is_off(self, lateness: Seconds, most: Seconds = TOO_LATE) -> bool:
        """Return whether a stream is off by more than it had to be, by what is known by now."""
        return abs(lateness - self._left) > most

    def _enough(self) -> int:
        """Return how many looks are judged together now."""
        if not self._is_hurried:
            return MANY
        latest = self._looks[-LATE_SOON:]
        is_late = self.verdicts > 0 and len(latest) == LATE_SOON and min(latest) > UNLIKELY
        return LATE_SOON if is_late else FEW

    def _learned(self, lateness: Seconds) -> Seconds | None:
        """Return how late a new stream is, if that can be, and remember it for its device."""
        delay = Seconds(self._used + lateness)
        if not -TOO_EARLY <= delay <= LONGEST_DELAY:
            self.end()
            return None
        delays = self._delays[self._device]
        delays.append(delay)
        del delays[:-REMEMBERED]
        return lateness
