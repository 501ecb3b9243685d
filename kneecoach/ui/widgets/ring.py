"""Draw the ring that shows how far a phase has come."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from kneecoach.ui.theme.tokens import Tokens
from kneecoach.ui.widgets.shapes import restored

_TOP_DEGREES = 90
_QT_PER_DEGREE = 16
_PEN_SHARE = 18 / 410


def paint_ring(painter: QPainter, box: QRectF, fraction: float, tokens: Tokens) -> None:
    """Draw a ring in a square box, filled clockwise from the top."""
    width = box.width() * _PEN_SHARE
    inner = box.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    with restored(painter):
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tokens.track), width))
        painter.drawEllipse(inner)
        span = round(-360 * _QT_PER_DEGREE * max(0.0, min(1.0, fraction)))
        if span:
            pen = QPen(QColor(tokens.primary), width)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawArc(inner, _TOP_DEGREES * _QT_PER_DEGREE, span)
