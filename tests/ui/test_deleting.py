"""Deleting in the window: gone at once, back by one press."""

from __future__ import annotations

from datetime import timedelta

import pytest
from page_actions import click, press
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from training_days import train_calmly
from window_harness import Opened, write_short_pack

from kneecoach.coach.function import ToldScore
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
    train_calmly(opened, days_ago=(5, 3, 2))
    return opened.open(qtbot)


def history(opened: Opened):
    return opened.store.read(opened.store.people()[0].id)


def test_a_session_goes_and_comes_back(opened):
    nav = opened.part("nav")
    nav.setFocus()
    while nav.page() != "progress":
        QTest.keyClick(nav, Key.Key_Down)
    before = history(opened)
    opened.part("progress.chart").setFocus()
    press(Key.Key_End)
    QApplication.processEvents()
    click(opened.window, "progress.delete")
    assert len(opened.sessions()) == 2
    assert any("was deleted" in text for text in opened.sees())
    assert any(text.startswith("2 of ") for text in opened.sees())
    click(opened.window, "messages.action")
    assert history(opened) == before
    assert "It is back, as it was." in opened.sees()
    assert any(text.startswith("3 of ") for text in opened.sees())


def test_a_morning_goes_and_comes_back(opened):
    day = opened.clock.today() - timedelta(days=1)
    before = history(opened)
    opened.room.open_check_in()
    name = f"mornings.{day}"
    click(opened.window, f"{name}.delete")
    assert day not in {one.day for one in history(opened).check_ins}
    QApplication.processEvents()
    assert opened.page() == "mornings_page"
    click(opened.window, "messages.action")
    assert history(opened) == before


def test_an_activity_goes_with_its_scores_and_comes_back(opened):
    told = [ToldScore(measure=Measure.ACTIVITY, name=name, score=3) for name in ("Run", "Squat")]
    opened.room.coach().keep_function(told)
    nav = opened.part("nav")
    nav.setFocus()
    while nav.page() != "progress":
        QTest.keyClick(nav, Key.Key_Down)
    click(opened.window, "progress.function.open")
    click(opened.window, "function.activity.0.delete")
    assert [one.name for one in history(opened).function] == ["Squat"]
    assert "Run (last time 3)" not in opened.sees()
    click(opened.window, "messages.action")
    assert {one.name for one in history(opened).function} == {"Run", "Squat"}
    assert "Run (last time 3)" in opened.sees()


def test_a_full_disk_deletes_nothing_and_says_so(opened):
    from kneecoach.history.errors import refused

    nav = opened.part("nav")
    nav.setFocus()
    while nav.page() != "progress":
        QTest.keyClick(nav, Key.Key_Down)
    opened.part("progress.chart").setFocus()
    press(Key.Key_End)
    QApplication.processEvents()
    opened.store.trouble = refused("The disk is full, so this was not kept.")
    click(opened.window, "progress.delete")
    assert len(opened.sessions()) == 3
    assert any("The disk is full" in text for text in opened.sees())
