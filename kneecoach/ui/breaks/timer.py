"""Drive the break timer with one single-shot timer: nothing polls, and nothing drifts."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from kneecoach.breaks import wishes
from kneecoach.breaks.machine import after_sleep, begin, next_wake
from kneecoach.breaks.options import MINUTE, BreakOptions
from kneecoach.breaks.state import (
    Due,
    DueSoon,
    Event,
    Moved,
    Now,
    Paused,
    PauseKind,
    Postponed,
    Presence,
    Quiet,
    State,
    Working,
)
from kneecoach.breaks.status import BreakStatus, next_minute, status_of
from kneecoach.clock import Clock
from kneecoach.model.units import Seconds

MS_PER_SECOND: float = 1000
LONGEST_WAIT_MS = 24 * 60 * 60 * 1000
"""A day; Qt counts milliseconds in 32 bits."""

AHEAD = Seconds(20.0)
"""What a break needs is got ready this long before it is due, where no notice comes earlier."""


class BreakTimer(QObject):
    """Hold the state of the break timer, and wake when it is needed and at no other time.

    The moment is computed anew from the clock at each wake, so that late wakes never add up. The
    same timer keeps the shown minutes true while `shows_minutes`.

    Signals:
        changed: The state, or a shown minute, is another than before.
        happened(object): Something happened; carries an event of `breaks.state`.

    Args:
        clock: Tells moments.
        options: When to ask.
        shows_minutes: Whether somebody shows the minutes to the next break.
    """

    changed = Signal()
    happened = Signal(object)

    def __init__(
        self,
        *,
        clock: Clock,
        options: BreakOptions,
        shows_minutes: bool = True,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._options = options
        self._shows_minutes = shows_minutes
        self._presence = Presence()
        self._state: State = begin(options, self.now())
        self._expected: Seconds | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.look)
        self._look_around: Callable[[], None] | None = None
        self._is_looking = False

    @property
    def state(self) -> State:
        """Return where the timer stands."""
        return self._state

    @property
    def presence(self) -> Presence:
        """Return what is known of the person."""
        return self._presence

    @property
    def options(self) -> BreakOptions:
        """Return when breaks are asked for."""
        return self._options

    def status(self) -> BreakStatus:
        """Return where the timer stands, to be shown."""
        return status_of(self._state, self.now(), most_postponed=self._options.most_postponed)

    def now(self) -> Now:
        """Return the present moment."""
        return Now(at=self._clock.monotonic(), utc=self._clock.now())

    def on_near(self, look_around: Callable[[], None]) -> None:
        """Choose what is called when a break is near, to look at what need not be known before."""
        self._look_around = look_around

    def start(self, state: State | None = None) -> None:
        """Begin, with a pause that was kept from before when there is one."""
        if state is not None:
            self._state = state
        self.look()

    def stop(self) -> None:
        """Wake no more."""
        self._timer.stop()

    def look(self) -> None:
        """Let time go by; a computer that slept without a word is noticed."""
        if self._look_around is not None and self.is_near() and not self._is_asking():
            self._is_looking = True
            self._look_around()
            self._is_looking = False
        now = self.now()
        expected = now.at if self._expected is None else min(self._expected, now.at)
        moved = after_sleep(self._state, self._options, self._presence, expected, now)
        self._take(moved, now)

    def notice(self, presence: Presence) -> None:
        """Take on what is known of the person now."""
        if presence != self._presence:
            self._presence = presence
            if not self._is_looking:
                self.look()

    def choose(self, options: BreakOptions) -> None:
        """Take on other options."""
        if options != self._options:
            old, self._options = self._options, options
            self._state = wishes.with_options(self._state, old, options)
            self.look()

    def start_break(self) -> None:
        """Begin a break now. Raises KneecoachError when one is under way."""
        now = self.now()
        self._take(wishes.start_break(self._state, self._options, now), now)

    def end_break(self) -> None:
        """End the break that is under way."""
        now = self.now()
        self._take(wishes.end_break(self._state, self._options, now), now)

    def took_one(self) -> None:
        """Count a break that the person took by themselves."""
        now = self.now()
        self._take(wishes.took_one(self._state, self._options, now), now)

    def postpone(self, minutes: int) -> None:
        """Put the coming break off. Raises KneecoachError when that cannot be."""
        now = self.now()
        self._take(wishes.postpone(self._state, self._options, now, minutes), now)

    def skip(self) -> None:
        """Leave the coming break out. Raises KneecoachError when none is coming."""
        now = self.now()
        self._take(wishes.skip(self._state, self._options, now), now)

    def pause_for(self, minutes: int | None) -> None:
        """Ask for no break for some minutes, or until `resume`."""
        now = self.now()
        ends = None if minutes is None else Seconds(now.at + minutes * MINUTE)
        self._take(wishes.pause(self._state, self._options, now, ends), now)

    def pause_until(self, moment: datetime) -> None:
        """Ask for no break until a moment of the day's clock."""
        now = self.now()
        self._take(wishes.pause(self._state, self._options, now, moment), now)

    def resume(self) -> None:
        """Ask for breaks again. Raises KneecoachError outside working hours."""
        now = self.now()
        self._take(wishes.resume(self._state, self._options, now), now)

    def is_pause_asked(self) -> bool:
        """Return whether the person asked for the pause."""
        return isinstance(self._state, Paused) and self._state.kind is PauseKind.ASKED

    def is_near(self) -> bool:
        """Return whether a break is so near, or waits, that what it needs should be at hand."""
        near_at = self._near_at()
        return self._is_asking() or (near_at is not None and self._clock.monotonic() >= near_at)

    def _is_asking(self) -> bool:
        return isinstance(self._state, Due | Quiet)

    def _near_at(self) -> Seconds | None:
        if not isinstance(self._state, Working | DueSoon | Postponed):
            return None
        return Seconds(self._state.seat.due_at - max(self._options.notice, AHEAD))

    def _take(self, moved: Moved, now: Now) -> None:
        """Go where a step or a wish led, and on from there, and wake when that needs it."""
        state, happened = moved
        presence = self._presence
        state, more = after_sleep(state, self._options, presence, now.at, now)
        self._state = state
        self._arm(now)
        for event in (*happened, *more):
            self._emit_happened(event)
        self.changed.emit()

    def _arm(self, now: Now) -> None:
        self._expected = next_wake(self._state, self._options, now)
        minute = next_minute(self.status()) if self._shows_minutes else None
        shown = None if minute is None else Seconds(now.at + minute)
        near_at = self._near_at()
        ready = near_at if near_at is not None and near_at > now.at else None
        wakes = (self._expected, shown, ready)
        wanted = min((one for one in wakes if one is not None), default=None)
        if wanted is None:
            self._timer.stop()
            return
        # Rounded up: a wake a millisecond early would only lead to another.
        wait_ms = math.ceil((wanted - now.at) * MS_PER_SECOND)
        self._timer.start(max(1, min(LONGEST_WAIT_MS, wait_ms)))
        self._expected = wanted

    def _emit_happened(self, event: Event) -> None:
        self.happened.emit(event)
