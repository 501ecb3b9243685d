"""Draw the scores of a session over the bands of pain that they are read by."""

from __future__ import annotations

import math
from enum import StrEnum

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneecoach.model.units import HIGHEST_SCORE
from kneecoach.override import override
from kneecoach.ui.theme.palette import tokens_of
from kneecoach.ui.theme.tokens import Tokens
from kneecoach.ui.theme.type import TextRole, font_for, scaled
from kneecoach.ui.widgets.shapes import paint_box, restored
from kneecoach.ui.widgets.text import RETHEME
from kneecoach.values import dataclass

_SCORES = HIGHEST_SCORE + 1
_CELL_PX = 16
_ROW_PX = 34
_GAP_PX = 12
_BAR_PX = 4.0
_DISC_PX = 16


class ZoneTone(StrEnum):
    """Name how much a zone of pain asks for care."""

    CALM = "calm"
    ACCEPTABLE = "acceptable"
    RED = "red"


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """Scores that are read alike.

    Attributes:
        lowest, highest: From and to.
        tone: How much care they ask for.
        words: What they are called.
    """

    lowest: int
    highest: int
    tone: ZoneTone
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One score; None when it was not recorded.

    Attributes:
        score: The score.
        words: Its name with what it is, such as "Before: 2".
    """

    score: int | None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BandsValues:
    """What the picture shows.

    Attributes:
        zones: From the lowest scores to the highest.
        marks: Scores, each in a row of its own.
    """

    zones: tuple[Zone, ...] = ()
    marks: tuple[Mark, ...] = ()


class BandsPicture(QWidget):
    """Show scores as dots in rows, with the zones of pain behind them, all named in words.

    Args:
        name: Object name.
        label: Name for screen readers.
        parent: The widget it is in.
    """

    def __init__(self, *, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self._values = BandsValues()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def values(self) -> BandsValues:
        """Return what is shown."""
        return self._values

    def set_values(self, values: BandsValues) -> None:
        """Show these scores over these zones."""
        self._values = values
        zones = [f"{one.words} {one.lowest}–{one.highest}" for one in values.zones]
        said = [*(one.words for one in values.marks), *zones]
        self.setAccessibleDescription(". ".join(said))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        """Return room for the rows, the names of the zones above and the scale below."""
        wide = self._label_width() + _SCORES * scaled(_CELL_PX + 16)
        return QSize(round(wide), self._height())

    @override
    def minimumSizeHint(self) -> QSize:
        """Return room in which every name can still be read."""
        wide = self._narrowest_label() + _SCORES * scaled(_CELL_PX)
        return QSize(math.ceil(wide), self._height())

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in RETHEME:
            self.updateGeometry()
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw zones and dots, then write the names."""
        if not self._values.zones:
            return
        tokens = tokens_of(self)
        painter = QPainter(self)
        line = self._line_height()
        left = self._label_width()
        if left + _SCORES * scaled(_CELL_PX) > self.width():
            left = self._narrowest_label()
        box = QRectF(self.rect()).adjusted(left, 2 * line, -1, -line)
        paint_bands(painter, box, self._values, tokens)
        with restored(painter):
            painter.setFont(font_for(TextRole.SMALL))
            painter.setPen(QColor(tokens.ink))
            self._write_marks(painter, box)
            self._write_zones(painter, box)
            painter.setPen(QColor(tokens.muted))
            self._write_scale(painter, box)
        painter.end()

    def _write_marks(self, painter: QPainter, box: QRectF) -> None:
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        flags |= Qt.TextFlag.TextWordWrap
        for index, mark in enumerate(self._values.marks):
            middle = row_middle(box, index, len(self._values.marks))
            wide = box.left() - scaled(_GAP_PX) + 1
            row = QRectF(0, middle - scaled(_ROW_PX) / 2, wide, scaled(_ROW_PX))
            painter.drawText(row, flags, mark.words)

    def _write_zones(self, painter: QPainter, box: QRectF) -> None:
        """Write the names over their zones, every second one a line higher where they are wide."""
        line = self._line_height()
        metrics = QFontMetricsF(font_for(TextRole.SMALL))
        is_staggered = any(
            metrics.horizontalAdvance(zone.words) + _GAP_PX / 2 > zone_box(box, zone).width()
            for zone in self._values.zones
        )
        for index, zone in enumerate(self._values.zones):
            wide = metrics.horizontalAdvance(zone.words) + 2
            left = zone_box(box, zone).center().x() - wide / 2
            left = max(0.0, min(left, self.width() - wide))
            top = box.top() - (2 * line if is_staggered and index % 2 else line)
            words = QRectF(left, top, wide, line)
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter, zone.words)

    def _write_scale(self, painter: QPainter, box: QRectF) -> None:
        wide = box.width() / _SCORES
        for score in range(_SCORES):
            cell = QRectF(box.left() + score * wide, box.bottom(), wide, self._line_height())
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, str(score))

    def _label_width(self) -> float:
        metrics = QFontMetricsF(font_for(TextRole.SMALL))
        widest = max(
            (metrics.horizontalAdvance(one.words) for one in self._values.marks), default=0
        )
        return widest + scaled(_GAP_PX)

    def _narrowest_label(self) -> float:
        """Return the room that the names take in two lines each."""
        metrics = QFontMetricsF(font_for(TextRole.SMALL))
        widths = (
            min(
                max(metrics.horizontalAdvance(" ".join(part)) for part in (words[:at], words[at:]))
                for at in range(1, len(words) + 1)
            )
            for words in (one.words.split() for one in self._values.marks)
        )
        return math.ceil(max(widths, default=0)) + 1 + scaled(_GAP_PX)

    def _line_height(self) -> float:
        return QFontMetricsF(font_for(TextRole.SMALL)).height() + 4

    def _height(self) -> int:
        rows = max(1, len(self._values.marks)) * scaled(_ROW_PX)
        return round(rows + 3 * self._line_height())


def zone_box(box: QRectF, zone: Zone) -> QRectF:
    """Return where a zone lies in the picture."""
    wide = box.width() / _SCORES
    left = box.left() + zone.lowest * wide
    return QRectF(left, box.top(), (zone.highest - zone.lowest + 1) * wide, box.height())


def row_middle(box: QRectF, index: int, count: int) -> float:
    """Return the height of the middle of a row."""
    top = box.top() + _BAR_PX
    return top + (index + 0.5) * (box.bottom() - top) / max(1, count)


def paint_bands(painter: QPainter, box: QRectF, values: BandsValues, colours: Tokens) -> None:
    """Draw zones from left to right and a dot for each score, without text.

    The bar over a zone is one, two or three lines strong, so that colour is not its only sign.
    """
    areas = {
        ZoneTone.CALM: (colours.good_weak, colours.good, 1),
        ZoneTone.ACCEPTABLE: (colours.amber_weak, colours.amber, 2),
        ZoneTone.RED: (colours.alarm_weak, colours.alarm, 3),
    }
    for zone in values.zones:
        area = zone_box(box, zone).adjusted(1, 0, -1, 0)
        fill, bar, lines = areas[zone.tone]
        paint_box(painter, area, fill=fill, edge=bar)
        for number in range(lines):
            top = area.top() + number * (_BAR_PX + 2)
            paint_box(painter, QRectF(area.left(), top, area.width(), _BAR_PX), fill=bar)
    wide = box.width() / _SCORES
    size = min(float(scaled(_DISC_PX)), wide - 2)
    with restored(painter):
        for index, mark in enumerate(values.marks):
            middle = row_middle(box, index, len(values.marks))
            painter.setPen(QPen(QColor(colours.control_line), 1.0, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(box.left(), middle), QPointF(box.right(), middle))
            if mark.score is None:
                continue
            at = box.left() + (mark.score + 0.5) * wide
            painter.setPen(QPen(QColor(colours.surface), 2.0))
            painter.setBrush(QColor(colours.ink))
            painter.drawEllipse(QPointF(at, middle), size / 2, size / 2)
