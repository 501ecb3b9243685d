"""Show on which days something was done: a column for each week, Monday on top."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneecoach.override import override
from kneecoach.ui.theme.palette import tokens_of
from kneecoach.ui.theme.tokens import Tokens
from kneecoach.ui.theme.type import scaled
from kneecoach.ui.widgets.shapes import restored
from kneecoach.ui.widgets.text import RETHEME

WEEK = 7
_CELL_PX = 15
_GAP_PX = 4
_STEPS = (0.45, 0.7, 1.0)
"""How strong the colour is: a third of the most sets in a day, two thirds, all."""


class DayGrid(QWidget):
    """Fill a cell for each day on which something was done; the more, the stronger.

    Args:
        name: Object name.
        label: Name for screen readers.
        parent: The widget it is in.
    """

    def __init__(self, *, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._days: dict[date, int] = {}
        self._first = date.min
        self._last = date.min

    def set_days(self, days: dict[date, int], *, first: date, last: date, says: str) -> None:
        """Show the days from a Monday to the last one.

        Args:
            days: How much was done on a day.
            first: The Monday of the first column.
            last: The last day.
            says: What a screen reader is told of it all.
        """
        self._days, self._first, self._last = days, first, last
        self.setAccessibleDescription(says)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        """Return room for seven rows."""
        return QSize(scaled(14 * (_CELL_PX + _GAP_PX)), scaled(WEEK * (_CELL_PX + _GAP_PX)))

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the same height, however narrow."""
        return QSize(scaled(80), self.sizeHint().height())

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in RETHEME:
            self.updateGeometry()
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cells."""
        if self._last < self._first or self._first == date.min:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_days(
            painter,
            QRectF(self.rect()),
            self._days,
            (self._first, self._last),
            tokens_of(self),
        )
        painter.end()


def paint_days(
    painter: QPainter,
    box: QRectF,
    days: dict[date, int],
    span: tuple[date, date],
    tokens: Tokens,
) -> None:
    """Draw a cell for each day of a span; the newest weeks, as many as there is room for."""
    first, last = span
    weeks = (last - first).days // WEEK + 1
    step = box.height() / WEEK
    side = step * _CELL_PX / (_CELL_PX + _GAP_PX)
    shown = max(1, min(weeks, int(box.width() // step)))
    most = max(days.values(), default=0)
    with restored(painter):
        day = first + timedelta(days=WEEK * (weeks - shown))
        while day <= last:
            column, row = divmod((day - first).days - WEEK * (weeks - shown), WEEK)
            cell = QRectF(box.left() + column * step, box.top() + row * step, side, side)
            done = days.get(day, 0)
            painter.setPen(QPen(QColor(tokens.line), 1))
            if done:
                colour = QColor(tokens.primary)
                colour.setAlphaF(_STEPS[min(2, (3 * done - 1) // most)])
                painter.setBrush(colour)
            else:
                painter.setBrush(QColor(tokens.background))
            painter.drawRoundedRect(cell, 3, 3)
            day += timedelta(days=1)
