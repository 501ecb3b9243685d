"""A knee to point at, what may be behind an ache there, and a programme that may fit."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from coach_samples import shipped
from library_harness import OpenLibrary
from page_actions import (
    SMALLEST_TARGET_PX,
    button,
    click,
    press,
    reached_by_tab,
    shown,
    visible_controls,
)
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from window_harness import Opened

from kneecoach.figure.knee_picture import paint_knee, region_box, regions_of
from kneecoach.figure.knee_shapes import KneeSide
from kneecoach.model.dose import Side
from kneecoach.model.education import KneeRegion
from kneecoach.model.feedback import Knee
from kneecoach.packs.education import read_education
from kneecoach.resources import resource
from kneecoach.ui import keys
from kneecoach.ui.education_builder import build_cards
from kneecoach.ui.exercise_builder import shown_leg
from kneecoach.ui.theme.apply import apply_theme
from kneecoach.ui.theme.tokens import LIGHT
from kneecoach.ui.widgets.knee_view import KneeView, knee_colours
from kneecoach.ui.words.regions import region_words

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

CARD = """\
format: kneecoach-education/1
name: Round the front
regions: [front]
says: An ache here is common.
causes:
  - {name: Runner's knee, says: A dull ache may go with this.}
worse: [Stairs]
helps: [Shorter runs]
see_someone: [It locks]
proposes:
  - {programme: knee_starter, why: It is calm.}
  - {programme: before_a_run, why: It is calmer.}
sources: [book]
"""


QUESTION = """\
format: kneecoach-education/1
name: Is pain always an injury?
says: Not necessarily.
sources: [book]
"""


@pytest.fixture(autouse=True)
def usual_look(qapp):
    yield
    apply_theme(qapp, "light")


@pytest.fixture
def opened(qtbot, tmp_path, clock) -> OpenLibrary:
    return OpenLibrary(qtbot, tmp_path, clock, round_the_front=CARD, a_question=QUESTION)


@pytest.fixture
def page(opened):
    return opened.go_to(keys.WHERE_IT_HURTS)


def test_every_part_can_be_pointed_at_from_some_side():
    seen = {region for side in KneeSide for region in regions_of(side)}
    assert seen == set(KneeRegion)
    assert len({region_words(region) for region in KneeRegion}) == len(KneeRegion)


@pytest.mark.parametrize("side", KneeSide)
def test_a_left_knee_is_the_mirror_image_of_a_right_one(side):
    for region in regions_of(side):
        right = region_box(side, region, is_left=False)
        left = region_box(side, region, is_left=True)
        assert left.left() == pytest.approx(100 - right.right())
        assert (left.top(), left.size()) == (right.top(), right.size())
    assert shown_leg(Knee.LEFT) is Side.LEFT
    assert shown_leg(Knee.BOTH) is Side.RIGHT


def painted(side: KneeSide, **said) -> QImage:
    image = QImage(200, 280, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    paint_knee(painter, image.rect().toRectF(), side, knee_colours(LIGHT), **said)
    painter.end()
    return image


def test_what_is_near_or_chosen_is_seen():
    region = KneeRegion.FRONT
    plain = painted(KneeSide.FRONT)
    near = painted(KneeSide.FRONT, near=frozenset({region}))
    chosen = painted(KneeSide.FRONT, chosen=region)
    assert len({bytes(one.constBits()) for one in (plain, near, chosen)}) == 3
    assert painted(KneeSide.BACK, chosen=region) == painted(KneeSide.BACK)


def test_the_parts_are_named_controls_where_they_are_drawn(page):
    names = []
    for knee in page.findChildren(KneeView):
        assert knee.accessibleName()
        for region in regions_of(knee._side):
            part = knee.part(region)
            assert part.accessibleName() == region_words(region)
            assert min(part.width(), part.height()) >= SMALLEST_TARGET_PX
            assert knee.rect().contains(part.geometry())
            names.append(part.objectName())
    assert set(names) <= reached_by_tab(page)


def test_a_part_is_chosen_by_keyboard(opened, page):
    part = button(page, "knee.back.back")
    part.setFocus()
    press(Qt.Key.Key_Return)
    QApplication.processEvents()
    assert page.region() is KneeRegion.BACK
    assert part.isChecked()
    assert not button(page, "knee.front.front").isChecked()
    press(Qt.Key.Key_Space)
    assert part.isChecked()
    assert "Back of the knee" in opened.sees()


def test_a_part_is_chosen_by_pointing_at_it_or_its_label(page):
    knee = page.findChild(KneeView, "knee.front")
    for region in regions_of(KneeSide.FRONT):
        middle = knee.part(region).geometry().center()
        QTest.mouseClick(knee, Qt.MouseButton.LeftButton, pos=middle)
        assert page.region() is region
    label = knee._place(KneeRegion.FRONT).label.center().toPoint()
    QTest.mouseMove(knee, label)
    assert knee.cursor().shape() is Qt.CursorShape.PointingHandCursor
    QTest.mouseClick(knee, Qt.MouseButton.LeftButton, pos=label)
    assert page.region() is KneeRegion.FRONT
    QTest.mouseClick(knee, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert page.region() is KneeRegion.FRONT
    QTest.mouseMove(knee, QPoint(2, 2))
    assert knee.cursor().shape() is Qt.CursorShape.ArrowCursor


def test_the_cards_say_possibilities_what_helps_and_when_to_see_someone(opened, page):
    button(page, "knee.front.front").click()
    said = set(opened.sees())
    assert {
        "Round the front",
        "An ache here is common.",
        "What may be behind it",
        "Runner's knee",
        "A dull ache may go with this.",
        "Stairs",
        "Shorter runs",
        "It locks",
        "It is calm.",
    } <= said
    assert any(one.startswith("These are possibilities.") for one in said)
    assert any("review" in one.lower() for one in said)


def test_a_programme_is_proposed_and_taken(opened, page):
    button(page, "knee.front.front").click()
    QApplication.processEvents()
    part = opened.part("education.round_the_front")
    assert opened.part("education.use.knee_starter.in_use") is not None
    use = button(part, "education.use.before_a_run")
    assert use.accessibleName() == "Use Before a run"
    use.click()
    QApplication.processEvents()
    assert opened.programme.id == "before_a_run"
    told = "Before a run is your programme now. Today shows its next session."
    assert told in opened.sees()
    assert page.findChild(type(use), "education.use.knee_starter") is not None


def test_the_programme_that_was_taken_is_kept(qtbot, tmp_path, clock):
    opened = Opened(qtbot, tmp_path, clock=clock).open(qtbot)
    opened.room.show_page(keys.WHERE_IT_HURTS)
    opened.library.open_where_it_hurts()
    page = opened.part("where_it_hurts")
    assert page.isVisible()
    assert opened.part("nav").page() == keys.WHERE_IT_HURTS
    button(page, "knee.front.front").click()
    QApplication.processEvents()
    use = next(one for one in visible_controls(page) if one.text() == "Use this programme")
    wanted = str(use.property("programme_id"))
    use.click()
    QApplication.processEvents()
    assert opened.coaching.programme().id == wanted
    assert json.loads(opened.paths.settings.read_text())["programme"] == wanted


def test_what_is_told_of_a_part_comes_into_view_in_a_small_window(qtbot, opened, page):
    opened.resize(1024, 640)
    about = opened.part("where_it_hurts.about")
    assert about.visibleRegion().isEmpty()
    button(page, "knee.front.front").click()
    qtbot.waitUntil(lambda: about.visibleRegion().boundingRect() == about.rect(), timeout=20_000)
    first = opened.part("education.round_the_front.about")
    qtbot.waitUntil(lambda: not first.visibleRegion().isEmpty(), timeout=20_000)
    assert about.visibleRegion().boundingRect() == about.rect()


def test_before_a_part_is_chosen_the_general_questions_are_there(opened, page):
    assert page.region() is None
    assert {"Questions that many ask", "Is pain always an injury?"} <= set(opened.sees())


def test_someone_new_points_at_the_place_before_the_first_session(qtbot, tmp_path, clock):
    opened = Opened(qtbot, tmp_path, clock=clock, is_new=True).open(qtbot)
    click(opened.window, "welcome.knee.left")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_N)
    click(opened.window, "welcome.place")
    page = opened.part("where_it_hurts")
    assert page.isVisible()
    assert page.findChild(KneeView).accessibleName() == "Left knee from the front"
    assert opened.part("nav").page() == keys.WHERE_IT_HURTS


def test_cards_of_a_pack_that_came_meanwhile_are_there(opened, page):
    (opened.folder / "education" / "later.yaml").write_text(
        CARD.replace("Round the", "More at the")
    )
    button(page, "knee.front.front").click()
    assert "More at the front" not in opened.sees()
    opened.coach._catalogue = replace(opened.coach.catalogue)
    button(page, "knee.front.front").click()
    assert {"Round the front", "More at the front"} <= set(opened.sees())


def test_a_part_about_which_nothing_is_known_says_so(page, opened):
    button(page, "knee.front.inner").click()
    assert "No pack says anything about this part yet." in opened.sees()


def test_a_bad_card_is_told_of_and_the_others_are_there(qtbot, tmp_path, clock):
    bad = CARD.replace("says: An ache", "sayz: An ache")
    opened = OpenLibrary(qtbot, tmp_path, clock, round_the_front=CARD, bad=bad)
    page = opened.go_to(keys.WHERE_IT_HURTS)
    assert any("bad.yaml" in one for one in opened.sees())
    button(page, "knee.front.front").click()
    assert "Round the front" in opened.sees()


@pytest.mark.parametrize("theme", ["light", "dark", "high_contrast"])
def test_nothing_is_cut_off_with_large_text_in_a_small_window(opened, page, qapp, theme):
    button(page, "knee.front.front").click()
    apply_theme(qapp, theme, text_percent=200)
    opened.resize(1024, 640)
    QApplication.processEvents()
    assert page.horizontalScrollBar().maximum() == 0
    for knee in page.findChildren(KneeView):
        assert knee.width() >= knee.sizeHint().width()
        assert knee.parentWidget().rect().contains(knee.geometry())


def test_the_shipped_cards_never_name_a_diagnosis_as_fact():
    catalogue = shipped()
    reading = read_education((resource("exercises"),), catalogue)
    assert reading.problems == ()
    for region in (*KneeRegion, None):
        views = build_cards(reading.cards, catalogue, region, None)
        assert views, region
        for view in views:
            said = " ".join((view.card.says, *(one.says for one in view.card.causes))).lower()
            for claim in ("you have ", "your diagnosis", "this is caused by"):
                assert claim not in said
            assert view.sources


def test_a_knee_of_the_other_leg_is_drawn_for_a_sore_left_one(qtbot):
    knee = shown(qtbot, KneeView(KneeSide.FRONT, name="knee.front"), 300, 330)
    right = knee.part(KneeRegion.OUTER).x()
    knee.show_leg(Side.LEFT)
    assert knee.accessibleName() == "Left knee from the front"
    assert knee.part(KneeRegion.OUTER).x() > right
    assert not knee._place(KneeRegion.OUTER).is_label_left
    click(knee, "knee.front.outer")
