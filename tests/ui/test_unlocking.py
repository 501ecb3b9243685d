"""A locked start: the window is there at once, and shows nothing before the passphrase."""

from __future__ import annotations

import logging
import os

import pytest
from locked_home import WORDS, make_locked_home
from page_actions import SMALLEST_TARGET_PX, click, make_active, press, reached_by_tab
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from kneecoach.clock import SystemClock
from kneecoach.coach import remembering
from kneecoach.model.feedback import Knee
from kneecoach.model.units import PainScore
from kneecoach.paths import find_paths
from kneecoach.remote.words import Request, Wish
from kneecoach.settings import Settings, save_settings
from kneecoach.ui.day_keeper import DAYS, DayKeeper
from kneecoach.ui.desk import Desk
from kneecoach.ui.face import language
from kneecoach.ui.hiding import (
    BEGIN_ANEW,
    BEGIN_SMALL,
    QUIETLY_VARIABLE,
    WINDOW_VARIABLE,
    come_back_quietly,
    put_back,
)
from kneecoach.ui.kept_days import find_day, stamp_of
from kneecoach.ui.today_view import CheckInAnswer
from kneecoach.vault.boxes import is_sealed
from kneecoach.vault.keys import is_unlocked, lock

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "does not support raise")

Key = Qt.Key
NOTE = "worse after the forty-two stairs"


class Started:
    """A coach that was started with locked records, put together as the program does it."""

    def __init__(self, qtbot, qapp, home, **settings) -> None:
        self.qtbot = qtbot
        self.paths = find_paths({"KNEECOACH_HOME": str(home)})
        self.code = make_locked_home(self.paths)
        self.settings = Settings(breaks=False, **settings)
        save_settings(self.paths.settings, self.settings)
        self.left: list[int] = []
        self.desk = Desk(
            application=qapp, clock=SystemClock(), paths=self.paths, settings=self.settings
        )

    def open(self) -> Started:
        self.desk.open()
        self.qtbot.waitUntil(lambda: self.part("unlock_page") is not None, timeout=20_000)
        make_active(self.qtbot, self.desk.window)
        return self

    def part(self, name: str):
        return self.desk.window.findChild(object, name)

    def field(self) -> QLineEdit:
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit)
        return field

    def sees(self) -> list[str]:
        QApplication.processEvents()
        return [one.text() for one in self.desk.window.findChildren(QLabel) if one.isVisible()]

    def says(self, words: str) -> bool:
        return any(words in one for one in self.sees())

    def unlock(self, words: str = WORDS) -> None:
        QTest.keyClicks(self.field(), words)
        press(Key.Key_Return)

    def wait_for_today(self) -> None:
        self.qtbot.waitUntil(lambda: self.part("shell") is not None, timeout=20_000)
        self.qtbot.waitUntil(lambda: self.desk._room is not None, timeout=20_000)

    def close(self) -> None:
        self.desk.window.allow_close()
        self.desk.close()
        lock(self.paths.data)


@pytest.fixture
def locked(qtbot, qapp, home, monkeypatch):
    one = Started(qtbot, qapp, home)
    monkeypatch.setattr(QApplication, "exit", lambda *said: one.left.append(said[-1]))
    yield one.open()
    one.close()


def test_a_locked_start_shows_nothing_and_has_the_keyboard_in_the_field(locked):
    assert "kneecoach is locked" in locked.sees()
    assert not any("Anna" in one for one in locked.sees())
    assert locked.field().objectName() == "unlock.passphrase.line"
    assert locked.field().echoMode() is QLineEdit.EchoMode.Password
    assert locked.part("shell") is None


def test_a_wrong_passphrase_is_a_calm_sentence_and_the_field_keeps_the_keyboard(locked):
    locked.unlock("something else")
    locked.qtbot.waitUntil(lambda: locked.says("does not open the history"), timeout=20_000)
    assert locked.field().selectedText() == "something else"
    assert not is_unlocked(locked.paths.data)
    locked.unlock()
    locked.wait_for_today()
    assert is_unlocked(locked.paths.data)


def test_an_empty_field_says_what_is_missing(locked):
    press(Key.Key_Return)
    assert locked.says("Type the passphrase first.")


def test_every_control_is_reached_by_tab_named_and_large_enough(locked):
    names = {"unlock.passphrase.line", "unlock.passphrase.show", "unlock.go"}
    assert names | {"unlock.other", "unlock.forgotten"} <= reached_by_tab(locked.desk.window)
    for control in locked.desk.window.findChildren(QAbstractButton):
        if control.isVisible():
            assert control.accessibleName()
            assert control.height() >= SMALLEST_TARGET_PX


def test_what_is_typed_can_be_seen_when_that_is_wanted(locked):
    field = locked.field()
    click(locked.desk.window, "unlock.passphrase.show")
    assert field.echoMode() is QLineEdit.EchoMode.Normal
    click(locked.desk.window, "unlock.passphrase.show")
    assert field.echoMode() is QLineEdit.EchoMode.Password


def test_a_caps_lock_is_noticed_by_its_letters(locked):
    QTest.keyClicks(locked.field(), "a")
    assert not locked.says("Caps lock")
    QTest.keyEvent(QTest.KeyAction.Click, locked.field(), "A")
    QApplication.processEvents()


def test_forgetting_it_is_explained_honestly(locked):
    click(locked.desk.window, "unlock.forgotten")
    assert locked.says("Nobody can find out a passphrase")
    click(locked.desk.window, "unlock.forgotten")
    assert not locked.says("Nobody can find out a passphrase")


def test_the_recovery_code_opens_and_a_new_passphrase_is_asked_for(locked):
    click(locked.desk.window, "unlock.other")
    assert locked.field().objectName() == "unlock.code.line"
    locked.unlock(locked.code.lower().replace("-", " "))
    locked.wait_for_today()
    locked.qtbot.waitUntil(lambda: locked.part("privacy_page") is not None, timeout=20_000)
    assert locked.says("Choose a new passphrase")
    assert not locked.part("privacy.old").isVisible()


def test_what_was_wanted_at_the_start_comes_after_unlocking(locked, tmp_path):
    wanted = tmp_path / "some.kneepack"
    wanted.write_bytes(b"no pack at all")
    locked.qtbot.waitUntil(lambda: locked.desk._household is not None, timeout=20_000)
    answer = locked.desk._household.answer(Request(wish=Wish.RAISE, file=str(wanted)))
    assert answer.done
    locked.unlock()
    locked.wait_for_today()
    locked.qtbot.waitUntil(lambda: locked.part("packs") is not None, timeout=20_000)


def test_locking_by_hand_begins_anew_without_the_key(locked):
    locked.unlock()
    locked.wait_for_today()
    make_active(locked.qtbot, locked.desk.window)
    QTest.keyClick(locked.desk.window, Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    locked.qtbot.waitUntil(lambda: locked.left == [BEGIN_ANEW], timeout=20_000)
    os.environ.pop(QUIETLY_VARIABLE, None)
    os.environ.pop(WINDOW_VARIABLE)
    locked.desk.close()
    assert not is_unlocked(locked.paths.data)


def test_the_tray_locks_a_coach_whose_window_is_hidden_and_it_stays_hidden(locked):
    locked.unlock()
    locked.wait_for_today()
    locked.qtbot.waitUntil(lambda: locked.desk._household is not None, timeout=20_000)
    locked.desk.window.hide()
    locked.desk._household.lock()
    assert locked.left == [BEGIN_SMALL]
    os.environ.pop(WINDOW_VARIABLE)
    assert QUIETLY_VARIABLE not in os.environ


def test_what_goes_wrong_while_locked_is_told_on_the_page(locked):
    locked.desk.on_unexpected_error(ZeroDivisionError, ZeroDivisionError("a bug"), None)
    assert locked.says("Something went wrong inside kneecoach.")
    assert locked.field().objectName() == "unlock.passphrase.line"


def test_a_vault_that_is_damaged_is_told_with_the_way_out(locked):
    for vault in (locked.paths.vault, locked.paths.backups / "vault.json"):
        vault.write_bytes(b"{}")
    locked.unlock()
    locked.qtbot.waitUntil(lambda: locked.says("is missing or damaged"), timeout=20_000)
    assert locked.field().isEnabled()


def test_a_window_that_was_not_in_use_comes_back_behind_the_one_that_is(qtbot, monkeypatch):
    monkeypatch.delenv(QUIETLY_VARIABLE, raising=False)
    window, again, later = QWidget(), QWidget(), QWidget()
    for one in (window, again, later):
        qtbot.addWidget(one)
    come_back_quietly(window)
    put_back(again)
    assert again.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    window.setWindowState(Qt.WindowState.WindowMinimized)
    come_back_quietly(window)
    put_back(later)
    assert later.isMinimized()
    assert QUIETLY_VARIABLE not in os.environ


def test_a_coach_that_is_told_to_remember_asks_the_keyring(qtbot, qapp, home, monkeypatch):
    one = Started(qtbot, qapp, home)
    monkeypatch.setattr(remembering, "unlock_as_remembered", lambda _paths: False)
    one.paths.remembered.write_bytes(b"")
    one.open()
    qtbot.waitUntil(lambda: one.says("The keyring has no key"), timeout=20_000)
    assert one.field().objectName() == "unlock.passphrase.line"
    one.close()


def test_a_note_stands_nowhere_on_the_disk_and_todays_kept_face_opens_with_the_key(locked):
    """Nothing that was written in the window is found in any byte of the home."""
    locked.unlock()
    locked.wait_for_today()
    room = locked.desk._room
    locked.qtbot.waitUntil(lambda: bool(logging.getLogger("kneecoach").handlers), timeout=20_000)
    today = SystemClock().today()
    said = CheckInAnswer(day=today, knee=Knee.LEFT, pain=PainScore(3), note=NOTE)
    room._asking.keep_check_in((said,))
    assert any(one.note == NOTE for one in room.coach().history.check_ins)
    for _ in range(2 * DAYS):
        room.findChild(DayKeeper)._go_on()
    assert is_sealed(locked.paths.kept_days.read_bytes())
    error = ValueError(NOTE)
    locked.desk.on_unexpected_error(ValueError, error, None)
    locked.desk.close()
    home = locked.paths.data.parent
    files = [one for one in home.rglob("*") if one.is_file()]
    assert locked.paths.database in files
    assert locked.paths.log in files
    assert [one for one in files if NOTE.encode() in one.read_bytes()] == []
    stamp = stamp_of(locked.paths, language=language())
    assert find_day(locked.paths, stamp, today) is not None
    lock(locked.paths.data)
    assert find_day(locked.paths, stamp, today) is None
