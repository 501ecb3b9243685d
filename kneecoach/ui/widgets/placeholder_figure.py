"""Show the plain posture of an exercise, alone or as a small picture in a list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneecoach.figure.placeholder import FigureColours, paint_placeholder
from kneecoach.model.dose import Side
from kneecoach.model.exercise import Position
from kneecoach.override import override
from kneecoach.ui.theme.palette import tokens_of
from kneecoach.ui.theme.tokens import Tokens
from kneecoach.ui.theme.type import scaled
from kneecoach.ui.widgets.shapes import paint_box
from kneecoach.ui.widgets.text import RETHEME

_THUMB_WIDE_PX = 64
_THUMB_HIGH_PX = 48
_THUMB_CORNER_PX = 8


class PlaceholderFigure(QWidget):
    """Draw a posture as large as there is room; says nothing, for it means nothing by itself.

    Args:
        name: Object name.
        parent: The widget it is in.
    """

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._position = Position.STANDING
        self._side: Side | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(80, 80)

    def set_posture(self, position: Position, side: Side | None = None) -> None:
        """Show this posture, the working leg in front."""
        if (position, side) != (self._position, self._side):
            self._position, self._side = position, side
            self.update()

    @override
    def sizeHint(self) -> QSize:
        """Return the size of the figure on a window of 1280x800."""
        return QSize(420, 480)

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in RETHEME:
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the posture."""
        painter = QPainter(self)
        colours = figure_colours(tokens_of(self))
        paint_placeholder(painter, QRectF(self.rect()), self._position, colours, self._side)
        painter.end()


class FigureThumb(PlaceholderFigure):
    """Draw a posture on a small tinted field, beside the name of its exercise."""

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name=name, parent=parent)
        self.setMinimumSize(_THUMB_WIDE_PX, _THUMB_HIGH_PX)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        """Return a small size that grows with the text."""
        return QSize(scaled(_THUMB_WIDE_PX), scaled(_THUMB_HIGH_PX))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field and the posture."""
        tokens = tokens_of(self)
        painter = QPainter(self)
        box = QRectF(self.rect())
        paint_box(painter, box, fill=tokens.primary_weak, corner=scaled(_THUMB_CORNER_PX))
        margin = box.height() * 0.08
        inner = box.adjusted(margin, margin, -margin, -margin)
        paint_placeholder(painter, inner, self._position, figure_colours(tokens), self._side)
        painter.end()


def figure_colours(tokens: Tokens) -> FigureColours:
    """Return the colours of a figure in these tokens."""
    return FigureColours(near=tokens.figure, far=tokens.figure_far, ground=tokens.ground)
