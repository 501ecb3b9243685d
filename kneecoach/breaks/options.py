"""Hold what a person chose about desk breaks, and the limits that hold for everybody."""

from __future__ import annotations

from kneecoach.breaks.hours import USUAL_HOURS, WorkHours
from kneecoach.model.units import Seconds
from kneecoach.values import dataclass

MINUTE = 60

USUAL_INTERVAL = Seconds(45.0 * MINUTE)
USUAL_NOTICE = Seconds(1.0 * MINUTE)
USUAL_WAIT = Seconds(30.0 * MINUTE)

NATURAL_BREAK = Seconds(5.0 * MINUTE)
"""Away from the desk for this long, a person has stood up. Source: house rule; shorter is reading,
or thinking."""

BREAK_LIMIT = Seconds(15.0 * MINUTE)
"""A break that nobody ended is over after this long. Source: house rule; it was forgotten."""

TYPING_LIMIT = Seconds(3.0 * MINUTE)
"""A break waits no longer than this for a pause in typing. Source: house rule."""

LULL = Seconds(4.0)
"""No key and no pointer for this long is a pause in typing. Source: house rule; a sentence ends."""

SOON = Seconds(1.0 * MINUTE)
"""A break that was overdue when a pause ends comes after this long. Source: house rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakOptions:
    """When to ask for a break.

    Attributes:
        interval: Seconds at the desk after which a break is due.
        notice: Seconds before it in which it is announced; 0 for no notice.
        wait: Seconds that a due break waits for the end of a full screen.
        most_postponed: How often one break may be put off.
        hours: When the person works.
    """

    interval: Seconds = USUAL_INTERVAL
    notice: Seconds = USUAL_NOTICE
    wait: Seconds = USUAL_WAIT
    most_postponed: int = 3
    hours: WorkHours = USUAL_HOURS

    def __post_init__(self) -> None:
        """Refuse times that no break can keep."""
        if not 0 <= self.notice < self.interval:
            raise ValueError("a notice comes after the last break and before the next")
        if self.wait < 0 or self.most_postponed < 0:
            raise ValueError("a limit is not below nothing")
