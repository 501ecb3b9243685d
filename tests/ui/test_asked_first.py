"""What is asked first is seen first, and a page scrolls to what gets the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from look_samples import FRIDAY, care_plan, plan, settle, view
from page_actions import shown
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kneecoach.model.decision import Urgency
from kneecoach.model.record import CheckIn
from kneecoach.model.units import pain_score
from kneecoach.ui.pages.today import TodayPage
from kneecoach.ui.theme.apply import apply_theme
from kneecoach.ui.today_view import ResumeView, TodayView
from kneecoach.ui.widgets.buttons import PlainButton
from kneecoach.ui.widgets.pain_scale import PainScale
from kneecoach.ui.widgets.scroll_page import FocusInView, ScrollPage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

RESUME = ResumeView(session_id=UUID(int=9), day=FRIDAY, sets_done=2, sets=15)
SAID = CheckIn(
    id=UUID(int=5),
    person_id=UUID(int=1),
    day=FRIDAY,
    recorded_at=datetime(2026, 3, 6, 7, tzinfo=UTC),
    pain=pain_score(2),
)
OWED = replace(view(), plan=plan(morning_owed=FRIDAY - timedelta(days=1)))


@pytest.fixture
def large(qapp: QApplication) -> Iterator[None]:
    apply_theme(qapp, "light", text_percent=200)
    yield
    apply_theme(qapp, "light")


@pytest.fixture
def page(qtbot: QtBot) -> TodayPage:
    return shown(qtbot, TodayPage(), 1024, 640)


def part(page: QWidget, name: str) -> QWidget:
    found = page.findChild(QWidget, name)
    assert found is not None, name
    return found


def top(page: QWidget, name: str) -> int:
    return part(page, name).mapTo(page.window(), QPoint()).y()


def tabbed_through(page: QWidget) -> list[str]:
    """Return what the Tab key comes to from where the keyboard is, until it is there again."""
    first = QApplication.focusWidget()
    names = [first.objectName()]
    QTest.keyClick(first, Qt.Key.Key_Tab)
    while QApplication.focusWidget() is not first:
        names.append(QApplication.focusWidget().objectName())
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    return names


def in_view(page: ScrollPage, widget: QWidget) -> bool:
    place = QRect(widget.mapTo(page.viewport(), QPoint()), widget.size())
    return page.viewport().rect().contains(place)


def first_asked(page: TodayPage) -> None:
    page.setFocus()
    assert QApplication.focusWidget().objectName().startswith("check_in.pain")


def test_a_morning_that_is_owed_is_asked_above_the_exercises(page, large, qtbot: QtBot) -> None:
    page.show_plan(OWED)
    settle(page)
    qtbot.waitUntil(lambda: top(page, "today.check_in") < top(page, "today.session"))
    assert top(page, "today.session") < top(page, "today.week")
    first_asked(page)
    names = tabbed_through(page)
    order = ("check_in.signs.limping", "check_in.save", "today.start", "today.mornings")
    places = [names.index(name) for name in order]
    assert places == sorted(places)


def test_beside_the_exercises_the_morning_leaves_the_keyboard_to_start(page) -> None:
    page.resize(1280, 800)
    page.show_plan(OWED)
    settle(page)
    assert top(page, "today.check_in") == top(page, "today.session")
    page.setFocus()
    names = tabbed_through(page)
    assert names[0] == "today.start"
    assert names.index("check_in.save") < names.index("today.mornings")


def test_a_window_that_becomes_narrow_moves_the_keyboard_with_what_is_first(
    page, qtbot: QtBot
) -> None:
    page.resize(1280, 800)
    page.show_plan(OWED)
    settle(page)
    page.setFocus()
    assert QApplication.focusWidget().objectName() == "today.start"
    page.resize(640, 640)
    qtbot.waitUntil(lambda: QApplication.focusWidget().objectName() != "today.start")
    first_asked(page)
    page.resize(1280, 800)
    qtbot.waitUntil(lambda: QApplication.focusWidget().objectName() == "today.start")


def test_a_morning_that_was_just_saved_keeps_the_keyboard_in_view(page, large, qtbot, qapp) -> None:
    FocusInView(application=qapp, parent=page)
    page.show_plan(OWED)
    settle(page)
    part(page, "check_in.save").setFocus(Qt.FocusReason.TabFocusReason)
    page.show_plan(replace(OWED, words=(SAID,)))
    settle(page)
    assert QApplication.focusWidget().objectName() == "check_in.change"
    qtbot.waitUntil(lambda: in_view(page, QApplication.focusWidget()))


@pytest.mark.parametrize(
    ("shows", "before"),
    [
        (replace(OWED, plan=care_plan(Urgency.SOON)), "today.care"),
        (
            replace(OWED, resume=RESUME),
            "today.resume",
        ),
    ],
    ids=["care", "resume"],
)
def test_what_must_be_minded_stays_above_the_morning(page, large, shows: TodayView, before) -> None:
    page.show_plan(shows)
    settle(page)
    assert top(page, before) < top(page, "today.check_in") < top(page, "today.session")


def test_a_page_scrolls_to_what_gets_the_keyboard_by_any_way(qtbot: QtBot, qapp) -> None:
    page = ScrollPage(name="long")
    follower = FocusInView(application=qapp, parent=page)
    buttons = [PlainButton(f"Button {number}", name=f"long.{number}") for number in range(40)]
    for one in buttons:
        page.body.addWidget(one)
    shown(qtbot, page, 600, 400)
    for place in (39, 0, 20):
        assert not in_view(page, buttons[place]) or place == 0
        buttons[place].setFocus(Qt.FocusReason.OtherFocusReason)
        qtbot.waitUntil(lambda at=place: in_view(page, buttons[at]))
    page.verticalScrollBar().setValue(0)
    page.body.insertSpacing(0, 5000)
    buttons[21].setFocus()
    qtbot.waitUntil(lambda: in_view(page, buttons[21]))  # as soon as it has its place
    assert follower.parent() is page


def test_the_keyboard_goes_by_what_was_put_in_late_as_it_is_read(qtbot: QtBot) -> None:
    page = ScrollPage(name="late")
    above, below = QWidget(), PlainButton("Below", name="below")
    column = QVBoxLayout(above)
    page.body.addWidget(above)
    page.body.addWidget(below)
    scale = PainScale(name="scale", label="Pain")
    shown(qtbot, page, 600, 400)
    below.setFocus()
    for late in (PlainButton("Second", name="second"), scale, PlainButton("First", name="first")):
        column.insertWidget(0, late)
        late.show()
    part(page, "first").setFocus()
    names = tabbed_through(page)
    assert names == ["first", "scale.0", "second", "below"]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is below
