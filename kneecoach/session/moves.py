"""Make the single moves that a session is played with: begin, move, stand still, end a set."""

from __future__ import annotations

from typing import assert_never

from kneecoach.model.record import Outcome
from kneecoach.model.units import Percent, Seconds
from kneecoach.session.outline import SetKey, set_key
from kneecoach.session.share import share_done
from kneecoach.session.state import Finished, Paused, Running, State, Stopped, Waiting
from kneecoach.session.step import (
    Event,
    PauseReason,
    SessionFinished,
    SessionPaused,
    SetEnded,
    Step,
    StepKind,
    StepStarted,
)

Steps = tuple[Step, ...]
"""All steps of a session, in order."""

Moved = tuple[State, tuple[Event, ...]]
"""The next state, and what happened on the way, in order."""

Ended = tuple[SetEnded, ...]
"""What is known of the sets that have ended, one event a set."""

EndedAndTold = tuple[Ended, tuple[Event, ...]]
"""What is known of the sets from now on, and what there is to tell about it."""

WHOLE = Percent(100)
NOTHING = Percent(0)


def elapsed(state: State) -> Seconds:
    """Return the seconds of the present step that have gone by; 0 when the session is over."""
    match state:
        case Running() | Waiting():
            return Seconds(state.last_tick - state.began)
        case Paused() | Stopped():
            return state.elapsed
        case Finished():
            return Seconds(0.0)
        case _:
            assert_never(state)


def play(steps: Steps, index: int, began: Seconds, now: Seconds, ended: Ended) -> State:
    """Return the state of a step that goes on: timed, or at the person's own pace."""
    if steps[index].lasts is None:
        return Waiting(index=index, began=began, last_tick=now, ended=ended)
    return Running(index=index, began=began, last_tick=now, ended=ended)


def begin(steps: Steps, index: int, now: Seconds, ended: Ended) -> Moved:
    """Begin a step now; past the last one the session is over."""
    if index >= len(steps):
        return Finished(ended=ended), (SessionFinished(),)
    started = StepStarted(index=index, step=steps[index], at=now)
    return play(steps, index, now, now, ended), (started,)


def move(state: State, steps: Steps, index: int, now: Seconds, ended: Ended) -> Moved:
    """Go to a step: begin it, or, while the session is paused, stand still before it."""
    if not isinstance(state, Paused) or index >= len(steps):
        return begin(steps, index, now, ended)
    paused = Paused(index=index, elapsed=Seconds(0.0), reason=state.reason, ended=ended)
    return paused, (SessionPaused(reason=state.reason),)


def stand_still(state: Running | Waiting, reason: PauseReason) -> Moved:
    """Pause as it was at the last tick."""
    paused = Paused(index=state.index, elapsed=elapsed(state), reason=reason, ended=state.ended)
    return paused, (SessionPaused(reason=reason),)


def advance(state: Running, steps: Steps, now: Seconds) -> Moved:
    """Pass every step that is over by `now`; each begins exactly where the one before ended."""
    index, began, ended = state.index, state.began, state.ended
    events: list[Event] = []
    while (lasts := steps[index].lasts) is not None and now >= began + lasts:
        if steps[index].ends_set:
            ended, told = end_set(ended, steps[index], Outcome.DONE, WHOLE)
            events += told
        began = Seconds(began + lasts)
        index += 1
        if index == len(steps):
            return Finished(ended=ended), (*events, SessionFinished())
        events.append(StepStarted(index=index, step=steps[index], at=began))
    return play(steps, index, began, now, ended), tuple(events)


def leave_set(
    state: Running | Waiting | Paused | Stopped, steps: Steps, outcome: Outcome
) -> EndedAndTold:
    """End the set that is under way, if one is, with the share of it that was done.

    Leaving a set that was stopped for pain adds nothing to what is known of it.
    """
    step = steps[state.index]
    if step.kind is not StepKind.WORK:
        return state.ended, ()
    share = share_done(steps, state.index, elapsed(state))
    return end_set(state.ended, step, outcome, share)


def end_set(ended: Ended, step: Step, outcome: Outcome, share: Percent) -> EndedAndTold:
    """End the set of a step, unless it had ended before and this adds nothing to what is known.

    What was done once stays done, so the share never falls; and a set that was stopped for pain
    stays known as such.
    """
    key = set_key(step)
    before = next((event for event in ended if key_of(event) == key), None)
    if before is not None:
        if outcome is not Outcome.STOPPED and share <= before.complete:
            return ended, ()
        share = max(share, before.complete)
        if before.outcome is Outcome.STOPPED:
            outcome = Outcome.STOPPED
    event = SetEnded(
        position=step.position,
        exercise_id=step.exercise_id,
        set_side=step.set_side,
        set_number=step.set_number,
        outcome=outcome,
        complete=share,
    )
    return (*(other for other in ended if other is not before), event), (event,)


def key_of(event: SetEnded) -> SetKey:
    """Return which set an event is about."""
    return SetKey(position=event.position, set_side=event.set_side, set_number=event.set_number)
