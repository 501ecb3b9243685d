"""Write on paper from top to bottom: sizes, colours, and the sheet that turns its pages."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPdfWriter

from kneecoach.reports.handout import Handout

DOTS_AN_INCH = 300
MM = DOTS_AN_INCH / 25.4

_FOOT_MM = 7.0
"""Room at the foot of a page for whose sheet it is."""

INK = "#1C2B30"
MUTED = "#5B6B70"

_FLAGS = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)


class Sheet:
    """A page that is written from top to bottom; `y` is how far it is full."""

    def __init__(self, writer: QPdfWriter, painter: QPainter, family: str) -> None:
        self._writer = writer
        self.painter = painter
        self._family = family
        self.wide = float(writer.width())
        self.high = float(writer.height()) - _FOOT_MM * MM
        self.y = 0.0
        self._page = 1
        self._foot: tuple[str, str] | None = None

    def stand_on(self, handout: Handout) -> None:
        """Let the pages from here on say at their foot whose they are; count them anew."""
        self._page = 1
        self._foot = (handout.foot, handout.words.page)

    def turn_page(self) -> None:
        """End this page with its foot, and go on at the top of a new one."""
        self.write_foot()
        self._writer.newPage()
        self._page += 1
        self.y = 0.0

    def write_foot(self) -> None:
        """Say at the foot of the page whose sheet it is, and which page."""
        if self._foot is None:
            return
        foot, page = self._foot
        self.painter.setFont(self.font(8))
        self.painter.setPen(QColor(MUTED))
        text = f"{foot} · {page.format(number=self._page)}"
        box = QRectF(0, self.high, self.wide, _FOOT_MM * MM)
        self.painter.drawText(box, int(Qt.AlignmentFlag.AlignBottom), text)

    def make_room(self, high: float) -> None:
        """Go on at a new page when there is not so much room left on this one."""
        if self.y and self.y + high > self.high:
            self.turn_page()

    def font(self, points: float, *, bold: bool = False) -> QFont:
        """Return the font of a size."""
        font = QFont(self._family)
        font.setPixelSize(max(1, round(points / 72 * DOTS_AN_INCH)))
        font.setBold(bold)
        # Another form of "×" beside figures would be seen, and be missing in the text of the file.
        font.setFeature(QFont.Tag("calt"), 0)
        return font

    def height_of(self, text: str, font: QFont, wide: float) -> float:
        """Return how high a text stands in a column."""
        self.painter.setFont(font)
        box = QRectF(0, 0, wide, 100_000)
        return self.painter.boundingRect(box, _FLAGS, text).height()

    def write(
        self, text: str, font: QFont, *, x: float = 0.0, wide: float = 0.0, colour: str = INK
    ) -> None:
        """Write a text below what is there; a page that is full is turned."""
        wide = wide or self.wide - x
        high = self.height_of(text, font, wide)
        self.make_room(high)
        self.painter.setFont(font)
        self.painter.setPen(QColor(colour))
        self.painter.drawText(QRectF(x, self.y, wide, high + 1), _FLAGS, text)
        self.y += high
