"""The what-if on the Programme page: three numbers, and what the rules would do."""

from __future__ import annotations

import pytest
from coach_samples import a_new_coach, say
from look_samples import settle
from page_actions import SMALLEST_TARGET_PX, press, reached_by_tab, shown, texts
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from window_harness import Opened

from kneecoach.coach.what_if import Supposed
from kneecoach.model.feedback import Flag
from kneecoach.model.units import pain_score
from kneecoach.ui.cards.what_if_card import WhatIfCard
from kneecoach.ui.theme.apply import apply_theme
from kneecoach.ui.what_if_builder import build_what_if
from kneecoach.ui.what_if_view import WhatIfRow, WhatIfView
from kneecoach.ui.words.changes import Change

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

Key = Qt.Key


def suppose(during: int, after: int, morning: int) -> Supposed:
    return Supposed(during=pain_score(during), after=pain_score(after), morning=pain_score(morning))


@pytest.fixture
def card(qtbot, qapp: QApplication) -> WhatIfCard:
    apply_theme(qapp, "light")
    return shown(qtbot, WhatIfCard(), 900, 700)


def test_each_exercise_is_told_what_would_happen_and_why(clock) -> None:
    coach, programme = a_new_coach(clock)
    say(coach, clock, 1)
    view = build_what_if(coach, programme, clock.today(), suppose(2, 1, 5))
    assert view.headline.startswith("A smaller dose. That would be ")
    assert "pain 1 before it as last recorded" in view.supposes
    assert len(view.rows) == len(programme.items)
    by_name = {row.name: row for row in view.rows}
    assert by_name["Clam"].change == Change(words="−1 set", direction=-1)
    assert all("clearly worse the morning after" in row.reason for row in view.rows)


def test_a_knee_to_be_seen_is_promised_no_session(clock) -> None:
    coach, programme = a_new_coach(clock)
    view = build_what_if(coach, programme, clock.today(), suppose(8, 1, 1))
    assert view.headline == "Have the knee seen first."
    assert all(row.change.needs_care for row in view.rows)


def test_without_any_record_that_is_said(clock) -> None:
    coach, programme = a_new_coach(clock)
    view = build_what_if(coach, programme, clock.today(), suppose(0, 0, 0))
    assert "none is recorded yet" in view.supposes
    assert view.headline.startswith("The same dose.")


def test_a_stopped_knee_has_nothing_to_suppose(clock) -> None:
    coach, programme = a_new_coach(clock)
    say(coach, clock, 1, Flag.FEVER)
    view = build_what_if(coach, programme, clock.today(), suppose(0, 0, 0))
    assert view.rows == ()
    assert view.headline.startswith("Nothing may be done")


def test_three_numbers_are_needed_and_the_keyboard_is_enough(qtbot, card) -> None:
    said: list[Supposed] = []
    card.supposed.connect(said.append)
    for name, key in (("during", Key.Key_2), ("after", Key.Key_1), ("morning", Key.Key_5)):
        assert said == []
        card.findChild(QAbstractButton, f"what_if.{name}.0").setFocus()
        press(key)
    assert said == [suppose(2, 1, 5)]


def test_the_result_takes_the_place_of_the_one_before(card) -> None:
    row = WhatIfRow(name="Clam", change=Change(words="−1 set", direction=-1), reason="It was sore.")
    card.show_result(WhatIfView(headline="A smaller dose.", supposes="Whole.", rows=(row, row)))
    settle(card)
    assert texts(card).count("It was sore.") == 2
    card.show_result(WhatIfView(headline="The same dose."))
    settle(card)
    assert "The same dose." in texts(card)
    assert "It was sore." not in texts(card)
    card.clear()
    assert any(words.startswith("Choose three numbers") for words in texts(card))


@pytest.mark.parametrize("percent", [100, 200])
def test_every_control_has_a_name_and_a_size(card, qapp, percent) -> None:
    apply_theme(qapp, "light", text_percent=percent)
    settle(card)
    buttons = [one for one in card.findChildren(QAbstractButton) if one.isVisible()]
    assert len(buttons) == 33
    for one in buttons:
        assert one.accessibleName()
        assert min(one.width(), one.height()) >= SMALLEST_TARGET_PX
    buttons[0].setFocus()
    names = reached_by_tab(card)
    for scale in ("during", "after", "morning"):
        assert any(name.startswith(f"what_if.{scale}") for name in names)


def test_the_programme_page_answers_and_forgets_with_another_programme(qtbot, home, clock) -> None:
    opened = Opened(qtbot, home, clock=clock).open(qtbot)
    opened.room.show_page("programme")
    page = opened.part("programme")
    opened.shell.show_page(page)
    card = opened.part("what_if")
    for name, score in (("during", 7), ("after", 2), ("morning", 2)):
        card.findChild(QAbstractButton, f"what_if.{name}.{score}").click()
    settle(page)
    assert any("Rest, then a smaller dose" in words for words in texts(card))
    assert "Lift" in texts(card)
    assert opened.sessions() == ()
    opened.room.show_page("programme")
    settle(page)
    assert "Lift" in texts(card)
    page.programme_chosen.emit("before_a_run")
    settle(page)
    assert any(words.startswith("Choose three numbers") for words in texts(card))
