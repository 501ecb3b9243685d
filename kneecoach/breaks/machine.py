"""Let time and the person move the break timer; every function is pure and says what happened."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from kneecoach.breaks.hours import is_working_time, next_change
from kneecoach.breaks.options import (
    BREAK_LIMIT,
    NATURAL_BREAK,
    SOON,
    TYPING_LIMIT,
    BreakOptions,
)
from kneecoach.breaks.state import (
    Asleep,
    BreakOffered,
    BreakTaken,
    Due,
    DueSoon,
    Event,
    Hold,
    InBreak,
    Moved,
    NaturalBreak,
    NoticeGiven,
    Now,
    Paused,
    PauseKind,
    Postponed,
    Presence,
    Quiet,
    Seat,
    Sitting,
    State,
    StoodUp,
    Working,
)
from kneecoach.model.units import Seconds
from kneecoach.values import dataclass, replace

LATE = Seconds(60.0)
"""Woken later than this, the computer slept and nobody said so. Source: house rule."""


def begin(options: BreakOptions, now: Now) -> State:
    """Return the state of somebody who has just sat down."""
    return Working(seat=fresh_seat(options, now))


def fresh_seat(options: BreakOptions, now: Now) -> Seat:
    """Return the seat of somebody who begins to sit."""
    return Seat(sat_since=now.at, due_at=Seconds(now.at + options.interval))


def advance(state: State, options: BreakOptions, presence: Presence, now: Now) -> Moved:
    """Return where the timer stands now, and what happened since it was last asked.

    To be called when `next_wake` says so, and whenever the presence changed.
    """
    frame = _Frame(options=options, presence=presence, now=now)
    events: tuple[Event, ...] = ()
    while True:
        after, happened = _step(state, frame)
        events = (*events, *happened)
        if after == state:
            return state, events
        state = after


def after_sleep(
    state: State, options: BreakOptions, presence: Presence, expected: Seconds, now: Now
) -> Moved:
    """Return where the timer stands when it was woken at `now` though it asked for `expected`.

    Woken on time, it is `advance`. Woken much too late, the computer has slept in between, which
    nobody told of, and the person was away for that long.
    """
    if now.at - expected <= LATE or presence.gone_since is not None:
        return advance(state, options, presence, now)
    away = replace(presence, asleep_since=expected)
    state, slept = advance(state, options, away, now)
    state, woken = advance(state, options, presence, now)
    return state, (*slept, *woken)


def next_wake(state: State, options: BreakOptions, now: Now) -> Seconds | None:
    """Return the monotonic moment at which `advance` is needed next; None for only by a change."""
    wakes: tuple[Seconds | None, ...]
    match state:
        case Working(seat=seat):
            notice = Seconds(seat.due_at - options.notice)
            wakes = (notice if notice > now.at else seat.due_at, _end_of_work(options, now))
        case DueSoon(seat=seat) | Postponed(seat=seat):
            wakes = (seat.due_at, _end_of_work(options, now))
        case Due():
            wakes = (_end_of_work(options, now),)
        case Quiet(seat=seat, ready_at=ready_at):
            limits = [Seconds(seat.due_at + options.wait)]
            if ready_at is not None:
                limits.append(Seconds(ready_at + TYPING_LIMIT))
            wakes = (
                min((one for one in limits if one > now.at), default=None),
                _end_of_work(options, now),
            )
        case InBreak(began=began):
            wakes = (Seconds(began + BREAK_LIMIT),)
        case Asleep(since=since):
            wakes = (Seconds(since + NATURAL_BREAK),)
        case NaturalBreak():
            wakes = ()
        case Paused(ends=ends):
            wakes = (_moment_of(ends, now),)
        case _:
            assert_never(state)
    return min((one for one in wakes if one is not None), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """What a step looks at."""

    options: BreakOptions
    presence: Presence
    now: Now


def _step(state: State, frame: _Frame) -> Moved:
    """Return the next state, or the same when nothing is to be done now."""
    match state:
        case InBreak(began=began):
            is_forgotten = frame.now.at - began >= BREAK_LIMIT
            ended = finish_break(state, frame.options, frame.now, BREAK_LIMIT)
            return ended if is_forgotten else (state, ())
        case Paused():
            return _step_paused(state, frame)
        case NaturalBreak():
            is_back = frame.presence.gone_since is None
            return (Working(seat=fresh_seat(frame.options, frame.now)) if is_back else state), ()
        case Asleep():
            return _step_asleep(state, frame)
        case Working() | DueSoon() | Postponed() | Quiet() | Due():
            return _step_sitting(state, frame)
        case _:
            assert_never(state)


def _step_sitting(state: Sitting, frame: _Frame) -> Moved:
    seat, now = state.seat, frame.now
    gone_since = frame.presence.gone_since
    if gone_since is not None:
        return Asleep(seat=seat, since=gone_since), ()
    if not is_working_time(frame.options.hours, now.utc, now.zone):
        ends = next_change(frame.options.hours, now.utc, now.zone)
        return Paused(seat=seat, kind=PauseKind.OFF_HOURS, ends=ends), ()
    if now.at >= seat.due_at:
        return _offer(state, frame)
    notice = Seconds(seat.due_at - frame.options.notice)
    if isinstance(state, Working) and frame.options.notice and now.at >= notice:
        is_wanted = _hold(seat, frame, ready_at=None) in {None, Hold.TYPING}
        told = NoticeGiven(after=Seconds(seat.due_at - now.at))
        return DueSoon(seat=seat), (told,) if is_wanted else ()
    return state, ()


def _offer(state: Sitting, frame: _Frame) -> Moved:
    """Show a due break, or let it wait; one that is on the screen does not go for typing."""
    seat = state.seat
    ready_at = state.ready_at if isinstance(state, Quiet) else None
    hold = _hold(seat, frame, ready_at)
    if isinstance(state, Due):
        hold = None if hold is Hold.TYPING else hold
        return (state, ()) if hold is None else (Quiet(seat=seat, hold=hold), ())
    if hold is None:
        return Due(seat=seat), (BreakOffered(sat=_sat(seat, frame.now)),)
    since = (ready_at or frame.now.at) if hold is Hold.TYPING else None
    return Quiet(seat=seat, hold=hold, ready_at=since), ()


def _hold(seat: Seat, frame: _Frame, ready_at: Seconds | None) -> Hold | None:
    """Return what a due break waits for: others who are there without limit, the rest with one."""
    presence, now = frame.presence, frame.now.at
    if presence.call:
        return Hold.CALL
    if presence.sharing:
        return Hold.SHARING
    if presence.do_not_disturb:
        return Hold.DO_NOT_DISTURB
    if presence.full_screen and now < seat.due_at + frame.options.wait:
        return Hold.FULL_SCREEN
    if presence.typing and (ready_at is None or now < ready_at + TYPING_LIMIT):
        return Hold.TYPING
    return None


def _step_asleep(state: Asleep, frame: _Frame) -> Moved:
    away = Seconds(frame.now.at - state.since)
    if away >= NATURAL_BREAK:
        sat = Seconds(max(0.0, state.since - state.seat.sat_since))
        # Somebody who was away from the start has not stood up.
        return NaturalBreak(since=state.since), (StoodUp(sat=sat),) if sat else ()
    if frame.presence.gone_since is None:
        return seated(_moved_on(state.seat, away)), ()
    return state, ()


def _step_paused(state: Paused, frame: _Frame) -> Moved:
    now, gone_since = frame.now, frame.presence.gone_since
    if state.gone_since is None and gone_since is not None:
        return replace(state, gone_since=gone_since), ()
    if state.gone_since is not None and gone_since is None:
        away = Seconds(now.at - state.gone_since)
        is_fresh = away >= NATURAL_BREAK
        seat = fresh_seat(frame.options, now) if is_fresh else _moved_on(state.seat, away)
        return replace(state, seat=seat, gone_since=None), ()
    if _is_over(state, frame):
        soon = min(SOON, frame.options.interval)
        seat = replace(state.seat, due_at=max(state.seat.due_at, Seconds(now.at + soon)))
        if state.gone_since is None:
            return seated(seat), ()
        return Asleep(seat=state.seat, since=state.gone_since), ()
    if state.kind is PauseKind.OFF_HOURS:
        # The hours or the clock may have been changed meanwhile.
        ends = next_change(frame.options.hours, now.utc, now.zone)
        return replace(state, ends=ends), ()
    return state, ()


def _is_over(state: Paused, frame: _Frame) -> bool:
    now = frame.now
    if state.kind is PauseKind.OFF_HOURS:
        return is_working_time(frame.options.hours, now.utc, now.zone)
    match state.ends:
        case None:
            return False
        case datetime():
            return now.utc >= state.ends
        case _:
            return now.at >= state.ends


def finish_break(state: InBreak, options: BreakOptions, now: Now, lasted: Seconds) -> Moved:
    """End a break that was under way; sitting starts afresh."""
    taken = BreakTaken(sat=Seconds(max(0.0, state.began - state.seat.sat_since)), lasted=lasted)
    seat = fresh_seat(options, now)
    if state.after is not None:
        return replace(state.after, seat=seat, gone_since=None), (taken,)
    return Working(seat=seat), (taken,)


def seated(seat: Seat) -> Working | Postponed:
    """Return the state of somebody who sits."""
    return Postponed(seat=seat) if seat.postponed else Working(seat=seat)


def _moved_on(seat: Seat, away: Seconds) -> Seat:
    """Return a seat on which time away that was no break does not count."""
    return replace(
        seat, sat_since=Seconds(seat.sat_since + away), due_at=Seconds(seat.due_at + away)
    )


def _sat(seat: Seat, now: Now) -> Seconds:
    return Seconds(max(0.0, now.at - seat.sat_since))


def _end_of_work(options: BreakOptions, now: Now) -> Seconds | None:
    return _moment_of(next_change(options.hours, now.utc, now.zone), now)


def _moment_of(ends: datetime | Seconds | None, now: Now) -> Seconds | None:
    if isinstance(ends, datetime):
        return Seconds(now.at + (ends - now.utc).total_seconds())
    return ends
