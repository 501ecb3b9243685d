"""Draw pain over the bands and work by the week, without words."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from datetime import date
from itertools import pairwise
from typing import TypeVar

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from kneecoach.coach.progress import WEEK, Progress
from kneecoach.dose.bands import RED_FROM
from kneecoach.model.decision import Action
from kneecoach.ui.theme.tokens import Tokens
from kneecoach.ui.theme.type import scaled
from kneecoach.ui.widgets.shapes import restored
from kneecoach.values import dataclass

MOST_PAIN = 10
CALM_UP_TO = 2
"""Pain up to here is calm for most exercises; the bands of one exercise may be tighter."""

_LEFT_PX, _RIGHT_PX, _TOP_PX, _BOTTOM_PX = 34, 12, 12, 24
_GAP_PX = 34
_WORK_SHARE = 0.28
_LONGEST_GAP_DAYS = 21
DOT_PX = 4.0
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
    marks = {
        (plot.x(one.record.day), any(turn.action in _DOWN for turn in one.turns))
        for one in progress.sessions
        if one.turns
    }
    for x, is_down in _apart(sorted(marks)):
        painter.setPen(QPen(QColor(tokens.line), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, plot.pain.top()), QPointF(x, plot.work.bottom()))
        painter.setPen(QPen(QColor(tokens.ink), 1))
        painter.setBrush(QColor(tokens.amber if is_down else tokens.good))
        half = 5.0
        tip = half if is_down else -half
        y = plot.pain.bottom() + 9
        corners = (QPointF(x, y + tip), QPointF(x + half, y - tip), QPointF(x - half, y - tip))
        painter.drawPolygon(QPolygonF(corners))


def _paint_mornings(painter: QPainter, plot: Plot, progress: Progress, tokens: Tokens) -> None:
    painter.setPen(QPen(QColor(tokens.amber_ink), 1.2))
    painter.setBrush(QColor(tokens.surface))
    mornings = [(plot.x(day), pain) for day, pain in progress.mornings]
    painter.drawRects([QRectF(x - 2.5, plot.y(pain) - 2.5, 5, 5) for x, pain in _apart(mornings)])


def _paint_sessions(painter: QPainter, plot: Plot, progress: Progress, tokens: Tokens) -> None:
    """Join the worst pain of sessions; a gap of three weeks stays a gap."""
    known = [(one.record.day, one.during) for one in progress.sessions if one.during is not None]
    painter.setPen(QPen(QColor(tokens.ink), 2))
    places = [QPointF(plot.x(day), plot.y(pain)) for day, pain in known]
    lines = [
        QLineF(here, there)
        for (here, there), ((day, _), (later, _)) in zip(
            pairwise(places), pairwise(known), strict=True
        )
        if (later - day).days <= _LONGEST_GAP_DAYS
    ]
    painter.drawLines(lines)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.ink))
    for x, pain in _apart([(plot.x(day), pain) for day, pain in known]):
        painter.drawEllipse(QPointF(x, plot.y(pain)), DOT_PX, DOT_PX)


def _apart(marks: Iterable[tuple[float, _Kind]]) -> list[tuple[float, _Kind]]:
    """Leave out marks of one kind that would lie on another of it, within half a pixel."""
    apart: dict[tuple[int, _Kind], tuple[float, _Kind]] = {}
    for x, kind in marks:
        apart.setdefault((round(x * 2), kind), (x, kind))
    return list(apart.values())


def _paint_work(painter: QPainter, plot: Plot, progress: Progress, tokens: Tokens) -> None:
    most = max(progress.weeks, default=0)
    if not most:
        return
    slot = plot.work.width() * WEEK / plot.days
    wide = max(2.0, min(float(scaled(22)), slot * 0.6))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.primary))
    for week, sets in enumerate(progress.weeks):
        left = plot.work.left() + slot * week + (slot - wide) / 2
        wide_here = min(wide, plot.work.right() - left)
        if sets and wide_here > 0:
            high = plot.work.height() * sets / most
            bar = QRectF(left, plot.work.bottom() - high, wide_here, high)
            painter.drawRoundedRect(bar, 2, 2)
