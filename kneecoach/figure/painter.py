"""Paint shapes with Qt: on a widget, into a picture, an SVG file or a page of a handout."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain

from PySide6.QtCore import QByteArray, QDataStream, QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF

from kneecoach.figure.shapes import Fill, Line, Point, Shape

_DASHES = (2.2, 2.4)


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
    known = list(shapes)
    stream = _stream(known)
    for shape in known:
        if isinstance(shape, Fill):
            path = _path(stream, len(shape.outlines))  # filling closes it
            painter.fillPath(path, _brush(shape.colour, shape.opacity))
        else:
            path = _path(stream, 1, is_closed=shape.is_closed)
            painter.strokePath(path, _pen(shape))
    painter.restore()


def _stream(shapes: Sequence[Shape]) -> QDataStream:
    """Return the outlines of all shapes, as Qt writes polygons.

    Qt reads a polygon from a stream several times as fast as it takes its points one by one.
    """
    parts: list[bytes] = []
    for shape in shapes:
        outlines: Iterable[Sequence[Point]]
        outlines = shape.outlines if isinstance(shape, Fill) else (shape.points,)
        for outline in outlines:
            count = len(outline)
            numbers = chain.from_iterable(outline)
            parts.append(struct.pack(f">I{2 * count}d", count, *numbers))
    return QDataStream(QByteArray(b"".join(parts)))


def _path(stream: QDataStream, count: int, *, is_closed: bool = False) -> QPainterPath:
    """Return so many outlines of the stream as one path; paths are painted faster than polygons."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for _ in range(count):
        polygon = QPolygonF()
        stream >> polygon
        path.addPolygon(polygon)
        if is_closed:
            path.closeSubpath()
    return path


@lru_cache(maxsize=1024)
def _brush(colour: str, opacity: float) -> QBrush:
    found = QColor(colour)
    found.setAlphaF(opacity)
    return QBrush(found)


def _pen(line: Line) -> QPen:
    pen = QPen(_brush(line.colour, 1.0), line.width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if line.is_dashed:
        pen.setDashPattern(list(_DASHES))
    return pen
