"""Progress as a person sees it: picture, table, one session, and what changed."""

from __future__ import annotations

import pytest
from page_actions import click, press
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QTableView, QWidget
from training_days import train_calmly
from window_harness import Opened, write_short_pack

from kneecoach.settings import Settings
from kneecoach.ui.theme.apply import apply_theme

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

Key = Qt.Key
DAYS_AGO = (60, 14, 12, 9, 7, 5, 3, 1)


@pytest.fixture(autouse=True)
def theme(qapp):
    yield
    apply_theme(qapp, "light")


@pytest.fixture
def opened(qtbot, home, clock) -> Opened:
    opened = Opened(qtbot, home, clock=clock)
    write_short_pack(opened.paths)
    train_calmly(opened, days_ago=DAYS_AGO)
    opened.open(qtbot)
    go_to_progress(opened)
    return opened


def go_to_progress(opened: Opened) -> None:
    nav = opened.part("nav")
    nav.setFocus()
    QTest.keyClick(nav, Key.Key_Home)
    while nav.page() != "progress":
        QTest.keyClick(nav, Key.Key_Down)
    QApplication.processEvents()


def card(opened: Opened, name: str) -> QWidget:
    found = opened.part(name)
    assert found is not None
    return found


def test_the_last_six_weeks_are_counted_and_summed_up(opened):
    seen = opened.sees()
    assert "7 of 7 planned sessions" in seen
    assert any(text.startswith("3 sessions with ") for text in seen)
    assert any("Typical worst pain" in text for text in seen)


def test_a_longer_span_holds_the_older_session(opened):
    click(opened.window, "progress.span.3m")
    QApplication.processEvents()
    assert any(text.startswith("8 of ") for text in opened.sees())


def test_the_arrow_keys_step_through_the_sessions_and_each_opens(opened):
    chart = card(opened, "progress.chart")
    chart.setFocus()
    press(Key.Key_End)
    QApplication.processEvents()
    newest = [one for one in opened.sees() if "2026" in one]
    press(Key.Key_Left)
    QApplication.processEvents()
    before = [one for one in opened.sees() if "2026" in one]
    assert len(newest) == len(before) == 1
    assert newest != before
    assert any(text.startswith("Pain before") for text in opened.sees())


def test_the_table_gives_the_same_facts(opened):
    click(opened.window, "progress.shows.table")
    QApplication.processEvents()
    table = opened.window.findChild(QTableView, "progress.table")
    assert table.isVisible()
    assert not card(opened, "progress.chart").isVisible()
    facts = table.model()
    assert facts.rowCount() == 7
    assert facts.headerData(5, Qt.Orientation.Horizontal) == "Decisions"
    first = facts.index(0, 0)
    table.setCurrentIndex(first)
    QApplication.processEvents()
    assert first.data() in opened.sees()


def test_one_exercise_can_be_looked_at(opened):
    choice = opened.window.findChild(QComboBox, "progress.exercise")
    names = [choice.itemText(row) for row in range(choice.count())]
    assert names[0] == "All exercises"
    assert any(name.startswith("Lift") for name in names)
    choice.setCurrentIndex(1)
    QApplication.processEvents()
    assert any(text.startswith("Sessions with it: ") for text in opened.sees())


def test_somebody_without_a_session_is_told_kindly(qtbot, home, clock):
    opened = Opened(qtbot, home, clock=clock, settings=Settings()).open(qtbot)
    go_to_progress(opened)
    seen = opened.sees()
    assert "No session in this span yet." in seen
    assert any("After six scored sessions" in text for text in seen)


@pytest.mark.parametrize(("percent", "width", "height"), [(100, 1280, 800), (200, 1024, 640)])
def test_nothing_is_wider_than_its_page(opened, qapp, percent, width, height):
    apply_theme(qapp, "dark", text_percent=percent)
    opened.window.resize(width, height)
    QApplication.processEvents()
    page = card(opened, "progress_page")
    assert page.horizontalScrollBar().maximum() == 0
