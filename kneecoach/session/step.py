"""Name the parts of a session: its steps, and the events that happen as time goes by."""

from __future__ import annotations

from enum import StrEnum

from kneecoach.model.dose import PhaseName, Side
from kneecoach.model.record import Outcome
from kneecoach.model.units import Percent, Seconds
from kneecoach.values import dataclass


class StepKind(StrEnum):
    """Name what a step is for."""

    READY = "ready"
    WORK = "work"
    REST = "rest"
    SWITCH = "switch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One stretch of a session during which nothing changes but the time.

    Attributes:
        kind: What it is for.
        lasts: Seconds, or None for work at the person's own pace, which ends when they say so.
        expected: Seconds it takes; equals `lasts`, or an estimate for work at one's own pace.
        position: The exercise's place in the session, counted from 0.
        exercise_id, exercise_name: The exercise it belongs to (for a rest: the one just done; for
            getting ready and switching sides: the one that comes).
        set_side: The leg that the whole set is for; None where both share it or take turns.
        side: The leg that works in this very step; None where both work.
        set_number, sets: Which set of how many on this side, counted from 1.
        rep, reps: Which repetition of how many, counted from 1; 0 and 0 where none are counted. A
            set at one's own pace is one step with rep 0.
        round, rounds: Which round of intervals of how many, counted from 1; 0 and 0 elsewhere.
        phase: What the body does; only in work.
        cue: The sentence that helps now; may be empty.
        ends_set: The set is done when this step is.
        level: The ladder's level.
        note: What the author of the programme says about the exercise; may be empty.
    """

    kind: StepKind
    lasts: Seconds | None
    expected: Seconds
    position: int
    exercise_id: str
    exercise_name: str
    set_side: Side | None
    side: Side | None
    set_number: int
    sets: int
    rep: int = 0
    reps: int = 0
    phase: PhaseName | None = None
    cue: str = ""
    ends_set: bool = False
    level: int = 1
    round: int = 0
    rounds: int = 0
    note: str = ""


class PauseReason(StrEnum):
    """Name why a session stands still."""

    ASKED = "asked"
    SLEPT = "slept"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepStarted:
    """A step began at clock moment `at`, however late that was noticed."""

    index: int
    step: Step
    at: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class SetEnded:
    """A set ended: done, skipped or stopped, with the share of its work that was done.

    A set that is gone back to is told of again only when that changes what is known of it: more of
    it was done, or it was stopped for pain. The last event about a set is the one that counts.
    """

    position: int
    exercise_id: str
    set_side: Side | None
    set_number: int
    outcome: Outcome
    complete: Percent


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPaused:
    """The session stands still."""

    reason: PauseReason


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionResumed:
    """The session goes on; step `index` has `elapsed` seconds behind it at clock moment `at`."""

    index: int
    elapsed: Seconds
    at: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionStopped:
    """The person said that it hurts; the set has ended and the session waits for an answer."""

    index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionFinished:
    """The last step is over, or the person ended the session."""


Event = StepStarted | SetEnded | SessionPaused | SessionResumed | SessionStopped | SessionFinished
