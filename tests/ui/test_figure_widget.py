"""The figure moves with a session or by itself, or stands still; it never takes a page with it."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPixmapCache
from PySide6.QtWidgets import QProxyStyle, QStyle

from kneecoach.figure.looks import Looks, Surroundings
from kneecoach.figure.scene import Scene
from kneecoach.figure.showing import Showing, level_showing
from kneecoach.model.dose import PhaseName, Side
from kneecoach.model.exercise import Exercise
from kneecoach.model.figure import Figure, Move, Pose, Stop, View
from kneecoach.model.looks import Build, Palette
from kneecoach.model.units import Seconds
from kneecoach.packs.catalogue import read_packs
from kneecoach.session.step import Step, StepKind
from kneecoach.ui.stage.working_stage import WorkingStage
from kneecoach.ui.theme.figure_colours import surroundings_of
from kneecoach.ui.theme.person import looks_worn, wear_looks
from kneecoach.ui.theme.tokens import DARK, HIGH_CONTRAST, LIGHT
from kneecoach.ui.widgets.figure_frames import MOST_BYTES, FrameCache
from kneecoach.ui.widgets.figure_thumb import FigureThumb
from kneecoach.ui.widgets.figure_widget import FigureWidget
from kneecoach.values import replace

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

CATALOGUE = read_packs([Path(__file__).parents[2] / "exercises"]).catalogue


def exercise(name: str = "squat") -> Exercise:
    found = CATALOGUE.exercise(name)
    assert found is not None
    return found


class StillStyle(QProxyStyle):
    """Ask for no motion, as a system does that is set so."""

    def styleHint(self, hint, option=None, widget=None, returnData=None):  # noqa: N802, N803  Qt's
        if hint == QStyle.StyleHint.SH_Widget_Animation_Duration:
            return 0
        return super().styleHint(hint, option, widget, returnData)


@pytest.fixture
def figure(qtbot) -> FigureWidget:
    widget = FigureWidget(name="figure")
    qtbot.addWidget(widget)
    widget.resize(300, 240)
    widget.set_exercise(exercise(), Showing(side=Side.LEFT))
    widget.show()
    return widget


def picture(widget) -> bytes:
    image = widget.grab().toImage()  # kept while its bytes are read
    return bytes(image.constBits())


def test_the_figure_is_where_the_phase_has_it(figure) -> None:
    figure.show_phase(PhaseName.LOWER, Seconds(0), Seconds(3))
    start = picture(figure)
    figure.show_phase(PhaseName.LOWER, Seconds(1.5), Seconds(3))
    middle = picture(figure)
    figure.show_phase(PhaseName.LOWER, Seconds(3), Seconds(3))
    low = picture(figure)
    assert len({start, middle, low}) == 3
    figure.show_phase(PhaseName.RAISE, Seconds(0.5), Seconds(1))
    assert picture(figure) == middle
    figure.show_start()
    assert picture(figure) == start


def test_it_stands_still_while_no_time_passes(figure, qtbot) -> None:
    figure.show_phase(PhaseName.LOWER, Seconds(1.0), Seconds(3))
    before = picture(figure)
    figure.show_phase(PhaseName.LOWER, Seconds(1.0), Seconds(3))
    assert picture(figure) == before
    assert not figure.is_playing


def test_playing_shows_the_movement_by_itself_until_it_is_paused(figure, qtbot) -> None:
    figure.set_speed(4)
    figure.play()
    before = picture(figure)
    qtbot.waitUntil(lambda: picture(figure) != before, timeout=20_000)
    figure.pause()
    assert not figure.is_playing


def test_less_motion_goes_from_pose_to_pose(figure, monkeypatch) -> None:
    style = StillStyle()
    figure.setStyle(style)
    figure.play()
    assert not figure.is_playing
    low = picture(figure)
    figure.show_phase(PhaseName.LOWER, Seconds(0.5), Seconds(3))
    assert picture(figure) == low
    figure.show_phase(PhaseName.RAISE, Seconds(0.1), Seconds(1))
    assert picture(figure) != low
    figure.setStyle(None)


def test_other_views_looks_and_the_wrong_way_change_the_picture(figure) -> None:
    figure.show_phase(PhaseName.LOWER, Seconds(3), Seconds(3))
    seen = {picture(figure)}
    figure.set_view(View.BACK)
    seen.add(picture(figure))
    figure.set_looks(Looks(build=Build.SLIGHT, palette=Palette.PLUM))
    seen.add(picture(figure))
    figure.set_looks(Looks(build=Build.SLIGHT, palette=Palette.PLUM))
    assert figure.has_wrong_way()
    figure.show_wrong(is_shown=True)
    figure.show_phase(PhaseName.LOWER, Seconds(1), Seconds(3))
    seen.add(picture(figure))
    figure.set_exercise(exercise("clam"), Showing(side=Side.RIGHT))
    seen.add(picture(figure))
    assert len(seen) == 5


def test_nothing_is_drawn_without_an_exercise(figure) -> None:
    figure.set_exercise(None)
    blank = picture(figure)
    figure.show_phase(PhaseName.LOWER, Seconds(1), Seconds(3))
    figure.show_demonstration(Seconds(1))
    figure.show_start()
    figure.play()
    figure.pause()
    assert not figure.has_wrong_way()
    assert picture(figure) == blank


def test_a_figure_that_fails_leaves_a_still_posture_and_a_line_in_the_log(figure, caplog) -> None:
    broken = replace(
        exercise(),
        figure=Figure(
            poses=(Pose(name="start"),),
            moves=(Move(phase=PhaseName.LOWER, stops=(Stop(pose="nowhere"),)),),
        ),
    )
    with caplog.at_level(logging.ERROR):
        figure.set_exercise(broken)
        figure.show_phase(PhaseName.LOWER, Seconds(1), Seconds(3))
        shown = figure.grab().toImage()
    assert "figure of squat failed" in caplog.text
    inks = {shown.pixelColor(x, y).name() for x in range(0, 300, 6) for y in range(0, 240, 6)}
    assert len(inks) > 1
    figure.set_exercise(exercise())
    assert picture(figure) != bytes(shown.constBits())


def test_frames_stay_within_their_bound_and_are_kept() -> None:
    scene = Scene(
        exercise(),
        showing=Showing(side=Side.LEFT),
        size=(200.0, 200.0),
        looks=Looks(),
        surroundings=Surroundings(),
    )
    course = scene.movement.course
    cache = FrameCache(scene, 1.0, most_bytes=2_000_000)
    assert cache.steps < FrameCache(scene, 1.0).steps
    first = cache.frame(course.at(PhaseName.LOWER, Seconds(1), Seconds(3)))
    again = cache.frame(course.at(PhaseName.LOWER, Seconds(1), Seconds(3)))
    assert first.cacheKey() == again.cacheKey()
    for step in range(90):
        cache.frame(course.at(PhaseName.LOWER, Seconds(step / 30), Seconds(3)))
    assert cache.bytes_kept <= 2_000_000
    tight = FrameCache(scene, 1.0, most_bytes=1)
    tight.frame(course.standing("start"))
    tight.frame(course.standing("down"))
    one_frame_and_what_is_behind = 3 * 200 * 200 * 4
    assert tight.bytes_kept <= one_frame_and_what_is_behind
    assert MOST_BYTES <= 48 * 1024 * 1024


def step_of(kind: StepKind, **more: object) -> Step:
    values = {
        "kind": kind,
        "lasts": Seconds(3),
        "expected": Seconds(3),
        "position": 0,
        "exercise_id": "squat",
        "exercise_name": "Squat",
        "set_side": None,
        "side": None,
        "set_number": 1,
        "sets": 2,
        **more,
    }
    return Step(**values)  # type: ignore[arg-type]  # made from parts


def test_the_stage_moves_the_figure_as_each_step_asks(qtbot) -> None:
    stage = WorkingStage(name="stage")
    qtbot.addWidget(stage)
    stage.resize(600, 300)
    stage.show()
    stage.grab()  # the layout finds its places
    stage.show_figure(exercise(), 1, None)
    stage.move_figure(step_of(StepKind.REST), Seconds(2))
    start = picture(stage.figure)
    stage.move_figure(step_of(StepKind.WORK, phase=PhaseName.LOWER), Seconds(3))
    low = picture(stage.figure)
    stage.move_figure(step_of(StepKind.READY), Seconds(3))
    assert picture(stage.figure) == low
    stage.move_figure(step_of(StepKind.WORK, lasts=None), Seconds(0))
    assert picture(stage.figure) == start
    assert low != start


def test_a_level_shows_its_variant_and_its_load() -> None:
    one = exercise("clam")
    first = level_showing(one, 1, Side.LEFT)
    loaded = next(n for n, level in enumerate(one.ladder, start=1) if level.dose.load)
    assert (first.side, first.variant, first.has_load) == (Side.LEFT, "", False)
    assert level_showing(one, loaded, None).has_load
    assert level_showing(None, 1, Side.RIGHT) == Showing(side=Side.RIGHT)
    assert level_showing(one, 99, None) == Showing()
    squat = exercise()
    assert level_showing(squat, 1, None).knee_limit == squat.level(1).dose.range


def test_every_scheme_has_colours_that_can_be_told_from_its_background() -> None:
    for tokens in (LIGHT, DARK, HIGH_CONTRAST):
        around = surroundings_of(tokens)
        back = QColor(tokens.background)
        for colour in (around.working, around.mat, around.ghost, around.good, around.bad):
            ink = QColor(colour)
            off = sum(abs(a - b) for a, b in zip(ink.getRgb()[:3], back.getRgb()[:3], strict=True))
            assert off > 60, (tokens.scheme, colour)


def test_a_thumb_is_a_field_first_and_a_picture_when_the_page_is_there(qtbot) -> None:
    QPixmapCache.clear()
    thumb = FigureThumb(exercise("clam"), name="thumb")
    qtbot.addWidget(thumb)
    thumb.show()
    first = picture(thumb)
    qtbot.waitUntil(lambda: picture(thumb) != first, timeout=20_000)
    again = FigureThumb(exercise("clam"), name="again")
    qtbot.addWidget(again)
    assert picture(again) == picture(thumb)
    empty = FigureThumb(None, name="empty")
    qtbot.addWidget(empty)
    assert picture(empty) == first


def test_all_figures_follow_when_another_person_is_chosen(figure, qapp) -> None:
    before = picture(figure)
    try:
        wear_looks(qapp, Build.SLIGHT, Palette.OCHRE)
        assert picture(figure) != before
        wear_looks(qapp, Build.SLIGHT, Palette.OCHRE)
        assert looks_worn().palette is Palette.OCHRE
    finally:
        wear_looks(qapp, Build.BROAD, Palette.TEAL)
    assert picture(figure) == before
