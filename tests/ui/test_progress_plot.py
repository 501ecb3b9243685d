"""The picture of progress: what is drawn of ten years leaves nothing out that could be seen."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from kneecoach.coach.progress import Trained, Wish
from kneecoach.model.record import CheckIn, Ending, History, Scores, SessionRecord
from kneecoach.ui.charts.progress_plot import Plot, paint_shapes, plot_of
from kneecoach.ui.theme.tokens import LIGHT

FIRST = date(2016, 3, 1)
WIDE, HIGH = 800, 330


def a_session(day: date, during: int) -> SessionRecord:
    at = datetime(day.year, day.month, day.day, 18, tzinfo=UTC)
    return SessionRecord(
        id=uuid4(),
        person_id=uuid4(),
        programme_id="short",
        started_at=at,
        ended_at=at,
        day=day,
        before=1,
        ending=Ending.LOGGED,
        scores=Scores(during=during),
    )


def painted(history: History, days: int) -> tuple[QImage, Plot]:
    wish = Wish(first=FIRST, last=FIRST + timedelta(days=days - 1))
    progress = Trained(history).progress(wish, days_a_week=3)
    image = QImage(WIDE, HIGH, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    plot = plot_of(QRectF(image.rect()), progress)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_shapes(painter, plot, progress, LIGHT)
    painter.end()
    return image, plot


@pytest.mark.parametrize("bad_day", [0, 1, 1111, 2222, 3647, 3649])
def test_one_bad_day_in_ten_years_can_be_seen(qapp, bad_day: int) -> None:
    days = 3650
    sessions = tuple(
        a_session(FIRST + timedelta(days=number), 9 if number == bad_day else number % 3)
        for number in range(days)
    )
    image, plot = painted(History(sessions=sessions), days)
    x, y = plot.x(FIRST + timedelta(days=bad_day)), round(plot.y(9)) + 1
    near = [QColor(image.pixel(round(x) + aside, y)) for aside in range(-8, 9)]
    beside = QColor(image.pixel(round(x), y - 4))
    assert min(one.lightness() for one in near) < beside.lightness() - 20


def test_a_gap_of_more_than_three_weeks_stays_a_gap_also_in_ten_years(qapp) -> None:
    days = 3650
    sessions = tuple(
        a_session(FIRST + timedelta(days=number), 4)
        for number in range(days)
        if not 1000 < number < 1300
    )
    image, plot = painted(History(sessions=sessions), days)
    middle, beside = (round(plot.x(FIRST + timedelta(days=day))) for day in (1150, 500))
    ink = QColor(LIGHT.ink)
    y = round(plot.y(4))
    assert QColor(image.pixel(beside, y)) == ink
    assert all(QColor(image.pixel(middle + aside, y)) != ink for aside in range(-9, 10))


def test_a_few_sessions_are_seen_each_by_itself(qapp) -> None:
    sessions = tuple(a_session(FIRST + timedelta(days=2 * day), day % 7) for day in range(20))
    image, plot = painted(History(sessions=sessions), 42)
    for one in sessions:
        x, y = round(plot.x(one.day)), round(plot.y(one.scores.during or 0))
        assert QColor(image.pixel(x, y)) == QColor(LIGHT.ink)


def test_each_morning_is_a_square_with_an_edge(qapp) -> None:
    at = datetime(2016, 3, 4, 7, tzinfo=UTC)
    morning = CheckIn(id=uuid4(), person_id=uuid4(), day=date(2016, 3, 4), recorded_at=at, pain=5)
    image, plot = painted(History(check_ins=(morning,)), 42)
    x, y = round(plot.x(morning.day)), round(plot.y(5))
    assert QColor(image.pixel(x, y)) == QColor(LIGHT.surface)
    edge = min(QColor(image.pixel(x + aside, y)).lightness() for aside in range(-4, 5))
    assert edge < QColor(LIGHT.amber_ink).lightness() + 20
