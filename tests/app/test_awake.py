"""The display is kept awake from begin to end, and a session never waits for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from types import SimpleNamespace

import pytest

from kneecoach.awake import StayAwake, can_stay_awake


class Desktop:
    """Stand in for the library: count what holds the display, and answer late if told to."""

    def __init__(self, *, works: bool) -> None:
        self.works = works
        self.holds = 0
        self.taken = Event()
        self.answers = Event()
        self.answers.set()

    @contextmanager
    def presenting(self, on_fail: str) -> Iterator[SimpleNamespace]:
        assert on_fail == "pass"
        self.answers.wait(10)
        self.holds += self.works
        self.taken.set()
        try:
            yield SimpleNamespace(active=self.works)
        finally:
            self.holds -= self.works


@pytest.fixture(params=[True, False])
def desktop(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Desktop:
    made = Desktop(works=request.param)
    monkeypatch.setattr("wakepy.keep.presenting", made.presenting)
    return made


def test_it_holds_from_begin_to_end(desktop: Desktop) -> None:
    awake = StayAwake()
    assert awake.works is None
    awake.begin()
    awake.begin()
    assert desktop.taken.wait(10)
    assert desktop.holds == int(desktop.works)
    awake.end()
    awake.end()
    assert desktop.holds == 0
    assert awake.works is desktop.works


def test_it_can_begin_again(desktop: Desktop) -> None:
    awake = StayAwake()
    for _ in range(2):
        desktop.taken.clear()
        awake.begin()
        assert desktop.taken.wait(10)
        awake.end()
    assert desktop.holds == 0


def test_a_session_does_not_wait_for_a_slow_desktop(desktop: Desktop) -> None:
    desktop.answers.clear()
    awake = StayAwake()
    awake.begin()
    assert not desktop.taken.is_set()
    desktop.answers.set()
    assert desktop.taken.wait(10)
    awake.end()


def test_whether_it_works_is_told_with_a_reason(desktop: Desktop) -> None:
    works, why_not = can_stay_awake()
    assert works is desktop.works
    assert bool(why_not) is not works
