"""The one clock tells aware moments, and seconds that never go back."""

from __future__ import annotations

import sys
import time
from datetime import timedelta

import pytest

from kneecoach.clock import SystemClock


def test_moments_are_aware_and_utc() -> None:
    assert SystemClock().now().utcoffset() == timedelta(0)


def test_seconds_never_go_back() -> None:
    clock = SystemClock()
    seconds = [clock.monotonic() for _ in range(1000)]
    assert seconds == sorted(seconds)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system keeps one zone")
@pytest.mark.parametrize(
    ("zone", "hours"), [("UTC", 0), ("Pacific/Kiritimati", 14), ("Etc/GMT+12", -12)]
)
def test_today_is_the_persons_own_day(
    zone: str, hours: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = SystemClock()
    with monkeypatch.context() as patched:
        patched.setenv("TZ", zone)
        time.tzset()
        before, today, after = clock.now(), clock.today(), clock.now()
    time.tzset()
    assert today in {(moment + timedelta(hours=hours)).date() for moment in (before, after)}


@pytest.mark.skipif(sys.platform != "linux", reason="the clock that counts sleep is Linux's own")
def test_seconds_count_while_the_computer_sleeps() -> None:
    before = time.clock_gettime(time.CLOCK_BOOTTIME)
    assert before <= SystemClock().monotonic() <= time.clock_gettime(time.CLOCK_BOOTTIME)
