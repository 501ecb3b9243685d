"""Privacy in the window: turn encryption on and off, change what opens it, and lock."""

from __future__ import annotations

import pytest
from locked_home import CHEAP, WORDS, make_locked_home
from page_actions import SMALLEST_TARGET_PX, click, make_active, press, reached_by_tab, shown, texts
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from kneecoach.coach import encrypting, remembering
from kneecoach.model.errors import KneecoachError
from kneecoach.paths import Paths, find_paths, make_folders
from kneecoach.settings import LockAfter, Settings
from kneecoach.ui.pages.privacy import PrivacyPage
from kneecoach.ui.privacy_flow import Doors, PrivacyFlow
from kneecoach.ui.privacy_view import PrivacyView
from kneecoach.ui.shell import Shell
from kneecoach.ui.words.privacy import SHORTEST, measure_words
from kneecoach.values import replace
from kneecoach.vault import wrapping
from kneecoach.vault.keys import is_unlocked, lock
from kneecoach.vault.opening import unlock, unlock_with_code
from kneecoach.vault.standing import is_encrypted

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

Key = Qt.Key
NEW = "another five words for it"


@pytest.fixture
def paths(home) -> Paths:
    found = find_paths({"KNEECOACH_HOME": str(home)})
    make_folders(found)
    yield found
    lock(found.data)


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    """Let a passphrase be tried at once."""
    before = encrypting.turn_on

    def turn_on(paths, passphrase):
        before(paths, passphrase, cost=CHEAP)

    monkeypatch.setattr(encrypting, "turn_on", turn_on)
    monkeypatch.setattr("kneecoach.vault.opening.change_passphrase.__kwdefaults__", {"cost": CHEAP})
    monkeypatch.setattr("kneecoach.vault.opening.set_passphrase.__kwdefaults__", {"cost": CHEAP})
    monkeypatch.setattr(remembering, "keyring_name", lambda: "a keyring")


class Open:
    """A shell with the page in it."""

    def __init__(self, qtbot, paths: Paths, *, knows_passphrase: bool = True) -> None:
        self.qtbot, self.paths = qtbot, paths
        self.settings = Settings()
        self.let_go = self.changed = self.lock_wanted = self.gone_back = 0
        self.printed: list[str] = []
        self.shell = Shell((("today", "Today"),))
        qtbot.addWidget(self.shell)
        self.flow = PrivacyFlow(
            shell=self.shell,
            paths=paths,
            doors=Doors(
                settings=lambda: self.settings,
                choose_locking=self._choose,
                lock_unknown=lambda: "A locked screen cannot be known here.",
                let_go=self._let_go,
                put_on_paper=lambda text, _parent: self.printed.append(text),
            ),
            parent=self.shell,
        )
        self.flow.encryption_changed.connect(self._change)
        self.flow.lock_requested.connect(self._lock)
        self.flow.closed.connect(self._close)
        self.shell.resize(1280, 800)
        self.shell.show()
        make_active(qtbot, self.shell)
        self.flow.open(knows_passphrase=knows_passphrase)
        self.wait()

    def wait(self) -> None:
        is_calm = lambda: self.flow._work is None and self.flow._looking is None  # noqa: E731
        self.qtbot.waitUntil(is_calm, timeout=20_000)
        QApplication.processEvents()

    def type_in(self, name: str, words: str) -> None:
        field = self.shell.findChild(QLineEdit, f"{name}.line")
        assert field.isVisible(), name
        field.setFocus()
        QTest.keyClicks(field, words)

    def says(self, words: str) -> bool:
        QApplication.processEvents()
        return any(words in one for one in texts(self.shell))

    def part(self, name: str):
        return self.shell.findChild(object, name)

    def _choose(self, after, with_computer) -> None:
        self.settings = replace(self.settings, lock_after=after, lock_with_computer=with_computer)

    def _let_go(self) -> None:
        self.let_go += 1

    def _change(self) -> None:
        self.changed += 1

    def _lock(self) -> None:
        self.lock_wanted += 1

    def _close(self) -> None:
        self.gone_back += 1


@pytest.fixture
def plain(qtbot, paths) -> Open:
    one = Open(qtbot, paths)
    yield one
    one.flow.stop()


@pytest.fixture
def encrypted(qtbot, paths) -> Open:
    make_locked_home(paths)
    unlock(paths.data, WORDS)
    one = Open(qtbot, paths)
    yield one
    one.flow.stop()


def test_encryption_is_turned_on_by_keys_alone_and_the_code_is_confirmed(plain):
    focus = QApplication.focusWidget()
    assert focus.objectName() == "privacy.new.once.line"
    QTest.keyClicks(focus, NEW)
    assert plain.says("Long enough")
    press(Key.Key_Return)
    QTest.keyClicks(QApplication.focusWidget(), NEW)
    press(Key.Key_Return)
    plain.wait()
    assert is_encrypted(plain.paths.data)
    assert (plain.let_go, plain.changed) == (1, 1)
    assert plain.says("an SSD, a snapshot")
    code = plain.part("privacy.code_text").text()
    assert QApplication.focusWidget().objectName() == "privacy.code_proof"
    assert not plain.part("privacy.turn_off").isVisible()
    QTest.keyClicks(QApplication.focusWidget(), "00000")
    press(Key.Key_Return)
    assert plain.says("These are not the last five letters")
    QTest.keyClicks(QApplication.focusWidget(), code[-5:].lower())
    press(Key.Key_Return)
    assert plain.part("privacy.code_text").text() == ""
    assert plain.part("privacy.lock").isVisible()
    lock(plain.paths.data)
    unlock_with_code(plain.paths.data, code)
    assert is_unlocked(plain.paths.data)


def test_two_passphrases_that_differ_or_are_short_are_told(plain):
    plain.type_in("privacy.new.once", "short")
    click(plain.shell, "privacy.turn_on")
    assert plain.says("Too short")
    plain.type_in("privacy.new.once", NEW)
    plain.type_in("privacy.new.again", "something else")
    click(plain.shell, "privacy.turn_on")
    assert plain.says("The two are not the same")
    assert not is_encrypted(plain.paths.data)


def test_a_refusal_is_told_and_everything_is_as_it_was(plain, monkeypatch):
    def refuse(_paths, _passphrase):
        raise KneecoachError("There is no room left.", "Free some space.")

    monkeypatch.setattr(encrypting, "turn_on", refuse)
    plain.type_in("privacy.new.once", NEW)
    plain.type_in("privacy.new.again", NEW)
    click(plain.shell, "privacy.turn_on")
    plain.wait()
    assert plain.says("There is no room left.")
    assert plain.changed == 0
    assert plain.part("privacy.turn_on").isEnabled()


def test_the_recovery_code_can_be_printed(encrypted):
    click(encrypted.shell, "privacy.code")
    encrypted.wait()
    click(encrypted.shell, "privacy.code_print")
    code = encrypted.part("privacy.code_text").text()
    assert code in encrypted.printed[0]


def test_the_passphrase_changes_when_the_old_one_is_right(encrypted):
    click(encrypted.shell, "privacy.change")
    assert encrypted.says("Type the passphrase up to now first.")
    encrypted.type_in("privacy.old", "wrong one")
    for name in ("privacy.other.once", "privacy.other.again"):
        encrypted.type_in(name, NEW)
    click(encrypted.shell, "privacy.change")
    encrypted.wait()
    assert encrypted.says("does not open the history")
    encrypted.part("privacy.old.line").clear()
    encrypted.type_in("privacy.old", WORDS)
    click(encrypted.shell, "privacy.change")
    encrypted.wait()
    lock(encrypted.paths.data)
    unlock(encrypted.paths.data, NEW)


def test_who_came_in_by_the_code_chooses_a_new_passphrase_without_the_old(qtbot, paths):
    unlock_with_code(paths.data, make_locked_home(paths))
    one = Open(qtbot, paths, knows_passphrase=False)
    assert not one.part("privacy.old").isVisible()
    for name in ("privacy.other.once", "privacy.other.again"):
        one.type_in(name, NEW)
    press(Key.Key_Return)
    one.wait()
    lock(paths.data)
    unlock(paths.data, NEW)
    assert one.part("privacy.old").isVisible()


def test_turning_it_off_asks_for_the_passphrase(encrypted):
    click(encrypted.shell, "privacy.turn_off")
    assert encrypted.says("Type the passphrase to turn encryption off.")
    encrypted.type_in("privacy.last", "wrong one")
    press(Key.Key_Return)
    encrypted.wait()
    assert is_encrypted(encrypted.paths.data)
    encrypted.part("privacy.last.line").clear()
    encrypted.type_in("privacy.last", WORDS)
    press(Key.Key_Return)
    encrypted.wait()
    assert not is_encrypted(encrypted.paths.data)
    assert encrypted.changed == 1
    assert encrypted.part("privacy.turn_on").isVisible()


def test_when_it_locks_is_chosen_and_locking_is_asked_for(encrypted):
    assert encrypted.says("A locked screen cannot be known here.")
    click(encrypted.shell, "privacy.after.15")
    click(encrypted.shell, "privacy.with_computer")
    assert encrypted.settings.lock_after is LockAfter.FIFTEEN
    assert encrypted.settings.lock_with_computer
    click(encrypted.shell, "privacy.lock")
    assert encrypted.lock_wanted == 1


def test_remembering_is_offered_where_there_is_a_keyring(encrypted, monkeypatch):
    asked: list[str] = []
    monkeypatch.setattr(remembering, "remember", lambda _paths: asked.append("remember"))
    click(encrypted.shell, "privacy.remember")
    encrypted.wait()
    assert asked == ["remember"]
    assert encrypted.says("a keyring")


def test_without_a_keyring_that_is_said_and_not_offered(qtbot, paths, monkeypatch):
    monkeypatch.setattr(remembering, "keyring_name", lambda: "")
    make_locked_home(paths)
    unlock(paths.data, WORDS)
    one = Open(qtbot, paths)
    assert one.says("No keyring that keeps its secrets encrypted")
    assert not one.part("privacy.remember").isEnabled()


def test_escape_goes_back_and_keeps_nothing_that_was_typed(encrypted):
    encrypted.type_in("privacy.last", "half a pass")
    press(Key.Key_Escape)
    assert encrypted.gone_back == 1
    assert encrypted.part("privacy.last.line").text() == ""


@pytest.mark.parametrize("is_encrypted_now", [False, True])
def test_every_control_is_named_reached_by_tab_and_large_enough(qtbot, is_encrypted_now):
    page = PrivacyPage()
    view = PrivacyView(is_encrypted=is_encrypted_now, keyring="a keyring")
    page.show_privacy(view)
    shown(qtbot, page, 824, 640)
    page.setFocus()
    reached = reached_by_tab(page)
    for one in page.findChildren(QAbstractButton):
        if one.isVisible():
            assert one.accessibleName(), one.objectName()
            assert one.height() >= SMALLEST_TARGET_PX, one.objectName()
            assert one.objectName() in reached, one.objectName()
    for field in page.findChildren(QLineEdit):
        if field.isVisible():
            assert field.accessibleName()
            assert field.objectName() in reached


def test_the_measure_goes_by_the_length_that_the_vault_asks_for():
    assert SHORTEST == wrapping.SHORTEST_PASSPHRASE
    said = [measure_words(length) for length in (0, 7, 8, 11, 12, 19, 20)]
    assert said[0] == ""
    assert len(set(said)) == 5
