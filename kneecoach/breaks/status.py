"""Say where the break timer stands, as one plain value that every surface shows."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from enum import StrEnum
from typing import assert_never

from kneecoach.breaks.options import MINUTE
from kneecoach.breaks.state import (
    Asleep,
    Due,
    DueSoon,
    Hold,
    InBreak,
    NaturalBreak,
    Now,
    Paused,
    PauseKind,
    Postponed,
    Quiet,
    State,
    Working,
)
from kneecoach.model.units import Seconds
from kneecoach.values import dataclass

NO_TIME = Seconds(0.0)


class StatusKind(StrEnum):
    """Name where the break timer stands."""

    WORKING = "working"
    DUE_SOON = "due_soon"
    POSTPONED = "postponed"
    QUIET = "quiet"
    DUE = "due"
    IN_BREAK = "in_break"
    ASLEEP = "asleep"
    NATURAL_BREAK = "natural_break"
    PAUSED = "paused"
    OFF_HOURS = "off_hours"


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakStatus:
    """Where the break timer stands.

    Attributes:
        kind: The state.
        next_in: Seconds to the next break, when one is coming.
        sat: Seconds of sitting so far; 0 while nobody sits.
        hold: What a due break waits for.
        until: When a pause ends, UTC; None when it is no pause or has no end.
        can_postpone: Whether the coming break may be put off once more.
    """

    kind: StatusKind
    next_in: Seconds | None = None
    sat: Seconds = NO_TIME
    hold: Hold | None = None
    until: datetime | None = None
    can_postpone: bool = False

    @property
    def minutes(self) -> int | None:
        """Return whole minutes to the next break, begun ones counted."""
        return None if self.next_in is None else math.ceil(self.next_in / MINUTE)


def status_of(state: State, now: Now, *, most_postponed: int) -> BreakStatus:
    """Return where the timer stands at a moment."""
    match state:
        case Working(seat=seat) | DueSoon(seat=seat) | Postponed(seat=seat):
            return BreakStatus(
                kind=_SITTING_KINDS[type(state)],
                next_in=Seconds(max(0.0, seat.due_at - now.at)),
                sat=Seconds(max(0.0, now.at - seat.sat_since)),
                can_postpone=seat.postponed < most_postponed,
            )
        case Quiet(seat=seat) | Due(seat=seat):
            return BreakStatus(
                kind=StatusKind.DUE if isinstance(state, Due) else StatusKind.QUIET,
                sat=Seconds(max(0.0, now.at - seat.sat_since)),
                hold=state.hold if isinstance(state, Quiet) else None,
                can_postpone=seat.postponed < most_postponed,
            )
        case InBreak():
            return BreakStatus(kind=StatusKind.IN_BREAK)
        case Asleep():
            return BreakStatus(kind=StatusKind.ASLEEP)
        case NaturalBreak():
            return BreakStatus(kind=StatusKind.NATURAL_BREAK)
        case Paused(kind=kind):
            is_asked = kind is PauseKind.ASKED
            return BreakStatus(
                kind=StatusKind.PAUSED if is_asked else StatusKind.OFF_HOURS,
                until=_moment(state.ends, now),
            )
        case _:
            assert_never(state)


_SITTING_KINDS: dict[type, StatusKind] = {
    Working: StatusKind.WORKING,
    DueSoon: StatusKind.DUE_SOON,
    Postponed: StatusKind.POSTPONED,
}


def next_minute(status: BreakStatus) -> Seconds | None:
    """Return in how many seconds the shown minutes change; None when none are shown."""
    if status.next_in is None or status.minutes is None or status.next_in <= 0:
        return None
    return Seconds(status.next_in - (status.minutes - 1) * MINUTE)


def _moment(ends: datetime | Seconds | None, now: Now) -> datetime | None:
    if ends is None or isinstance(ends, datetime):
        return ends
    return now.utc + timedelta(seconds=ends - now.at)
