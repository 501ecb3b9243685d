"""The questions that close a session, and what follows from them."""

from __future__ import annotations

from dataclasses import replace

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
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kneecoach.model.feedback import Flag
from kneecoach.ui.answers import ExerciseAnswer, FinishAnswers
from kneecoach.ui.finish.words import (
    FinishRow,
    FinishView,
    NextView,
    set_words,
    subtitle_of,
    title_of,
)
from kneecoach.ui.pages.finish import FinishPage
from kneecoach.ui.theme.apply import apply_theme
from kneecoach.ui.widgets.fields import ChoiceField, NoteField
from kneecoach.ui.words.sets import sets_words

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

CLAM = FinishRow(
    position=0,
    exercise_id="clam",
    name="Clam",
    line="2 × 12 each side · all done",
    exercise=None,
)
DIP = FinishRow(
    position=1,
    exercise_id="single_leg_knee_dip",
    name="Single-leg knee dip",
    line="2 × 8 · one set stopped",
    exercise=None,
    asks_spare=True,
)
VIEW = FinishView(minutes=23, sets_done=14, sets=15, pauses=2, rows=(CLAM, DIP))


@pytest.fixture(autouse=True)
def theme(qapp):
    apply_theme(qapp, "light")
    yield
    apply_theme(qapp, "light")


@pytest.fixture
def page(qtbot) -> FinishPage:
    page = shown(qtbot, FinishPage(), 1080, 1400)
    page.ask(VIEW)
    return page


def choose(page: FinishPage, name: str, key: str) -> None:
    field = page.findChild(ChoiceField, name)
    assert field is not None
    assert field.isVisible()
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Home)
    for _ in range(field.findData(key)):
        QTest.keyClick(field, Qt.Key.Key_Down)


def answer_three(page: FinishPage) -> None:
    click(page, "during.3")
    click(page, "after.1")
    click(page, "effort.6")


def test_the_title_says_how_it_went():
    assert title_of(VIEW) == "Done. 23 minutes."
    assert title_of(replace(VIEW, minutes=1)) == "Done. 1 minute."
    assert title_of(replace(VIEW, has_ended_early=True)) == "Enough for today. 23 minutes."
    assert subtitle_of(VIEW) == "2 exercises · 14 of 15 sets · you paused twice"
    assert subtitle_of(replace(VIEW, rows=(CLAM,), sets_done=15, pauses=0)) == (
        "1 exercise · all 15 sets"
    )
    assert subtitle_of(replace(VIEW, pauses=1)).endswith("you paused once")
    assert subtitle_of(replace(VIEW, pauses=4)).endswith("you paused 4 times")


@pytest.mark.parametrize(
    ("done", "stopped", "asked", "words"),
    [
        (2, 0, 2, "all done"),
        (1, 1, 2, "one set stopped"),
        (0, 2, 2, "2 sets stopped"),
        (0, 0, 2, "left out"),
        (1, 0, 2, "1 of 2 sets"),
    ],
)
def test_how_the_sets_ended_is_said_without_blame(done, stopped, asked, words):
    assert set_words(done=done, stopped=stopped, asked=asked) == words


def test_saving_waits_for_three_answers_and_says_which(page):
    assert not button(page, "save").isEnabled()
    assert "Still to answer: worst pain, pain now, how hard it was." in texts(page)
    click(page, "during.2")
    click(page, "effort.4")
    assert "Still to answer: pain now." in texts(page)
    assert button(page, "save").accessibleDescription() == "Still to answer: pain now."
    click(page, "after.0")
    assert button(page, "save").isEnabled()
    assert not [text for text in texts(page) if text.startswith("Still to answer")]


def test_everything_is_answered_and_saved_by_keyboard(qtbot, page):
    press(Qt.Key.Key_2)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is button(page, "effort.2")
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Space)
    while QApplication.focusWidget() is not button(page, "save"):
        press(Qt.Key.Key_Tab)
    with qtbot.waitSignal(page.finished_saved) as emitted:
        press(Qt.Key.Key_Return)
    saved = emitted.args[0]
    assert (saved.during, saved.after, saved.effort) == (2, 1, 6)
    assert saved.exercises == (
        ExerciseAnswer(position=0, exercise_id="clam"),
        ExerciseAnswer(position=1, exercise_id="single_leg_knee_dip"),
    )


@pytest.mark.parametrize(("key", "value"), [("2", 2), ("4", 4), ("6", 6), ("8", 8), ("10", 10)])
def test_each_word_for_effort_stands_for_its_value(page, key, value):
    click(page, f"effort.{key}")
    assert page.answers().effort == value


def test_the_kind_of_pain_is_asked_from_three_on(page):
    click(page, "during.2")
    assert not button(page, "pain_kind.sharp").isVisible()
    click(page, "during.3")
    click(page, "pain_kind.sharp")
    click(page, "pain_kind.throughout")
    assert (page.answers().sharp, page.answers().throughout) == (True, True)
    click(page, "during.2")
    assert (page.answers().sharp, page.answers().throughout) == (False, False)


def test_every_change_is_told_at_once(qtbot, page):
    told: list[FinishAnswers] = []
    page.answers_changed.connect(told.append)
    answer_three(page)
    click(page, "finish_flags.common.limping")
    click(page, "add_note")
    QTest.keyClicks(page.findChild(NoteField), "ok")
    assert [one.during for one in told[:1]] == [3]
    assert told[2].is_complete
    assert told[3].flags == {Flag.LIMPING}
    assert told[-1].note == "ok"
    assert len(told) == 6


def test_what_happens_next_is_shown_as_given(page):
    assert "It follows from your answers" in texts(page)
    page.show_next(
        NextView(
            when="Next session, Sunday",
            headline="The same dose",
            text="It decides tomorrow.",
            rule="Rule H3",
        )
    )
    for text in ("Next session, Sunday", "The same dose", "It decides tomorrow.", "Rule H3"):
        assert text in texts(page)
    page.show_next(None)
    assert "The same dose" not in texts(page)


def test_a_single_exercise_can_have_a_pain_of_its_own(page):
    answer_three(page)
    click(page, "single_pains")
    choose(page, "exercise.1.during", "5")
    choose(page, "exercise.0.during", "0")
    assert [one.during for one in page.answers().exercises] == [0, 5]
    choose(page, "exercise.1.during", "")
    assert page.answers().exercises[1].during is None


def test_spare_repetitions_are_asked_only_where_wanted(page):
    spare = page.findChild(ChoiceField, "exercise.0.spare")
    assert not spare.isVisible()
    choose(page, "exercise.1.spare", "3")
    assert page.answers().exercises[1].spare == 3
    choose(page, "exercise.1.spare", "0")
    assert page.answers().exercises[1].spare == 0


def test_leaving_asks_and_loses_nothing(qtbot, page):
    click(page, "add_note")
    QTest.keyClicks(page.findChild(NoteField), "left knee clicked")
    assert page.has_answers()
    with qtbot.assertNotEmitted(page.left_unsaved):
        press(Qt.Key.Key_Escape)
    assert button(page, "keep_answering").hasFocus()
    press(Qt.Key.Key_Return)
    assert not button(page, "keep_answering").isVisible()
    assert page.answers().note == "left knee clicked"
    press(Qt.Key.Key_Escape)
    with qtbot.waitSignal(page.left_unsaved):
        click(page, "leave")


def test_a_session_without_answers_has_nothing_to_lose(page):
    assert not page.has_answers()
    choose(page, "exercise.1.spare", "1")
    assert page.has_answers()


def test_an_answer_taken_back_cannot_be_saved(qtbot, page):
    answer_three(page)
    button(page, "after.1").setFocus()
    press(Qt.Key.Key_Backspace)
    with qtbot.assertNotEmitted(page.finished_saved):
        button(page, "save").click()
    assert page.answers().after is None


def test_asking_anew_starts_empty(page):
    answer_three(page)
    click(page, "finish_flags.common.swelling")
    click(page, "add_note")
    QTest.keyClicks(page.findChild(NoteField), "x")
    page.ask(replace(VIEW, rows=(CLAM,)))
    assert page.answers() == FinishAnswers(
        exercises=(ExerciseAnswer(position=0, exercise_id="clam"),)
    )
    assert not button(page, "save").isEnabled()


def test_every_control_has_a_name_a_size_and_a_key(page):
    answer_three(page)
    click(page, "single_pains")
    controls = visible_controls(page)
    for control in controls:
        assert control.accessibleName()
        assert control.width() >= SMALLEST_TARGET_PX, control.objectName()
        assert control.height() >= SMALLEST_TARGET_PX, control.objectName()
    for field in page.findChildren(ChoiceField):
        assert field.accessibleName()
    stops = {
        one.objectName()
        for one in controls
        if not one.objectName().startswith(("during.", "after."))
    }
    assert stops <= reached_by_tab(page)


@pytest.mark.parametrize(("width", "height"), [(824, 640), (1080, 800)])
@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut_off_at_any_size(qtbot, qapp, width, height, percent):
    apply_theme(qapp, "light", text_percent=percent)
    page = shown(qtbot, FinishPage(), width, height)
    page.ask(VIEW)
    room = page.viewport().width()
    for control in visible_controls(page):
        assert control.mapTo(page.viewport(), control.rect().topRight()).x() <= room


@pytest.mark.parametrize(
    ("done", "asked", "in_part", "words"),
    [
        (0, 15, 0, "0 of 15 sets"),
        (1, 15, 1, "1 of 15 sets, in part"),
        (6, 6, 1, "6 of 6 sets, 1 in part"),
        (6, 6, 0, "all 6 sets"),
        (1, 1, 0, "one set"),
        (3, 2, 0, "all 3 sets"),
        (0, 0, 0, "0 of 0 sets"),
    ],
)
def test_sets_are_counted_whole_or_in_part(done, asked, in_part, words) -> None:
    assert sets_words(done=done, asked=asked, in_part=in_part) == words
