"""Draw the course of one score as a small line; the numbers stand beside it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneecoach.override import override
from kneecoach.ui.theme.palette import tokens_of
from kneecoach.ui.theme.tokens import Tokens
from kneecoach.ui.theme.type import scaled
from kneecoach.ui.widgets.shapes import restored
from kneecoach.ui.widgets.text import RETHEME

_WIDE_PX, _HIGH_PX, _DOT_PX, _EDGE_PX = 140, 44, 3.5, 6.0


class SmallCourse(QWidget):
    """Show scores over the days of a span.

    Args:
        name: Object name.
        says: All of it in words, for screen readers.
        points: Scores with their days, oldest first.
        highest: The top of the picture; the highest score of all where there is none.
        span: The first and the last day of the picture.
        parent: The widget it is in.
    """

    def __init__(
        self,
        *,
        name: str,
        says: str,
        points: tuple[tuple[date, float], ...],
        highest: float,
        span: tuple[date, date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(says)
        self._points = points
        self._highest = highest or max(score for _, score in points) or 1.0
        self._first = min(span[0], points[0][0])
        self._days = max(1, (max(span[1], points[-1][0]) - self._first).days)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        """Return a low picture."""
        return QSize(scaled(_WIDE_PX), scaled(_HIGH_PX))

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in RETHEME:
            self.updateGeometry()
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line and its dots."""
        painter = QPainter(self)
        paint_course(painter, QRectF(self.rect()), self._marks(), tokens_of(self))
        painter.end()

    def _marks(self) -> tuple[tuple[float, float], ...]:
        return tuple(
            ((day - self._first).days / self._days, min(1.0, score / self._highest))
            for day, score in self._points
        )


def paint_course(
    painter: QPainter, box: QRectF, marks: tuple[tuple[float, float], ...], tokens: Tokens
) -> None:
    """Draw marks, each as shares of the width and of the height, joined by a line."""
    inner = box.adjusted(_EDGE_PX, _EDGE_PX, -_EDGE_PX, -_EDGE_PX)
    dots = [
        QPointF(inner.left() + inner.width() * x, inner.bottom() - inner.height() * y)
        for x, y in marks
    ]
    with restored(painter):
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(inner.bottomLeft(), inner.bottomRight())
        painter.setPen(QPen(QColor(tokens.primary), 2))
        painter.drawPolyline(dots)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.primary))
        for dot in dots:
            painter.drawEllipse(dot, _DOT_PX, _DOT_PX)
