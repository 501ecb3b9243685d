"""Draw pain and level over some weeks, with the bands of pain behind and the decisions marked."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from kneecoach.ui.charts.course_values import CourseValues, Mark, MarkKind
from kneecoach.ui.theme.tokens import Tokens
from kneecoach.ui.theme.type import TextRole, font_for
from kneecoach.ui.widgets.shapes import restored
from kneecoach.values import dataclass

translate = QCoreApplication.translate

MOST_PAIN = 10
WEEK = 7

_TITLE_PX, _TEXT_PX, _RULE_PX = 22.0, 15.0, 12.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 54.0, 128.0, 96.0, 46.0
_GAP = 44.0
_PAIN_SHARE = 0.56
_MARK = 6.5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Panel:
    """Turn days and values into points of a box."""

    box: QRectF
    days: int
    lowest: float
    highest: float

    def x(self, day: float) -> float:
        return self.box.left() + self.box.width() * day / self.days

    def y(self, value: float) -> float:
        share = (value - self.lowest) / (self.highest - self.lowest)
        return self.box.bottom() - self.box.height() * share

    def at(self, day: float, value: float) -> QPointF:
        return QPointF(self.x(day), self.y(value))


def paint_course(painter: QPainter, box: QRectF, values: CourseValues, colours: Tokens) -> None:
    """Draw a course into a box; shapes, words and dashes tell everything that colours tell."""
    inner = box.adjusted(_LEFT, _TOP, -_RIGHT, -_BOTTOM)
    high = (inner.height() - _GAP) * _PAIN_SHARE
    days = len(values.level)
    pain = _Panel(
        box=QRectF(inner.left(), inner.top(), inner.width(), high),
        days=days,
        lowest=0,
        highest=MOST_PAIN,
    )
    top = inner.top() + high + _GAP
    level = _Panel(
        box=QRectF(inner.left(), top, inner.width(), inner.bottom() - top),
        days=days,
        lowest=-0.2,
        highest=values.levels + 0.9,
    )
    with restored(painter):
        painter.fillRect(box, QColor(colours.surface))
        _text(
            painter, QPointF(box.left() + 16, box.top() + 34), values.title, colours.ink, title=True
        )
        _legend(painter, QPointF(box.left() + 16, box.top() + 66), values, colours)
        _bands(painter, pain, values, colours)
        _pain_axis(painter, pain, colours)
        _weeks(painter, (pain, level), colours)
        _line(painter, pain, values.morning, colours.amber_ink, is_dashed=True)
        _line(painter, pain, values.during, colours.primary, is_dashed=False)
        _mornings(painter, pain, values.morning, colours)
        _durings(painter, pain, values.during, colours)
        _ladder(painter, level, values, colours)
        for mark in values.marks:
            _mark(painter, level, mark, colours)


def _text(
    painter: QPainter, at: QPointF, words: str, colour: str, *, title: bool = False, px: float = 0
) -> float:
    """Write words from a point on the base line, and return their width."""
    role = TextRole.HEADING if title else TextRole.BODY
    font = font_for(role, px=px or (_TITLE_PX if title else _TEXT_PX))
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(at, words)
    return QFontMetricsF(font).horizontalAdvance(words)


def _legend(painter: QPainter, at: QPointF, values: CourseValues, colours: Tokens) -> None:
    """Explain the shapes that the picture holds."""
    x, y = at.x(), at.y()
    _dot(painter, QPointF(x + 6, y - 5), colours)
    x += 18 + _text(painter, QPointF(x + 18, y), _said("pain during"), colours.ink) + 20
    _square(painter, QPointF(x + 6, y - 5), colours)
    x += 18 + _text(painter, QPointF(x + 18, y), _said("pain in the morning"), colours.ink) + 20
    names = {
        MarkKind.UP: _said("up"),
        MarkKind.DOWN: _said("down"),
        MarkKind.STOP: _said("to be seen"),
        MarkKind.BREAK: _said("break"),
        MarkKind.RESUME: _said("begins again"),
    }
    kinds = {mark.kind for mark in values.marks}
    for kind, name in names.items():
        if kind in kinds:
            _shape(painter, QPointF(x + 8, y - 5), kind, colours)
            x += 22 + _text(painter, QPointF(x + 22, y), name, colours.ink) + 18


def _said(words: str) -> str:
    return translate("CourseChart", words)


def _bands(painter: QPainter, panel: _Panel, values: CourseValues, colours: Tokens) -> None:
    """Draw the bands of pain during, each with its name beside it."""
    edges = (
        (0.0, values.clean_up_to + 0.5, colours.good_weak, colours.good_ink, _said("calm")),
        (
            values.clean_up_to + 0.5,
            values.acceptable_up_to + 0.5,
            colours.amber_weak,
            colours.amber_ink,
            _said("acceptable"),
        ),
        (
            values.red_from - 0.5,
            float(MOST_PAIN),
            colours.alarm_weak,
            colours.alarm_ink,
            _said("too much"),
        ),
    )
    for low, high, area, ink, name in edges:
        top, bottom = panel.y(high), panel.y(low)
        painter.fillRect(
            QRectF(panel.box.left(), top, panel.box.width(), bottom - top), QColor(area)
        )
        at = QPointF(panel.box.right() + 10, (top + bottom) / 2 + 5)
        _text(painter, at, name, ink)


def _pain_axis(painter: QPainter, panel: _Panel, colours: Tokens) -> None:
    for score in range(0, MOST_PAIN + 1, 2):
        _right(painter, QPointF(panel.box.left() - 10, panel.y(score) + 5), str(score), colours)
    _text(
        painter, QPointF(panel.box.left(), panel.box.top() - 8), _said("Pain, 0-10"), colours.muted
    )


def _right(painter: QPainter, at: QPointF, words: str, colours: Tokens) -> None:
    width = QFontMetricsF(font_for(TextRole.BODY, px=_TEXT_PX)).horizontalAdvance(words)
    _text(painter, QPointF(at.x() - width, at.y()), words, colours.muted)


def _weeks(painter: QPainter, panels: Sequence[_Panel], colours: Tokens) -> None:
    weeks = panels[0].days // WEEK
    every = max(1, round(weeks / 13))
    for panel in panels:
        painter.setPen(QPen(QColor(colours.line), 1))
        for week in range(0, weeks + 1, every):
            x = panel.x(week * WEEK)
            painter.drawLine(QLineF(x, panel.box.top(), x, panel.box.bottom()))
    low = panels[-1]
    for week in range(0, weeks, every):
        name = str(week + 1) if week else _said("week 1")
        _text(painter, QPointF(low.x(week * WEEK) + 4, low.box.bottom() + 20), name, colours.muted)


def _line(
    painter: QPainter,
    panel: _Panel,
    points: Sequence[tuple[int, int]],
    colour: str,
    *,
    is_dashed: bool,
) -> None:
    """Join scores that lie a week apart at most; a longer gap stays a gap."""
    style = Qt.PenStyle.DotLine if is_dashed else Qt.PenStyle.SolidLine
    painter.setPen(QPen(QColor(colour), 1.2 if is_dashed else 1.8, style))
    for (day, pain), (later, next_pain) in pairwise(points):
        if later - day < WEEK:
            painter.drawLine(QLineF(panel.at(day + 0.5, pain), panel.at(later + 0.5, next_pain)))


def _durings(
    painter: QPainter, panel: _Panel, points: Sequence[tuple[int, int]], colours: Tokens
) -> None:
    for day, pain in points:
        _dot(painter, panel.at(day + 0.5, pain), colours)


def _mornings(
    painter: QPainter, panel: _Panel, points: Sequence[tuple[int, int]], colours: Tokens
) -> None:
    for day, pain in points:
        _square(painter, panel.at(day + 0.5, pain), colours)


def _dot(painter: QPainter, at: QPointF, colours: Tokens) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.primary))
    painter.drawEllipse(at, 4.0, 4.0)


def _square(painter: QPainter, at: QPointF, colours: Tokens) -> None:
    painter.setPen(QPen(QColor(colours.amber_ink), 1.3))
    painter.setBrush(QColor(colours.surface))
    painter.drawRect(QRectF(at.x() - 2.8, at.y() - 2.8, 5.6, 5.6))


def _ladder(painter: QPainter, panel: _Panel, values: CourseValues, colours: Tokens) -> None:
    """Draw the level of each day as a staircase."""
    box = panel.box
    _text(painter, QPointF(box.left(), box.top() - 8), _said("Level"), colours.muted)
    for level in range(1, values.levels + 1):
        y = panel.y(level)
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawLine(QLineF(box.left(), y, box.right(), y))
        if values.levels <= MOST_PAIN or level % 2:
            _right(painter, QPointF(box.left() - 10, y + 5), str(level), colours)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colours.ink), 2.4))
    stairs = QPolygonF()
    for day, level in enumerate(values.level):
        stairs.append(panel.at(day, level))
        stairs.append(panel.at(day + 1, level))
    painter.drawPolyline(stairs)


def _mark(painter: QPainter, panel: _Panel, mark: Mark, colours: Tokens) -> None:
    """Draw a decision on the staircase, with the rule's id above or below it."""
    at = panel.at(mark.day, mark.level)
    _shape(painter, at, mark.kind, colours)
    is_up = mark.kind in {MarkKind.UP, MarkKind.STOP}
    below = QPointF(at.x() - 8, at.y() + (-11 if is_up else 20))
    _text(painter, below, mark.rule, colours.ink, px=_RULE_PX)


def _shape(painter: QPainter, at: QPointF, kind: MarkKind, colours: Tokens) -> None:
    """Draw the shape of a kind of decision."""
    x, y, half = at.x(), at.y(), _MARK
    fill = {
        MarkKind.UP: colours.good,
        MarkKind.DOWN: colours.amber,
        MarkKind.STOP: colours.alarm,
        MarkKind.BREAK: colours.muted,
        MarkKind.RESUME: colours.surface,
    }[kind]
    painter.setPen(QPen(QColor(colours.ink), 1.2))
    painter.setBrush(QColor(fill))
    match kind:
        case MarkKind.UP | MarkKind.DOWN:
            tip = -half if kind is MarkKind.UP else half
            corners = (QPointF(x, y + tip), QPointF(x + half, y - tip), QPointF(x - half, y - tip))
            painter.drawPolygon(QPolygonF(corners))
        case MarkKind.STOP:
            painter.drawRect(QRectF(x - half, y - half, 2 * half, 2 * half))
        case MarkKind.BREAK:
            painter.drawRect(QRectF(x - half, y - half, half * 0.75, 2 * half))
            painter.drawRect(QRectF(x + half * 0.25, y - half, half * 0.75, 2 * half))
        case MarkKind.RESUME:
            painter.drawEllipse(at, half, half)
