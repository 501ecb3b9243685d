"""Try a new stream before anything is to be heard of it, again and for longer where that needs."""

from __future__ import annotations

from kneecoach.model.units import Seconds
from kneecoach.sound.lateness import BARELY_LATE

MOST_TRIES = 5
"""A stream on another device is begun anew so often until it is on time. A device that plays in
blocks of 20 or 50 ms begins a stream with the next of them, and nobody knows when that is."""

TRIED = Seconds(0.2)
"""On another device a stream is silent for so long, in which it shows whether it is on time. On the
same device it has this time only where nothing is to be heard anyway."""

IN_TIME = Seconds(0.04)
"""A stream is given up so long before its first cue can be heard; the window looks every 16 ms."""

NO_LIMIT = Seconds(float("inf"))


class Trials:
    """Count how often a stream may still be begun anew, and know when it has to be judged.

    A device that needed time until it was heard may need none any more: then a stream that was
    begun ahead for it is too early by just that. A busy computer may judge it only after its first
    cue; so it is given up before, and the next one is silent for longer.

    Attributes:
        left: How often a stream may be begun anew.
        may_leave_out: Whether what is due while it is tried may be left out.
    """

    def __init__(self) -> None:
        """Try nothing."""
        self.left = 0
        self.may_leave_out = False
        self._unjudged = 0
        self._judged_by = NO_LIMIT

    def allow(self, *, may_leave_out: bool) -> None:
        """Let streams be tried from now on."""
        self.left, self.may_leave_out = MOST_TRIES, may_leave_out
        self._unjudged = 0

    def forbid(self) -> None:
        """Let the stream be as it is."""
        self.left, self.may_leave_out = 0, False

    def begin(self, now: Seconds, expected: Seconds, known: Seconds) -> Seconds | None:
        """Begin to try a stream.

        Args:
            now: This moment.
            expected: How much sooner it is begun because its device needs that time.
            known: How long its device was last known to need, which may be more.

        Returns:
            How long from now nothing of it is due, so that it can be judged before; None where it
            is not tried, or nothing may be left out for it.
        """
        if not (self.left and self.may_leave_out):
            return None
        unheard = Seconds(TRIED * (1 + self._unjudged) + known)
        if expected > BARELY_LATE:
            self._judged_by = Seconds(now + unheard - IN_TIME)
        return Seconds(unheard + expected)

    def is_overdue(self, now: Seconds) -> bool:
        """Return whether a stream is to be given up that has not been judged."""
        return now >= self._judged_by

    def settle(self) -> None:
        """Take note that the stream has been judged, cannot be, or was ended."""
        self._judged_by = NO_LIMIT

    def give_up(self, now: Seconds) -> None:
        """Take note that the stream is ended, and another is tried."""
        self._unjudged += self.is_overdue(now)
        self.left -= 1
