"""Name the states of the break timer, what it is told of the person, and what it tells."""

from __future__ import annotations

from datetime import datetime, tzinfo
from enum import StrEnum

from kneecoach.model.units import Seconds
from kneecoach.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """The present moment.

    Attributes:
        at: Monotonic seconds that count sleep too; what sitting is measured by.
        utc: The day's clock, aware UTC; what working hours go by. It may jump.
        zone: Where the person is; None for the system's own zone.
    """

    at: Seconds
    utc: datetime
    zone: tzinfo | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """What is known of the person at the desk; what cannot be known here never speaks for a wait.

    Attributes:
        idle_since: Last key or pointer, once that is long ago; None while somebody is there.
        locked_since: The screen was locked then; None while it is not.
        asleep_since: The computer went to sleep then; None while it does not.
        call: A microphone or camera is in use.
        sharing: The screen is shown to others.
        do_not_disturb: The person asked the desktop not to be disturbed.
        full_screen: A window fills the screen.
        typing: Keys were pressed a moment ago.
    """

    idle_since: Seconds | None = None
    locked_since: Seconds | None = None
    asleep_since: Seconds | None = None
    call: bool = False
    sharing: bool = False
    do_not_disturb: bool = False
    full_screen: bool = False
    typing: bool = False

    @property
    def gone_since(self) -> Seconds | None:
        """Return since when nobody is at the desk, or None while somebody is."""
        known = (self.idle_since, self.locked_since, self.asleep_since)
        return min((one for one in known if one is not None), default=None)


class Hold(StrEnum):
    """Name what a due break waits for."""

    CALL = "call"
    SHARING = "sharing"
    DO_NOT_DISTURB = "do_not_disturb"
    FULL_SCREEN = "full_screen"
    TYPING = "typing"


class PauseKind(StrEnum):
    """Name why no break is asked for: the person said so, or it is not their working time."""

    ASKED = "asked"
    OFF_HOURS = "off_hours"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """How long somebody has been sitting, and when that is to be broken.

    Attributes:
        sat_since: The sitting began then; time away too short to be a break moves it on.
        due_at: The next break is due then.
        postponed: How often this break was put off.
    """

    sat_since: Seconds
    due_at: Seconds
    postponed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Working:
    """Somebody sits, and the next break is some way off."""

    seat: Seat


@dataclass(frozen=True, slots=True, kw_only=True)
class DueSoon:
    """The next break has been announced."""

    seat: Seat


@dataclass(frozen=True, slots=True, kw_only=True)
class Postponed:
    """The break was put off by a few minutes."""

    seat: Seat


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """A break is due and waits; `ready_at` is when it only had to wait for a pause in typing."""

    seat: Seat
    hold: Hold
    ready_at: Seconds | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A break is offered on the screen."""

    seat: Seat


@dataclass(frozen=True, slots=True, kw_only=True)
class Asleep:
    """Nobody is there, not yet for long enough to be a break: asleep, locked, or away."""

    seat: Seat
    since: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class NaturalBreak:
    """Nobody has been there for a while; when they come back they start afresh."""

    since: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Paused:
    """No break is asked for.

    Attributes:
        seat: Where the sitting stood, so that a break that was due comes afterwards.
        kind: Why.
        ends: A moment of the day's clock or of the monotonic one; None until the person says so.
        gone_since: Nobody has been there since then; None while somebody is.
    """

    seat: Seat
    kind: PauseKind
    ends: datetime | Seconds | None
    gone_since: Seconds | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InBreak:
    """The break is under way since `began`; `after` is the pause that goes on when it is over."""

    seat: Seat
    began: Seconds
    after: Paused | None = None


State = Working | DueSoon | Postponed | Quiet | Due | Asleep | NaturalBreak | Paused | InBreak
Sitting = Working | DueSoon | Postponed | Quiet | Due
SITTING = (Working, DueSoon, Postponed, Quiet, Due)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeGiven:
    """The next break is near; `after` seconds from now."""

    after: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakOffered:
    """A break is offered, after `sat` seconds of sitting."""

    sat: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakTaken:
    """A break was taken after `sat` seconds of sitting; it lasted so long (0 when only told of)."""

    sat: Seconds
    lasted: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakPostponed:
    """A break was put off after `sat` seconds of sitting."""

    sat: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakSkipped:
    """A break was skipped after `sat` seconds of sitting."""

    sat: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class StoodUp:
    """The person left the desk by themselves after `sat` seconds of sitting."""

    sat: Seconds


Event = NoticeGiven | BreakOffered | BreakTaken | BreakPostponed | BreakSkipped | StoodUp
Moved = tuple[State, tuple[Event, ...]]
