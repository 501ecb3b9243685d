"""Paint shapes with Qt: on a widget, into a picture, an SVG file or a page of a handout."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import starmap

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from kneecoach.figure.shapes import Fill, Shape


def paint_shapes(painter: QPainter, shapes: Iterable[Shape], at: QPointF | None = None) -> None:
    """Paint shapes in their order, and leave the painter as it was.

    Args:
        painter: Paints into anything.
        shapes: What to paint, in the painter's own units.
        at: Where the sheet's left upper corner is; the painter's origin when left out.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if at is not None:
        painter.translate(at)
    for shape in shapes:
        if isinstance(shape, Fill):
            colour = _colour(shape.colour, shape.opacity)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            if len(shape.outlines) == 1:
                points = list(starmap(QPointF, shape.outlines[0]))
                painter.drawPolygon(points, Qt.FillRule.WindingFill)
            else:
                painter.drawPath(_path(shape))
        else:
            pen = QPen(_colour(shape.colour, 1.0), shape.width)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            if shape.is_dashed:
                pen.setDashPattern([2.2, 2.4])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            points = list(starmap(QPointF, shape.points))
            if shape.is_closed:
                painter.drawPolygon(points)
            else:
                painter.drawPolyline(points)
    painter.restore()


def _path(shape: Fill) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for outline in shape.outlines:
        path.addPolygon(QPolygonF(list(starmap(QPointF, outline))))
        path.closeSubpath()
    return path


@lru_cache(maxsize=1024)
def _colour(colour: str, opacity: float) -> QColor:
    found = QColor(colour)
    found.setAlphaF(opacity)
    return found


def box_of(rect: QRectF) -> tuple[float, float]:
    """Return the size of a rectangle as the scene wants it."""
    return rect.width(), rect.height()
