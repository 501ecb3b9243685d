"""A shared folder of encrypted records is given a passphrase, and asked for it, in the window."""

from __future__ import annotations

import pytest
from locked_home import WORDS, make_locked_home
from page_actions import click, make_active, press
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from kneecoach.coach.book import Book
from kneecoach.coach.coach import Coach
from kneecoach.coach.opening import LazyStore
from kneecoach.model.programme import Catalogue
from kneecoach.paths import find_paths
from kneecoach.ui.records_flow import RecordsFlow
from kneecoach.ui.records_questions import Questions
from kneecoach.ui.shell import Shell
from kneecoach.vault import wrapping
from kneecoach.vault.keys import lock
from kneecoach.vault.opening import unlock

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

FOLDER_WORDS = "a folder for two of us"


class Open:
    """The page over encrypted records, and a folder to share."""

    def __init__(self, qtbot, home, folder, clock) -> None:
        self.qtbot, self.folder = qtbot, folder
        self.paths = find_paths({"KNEECOACH_HOME": str(home)})
        make_locked_home(self.paths)
        unlock(self.paths.data, WORDS)
        self.store = LazyStore(self.paths.database, clock)
        coach = Coach(catalogue=Catalogue(), book=Book(self.store), clock=clock)
        self.shell = Shell((("today", "Today"),))
        qtbot.addWidget(self.shell)
        self.flow = RecordsFlow(
            shell=self.shell,
            paths=self.paths,
            clock=clock,
            store=self.store,
            coach=lambda: coach,
            questions=Questions(folder=lambda _parent: folder),
            parent=self.shell,
        )
        self.errors: list[object] = []
        self.flow.failed.connect(self.errors.append)
        self.shell.resize(1280, 900)
        self.shell.show()
        make_active(qtbot, self.shell)
        self.flow.open()

    def wait(self) -> None:
        self.qtbot.waitUntil(lambda: self.flow._job is None, timeout=20_000)
        QApplication.processEvents()

    def press_and_wait(self, name: str) -> None:
        click(self.shell, name)
        self.wait()

    def field(self, name: str) -> QLineEdit:
        return self.shell.findChild(QLineEdit, f"{name}.line")

    def says(self) -> str:
        return " ".join(one.text for one in self.shell.messages.messages())


@pytest.fixture
def shared(qtbot, home, tmp_path, clock):
    folder = tmp_path / "shared"
    folder.mkdir()
    one = Open(qtbot, home, folder, clock)
    yield one
    one.flow.stop()
    one.store.close()
    lock(one.paths.data)


def test_a_folder_gets_a_passphrase_and_another_computer_is_asked_for_it(shared):
    shared.press_and_wait("records.folder")
    assert list(shared.folder.iterdir()) == []
    assert QApplication.focusWidget() is shared.field("records.folder.new.once")
    QTest.keyClicks(QApplication.focusWidget(), FOLDER_WORDS)
    press(Qt.Key.Key_Return)
    QTest.keyClicks(QApplication.focusWidget(), FOLDER_WORDS)
    press(Qt.Key.Key_Return)
    shared.wait()
    assert "Written for the others" in shared.says()
    assert not any(b"Anna" in one.read_bytes() for one in shared.folder.iterdir())
    assert shared.field("records.folder.new.once").text() == ""
    shared.paths.sharing_keys.unlink()  # as on a computer that was not told it
    shared.press_and_wait("records.step")
    assert QApplication.focusWidget() is shared.field("records.folder.passphrase")
    QTest.keyClicks(QApplication.focusWidget(), "something else")
    press(Qt.Key.Key_Return)
    shared.wait()
    assert len(shared.errors) == 1
    shared.field("records.folder.passphrase").clear()
    QTest.keyClicks(shared.field("records.folder.passphrase"), FOLDER_WORDS)
    shared.press_and_wait("records.folder.unlock")
    assert len(shared.errors) == 1
    assert not shared.field("records.folder.passphrase").isVisible()


def test_a_short_passphrase_for_a_folder_is_told(shared):
    shared.press_and_wait("records.folder")
    short = "x" * (wrapping.SHORTEST_PASSPHRASE - 1)
    QTest.keyClicks(shared.field("records.folder.new.once"), short)
    click(shared.shell, "records.folder.unlock")
    assert shared.flow._job is None
    assert list(shared.folder.iterdir()) == []
