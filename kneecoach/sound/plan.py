"""Hold what is to be played on a device: cues, and the moment that their times count from."""

from __future__ import annotations

from kneecoach.model.units import Seconds
from kneecoach.sound.cues import PlacedCue
from kneecoach.sound.stream import goes_on_after
from kneecoach.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be played: cues, and the moment their times count from."""

    cues: tuple[PlacedCue, ...]
    origin: Seconds

    def after(self, moment: float) -> tuple[PlacedCue, ...]:
        """Return the cues that begin from a moment on, and words and hums under way then."""
        over = moment - self.origin
        return tuple(one for one in self.cues if one.at >= over or goes_on_after(one, over))

    def beginning_after(self, moment: float) -> tuple[PlacedCue, ...]:
        """Return the cues that begin from a moment on; what is under way then is left out."""
        return tuple(one for one in self.cues if one.at >= moment - self.origin)

    def is_quiet(self, first: float, last: float) -> bool:
        """Return whether nothing begins from one moment to another, nor is under way."""
        over, end = first - self.origin, last - self.origin
        return not any(over <= one.at <= end or goes_on_after(one, over) for one in self.cues)

    def begins_within(self, first: float, last: float) -> bool:
        """Return whether something begins from one moment to another."""
        return any(first <= self.origin + one.at <= last for one in self.cues)
