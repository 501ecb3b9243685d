"""Show how far a phase has come: a ring with a large number in the middle."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneecoach.override import override
from kneecoach.ui.theme.palette import tokens_of
from kneecoach.ui.theme.tokens import Tokens
from kneecoach.ui.theme.type import TextRole, font_for
from kneecoach.ui.widgets.shapes import restored
from kneecoach.ui.widgets.text import RETHEME

_TOP_DEGREES = 90
_QT_PER_DEGREE = 16
_NUMBER_SHARE = 150 / 410
_WORD_SHARE = 30 / 410
_SMALL_SHARE = 24 / 410
_PEN_SHARE = 18 / 410


@dataclass(frozen=True, slots=True, kw_only=True)
class RingValues:
    """What the ring shows.

    Attributes:
        fraction: Share that is filled, 0-1.
        number: The large number; may be empty.
        word: What the body does, above the number.
        small: A line below it, such as the repetition.
    """

    fraction: float = 0.0
    number: str = ""
    word: str = ""
    small: str = ""


class ProgressRing(QWidget):
    """Show a ring that fills, with a word, a number and a line in it.

    Args:
        name: Object name.
        label: Name for screen readers.
        parent: The widget it is in.
    """

    def __init__(self, *, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self._values = RingValues()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(120, 120)

    def values(self) -> RingValues:
        """Return what is shown."""
        return self._values

    def set_values(self, values: RingValues) -> None:
        """Show these values, the fraction clamped to 0-1; repaint only what differs."""
        clamped = replace(values, fraction=max(0.0, min(1.0, values.fraction)))
        if clamped == self._values:
            return
        self._values = clamped
        texts = (clamped.word, clamped.number, clamped.small)
        self.setAccessibleDescription(" ".join(text for text in texts if text))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        """Return the size of the ring on a window of 1280x800."""
        return QSize(410, 410)

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in RETHEME:
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring and its texts."""
        tokens = tokens_of(self)
        painter = QPainter(self)
        side = min(self.width(), self.height())
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        paint_ring(painter, box, self._values.fraction, tokens)
        paint_ring_texts(painter, box, self._values, tokens)
        painter.end()


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


def paint_ring_texts(painter: QPainter, box: QRectF, values: RingValues, tokens: Tokens) -> None:
    """Write the word, the number and the line into the ring, as large as the ring allows."""
    side = box.width()
    inside = box.adjusted(side * 0.12, 0, -side * 0.12, 0)
    rows = (
        (values.word, TextRole.PHASE, _WORD_SHARE, 0.22, 0.36, tokens.primary_ink),
        (values.number, TextRole.NUMBER, _NUMBER_SHARE, 0.30, 0.72, tokens.ink),
        (values.small, TextRole.CUE, _SMALL_SHARE, 0.68, 0.80, tokens.muted),
    )
    with restored(painter):
        for text, role, share, top, bottom, colour in rows:
            if not text:
                continue
            font = font_for(role, px=side * share)
            painter.setFont(font)
            wide = painter.fontMetrics().horizontalAdvance(text)
            if wide > inside.width():
                font.setPixelSize(max(1, int(font.pixelSize() * inside.width() / wide)))
                painter.setFont(font)
            painter.setPen(QColor(colour))
            band = QRectF(
                inside.left(), box.top() + side * top, inside.width(), side * (bottom - top)
            )
            painter.drawText(band, Qt.AlignmentFlag.AlignCenter, text)
