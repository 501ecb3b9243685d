"""Where both knees are sore each has its own scores, from the start of a session to its end."""

from __future__ import annotations

from dataclasses import replace

import pytest
from page_actions import button, click, press
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from window_harness import Opened

from kneecoach.model.dose import Side
from kneecoach.model.feedback import Knee
from kneecoach.model.record import Ending
from kneecoach.model.session_said import KneeScores

Key = Qt.Key


@pytest.fixture
def both(qtbot, home, clock):
    """Open the window of somebody with two sore knees, and start with 4 left and 1 right."""
    opened = Opened(qtbot, home, clock=clock)
    person = opened.store.default_person()
    opened.store.change_person(replace(person, sore_knee=Knee.BOTH))
    opened.open(qtbot)
    press(Key.Key_Return)
    assert opened.page() == "before_page"
    press(Key.Key_4)
    press(Key.Key_Return)
    assert opened.page() == "before_page", "the right knee is still to be answered"
    assert QApplication.focusWidget().objectName().startswith("before_pain.right")
    press(Key.Key_1)
    press(Key.Key_Return)
    if opened.page() == "before_page":
        click(opened.window, "change_start")
    assert opened.page() == "session_page"
    return opened


def answer(opened: Opened, **scores: int) -> None:
    assert opened.page() == "finish_page"
    for name, score in scores.items():
        scale = opened.part(name.replace("_", "."))
        scale.setFocus()
        press(Qt.Key(Key.Key_0 + score))


def test_each_knee_is_kept_from_the_start_to_the_end(both):
    begun = both.session()
    assert begun.before == 4
    assert begun.knees == (
        KneeScores(side=Side.LEFT, before=4),
        KneeScores(side=Side.RIGHT, before=1),
    )
    both.go_until(lambda: both.page() == "finish_page")
    answer(both, during_left=5, during_right=2, after_left=4)
    click(both.window, "effort.6")
    assert not button(both.window, "save").isEnabled(), "the right knee is still to be answered"
    answer(both, after_right=0)
    click(both.window, "save")
    record = both.session()
    assert record.ending is Ending.FINISHED
    assert (record.scores.during, record.scores.after) == (5, 4)
    assert record.knees == (
        KneeScores(side=Side.LEFT, before=4, during=5, after=4),
        KneeScores(side=Side.RIGHT, before=1, during=2, after=0),
    )
    assert [record.during_of(side) for side in (Side.LEFT, Side.RIGHT, None)] == [5, 2, 5]
    assert [record.before_of(side) for side in (Side.LEFT, Side.RIGHT, None)] == [4, 1, 4]
    assert [record.after_of(side) for side in (Side.LEFT, Side.RIGHT, None)] == [4, 0, 4]
    felt = {one.side: one.during for one in record.exercises if one.exercise_id == "sway"}
    assert felt == {Side.LEFT: 5, Side.RIGHT: 2}, "each leg is judged by its own knee"
    assert {one.during for one in record.exercises if one.side is None} == {None}


def test_a_stop_is_kept_for_the_knee_that_hurt(both):
    both.go(20)
    press(Key.Key_P)
    press(Key.Key_6)
    click(both.part("pain_stop_page"), "stop_knee.left")
    click(both.part("pain_stop_page"), "end")
    (stop,) = both.session().stops
    assert (stop.side, stop.pain) == (Side.LEFT, 6)
    assert both.part("during.left").score() == 6
    assert both.part("during.right").score() is None
    press(Key.Key_Escape)
    click(both.window, "leave")
    record = both.session()
    assert record.ending is Ending.ABANDONED
    assert [one.during for one in record.knees] == [6, None]


def test_one_sore_knee_is_asked_about_once(qtbot, home, clock):
    opened = Opened(qtbot, home, clock=clock).open(qtbot)
    opened.start()
    assert opened.session().knees == ()
    press(Key.Key_P)
    assert not button(opened.window, "stop_knee.left").isVisible()
