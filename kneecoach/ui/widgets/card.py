"""Hold what belongs together on a white sheet with round corners."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEvent, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from kneecoach.override import override
from kneecoach.ui.theme.palette import tokens_of
from kneecoach.ui.theme.tokens import CORNER_PX
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.shapes import paint_box
from kneecoach.ui.widgets.text import RETHEME, Text, Tone

MARGIN_PX = 20
GAP_PX = 12


class CardTone(StrEnum):
    """Name what a card is about; its edge follows."""

    PLAIN = "plain"
    NOTE = "note"
    CARE = "care"


class Card(QFrame):
    """Hold widgets in a column, `body`, under an optional title.

    Args:
        title: Heading of the card; also its name for screen readers. May be empty.
        name: Object name.
        tone: What it is about.
        parent: The widget it is in.
    """

    def __init__(
        self,
        title: str = "",
        *,
        name: str,
        tone: CardTone = CardTone.PLAIN,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._tone = tone
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(MARGIN_PX, MARGIN_PX, MARGIN_PX, MARGIN_PX)
        self.body.setSpacing(GAP_PX)
        self._title = SectionTitle(title) if title else None
        if self._title is not None:
            self.body.addWidget(self._title)

    def set_title(self, title: str) -> None:
        """Change the heading of a card that has one."""
        self.setAccessibleName(title)
        if self._title is not None:
            self._title.setText(title)

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in RETHEME:
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sheet."""
        tokens = tokens_of(self)
        edges = {
            CardTone.PLAIN: tokens.line,
            CardTone.NOTE: tokens.amber,
            CardTone.CARE: tokens.alarm,
        }
        painter = QPainter(self)
        width = 1.0 if self._tone is CardTone.PLAIN else 2.0
        paint_box(
            painter,
            QRectF(self.rect()),
            fill=tokens.surface,
            edge=edges[self._tone],
            corner=CORNER_PX,
            edge_width=width,
        )
        painter.end()


class SectionTitle(Text):
    """Head a card or a part of it."""

    def __init__(self, text: str, *, parent: QWidget | None = None) -> None:
        super().__init__(text, role=TextRole.STRONG, tone=Tone.INK, parent=parent)


class Line(QWidget):
    """Part two things with a thin line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        painter = QPainter(self)
        paint_box(painter, QRectF(self.rect()), fill=tokens_of(self).line)
        painter.end()
