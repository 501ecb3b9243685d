"""What the knee can do, as a person tells it, counts it, and sees it go."""

from __future__ import annotations

import pytest
from page_actions import click, press
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTableWidget
from training_days import train_calmly
from window_harness import Opened, write_short_pack

from kneecoach.model.dose import Side
from kneecoach.model.function import Measure
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
    train_calmly(opened, days_ago=(5, 3))
    return opened.open(qtbot)


def type_into(opened: Opened, name: str, text: str) -> None:
    field = opened.window.findChild(QLineEdit, name)
    field.setFocus()
    field.clear()
    QTest.keyClicks(field, text)


def told(opened: Opened):
    return opened.store.read(opened.store.people()[0].id).function


def ask(opened: Opened) -> None:
    click(opened.window, "today.function.open")
    assert opened.part("function_page").isVisible()


def test_today_asks_and_is_content_once_it_is_told(opened):
    ask(opened)
    type_into(opened, "function.new", "Walk downstairs")
    press(Key.Key_Return)
    click(opened.window, "function.activity.0.4")
    type_into(opened, "function.knee.left", "55")
    type_into(opened, "function.single_leg_squat.left", "3")
    click(opened.window, "function.keep")
    assert opened.page() == "today"
    assert {(one.measure, one.name, one.side, one.score) for one in told(opened)} == {
        (Measure.ACTIVITY, "Walk downstairs", None, 4.0),
        (Measure.KNEE, "", Side.LEFT, 55.0),
        (Measure.SINGLE_LEG_SQUAT, "", Side.LEFT, 3.0),
    }
    assert opened.part("today.function") is None or not opened.part("today.function").isVisible()


def test_nothing_told_is_said_so_and_what_was_typed_stays(opened):
    ask(opened)
    click(opened.window, "function.keep")
    assert "Nothing was told yet." in " ".join(opened.sees())
    type_into(opened, "function.questionnaire", "KOOS-12")
    click(opened.window, "function.keep")
    assert any("a name, a total and a highest score" in text for text in opened.sees())
    assert opened.window.findChild(QLineEdit, "function.questionnaire").text() == "KOOS-12"
    type_into(opened, "function.total", "62,5")
    type_into(opened, "function.highest", "100")
    type_into(opened, "function.day", "2026-02-30")
    click(opened.window, "function.keep")
    assert any("is not a day" in text for text in opened.sees())
    type_into(opened, "function.day", "2026-02-20")
    click(opened.window, "function.keep")
    (score,) = told(opened)
    assert (score.name, score.score, score.day.isoformat()) == ("KOOS-12", 62.5, "2026-02-20")


def test_escape_goes_back_and_keeps_nothing(opened):
    ask(opened)
    type_into(opened, "function.knee.left", "55")
    press(Key.Key_Escape)
    assert opened.page() == "today"
    assert not told(opened)


def test_a_timed_test_counts_down_with_sound_and_takes_the_count(opened):
    ask(opened)
    click(opened.window, "function.sit_to_stand.begin")
    assert opened.part("self_test_page").isVisible()
    press(Key.Key_Return)
    assert opened.output.is_open
    assert opened.output.cues
    assert "Get ready" in opened.sees()
    opened.go(10.5)
    assert "Now, and count" in opened.sees()
    assert "30" in opened.sees()
    opened.go(29.0, step=0.5)
    assert not opened.part("self_test.count").isVisible()
    opened.go(1.5)
    assert not opened.output.is_open
    QTest.keyClicks(opened.window.findChild(QLineEdit, "self_test.count"), "12")
    press(Key.Key_Return)
    assert opened.window.findChild(QLineEdit, "function.sit_to_stand").text() == "12"
    click(opened.window, "function.keep")
    assert [(one.measure, one.score) for one in told(opened)] == [(Measure.SIT_TO_STAND, 12.0)]


def test_a_test_that_is_stopped_is_silent_and_keeps_nothing(opened):
    ask(opened)
    click(opened.window, "function.single_leg_squat.left.begin")
    press(Key.Key_Return)
    opened.go(12.0)
    press(Key.Key_Escape)
    assert not opened.output.is_open
    assert opened.part("function_page").isVisible()
    assert not told(opened)


def test_going_elsewhere_ends_a_test(opened):
    ask(opened)
    click(opened.window, "function.sit_to_stand.begin")
    press(Key.Key_Return)
    opened.go(1.0)
    opened.part("nav").setFocus()
    press(Key.Key_Home)
    press(Key.Key_Down)
    QApplication.processEvents()
    opened.go(0.2)
    assert not opened.output.is_open


def test_progress_shows_how_it_went_as_picture_and_table(opened):
    coach = opened.room.coach()
    from datetime import timedelta

    from kneecoach.coach.function import ToldScore

    today = opened.clock.today()
    for days, score in ((20, 3), (0, 7)):
        stairs = ToldScore(measure=Measure.ACTIVITY, name="Stairs", score=score)
        coach.keep_function([stairs], today - timedelta(days=days))
    nav = opened.part("nav")
    nav.setFocus()
    QTest.keyClick(nav, Key.Key_Home)
    while nav.page() != "progress":
        QTest.keyClick(nav, Key.Key_Down)
    seen = opened.sees()
    assert "Stairs (of 10)" in seen
    assert "3 → 7" in seen
    assert any(text.startswith("Better by 3 or more") for text in seen)
    picture = opened.part("progress.function.0")
    assert "3, " in picture.accessibleName()
    assert "7." in picture.accessibleName()
    click(opened.window, "progress.shows.table")
    table = opened.window.findChild(QTableWidget, "progress.function.table")
    assert table.isVisible()
    assert [table.item(row, 2).text() for row in range(table.rowCount())] == ["7", "3"]
    click(opened.window, "progress.function.open")
    assert opened.part("function_page").isVisible()
    assert "Stairs (last time 7)" in opened.sees()


@pytest.mark.parametrize(("percent", "width", "height"), [(100, 1280, 800), (200, 1024, 640)])
def test_nothing_is_wider_than_its_page(opened, qapp, percent, width, height):
    apply_theme(qapp, "dark", text_percent=percent)
    opened.window.resize(width, height)
    ask(opened)
    type_into(opened, "function.new", "Walk down the long stairs of the old tower with a bag")
    press(Key.Key_Return)
    QApplication.processEvents()
    assert opened.part("function_page").horizontalScrollBar().maximum() == 0
    click(opened.window, "function.single_leg_squat.right.begin")
    QApplication.processEvents()
    assert opened.part("self_test_page").horizontalScrollBar().maximum() == 0
