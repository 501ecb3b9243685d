from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from break_days import MINUTE, Desk

from kneecoach.breaks.hours import WorkHours, is_working_time, next_change, next_midnight
from kneecoach.breaks.options import BreakOptions
from kneecoach.breaks.state import (
    Asleep,
    BreakOffered,
    BreakPostponed,
    BreakSkipped,
    BreakTaken,
    Due,
    DueSoon,
    Hold,
    InBreak,
    NaturalBreak,
    NoticeGiven,
    Paused,
    PauseKind,
    Postponed,
    Quiet,
    StoodUp,
    Working,
)
from kneecoach.breaks.status import StatusKind, next_minute
from kneecoach.model.errors import KneecoachError
from kneecoach.model.units import Seconds


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_break_is_offered_after_the_interval_and_announced_a_little_before(desk: Desk) -> None:
    desk.work(44 * MINUTE - 1)
    assert isinstance(desk.state, Working)
    desk.work(1)
    assert isinstance(desk.state, DueSoon)
    assert desk.told(NoticeGiven) == [NoticeGiven(after=Seconds(60.0))]
    desk.work(MINUTE)
    assert isinstance(desk.state, Due)
    assert desk.told(BreakOffered) == [BreakOffered(sat=Seconds(45.0 * MINUTE))]


def test_a_break_that_is_taken_starts_the_sitting_afresh(desk: Desk) -> None:
    desk.work(45 * MINUTE)
    desk.start()
    desk.work(2 * MINUTE)
    desk.end()
    assert desk.told(BreakTaken) == [
        BreakTaken(sat=Seconds(45.0 * MINUTE), lasted=Seconds(2.0 * MINUTE))
    ]
    desk.work(45 * MINUTE - 1)
    assert isinstance(desk.state, DueSoon)


def test_five_idle_minutes_are_a_break_and_four_count_as_sitting(desk: Desk) -> None:
    desk.work(20 * MINUTE)
    desk.be_idle(4 * MINUTE)
    desk.work(20 * MINUTE)
    desk.be_idle(6 * MINUTE)
    assert isinstance(desk.state, NaturalBreak)
    assert desk.told(StoodUp) == [StoodUp(sat=Seconds(44.0 * MINUTE))]
    desk.come_back()
    desk.work(44 * MINUTE - 1)
    assert isinstance(desk.state, Working)


def test_a_short_lock_neither_counts_as_sitting_nor_as_a_break(desk: Desk) -> None:
    desk.work(20 * MINUTE)
    desk.lock(3 * MINUTE)
    assert isinstance(desk.state, Asleep)
    desk.unlock()
    desk.work(24 * MINUTE)
    assert isinstance(desk.state, DueSoon)
    desk.work(MINUTE)
    assert desk.told(BreakOffered) == [BreakOffered(sat=Seconds(45.0 * MINUTE))]


def test_a_break_waits_for_the_call_however_long_and_then_comes_once(desk: Desk) -> None:
    desk.set(call=True)
    desk.work(200 * MINUTE)
    assert isinstance(desk.state, Quiet)
    assert desk.state.hold is Hold.CALL
    assert desk.told(BreakOffered) == []
    assert desk.told(NoticeGiven) == []
    desk.set(call=False)
    assert isinstance(desk.state, Due)
    assert len(desk.told(BreakOffered)) == 1


def test_a_break_leaves_the_screen_when_a_call_begins_and_comes_back(desk: Desk) -> None:
    desk.work(45 * MINUTE)
    desk.set(call=True)
    assert isinstance(desk.state, Quiet)
    desk.work(30 * MINUTE)
    desk.set(call=False)
    assert isinstance(desk.state, Due)


def test_a_full_screen_is_waited_for_up_to_the_limit(desk: Desk) -> None:
    desk.set(full_screen=True)
    desk.work(45 * MINUTE + 30 * MINUTE - 1)
    assert isinstance(desk.state, Quiet)
    assert desk.state.hold is Hold.FULL_SCREEN
    desk.work(1)
    assert isinstance(desk.state, Due)
    desk.set(full_screen=False)
    desk.set(full_screen=True)
    assert isinstance(desk.state, Due)


def test_a_due_break_waits_for_a_pause_in_typing(desk: Desk) -> None:
    desk.set(typing=True)
    desk.work(46 * MINUTE)
    assert isinstance(desk.state, Quiet)
    assert desk.state.hold is Hold.TYPING
    desk.set(typing=False)
    assert isinstance(desk.state, Due)
    desk.set(typing=True)
    assert isinstance(desk.state, Due)


def test_typing_is_waited_for_three_minutes_at_most_also_after_a_call(desk: Desk) -> None:
    desk.set(typing=True, call=True)
    desk.work(90 * MINUTE)
    desk.set(call=False)
    desk.work(3 * MINUTE - 1)
    assert isinstance(desk.state, Quiet)
    desk.work(1)
    assert isinstance(desk.state, Due)


def test_a_break_can_be_put_off_as_often_as_is_set(desk: Desk) -> None:
    desk.work(45 * MINUTE)
    for _ in range(3):
        desk.postpone(5)
        assert isinstance(desk.state, Postponed)
        desk.work(5 * MINUTE)
        assert isinstance(desk.state, Due)
    assert not desk.status().can_postpone
    with pytest.raises(KneecoachError, match="put off as often"):
        desk.postpone(5)
    assert len(desk.told(BreakPostponed)) == 3


@pytest.mark.parametrize("minutes", [0, -1, 24 * 60 + 1])
def test_a_break_is_put_off_by_minutes_that_make_sense(desk: Desk, minutes: int) -> None:
    with pytest.raises(KneecoachError, match="1 to 1440"):
        desk.postpone(minutes)


def test_putting_off_early_moves_the_coming_break(desk: Desk) -> None:
    desk.work(10 * MINUTE)
    desk.postpone(15)
    assert desk.status().minutes == 50


def test_a_skipped_break_does_not_end_the_sitting(desk: Desk) -> None:
    desk.work(45 * MINUTE)
    desk.skip()
    assert desk.told(BreakSkipped) == [BreakSkipped(sat=Seconds(45.0 * MINUTE))]
    desk.work(45 * MINUTE)
    assert desk.told(BreakOffered)[-1] == BreakOffered(sat=Seconds(90.0 * MINUTE))


def test_skipping_ahead_leaves_out_the_coming_break(desk: Desk) -> None:
    desk.work(15 * MINUTE)
    desk.skip()
    assert desk.status().minutes == 75


def test_i_took_one_starts_afresh_from_anywhere(desk: Desk) -> None:
    desk.work(40 * MINUTE)
    desk.took_one()
    assert desk.told(BreakTaken) == [BreakTaken(sat=Seconds(40.0 * MINUTE), lasted=Seconds(0.0))]
    assert desk.status().minutes == 45
    desk.pause(minutes=60)
    desk.took_one()
    assert isinstance(desk.state, Paused)
    desk.resume()
    desk.be_idle(10 * MINUTE)
    desk.took_one()
    assert isinstance(desk.state, NaturalBreak)
    desk.come_back()
    desk.start()
    desk.took_one()
    assert len(desk.told(BreakTaken)) == 4


def test_a_pause_of_an_hour_ends_by_itself_and_loses_no_break(desk: Desk) -> None:
    desk.work(45 * MINUTE)
    desk.pause(minutes=60)
    desk.work(60 * MINUTE - 1)
    assert desk.status().kind is StatusKind.PAUSED
    desk.work(2 * MINUTE)
    assert isinstance(desk.state, Due)


def test_a_pause_until_tomorrow_goes_by_the_day(desk: Desk) -> None:
    desk.pause_until(datetime(2026, 3, 3, 0, 0, tzinfo=UTC))
    desk.work(14 * 60 * MINUTE)
    assert desk.status().kind is StatusKind.PAUSED
    desk.work(60 * MINUTE)
    assert desk.status().kind is StatusKind.OFF_HOURS
    assert desk.status().until == datetime(2026, 3, 3, 7, 0, tzinfo=UTC)
    desk.work(7 * 60 * MINUTE)
    assert isinstance(desk.state, DueSoon | Working)


def test_a_pause_without_an_end_waits_for_the_word(desk: Desk) -> None:
    desk.pause(minutes=None)
    desk.work(30 * 60 * MINUTE)
    assert desk.status() == desk.status()
    assert desk.status().kind is StatusKind.PAUSED
    desk.set_clock(datetime(2026, 3, 4, 10, 0, tzinfo=UTC))
    desk.resume()
    assert isinstance(desk.state, DueSoon | Working)


def test_time_away_in_a_pause_counts_as_a_break(desk: Desk) -> None:
    desk.work(40 * MINUTE)
    desk.pause(minutes=30)
    desk.be_idle(10 * MINUTE)
    desk.come_back()
    desk.work(20 * MINUTE)
    assert isinstance(desk.state, Working)
    assert desk.status().minutes == 25


def test_a_pause_that_ends_while_nobody_is_there_ends_in_a_natural_break(desk: Desk) -> None:
    desk.pause(minutes=10)
    desk.lock(20 * MINUTE)
    assert isinstance(desk.state, NaturalBreak)


def test_pausing_in_a_break_takes_hold_after_it(desk: Desk) -> None:
    desk.start()
    desk.pause(minutes=None)
    desk.work(MINUTE)
    desk.end()
    assert desk.status().kind is StatusKind.PAUSED
    desk.start()
    desk.resume()
    desk.end()
    assert isinstance(desk.state, Working)


def test_a_break_can_be_taken_in_a_pause_which_then_goes_on(desk: Desk) -> None:
    desk.pause(minutes=120)
    desk.start()
    desk.work(2 * MINUTE)
    desk.end()
    assert desk.status().kind is StatusKind.PAUSED


def test_a_forgotten_break_ends_by_itself(desk: Desk) -> None:
    desk.start()
    with pytest.raises(KneecoachError, match="under way"):
        desk.start()
    with pytest.raises(KneecoachError, match="under way"):
        desk.postpone(5)
    desk.work(15 * MINUTE)
    assert isinstance(desk.state, Working)
    desk.end()
    assert len(desk.told(BreakTaken)) == 1


def test_a_break_can_be_started_on_the_way_back(desk: Desk) -> None:
    desk.be_idle(10 * MINUTE)
    with pytest.raises(KneecoachError, match="No desk break"):
        desk.skip()
    desk.pause(minutes=5)
    desk.come_back()
    desk.resume()
    desk.be_idle(10 * MINUTE)
    desk.start()
    assert isinstance(desk.state, InBreak)


def test_nothing_is_asked_outside_working_hours(desk: Desk) -> None:
    desk.work(11 * 60 * MINUTE + 1)  # from nine to eight in the evening
    assert isinstance(desk.state, Paused)
    assert desk.state.kind is PauseKind.OFF_HOURS
    with pytest.raises(KneecoachError, match="outside the hours"):
        desk.resume()
    with pytest.raises(KneecoachError, match="No desk break"):
        desk.skip()


def test_a_sleep_across_midnight_that_nobody_told_of_is_noticed(desk: Desk) -> None:
    desk.work(30 * MINUTE)
    desk.sleep_unnoticed(16 * 60 * MINUTE)
    assert len(desk.told(StoodUp)) == 1
    desk.work(MINUTE)
    assert isinstance(desk.state, Paused | Working)
    assert desk.told(BreakOffered) == []


def test_a_sleep_that_is_told_of_is_time_away(desk: Desk) -> None:
    desk.work(44 * MINUTE)
    desk.sleep(60 * MINUTE)
    assert isinstance(desk.state, Working)
    assert desk.status().minutes == 45


@pytest.mark.parametrize("jump", [timedelta(hours=-1), timedelta(hours=1)])
def test_the_days_clock_may_jump_and_the_break_comes_on_time(desk: Desk, jump: timedelta) -> None:
    desk.work(20 * MINUTE)
    desk.set_clock(desk.clock.now() + jump)
    desk.work(25 * MINUTE)
    assert isinstance(desk.state, Due)


def test_a_break_comes_on_the_second_after_a_day_of_them(desk: Desk) -> None:
    begun = desk.clock.monotonic()
    for each in range(10):
        desk.work(45 * MINUTE)
        assert isinstance(desk.state, Due)
        assert desk.clock.monotonic() == begun + (each + 1) * 45 * MINUTE
        desk.start()
        desk.end()


def test_another_interval_moves_the_coming_break(desk: Desk) -> None:
    desk.work(20 * MINUTE)
    desk.choose(BreakOptions(interval=Seconds(30.0 * MINUTE)))
    assert desk.status().minutes == 10
    desk.choose(BreakOptions(interval=Seconds(20.0 * MINUTE)))
    assert isinstance(desk.state, Due)
    desk.choose(BreakOptions())
    assert isinstance(desk.state, Due)


def test_another_interval_holds_for_a_break_after_a_pause_too(desk: Desk) -> None:
    desk.work(20 * MINUTE)
    desk.pause(minutes=None)
    desk.choose(BreakOptions(interval=Seconds(30.0 * MINUTE)))
    desk.resume()
    assert desk.status().minutes == 10
    desk.lock(MINUTE)
    desk.choose(BreakOptions(interval=Seconds(40.0 * MINUTE)))
    desk.unlock()
    assert desk.status().minutes == 20


def test_hours_that_change_wake_or_rest_the_timer(desk: Desk) -> None:
    desk.choose(BreakOptions(hours=WorkHours(days=frozenset())))
    assert isinstance(desk.state, Paused)
    assert desk.status().until is None
    desk.choose(BreakOptions(hours=WorkHours(begins=10)))
    assert desk.status().until == datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
    desk.choose(BreakOptions())
    assert isinstance(desk.state, Working | DueSoon)


def test_the_status_follows_every_state(desk: Desk) -> None:
    kinds = [desk.status().kind]
    desk.work(44 * MINUTE)
    kinds.append(desk.status().kind)
    desk.postpone(1)
    kinds.append(desk.status().kind)
    desk.set(call=True)
    desk.work(2 * MINUTE)
    kinds.append(desk.status().kind)
    assert desk.status().hold is Hold.CALL
    desk.set(call=False)
    kinds.append(desk.status().kind)
    desk.start()
    kinds.append(desk.status().kind)
    desk.end()
    desk.lock(MINUTE)
    kinds.append(desk.status().kind)
    desk.work(5 * MINUTE)
    kinds.append(desk.status().kind)
    desk.unlock()
    desk.pause(minutes=60)
    kinds.append(desk.status().kind)
    assert desk.status().until == desk.clock.now() + timedelta(hours=1)
    desk.choose(BreakOptions(hours=WorkHours(days=frozenset())))
    desk.resume()
    kinds.append(desk.status().kind)
    assert kinds == [
        StatusKind.WORKING,
        StatusKind.DUE_SOON,
        StatusKind.POSTPONED,
        StatusKind.QUIET,
        StatusKind.DUE,
        StatusKind.IN_BREAK,
        StatusKind.ASLEEP,
        StatusKind.NATURAL_BREAK,
        StatusKind.PAUSED,
        StatusKind.OFF_HOURS,
    ]


def test_the_shown_minutes_change_on_the_minute(desk: Desk) -> None:
    desk.work(30)
    assert desk.status().minutes == 45
    assert next_minute(desk.status()) == 30
    desk.work(30)
    assert desk.status().minutes == 44
    desk.pause(minutes=None)
    assert next_minute(desk.status()) is None


BERLIN = ZoneInfo("Europe/Berlin")


def test_working_hours_follow_daylight_saving() -> None:
    hours = WorkHours(days=frozenset({6}), begins=1, ends=4)
    before = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)  # 01:30, half an hour before the gap
    assert is_working_time(hours, before, BERLIN)
    assert next_change(hours, before, BERLIN) == datetime(2026, 3, 29, 2, 0, tzinfo=UTC)
    autumn = datetime(2026, 10, 24, 23, 0, tzinfo=UTC)
    assert next_change(hours, autumn, BERLIN) == datetime(2026, 10, 25, 3, 0, tzinfo=UTC)


def test_a_night_shift_belongs_to_the_day_it_began() -> None:
    hours = WorkHours(days=frozenset({4}), begins=22, ends=6)
    assert is_working_time(hours, datetime(2026, 3, 6, 23, tzinfo=UTC), UTC)
    assert is_working_time(hours, datetime(2026, 3, 7, 5, 59, tzinfo=UTC), UTC)
    assert not is_working_time(hours, datetime(2026, 3, 7, 6, tzinfo=UTC), UTC)
    assert not is_working_time(hours, datetime(2026, 3, 6, 5, tzinfo=UTC), UTC)


def test_work_without_an_end_never_changes() -> None:
    always = WorkHours(days=frozenset(range(7)), begins=0, ends=24)
    assert next_change(always, datetime(2026, 3, 6, 23, tzinfo=UTC), UTC) is None
    never = WorkHours(days=frozenset())
    assert next_change(never, datetime(2026, 3, 6, 23, tzinfo=UTC), UTC) is None


def test_tomorrow_begins_at_the_local_midnight() -> None:
    noon = datetime(2026, 3, 28, 12, tzinfo=UTC)
    assert next_midnight(noon, BERLIN) == datetime(2026, 3, 28, 23, tzinfo=UTC)
    assert next_midnight(noon, None) > noon


@pytest.mark.parametrize(
    "wrong", [{"days": frozenset({7})}, {"begins": 24}, {"ends": 25}, {"begins": -1}]
)
def test_hours_that_no_week_has_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"weekday|within a day"):
        WorkHours(**wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "wrong",
    [{"notice": Seconds(3600.0)}, {"wait": Seconds(-1.0)}, {"most_postponed": -1}],
)
def test_options_that_no_break_can_keep_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"notice|limit"):
        BreakOptions(**wrong)  # type: ignore[arg-type]
