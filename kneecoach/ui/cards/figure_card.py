"""Show how an exercise looks, large."""

from __future__ import annotations

from kneecoach.model.exercise import Exercise
from kneecoach.ui.theme.type import scaled
from kneecoach.ui.widgets.card import Card
from kneecoach.ui.widgets.placeholder_figure import PlaceholderFigure

_HIGH_PX = 300


class FigureCard(Card):
    """Hold the figure of an exercise.

    Args:
        exercise: The exercise.
    """

    def __init__(self, exercise: Exercise) -> None:
        super().__init__(name="exercise.figure_card")
        self.setAccessibleName(self.tr("How {name} looks").format(name=exercise.name))
        self._figure = PlaceholderFigure(name="exercise.figure")
        self._figure.set_posture(exercise.position)
        self._figure.setFixedHeight(scaled(_HIGH_PX))
        self.body.addWidget(self._figure)
