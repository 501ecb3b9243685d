"""Compare what painters draw, without text, with approved pictures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from kneecoach.figure.knee_picture import paint_knee
from kneecoach.figure.knee_shapes import KneeSide
from kneecoach.figure.placeholder import paint_placeholder
from kneecoach.model.dose import Side
from kneecoach.model.education import KneeRegion
from kneecoach.model.exercise import Position
from kneecoach.ui.first_paint import paint_outline
from kneecoach.ui.theme.figure_colours import figure_colours
from kneecoach.ui.theme.tokens import DARK, LIGHT, Tokens
from kneecoach.ui.widgets.bands_picture import BandsValues, Mark, Zone, ZoneTone, paint_bands
from kneecoach.ui.widgets.fields import paint_field
from kneecoach.ui.widgets.knee_view import knee_colours
from kneecoach.ui.widgets.number_field import paint_slider
from kneecoach.ui.widgets.pain_scale import paint_score
from kneecoach.ui.widgets.ring import paint_ring
from kneecoach.ui.widgets.segment_bar import Segment, paint_segments
from kneecoach.ui.widgets.toggle import paint_toggle
from kneecoach.ui.widgets.week_strip import DayMark, WeekDay, paint_week

GOLDEN = Path(__file__).parent / "golden"
FAR_OFF = 24
"""Difference of a channel from which a pixel counts as different; smoothing differs by less."""
MOST_DIFFERENT_PERCENT = 0.5

SEGMENTS = (
    Segment(weight=2, filled=1.0),
    Segment(weight=3, filled=1.0),
    Segment(weight=1, is_left_out=True),
    Segment(weight=2, filled=0.5, is_current=True),
    Segment(weight=2),
)
WEEK = tuple(
    WeekDay(label="", number="", mark=mark, is_today=is_today)
    for mark, is_today in (
        (DayMark.DONE, False),
        (DayMark.NONE, False),
        (DayMark.PLANNED, False),
        (DayMark.NONE, True),
        (DayMark.DONE, True),
    )
)


BANDS = BandsValues(
    zones=(
        Zone(lowest=0, highest=3, tone=ZoneTone.CALM),
        Zone(lowest=4, highest=5, tone=ZoneTone.ACCEPTABLE),
        Zone(lowest=6, highest=10, tone=ZoneTone.RED),
    ),
    marks=(Mark(score=0), Mark(score=5), Mark(score=None), Mark(score=10)),
)


def scores(painter: QPainter, box: QRectF, tokens: Tokens) -> None:
    wide = box.width() / 4
    for index, score in enumerate((0, 4, 9, 2)):
        part = QRectF(box.left() + index * wide, box.top(), wide, box.height())
        paint_score(painter, part, score, tokens, is_chosen=index == 3)


def postures(painter: QPainter, box: QRectF, tokens: Tokens) -> None:
    wide = box.width() / len(Position)
    for index, position in enumerate(Position):
        part = QRectF(box.left() + index * wide, box.top(), wide, box.height())
        side = Side.LEFT if index % 2 else None
        paint_placeholder(painter, part, position, figure_colours(tokens), side)


def knees(painter: QPainter, box: QRectF, tokens: Tokens) -> None:
    wide = box.width() / len(KneeSide)
    for index, side in enumerate(KneeSide):
        part = QRectF(box.left() + index * wide, box.top(), wide, box.height())
        near = frozenset({KneeRegion.DEEP})
        paint_knee(
            painter,
            part,
            side,
            knee_colours(tokens),
            is_left=index == 1,
            near=near,
            chosen=KneeRegion.FRONT,
        )


def toggles(painter: QPainter, box: QRectF, tokens: Tokens) -> None:
    half = box.width() / 2
    for index, is_on in enumerate((False, True)):
        part = QRectF(box.left() + index * half + 4, box.top() + 4, half - 8, box.height() - 8)
        paint_toggle(painter, part, tokens, is_on=is_on)


def outline(painter: QPainter, box: QRectF, tokens: Tokens) -> None:
    colours = (tokens.background, tokens.surface, tokens.line, tokens.primary_weak)
    paint_outline(painter, box, colours)


Paint = Callable[[QPainter, QRectF, Tokens], None]
PAINTS: dict[str, tuple[int, int, Paint]] = {
    "ring": (200, 200, lambda painter, box, tokens: paint_ring(painter, box, 0.66, tokens)),
    "ring_empty": (60, 60, lambda painter, box, tokens: paint_ring(painter, box, 0.0, tokens)),
    "segments": (
        300,
        8,
        lambda painter, box, tokens: paint_segments(painter, box, SEGMENTS, tokens),
    ),
    "week": (260, 60, lambda painter, box, tokens: paint_week(painter, box, WEEK, tokens)),
    "bands": (300, 120, lambda painter, box, tokens: paint_bands(painter, box, BANDS, tokens)),
    "scores": (200, 48, scores),
    "postures": (560, 80, postures),
    "knees": (300, 140, knees),
    "toggles": (108, 34, toggles),
    "slider": (160, 44, lambda painter, box, tokens: paint_slider(painter, box, 60.0, tokens)),
    "field": (
        160,
        44,
        lambda painter, box, tokens: paint_field(painter, box, tokens, has_focus=True),
    ),
    "outline": (640, 400, outline),
}


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.scheme.value)
@pytest.mark.parametrize("name", PAINTS)
def test_painter_draws_the_approved_picture(
    qapp: QApplication, name: str, tokens: Tokens, update_golden: bool
) -> None:
    wide, high, paint = PAINTS[name]
    drawn = picture(wide, high, tokens, paint)
    path = GOLDEN / f"{name}-{tokens.scheme.value}.png"
    if update_golden:
        drawn.save(str(path))
    approved = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB32)
    assert not approved.isNull(), f"{path.name} is not approved yet: run with --update-golden"
    assert approved.size() == drawn.size()
    assert different_percent(drawn, approved) <= MOST_DIFFERENT_PERCENT


@pytest.mark.parametrize("name", PAINTS)
def test_painter_gives_the_painter_back_as_it_was(qapp: QApplication, name: str) -> None:
    wide, high, paint = PAINTS[name]
    image = QImage(wide, high, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setPen(QColor("#123456"))
    painter.setBrush(QColor("#654321"))
    painter.setOpacity(0.5)
    painter.translate(3, 4)
    before = (painter.pen(), painter.brush(), painter.opacity(), painter.transform())
    hints = painter.renderHints()
    paint(painter, QRectF(0, 0, wide, high), LIGHT)
    assert (painter.pen(), painter.brush(), painter.opacity(), painter.transform()) == before
    assert painter.renderHints() == hints
    painter.end()


def test_a_different_picture_is_noticed(qapp: QApplication) -> None:
    one = picture(60, 60, LIGHT, lambda p, box, tokens: paint_ring(p, box, 0.3, tokens))
    other = picture(60, 60, LIGHT, lambda p, box, tokens: paint_ring(p, box, 0.4, tokens))
    assert different_percent(one, other) > MOST_DIFFERENT_PERCENT


def picture(wide: int, high: int, tokens: Tokens, paint: Paint) -> QImage:
    image = QImage(wide, high, QImage.Format.Format_RGB32)
    image.fill(QColor(tokens.surface))
    painter = QPainter(image)
    paint(painter, QRectF(0, 0, wide, high), tokens)
    painter.end()
    return image


def different_percent(one: QImage, other: QImage) -> float:
    first, second = bytes(one.constBits()), bytes(other.constBits())
    far_off = sum(
        any(abs(first[at + part] - second[at + part]) > FAR_OFF for part in range(3))
        for at in range(0, len(first), 4)
        if first[at : at + 4] != second[at : at + 4]
    )
    return 100 * far_off / (len(first) / 4)
