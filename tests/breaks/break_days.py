"""Lead a made-up person through a day at the desk, waking the timer only when it asked for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from typing import TypeVar

from fakes import FakeClock

from kneecoach.breaks import wishes
from kneecoach.breaks.machine import after_sleep, begin, next_wake
from kneecoach.breaks.options import NATURAL_BREAK, BreakOptions
from kneecoach.breaks.state import Event, Moved, Now, Presence, State
from kneecoach.breaks.status import BreakStatus, status_of
from kneecoach.model.units import Seconds

MINUTE = 60
Told = TypeVar("Told")


class Desk:
    """Drive the machine as the window does: one timer, and a call for each change of presence."""

    def __init__(self, options: BreakOptions = BreakOptions(), zone: tzinfo = UTC) -> None:  # noqa: B008
        self.clock = FakeClock(zone=zone)
        self.zone = zone
        self.options = options
        self.presence = Presence()
        self.events: list[Event] = []
        self.state: State = begin(options, self.now())
        self.expected: Seconds | None = None
        self.on_move: Callable[[], None] = lambda: None
        self.look()

    def now(self) -> Now:
        return Now(at=self.clock.monotonic(), utc=self.clock.now(), zone=self.zone)

    def look(self) -> None:
        now = self.now()
        expected = now.at if self.expected is None else min(self.expected, now.at)
        self._take(after_sleep(self.state, self.options, self.presence, expected, now))

    def work(self, seconds: float) -> None:
        """Let time pass, waking the timer exactly when it wants to be."""
        until = self.clock.monotonic() + seconds
        while self.expected is not None and self.expected <= until:
            self.clock.advance(max(0.0, self.expected - self.clock.monotonic()))
            self.look()
        self.clock.advance(until - self.clock.monotonic())

    def be_idle(self, seconds: float) -> None:
        """Touch nothing; the system tells of it after five minutes."""
        since = self.clock.monotonic()
        self.work(min(seconds, NATURAL_BREAK))
        if seconds >= NATURAL_BREAK:
            self.set(idle_since=since)
            self.work(seconds - NATURAL_BREAK)

    def come_back(self) -> None:
        self.set(idle_since=None)

    def lock(self, seconds: float) -> None:
        self.set(locked_since=self.clock.monotonic())
        self.work(seconds)

    def unlock(self) -> None:
        self.set(locked_since=None)

    def sleep(self, seconds: float) -> None:
        """Sleep, told of before and after; no timer runs meanwhile."""
        self.set(asleep_since=self.clock.monotonic())
        self.clock.advance(seconds)
        self.set(asleep_since=None)

    def sleep_unnoticed(self, seconds: float) -> None:
        """Sleep without a word; the timer fires when what was left of it has gone by awake."""
        left = None if self.expected is None else self.expected - self.clock.monotonic()
        self.clock.advance(seconds)
        if left is not None:
            self.clock.advance(left)
            self.look()

    def set(self, **facts: object) -> None:
        self.presence = replace(self.presence, **facts)  # type: ignore[arg-type]
        self.look()

    def set_clock(self, moment: datetime) -> None:
        self.clock.set(moment)
        self.look()

    def start(self) -> None:
        self._take(wishes.start_break(self.state, self.options, self.now()))

    def end(self) -> None:
        self._take(wishes.end_break(self.state, self.options, self.now()))

    def took_one(self) -> None:
        self._take(wishes.took_one(self.state, self.options, self.now()))

    def postpone(self, minutes: int) -> None:
        self._take(wishes.postpone(self.state, self.options, self.now(), minutes))

    def skip(self) -> None:
        self._take(wishes.skip(self.state, self.options, self.now()))

    def pause(self, *, minutes: int | None) -> None:
        now = self.now()
        ends = None if minutes is None else Seconds(now.at + minutes * MINUTE)
        self._take(wishes.pause(self.state, self.options, now, ends))

    def pause_until(self, moment: datetime) -> None:
        self._take(wishes.pause(self.state, self.options, self.now(), moment))

    def resume(self) -> None:
        self._take(wishes.resume(self.state, self.options, self.now()))

    def choose(self, options: BreakOptions) -> None:
        old, self.options = self.options, options
        self.state = wishes.with_options(self.state, old, options)
        self.look()

    def status(self) -> BreakStatus:
        return status_of(self.state, self.now(), most_postponed=self.options.most_postponed)

    def told(self, kind: type[Told]) -> list[Told]:
        return [one for one in self.events if isinstance(one, kind)]

    def _take(self, moved: Moved) -> None:
        self.state, happened = moved
        self.events += happened
        now = self.now()
        # What a wish leads to is looked at again at once, as in the window.
        self.state, more = after_sleep(self.state, self.options, self.presence, now.at, now)
        self.events += more
        self.expected = next_wake(self.state, self.options, now)
        self.on_move()
