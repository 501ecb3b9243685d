"""Name the states that a session can be in; each holds only what it needs."""

from __future__ import annotations

from kneecoach.model.units import Seconds
from kneecoach.session.step import PauseReason, SetEnded
from kneecoach.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A timed step goes by.

    Attributes:
        index: The step.
        began: Clock moment at which the step had nothing behind it.
        last_tick: Latest clock moment that was looked at.
        ended: What is known of every set that has ended, one event a set.
    """

    index: int
    began: Seconds
    last_tick: Seconds
    ended: tuple[SetEnded, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A set at the person's own pace goes on until they say that it is over; as `Running`."""

    index: int
    began: Seconds
    last_tick: Seconds
    ended: tuple[SetEnded, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paused:
    """The session stands still with `elapsed` seconds of step `index` behind it, and why."""

    index: int
    elapsed: Seconds
    reason: PauseReason
    ended: tuple[SetEnded, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """It hurt; the session waits for an answer.

    Attributes:
        index: The step in which it was stopped.
        elapsed: Seconds of that step that had gone by.
        position: The exercise's place in the session, counted from 0; stays the same when the
            timeline is built again for an easier version.
        ended: As in `Running`.
    """

    index: int
    elapsed: Seconds
    position: int
    ended: tuple[SetEnded, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """The session is over."""

    ended: tuple[SetEnded, ...] = ()


State = Running | Waiting | Paused | Stopped | Finished
"""Any state of a session."""
