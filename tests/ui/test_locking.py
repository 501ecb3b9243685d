"""The coach locks by itself when nobody uses it, and never in the middle of a session."""

from __future__ import annotations

import pytest
from fakes import FakeClock
from locked_home import WORDS, make_locked_home
from page_actions import press
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from window_harness import Opened

from kneecoach.breaks.presence.choose import Candidate
from kneecoach.breaks.presence.source import Fact, Told
from kneecoach.settings import LockAfter, Settings
from kneecoach.ui.guarding import Guarding
from kneecoach.ui.locking import Locking, lock_sources, lock_unknown_words
from kneecoach.ui.session_flow import SessionFlow
from kneecoach.values import replace
from kneecoach.vault.keys import is_unlocked, lock
from kneecoach.vault.opening import unlock

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

Key = Qt.Key
AFTER_FIVE = Settings(lock_after=LockAfter.FIVE)


class FakeSource:
    """Tell of a locked screen when the test says so."""

    name = "a made-up source"
    facts = frozenset({Fact.LOCKED, Fact.ASLEEP})

    def __init__(self) -> None:
        self.is_closed = False

    def start(self, tell) -> None:
        self.tell = tell

    def fileno(self) -> None:
        return None

    def read(self) -> None:
        return None

    def watch(self, fact, *, wanted) -> None:
        pass

    def close(self) -> None:
        self.is_closed = True


class Watching:
    """A window that is watched, and how often it was time to lock."""

    def __init__(self, qtbot, clock: FakeClock) -> None:
        self.clock = clock
        self.source = FakeSource()
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.show()
        candidate = Candidate(key="made-up", make=lambda: self.source)
        self.locking = Locking(clock=clock, sources=(candidate,))
        self.times = 0
        self.locking.due.connect(self._count)

    def wait(self, minutes: float) -> None:
        """Let time pass, and the timer run out as it would have."""
        self.clock.advance(60 * minutes)
        self.locking._on_waited()

    def _count(self) -> None:
        self.times += 1


@pytest.fixture
def watching(qtbot, clock):
    one = Watching(qtbot, clock)
    yield one
    one.locking.close()


def test_it_is_time_to_lock_when_nobody_has_used_the_window(watching):
    watching.locking.follow(AFTER_FIVE, watching.window)
    watching.wait(4)
    QTest.keyClick(watching.window.windowHandle(), Key.Key_A)
    watching.wait(4)
    assert watching.times == 0
    watching.wait(1.5)
    assert watching.times == 1


def test_nothing_is_watched_where_nothing_was_chosen(watching):
    watching.locking.follow(Settings(), watching.window)
    assert not watching.locking._timer.isActive()
    assert watching.locking._hub is None
    watching.locking.follow(AFTER_FIVE, None)
    assert watching.locking._timer.isActive()
    watching.locking.follow(Settings(), None)
    assert not watching.locking._timer.isActive()


@pytest.mark.parametrize("fact", [Fact.LOCKED, Fact.ASLEEP])
def test_it_is_time_to_lock_when_the_computer_is_locked_or_sleeps(watching, fact):
    watching.locking.follow(Settings(lock_with_computer=True), watching.window)
    watching.source.tell(Told(fact=fact, holds=True))
    watching.locking._hub._settle()
    assert watching.times == 1
    watching.locking.follow(Settings(), watching.window)
    assert watching.source.is_closed


def test_what_cannot_be_known_here_is_said(monkeypatch, clock):
    source = FakeSource()
    monkeypatch.setattr(
        "kneecoach.ui.locking.lock_sources",
        lambda: (Candidate(key="made-up", make=lambda: source),),
    )
    assert lock_unknown_words(clock) == ""
    assert source.is_closed
    monkeypatch.setattr("kneecoach.ui.locking.lock_sources", tuple)
    assert "A locked screen cannot be known here." in lock_unknown_words(clock)


def test_only_sources_that_know_a_lock_are_asked():
    assert {one.key for one in lock_sources()} <= {"gnome", "logind", "windows", "macos"}


class Guarded:
    """A window over open encrypted records, guarded."""

    def __init__(self, qtbot, folder, clock) -> None:
        self.opened = Opened(qtbot, folder, clock=clock)
        make_locked_home(self.opened.paths)
        unlock(self.opened.paths.data, WORDS)
        self.opened.open(qtbot)
        self.guarding = Guarding(
            application=QApplication.instance(),
            window=lambda: self.opened.window,
            clock=clock,
            paths=self.opened.paths,
        )
        self.times = 0
        self.guarding.lock_due.connect(self._count)
        self.guarding.watch(self.opened.room)

    def _count(self) -> None:
        self.times += 1


@pytest.fixture
def guarded(qtbot, tmp_path, clock):
    one = Guarded(qtbot, tmp_path, clock)
    yield one
    one.guarding.close()
    lock(one.opened.paths.data)


def test_the_button_beside_the_pages_locks_at_once_and_forgets_the_key(guarded):
    button = guarded.opened.part("shell.lock")
    assert button.isVisible()
    assert button.accessibleName() == "Lock"
    button.setFocus()
    press(Key.Key_Return)
    assert guarded.times == 1
    guarded.guarding.lock()
    assert guarded.times == 1
    guarded.guarding.close()
    assert not is_unlocked(guarded.opened.paths.data)


def test_a_session_is_not_cut_off_and_it_locks_after_it(guarded):
    opened = guarded.opened
    opened.start()
    guarded.guarding.lock()
    guarded.guarding.lock_by_itself()
    assert guarded.times == 0
    assert any("locks when this is over" in one for one in opened.sees())
    opened.die()
    opened.room.findChild(SessionFlow).over.emit()
    assert guarded.times == 1


def test_questions_after_a_session_do_not_keep_records_open_for_ever(guarded):
    opened = guarded.opened
    opened.start()
    opened.go_until(lambda: opened.page() == "finish_page")
    guarded.guarding.lock()
    assert guarded.times == 0
    guarded.guarding.lock_by_itself()
    assert guarded.times == 1


def test_settings_are_followed_and_plain_records_are_not_locked(guarded):
    room = guarded.opened.room
    room.settings_kept.emit(replace(room.settings(), lock_after=LockAfter.FIVE))
    assert guarded.guarding._locking._timer.isActive()
    guarded.opened.paths.vault.unlink()
    room.settings_kept.emit(room.settings())
    assert not guarded.guarding._locking._timer.isActive()
    assert not guarded.opened.part("shell.lock").isVisible()
    guarded.guarding.lock()
    guarded.guarding.lock_by_itself()
    assert guarded.times == 0
