"""Draw pain over the bands and work by the week, and let one step from session to session."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QDate, QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneecoach.coach.progress import Progress, SessionPoint
from kneecoach.dose.bands import RED_FROM
from kneecoach.override import override
from kneecoach.ui.charts.progress_plot import (
    CALM_UP_TO,
    DOT_PX,
    MOST_PAIN,
    Plot,
    paint_shapes,
    plot_of,
)
from kneecoach.ui.theme.palette import tokens_of
from kneecoach.ui.theme.tokens import Tokens
from kneecoach.ui.theme.type import TextRole, font_for, scaled
from kneecoach.ui.widgets.announce import announce
from kneecoach.ui.widgets.shapes import paint_focus_ring
from kneecoach.ui.widgets.text import RETHEME
from kneecoach.ui.words.days import words_locale

_NEAR_PX = 24.0
_YEARS_APART_PX = 14.0
_DAYS_OF_YEARS = 366


class ProgressChart(QWidget):
    """Show how it went; the arrow keys step from session to session, and so does the pointer.

    Signals:
        session_chosen(int): The person stepped to the session at this place.

    Args:
        name: Object name.
        label: Name for screen readers.
        parent: The widget it is in.
    """

    session_chosen = Signal(int)

    def __init__(self, *, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._progress: Progress | None = None
        self._says: Callable[[int], str] | None = None
        self._picture = QPixmap()
        self._at = -1

    def set_progress(
        self, progress: Progress, says: Callable[[int], str], description: str
    ) -> None:
        """Show a span.

        Args:
            progress: What to show.
            says: Returns what a screen reader is told of the session at a place.
            description: What it is told of the whole picture.
        """
        self._progress, self._says = progress, says
        self._at = -1
        self._picture = QPixmap()
        self.setAccessibleDescription(description)
        self.update()

    def choose(self, place: int) -> None:
        """Step to a session, if there is one at that place."""
        sessions = self._progress.sessions if self._progress is not None else ()
        if self._says is not None and 0 <= place < len(sessions) and place != self._at:
            self._at = place
            announce(self, self._says(place))
            self.update()
            self.session_chosen.emit(place)

    @override
    def sizeHint(self) -> QSize:
        """Return a calm height at any width."""
        return QSize(scaled(560), scaled(330))

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the least at which weeks can be told apart."""
        return QSize(scaled(240), scaled(260))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step with the arrow keys, Home and End."""
        last = len(self._progress.sessions) - 1 if self._progress is not None else -1
        steps = {
            Qt.Key.Key_Left: max(0, self._at - 1) if self._at >= 0 else last,
            Qt.Key.Key_Right: min(last, self._at + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        place = steps.get(Qt.Key(event.key()))
        if place is None:
            super().keyPressEvent(event)
        else:
            self.choose(place)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Step to the session nearest to the pointer."""
        if self._progress is None or not self._progress.sessions:
            return
        plot = plot_of(QRectF(self.rect()), self._progress)
        x = event.position().x()
        ways = [abs(plot.x(one.record.day) - x) for one in self._progress.sessions]
        nearest = min(range(len(ways)), key=ways.__getitem__)
        if ways[nearest] <= _NEAR_PX:
            self.choose(nearest)

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in RETHEME:
            self._picture = QPixmap()
            self.updateGeometry()
            self.update()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keys work here."""
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that they no longer do."""
        super().focusOutEvent(event)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw shapes, then words."""
        if self._progress is None:
            return
        tokens = tokens_of(self)
        plot = plot_of(QRectF(self.rect()), self._progress)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._all_of(plot, self._progress, tokens))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if 0 <= self._at < len(self._progress.sessions):
            self._paint_chosen(painter, plot, self._progress.sessions[self._at], tokens)
        if self.hasFocus():
            edge = QRectF(self.rect()).adjusted(2, 2, -2, -2)
            paint_focus_ring(painter, edge, colour=tokens.focus, corner=8)
        painter.end()

    def _all_of(self, plot: Plot, progress: Progress, tokens: Tokens) -> QPixmap:
        """Return the picture without what is chosen, painted once for a size: steps are quick."""
        ratio = self.devicePixelRatioF()
        size = (QSizeF(self.size()) * ratio).toSize()
        if self._picture.size() != size:
            picture = QPixmap(size)
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_shapes(painter, plot, progress, tokens)
            self._write(painter, plot, tokens)
            painter.end()
            self._picture = picture
        return self._picture

    def _paint_chosen(
        self, painter: QPainter, plot: Plot, point: SessionPoint, tokens: Tokens
    ) -> None:
        x = plot.x(point.record.day)
        painter.setPen(QPen(QColor(tokens.primary), 2))
        painter.drawLine(QPointF(x, plot.pain.top()), QPointF(x, plot.work.bottom()))
        if point.during is not None:
            painter.setBrush(QColor(tokens.surface))
            painter.drawEllipse(QPointF(x, plot.y(point.during)), DOT_PX + 2, DOT_PX + 2)

    def _write(self, painter: QPainter, plot: Plot, tokens: Tokens) -> None:
        """Write the scale, what the pictures show, and the days."""
        font = font_for(TextRole.SMALL)
        painter.setFont(font)
        painter.setPen(QColor(tokens.muted))
        metrics = QFontMetricsF(font)
        for score in (0, CALM_UP_TO, RED_FROM - 1, MOST_PAIN):
            words = str(score)
            x = plot.pain.left() - metrics.horizontalAdvance(words) - 8
            painter.drawText(QPointF(x, plot.y(score) + metrics.capHeight() / 2), words)
        painter.drawText(QPointF(plot.work.left(), plot.work.top() - 5), self.tr("Sets in a week"))
        self._write_days(painter, plot, metrics)

    def _write_days(self, painter: QPainter, plot: Plot, metrics: QFontMetricsF) -> None:
        """Write the first and the last day, and the years between where there is room."""
        low = plot.work.bottom() + metrics.ascent() + 5
        last = plot.first + timedelta(days=plot.days - 1)
        shape = "d MMM" if plot.first.year == last.year else "d MMM yyyy"
        start, end = (words_locale().toString(_qdate(one), shape) for one in (plot.first, last))
        painter.drawText(QPointF(plot.work.left(), low), start)
        right = plot.work.right() - metrics.horizontalAdvance(end)
        painter.drawText(QPointF(right, low), end)
        free = plot.work.left() + metrics.horizontalAdvance(start) + _YEARS_APART_PX
        if plot.days < _DAYS_OF_YEARS:
            return
        for year in range(plot.first.year + 1, last.year + 1):
            x = plot.x(date(year, 1, 1))
            wide = metrics.horizontalAdvance(str(year))
            if free <= x - wide / 2 and x + wide / 2 <= right - _YEARS_APART_PX:
                painter.drawLine(QPointF(x, plot.work.bottom()), QPointF(x, plot.work.bottom() + 3))
                painter.drawText(QPointF(x - wide / 2, low), str(year))
                free = x + wide / 2 + _YEARS_APART_PX


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
