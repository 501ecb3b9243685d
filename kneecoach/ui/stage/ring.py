"""Show the running count in a ring, repainting only the sliver that changed."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneecoach.override import override
from kneecoach.ui.theme.motion import motion_allowed
from kneecoach.ui.theme.palette import tokens_of
from kneecoach.ui.theme.tokens import Tokens
from kneecoach.ui.theme.type import BODY_PX, TextRole, font_for, scaled
from kneecoach.ui.widgets.ring import paint_ring
from kneecoach.ui.widgets.shapes import restored
from kneecoach.ui.widgets.text import RETHEME

FLASH_MS = 450
"""How long the ring lights up with a cue."""

_PEN_SHARE = 18 / 410
_SMALLEST_PX = 160
_USUAL_PX = 410

# Role, height of the letters, top and bottom of the row, and width: shares of the ring.
_WORD = (TextRole.PHASE, 36 / 410, 0.20, 0.36, 0.70)
_NUMBER = (TextRole.NUMBER, 150 / 410, 0.33, 0.71, 0.78)
_SMALL = (TextRole.CUE, 28 / 410, 0.70, 0.82, 0.62)


class StageRing(QWidget):
    """Show a ring that fills, the phase above a large number, and a line below it.

    Args:
        name: Object name.
        label: Name for screen readers.
        parent: The widget it is in.
    """

    def __init__(self, *, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self._word = ""
        self._small = ""
        self._number = ""
        self._fraction = 0.0
        self._is_final = False
        self._flash = QTimer(self)
        self._flash.setSingleShot(True)
        self._flash.setInterval(FLASH_MS)
        self._flash.timeout.connect(self._on_flash_over)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(_SMALLEST_PX, _SMALLEST_PX)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def word(self) -> str:
        """Return the phase that is shown."""
        return self._word

    def small(self) -> str:
        """Return the line below the number."""
        return self._small

    def number(self) -> str:
        """Return the large number."""
        return self._number

    def fraction(self) -> float:
        """Return the share that is filled, 0-1."""
        return self._fraction

    def is_final(self) -> bool:
        """Return whether the number stands out, as the last three seconds do."""
        return self._is_final

    def is_flashing(self) -> bool:
        """Return whether the ring is lit up."""
        return self._flash.isActive()

    def set_texts(self, *, word: str, small: str) -> None:
        """Show a phase and a line; say them to screen readers that ask."""
        if (word, small) != (self._word, self._small):
            self._word, self._small = word, small
            self.setAccessibleDescription(f"{word} {small}".strip())
            self.update()

    def set_count(self, *, fraction: float, number: str, is_final: bool) -> None:
        """Show how far it is; the fraction is clamped to 0-1. Repaint what differs and no more.

        Where the system asks for less motion the ring goes with the number, not with the moment.
        """
        wanted = max(0.0, min(1.0, fraction))
        if number == self._number and wanted > self._fraction and not motion_allowed(self):
            wanted = self._fraction
        if (number, is_final) != (self._number, self._is_final):
            self._number, self._is_final = number, is_final
            self.update(self._number_box())
        if wanted != self._fraction:
            before, self._fraction = self._fraction, wanted
            self.update(self._arc_box(before, wanted))

    def flash(self) -> None:
        """Light up for a moment: the visible twin of a cue."""
        self._flash.start()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        """Return the size of the ring on a window of 1280x800."""
        return QSize(_USUAL_PX, _USUAL_PX)

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in RETHEME:
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what the event asks for."""
        tokens = tokens_of(self)
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(tokens.background))
        box = self._box()
        if self.is_flashing():
            _paint_glow(painter, box, tokens)
        paint_ring(painter, box, self._fraction, tokens)
        if event.rect().intersects(self._text_box()):
            colour = tokens.current if self._is_final else tokens.ink
            _paint_row(painter, box, self._word, _WORD, tokens.primary_ink)
            _paint_row(painter, box, self._number, _NUMBER, colour)
            _paint_row(painter, box, self._small, _SMALL, tokens.muted)
        painter.end()

    def _box(self) -> QRectF:
        """Return the square that the ring fills, with room for its light."""
        margin = _PEN_SHARE * min(self.width(), self.height()) / 2
        side = min(self.width(), self.height()) - 2 * margin
        return QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)

    def _text_box(self) -> QRect:
        box = self._box()
        inset = box.width() * 0.15
        return box.adjusted(inset, inset, -inset, -inset).toAlignedRect()

    def _number_box(self) -> QRect:
        box = self._box()
        _, _, top, bottom, _ = _NUMBER
        side = box.width()
        return QRectF(
            box.left() + side * 0.08, box.top() + side * top, side * 0.84, side * (bottom - top)
        ).toAlignedRect()

    def _arc_box(self, before: float, after: float) -> QRect:
        """Return a box around the part of the ring between two fractions."""
        box = self._box()
        width = box.width() * _PEN_SHARE
        low, high = sorted((before, after))
        if high - low > 0.25:
            return self.rect()
        radius = (box.width() - width) / 2
        middle = box.center()
        turns = [low, high, *(quarter / 4 for quarter in range(5) if low < quarter / 4 < high)]
        xs = [middle.x() + radius * math.sin(2 * math.pi * turn) for turn in turns]
        ys = [middle.y() - radius * math.cos(2 * math.pi * turn) for turn in turns]
        reach = width / 2 + 2
        return QRectF(
            min(xs) - reach,
            min(ys) - reach,
            max(xs) - min(xs) + 2 * reach,
            max(ys) - min(ys) + 2 * reach,
        ).toAlignedRect()

    def _on_flash_over(self) -> None:
        self.update()


def _paint_glow(painter: QPainter, box: QRectF, tokens: Tokens) -> None:
    """Light up the ground behind the ring."""
    grow = box.width() * _PEN_SHARE / 2
    with restored(painter):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.current))
        painter.drawEllipse(box.adjusted(-grow, -grow, grow, grow))
        painter.setBrush(QColor(tokens.background))
        painter.drawEllipse(box.adjusted(2 * grow, 2 * grow, -2 * grow, -2 * grow))


def _paint_row(
    painter: QPainter,
    box: QRectF,
    text: str,
    row: tuple[TextRole, float, float, float, float],
    colour: str,
) -> None:
    """Write one text into its row, smaller where it would be cut off."""
    if not text:
        return
    role, share, top, bottom, width = row
    side = box.width()
    room = side * width
    with restored(painter):
        px = min(max(side * share, scaled(BODY_PX)), side * (bottom - top))
        font = font_for(role, px=px)
        painter.setFont(font)
        wide = painter.fontMetrics().horizontalAdvance(text)
        if wide > room:
            font.setPixelSize(max(1, int(font.pixelSize() * room / wide)))
            painter.setFont(font)
        painter.setPen(QColor(colour))
        band = QRectF(box.left(), box.top() + side * top, side, side * (bottom - top))
        painter.drawText(band, Qt.AlignmentFlag.AlignCenter, text)
