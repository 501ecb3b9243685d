"""Draw the few shapes that every control is made of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

FOCUS_WIDTH_PX = 2.0


@contextmanager
def restored(painter: QPainter) -> Iterator[QPainter]:
    """Give back the painter as it was, whatever was done with it."""
    painter.save()
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        yield painter
    finally:
        painter.restore()


def paint_box(
    painter: QPainter,
    box: QRectF,
    *,
    fill: str | None,
    edge: str | None = None,
    corner: float = 0.0,
    edge_width: float = 1.0,
) -> None:
    """Draw a box with round corners, its edge inside the box."""
    with restored(painter):
        painter.setBrush(Qt.BrushStyle.NoBrush if fill is None else QColor(fill))
        inset = 0.0
        if edge is None:
            painter.setPen(Qt.PenStyle.NoPen)
        else:
            painter.setPen(QPen(QColor(edge), edge_width))
            inset = edge_width / 2
        inner = box.adjusted(inset, inset, -inset, -inset)
        radius = min(corner - inset, inner.width() / 2, inner.height() / 2)
        painter.drawRoundedRect(inner, radius, radius)


def paint_focus_ring(painter: QPainter, box: QRectF, *, colour: str, corner: float) -> None:
    """Draw the ring that shows where the keyboard is, along the edge of a box."""
    paint_box(painter, box, fill=None, edge=colour, corner=corner, edge_width=FOCUS_WIDTH_PX)
