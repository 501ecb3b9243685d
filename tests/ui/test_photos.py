"""The photo that a pack has of an exercise: on its page, and in a session."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import mediamaker
import pytest
from coach_samples import a_new_coach
from page_actions import shown, texts
from PySide6.QtWidgets import QApplication, QLabel

from kneecoach.model.exercise import Exercise, Picture
from kneecoach.ui.exercise_builder import build_exercise
from kneecoach.ui.pages.exercise import ExercisePage
from kneecoach.ui.photos import LONGEST_SIDE, photo_of
from kneecoach.ui.stage.working_stage import WorkingStage
from kneecoach.ui.widgets.figure_widget import FigureWidget
from kneecoach.ui.widgets.photo import Photo

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

SAYS = "Anna lies on her side and lifts the upper knee"


@pytest.fixture
def exercise(clock, tmp_path: Path) -> Exercise:
    """Return an exercise with a photo beside its figure."""
    coach, _ = a_new_coach(clock)
    (tmp_path / "clam.jpg").write_bytes(mediamaker.picture("jpg", (600, 400)))
    found = coach.catalogue.exercise("clam")
    picture = Picture(file="clam.jpg", says=SAYS)
    return replace(found, picture=picture, folder=str(tmp_path))


def alone(exercise: Exercise) -> Exercise:
    return replace(exercise, picture=replace(exercise.picture, replaces_figure=True))


def page_of(qtbot, clock, exercise: Exercise) -> ExercisePage:
    coach, programme = a_new_coach(clock)
    view = build_exercise(coach, coach.catalogue.exercise("clam"), programme)
    page = shown(qtbot, ExercisePage())
    page.show_exercise(replace(view, exercise=exercise))
    QApplication.processEvents()  # what is added to a page in view is shown a moment later
    return page


def test_a_photo_stands_above_the_figure_with_words_for_it(qtbot, clock, exercise) -> None:
    page = page_of(qtbot, clock, exercise)
    photo = page.findChild(Photo, "exercise.photo")
    assert photo.accessibleName() == SAYS
    assert SAYS in texts(page)
    assert photo.isVisibleTo(page)
    assert photo.pixmap().width() / photo.pixmap().height() == pytest.approx(1.5, abs=0.05)
    assert page.findChild(FigureWidget, "exercise.figure").isVisibleTo(page)


def test_a_photo_takes_the_place_of_the_figure_where_the_pack_wants_that(
    qtbot, clock, exercise
) -> None:
    page = page_of(qtbot, clock, alone(exercise))
    assert page.findChild(Photo, "exercise.photo").isVisibleTo(page)
    assert not page.findChild(FigureWidget, "exercise.figure").isVisibleTo(page)


@pytest.mark.parametrize("content", [None, b"<svg/>", b"\x89PNG", mediamaker.huge_png()])
def test_a_photo_that_cannot_be_shown_leaves_the_figure(
    qtbot, clock, exercise, content, caplog
) -> None:
    path = Path(exercise.folder) / "clam.jpg"
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    page = page_of(qtbot, clock, alone(exercise))
    assert page.findChild(Photo, "exercise.photo") is None
    assert page.findChild(FigureWidget, "exercise.figure").isVisibleTo(page)
    assert "of a pack" in caplog.text


@pytest.mark.qt_log_ignore("JPEG", "propagateSizeHints")
def test_a_damaged_photo_is_no_reason_to_stop(qtbot, clock, exercise) -> None:
    path = Path(exercise.folder) / "clam.jpg"
    whole = path.read_bytes()
    path.write_bytes(whole[:200] + bytes(len(whole) - 200))
    page_of(qtbot, clock, exercise)


def test_a_photo_is_read_upright_and_no_larger_than_is_shown(clock, exercise) -> None:
    path = Path(exercise.folder) / "clam.jpg"
    path.write_bytes(mediamaker.photo_with_place())
    assert photo_of(exercise).size().toTuple() == (80, 120)
    path.write_bytes(mediamaker.picture("jpg", (4000, 2000)))
    assert photo_of(exercise).size().toTuple() == (LONGEST_SIDE, LONGEST_SIDE // 2)
    assert photo_of(None) is None
    assert photo_of(replace(exercise, picture=None)) is None


def test_in_a_session_the_photo_is_shown_between_the_work(qtbot, exercise) -> None:
    stage = shown(qtbot, WorkingStage(name="working"))
    stage.show_figure(exercise, 1, None)
    assert (stage.photo.isVisible(), stage.figure.isVisible()) == (False, True)
    stage.show_coming("Next: Clam", ("Lie down.",))
    assert (stage.photo.isVisible(), stage.figure.isVisible()) == (True, False)
    assert stage.photo.accessibleName() == SAYS
    stage.show_coming("", ())
    assert (stage.photo.isVisible(), stage.figure.isVisible()) == (False, True)
    stage.show_figure(alone(exercise), 1, None)
    assert (stage.photo.isVisible(), stage.figure.isVisible()) == (True, False)
    stage.show_figure(replace(exercise, picture=None), 1, None)
    assert (stage.photo.isVisible(), stage.figure.isVisible()) == (False, True)
    stage.show_figure(None, 1, None)
    assert stage.photo.accessibleName() == ""


def test_a_photo_without_a_picture_is_empty(qtbot) -> None:
    photo = shown(qtbot, Photo(name="photo"))
    assert photo.height_for(300) == photo.minimumHeight()
    assert isinstance(photo, QLabel)
    assert photo.pixmap().isNull()
