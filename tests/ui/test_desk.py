"""The window from its first paint to its end, put together as the program does it."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractButton, QLabel

from kneecoach.clock import SystemClock
from kneecoach.model.errors import KneecoachError
from kneecoach.paths import find_paths
from kneecoach.settings import Settings
from kneecoach.ui.desk import Desk
from kneecoach.ui.main_window import START_SIZE, MainWindow
from kneecoach.ui.window_place import remember_place

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def desk(qtbot, qapp, home):
    paths = find_paths({"KNEECOACH_HOME": str(home)})
    desk = Desk(application=qapp, clock=SystemClock(), paths=paths, settings=Settings())
    desk.open()
    qtbot.waitUntil(lambda: start_button(desk) is not None, timeout=20_000)
    yield desk
    desk.window.allow_close()
    desk.close()


def start_button(desk: Desk) -> QAbstractButton | None:
    return desk.window.findChild(QAbstractButton, "today.start")


def sees(desk: Desk) -> list[str]:
    return [one.text() for one in desk.window.findChildren(QLabel) if one.isVisible()]


def test_the_window_is_painted_and_filled_and_welcomes_somebody_new(desk):
    assert desk.window.isVisible()
    assert "Welcome" in sees(desk)
    assert any("Knee starter" in one.text() for one in desk.window.findChildren(QLabel))


def test_the_window_has_room_on_its_screen_with_its_title(desk):
    room = desk.window.screen().availableSize()
    assert room.width() < START_SIZE.width()  # the screen of the tests is a small one
    assert desk.window.width() < room.width()
    assert desk.window.height() < room.height()


def place_of(home: Path) -> Path:
    return find_paths({"KNEECOACH_HOME": str(home)}).window


def opened_again(file: Path) -> MainWindow:
    window = MainWindow(choice="light")
    window.go_back(file)
    return window


def test_the_window_is_where_it_was_when_it_is_opened_again(desk, qtbot, home):
    desk.window.setGeometry(60, 70, 680, 500)
    desk.close()
    again = opened_again(place_of(home))
    qtbot.addWidget(again)
    assert again.geometry() == QRect(60, 70, 680, 500)
    assert not again.isMaximized()
    desk.window.showMaximized()
    desk.close()
    full = opened_again(place_of(home))
    qtbot.addWidget(full)
    assert full.isMaximized()
    assert full.normalGeometry() == QRect(60, 70, 680, 500)


def test_a_session_on_the_whole_screen_leaves_the_place_of_the_window_alone(desk, qtbot, home):
    desk.window.setGeometry(60, 70, 680, 500)
    desk.close()
    desk.window.showFullScreen()
    desk.close()
    again = opened_again(place_of(home))
    qtbot.addWidget(again)
    assert again.geometry() == QRect(60, 70, 680, 500)
    assert not again.isFullScreen()


@pytest.mark.parametrize(
    "place", [(5000, 4000, 700, 500), (-900, 10, 700, 500), (0, 0, 4000, 3000)]
)
def test_a_window_that_was_elsewhere_comes_back_within_the_screen(qtbot, tmp_path, place):
    window = MainWindow(choice="light")
    qtbot.addWidget(window)
    window.setGeometry(*place)
    remember_place(window, tmp_path / "window.place")
    again = opened_again(tmp_path / "window.place")
    qtbot.addWidget(again)
    assert again.screen().availableGeometry().contains(again.geometry())
    assert again.height() < again.screen().availableSize().height()


@pytest.mark.parametrize(
    ("before", "after"),
    [(".*", ""), ("(.{60}).*", r"\1"), (".", "é"), ("(.*)", r"\1\1")],
    ids=["empty", "short", "none", "long"],
)
def test_a_broken_place_of_the_window_is_ignored(qtbot, tmp_path, before, after):
    window = MainWindow(choice="light")
    qtbot.addWidget(window)
    usual = opened_again(tmp_path / "nothing").geometry()
    window.setGeometry(60, 70, 680, 500)
    file = tmp_path / "window.place"
    remember_place(window, file)
    file.write_text(re.sub(before, after, file.read_text(), count=1))
    assert opened_again(file).geometry() == usual


def test_a_place_that_cannot_be_written_is_nobodys_trouble(qtbot, tmp_path):
    window = MainWindow(choice="light")
    qtbot.addWidget(window)
    (tmp_path / "file").write_text("")
    remember_place(window, tmp_path / "file" / "window.place")
    assert (tmp_path / "file").read_text() == ""


def test_closing_needs_no_question_while_nothing_is_under_way(desk):
    desk.window.close()
    assert not desk.window.isVisible()


def test_ctrl_c_closes_at_once(desk):
    desk.on_interrupted()
    assert not desk.window.isVisible()


def test_ctrl_c_before_it_is_listened_for_closes_as_well(desk):
    desk.on_unexpected_error(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert not desk.window.isVisible()
    assert not any("Something went wrong" in one for one in sees(desk))


def test_a_bug_is_logged_and_told_in_plain_words(desk, qtbot, home):
    log = home / "logs" / "kneecoach.log"
    qtbot.waitUntil(log.exists, timeout=20_000)
    desk.on_unexpected_error(ZeroDivisionError, ZeroDivisionError("a bug"), None)
    told = "Something went wrong inside kneecoach. What was done is kept."
    assert told in sees(desk)
    for handler in logging.getLogger("kneecoach").handlers:
        handler.flush()
    assert "ZeroDivisionError" in log.read_text()


def test_a_failure_that_nobody_caught_is_told_in_its_own_words(desk):
    error = KneecoachError("The disk is full.", "Free some space.")
    desk.on_unexpected_error(KneecoachError, error, None)
    assert "The disk is full." in sees(desk)
    assert not any("Something went wrong" in one for one in sees(desk))
