"""Stand the figure beside the ring, with how to begin under the figure between the work."""

from __future__ import annotations

from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kneecoach.figure.showing import level_showing
from kneecoach.model.dose import Side
from kneecoach.model.exercise import Exercise
from kneecoach.model.units import Seconds
from kneecoach.override import override
from kneecoach.session.step import Step
from kneecoach.ui.photos import photo_of, shows_photo_alone
from kneecoach.ui.stage.panels import ComingPanel
from kneecoach.ui.stage.ring import StageRing
from kneecoach.ui.widgets.figure_step import move_figure
from kneecoach.ui.widgets.figure_widget import FigureWidget
from kneecoach.ui.widgets.photo import Photo

_LEAST_FIGURE_PX = 110
_GAP_PX = 24


class WorkingStage(QWidget):
    """Show the figure and the ring; between the work also what comes and how it is done.

    Args:
        name: Object name.
        parent: The widget it is in.
    """

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.figure = FigureWidget(name="figure")
        self.photo = Photo(name="photo")
        self._exercise: Exercise | None = None
        self._image: QImage | None = None
        self.coming = ComingPanel(name="coming")
        self.coming.hide()
        self.photo.hide()
        self.ring = StageRing(name="ring", label=self.tr("Now"))
        self._build_layout()

    def show_figure(self, exercise: Exercise | None, level: int, leg: Side | None) -> None:
        """Show an exercise as its level has it, with the leg that works."""
        self.figure.set_exercise(exercise, level_showing(exercise, level, leg))
        if exercise is not self._exercise:
            self._exercise, self._image = exercise, photo_of(exercise)
            picture = None if exercise is None else exercise.picture
            self.photo.set_photo(self._image, "" if picture is None else picture.says)
        self._choose()

    def move_figure(self, step: Step, elapsed: Seconds) -> None:
        """Let the figure do what the step asks for at this moment."""
        move_figure(self.figure, step, elapsed)

    def show_coming(self, title: str, steps: tuple[str, ...], note: str = "") -> None:
        """Show what comes, its note and how it is done; an empty title shows the figure alone."""
        self.coming.setVisible(bool(title))
        self._choose()
        if title:
            self.coming.show_coming(title, steps, note)
            self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the later steps where there is no room for them."""
        super().resizeEvent(event)
        self._fit()

    def _choose(self) -> None:
        """Show the pack's photo between the work, or all the time where it wants that."""
        has_photo = self._image is not None
        shows_photo = has_photo and (
            not self.coming.isHidden() or shows_photo_alone(self._exercise)
        )
        self.photo.setVisible(shows_photo)
        self.figure.setVisible(not shows_photo)

    def _fit(self) -> None:
        width = (self.width() - _GAP_PX) // 2
        self.coming.fit(width, self.height() - _LEAST_FIGURE_PX)

    def _build_layout(self) -> None:
        left = QWidget()
        left.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.figure, 1)
        column.addWidget(self.photo, 1)
        column.addWidget(self.coming)
        self.ring.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP_PX)
        row.addWidget(left, 1)
        row.addWidget(self.ring, 1)
