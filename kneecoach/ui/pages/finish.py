"""Close a session: ask how it was, and show what happens next time and why."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kneecoach.override import override
from kneecoach.ui.answers import ExerciseAnswer, FinishAnswers
from kneecoach.ui.asked import button_row
from kneecoach.ui.finish.answers_card import AnswersCard
from kneecoach.ui.finish.exercises_card import ExercisesCard
from kneecoach.ui.finish.next_card import NextCard
from kneecoach.ui.finish.words import FinishView, NextView, subtitle_of, title_of
from kneecoach.ui.widgets.announce import announce
from kneecoach.ui.widgets.buttons import PlainButton, PrimaryButton
from kneecoach.ui.widgets.card import Card, CardTone
from kneecoach.ui.widgets.scroll_page import Columns, ScrollPage
from kneecoach.ui.widgets.text import Text
from kneecoach.values import replace


class FinishPage(ScrollPage):
    """Take the scores of a session.

    Signals:
        answers_changed(FinishAnswers): Something was answered; what follows may have changed.
        finished_saved(FinishAnswers): The person saves; the three needed answers are given.
        left_unsaved: The person leaves without the answers.

    Args:
        parent: The widget it is in.
    """

    answers_changed = Signal(object)
    finished_saved = Signal(object)
    left_unsaved = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(name="finish_page", parent=parent)
        self._columns = Columns(first=3, second=2)
        self._answers = AnswersCard()
        self._next = NextCard()
        self._exercises = ExercisesCard()
        question = self.tr("Leave without saving the answers?")
        self._leave = Card(question, name="leave_question", tone=CardTone.NOTE)
        self._leave_text = Text(
            self.tr(
                "The sets you have done are kept either way. Without the answers the next dose "
                "stays as it is."
            )
        )
        self._stay = PrimaryButton(self.tr("Keep answering"), name="keep_answering")
        self._go = PlainButton(self.tr("Leave"), name="leave")
        self._began_with = FinishAnswers()
        self._build_layout()
        self._connect_signals()

    def ask(
        self,
        view: FinishView,
        said: FinishAnswers | None = None,
        *,
        asks_each_knee: bool = False,
    ) -> None:
        """Ask about a session that has just ended.

        Args:
            view: How it went.
            said: What was already said when sets were stopped for pain; nothing is answered else.
            asks_each_knee: Whether the pain of each knee is asked for, because both are sore.
        """
        self.set_heading(title_of(view), subtitle_of(view))
        self._answers.begin_with(
            FinishAnswers() if said is None else said, asks_each_knee=asks_each_knee
        )
        self._began_with = self._answers.answers()
        self._exercises.show_rows(view.rows)
        self._next.show_next(None)
        self._leave.hide()
        self.setFocusProxy(self._answers)
        self._answers.setFocus(Qt.FocusReason.OtherFocusReason)

    def answers(self) -> FinishAnswers:
        """Return what has been answered so far."""
        return replace(self._answers.answers(), exercises=self._exercises.answers())

    def has_answers(self) -> bool:
        """Return whether anything would be lost by leaving."""
        answers = self.answers()
        bare = tuple(
            ExerciseAnswer(position=one.position, exercise_id=one.exercise_id)
            for one in answers.exercises
        )
        return answers != replace(self._began_with, exercises=bare)

    def is_asking_to_leave(self) -> bool:
        """Return whether the question about leaving is open."""
        return not self._leave.isHidden()

    def show_next(self, view: NextView | None) -> None:
        """Show what happens next time and why; None while it cannot be known."""
        self._next.show_next(view)

    def ask_to_leave(self) -> None:
        """Ask in the page whether to leave without saving; what was answered stays."""
        self._leave.show()
        self.verticalScrollBar().setValue(0)
        self._stay.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self._leave.accessibleName())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape ask whether to leave, and take the question back."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._leave.isHidden():
            self.ask_to_leave()
        else:
            self._on_stay_clicked()

    def _build_layout(self) -> None:
        self._leave.body.addWidget(self._leave_text)
        self._leave.body.addLayout(button_row(self._stay, self._go))
        self._leave.hide()
        self._columns.first.addWidget(self._leave)
        self._columns.first.addWidget(self._answers)
        self._columns.second.addWidget(self._next)
        self._columns.second.addWidget(self._exercises)
        self.body.addWidget(self._columns)
        self.body.addStretch(1)

    def _connect_signals(self) -> None:
        self._answers.answer_changed.connect(self._on_answer_changed)
        self._exercises.answer_changed.connect(self._on_answer_changed)
        self._answers.save_clicked.connect(self._on_save_clicked)
        self._stay.clicked.connect(self._on_stay_clicked)
        self._go.clicked.connect(self.left_unsaved)

    def _on_answer_changed(self) -> None:
        self.answers_changed.emit(self.answers())

    def _on_save_clicked(self) -> None:
        self.finished_saved.emit(self.answers())

    def _on_stay_clicked(self) -> None:
        self._leave.hide()
        self._answers.setFocus(Qt.FocusReason.OtherFocusReason)
