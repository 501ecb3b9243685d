"""A session corrected in the window: from Progress, with the old one still in sight."""

from __future__ import annotations

import pytest
from page_actions import click, press
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from training_days import train_calmly
from window_harness import Opened, write_short_pack

from kneecoach.ui.theme.apply import apply_theme

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

Key = Qt.Key


@pytest.fixture(autouse=True)
def theme(qapp):
    yield
    apply_theme(qapp, "light")


@pytest.fixture
def opened(qtbot, home, clock) -> Opened:
    opened = Opened(qtbot, home, clock=clock)
    write_short_pack(opened.paths)
    train_calmly(opened, days_ago=(5, 3, 1))
    opened.open(qtbot)
    nav = opened.part("nav")
    nav.setFocus()
    QTest.keyClick(nav, Key.Key_Home)
    while nav.page() != "progress":
        QTest.keyClick(nav, Key.Key_Down)
    chart = opened.part("progress.chart")
    chart.setFocus()
    press(Key.Key_End)
    QApplication.processEvents()
    return opened


def write(opened: Opened, name: str, text: str) -> None:
    field = opened.window.findChild(QLineEdit, name)
    field.clear()
    QTest.keyClicks(field, text)


def test_a_session_is_corrected_and_both_are_seen(opened):
    click(opened.window, "progress.correct")
    assert opened.part("correct_page").isVisible()
    click(opened.window, "correct.during.8")
    write(opened, "correct.sets.0", "1")
    click(opened.window, "correct.save")
    assert len(opened.sessions()) == 4
    new = next(one for one in opened.sessions() if one.replaces is not None)
    assert new.scores.during == 8
    seen = opened.sees()
    assert any(text.startswith("The correction is kept;") and "anew" in text for text in seen)
    assert opened.part("progress_page").isVisible()
    chart = opened.part("progress.chart")
    chart.setFocus()
    press(Key.Key_End)
    seen = opened.sees()
    assert any("worst 8" in text for text in seen)
    assert any(text.startswith("Before it was corrected:") for text in seen)


def test_a_wrong_day_or_time_is_said_so_and_what_was_entered_stays(opened):
    click(opened.window, "progress.correct")
    for name, text, says in (
        ("correct.day", "2026-02-31", "is not a day"),
        ("correct.day", "2199-01-01", "still to come"),
    ):
        write(opened, name, text)
        click(opened.window, "correct.save")
        assert any(says in one for one in opened.sees())
    write(opened, "correct.day", "2026-02-20")
    write(opened, "correct.time", "25:00")
    click(opened.window, "correct.save")
    assert any("is not a time" in one for one in opened.sees())
    assert opened.window.findChild(QLineEdit, "correct.day").text() == "2026-02-20"
    write(opened, "correct.time", "08:15")
    click(opened.window, "correct.save")
    assert any(one.day.isoformat() == "2026-02-20" for one in opened.sessions())


def test_escape_changes_nothing(opened):
    click(opened.window, "progress.correct")
    click(opened.window, "correct.during.8")
    press(Key.Key_Escape)
    assert opened.part("progress_page").isVisible()
    assert len(opened.sessions()) == 3


@pytest.mark.parametrize(("percent", "width", "height"), [(100, 1280, 800), (200, 1024, 640)])
def test_nothing_is_wider_than_its_page(opened, qapp, percent, width, height):
    apply_theme(qapp, "dark", text_percent=percent)
    opened.window.resize(width, height)
    click(opened.window, "progress.correct")
    QApplication.processEvents()
    assert opened.part("correct_page").horizontalScrollBar().maximum() == 0
