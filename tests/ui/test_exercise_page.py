"""One exercise with all there is to know, its ladder, and one set to try it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from coach_samples import a_new_coach, train
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
from window_harness import Opened

from kneecoach.model.dose import Side
from kneecoach.model.feedback import Flag
from kneecoach.model.figure import View
from kneecoach.model.record import Ending
from kneecoach.model.trying import TRYING
from kneecoach.model.units import pain_score
from kneecoach.ui import keys
from kneecoach.ui.exercise_builder import build_exercise
from kneecoach.ui.pages.exercise import ExercisePage
from kneecoach.ui.theme.apply import apply_theme
from kneecoach.ui.widgets.figure_widget import FigureWidget

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture(autouse=True)
def usual_look(qapp):
    yield
    apply_theme(qapp, "light")


def viewed(clock, exercise_id: str, *, trained: int = 0, during: int = 2, in_use: bool = True):
    coach, programme = a_new_coach(clock)
    for _ in range(trained):
        train(coach, clock, programme, during=during)
        clock.advance(days=2)
    exercise = coach.catalogue.exercise(exercise_id)
    return build_exercise(coach, exercise, programme if in_use else None)


@pytest.fixture
def page(qtbot) -> ExercisePage:
    return shown(qtbot, ExercisePage())


def look_at(page: ExercisePage, view) -> None:
    page.show_exercise(view)
    page.setFocus()
    QApplication.processEvents()


@pytest.fixture
def opened(qtbot, tmp_path, clock) -> Opened:
    return Opened(qtbot, tmp_path, clock=clock).open(qtbot)


def go_to(opened: Opened, key: str):
    nav = opened.part("nav")
    nav.setFocus()
    for row in range(nav.count()):
        if nav.item(row).data(Qt.ItemDataRole.UserRole) == key:
            nav.setCurrentRow(row)
    QApplication.processEvents()
    return opened.part(key)


def open_lift(opened: Opened) -> None:
    page = go_to(opened, keys.EXERCISES)
    page.grid.focus_on("lift")
    press(Qt.Key.Key_Return)
    QApplication.processEvents()
    assert opened.part("exercise_page").isVisible()


def test_everything_that_the_pack_says_is_there(page, clock):
    view = viewed(clock, "squat")
    look_at(page, view)
    said = "\n".join(texts(page)).replace("\u200b", "")
    exercise = view.exercise
    wanted = [exercise.name, exercise.why, *exercise.cautions]
    wanted += [one.say for one in exercise.cues]
    wanted += [part for one in exercise.mistakes for part in (one.what, one.instead)]
    wanted += [f"{place}. {step}" for place, step in enumerate(exercise.steps, start=1)]
    wanted += [level.note for level in exercise.ladder]
    wanted += [part for one in view.sources for part in (one.title, one.where)]
    for text in wanted:
        assert text in said
    assert len(view.sources) == len(exercise.sources)
    assert "awaiting a physiotherapist's review" in said
    assert "If you like: chair and weight." in said
    assert "Strength · Standing · Front of the thigh and buttocks" in said


def test_the_ladder_says_where_the_person_stands_and_why(page, clock):
    view = viewed(clock, "squat", trained=4)
    look_at(page, view)
    said = texts(page)
    assert [one.number for one in view.levels if one.here] == [1]
    assert "Where you are: level 1 of 8" in said
    assert view.reasons[0] in said
    assert said.count("you are here") == 1


def test_legs_that_differ_are_marked_each(clock):
    view = viewed(clock, "clam")
    left, right = view.levels[0], view.levels[1]
    assert view.stands == f"level 1 of {len(view.levels)}"
    assert left.here == (None, None)
    assert right.here == ()


def test_an_exercise_outside_the_programme_says_so(page, clock):
    look_at(page, viewed(clock, "squat", in_use=False))
    assert "It is not in your programme now." in texts(page)
    look_at(page, viewed(clock, "squat"))
    assert "It is not in your programme now." not in texts(page)


def test_neighbours_are_links_and_an_end_says_that_it_is_one(qtbot, page, clock):
    look_at(page, viewed(clock, "squat"))
    with qtbot.waitSignal(page.exercise_chosen) as chosen:
        click(page, "exercise.to.wall_sit")
    assert chosen.args == ["wall_sit"]
    assert button(page, "exercise.to.single_leg_knee_dip").text() == "Harder: Single-leg knee dip"
    alone = replace(viewed(clock, "squat"), easier=None, harder=None)
    look_at(page, alone)
    assert {"Nothing is easier than this.", "Nothing comes after this."} <= set(texts(page))


def test_what_may_not_be_done_today_says_why_and_offers_no_try(page, clock):
    view = viewed(clock, "squat", trained=1, during=8)
    assert not view.may_try
    look_at(page, view)
    assert page.findChild(type(button(page, "exercise.back")), "exercise.try_now") is None
    assert "Not today" in texts(page)
    assert texts(page).count(view.reasons[0]) == 1  # not on two cards


def test_jumping_is_not_tried_before_a_programme_has_come_to_it(page, clock):
    view = viewed(clock, "box_jump")
    assert not view.may_try
    look_at(page, view)
    assert any(one.startswith("Jumping and running load the knee most") for one in texts(page))
    assert page.findChild(type(button(page, "exercise.back")), "exercise.try_now") is None


@pytest.mark.parametrize("exercise_id", ["squat", "clam", "warm_up"])
def test_every_control_has_a_name_a_size_and_a_key(page, clock, exercise_id):
    look_at(page, viewed(clock, exercise_id))
    QApplication.processEvents()
    for control in visible_controls(page):
        assert control.objectName()
        assert control.accessibleName()
        assert min(control.width(), control.height()) >= SMALLEST_TARGET_PX
    assert {one.objectName() for one in visible_controls(page)} <= reached_by_tab(page)


@pytest.mark.parametrize("theme", ["light", "dark", "high_contrast"])
def test_nothing_is_cut_off_with_large_text_in_a_small_window(qtbot, qapp, clock, theme):
    apply_theme(qapp, theme, text_percent=200)
    page = ExercisePage()
    look_at(page, viewed(clock, "squat"))
    shown(qtbot, page, 824, 640)
    QApplication.processEvents()
    assert page.horizontalScrollBar().maximum() == 0


def test_the_figure_moves_while_it_is_seen_and_stands_still_when_told(page, clock):
    look_at(page, viewed(clock, "squat"))
    figure = page.findChild(FigureWidget)
    assert figure.is_playing
    click(page, "exercise.play")
    assert not figure.is_playing
    assert button(page, "exercise.play").text() == "Move"
    page.hide()
    page.show()
    assert not figure.is_playing
    click(page, "exercise.play")
    assert figure.is_playing
    page.hide()
    assert not figure.is_playing


def test_speed_side_and_leg_are_chosen(page, clock):
    look_at(page, viewed(clock, "clam"))
    figure = page.findChild(FigureWidget)
    assert figure._showing.side is Side.RIGHT
    click(page, "exercise.leg.left")
    assert figure._showing.side is Side.LEFT
    click(page, "exercise.view.front")
    assert (figure._showing.view, figure._showing.side) == (View.FRONT, Side.LEFT)
    click(page, "exercise.view.own")
    assert figure._showing.view is None
    click(page, "exercise.speed.0.5")
    assert figure._speed == 0.5
    assert button(page, "exercise.leg.left").accessibleName() == "Working leg: Left"


def test_both_legs_at_once_leave_nothing_to_choose(page, clock):
    look_at(page, viewed(clock, "squat"))
    assert not button(page, "exercise.leg.left").isVisible()


def test_the_wrong_way_stands_beside_the_right_one_and_is_named(page, clock):
    look_at(page, viewed(clock, "squat"))
    figure = page.findChild(FigureWidget)
    assert {"Like this.", "Not like this. The knees fall inwards."} <= set(texts(page))
    with_both = figure.grab().toImage()
    click(page, "exercise.wrong")
    assert "Like this." not in texts(page)
    assert figure.grab().toImage() != with_both
    plain = replace(viewed(clock, "squat"))
    bare = replace(plain.exercise, figure=None)
    look_at(page, replace(plain, exercise=bare))
    assert not button(page, "exercise.wrong").isVisible()


def test_the_sore_leg_and_the_level_of_the_person_are_shown(clock):
    view = viewed(clock, "clam")
    assert (view.level, view.leg) == (1, Side.RIGHT)


def test_one_set_is_tried_and_kept_and_the_person_comes_back(opened, clock):
    open_lift(opened)
    before = opened.room.coach().plan_day(opened.coaching.programme())
    click(opened.part("exercise_page"), "exercise.try_now")
    assert opened.page() == "before_page"
    assert "Lift: one set" in opened.sees()
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_Return)
    assert opened.page() == "session_page"
    opened.go_until(lambda: opened.page() == "finish_page")
    record = opened.session()
    assert (record.programme_id, len(record.sets)) == (TRYING, 1)
    for name in ("during", "after"):
        scale = opened.part(name)
        scale.set_score(1)
        scale.score_chosen.emit(1)
    click(opened.part("finish_page"), "effort.4")
    QApplication.processEvents()
    assert "After one set to try it" in opened.sees()
    assert any(one.startswith("Lift stays where it is") for one in opened.sees())
    click(opened.part("finish_page"), "save")
    QApplication.processEvents()
    assert opened.part("exercise_page").isVisible()
    assert opened.session().ending is Ending.FINISHED
    assert opened.room.coach().plan_day(opened.coaching.programme()) == before


def test_a_try_that_is_not_begun_comes_back_and_keeps_nothing(opened):
    open_lift(opened)
    click(opened.part("exercise_page"), "exercise.try_now")
    press(Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert opened.part("exercise_page").isVisible()
    assert opened.sessions() == ()
    click(opened.part("exercise_page"), "exercise.try_now")
    go_to(opened, keys.TODAY)
    press(Qt.Key.Key_Return)
    opened.part("today").setFocus()
    assert not opened.library.come_back()


def test_the_safety_questions_come_before_the_first_try_and_lead_on_to_it(qtbot, tmp_path, clock):
    opened = Opened(qtbot, tmp_path, clock=clock, is_new=True).open(qtbot)
    open_lift(opened)
    click(opened.part("exercise_page"), "exercise.try_now")
    assert opened.page() == "screening_page"
    click(opened.window, "screening.knee.right")
    click(opened.window, "screening.save")
    QApplication.processEvents()
    assert opened.page() == "before_page"
    assert "Lift: one set" in opened.sees()


def test_a_sign_in_a_try_stops_what_that_knee_does(opened, clock):
    open_lift(opened)
    click(opened.part("exercise_page"), "exercise.try_now")
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_Return)
    opened.go_until(lambda: opened.page() == "finish_page")
    record = opened.session()
    coach = opened.room.coach()
    scores = replace(record.scores, during=pain_score(2), flags=frozenset({Flag.LOCKING}))
    coach.finish(record, scores)
    view = build_exercise(coach, coach.catalogue.exercise("lift"), None)
    assert not view.may_try
