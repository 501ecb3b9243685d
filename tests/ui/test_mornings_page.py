"""The morning is asked about from the chosen hour on, for each knee, and can be corrected."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from fakes import FakeClock
from page_actions import button, click, press
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from training_days import train_calmly
from window_harness import Opened, write_short_pack

from kneecoach.history.errors import refused
from kneecoach.model.feedback import Flag, Knee
from kneecoach.settings import Settings
from kneecoach.ui.day_watch import DayWatch, milliseconds_to_hour

Key = Qt.Key
QUESTION = "How is the knee this morning?"


def open_at(qtbot, home, hour: int, *, knee: Knee = Knee.LEFT, asks_from: int = 6) -> Opened:
    """Open the window at an hour of a day after training."""
    clock = FakeClock(datetime(2026, 3, 5, 12, tzinfo=UTC))
    settings = Settings(programme="short_one", check_in_hour=asks_from)
    opened = Opened(qtbot, home, clock=clock, settings=settings)
    opened.store.change_person(replace(opened.store.default_person(), sore_knee=knee))
    write_short_pack(opened.paths)
    clock.set(datetime(2026, 3, 6, hour, tzinfo=UTC))
    train_calmly(opened, days_ago=(1,))
    return opened.open(qtbot)


def said(opened) -> list[tuple[Knee, int]]:
    check_ins = opened.store.read(opened.store.people()[0].id).check_ins
    return [(one.knee, one.pain) for one in check_ins if one.day == opened.clock.today()]


def test_a_window_left_open_asks_when_the_hour_comes_with_one_timer(qtbot, home):
    opened = open_at(qtbot, home, 5, asks_from=7)
    assert QUESTION not in opened.sees()
    watch = opened.room.findChild(DayWatch)
    assert 3600 * 1000 < watch.wait_milliseconds() < 2.1 * 3600 * 1000
    opened.clock.advance(2 * 3600)
    watch.look()
    assert QUESTION in opened.sees()
    assert watch.wait_milliseconds() > 10 * 3600 * 1000, "midnight comes next"


def test_the_wait_for_the_hour_is_never_nothing():
    late = datetime(2026, 3, 6, 6, 59, 59, tzinfo=UTC)
    assert milliseconds_to_hour(late, 7) == 60_000
    assert milliseconds_to_hour(late - timedelta(hours=1), 7) == 3_601_000


def test_each_sore_knee_is_asked_about_and_kept_for_itself(qtbot, home):
    opened = open_at(qtbot, home, 9, knee=Knee.BOTH)
    click(opened.window, "check_in.left.pain.4")
    click(opened.window, "check_in.left.signs.stiff")
    click(opened.window, "check_in.save")
    assert any("Right knee: choose a number" in text for text in opened.sees())
    assert not said(opened), "half a morning is not kept"
    press(Key.Key_0)
    click(opened.window, "check_in.save")
    assert said(opened) == [(Knee.LEFT, 4), (Knee.RIGHT, 0)] or said(opened) == [
        (Knee.RIGHT, 0),
        (Knee.LEFT, 4),
    ]
    seen = " ".join(opened.sees())
    assert "Left knee: pain 4 of 10 and stiff on waking" in seen
    assert "Right knee: pain 0 of 10" in seen


def test_a_late_morning_is_taken_with_its_true_date_and_corrected_in_view(qtbot, home):
    opened = open_at(qtbot, home, 9)
    click(opened.window, "today.mornings")
    assert opened.page() == "mornings_page"
    assert opened.sees().count("Not recorded") == 8, "nothing is made up"
    late = opened.clock.today() - timedelta(days=3)
    click(opened.window, f"mornings.{late}.change")
    press(Key.Key_3)
    opened.clock.advance(60)
    click(opened.window, "morning.save")
    click(opened.window, f"mornings.{late}.change")
    press(Key.Key_5)
    opened.clock.advance(60)
    click(opened.window, "morning.save")
    kept = opened.store.read(opened.store.people()[0].id).check_ins
    assert [(one.day, one.pain) for one in kept if one.day == late] == [(late, 3), (late, 5)]
    (row,) = [text for text in opened.sees() if "Corrected" in text]
    assert row.startswith("Pain 5 of 10. Corrected; before: pain 3 of 10")
    press(Key.Key_Escape)
    assert opened.page() == "today"


def test_the_tray_can_ask_and_leaves_a_session_alone(qtbot, home):
    opened = open_at(qtbot, home, 5)
    assert opened.room.open_check_in()
    assert opened.page() == "mornings_page"
    assert QApplication.focusWidget().objectName().startswith("morning.pain")
    press(Key.Key_2)
    click(opened.window, "morning.save")
    assert said(opened)[-1] == (Knee.LEFT, 2)
    press(Key.Key_Escape)
    opened.start()
    assert not opened.room.open_check_in()
    assert opened.page() == "session_page"


def test_a_new_sign_in_the_morning_asks_about_the_others(qtbot, home):
    opened = open_at(qtbot, home, 9)
    opened.clock.advance(60)
    click(opened.window, "check_in.pain.3")
    click(opened.window, "check_in.signs.swelling")
    click(opened.window, "check_in.save")
    assert opened.page() == "screening_page"
    assert button(opened.window, "screening.swelling.left").isChecked()
    opened.clock.advance(60)
    click(opened.window, "screening.night_pain.left")
    click(opened.window, "screening.save")
    assert opened.page() == "seek_care_page"
    last = opened.store.read(opened.store.people()[0].id).check_ins[-1]
    assert (last.pain, last.flags) == (3, {Flag.SWELLING, Flag.NIGHT_PAIN})


def test_a_morning_that_cannot_be_kept_stays_on_its_page(qtbot, home):
    opened = open_at(qtbot, home, 9)
    opened.room.open_check_in()
    press(Key.Key_6)
    opened.store.trouble = refused("The disk is full.")
    click(opened.window, "morning.save")
    assert "The disk is full." in opened.sees()
    assert button(opened.window, "morning.pain.6").isChecked()


@pytest.mark.parametrize("hour", [-1, 13])
def test_the_hour_has_bounds(hour):
    with pytest.raises(ValueError, match="0 to 12"):
        Settings(check_in_hour=hour)
