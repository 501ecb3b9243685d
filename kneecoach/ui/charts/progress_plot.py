"""Draw pain over the bands and work by the week, without words."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from datetime import date
from itertools import groupby, pairwise
from math import ceil
from typing import TypeVar

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from kneecoach.coach.progress import WEEK, Progress
from kneecoach.dose.bands import RED_FROM, STRENGTH_CLEAN_UP_TO
from kneecoach.model.decision import Action
from kneecoach.ui.theme.tokens import Tokens
from kneecoach.ui.theme.type import scaled
from kneecoach.ui.widgets.shapes import restored
from kneecoach.values import dataclass

MOST_PAIN = 10
CALM_UP_TO = STRENGTH_CLEAN_UP_TO
"""Pain up to here is calm for most exercises; the zones of one exercise may be tighter."""

_LEFT_PX, _RIGHT_PX, _TOP_PX, _BOTTOM_PX = 34, 12, 12, 24
_GAP_PX = 34
_WORK_SHARE = 0.28
_LONGEST_GAP_DAYS = 21
DOT_PX = 4.0
_SQUARE_PX = 3.1
_TRIANGLE_PX = 10.0
_APART_PX = 0.5
_SEVERAL_PX = 7.0
"""Where sessions are gathered, those of so many pixels are."""

_NARROWEST_PX = 4.0
_Kind = TypeVar("_Kind", bound=Hashable)
_DOWN = frozenset({Action.REDUCE, Action.REDUCE_REST, Action.PAUSE, Action.SEEK_CARE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """Turn days and pain into points of a box.

    Attributes:
        pain: The box of the upper picture.
        work: The box of the lower one.
        first: The day at the left edge.
        days: Days from edge to edge.
    """

    pain: QRectF
    work: QRectF
    first: date
    days: int

    def x(self, day: date) -> float:
        """Return how far right the middle of a day lies."""
        return self.pain.left() + self.pain.width() * ((day - self.first).days + 0.5) / self.days

    def all_x(self, days: Iterable[date]) -> list[float]:
        """Return how far right the middle of each of many days lies."""
        slot = self.pain.width() / self.days
        left = self.pain.left() + slot * (0.5 - self.first.toordinal())
        return [left + slot * ordinal for ordinal in map(date.toordinal, days)]

    def y(self, pain: float) -> float:
        """Return how far down a pain lies."""
        return self.pain.bottom() - self.pain.height() * pain / MOST_PAIN


def plot_of(box: QRectF, progress: Progress) -> Plot:
    """Return where everything lies in a box."""
    inner = box.adjusted(scaled(_LEFT_PX), scaled(_TOP_PX), -_RIGHT_PX, -scaled(_BOTTOM_PX))
    gap = scaled(_GAP_PX)
    work = (inner.height() - gap) * _WORK_SHARE
    wish = progress.wish
    return Plot(
        pain=QRectF(inner.left(), inner.top(), inner.width(), inner.height() - gap - work),
        work=QRectF(inner.left(), inner.bottom() - work, inner.width(), work),
        first=wish.first,
        days=max(1, (wish.last - wish.first).days + 1),
    )


def paint_shapes(painter: QPainter, plot: Plot, progress: Progress, tokens: Tokens) -> None:
    """Draw everything but words: bands, mornings, sessions, decisions and the work of each week."""
    with restored(painter):
        edges = (
            (0.0, CALM_UP_TO + 0.5, tokens.good_weak),
            (CALM_UP_TO + 0.5, RED_FROM - 0.5, tokens.amber_weak),
            (RED_FROM - 0.5, float(MOST_PAIN), tokens.alarm_weak),
        )
        for low, high, area in edges:
            top, bottom = plot.y(high), plot.y(low)
            band = QRectF(plot.pain.left(), top, plot.pain.width(), bottom - top)
            painter.fillRect(band, QColor(area))
        painter.setPen(QPen(QColor(tokens.line), 1))
        for score in (CALM_UP_TO + 0.5, RED_FROM - 0.5):
            painter.drawLine(
                QPointF(plot.pain.left(), plot.y(score)), QPointF(plot.pain.right(), plot.y(score))
            )
        _paint_turns(painter, plot, progress, tokens)
        _paint_mornings(painter, plot, progress, tokens)
        _paint_sessions(painter, plot, progress, tokens)
        _paint_work(painter, plot, progress, tokens)


def _paint_turns(painter: QPainter, plot: Plot, progress: Progress, tokens: Tokens) -> None:
    """Mark each day on which a dose went up or down: a triangle that points there, on a line."""
    told = [one for one in progress.sessions if one.turns]
    downs = (any(turn.action in _DOWN for turn in one.turns) for one in told)
    marks = zip(plot.all_x(one.record.day for one in told), downs, strict=True)
    is_gathered = progress.is_gathered
    for x, is_down in _apart(sorted(marks), _TRIANGLE_PX if is_gathered else _APART_PX):
        if not is_gathered:
            painter.setPen(QPen(QColor(tokens.line), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, plot.pain.top()), QPointF(x, plot.work.bottom()))
        painter.setPen(QPen(QColor(tokens.ink), 1))
        painter.setBrush(QColor(tokens.amber if is_down else tokens.good))
        half = _TRIANGLE_PX / 2
        tip = half if is_down else -half
        y = plot.pain.bottom() + 9
        corners = (QPointF(x, y + tip), QPointF(x + half, y - tip), QPointF(x - half, y - tip))
        painter.drawPolygon(QPolygonF(corners))


def _paint_mornings(painter: QPainter, plot: Plot, progress: Progress, tokens: Tokens) -> None:
    days = plot.all_x(day for day, _ in progress.mornings)
    mornings = list(zip(days, (float(pain) for _, pain in progress.mornings), strict=True))
    if progress.is_gathered:
        mornings = [(one.x, one.middle) for one in _gathered(mornings, _SEVERAL_PX)]
    painter.setPen(Qt.PenStyle.NoPen)
    for half, colour in ((_SQUARE_PX, tokens.amber_ink), (_SQUARE_PX - 1.2, tokens.surface)):
        painter.setBrush(QColor(colour))
        painter.drawRects(
            [QRectF(x - half, plot.y(pain) - half, 2 * half, 2 * half) for x, pain in mornings]
        )


def _paint_sessions(painter: QPainter, plot: Plot, progress: Progress, tokens: Tokens) -> None:
    """Join the worst pain of sessions; a gap of three weeks stays a gap.

    Where they are many, the middle one of several stands for them, on a line from their lowest to
    their highest.
    """
    known = [(one.record.day, one.during) for one in progress.sessions if one.during is not None]
    days = plot.all_x(day for day, _ in known)
    places = list(zip(days, (float(pain) for _, pain in known), strict=True))
    painter.setPen(QPen(QColor(tokens.muted), 1.5, c=Qt.PenCapStyle.FlatCap))
    several = _gathered(places, _SEVERAL_PX if progress.is_gathered else 0.0)
    ranges = [
        QLineF(one.x, plot.y(one.lowest), one.x, plot.y(one.highest))
        for one in several
        if one.lowest != one.highest
    ]
    if ranges:
        painter.drawLines(ranges)
    longest = plot.pain.width() * (_LONGEST_GAP_DAYS + 0.5) / plot.days
    painter.setPen(QPen(QColor(tokens.ink), 2))
    painter.drawLines(
        [
            QLineF(one.x, plot.y(one.middle), later.x, plot.y(later.middle))
            for one, later in pairwise(several)
            if later.first - one.last <= longest
        ]
    )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.ink))
    dot = DOT_PX - 1.5 if progress.is_gathered else DOT_PX
    for one in several:
        painter.drawEllipse(QPointF(one.x, plot.y(one.middle)), dot, dot)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Several:
    """Scores that lie too near to be told apart: where, and how low, typical and high they are."""

    x: float
    first: float
    last: float
    lowest: float
    middle: float
    highest: float


def _gathered(places: list[tuple[float, float]], wide_px: float) -> list[_Several]:
    """Return one for the scores of every so many pixels; with 0 each stands for itself."""

    def cell(place: tuple[float, float]) -> float:
        return place[0] // wide_px if wide_px else place[0]

    several: list[_Several] = []
    for _, those in groupby(places, key=cell):
        near = list(those)
        pains = sorted(pain for _, pain in near)
        several.append(
            _Several(
                x=(near[0][0] + near[-1][0]) / 2,
                first=near[0][0],
                last=near[-1][0],
                lowest=pains[0],
                middle=pains[len(pains) // 2],
                highest=pains[-1],
            )
        )
    return several


def _apart(marks: Iterable[tuple[float, _Kind]], apart_px: float) -> list[tuple[float, _Kind]]:
    """Leave out marks of one kind that would nearly lie on another of it."""
    apart: dict[tuple[int, _Kind], tuple[float, _Kind]] = {}
    for mark in marks:
        apart.setdefault((round(mark[0] / apart_px), mark[1]), mark)
    return list(apart.values())


def _paint_work(painter: QPainter, plot: Plot, progress: Progress, tokens: Tokens) -> None:
    """Draw a bar for each week, or for several where it would be too narrow to be seen."""
    slot = plot.work.width() * WEEK / plot.days
    several = max(1, ceil(_NARROWEST_PX / slot))
    weeks = [
        _mean(progress.weeks[start : start + several])
        for start in range(0, len(progress.weeks), several)
    ]
    most = max(weeks, default=0)
    if not most:
        return
    slot *= several
    wide = max(2.0, min(float(scaled(22)), slot * 0.6))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.primary))
    for place, sets in enumerate(weeks):
        left = plot.work.left() + slot * place + (slot - wide) / 2
        wide_here = min(wide, plot.work.right() - left)
        if sets and wide_here > 0:
            high = plot.work.height() * sets / most
            bar = QRectF(left, plot.work.bottom() - high, wide_here, high)
            painter.drawRoundedRect(bar, 2, 2)


def _mean(weeks: Sequence[int]) -> float:
    return sum(weeks) / len(weeks)
