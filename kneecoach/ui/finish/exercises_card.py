"""List what was done, and take the pain of a single exercise where it was another."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from kneecoach.model.units import HIGHEST_SCORE, LOWEST_SCORE, pain_score
from kneecoach.ui.answers import ExerciseAnswer
from kneecoach.ui.feeling_words import spare_words
from kneecoach.ui.finish.words import FinishRow
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.buttons import LinkButton
from kneecoach.ui.widgets.card import Card, Line
from kneecoach.ui.widgets.exercise_row import ExerciseRow, RowValues
from kneecoach.ui.widgets.fields import ChoiceField
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone

translate = QCoreApplication.translate

MOST_SPARE = 3
"""The last answer about spare repetitions; it stands for this many or more."""


class ExercisesCard(Card):
    """Show the exercises of a session; ask of each its own worst pain, and spare repetitions.

    Signals:
        answer_changed: Something was answered.

    Args:
        parent: The widget it is in.
    """

    answer_changed = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(
            translate("ExercisesCard", "Exercise by exercise"),
            name="finish_exercises",
            parent=parent,
        )
        self._items: tuple[_Item, ...] = ()
        self._holder = QWidget()
        self._column = stacked(self._holder)
        self._more = LinkButton(self.tr("Pain in single exercises"), name="single_pains")
        self.body.addWidget(self._holder)
        self.body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._more.clicked.connect(self._on_more_clicked)

    def show_rows(self, rows: tuple[FinishRow, ...]) -> None:
        """Show these exercises with nothing answered."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._items = tuple(_Item(row) for row in rows)
        for item_widget in self._items:
            self._column.addWidget(Line())
            self._column.addWidget(item_widget)
            item_widget.answer_changed.connect(self.answer_changed)
        self._more.setVisible(bool(rows))

    def answers(self) -> tuple[ExerciseAnswer, ...]:
        """Return what was said about single exercises, in order."""
        return tuple(item.answer() for item in self._items)

    def _on_more_clicked(self) -> None:
        for item in self._items:
            item.ask_pain()
        if self._items:
            self._items[0].focus_pain()
        self._more.hide()


class _Item(QWidget):
    """Show one exercise with its questions."""

    answer_changed = Signal()

    def __init__(self, row: FinishRow) -> None:
        super().__init__()
        self._row = row
        name = f"exercise.{row.position}"
        values = RowValues(name=row.name, dose=row.line, exercise=row.exercise)
        self._what = ExerciseRow(values, name=name)
        own = self.tr("Worst pain in {exercise}").format(exercise=row.name)
        scores = tuple(str(score) for score in range(LOWEST_SCORE, HIGHEST_SCORE + 1))
        self._pain = ChoiceField(
            (("", self.tr("As in the session")), *((one, one) for one in scores)),
            name=f"{name}.during",
            label=own,
        )
        self._pain_label = Text(self.tr("Worst pain in it"), role=TextRole.SMALL, tone=Tone.MUTED)
        left = self.tr("Repetitions left in the tank in {exercise}").format(exercise=row.name)
        self._spare = ChoiceField(
            (
                ("", self.tr("Not sure")),
                *((str(one), spare_words(one)) for one in range(MOST_SPARE + 1)),
            ),
            name=f"{name}.spare",
            label=left,
        )
        self._spare_label = Text(
            self.tr("Repetitions left in the tank"), role=TextRole.SMALL, tone=Tone.MUTED
        )
        self._build_layout()
        self._pain.currentIndexChanged.connect(self._on_answered)
        self._spare.currentIndexChanged.connect(self._on_answered)

    def answer(self) -> ExerciseAnswer:
        """Return what was said about this exercise."""
        pain, spare = self._pain.choice(), self._spare.choice()
        return ExerciseAnswer(
            position=self._row.position,
            exercise_id=self._row.exercise_id,
            during=pain_score(int(pain)) if pain else None,
            spare=int(spare) if spare and self._row.asks_spare else None,
        )

    def ask_pain(self) -> None:
        """Ask for the pain in this exercise alone."""
        self._pain_label.show()
        self._pain.show()

    def focus_pain(self) -> None:
        """Put the keyboard on that question."""
        self._pain.setFocus(Qt.FocusReason.TabFocusReason)

    def _build_layout(self) -> None:
        column = stacked(self)
        column.addWidget(self._what)
        asked = QGridLayout()
        column.addLayout(asked)  # before anything is shown, or it would be a window of its own
        asked.setColumnStretch(0, 1)
        asked.addWidget(self._pain_label, 0, 0)
        asked.addWidget(self._pain, 0, 1)
        asked.addWidget(self._spare_label, 1, 0)
        asked.addWidget(self._spare, 1, 1)
        self._pain_label.hide()
        self._pain.hide()
        self._spare_label.setVisible(self._row.asks_spare)
        self._spare.setVisible(self._row.asks_spare)

    def _on_answered(self) -> None:
        self.answer_changed.emit()
