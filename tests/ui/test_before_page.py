"""The questions before a session."""

from __future__ import annotations

import pytest
from page_actions import (
    SMALLEST_TARGET_PX,
    button,
    click,
    press,
    reached_by_tab,
    shown,
    texts,
    visible_controls,
)
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kneecoach.model.feedback import Flag
from kneecoach.ui.answers import BeforeAnswer
from kneecoach.ui.pages.before import BeforePage
from kneecoach.ui.theme.apply import apply_theme

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture(autouse=True)
def theme(qapp):
    apply_theme(qapp, "light")
    yield
    apply_theme(qapp, "light")


@pytest.fixture
def page(qtbot) -> BeforePage:
    page = shown(qtbot, BeforePage())
    page.ask("Knee strength · about 24 minutes")
    return page


def test_no_session_starts_without_the_pain(qtbot, page):
    assert page.answer() is None
    assert not button(page, "start").isEnabled()
    assert "To start, choose a number for the pain." in texts(page)


def test_typing_a_number_and_pressing_start_is_enough(qtbot, page):
    press(Qt.Key.Key_2)
    assert page.answer() == BeforeAnswer(before=2)
    with qtbot.waitSignal(page.before_answered) as emitted:
        button(page, "start").setFocus()
        press(Qt.Key.Key_Return)
    assert emitted.args == [BeforeAnswer(before=2)]
    assert "To start, choose a number for the pain." not in texts(page)


def test_only_pain_can_be_sudden_and_new(page):
    click(page, "before_pain.0")
    assert not button(page, "new_onset.yes").isVisible()
    click(page, "before_pain.4")
    click(page, "new_onset.yes")
    assert page.answer() == BeforeAnswer(before=4, new_onset=True)
    click(page, "before_pain.0")
    assert page.answer() == BeforeAnswer(before=0)


def test_common_signs_are_in_view_and_rarer_ones_one_press_away(page):
    click(page, "before_pain.1")
    click(page, "before_flags.common.giving_way")
    assert not button(page, "before_flags.rarer.fever").isVisible()
    click(page, "before_flags.more")
    assert QApplication.focusWidget() is button(page, "before_flags.rarer.night_pain")
    click(page, "before_flags.rarer.fever")
    answer = page.answer()
    assert answer is not None
    assert answer.flags == {Flag.GIVING_WAY, Flag.FEVER}


@pytest.mark.parametrize("how", ["escape", "button"])
def test_not_now_is_always_possible(qtbot, page, how):
    with qtbot.waitSignal(page.cancelled):
        if how == "escape":
            press(Qt.Key.Key_Escape)
        else:
            click(page, "not_now")


def test_a_changed_plan_is_shown_before_it_starts(qtbot, page):
    press(Qt.Key.Key_5)
    page.show_change("One set fewer today.", may_start=True)
    assert "One set fewer today." in texts(page)
    with qtbot.waitSignal(page.start_confirmed):
        press(Qt.Key.Key_Return)


def test_a_day_of_rest_offers_no_start(qtbot, page):
    press(Qt.Key.Key_7)
    page.show_change("Rest today. Pain of 7 before you start is a lot.", may_start=False)
    assert not button(page, "change_start").isVisible()
    with qtbot.assertNotEmitted(page.start_confirmed), qtbot.waitSignal(page.cancelled):
        press(Qt.Key.Key_Return)


def test_answers_can_be_corrected_after_a_change_and_are_kept(page):
    press(Qt.Key.Key_7)
    page.show_change("Rest today.", may_start=False)
    click(page, "correct")
    assert page.answer() == BeforeAnswer(before=7)
    assert button(page, "start").isVisible()


def test_asking_anew_starts_empty(page):
    click(page, "before_pain.6")
    click(page, "before_flags.common.swelling")
    page.show_change("Rest today.", may_start=False)
    page.ask("Before a run")
    assert page.answer() is None
    click(page, "before_pain.6")
    assert page.answer() == BeforeAnswer(before=6)


def test_every_control_has_a_name_a_size_and_a_key(page):
    click(page, "before_pain.3")
    controls = visible_controls(page)
    for control in controls:
        assert control.accessibleName()
        assert control.width() >= SMALLEST_TARGET_PX, control.objectName()
        assert control.height() >= SMALLEST_TARGET_PX, control.objectName()
    stops = {
        one.objectName() for one in controls if not one.objectName().startswith("before_pain.")
    }
    assert stops <= reached_by_tab(page)


@pytest.mark.parametrize(("width", "height"), [(824, 640), (1080, 800)])
@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut_off_at_any_size(qtbot, qapp, width, height, percent):
    apply_theme(qapp, "light", text_percent=percent)
    page = shown(qtbot, BeforePage(), width, height)
    page.ask("Knee strength")
    click(page, "before_pain.3")
    room = page.viewport().width()
    for control in visible_controls(page):
        assert control.mapTo(page.viewport(), control.rect().topRight()).x() <= room
