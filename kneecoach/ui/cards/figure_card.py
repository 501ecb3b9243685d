"""Show how an exercise moves: at which speed, from which side, and the wrong way beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kneecoach.figure.showing import Showing, level_showing
from kneecoach.model.dose import Side, Sides
from kneecoach.model.exercise import Exercise, Position
from kneecoach.model.figure import View
from kneecoach.override import override
from kneecoach.ui.exercise_view import ExerciseView
from kneecoach.ui.theme.motion import motion_allowed
from kneecoach.ui.theme.type import TextRole, scaled
from kneecoach.ui.widgets.buttons import PlainButton
from kneecoach.ui.widgets.card import Card
from kneecoach.ui.widgets.chips import Chip, ChipRow
from kneecoach.ui.widgets.figure_widget import FigureWidget
from kneecoach.ui.widgets.flow import FlowLayout
from kneecoach.ui.widgets.pair import Pair
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.values import replace

OWN_VIEW = "own"
"""Key of the view that the exercise itself is best seen from."""

_HIGH_PX = 300
_LOW_PX = 220
_LOW = frozenset({Position.LYING, Position.SIDE_LYING, Position.PRONE})
_SIDE_BY_SIDE_PX = 400
_USUAL_SPEED = "1"


class FigureCard(Card):
    """Hold the living figure and what steers it; it moves while it is in view.

    Args:
        view: The exercise, and the level to be shown.
    """

    def __init__(self, view: ExerciseView) -> None:
        super().__init__(name="exercise.figure_card")
        exercise = view.exercise
        self.setAccessibleName(self.tr("How {name} looks").format(name=exercise.name))
        self._exercise = exercise
        self._is_still = False
        leg = view.leg if _has_legs(exercise) else None
        self._showing: Showing = level_showing(exercise, view.level, leg)
        self.figure = FigureWidget(name="exercise.figure")
        self.figure.set_exercise(exercise, self._showing)
        self._captions = self._make_captions(view)
        self._play = PlainButton(self.tr("Stand still"), name="exercise.play")
        self._wrong = Chip(self.tr("Show the wrong way too"), name="exercise.wrong")
        self._speed = self._speeds()
        self._view = self._views()
        self._leg = self._legs(view.leg)
        self._build_layout()
        self._connect_signals()
        self._wrong.setChecked(self.figure.has_wrong_way())

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Move again, unless the person wanted it to stand still."""
        super().showEvent(event)
        self._size_figure()
        if not self._is_still:
            self.figure.play()

    def _size_figure(self) -> None:
        is_low = self._exercise.position in _LOW
        self.figure.setFixedHeight(scaled(_LOW_PX if is_low else _HIGH_PX))

    def _make_captions(self, view: ExerciseView) -> QWidget:
        """Return what is said below the two figures, when both are shown."""
        captions = QWidget()
        row = QHBoxLayout(captions)
        row.setContentsMargins(0, 0, 0, 0)
        figure = view.exercise.figure
        shown = figure.wrong.mistake if figure is not None and figure.wrong is not None else 0
        mistakes = view.exercise.mistakes
        what = mistakes[shown - 1].what if 1 <= shown <= len(mistakes) else ""
        wrong = self.tr("Not like this. {mistake}").format(mistake=what).strip()
        for text, tone in ((self.tr("Like this."), Tone.GOOD), (wrong, Tone.ALARM)):
            label = Text(text, role=TextRole.SMALL, tone=tone)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            row.addWidget(label, 1)
        captions.hide()
        return captions

    def _speeds(self) -> ChipRow:
        speeds = (
            ("0.5", self.tr("Slow")),
            (_USUAL_SPEED, self.tr("As in a session")),
            ("2", self.tr("Fast")),
        )
        return self._chips(speeds, "speed", self.tr("Speed"), _USUAL_SPEED)

    def _views(self) -> ChipRow:
        views = (
            (OWN_VIEW, self.tr("Best")),
            (View.FRONT.value, self.tr("Front")),
            (View.SIDE.value, self.tr("Side")),
            (View.BACK.value, self.tr("Back")),
        )
        return self._chips(views, "view", self.tr("Seen from"), OWN_VIEW)

    def _legs(self, leg: Side) -> ChipRow:
        legs = ((Side.LEFT.value, self.tr("Left")), (Side.RIGHT.value, self.tr("Right")))
        return self._chips(legs, "leg", self.tr("Working leg"), leg.value)

    def _chips(
        self, choices: tuple[tuple[str, str], ...], key: str, label: str, chosen: str
    ) -> ChipRow:
        name = f"exercise.{key}"
        row = ChipRow(choices, name=name, label=label, is_single=True, needs_one=True)
        for choice, words in choices:
            said = self.tr("{what}: {choice}").format(what=label, choice=words)
            row.chip(choice).setAccessibleName(said)
        row.set_chosen((chosen,))
        return row

    def _build_layout(self) -> None:
        self._size_figure()
        self.body.addWidget(self.figure)
        self.body.addWidget(self._captions)
        for row in (self._speed, self._view, self._leg):
            label = Text(row.accessibleName(), role=TextRole.SMALL, tone=Tone.MUTED, wraps=False)
            line = Pair(label, row, together_from_px=_SIDE_BY_SIDE_PX)
            self.body.addWidget(line)
            line.setVisible(row is not self._leg or _has_legs(self._exercise))
        last = QWidget()
        flow = FlowLayout(last)
        flow.addWidget(self._play)
        flow.addWidget(self._wrong)
        self.body.addWidget(last)
        self._play.setVisible(motion_allowed(self))
        self._wrong.setVisible(self.figure.has_wrong_way())

    def _connect_signals(self) -> None:
        self._play.clicked.connect(self._on_play_clicked)
        self._wrong.toggled.connect(self._on_wrong_toggled)
        self._speed.choice_changed.connect(self._on_speed_changed)
        self._view.choice_changed.connect(self._on_view_changed)
        self._leg.choice_changed.connect(self._on_leg_changed)

    def _on_play_clicked(self) -> None:
        self._is_still = not self._is_still
        if self._is_still:
            self.figure.pause()
        else:
            self.figure.play()
        self._play.set_label(self.tr("Move") if self._is_still else self.tr("Stand still"))

    def _on_wrong_toggled(self, is_on: bool) -> None:  # noqa: FBT001 - as the signal gives it
        self.figure.show_wrong(is_shown=is_on)
        self._captions.setVisible(is_on)

    def _on_speed_changed(self) -> None:
        for speed in self._speed.chosen():
            self.figure.set_speed(float(speed))

    def _on_view_changed(self) -> None:
        for view in self._view.chosen():
            self._show(replace(self._showing, view=None if view == OWN_VIEW else View(view)))

    def _on_leg_changed(self) -> None:
        for leg in self._leg.chosen():
            self._show(replace(self._showing, side=Side(leg)))

    def _show(self, showing: Showing) -> None:
        self._showing = showing
        self.figure.set_showing(showing)


def _has_legs(exercise: Exercise) -> bool:
    """Tell whether one leg works at a time on some level."""
    return any(level.dose.sides is not Sides.BOTH for level in exercise.ladder)
