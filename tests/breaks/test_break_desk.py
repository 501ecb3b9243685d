"""Desk breaks in the window's own process, on a fake clock and an offscreen screen."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from fakes import FakeClock, FakeTicker
from PySide6.QtCore import QPoint, QRect, QSize
from pytestqt.qtbot import QtBot

from kneecoach.breaks.memo import BreakMemo, read_memo, write_memo
from kneecoach.breaks.options import BreakOptions
from kneecoach.breaks.presence.choose import Candidate
from kneecoach.breaks.presence.source import Fact, PresenceError, Tell, Told
from kneecoach.breaks.state import Due, InBreak, Quiet, Working
from kneecoach.breaks.status import StatusKind
from kneecoach.coach.book import Book
from kneecoach.coach.break_routine import BreakRoutine
from kneecoach.coach.coach import Coach
from kneecoach.coach.opening import LazyStore
from kneecoach.history.break_log import BreakLog
from kneecoach.model.errors import KneecoachError
from kneecoach.model.programme import Catalogue
from kneecoach.model.units import Seconds
from kneecoach.packs.catalogue import read_packs
from kneecoach.paths import Paths, find_paths
from kneecoach.remote.words import Request, Wish
from kneecoach.resources import resource
from kneecoach.settings import BreakShow, Settings, Weekday
from kneecoach.sound.output import SilentOutput
from kneecoach.ui.breaks.desk import BreakDesk
from kneecoach.ui.breaks.keeper import BreakKeeper
from kneecoach.ui.breaks.make import BreakChooser
from kneecoach.ui.breaks.notices import Notices
from kneecoach.ui.breaks.presence import PresenceHub
from kneecoach.ui.breaks.show import BreakScreen
from kneecoach.ui.breaks.timer import AHEAD, BreakTimer
from kneecoach.ui.breaks.window import corner_of

# The screen of the tests has no stack of windows and no size hints.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

MINUTE = 60
ALWAYS = Settings(
    breaks=True,
    break_days=frozenset(day.value for day in Weekday),
    break_from_hour=0,
    break_to_hour=24,
)


class FakeNotifier:
    """Remember what was shown, and press a button when the test says so."""

    def __init__(self) -> None:
        self._reading, self._writing = os.pipe()
        self.shown: list[tuple[str, tuple[str, ...]]] = []
        self.is_there = True
        self.is_shown = False
        self._pressed = ""

    def fileno(self) -> int:
        return self._reading

    def show(
        self, title: str, text: str, actions: tuple[tuple[str, str], ...], *, is_brief: bool
    ) -> None:
        if not self.is_there:
            raise OSError("nobody shows any")
        self.shown.append((title, tuple(name for name, _ in actions)))
        self.is_shown = True

    def withdraw(self) -> None:
        self.is_shown = False

    def press(self, name: str) -> None:
        self._pressed = name
        os.write(self._writing, b"x")

    def read(self) -> str:
        os.read(self._reading, 1)
        return self._pressed

    def close(self) -> None:
        for end in (self._reading, self._writing):
            with suppress(OSError):  # it was closed when nobody showed any
                os.close(end)


@cache
def _shipped() -> Catalogue:
    return read_packs((resource("exercises"),)).catalogue


class At:
    """Hold a desk with breaks, and let time pass as the timer asks for it."""

    def __init__(self, clock: FakeClock, paths: Paths, settings: Settings) -> None:
        self.clock = clock
        self.paths = paths
        self.ticker = FakeTicker()
        self.notifier = FakeNotifier()
        self.log = BreakLog(paths.database, clock)
        self.failures: list[KneecoachError] = []
        shelf = LazyStore(paths.database, clock)
        coach = Coach(catalogue=_shipped(), book=Book(shelf), clock=clock)
        chooser = BreakChooser(clock=clock, paths=paths, coach=lambda: coach)
        self.choose: Callable[[Settings, tuple[str, ...]], BreakRoutine | None] = chooser.choose
        self.desk = BreakDesk(
            clock=clock,
            paths=paths,
            settings=settings,
            keeper=BreakKeeper(log=self.log, clock=clock),
            screen=BreakScreen(
                clock=clock, make_ticker=lambda: self.ticker, open_output=SilentOutput
            ),
            notices=Notices(open_notifier=lambda: self.notifier),
            choose=self._choose_now,
        )
        self.desk.failed.connect(self.failures.append)
        self.desk.start()

    def _choose_now(self, settings: Settings, done: tuple[str, ...]) -> BreakRoutine | None:
        return self.choose(settings, done)

    def work(self, seconds: float) -> None:
        """Let time pass, and the timer look each minute, as it does for the minutes it shows."""
        while seconds > 0:
            self.clock.advance(min(seconds, 30))
            seconds -= 30
            self.desk.timer.look()

    def today(self) -> list[str]:
        day = self.clock.today()
        return [one.outcome.value for one in self.log.of_days(day, day)]


@pytest.fixture
def at(qtbot: QtBot, clock: FakeClock, home: Path) -> Iterator[At]:
    made = At(clock, find_paths({"KNEECOACH_HOME": str(home)}), ALWAYS)
    yield made
    made.desk.close()


def test_a_break_is_offered_run_to_its_end_and_kept(at: At) -> None:
    at.work(45 * MINUTE)
    window = at.desk.screen.window
    assert window is not None
    assert at.desk.screen.is_offering()
    window.start_requested.emit()
    assert isinstance(at.desk.timer.state, InBreak)
    assert not at.desk.screen.is_offering()
    for _ in range(300):
        at.clock.advance(0.5)
        at.ticker.fire()
    assert isinstance(at.desk.timer.state, Working)
    assert window.isVisible()  # the last word stays for a moment
    window.closed.emit()
    assert at.desk.screen.window is None
    (kept,) = at.log.of_days(at.clock.today(), at.clock.today())
    assert kept.exercise_id == "desk_kick"
    assert kept.sat_seconds == 45 * MINUTE
    assert 60 <= kept.lasted_seconds <= 150


def test_the_window_refuses_keys_while_it_offers_and_takes_them_once_started(at: At) -> None:
    from PySide6.QtCore import Qt

    at.work(45 * MINUTE)
    window = at.desk.screen.window
    assert window is not None
    refuses = Qt.WindowType.WindowDoesNotAcceptFocus
    assert window.windowFlags() & refuses
    assert window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    window.start_requested.emit()
    assert not window.windowFlags() & refuses


def test_the_window_lies_whole_in_the_corner_of_the_screen_in_use(at: At) -> None:
    at.work(45 * MINUTE)
    window = at.desk.screen.window
    assert window is not None
    room = window.screen().availableGeometry()
    assert room.contains(window.geometry())
    window.move(-5000, -5000)
    window._on_screens_changed()  # as when the screen it was on is taken away
    assert room.contains(window.geometry())
    assert corner_of(QRect(0, 0, 300, 200), QSize(460, 313)) == QPoint(0, 0)


def test_putting_off_and_skipping_are_kept_and_the_tally_says_so(at: At) -> None:
    at.work(45 * MINUTE)
    window = at.desk.screen.window
    assert window is not None
    window.later_requested.emit()
    assert at.desk.screen.window is None
    at.work(5 * MINUTE)
    assert at.desk.screen.window is not None
    at.desk.screen.window.skip_requested.emit()
    assert at.today() == ["postponed", "skipped"]
    assert at.desk.tally().longest_sit_seconds == 50 * MINUTE
    answer = at.desk.answer(Request(wish=Wish.STATUS))
    assert (answer.postponed, answer.skipped, answer.longest_sit_minutes) == (1, 1, 50)


def test_a_break_that_goes_quiet_leaves_the_screen_and_comes_back(at: At) -> None:
    at.work(45 * MINUTE)
    presence = at.desk.timer.presence
    at.desk.timer.notice(type(presence)(call=True))
    assert isinstance(at.desk.timer.state, Quiet)
    assert at.desk.screen.window is not None  # made ready for the end of the call, and not seen
    assert not at.desk.screen.window.isVisible()
    assert at.desk.status_line() == "A desk break waits for your call to end"
    at.desk.timer.notice(presence)
    assert at.desk.screen.is_offering()


def test_stopping_early_counts_as_taken_and_nothing_stays(at: At) -> None:
    at.desk.wish(Request(wish=Wish.NOW))
    window = at.desk.screen.window
    assert window is not None
    at.clock.advance(20)
    at.ticker.fire()
    window.pause_toggled.emit()
    window.pause_toggled.emit()
    window.stop_requested.emit()
    assert at.desk.screen.window is None
    assert not at.ticker.is_running
    assert at.today() == ["taken"]


def _nothing_to_do(settings: Settings, done: tuple[str, ...]) -> BreakRoutine | None:
    return None


def test_breaks_that_only_stand_up_end_when_the_person_is_back(at: At) -> None:
    at.choose = _nothing_to_do
    at.desk.wish(Request(wish=Wish.NOW))
    window = at.desk.screen.window
    assert window is not None
    assert not at.ticker.is_running
    at.clock.advance(60)
    window.closed.emit()
    assert at.today() == ["taken"]


def test_a_coach_in_the_tray_reads_packs_and_history_when_a_break_is_near(
    at: At, clock: FakeClock
) -> None:
    chooser = BreakChooser(clock=clock, paths=at.paths, coach=lambda: None)
    at.choose = chooser.choose
    at.work(45 * MINUTE)
    assert at.desk.screen.is_offering()
    assert at.failures == []


def test_packs_that_cannot_be_read_do_not_end_breaks(at: At) -> None:
    def fail(settings: Settings, done: tuple[str, ...]) -> BreakRoutine | None:
        raise KneecoachError("The packs are gone.")

    at.choose = fail
    at.work(45 * MINUTE)
    assert at.desk.screen.is_offering()
    assert [str(one) for one in at.failures] == ["The packs are gone."]


def test_a_history_that_cannot_be_written_is_told_of_and_breaks_go_on(at: At) -> None:
    at.paths.database.parent.mkdir(parents=True, exist_ok=True)
    at.paths.database.write_bytes(b"not a history" * 100)
    at.desk.wish(Request(wish=Wish.TOOK))
    assert at.failures
    assert at.desk.tally().taken == 1
    assert isinstance(at.desk.timer.state, Working)


def test_a_notification_has_the_same_buttons(at: At, qtbot: QtBot) -> None:
    from dataclasses import replace

    at.desk.choose(replace(ALWAYS, break_show=BreakShow.NOTIFICATION))
    at.work(45 * MINUTE)
    assert at.desk.screen.window is None
    assert at.notifier.shown[-1] == ("Two minutes for the knee", ("start", "later", "skip"))
    with qtbot.waitSignal(at.desk.timer.happened, timeout=20_000):
        at.notifier.press("later")
    assert not at.notifier.is_shown
    assert at.desk.status().kind is StatusKind.POSTPONED
    assert at.notifier.shown[0] == ("Desk break in 1 min", ())


def test_without_a_notification_service_the_window_asks(at: At) -> None:
    from dataclasses import replace

    at.notifier.is_there = False
    at.desk.choose(replace(ALWAYS, break_show=BreakShow.NOTIFICATION))
    at.work(45 * MINUTE)
    assert at.desk.screen.is_offering()


def test_every_wish_of_the_command_line_is_done(at: At) -> None:
    def state(wish: Wish, minutes: int | None = None) -> str:
        return at.desk.answer(Request(wish=wish, minutes=minutes)).state

    assert state(Wish.LATER, 10) == "postponed"
    assert state(Wish.SKIP) == "working"
    assert state(Wish.PAUSE, 60) == "paused"
    assert state(Wish.RESUME) == "working"
    assert state(Wish.PAUSE_TOMORROW) == "paused"
    assert state(Wish.RESUME) == "working"
    assert state(Wish.TOOK) == "working"
    assert state(Wish.NOW) == "in_break"
    with pytest.raises(KneecoachError, match="under way"):
        state(Wish.NOW)
    at.desk.wish(Request(wish=Wish.SKIP))
    assert len(at.failures) == 1


def test_a_pause_is_remembered_from_one_start_to_the_next(
    at: At, clock: FakeClock, qtbot: QtBot
) -> None:
    at.desk.answer(Request(wish=Wish.PAUSE, minutes=60))
    at.desk.close()
    later = At(clock, at.paths, ALWAYS)
    assert later.desk.status().kind is StatusKind.PAUSED
    assert later.desk.status().until == clock.now() + timedelta(hours=1)
    later.desk.answer(Request(wish=Wish.RESUME))
    later.desk.close()
    again = At(clock, at.paths, ALWAYS)
    assert again.desk.status().kind is StatusKind.WORKING
    again.desk.close()


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", '{"until": 5}', '{"is_paused": true, "until": "2026-03-02T10:00:00"}', "\0"],
)
def test_a_memo_that_makes_no_sense_is_forgotten(tmp_path: Path, text: str) -> None:
    file = tmp_path / "breaks.json"
    file.write_text(text)
    assert read_memo(file) == BreakMemo()


def test_a_memo_comes_back(tmp_path: Path, clock: FakeClock) -> None:
    file = tmp_path / "data" / "breaks.json"
    memo = BreakMemo(is_paused=True, until=clock.now(), told_of_tray=True)
    write_memo(file, memo)
    assert read_memo(file) == memo
    assert [one.name for one in file.parent.iterdir()] == ["breaks.json"]


def test_the_person_is_told_of_the_tray_once(at: At, clock: FakeClock) -> None:
    assert at.desk.tell_of_tray_once()
    assert not at.desk.tell_of_tray_once()
    assert not At(clock, at.paths, ALWAYS).desk.tell_of_tray_once()


def test_a_new_day_begins_a_new_tally(at: At, clock: FakeClock) -> None:
    at.desk.wish(Request(wish=Wish.TOOK))
    assert at.desk.tally().taken == 1
    clock.advance(days=1)
    assert at.desk.tally().taken == 0
    assert len(at.log.of_days(date(2026, 3, 2), date(2026, 3, 3))) == 1


def _nobody_listens(told: Told) -> None:
    raise AssertionError("nobody has started to listen")


class FakeSource:
    """Tell what the test says, or die."""

    name = "a made-up source"

    def __init__(self, *facts: Fact) -> None:
        self.facts = frozenset(facts)
        self.is_dead = False
        self.watched: list[tuple[Fact, bool]] = []
        self.tell: Tell = _nobody_listens
        self.again: Seconds | None = None

    def start(self, tell: Tell) -> None:
        self.tell = tell

    def fileno(self) -> int | None:
        return None

    def read(self) -> Seconds | None:
        if self.is_dead:
            raise PresenceError("it has died")
        return self.again

    def watch(self, fact: Fact, *, wanted: bool) -> None:
        if self.is_dead:
            raise PresenceError("it has died")
        self.watched.append((fact, wanted))

    def close(self) -> None:
        self.is_dead = True


def _hub(clock: FakeClock, *sources: FakeSource) -> PresenceHub:
    found = tuple(
        Candidate(key=f"source_{number}", make=lambda one=source: one)
        for number, source in enumerate(sources)
    )
    hub = PresenceHub(candidates=found, clock=clock)
    hub.start()
    return hub


def test_one_source_that_says_so_is_enough(qtbot: QtBot, clock: FakeClock) -> None:
    first, second = FakeSource(Fact.IDLE), FakeSource(Fact.IDLE, Fact.CALL)
    hub = _hub(clock, first, second)
    first.tell(Told(fact=Fact.IDLE, holds=True, ago=Seconds(300.0)))
    second.tell(Told(fact=Fact.CALL, holds=True))
    hub.look_after(near=True, lull=False)
    assert hub.presence.idle_since == clock.monotonic() - 300
    assert hub.presence.call
    assert (Fact.CALL, True) in second.watched
    hub.look_after(near=False, lull=False)
    assert not hub.presence.call
    hub.close()


def test_a_source_that_dies_takes_what_it_said_with_it(qtbot: QtBot, clock: FakeClock) -> None:
    dying, other = FakeSource(Fact.IDLE, Fact.CALL), FakeSource(Fact.LOCKED)
    hub = _hub(clock, dying, other)
    dying.tell(Told(fact=Fact.IDLE, holds=True))
    hub.look_after(near=False, lull=False)
    assert hub.presence.idle_since is not None
    dying.is_dead = True
    hub.look_after(near=True, lull=False)
    assert hub.presence.idle_since is None
    assert Fact.IDLE in hub.unknown()
    assert Fact.LOCKED not in hub.unknown()
    hub.close()


def test_a_source_that_is_not_there_is_left_out(qtbot: QtBot, clock: FakeClock) -> None:
    def missing() -> FakeSource:
        raise PresenceError("not here")

    there = FakeSource(Fact.IDLE)
    hub = PresenceHub(
        candidates=(
            Candidate(key="missing", make=missing, instead_of=frozenset({"there"})),
            Candidate(key="there", make=lambda: there, instead_of=frozenset({"spare"})),
            Candidate(key="spare", make=missing),
        ),
        clock=clock,
    )
    hub.start()
    assert hub.names() == ("a made-up source",)
    hub.close()


def test_typing_counts_only_where_a_pause_in_it_can_be_known(
    qtbot: QtBot, clock: FakeClock
) -> None:
    source = FakeSource(Fact.LULL)
    hub = _hub(clock, source)
    assert hub.presence.typing
    hub.look_after(near=True, lull=True)
    source.tell(Told(fact=Fact.LULL, holds=True))
    hub.look_after(near=True, lull=True)
    assert not hub.presence.typing
    hub.look_after(near=False, lull=False)
    assert hub.presence.typing
    hub.close()
    assert not hub.presence.typing or hub.unknown()


def test_a_session_is_time_away_from_the_desk(qtbot: QtBot, clock: FakeClock) -> None:
    hub = _hub(clock)
    hub.tell_of_session(is_running=True)
    assert hub.presence.gone_since == clock.monotonic()
    hub.tell_of_session(is_running=False)
    assert hub.presence.gone_since is None


def test_a_near_break_has_its_surroundings_looked_at_before_it_is_shown(
    at: At, clock: FakeClock
) -> None:
    microphone = FakeSource(Fact.CALL)
    hub = _hub(clock, microphone)
    hub.changed.connect(at.desk.timer.notice)

    def look() -> None:
        microphone.tell(Told(fact=Fact.CALL, holds=True))
        hub.look_after(near=True, lull=False)

    at.desk.timer.on_near(look)
    at.work(46 * MINUTE)
    assert isinstance(at.desk.timer.state, Quiet)
    assert not isinstance(at.desk.timer.state, Due)
    hub.close()


def test_the_window_is_made_before_the_break_is_due(at: At, clock: FakeClock) -> None:
    from dataclasses import replace

    at.desk.choose(replace(ALWAYS, break_notice_seconds=0))
    at.work(44 * MINUTE)
    assert at.desk.screen.window is None
    clock.advance(MINUTE - AHEAD)
    at.desk.timer.look()
    window = at.desk.screen.window
    assert window is not None
    assert not window.isVisible()
    clock.advance(AHEAD)
    at.desk.timer.look()
    assert at.desk.screen.window is window
    assert window.isVisible()


def test_a_window_made_for_a_break_that_does_not_come_is_let_go(at: At) -> None:
    at.work(44.5 * MINUTE)
    assert at.desk.screen.window is not None
    at.desk.timer.skip()
    assert at.desk.screen.window is None


def test_the_timer_wakes_ahead_of_a_break_without_a_notice(qtbot: QtBot, clock: FakeClock) -> None:
    options = BreakOptions(notice=Seconds(0.0))
    timer = BreakTimer(clock=clock, options=options, shows_minutes=False)
    looked: list[float] = []
    timer.on_near(lambda: looked.append(clock.monotonic()))
    timer.start()
    assert timer._expected == clock.monotonic() + options.interval - AHEAD
    clock.advance(options.interval - AHEAD)
    timer.look()
    assert looked == [clock.monotonic()]
    assert timer._expected == clock.monotonic() + AHEAD
    timer.stop()


def test_a_desk_is_calm_while_no_break_is_near_or_on_the_screen(at: At, clock: FakeClock) -> None:
    assert at.desk.is_calm()
    at.work(43.5 * MINUTE)
    assert not at.desk.is_calm()
    at.work(1.5 * MINUTE)
    assert isinstance(at.desk.timer.state, Due)
    assert not at.desk.is_calm()
    at.desk.timer.start_break()
    assert not at.desk.is_calm()
    at.desk.timer.end_break()
    at.desk.screen.hide()
    assert at.desk.is_calm()
    at.desk.timer.pause_for(None)
    assert at.desk.is_calm()
