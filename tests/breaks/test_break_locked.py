"""Desk breaks go on while the records are locked, say nothing of anybody, and are written later."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from fakes import FakeClock, FakeTicker
from pytestqt.qtbot import QtBot

from kneecoach.coach.encrypting import turn_on
from kneecoach.history.break_log import BreakLog
from kneecoach.history.store import HistoryStore
from kneecoach.model.errors import KneecoachError
from kneecoach.paths import Paths, find_paths, make_folders
from kneecoach.private import is_locked
from kneecoach.remote.words import Request, Wish
from kneecoach.settings import Settings, Weekday
from kneecoach.sound.output import SilentOutput
from kneecoach.ui.breaks.desk import BreakDesk
from kneecoach.ui.breaks.keeper import BreakKeeper
from kneecoach.ui.breaks.make import BreakChooser
from kneecoach.ui.breaks.menu import BreakMenu
from kneecoach.ui.breaks.notices import Notices
from kneecoach.ui.breaks.show import BreakScreen
from kneecoach.vault.keys import lock
from kneecoach.vault.opening import unlock
from kneecoach.vault.wrapping import Cost

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

WORDS = "four quiet words here"
CHEAP = Cost(operations=1, memory_bytes=8192)
ALWAYS = Settings(
    breaks=True,
    break_days=frozenset(day.value for day in Weekday),
    break_from_hour=0,
    break_to_hour=24,
)


def _no_notifier() -> None:
    raise OSError("nobody shows any")


def _no_coach() -> None:
    return None


@pytest.fixture
def paths(home: Path, clock: FakeClock) -> Iterator[Paths]:
    found = find_paths({"KNEECOACH_HOME": str(home)})
    make_folders(found)
    with closing(HistoryStore(found.database, clock)) as store:
        store.default_person()
    turn_on(found, WORDS, cost=CHEAP)
    lock(found.data)
    yield found
    lock(found.data)


@pytest.fixture
def desk(qtbot: QtBot, clock: FakeClock, paths: Paths) -> Iterator[BreakDesk]:
    del qtbot
    chooser = BreakChooser(clock=clock, paths=paths, coach=_no_coach)
    made = BreakDesk(
        clock=clock,
        paths=paths,
        settings=ALWAYS,
        keeper=BreakKeeper(
            log=BreakLog(paths.database, clock),
            clock=clock,
            is_locked=partial(is_locked, paths.data),
        ),
        screen=BreakScreen(clock=clock, make_ticker=FakeTicker, open_output=SilentOutput),
        notices=Notices(open_notifier=_no_notifier),
        choose=chooser.choose,
    )
    made.start()
    yield made
    made.close()


def outcomes(paths: Paths, clock: FakeClock) -> list[str]:
    day = clock.today()
    return [one.outcome.value for one in BreakLog(paths.database, clock).of_days(day, day)]


def test_breaks_wait_in_memory_and_are_written_when_unlocked(
    desk: BreakDesk, paths: Paths, clock: FakeClock
) -> None:
    failures: list[KneecoachError] = []
    desk.failed.connect(failures.append)
    before = paths.database.read_bytes()
    desk.answer(Request(wish=Wish.TOOK))
    clock.advance(60)
    desk.answer(Request(wish=Wish.TOOK))
    assert desk.tally().taken == 2
    assert not desk.is_calm()
    assert paths.database.read_bytes() == before
    unlock(paths.data, WORDS)
    desk.on_unlocked()
    assert outcomes(paths, clock) == ["taken", "taken"]
    assert desk.tally().taken == 2
    assert desk.is_calm()
    assert failures == []


def test_a_break_while_locked_names_no_exercise_and_says_why(desk: BreakDesk, paths: Paths) -> None:
    offer = desk._offer_now()
    assert offer.exercise is None
    assert "kneecoach is locked" in offer.text
    unlock(paths.data, WORDS)
    desk.on_unlocked()
    assert "kneecoach is locked" not in desk._offer_now().text


def test_the_command_line_is_told_that_it_is_locked(desk: BreakDesk, paths: Paths) -> None:
    answer = desk.answer(Request(wish=Wish.STATUS))
    assert answer.done
    assert "kneecoach is locked" in answer.says
    unlock(paths.data, WORDS)
    assert "kneecoach is locked" not in desk.answer(Request(wish=Wish.STATUS)).says


def test_a_day_that_turns_while_locked_begins_a_new_tally(
    desk: BreakDesk, paths: Paths, clock: FakeClock
) -> None:
    desk.answer(Request(wish=Wish.TOOK))
    clock.advance(24 * 3600)
    assert desk.tally().taken == 0
    desk.answer(Request(wish=Wish.TOOK))
    assert desk.tally().taken == 1
    unlock(paths.data, WORDS)
    desk.on_unlocked()
    assert desk.tally().taken == 1


def test_what_cannot_be_written_after_unlocking_waits_on(
    desk: BreakDesk, paths: Paths, clock: FakeClock
) -> None:
    failures: list[KneecoachError] = []
    desk.failed.connect(failures.append)
    desk.answer(Request(wish=Wish.TOOK))
    unlock(paths.data, WORDS)
    whole = paths.database.read_bytes()
    paths.database.write_bytes(b"hurt" * 4096)
    desk.on_unlocked()
    assert failures
    assert not desk.is_calm()
    paths.database.write_bytes(whole)
    desk.on_unlocked()
    assert outcomes(paths, clock) == ["taken"]


def test_the_menu_offers_to_lock_what_is_open(qtbot: QtBot) -> None:
    menu = BreakMenu()
    qtbot.addWidget(menu)
    (action,) = (one for one in menu.actions() if one.objectName() == "breaks.menu.lock")
    assert not action.isVisible()
    menu.offer_lock(is_offered=True)
    with qtbot.waitSignal(menu.lock_requested, timeout=20_000):
        action.trigger()
