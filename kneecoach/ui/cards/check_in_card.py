"""Ask how the knee was on a morning, or show what was said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.today_shown import MorningShown
from kneecoach.ui.widgets.buttons import LinkButton
from kneecoach.ui.widgets.card import Card
from kneecoach.ui.widgets.text import Text, Tone

if TYPE_CHECKING:
    from kneecoach.ui.cards.check_in_questions import CheckInQuestions
    from kneecoach.ui.today_view import CheckInAnswer


class CheckInCard(Card):
    """Take what is said of a morning; the questions are made when they are asked.

    What was entered stays when the page is shown anew for the same morning and the same knees.

    Signals:
        check_in_saved(tuple): The person saved a morning; a `CheckInAnswer` for each knee asked
            about.

    Args:
        name: What the object names of the controls begin with.
    """

    check_in_saved = Signal(object)

    def __init__(self, *, name: str = "check_in") -> None:
        super().__init__(" ", name=f"today.{name}")
        self._name = name
        self._shown: MorningShown | None = None
        self._after = Text(role=TextRole.SMALL, tone=Tone.MUTED)
        self._saved = Text()
        self._change = LinkButton(self.tr("Change"), name=f"{name}.change")
        self._questions: CheckInQuestions | None = None
        self.body.addWidget(self._after)
        self.body.addWidget(self._saved)
        self.body.addWidget(self._change, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.setSpacing(8)
        self._change.clicked.connect(self._on_change_clicked)

    def ask(self, morning: MorningShown) -> None:
        """Ask about a morning, or show what was said of it."""
        self._shown = morning
        self.set_title(morning.question)
        self._after.setText(morning.after)
        self._after.setVisible(bool(morning.after))
        self._saved.setText(morning.saved)
        self._saved.setVisible(bool(morning.saved))
        self._change.setVisible(bool(morning.saved))
        if not morning.saved:
            self._made_questions().ask(morning)
        elif self._questions is not None and self._questions.has_keyboard():
            self._change.setFocus()
        if self._questions is not None:
            self._questions.setVisible(not morning.saved)

    def take_focus(self) -> None:
        """Take the keyboard to the first question, or to what was said."""
        if self._questions is None or self._questions.isHidden():
            self._change.setFocus()
        else:
            self._questions.take_focus()

    def first_question(self) -> QWidget | None:
        """Return what takes the first answer, or None while nothing is asked."""
        return None if self._questions is None else self._questions.first_question()

    def open_for_change(self) -> None:
        """Ask again about a morning of which something was said."""
        self._on_change_clicked()

    def _made_questions(self) -> CheckInQuestions:
        if self._questions is None:
            # Most of the day the morning is told already, and Today is there sooner without them.
            from kneecoach.ui.cards.check_in_questions import CheckInQuestions  # noqa: PLC0415

            self._questions = CheckInQuestions(name=self._name)
            self._questions.check_in_saved.connect(self._on_check_in_saved)
            self.body.addWidget(self._questions)
        return self._questions

    def _on_change_clicked(self) -> None:
        if self._shown is None:
            return
        self._saved.hide()
        self._change.hide()
        questions = self._made_questions()
        questions.ask(self._shown)
        questions.show()
        questions.take_focus()

    def _on_check_in_saved(self, answers: tuple[CheckInAnswer, ...]) -> None:
        self.check_in_saved.emit(answers)
