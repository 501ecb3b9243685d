"""Ask how the knee was on a morning, or both knees, each for itself."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kneecoach.model.feedback import Knee
from kneecoach.model.record import CheckIn
from kneecoach.model.units import pain_score
from kneecoach.ui.cards.knee_questions import KneeQuestions
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.today_view import CheckInAnswer
from kneecoach.ui.widgets.announce import announce
from kneecoach.ui.widgets.buttons import LinkButton, PlainButton
from kneecoach.ui.widgets.card import Card, SectionTitle
from kneecoach.ui.widgets.chips import ChipRow
from kneecoach.ui.widgets.fields import NoteField
from kneecoach.ui.widgets.flow import FlowLayout
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.words.mornings import knee_title, saved_words
from kneecoach.ui.words.plans import morning_question

_YES = "yes"
_NO = "no"
_KNEES_GAP_PX = 16


class CheckInCard(Card):
    """Take the pain of a morning, the signs that stood, and a note.

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
        self._morning: date | None = None
        self._knees: tuple[KneeQuestions, ...] = ()
        self._after = Text(role=TextRole.SMALL, tone=Tone.MUTED)
        self._walks_question = SectionTitle(self.tr("Half an hour’s walk without pain or limp?"))
        answers = ((_YES, self.tr("Yes")), (_NO, self.tr("No")))
        label = self.tr("Half an hour’s walk without pain or limp?")
        self._walks = ChipRow(answers, name=f"{name}.walks", label=label, is_single=True)
        self._note = NoteField(name=f"{name}.note", label=self.tr("A note, if you like"))
        self._hint = Text(role=TextRole.SMALL, tone=Tone.ALARM)
        self._save = PlainButton(self.tr("Save"), name=f"{name}.save")
        self._more = LinkButton(self.tr("More signs"), name=f"{name}.more")
        self._add_note = LinkButton(self.tr("Add a note"), name=f"{name}.add_note")
        self._saved = Text()
        self._change = LinkButton(self.tr("Change"), name=f"{name}.change")
        self._questions = QWidget()
        self._build_layout()
        self._connect_signals()

    def ask(
        self,
        *,
        morning: date,
        today: date,
        after: str,
        asks_walking: bool,
        words: tuple[CheckIn, ...],
        knees: tuple[Knee, ...] = (Knee.BOTH,),
    ) -> None:
        """Ask about a morning, or show what was said of it.

        Args:
            morning: The morning.
            today: The day it is.
            after: What the morning followed, such as "After Wednesday's session"; may be empty.
            asks_walking: Whether walking is asked about.
            words: What was said of this morning; empty when nothing was.
            knees: The knees to ask about, each for itself.
        """
        question = morning_question(morning, today)
        self.set_title(question)
        has_new_knees = self._show_knees(knees)
        for one in self._knees:
            one.ask(question, is_alone=len(knees) == 1)
        self._after.setText(after)
        self._after.setVisible(bool(after))
        for part in (self._walks_question, self._walks):
            part.setVisible(asks_walking)
        if morning != self._morning or words or has_new_knees:
            self._fill(words)
        self._morning = morning
        self._show_saved(words)

    def take_focus(self) -> None:
        """Take the keyboard to the first question, or to what was said."""
        if self._questions.isHidden():
            self._change.setFocus()
        else:
            self._knees[0].take_focus()

    def open_for_change(self) -> None:
        """Ask again about a morning of which something was said."""
        self._on_change_clicked()

    def _show_knees(self, knees: tuple[Knee, ...]) -> bool:
        """Ask about these knees; return whether they are others than before."""
        if tuple(one.knee for one in self._knees) == knees:
            return False
        for old in self._knees:
            self._asked.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._knees = tuple(
            KneeQuestions(knee, name=self._name if len(knees) == 1 else f"{self._name}.{knee}")
            for knee in knees
        )
        for one in self._knees:
            self._asked.addWidget(one)
            one.show()
            one.score_chosen.connect(self._on_score_chosen)
        return True

    def _fill(self, words: tuple[CheckIn, ...]) -> None:
        """Show what was said before, or nothing; one word for both knees is shown for each."""
        for one in self._knees:
            about = (word for word in words if Knee.BOTH in {word.knee, one.knee})
            own = next((word for word in words if word.knee is one.knee), None)
            one.fill(own if own is not None else next(about, None))
        walks = next((word.walks_30_minutes for word in words), None)
        self._walks.set_chosen(() if walks is None else (_YES if walks else _NO,))
        self._note.set_note(next((word.note for word in words if word.note), ""))
        self._hint.hide()

    def _show_saved(self, words: tuple[CheckIn, ...]) -> None:
        self._questions.setVisible(not words)
        self._saved.setVisible(bool(words))
        self._change.setVisible(bool(words))
        if not words:
            self._show_rarer(is_shown=any(one.has_rarer() for one in self._knees))
            self._show_note(is_shown=bool(self._note.note()))
            return
        self._saved.setText(saved_words(words))

    def _show_rarer(self, *, is_shown: bool) -> None:
        for one in self._knees:
            one.show_rarer(is_shown=is_shown)
        self._more.setVisible(not is_shown)

    def _show_note(self, *, is_shown: bool) -> None:
        self._note.setVisible(is_shown)
        self._add_note.setVisible(not is_shown)

    def _build_layout(self) -> None:
        self.body.insertWidget(1, self._after)
        self.body.addWidget(self._saved)
        self.body.addWidget(self._change, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addWidget(self._questions)
        self.body.setSpacing(8)
        questions = stacked(self._questions)
        asked = QWidget()
        self._asked = stacked(asked)
        self._asked.setSpacing(_KNEES_GAP_PX)
        for part in (asked, self._walks_question, self._walks, self._note, self._hint):
            questions.addWidget(part)
        buttons = QWidget()
        row = FlowLayout(buttons)
        for button in (self._save, self._more, self._add_note):
            row.addWidget(button)
        questions.addWidget(buttons)

    def _connect_signals(self) -> None:
        self._save.clicked.connect(self._on_save_clicked)
        self._more.clicked.connect(self._on_more_clicked)
        self._add_note.clicked.connect(self._on_add_note_clicked)
        self._change.clicked.connect(self._on_change_clicked)

    def _on_more_clicked(self) -> None:
        self._show_rarer(is_shown=True)
        self._knees[0].take_focus_to_rarer()

    def _on_add_note_clicked(self) -> None:
        self._show_note(is_shown=True)
        self._note.setFocus()

    def _on_change_clicked(self) -> None:
        self._saved.hide()
        self._change.hide()
        self._questions.show()
        self._show_rarer(is_shown=any(one.has_rarer() for one in self._knees))
        self._show_note(is_shown=bool(self._note.note()))
        self._knees[0].take_focus()

    def _on_score_chosen(self) -> None:
        self._hint.hide()

    def _on_save_clicked(self) -> None:
        if self._morning is None:
            return
        missing = next((one for one in self._knees if one.score() is None), None)
        if missing is not None:
            self._ask_for_score(missing)
            return
        walks = self._walks.chosen() if self._walks.isVisibleTo(self) else ()
        answers = tuple(
            CheckInAnswer(
                day=self._morning,
                knee=one.knee,
                pain=pain_score(score),
                stiff=one.is_stiff(),
                flags=one.flags(),
                new_onset=one.is_new(),
                walks_30_minutes=None if not walks else walks == (_YES,),
                note="" if place else self._note.note(),
            )
            for place, one in enumerate(self._knees)
            if (score := one.score()) is not None
        )
        self._emit_check_in_saved(answers)

    def _ask_for_score(self, missing: KneeQuestions) -> None:
        first = self.tr("Choose a number from 0 to 10 first.")
        if len(self._knees) > 1:
            both = self.tr("{knee}: choose a number from 0 to 10 first.")
            first = both.format(knee=knee_title(missing.knee))
        self._hint.setText(first)
        self._hint.show()
        announce(self._hint, self._hint.text())
        missing.take_focus()

    def _emit_check_in_saved(self, answers: tuple[CheckInAnswer, ...]) -> None:
        self.check_in_saved.emit(answers)
