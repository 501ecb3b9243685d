"""Look at the picture of a course: its marks, its bands, and how it leaves the painter."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from kneecoach.model.errors import KneecoachError, UsageError
from kneecoach.ui.charts.course_chart import paint_course
from kneecoach.ui.charts.course_file import check_ending, write_course
from kneecoach.ui.charts.course_values import CourseValues, Mark, MarkKind
from kneecoach.ui.theme.tokens import DARK, LIGHT, Tokens

BOX = QRectF(0, 0, 1120, 620)
EVERY_KIND = tuple(
    Mark(day=3 + 4 * place, kind=kind, level=2, rule="X1") for place, kind in enumerate(MarkKind)
)
VALUES = CourseValues(
    title="Squat",
    levels=5,
    clean_up_to=3,
    acceptable_up_to=5,
    red_from=6,
    level=(1,) * 14 + (2,) * 14,
    during=((0, 2), (2, 7), (4, 4), (20, 10)),
    morning=((1, 1), (3, 5)),
    marks=(),
)


def drawn(values: CourseValues, tokens: Tokens = LIGHT) -> QImage:
    picture = QImage(BOX.size().toSize(), QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    paint_course(painter, BOX, values, tokens)
    painter.end()
    return picture


def test_it_is_drawn_in_the_colours_it_is_given(qtbot: QtBot) -> None:
    for tokens in (LIGHT, DARK):
        picture = drawn(VALUES, tokens)
        assert picture.pixelColor(2, 2) == QColor(tokens.surface)
        colours = {picture.pixelColor(x, y).name() for y in range(96, 360) for x in range(60, 90)}
        for band in (tokens.good_weak, tokens.amber_weak, tokens.alarm_weak):
            assert band.lower() in colours


def test_the_painter_is_given_back_as_it_was(qtbot: QtBot) -> None:
    picture = QImage(BOX.size().toSize(), QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    pen, brush, font = painter.pen(), painter.brush(), painter.font()
    paint_course(painter, BOX, replace(VALUES, marks=EVERY_KIND), LIGHT)
    assert (painter.pen(), painter.brush(), painter.font()) == (pen, brush, font)
    painter.end()


@pytest.mark.parametrize("mark", EVERY_KIND, ids=lambda mark: mark.kind)
def test_every_kind_of_decision_has_a_mark_of_its_own(qtbot: QtBot, mark: Mark) -> None:
    others = [drawn(replace(VALUES, marks=(replace(mark, kind=kind),))) for kind in MarkKind]
    own = drawn(replace(VALUES, marks=(mark,)))
    assert own != drawn(VALUES)
    assert sum(own == other for other in others) == 1


def test_a_course_has_days() -> None:
    with pytest.raises(ValueError, match="one day"):
        replace(VALUES, level=())


def test_a_few_days_and_a_year_are_drawn_too(qtbot: QtBot) -> None:
    for days in (1, 7, 364):
        drawn(replace(VALUES, level=(1,) * days, during=(), morning=()))
    drawn(replace(VALUES, levels=16))


def test_a_file_says_what_is_written(qtbot: QtBot, tmp_path) -> None:
    for name in ("one.svg", "one.png"):
        write_course(tmp_path / name, VALUES)
        assert (tmp_path / name).stat().st_size > 1000
        with pytest.raises(KneecoachError, match="could not be written"):
            write_course(tmp_path / "nowhere" / name, VALUES)
    with pytest.raises(UsageError, match=r"\.svg or \.png"):
        check_ending(tmp_path / "one.jpg")
