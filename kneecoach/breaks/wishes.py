"""Do what the person asks of the break timer, or say kindly why it cannot be."""

from __future__ import annotations

from datetime import datetime

from kneecoach.breaks.machine import finish_break, fresh_seat
from kneecoach.breaks.options import MINUTE, SOON, BreakOptions
from kneecoach.breaks.state import (
    SITTING,
    Asleep,
    BreakPostponed,
    BreakSkipped,
    BreakTaken,
    Due,
    DueSoon,
    InBreak,
    Moved,
    NaturalBreak,
    Now,
    Paused,
    PauseKind,
    Postponed,
    Quiet,
    Seat,
    Sitting,
    State,
    Working,
)
from kneecoach.model.errors import KneecoachError
from kneecoach.model.units import Seconds
from kneecoach.values import replace

LONGEST_MINUTES = 24 * 60


def start_break(state: State, options: BreakOptions, now: Now) -> Moved:
    """Begin a break now, whatever the timer says.

    Raises:
        KneecoachError: One is under way already.
    """
    if isinstance(state, InBreak):
        raise KneecoachError("A desk break is under way already.")
    if isinstance(state, NaturalBreak):
        return InBreak(seat=fresh_seat(options, now), began=now.at), ()
    after = state if isinstance(state, Paused) else None
    return InBreak(seat=state.seat, began=now.at, after=after), ()


def end_break(state: State, options: BreakOptions, now: Now) -> Moved:
    """End the break that is under way; it counts as taken, however long it was."""
    if not isinstance(state, InBreak):
        return state, ()
    return finish_break(state, options, now, Seconds(now.at - state.began))


def took_one(state: State, options: BreakOptions, now: Now) -> Moved:
    """Count a break that the person took by themselves just now."""
    if isinstance(state, InBreak):
        return end_break(state, options, now)
    if isinstance(state, NaturalBreak):
        return state, (BreakTaken(sat=Seconds(0.0), lasted=Seconds(0.0)),)
    sat = Seconds(max(0.0, now.at - state.seat.sat_since))
    taken = BreakTaken(sat=sat, lasted=Seconds(0.0))
    seat = fresh_seat(options, now)
    if isinstance(state, Paused):
        return replace(state, seat=seat), (taken,)
    return Working(seat=seat), (taken,)


def postpone(state: State, options: BreakOptions, now: Now, minutes: int) -> Moved:
    """Put the coming break off by some minutes.

    Raises:
        KneecoachError: No break is coming, or it was put off often enough.
    """
    _check_minutes(minutes)
    sitting = _sitting(state)
    seat = sitting.seat
    if seat.postponed >= options.most_postponed:
        raise KneecoachError(
            "This break has been put off as often as your settings allow.",
            "Take it, or skip it; both are fine.",
        )
    due_at = Seconds(max(seat.due_at, now.at) + minutes * MINUTE)
    later = replace(seat, due_at=due_at, postponed=seat.postponed + 1)
    return Postponed(seat=later), (BreakPostponed(sat=_sat(seat, now)),)


def skip(state: State, options: BreakOptions, now: Now) -> Moved:
    """Leave out the coming break; the one after it comes a whole interval later.

    Raises:
        KneecoachError: No break is coming.
    """
    sitting = _sitting(state)
    seat = sitting.seat
    is_at_hand = isinstance(sitting, DueSoon | Quiet | Due)
    base = now.at if is_at_hand else max(seat.due_at, now.at)
    next_one = Seat(sat_since=seat.sat_since, due_at=Seconds(base + options.interval))
    return Working(seat=next_one), (BreakSkipped(sat=_sat(seat, now)),)


def pause(state: State, options: BreakOptions, now: Now, ends: datetime | Seconds | None) -> Moved:
    """Ask for no break until a moment, or until the person says so."""
    gone_since: Seconds | None = None
    match state:
        case NaturalBreak(since=since):
            seat, gone_since = fresh_seat(options, now), since
        case InBreak(seat=seat):
            after = Paused(seat=seat, kind=PauseKind.ASKED, ends=ends)
            return replace(state, after=after), ()
        case _:
            seat = state.seat
    return Paused(seat=seat, kind=PauseKind.ASKED, ends=ends, gone_since=gone_since), ()


def resume(state: State, options: BreakOptions, now: Now) -> Moved:
    """Ask for breaks again; one that fell into the pause comes soon, none is lost.

    Raises:
        KneecoachError: It is not the person's working time.
    """
    match state:
        case Paused(kind=PauseKind.OFF_HOURS):
            raise KneecoachError(
                "It is outside the hours for desk breaks.",
                "Change the days and hours under Settings, or take a break now.",
            )
        case Paused(seat=seat):
            soon = Seconds(now.at + min(SOON, options.interval))
            return Working(seat=replace(seat, due_at=max(seat.due_at, soon))), ()
        case InBreak(after=after) if after is not None:
            return replace(state, after=None), ()
        case _:
            return state, ()


def with_options(state: State, old: BreakOptions, new: BreakOptions) -> State:
    """Return the state under other options: a longer interval moves the coming break on.

    One that was put off, or is due, stays where it is.
    """
    if not isinstance(state, Working | DueSoon | Paused | Asleep) or state.seat.postponed:
        return state
    moved = Seconds(state.seat.due_at + new.interval - old.interval)
    seat = replace(state.seat, due_at=moved)
    return Working(seat=seat) if isinstance(state, Working | DueSoon) else replace(state, seat=seat)


def _check_minutes(minutes: int) -> None:
    if not 1 <= minutes <= LONGEST_MINUTES:
        raise KneecoachError(f"A break is put off by 1 to {LONGEST_MINUTES} minutes.")


def _sitting(state: State) -> Sitting:
    if isinstance(state, SITTING):
        return state
    if isinstance(state, InBreak):
        raise KneecoachError("A desk break is under way.", "End it first, or finish it.")
    raise KneecoachError(
        "No desk break is coming just now.", "kneecoach break resume asks for them again."
    )


def _sat(seat: Seat, now: Now) -> Seconds:
    return Seconds(max(0.0, now.at - seat.sat_since))
