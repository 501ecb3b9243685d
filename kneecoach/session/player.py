"""Play a session: turn steps and time into events. Pure; the caller brings the clock.

Every function takes a state, the steps and the clock's moment, and returns the next state and what
happened, in order. Commands first catch up with the clock, and leave a state to which they do not
apply as it is. `now` may come from any clock that counts seconds: a clock that goes back, such as
one that was changed for another, does not take the session back.
"""

from __future__ import annotations

from enum import StrEnum
from typing import assert_never

from kneecoach.model.record import Outcome
from kneecoach.model.units import Seconds
from kneecoach.session.moves import (
    NOTHING,
    WHOLE,
    Moved,
    Steps,
    advance,
    begin,
    elapsed,
    end_set,
    key_of,
    leave_set,
    move,
    play,
    stand_still,
)
from kneecoach.session.outline import (
    first_open_step,
    next_exercise,
    next_part,
    outline,
    segment_start,
)
from kneecoach.session.state import Finished, Paused, Running, State, Stopped, Waiting
from kneecoach.session.step import (
    PauseReason,
    SessionFinished,
    SessionResumed,
    SessionStopped,
    SetEnded,
    StepKind,
)

LONGEST_GAP = Seconds(5.0)
"""Longest time between two ticks that still counts as training; after more the computer slept.

Source: house rule; a busy computer is late by a second, a sleeping one by minutes."""

BACK_TO_PREVIOUS = Seconds(3.0)
"""Within this time of a set's start, going back means the set before. Source: house rule; as
music players do."""


class PainChoice(StrEnum):
    """Name what a person wants after it hurt.

    `GO_ON` leaves the rest of the set and goes on with what comes next, `EASIER` goes on with steps
    that were built again at an easier level, `SKIP_EXERCISE` leaves the exercise, `END` ends.
    """

    GO_ON = "go_on"
    EASIER = "easier"
    SKIP_EXERCISE = "skip_exercise"
    END = "end"


def start(steps: Steps, now: Seconds, first: int = 0, ended: tuple[SetEnded, ...] = ()) -> Moved:
    """Start a session at step `first`; a session without steps is over at once.

    Args:
        steps: The whole session.
        now: The clock's moment.
        first: Where to begin; see `outline.resume_index` for a session that was cut off.
        ended: What was recorded before it was cut off, oldest first; the last word on a set counts.

    Raises:
        ValueError: `first` is not a step or the end of the session.
    """
    if not 0 <= first <= len(steps):
        raise ValueError(f"the session has steps 0 to {len(steps) - 1}, not {first}")
    latest = {key_of(event): event for event in ended}
    return begin(steps, first, now, tuple(latest.values()))


def tick(state: State, steps: Steps, now: Seconds) -> Moved:
    """Let time go by until `now`.

    A step ends at the moment it began plus what it lasts, however late the tick is; one tick may
    pass several steps. After a gap of more than `LONGEST_GAP` the computer slept: the session
    pauses as it was at the last tick, and nothing in between counts.
    """
    match state:
        case Running() | Waiting():
            gap = now - state.last_tick
            if gap > LONGEST_GAP:
                return stand_still(state, PauseReason.SLEPT)
            if gap < 0:
                began = Seconds(state.began + gap)
                return play(steps, state.index, began, now, state.ended), ()
            if isinstance(state, Running):
                return advance(state, steps, now)
            return play(steps, state.index, state.began, now, state.ended), ()
        case Paused() | Stopped() | Finished():
            return state, ()
        case _:
            assert_never(state)


def pause(
    state: State, steps: Steps, now: Seconds, reason: PauseReason = PauseReason.ASKED
) -> Moved:
    """Stand still, in whatever step it is."""
    state, events = tick(state, steps, now)
    if not isinstance(state, Running | Waiting):
        return state, events
    paused, more = stand_still(state, reason)
    return paused, (*events, *more)


def resume(state: State, steps: Steps, now: Seconds) -> Moved:
    """Go on after a pause from where it stood still."""
    if not isinstance(state, Paused):
        return tick(state, steps, now)
    began = Seconds(now - state.elapsed)
    event = SessionResumed(index=state.index, elapsed=state.elapsed, at=now)
    return play(steps, state.index, began, now, state.ended), (event,)


def skip(state: State, steps: Steps, now: Seconds) -> Moved:
    """Go to what comes next.

    In work, that ends the set as skipped with the share that was done and goes to what follows it,
    a rest as a rule; in a rest or while getting ready or switching sides it goes on at once, so
    that pressing twice leads from one set to the next. A paused session stays paused there.
    """
    state, events = tick(state, steps, now)
    if isinstance(state, Stopped | Finished):
        return state, events
    ended, more = leave_set(state, steps, Outcome.SKIPPED)
    moved, last = move(state, steps, next_part(steps, state.index), now, ended)
    return moved, (*events, *more, *last)


def back(state: State, steps: Steps, now: Seconds) -> Moved:
    """Go back to the start of the set, with its own getting ready or switch of sides.

    The rest after a set still belongs to it. In the first seconds of a set
    (`BACK_TO_PREVIOUS`) it goes to the start of the set before. The work that is left is not
    recorded as ended, and no record of a set is taken back; see `SetEnded`. A paused session stays
    paused there.
    """
    state, events = tick(state, steps, now)
    if isinstance(state, Stopped | Finished):
        return state, events
    first = segment_start(steps, state.index)
    behind = sum(step.expected for step in steps[first : state.index]) + elapsed(state)
    if behind <= BACK_TO_PREVIOUS and first > 0:
        first = segment_start(steps, first - 1)
    moved, more = move(state, steps, first, now, state.ended)
    return moved, (*events, *more)


def done(state: State, steps: Steps, now: Seconds) -> Moved:
    """End a set at the person's own pace: it is done in full."""
    state, events = tick(state, steps, now)
    if not isinstance(state, Waiting):
        return state, events
    ended, more = end_set(state.ended, steps[state.index], Outcome.DONE, WHOLE)
    moved, last = begin(steps, state.index + 1, now, ended)
    return moved, (*events, *more, *last)


def stop_for_pain(state: State, steps: Steps, now: Seconds) -> Moved:
    """Stop at once because it hurts; a set that is under way ends with the share that was done."""
    state, events = tick(state, steps, now)
    if isinstance(state, Stopped | Finished):
        return state, events
    ended, more = leave_set(state, steps, Outcome.STOPPED)
    index = state.index
    stopped = Stopped(
        index=index, elapsed=elapsed(state), position=steps[index].position, ended=ended
    )
    return stopped, (*events, *more, SessionStopped(index=index))


def after_pain(steps: Steps, index: int) -> int:
    """Return the step at which a session goes on that was stopped for pain in step `index`.

    That is what follows the stopped work, or the number of steps when nothing does; a rest, or the
    way into a set, begins again.
    """
    return next_part(steps, index) if steps[index].kind is StepKind.WORK else index


def go_on_after_pain(state: State, steps: Steps, now: Seconds, choice: PainChoice) -> Moved:
    """Do what the person chose after it hurt.

    With `GO_ON` the session goes on as `after_pain` says. With `EASIER`, `steps` is the
    timeline built again with the same positions, and the first set of the exercise, or of a later
    one, that has not ended comes next.
    """
    if not isinstance(state, Stopped):
        return state, ()
    match choice:
        case PainChoice.GO_ON:
            return begin(steps, after_pain(steps, state.index), now, state.ended)
        case PainChoice.EASIER:
            keys = {key_of(event) for event in state.ended}
            index = first_open_step(steps, keys, state.position)
            return begin(steps, index, now, state.ended)
        case PainChoice.SKIP_EXERCISE:
            return skip_exercise(state, steps, now)
        case PainChoice.END:
            return end(state, steps, now)
        case _:
            assert_never(choice)


def continue_at(state: State, steps: Steps, now: Seconds, index: int) -> Moved:
    """Go on at step `index` of steps that may have been built again; also ends a stop or pause.

    Raises:
        ValueError: `index` is not a step or the end of the session.
    """
    return start(steps, now, index, state.ended)


def skip_exercise(state: State, steps: Steps, now: Seconds) -> Moved:
    """Leave the exercise: its set under way and those still to come end as skipped.

    A set that has ended before stays as it ended. A paused session stays paused.
    """
    state, events = tick(state, steps, now)
    if isinstance(state, Finished):
        return state, events
    ended, told = leave_set(state, steps, Outcome.SKIPPED)
    position = steps[state.index].position
    index = next_exercise(steps, state.index)
    for segment in outline(steps[:index]):
        if segment.key.position == position and segment.first_work > state.index:
            work = steps[segment.first_work]
            ended, more = end_set(ended, work, Outcome.SKIPPED, NOTHING)
            told += more
    moved, last = move(state, steps, index, now, ended)
    return moved, (*events, *told, *last)


def end(state: State, steps: Steps, now: Seconds) -> Moved:
    """End the session; a set under way ends as skipped, later sets are not told of."""
    state, events = tick(state, steps, now)
    if isinstance(state, Finished):
        return state, events
    ended, more = leave_set(state, steps, Outcome.SKIPPED)
    return Finished(ended=ended), (*events, *more, SessionFinished())
