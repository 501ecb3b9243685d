"""Ask for the time; the only file that does."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Protocol

from kneecoach.model.units import Seconds

if TYPE_CHECKING:
    from datetime import date, datetime


class Clock(Protocol):
    """Tell moments and durations; injected, so that tests choose the time."""

    def now(self) -> datetime:
        """Return the present moment, aware UTC."""
        ...

    def today(self) -> date:
        """Return the person's local day."""
        ...

    def monotonic(self) -> Seconds:
        """Return seconds from an arbitrary start; never goes back, and counts sleep too."""
        ...


class SystemClock:
    """Tell the computer's own time."""

    def now(self) -> datetime:
        """Return the present moment, aware UTC."""
        from datetime import UTC, datetime  # noqa: PLC0415 - after the first paint

        return datetime.now(tz=UTC)

    def today(self) -> date:
        """Return the local day."""
        return self.now().astimezone().date()

    def monotonic(self) -> Seconds:
        """Return seconds from an arbitrary start; never goes back, and counts sleep too.

        Where Python's own monotonic clock stands still while the computer sleeps, the system's
        clock that does not is read instead: BOOTTIME on Linux, MONOTONIC on macOS.
        """
        if sys.platform == "linux":
            return Seconds(time.clock_gettime(time.CLOCK_BOOTTIME))
        if sys.platform == "darwin":
            return Seconds(time.clock_gettime(time.CLOCK_MONOTONIC))
        return Seconds(time.monotonic())
