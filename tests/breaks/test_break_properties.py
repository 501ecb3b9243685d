"""Whatever a day brings: one break at a time, none in a meeting, none lost, none too late."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import ClassVar
from zoneinfo import ZoneInfo

from break_days import MINUTE, Desk
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from kneecoach.breaks.hours import WorkHours, is_working_time
from kneecoach.breaks.options import TYPING_LIMIT, BreakOptions
from kneecoach.breaks.state import (
    SITTING,
    BreakOffered,
    BreakPostponed,
    BreakSkipped,
    BreakTaken,
    Due,
    InBreak,
    NaturalBreak,
    Paused,
    Quiet,
    StoodUp,
)
from kneecoach.model.errors import KneecoachError
from kneecoach.model.units import Seconds

MINUTES = st.integers(1, 200).map(lambda minutes: minutes * MINUTE)
ZONES = st.sampled_from([UTC, ZoneInfo("Europe/Berlin"), ZoneInfo("Pacific/Auckland")])
OPTIONS = st.builds(
    BreakOptions,
    interval=st.integers(20, 90).map(lambda minutes: Seconds(minutes * 60.0)),
    notice=st.sampled_from([Seconds(0.0), Seconds(60.0), Seconds(300.0)]),
    wait=st.sampled_from([Seconds(0.0), Seconds(600.0), Seconds(1800.0)]),
    most_postponed=st.integers(0, 3),
    hours=st.builds(
        WorkHours,
        days=st.frozensets(st.integers(0, 6)),
        begins=st.integers(0, 23),
        ends=st.integers(0, 24),
    ),
)


class DayAtTheDesk(RuleBasedStateMachine):
    """Do anything, in any order; time goes by only as long as the timer is not wanted."""

    puts_off = True
    grace = 24 * 60 * 60.0
    """What the person put off themselves is theirs."""

    facts: ClassVar[tuple[str, ...]] = (
        "call",
        "sharing",
        "do_not_disturb",
        "full_screen",
        "typing",
    )

    @initialize(options=OPTIONS, zone=ZONES, starts_at=st.integers(0, 7 * 24))
    def sit_down(self, options: BreakOptions, zone: ZoneInfo, starts_at: int) -> None:
        self.desk = Desk(options, zone)
        self.desk.clock.advance(starts_at * 3600)
        self.desk.look()
        self.unbroken = 0.0  # sitting in which a break could have been offered, and was not
        self.looked_at = self.desk.clock.monotonic()
        self.seen_events = len(self.desk.events)
        self.counted_before = self.counts()
        self.pending = isinstance(self.desk.state, Due)
        self.desk.on_move = self.check

    def counts(self) -> bool:
        """Say whether sitting that goes by from here on is owed a break."""
        desk = self.desk
        held = desk.presence.call or desk.presence.sharing or desk.presence.do_not_disturb
        is_there = desk.presence.gone_since is None
        is_waiting = isinstance(desk.state, SITTING) and not isinstance(desk.state, Due)
        return is_there and not held and is_waiting

    def check(self) -> None:
        desk = self.desk
        now = desk.clock.monotonic()
        if self.counted_before:
            self.unbroken += now - self.looked_at
        self.looked_at = now
        for event in desk.events[self.seen_events :]:
            match event:
                case BreakOffered():
                    assert not self.pending, "two breaks at once"
                    self.pending = True
                    self.limit_holds()
                    self.unbroken = 0.0
                case BreakTaken() | BreakSkipped() | StoodUp() | BreakPostponed():
                    self.pending = False
                    self.limit_holds()
                    self.unbroken = 0.0
        self.seen_events = len(desk.events)
        if not isinstance(desk.state, Due | InBreak):
            self.pending = False
        if isinstance(desk.state, Paused | NaturalBreak | InBreak | Due):
            self.unbroken = 0.0
        self.counted_before = self.counts()

    def limit_holds(self) -> None:
        options = self.desk.options
        allowed = options.interval + options.wait + TYPING_LIMIT + self.grace
        assert self.unbroken <= allowed, f"{self.unbroken} of at most {allowed}"

    @rule(seconds=MINUTES)
    def work(self, seconds: int) -> None:
        self.desk.work(seconds)

    @rule(seconds=MINUTES)
    def leave_and_come_back(self, seconds: int) -> None:
        if self.desk.presence.gone_since is None:
            self.desk.be_idle(seconds)
            self.desk.come_back()

    @rule(seconds=MINUTES)
    def lock_and_unlock(self, seconds: int) -> None:
        self.desk.lock(seconds)
        self.desk.unlock()

    @rule(seconds=MINUTES)
    def sleep(self, seconds: int) -> None:
        self.desk.sleep(seconds)

    @rule(seconds=MINUTES)
    def sleep_without_a_word(self, seconds: int) -> None:
        self.looked_at += seconds
        self.desk.sleep_unnoticed(seconds)

    @rule(fact=st.sampled_from(facts), holds=st.booleans())
    def notice(self, fact: str, holds: bool) -> None:
        self.desk.set(**{fact: holds})

    @rule(hours=st.integers(-30, 30))
    def set_the_clock(self, hours: int) -> None:
        self.desk.set_clock(self.desk.clock.now() + timedelta(hours=hours))

    @precondition(lambda self: self.puts_off)
    @rule(minutes=st.sampled_from([1, 5, 15]))
    def postpone(self, minutes: int) -> None:
        self.wish(lambda: self.desk.postpone(minutes))

    @precondition(lambda self: self.puts_off)
    @rule()
    def skip(self) -> None:
        self.wish(self.desk.skip)

    @rule()
    def start(self) -> None:
        self.wish(self.desk.start)

    @precondition(lambda self: isinstance(self.desk.state, InBreak))
    @rule()
    def end(self) -> None:
        self.desk.end()

    @rule()
    def took_one(self) -> None:
        self.desk.took_one()

    @rule(minutes=st.sampled_from([None, 60]))
    def pause(self, minutes: int | None) -> None:
        self.desk.pause(minutes=minutes)

    @rule()
    def resume(self) -> None:
        self.wish(self.desk.resume)

    @rule(options=OPTIONS)
    def choose(self, options: BreakOptions) -> None:
        self.desk.choose(options)
        self.unbroken = 0.0

    def wish(self, ask: object) -> None:
        before = self.desk.state
        try:
            ask()  # type: ignore[operator]
        except KneecoachError:
            assert self.desk.state == before

    @invariant()
    def no_break_is_on_the_screen_in_a_meeting(self) -> None:
        if not hasattr(self, "desk") or not isinstance(self.desk.state, Due):
            return
        presence = self.desk.presence
        assert not presence.call
        assert not presence.sharing
        assert not presence.do_not_disturb
        assert presence.gone_since is None
        due_at = self.desk.state.seat.due_at
        if presence.full_screen:
            assert self.desk.clock.monotonic() >= due_at + self.desk.options.wait

    @invariant()
    def a_due_break_is_offered_or_waits_for_something_that_is_there(self) -> None:
        if not hasattr(self, "desk"):
            return
        state, now = self.desk.state, self.desk.now()
        if isinstance(state, SITTING) and not isinstance(state, Due | Quiet):
            assert now.at < state.seat.due_at
            assert is_working_time(self.desk.options.hours, now.utc, now.zone)
        if isinstance(state, Quiet):
            assert getattr(self.desk.presence, state.hold.value)
            assert now.at >= state.seat.due_at

    @invariant()
    def the_next_break_is_never_further_than_it_may_be(self) -> None:
        if hasattr(self, "desk"):
            status = self.desk.status()
            assert status.next_in is None or status.next_in >= 0
            assert status.sat >= 0


class DayWithoutPuttingOff(DayAtTheDesk):
    """The same of somebody who puts nothing off: the limit then holds to the second."""

    puts_off = False
    grace = 0.0


TestAnyDay = DayAtTheDesk.TestCase
TestADayWithoutPuttingOff = DayWithoutPuttingOff.TestCase
TestAnyDay.settings = settings(stateful_step_count=20)
TestADayWithoutPuttingOff.settings = settings(stateful_step_count=20)
