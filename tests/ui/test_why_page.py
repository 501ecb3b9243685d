"""Why a dose is as it is: what is gathered, how it is said, and the page that shows it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from coach_samples import a_new_coach, a_sore_coach, say, shipped, train
from fakes_history import FakeHistoryStore
from look_samples import settle, tap
from page_actions import SMALLEST_TARGET_PX, press, reached_by_tab, shown, texts, visible_controls
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from training_days import train_calmly
from window_harness import FakeShelf, Opened, write_short_pack

from kneecoach.coach.book import Book
from kneecoach.coach.coach import Coach
from kneecoach.dose.bands import band_of
from kneecoach.dose.rules import RULES
from kneecoach.dose.sources import SOURCES
from kneecoach.dose.turning import Measure, Turn
from kneecoach.model.decision import Action
from kneecoach.model.dose import Side
from kneecoach.model.exercise import Kind
from kneecoach.model.programme import Catalogue
from kneecoach.model.record import CheckIn
from kneecoach.model.units import pain_score
from kneecoach.ui.pages.why import WhyPage
from kneecoach.ui.theme.apply import apply_theme
from kneecoach.ui.why_builder import build_why
from kneecoach.ui.why_view import WhyView
from kneecoach.ui.widgets.bands_picture import BandsPicture
from kneecoach.ui.words.why import (
    about_words,
    lasted_words,
    looked_at_words,
    turn_lines,
    zone_words,
    zones_of,
)

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

VIEW = WhyView(
    exercise="Clam",
    side=Side.LEFT,
    action=Action.REDUCE,
    sentence="The knee was clearly more sore the morning after.",
    session_day=date(2026, 3, 4),
    before=2,
    during=4,
    after=None,
    morning=5,
    lasted=1,
    now=None,
    band=band_of(Kind.STRENGTH),
    turns=(
        Turn(measure=Measure.MORNING, lowest=0, highest=2, action=Action.PROGRESS, is_known=True),
        Turn(measure=Measure.MORNING, lowest=3, highest=3, action=Action.HOLD, is_known=True),
        Turn(measure=Measure.AFTER, lowest=9, highest=10, action=Action.PAUSE, is_known=False),
    ),
    rule="F1",
    rule_name="Clearly worse the next morning",
    when="the next morning was 2 points or more worse",
    then="one level down",
    sources=tuple(one for one in SOURCES if one.key in {"next-day-pain", "house-rule"}),
)


@pytest.fixture
def page(qtbot, qapp: QApplication) -> WhyPage:
    apply_theme(qapp, "light")
    return shown(qtbot, WhyPage())


def test_the_decision_is_gathered_with_what_it_looked_at(clock) -> None:
    coach, programme = a_sore_coach(clock, morning=5)
    day = clock.today()
    rules = {
        one.decision.rule
        for planned in coach.plan_day(programme).exercises
        for one in planned.prescriptions
    }
    assert rules == {"F1"}
    views = build_why(coach, programme, day, "F1")
    assert len(views) == len(programme.items)
    first = views[0]
    assert (first.before, first.during, first.after, first.morning) == (1, 2, 1, 5)
    assert first.lasted == 1
    assert first.rule_name == "Clearly worse the next morning"
    assert [one.key for one in first.sources] == [
        one.key
        for one in SOURCES
        if one.key in next(rule for rule in RULES if rule.id == "F1").sources
    ]
    assert any(turn.measure is Measure.MORNING for turn in first.turns)


def test_legs_that_are_alike_are_shown_as_one(clock) -> None:
    coach, programme = a_sore_coach(clock, morning=5)
    views = build_why(coach, programme, clock.today(), "F1")
    assert all(one.side is None for one in views)


def test_a_rule_that_decides_nothing_has_no_views(clock) -> None:
    coach, programme = a_sore_coach(clock, morning=5)
    assert build_why(coach, programme, clock.today(), "X1") == ()


def test_one_day_more_a_week_is_gathered_as_today_says_it(clock) -> None:
    _, starter = a_new_coach(clock)
    squat = shipped().exercise("squat")
    assert squat is not None
    item = next(one for one in starter.items if one.exercise_id == squat.id)
    programme = replace(starter, items=(item,), days_a_week=3, days_a_week_cap=5)
    low = Catalogue(exercises=(replace(squat, ladder=squat.ladder[:1]),), programmes=(programme,))
    coach = Coach(catalogue=low, book=Book(FakeShelf(FakeHistoryStore())), clock=clock)
    for day in range(7):
        say(coach, clock, 0)
        if day in (0, 2, 4):
            train(coach, clock, programme)
        clock.advance(days=1)
    (one,) = coach.plan_day(programme).exercises[0].prescriptions
    assert one.decision.rule == "X4"
    (view,) = build_why(coach, programme, clock.today(), "X4")
    assert (view.rule, view.rule_name) == ("X4", "One day more")
    assert view.sentence == one.decision.reason
    assert build_why(coach, programme, clock.today(), "X1") == ()


def test_scores_that_are_not_known_say_so_and_are_no_zero(page) -> None:
    page.show_views((VIEW,))
    picture = page.findChild(BandsPicture, "why.bands")
    marks = [(one.words, one.score) for one in picture.values().marks]
    assert marks == [
        ("Before: 2", 2),
        ("During: 4", 4),
        ("After: not recorded", None),
        ("Next morning: 5", 5),
    ]
    assert "After: not recorded" in picture.accessibleDescription()
    assert "too much 6–10" in picture.accessibleDescription()


def test_the_page_shows_all_that_a_decision_rests_on(page) -> None:
    page.show_views((VIEW,))
    settle(page)
    seen = texts(page)
    for expected in (
        "Clam, left leg",
        VIEW.sentence,
        "How long it lasted: one day",
        "If pain the next morning had been 2 or less: one step up.",
        "If pain the next morning had been 3: the same dose.",
        "If pain after the session is 9 or more: a break.",
        "Rule F1: Clearly worse the next morning",
        "When: the next morning was 2 points or more worse.",
        "Our own judgement",
    ):
        assert expected in seen, expected


def test_pain_before_starting_is_shown_where_the_rule_looked_at_it(clock, page) -> None:
    coach, programme = a_sore_coach(clock, morning=7)
    view = build_why(coach, programme, clock.today(), "R3")[0]
    assert view.now == 7
    page.show_views((view,))
    marks = page.findChild(BandsPicture, "why.bands").values().marks
    assert [one.words for one in marks][-1] == "This time before: 7"
    page.show_views((replace(view, session_day=None),))
    settle(page)
    assert not any(words.startswith("How long") for words in texts(page))


def test_a_decision_without_a_session_says_so(page) -> None:
    page.show_views((replace(VIEW, session_day=None, turns=()),))
    settle(page)
    assert "There is no session of this exercise yet." in texts(page)
    assert page.findChild(BandsPicture, "why.bands") is None
    assert looked_at_words(VIEW).startswith("The session of Wednesday 4 March")


@pytest.mark.parametrize(
    ("lasted", "words"), [(None, "not recorded"), (0, "gone by"), (1, "one day"), (3, "3 days")]
)
def test_how_long_it_lasted_is_said(lasted, words) -> None:
    assert words in lasted_words(replace(VIEW, lasted=lasted))


def test_where_nothing_would_change_it_that_is_said() -> None:
    for action in (Action.SEEK_CARE, Action.PAUSE, Action.HOLD):
        (line,) = turn_lines(replace(VIEW, action=action, turns=()))
        assert line.startswith("No ")


@pytest.mark.parametrize("kind", Kind)
def test_the_zones_cover_every_score_once(kind) -> None:
    zones = zones_of(band_of(kind))
    assert [score for one in zones for score in range(one.lowest, one.highest + 1)] == list(
        range(11)
    )
    assert all(one.words for one in zones)
    assert zones[0].words in zone_words(band_of(kind))


def test_several_decisions_of_a_rule_are_chosen_among(page) -> None:
    page.show_views((VIEW, replace(VIEW, side=None, exercise="Bridge")))
    assert "Clam, left leg" in texts(page)
    settle(page)
    tap(page, "why.which.1")
    assert about_words(replace(VIEW, side=None, exercise="Bridge")) == "Bridge"
    assert "Bridge" in texts(page)
    page.show_views((VIEW,))
    assert not [one for one in visible_controls(page) if one.objectName().startswith("why.which")]


def test_the_decision_that_the_person_came_from_is_seen_first(page) -> None:
    views = VIEW, replace(VIEW, side=None, exercise="Bridge")
    page.show_views(views, first="Bridge")
    settle(page)
    assert "Bridge" in texts(page)
    assert "Clam, left leg" not in texts(page)
    assert page.findChild(QAbstractButton, "why.which.1").isChecked()
    page.show_views(views, first="Squat")  # which has no decision of this rule any more
    assert "Clam, left leg" in texts(page)


def test_escape_and_the_button_go_back(qtbot, page) -> None:
    page.show_views((VIEW,))
    page.setFocus()
    with qtbot.waitSignal(page.closed):
        press(Qt.Key.Key_Escape)
    with qtbot.waitSignal(page.closed):
        press(Qt.Key.Key_Return)


@pytest.mark.parametrize("percent", [100, 200])
def test_every_control_has_a_name_a_size_and_a_key(page, qapp, percent) -> None:
    apply_theme(qapp, "light", text_percent=percent)
    page.show_views((VIEW, replace(VIEW, side=None, exercise="Bridge")))
    settle(page)
    controls = visible_controls(page)
    assert len(controls) == 3
    for one in controls:
        assert one.accessibleName()
        assert min(one.width(), one.height()) >= SMALLEST_TARGET_PX, one.objectName()
    page.setFocus()
    assert {one.objectName() for one in controls} <= reached_by_tab(page)
    assert not page.horizontalScrollBar().isVisible()


def test_today_leads_to_the_page_and_back(qtbot, home, clock) -> None:
    opened = Opened(qtbot, home, clock=clock)
    write_short_pack(opened.paths)
    train_calmly(opened, days_ago=(7, 5, 3))
    opened.store.add_check_in(
        CheckIn(
            id=uuid4(),
            person_id=opened.store.default_person().id,
            day=clock.today() - timedelta(days=2),
            recorded_at=clock.now(),
            pain=pain_score(5),
        )
    )
    opened.open(qtbot)
    links = [one for one in visible_controls(opened.window) if one.objectName().startswith("why.")]
    assert links
    tap(opened.part("today"), links[0].objectName())
    assert opened.part("why_page").isVisible()
    assert any(words.startswith("Rule ") for words in opened.sees())
    press(Qt.Key.Key_Escape)
    assert opened.page() == "today"


def test_nothing_is_too_wide_with_text_at_twice_its_size_in_a_small_window(page, qapp) -> None:
    apply_theme(qapp, "light", text_percent=200)
    page.resize(716, 600)  # what the list of pages leaves of 1024
    page.show_views((VIEW, replace(VIEW, side=None, exercise="Single-leg knee dip")))
    settle(page)
    assert page.horizontalScrollBar().maximum() == 0
    page.show_views((replace(VIEW, now=7),))
    settle(page)
    assert page.horizontalScrollBar().maximum() == 0
    apply_theme(qapp, "light")
