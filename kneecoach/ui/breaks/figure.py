"""Show the figure of a desk break on a tinted field."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from kneecoach.figure.showing import level_showing
from kneecoach.model.exercise import Exercise
from kneecoach.model.units import Seconds
from kneecoach.override import override
from kneecoach.session.step import Step
from kneecoach.ui.theme.palette import tokens_of
from kneecoach.ui.theme.type import scaled
from kneecoach.ui.widgets.figure_step import move_figure
from kneecoach.ui.widgets.figure_widget import FigureWidget
from kneecoach.ui.widgets.shapes import paint_box
from kneecoach.ui.widgets.text import RETHEME

SIDE_PX = 150
_MOST_PX = 225
_CORNER_PX = 8
_INSET_PX = 6
_TELLING = Seconds(3.0)
"""So far into the movement, a still picture tells what it is."""


class BreakFigure(QWidget):
    """Draw the exercise of a break, still while it is offered and in time while it runs.

    Args:
        name: Object name.
    """

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._exercise: Exercise | None = None
        self._figure = FigureWidget(name=f"{name}.figure")
        inner = QVBoxLayout(self)
        inner.setContentsMargins(_INSET_PX, _INSET_PX, _INSET_PX, _INSET_PX)
        inner.addWidget(self._figure)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_exercise(self, exercise: Exercise | None) -> None:
        """Show an exercise standing still in a pose that tells what it is; None for none."""
        self._exercise = exercise
        self._figure.set_exercise(exercise)
        if exercise is not None:
            self._figure.show_demonstration(_TELLING)
        self.setVisible(exercise is not None)

    def move_with(self, step: Step, elapsed: Seconds) -> None:
        """Let the figure do what a step asks for at this moment."""
        showing = level_showing(self._exercise, step.level, step.side)
        self._figure.set_exercise(self._exercise, showing)
        move_figure(self._figure, step, elapsed)

    @override
    def sizeHint(self) -> QSize:
        """Return a square that grows with the text, up to half as much again."""
        side = min(scaled(SIDE_PX), _MOST_PX)
        return QSize(side, side)

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in RETHEME:
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field."""
        painter = QPainter(self)
        fill = tokens_of(self).primary_weak
        paint_box(painter, QRectF(self.rect()), fill=fill, corner=scaled(_CORNER_PX))
        painter.end()
