"""Ask for the time; the only file that does."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from typing import Protocol

from kneecoach.model.units import Seconds


class Clock(Protocol):
    """Tell moments and durations; injected, so that tests choose the time."""

    def now(self) -> datetime:
        """Return the present moment, aware UTC."""
        ...

    def today(self) -> date:
        """Return the person's local day."""
        ...

    def monotonic(self) -> Seconds:
        """Return seconds from an arbitrary start; never goes back."""
        ...


class SystemClock:
    """Tell the computer's own time."""

    def now(self) -> datetime:
        """Return the present moment, aware UTC."""
        return datetime.now(tz=UTC)

    def today(self) -> date:
        """Return the local day."""
        return self.now().astimezone().date()

    def monotonic(self) -> Seconds:
        """Return seconds from an arbitrary start; never goes back."""
        return Seconds(time.monotonic())
