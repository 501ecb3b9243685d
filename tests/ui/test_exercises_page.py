"""All exercises as tiles, found as one types, gone through by keyboard."""

from __future__ import annotations

from itertools import pairwise

import pytest
from coach_samples import a_new_coach
from library_harness import OpenLibrary
from page_actions import SMALLEST_TARGET_PX, press, reached_by_tab
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kneecoach.coach.library import NOTHING_NEEDED, Wanted, plain
from kneecoach.model.exercise import Kind, Position
from kneecoach.model.looks import Build, Palette
from kneecoach.ui import keys
from kneecoach.ui.theme.apply import apply_theme
from kneecoach.ui.theme.person import wear_looks
from kneecoach.ui.theme.tokens import LIGHT
from kneecoach.ui.widgets import exercise_tile
from kneecoach.ui.widgets.exercise_picture import exercise_picture
from kneecoach.ui.widgets.picture_queue import PictureQueue

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture(autouse=True)
def usual_look(qapp):
    yield
    apply_theme(qapp, "light")


@pytest.fixture
def opened(qtbot, tmp_path, clock) -> OpenLibrary:
    return OpenLibrary(qtbot, tmp_path, clock)


@pytest.fixture
def page(opened):
    page = opened.go_to(keys.EXERCISES)
    assert page.isVisible()
    return page


def names(page) -> list[str]:
    return [page.grid.tile(one).accessibleName() for one in page.grid.shown()]


def test_every_exercise_has_a_tile_and_those_in_use_are_marked(opened, page):
    catalogue = opened.coach.catalogue
    assert len(page.grid.shown()) == len(catalogue.exercises)
    assert names(page) == sorted(names(page), key=plain)
    marked = {
        one for one in page.grid.shown() if page.grid.tile(one).values().mark == "In your programme"
    }
    assert marked == {item.exercise_id for item in opened.programme.items}
    assert page.grid.tile("squat").accessibleDescription() == (
        "Strength · Standing. In your programme"
    )


def test_typing_finds_as_one_types_and_escape_shows_all_again(opened, page):
    all_of_them = page.grid.shown()
    search = opened.part("exercises.search")
    search.setFocus()
    QTest.keyClicks(search, "dip knee")
    assert names(page) == ["Single-leg knee dip"]
    assert f"1 of {len(all_of_them)} exercises" in opened.sees()
    assert opened.part("exercises.clear").isVisible()
    QTest.keyClicks(search, "zzz")
    assert names(page) == []
    assert "No exercise fits. Try fewer words, or fewer filters." in opened.sees()
    press(Qt.Key.Key_Escape)
    assert page.grid.shown() == all_of_them
    assert page.wanted() == Wanted()
    assert not opened.part("exercises.clear").isVisible()
    assert search.hasFocus()


def test_filters_narrow_together(opened, page):
    for key, choice in (
        ("kind", "strength"),
        ("position", "standing"),
        ("equipment", NOTHING_NEEDED),
        ("area", "buttocks"),
    ):
        field = opened.part(f"exercises.{key}")
        assert field.accessibleName()
        field.setCurrentIndex(field.findData(choice))
    found = [opened.coach.catalogue.exercise(one) for one in page.grid.shown()]
    assert "Squat" in names(page)
    assert all(one.kind is Kind.STRENGTH for one in found)
    assert all("buttocks" in one.areas for one in found)
    assert all(thing.optional for one in found for thing in one.equipment)
    assert page.wanted() == Wanted(
        area="buttocks", kind=Kind.STRENGTH, equipment=NOTHING_NEEDED, position=Position.STANDING
    )


def test_what_was_looked_for_stays_when_one_comes_back(opened, page):
    QTest.keyClicks(opened.part("exercises.search"), "spanish")
    opened.go_to(keys.TODAY)
    opened.go_to(keys.EXERCISES)
    assert names(page) == ["Spanish squat"]


def test_the_keyboard_goes_from_the_search_through_the_tiles_into_one_and_back(opened, page):
    search = opened.part("exercises.search")
    search.setFocus()
    press(Qt.Key.Key_Down)
    shown = page.grid.shown()
    columns = page.grid._grid.columns(page.grid.width())
    assert columns > 1
    assert page.grid.tile(shown[0]).hasFocus()
    for key, place in (
        (Qt.Key.Key_Left, 0),
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Down, 1 + columns),
        (Qt.Key.Key_Up, 1),
        (Qt.Key.Key_End, len(shown) - 1),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_Right, 1),
    ):
        press(key)
        tile = page.grid.tile(shown[place])
        assert tile.hasFocus(), key
        assert tile.visibleRegion().boundingRect() == tile.rect(), key
    press(Qt.Key.Key_Return)
    QApplication.processEvents()
    assert opened.part("exercise_page").isVisible()
    press(Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert page.isVisible()
    assert page.grid.tile(shown[1]).hasFocus()


def test_tab_reaches_everything_and_stops_at_one_tile(opened, page):
    QTest.keyClicks(opened.part("exercises.search"), "sq")
    reached = reached_by_tab(page)
    tiles = {one for one in reached if one.startswith("exercises.grid.")}
    assert len(tiles) == 1
    wanted = {"search", "area", "kind", "equipment", "position", "clear"}
    assert {f"exercises.{one}" for one in wanted} <= reached


@pytest.mark.parametrize("percent", [100, 200])
def test_tiles_are_large_enough_and_lie_side_by_side_in_the_page(opened, page, qapp, percent):
    apply_theme(qapp, "light", text_percent=percent)
    opened.resize(1024, 640)
    QApplication.processEvents()
    tiles = [page.grid.tile(one) for one in page.grid.shown()]
    for tile in tiles:
        assert min(tile.width(), tile.height()) >= SMALLEST_TARGET_PX
        assert page.grid.rect().contains(tile.geometry())
        assert tile.height() >= tile.heightForWidth(tile.width())
    for one, other in pairwise(tiles):
        assert not one.geometry().intersects(other.geometry())
    assert page.horizontalScrollBar().maximum() == 0


def test_pictures_are_painted_when_they_are_seen_and_then_kept(qtbot, opened, page, monkeypatch):
    painted: list[str] = []
    paint = exercise_tile.exercise_picture

    def watched(exercise, *given):
        painted.append(exercise.id)
        return paint(exercise, *given)

    monkeypatch.setattr(exercise_tile, "exercise_picture", watched)
    opened.resize(1024, 640)
    QApplication.processEvents()
    qtbot.waitUntil(page.grid.pictures.is_idle, timeout=20_000)
    seen = set(painted)
    assert 0 < len(seen) < len(page.grid.shown())
    assert all(not page.grid.tile(one)._picture.isNull() for one in seen)
    search = opened.part("exercises.search")
    QTest.keyClicks(search, "sq")
    QApplication.processEvents()
    qtbot.waitUntil(page.grid.pictures.is_idle, timeout=20_000)
    painted.clear()
    for _ in range(3):
        QTest.keyClick(search, Qt.Key.Key_Backspace)
        QTest.keyClicks(search, "q")
    page.grid.repaint()
    QApplication.processEvents()
    qtbot.waitUntil(page.grid.pictures.is_idle, timeout=20_000)
    assert painted == []


def test_pictures_follow_who_shows_the_exercises(qtbot, qapp, opened, page):
    qtbot.waitUntil(page.grid.pictures.is_idle, timeout=20_000)
    tile = page.grid.tile(page.grid.shown()[0])
    before = tile.grab().toImage()
    try:
        wear_looks(qapp, Build.SLIGHT, Palette.PLUM)
        QApplication.processEvents()
        qtbot.waitUntil(page.grid.pictures.is_idle, timeout=20_000)
        assert tile.grab().toImage() != before
    finally:
        wear_looks(qapp, Build.BROAD, Palette.TEAL)


def test_a_figure_that_fails_leaves_a_plain_picture(qapp, clock, monkeypatch, caplog):
    coach, _ = a_new_coach(clock)
    squat = coach.catalogue.exercise("squat")

    def fails(*_given):
        raise ValueError("nobody can stand like that")

    good = exercise_picture(squat, QSize(160, 100), LIGHT, 1.0).toImage()
    monkeypatch.setattr("kneecoach.ui.widgets.exercise_picture._telling", fails)
    plain_one = exercise_picture(squat, QSize(160, 100), LIGHT, 1.0).toImage()
    assert plain_one != good
    assert "figure of squat failed" in caplog.text


def test_what_went_out_of_view_is_not_painted(qtbot):
    class Seen:
        def __init__(self, is_seen: bool) -> None:
            self.is_seen = is_seen
            self.painted = 0

        def is_wanted(self) -> bool:
            return self.is_seen

        def paint_picture(self) -> None:
            self.painted += 1

    queue = PictureQueue()
    hidden, first, second = Seen(False), Seen(True), Seen(True)
    for one in (hidden, first, first, second):
        queue.ask(one)
    assert not queue.is_idle()
    qtbot.waitUntil(queue.is_idle, timeout=20_000)
    assert [one.painted for one in (hidden, first, second)] == [0, 1, 1]


def test_right_to_left_the_first_tile_stands_at_the_right(opened, page):
    grid = page.grid
    first, second = (grid.tile(one) for one in grid.shown()[:2])
    assert first.x() < second.x()
    grid.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    grid._grid.invalidate()
    grid._grid.activate()
    QApplication.processEvents()
    assert first.x() > second.x()
