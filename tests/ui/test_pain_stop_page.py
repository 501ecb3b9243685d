"""The questions after a set was stopped for pain."""

from __future__ import annotations

import pytest
from page_actions import (
    SMALLEST_TARGET_PX,
    button,
    click,
    press,
    reached_by_tab,
    shown,
    visible_controls,
)
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kneecoach.model.feedback import Flag
from kneecoach.ui.answers import PainStopAnswer, PainStopChoice
from kneecoach.ui.pages.pain_stop import PainStopPage
from kneecoach.ui.theme.apply import apply_theme
from kneecoach.ui.theme.palette import tokens_of
from kneecoach.ui.theme.tokens import DARK, HIGH_CONTRAST

NEXT_SET = "Go on with the next set"

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture(autouse=True)
def theme(qapp):
    apply_theme(qapp, "light")
    yield
    apply_theme(qapp, "light")


@pytest.fixture
def page(qtbot) -> PainStopPage:
    page = shown(qtbot, PainStopPage())
    page.ask("Single-leg knee dip, left side", has_easier=True, going_on=NEXT_SET)
    return page


def main_offer(page: PainStopPage) -> str:
    QApplication.processEvents()
    names = [choice.value for choice in PainStopChoice]
    shown_buttons = [button(page, name) for name in names if button(page, name).isVisible()]
    main = [one.objectName() for one in shown_buttons if one.is_main()]
    assert len(main) == 1
    topmost = min(shown_buttons, key=lambda one: one.y())
    assert topmost.objectName() == main[0]
    return main[0]


def test_ending_and_skipping_need_no_answer(qtbot, page):
    assert not button(page, "go_on").isVisible()
    with qtbot.waitSignal(page.pain_answered) as emitted:
        click(page, "skip")
    assert emitted.args == [
        PainStopAnswer(score=None, sharp=False, flags=frozenset(), choice=PainStopChoice.SKIP)
    ]


def test_mild_pain_may_go_on_with_an_easier_version_first(qtbot, page):
    press(Qt.Key.Key_5)
    assert main_offer(page) == "easier"
    with qtbot.waitSignal(page.pain_answered) as emitted:
        click(page, "go_on")
    assert emitted.args[0].score == 5
    assert emitted.args[0].choice is PainStopChoice.GO_ON


@pytest.mark.parametrize(
    "names",
    [
        ("stop_pain.6",),
        ("stop_pain.10",),
        ("stop_pain.2", "kind.sharp"),
        ("stop_pain.0", "stop_flags.common.giving_way"),
        ("stop_flags.common.locking",),
    ],
)
def test_what_ends_the_set_makes_ending_the_main_offer(qtbot, page, names):
    for name in names:
        click(page, name)
    assert main_offer(page) == "end"
    assert not button(page, "go_on").isVisible()
    assert not button(page, "easier").isVisible()
    with qtbot.waitSignal(page.pain_answered) as emitted:
        click(page, "end")
    assert emitted.args[0].choice is PainStopChoice.END


def test_taking_an_answer_back_takes_its_consequence_back(page):
    click(page, "stop_pain.3")
    click(page, "kind.sharp")
    click(page, "kind.sharp")
    assert main_offer(page) == "easier"
    assert button(page, "go_on").isVisible()


def test_signs_are_carried_in_the_answer(qtbot, page):
    click(page, "stop_pain.2")
    click(page, "stop_flags.common.swelling")
    click(page, "stop_flags.more")
    click(page, "stop_flags.rarer.painful_clicking")
    with qtbot.waitSignal(page.pain_answered) as emitted:
        click(page, "skip")
    assert emitted.args[0].flags == {Flag.SWELLING, Flag.PAINFUL_CLICKING}


def test_an_easier_version_is_offered_only_where_there_is_one(page):
    page.ask("Clam, left side", has_easier=False, going_on=NEXT_SET)
    click(page, "stop_pain.2")
    assert not button(page, "easier").isVisible()
    assert main_offer(page) == "skip"


def test_asking_anew_starts_empty(page):
    click(page, "stop_pain.9")
    click(page, "kind.sharp")
    page.ask("Clam, left side", has_easier=True, going_on=NEXT_SET)
    assert page.offered()[0] is PainStopChoice.EASIER
    assert not button(page, "kind.sharp").isChecked()


def test_escape_chooses_nothing(qtbot, page):
    with qtbot.assertNotEmitted(page.pain_answered):
        press(Qt.Key.Key_Escape)


def test_the_page_wears_what_the_session_wears(page):
    assert tokens_of(button(page, "end")) is DARK
    page.set_tokens(HIGH_CONTRAST)
    assert tokens_of(button(page, "end")) is HIGH_CONTRAST


def test_every_control_has_a_name_a_size_and_a_key(page):
    click(page, "stop_pain.4")
    controls = visible_controls(page)
    for control in controls:
        assert control.accessibleName()
        assert control.width() >= SMALLEST_TARGET_PX, control.objectName()
        assert control.height() >= SMALLEST_TARGET_PX, control.objectName()
    stops = {one.objectName() for one in controls if not one.objectName().startswith("stop_pain.")}
    assert stops <= reached_by_tab(page)


def test_going_on_says_what_comes_next_and_is_not_offered_when_nothing_does(page) -> None:
    page.ask("Clam", has_easier=False, going_on="Go on with Bridge")
    press(Qt.Key.Key_2)
    assert button(page, "go_on").text() == "Go on with Bridge"
    assert button(page, "go_on").accessibleName() == "Go on with Bridge"
    page.ask("Clam", has_easier=False, going_on="")
    press(Qt.Key.Key_2)
    assert [one.value for one in page.offered()] == ["skip", "end"]
    assert not button(page, "go_on").isVisible()
