from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from fakes import FakeClock, FakeTicker
from hypothesis import given
from hypothesis import strategies as st


def test_time_passes_on_both_clocks(clock: FakeClock) -> None:
    moment, since = clock.now(), clock.monotonic()
    clock.advance(1.5)
    assert clock.now() - moment == timedelta(seconds=1.5)
    assert clock.monotonic() - since == 1.5


def test_setting_the_day_leaves_the_monotonic_clock(clock: FakeClock) -> None:
    since = clock.monotonic()
    clock.set(datetime(2030, 1, 1, tzinfo=UTC))
    assert clock.today() == date(2030, 1, 1)
    assert clock.monotonic() == since


def test_today_is_the_local_day() -> None:
    tokyo = timezone(timedelta(hours=9))
    assert FakeClock(datetime(2026, 3, 2, 20, tzinfo=UTC), zone=tokyo).today() == date(2026, 3, 3)


def test_a_moment_without_a_zone_is_refused(clock: FakeClock) -> None:
    with pytest.raises(ValueError, match="zone"):
        clock.set(datetime(2026, 3, 2))  # noqa: DTZ001 - the mistake under test


@given(st.lists(st.floats(min_value=0, max_value=1e6)))
def test_the_monotonic_clock_never_goes_back(steps: list[float]) -> None:
    clock = FakeClock()
    for step in steps:
        before = clock.monotonic()
        clock.advance(step)
        assert clock.monotonic() >= before


def test_a_ticker_ticks_only_while_it_runs(ticker: FakeTicker) -> None:
    ticks: list[int] = []
    ticker.on_tick(lambda: ticks.append(1))
    ticker.fire()
    assert not ticks
    ticker.start(100)
    ticker.fire(3)
    ticker.stop()
    ticker.fire()
    assert len(ticks) == 3


def test_a_ticker_stopped_by_its_own_tick_ticks_no_more(ticker: FakeTicker) -> None:
    ticks: list[int] = []

    def stop_at_once() -> None:
        ticks.append(1)
        ticker.stop()

    ticker.on_tick(stop_at_once)
    ticker.start(20)
    ticker.fire(5)
    assert len(ticks) == 1


def test_every_test_has_a_home_of_its_own(home: Path, tmp_path: Path) -> None:
    assert Path(os.environ["KNEECOACH_HOME"]) == home
    assert tmp_path in home.parents


def test_an_exception_in_a_slot_fails_the_test(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        from PySide6.QtCore import QTimer

        def test_slot(qtbot):
            def wrong():
                raise RuntimeError("in a slot")
            timer = QTimer()
            timer.timeout.connect(wrong)
            with qtbot.waitSignal(timer.timeout, timeout=2000):
                timer.start(0)
            timer.stop()
        """
    )
    pytester.runpytest_subprocess("-p", "no:cacheprovider").assert_outcomes(failed=1)


def test_a_qt_warning_fails_the_test(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\nqt_log_level_fail = WARNING\n")
    pytester.makepyfile(
        """
        from PySide6.QtCore import qWarning

        def test_warns(qtbot):
            qWarning("something is off")
        """
    )
    pytester.runpytest_subprocess("-p", "no:cacheprovider").assert_outcomes(failed=1)
