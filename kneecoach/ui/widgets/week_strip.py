"""Show the days of one week and what happened or is planned on them."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneecoach.override import override
from kneecoach.ui.theme.palette import tokens_of
from kneecoach.ui.theme.tokens import Tokens
from kneecoach.ui.theme.type import TextRole, font_for, scaled
from kneecoach.ui.widgets.shapes import paint_box, restored
from kneecoach.ui.widgets.text import RETHEME
from kneecoach.values import dataclass

_DISC_PX = 34
_LABEL_PX = 24


class DayMark(StrEnum):
    """Name what is known of a day."""

    NONE = "none"
    DONE = "done"
    PLANNED = "planned"


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekDay:
    """One day of the strip.

    Attributes:
        label: Short name of the day.
        number: Day of the month.
        mark: What happened or is planned.
        is_today: Whether it is today.
        says: The whole in words, such as "Monday 16: session done".
    """

    label: str
    number: str
    mark: DayMark = DayMark.NONE
    is_today: bool = False
    says: str = ""


class WeekStrip(QWidget):
    """Show a week as a row of discs: full when done, ringed today, dotted when planned.

    Args:
        name: Object name.
        label: Name for screen readers.
        parent: The widget it is in.
    """

    def __init__(self, *, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self._days: tuple[WeekDay, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def days(self) -> tuple[WeekDay, ...]:
        """Return what is shown."""
        return self._days

    def set_days(self, days: tuple[WeekDay, ...]) -> None:
        """Show these days, in order."""
        self._days = days
        self.setAccessibleDescription(" ".join(day.says for day in days if day.says))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        """Return room for seven discs and their names."""
        return QSize(7 * scaled(_DISC_PX + 8), scaled(_DISC_PX + _LABEL_PX))

    @override
    def minimumSizeHint(self) -> QSize:
        """Return room for seven discs that touch."""
        return QSize(7 * _DISC_PX, scaled(_DISC_PX + _LABEL_PX))

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in RETHEME:
            self.updateGeometry()
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the discs, then write on them."""
        if not self._days:
            return
        tokens = tokens_of(self)
        painter = QPainter(self)
        box = QRectF(self.rect())
        paint_week(painter, box, self._days, tokens)
        with restored(painter):
            for day, disc in zip(self._days, discs(box, len(self._days)), strict=True):
                self._write(painter, day, disc, tokens)
        painter.end()

    def _write(self, painter: QPainter, day: WeekDay, disc: QRectF, tokens: Tokens) -> None:
        centre = Qt.AlignmentFlag.AlignCenter
        slot = self.width() / len(self._days)
        above = QRectF(disc.center().x() - slot / 2, 0, slot, disc.top())
        small = font_for(TextRole.SMALL)
        painter.setFont(small)
        wide = painter.fontMetrics().horizontalAdvance(day.label)
        if wide > slot - 2:
            small.setPixelSize(max(9, int(small.pixelSize() * (slot - 2) / wide)))
            painter.setFont(small)
        painter.setPen(QColor(tokens.ink if day.is_today else tokens.muted))
        painter.drawText(above, centre, day.label)
        painter.setFont(font_for(TextRole.FIGURES, px=disc.height() * 15 / _DISC_PX))
        is_done = day.mark is DayMark.DONE
        painter.setPen(QColor(tokens.on_primary if is_done else tokens.muted))
        if day.is_today and not is_done:
            painter.setPen(QColor(tokens.primary_ink))
        painter.drawText(disc, centre, day.number)


def discs(box: QRectF, count: int) -> tuple[QRectF, ...]:
    """Return where the discs of a strip lie: at the foot of the box, from edge to edge."""
    size = min(float(scaled(_DISC_PX)), box.width() / count)
    step = (box.width() - size) / max(1, count - 1)
    top = box.bottom() - size
    return tuple(QRectF(box.left() + index * step, top, size, size) for index in range(count))


def paint_week(painter: QPainter, box: QRectF, days: tuple[WeekDay, ...], tokens: Tokens) -> None:
    """Draw the discs of a week, without text."""
    for day, disc in zip(days, discs(box, len(days)), strict=True):
        corner = disc.height() / 2
        if day.mark is DayMark.DONE:
            paint_box(painter, disc, fill=tokens.primary, corner=corner)
            if day.is_today:
                inner = disc.adjusted(3, 3, -3, -3)
                paint_box(
                    painter, inner, fill=None, edge=tokens.on_primary, corner=corner, edge_width=1.5
                )
            continue
        edge = tokens.primary if day.is_today else tokens.line
        paint_box(painter, disc, fill=None, edge=edge, corner=corner, edge_width=2.0)
        if day.mark is DayMark.PLANNED:
            dot = QRectF(disc.center().x() - 2, disc.bottom() - 8, 4, 4)
            paint_box(painter, dot, fill=tokens.primary, corner=2)
