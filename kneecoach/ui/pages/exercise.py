"""Show one exercise: how it is done, what to mind, where the person stands, and a way to try it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kneecoach.override import override
from kneecoach.ui.cards.exercise_cards import (
    cautions_card,
    cues_card,
    equipment_card,
    mistakes_card,
    note_card,
    sources_card,
    steps_card,
)
from kneecoach.ui.cards.figure_card import FigureCard
from kneecoach.ui.cards.ladder_card import LadderCard
from kneecoach.ui.cards.photo_card import PhotoCard
from kneecoach.ui.cards.try_card import TryCard
from kneecoach.ui.exercise_view import ExerciseView
from kneecoach.ui.photos import photo_of, shows_photo_alone
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.buttons import PlainButton
from kneecoach.ui.widgets.scroll_page import CARD_GAP_PX, Columns, ScrollPage
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text
from kneecoach.ui.words.exercises import areas_words, what_words


class ExercisePage(ScrollPage):
    """Show everything about one exercise at a time.

    Signals:
        closed: The person wants to go back.
        exercise_chosen(str): The person wants to see the exercise with this id.
        try_requested(str): The person wants to do one set of the exercise with this id.
    """

    closed = Signal()
    exercise_chosen = Signal(str)
    try_requested = Signal(str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(name="exercise_page", parent=parent)
        back = self.tr("All exercises")
        self._back = PlainButton(back, name="exercise.back", key_hint="Esc")
        self._view: ExerciseView | None = None
        self._figure: FigureCard | None = None
        self._holder = QWidget()
        self._parts = stacked(self._holder)
        self._columns: Columns | None = None
        self._build_layout()
        self._back.clicked.connect(self._on_back_clicked)

    def exercise_id(self) -> str:
        """Return the id of the exercise that is shown; empty before the first."""
        return self._view.exercise.id if self._view is not None else ""

    def show_exercise(self, view: ExerciseView) -> None:
        """Show an exercise from its top."""
        self._view = view
        exercise = view.exercise
        self.set_heading(exercise.name, f"{what_words(exercise)} · {areas_words(exercise)}")
        if self._columns is not None:
            self._columns.hide()
            self._columns.setParent(None)
            self._columns.deleteLater()
        self._columns = Columns(first=3, second=2)
        self._fill(view, self._columns)
        self._parts.addWidget(self._columns)
        self.verticalScrollBar().setValue(0)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape go back."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _build_layout(self) -> None:
        self.body.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addSpacing(CARD_GAP_PX)
        self.body.addWidget(self._holder)
        self.body.addStretch(1)
        self.setFocusProxy(self._back)

    def _fill(self, view: ExerciseView, columns: Columns) -> None:
        exercise = view.exercise
        self._figure = FigureCard(view)
        ladder = LadderCard(view)
        ladder.exercise_chosen.connect(self._on_exercise_chosen)
        trying = TryCard(why_not=view.why_not_try)
        trying.try_requested.connect(self._on_try_requested)
        first, second = columns.first, columns.second
        photo = photo_of(exercise)
        if photo is not None and exercise.picture is not None:
            title = self.tr("A picture of {name}").format(name=exercise.name)
            first.addWidget(PhotoCard(photo, says=exercise.picture.says, title=title))
        first.addWidget(self._figure)
        self._figure.setVisible(photo is None or not shows_photo_alone(exercise))
        if view.note:
            first.addWidget(note_card(view.note, self.tr("A word from your physiotherapist")))
        first.addWidget(Text(exercise.why, role=TextRole.BODY))
        first.addWidget(steps_card(exercise, self.tr("How it is done")))
        if exercise.cues:
            first.addWidget(cues_card(exercise, self.tr("Think of")))
        if exercise.mistakes:
            first.addWidget(mistakes_card(exercise, self.tr("What often goes wrong")))
        second.addWidget(trying)
        second.addWidget(ladder)
        if exercise.cautions:
            second.addWidget(cautions_card(exercise, self.tr("Take care")))
        second.addWidget(equipment_card(exercise, self.tr("What you need")))
        title = self.tr("Where it comes from")
        second.addWidget(sources_card(view.sources, view.review, title, name="exercise.sources"))

    def _on_back_clicked(self) -> None:
        self.closed.emit()

    def _on_exercise_chosen(self, exercise_id: str) -> None:
        self.exercise_chosen.emit(exercise_id)

    def _on_try_requested(self) -> None:
        self.try_requested.emit(self.exercise_id())
