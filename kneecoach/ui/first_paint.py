"""Paint the outline of the window at once, while everything else is still being imported.

Nothing here may touch the names `Qt` or `QStyle`, fonts, or another room: the first use of `Qt`
alone takes 25 ms, more than this whole paint.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

from kneecoach.override import override

_LIGHT = ("#F6F5F1", "#FFFFFF", "#E3E1DA", "#DDEFEC")
_DARK = ("#12191C", "#1B2428", "#2C383D", "#1F4A48")
_HIGH_CONTRAST = ("#000000", "#000000", "#FFFFFF", "#2B2700")

_SIDE_PX = 200.0
_MARGIN_PX = 32.0
_DARK_BELOW = 128


class FirstPaint(QWidget):
    """Show where the list of pages and the cards will be.

    Args:
        choice: The chosen theme; `system` and anything unknown go by the system's own colours.
        parent: The window.
    """

    def __init__(self, *, choice: str = "system", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("first_paint")
        self.setAccessibleName(self.tr("kneecoach is starting"))
        self._choice = choice

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the outline."""
        painter = QPainter(self)
        paint_outline(painter, QRectF(self.rect()), self._colours())
        painter.end()

    def _colours(self) -> tuple[str, str, str, str]:
        known = {"light": _LIGHT, "dark": _DARK, "high_contrast": _HIGH_CONTRAST}
        if self._choice in known:
            return known[self._choice]
        window = self.palette().color(QPalette.ColorRole.Window)
        return _DARK if window.lightness() < _DARK_BELOW else _LIGHT


def paint_outline(painter: QPainter, box: QRectF, colours: tuple[str, str, str, str]) -> None:
    """Draw the list's field, its first entry and two empty cards in a window of this size."""
    background, surface, line, weak = colours
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _fill(painter, box, background)
    _fill(painter, QRectF(0, 0, _SIDE_PX, box.height()), line)
    _fill(painter, QRectF(0, 0, _SIDE_PX - 1, box.height()), surface)
    _fill(painter, QRectF(12, 67, _SIDE_PX - 25, 42), weak, corner=10)
    room = box.width() - _SIDE_PX - 2 * _MARGIN_PX - 24
    first = QRectF(_SIDE_PX + _MARGIN_PX, 108, room * 0.6, box.height() * 0.48)
    second = QRectF(first.right() + 24, 108, room * 0.4, box.height() * 0.34)
    for card in (first, second):
        _fill(painter, card, line, corner=16)
        _fill(painter, card.adjusted(1, 1, -1, -1), surface, corner=15)
    painter.restore()


def _fill(painter: QPainter, box: QRectF, colour: str, *, corner: float = 0.0) -> None:
    """Fill a box with a brush of a palette: the ways to make one of a colour all need `Qt`."""
    path = QPainterPath()
    path.addRoundedRect(box, corner, corner)
    colours = QPalette()
    colours.setColor(QPalette.ColorRole.Window, QColor(colour))
    painter.fillPath(path, colours.window())
