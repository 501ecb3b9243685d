"""Fill the stage with the side that comes next, to be read from the mat."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneecoach.override import override
from kneecoach.ui.theme.palette import tokens_of
from kneecoach.ui.theme.tokens import CORNER_PX
from kneecoach.ui.theme.type import TextRole, font_for
from kneecoach.ui.widgets.shapes import paint_box, restored
from kneecoach.ui.widgets.text import RETHEME


class SwitchPanel(QWidget):
    """Show "Switch sides", the side in huge letters, and the seconds left.

    Args:
        name: Object name.
        parent: The widget it is in.
    """

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._word = ""
        self._side = ""
        self._number = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 120)

    def number(self) -> str:
        """Return the seconds shown."""
        return self._number

    def set_texts(self, *, word: str, side: str) -> None:
        """Show what to do and the side that comes."""
        self._word, self._side = word, side
        self.setAccessibleName(f"{word}: {side}" if side else word)
        self.update()

    def set_number(self, number: str) -> None:
        """Show the seconds left; repaint their place alone."""
        if number != self._number:
            self._number = number
            self.update(self._rows()[2].toAlignedRect())

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in RETHEME:
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the panel."""
        tokens = tokens_of(self)
        painter = QPainter(self)
        box = QRectF(self.rect())
        paint_box(painter, box, fill=tokens.primary_weak, corner=CORNER_PX)
        word, side, number = self._rows()
        lines = (
            (word, self._word, TextRole.EXERCISE, 0.62, tokens.ink),
            (side, self._side, TextRole.NUMBER, 0.92, tokens.primary_weak_ink),
            (number, self._number, TextRole.NUMBER, 0.80, tokens.ink),
        )
        with restored(painter):
            for band, text, role, share, colour in lines:
                if not text or not event.rect().intersects(_whole(band)):
                    continue
                font = font_for(role, px=band.height() * share)
                painter.setFont(font)
                wide = painter.fontMetrics().horizontalAdvance(text)
                if wide > band.width():
                    font.setPixelSize(max(1, int(font.pixelSize() * band.width() / wide)))
                    painter.setFont(font)
                painter.setPen(QColor(colour))
                painter.drawText(band, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()

    def _rows(self) -> tuple[QRectF, QRectF, QRectF]:
        """Return the places of the three lines."""
        box = QRectF(self.rect()).adjusted(24, 12, -24, -12)
        heights = (0.2, 0.52, 0.28)
        tops = (0.0, 0.2, 0.72)
        first, second, third = (
            QRectF(box.left(), box.top() + box.height() * top, box.width(), box.height() * high)
            for top, high in zip(tops, heights, strict=True)
        )
        return first, second, third


def _whole(band: QRectF) -> QRect:
    return band.toAlignedRect()
