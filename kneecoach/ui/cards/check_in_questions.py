"""Ask how the knee was on a morning, or both knees, each for itself."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kneecoach.model.feedback import Knee
from kneecoach.model.units import pain_score
from kneecoach.ui.cards.knee_questions import KneeQuestions
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.today_shown import KneeShown, MorningShown
from kneecoach.ui.widgets.announce import announce
from kneecoach.ui.widgets.buttons import LinkButton, PlainButton
from kneecoach.ui.widgets.card import SectionTitle
from kneecoach.ui.widgets.chips import ChipRow
from kneecoach.ui.widgets.flow import FlowLayout
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone

if TYPE_CHECKING:
    from kneecoach.ui.today_view import CheckInAnswer
    from kneecoach.ui.widgets.fields import NoteField

_YES = "yes"
_NO = "no"
_KNEES_GAP_PX = 16


class CheckInQuestions(QWidget):
    """Take the pain of a morning, the signs that stood, and a note.

    What is seldom asked for, such as the note, is made when it is.

    Signals:
        check_in_saved(tuple): The person saved a morning; a `CheckInAnswer` for each knee asked
            about.

    Args:
        name: What the object names of the controls begin with.
    """

    check_in_saved = Signal(object)

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self._name = name
        self._asked_about: MorningShown | None = None
        self._knees: tuple[KneeQuestions, ...] = ()
        self._walks_question: SectionTitle | None = None
        self._walks: ChipRow | None = None
        self._note: NoteField | None = None
        self._hint = Text(role=TextRole.SMALL, tone=Tone.ALARM)
        self._save = PlainButton(self.tr("Save"), name=f"{name}.save")
        self._more = LinkButton(self.tr("More signs"), name=f"{name}.more")
        self._add_note = LinkButton(self.tr("Add a note"), name=f"{name}.add_note")
        self._build_layout()
        self._connect_signals()

    def ask(self, morning: MorningShown) -> None:
        """Ask about a morning; what was said of it is filled in."""
        before, self._asked_about = self._asked_about, morning
        has_new_knees = self._show_knees(morning.knees)
        for one in self._knees:
            one.ask(morning.question, is_alone=len(self._knees) == 1)
        self._ask_walking(is_asked=morning.asks_walking)
        is_other = before is None or morning.morning != before.morning
        if is_other or morning.saved or has_new_knees:
            self._fill(morning)
        self._show_rarer(is_shown=any(one.has_rarer() for one in self._knees))
        self._show_note(is_shown=bool(self._noted()))

    def take_focus(self) -> None:
        """Take the keyboard to the first question."""
        self._knees[0].take_focus()

    def first_question(self) -> QWidget:
        """Return what takes the first answer."""
        return self._knees[0].scale

    def has_keyboard(self) -> bool:
        """Return whether the keyboard is on one of the questions."""
        inside: QWidget | None = self.focusWidget()
        return inside is not None and inside.hasFocus()

    def _show_knees(self, knees: tuple[KneeShown, ...]) -> bool:
        """Ask about these knees; return whether they are others than before."""
        if [one.knee for one in self._knees] == [one.knee for one in knees]:
            return False
        for old in self._knees:
            self._asked.removeWidget(old)
            old.hide()
            old.deleteLater()
        names = [self._name if len(knees) == 1 else f"{self._name}.{one.knee}" for one in knees]
        self._knees = tuple(
            KneeQuestions(one.knee, one.title, name=name)
            for one, name in zip(knees, names, strict=True)
        )
        for one in self._knees:
            self._asked.addWidget(one)
            one.show()
            one.score_chosen.connect(self._on_score_chosen)
        return True

    def _ask_walking(self, *, is_asked: bool) -> None:
        if is_asked and self._walks is None:
            label = self.tr("Half an hour’s walk without pain or limp?")
            self._walks_question = SectionTitle(label)
            answers = ((_YES, self.tr("Yes")), (_NO, self.tr("No")))
            self._walks = ChipRow(answers, name=f"{self._name}.walks", label=label, is_single=True)
            self._column.insertWidget(1, self._walks_question)
            self._column.insertWidget(2, self._walks)
        for part in (self._walks_question, self._walks):
            if part is not None:
                part.setVisible(is_asked)

    def _fill(self, morning: MorningShown) -> None:
        """Show what was said before, or nothing."""
        for questions, knee in zip(self._knees, morning.knees, strict=True):
            questions.fill(knee)
        walks = morning.walks_30_minutes
        if self._walks is not None:
            self._walks.set_chosen(() if walks is None else (_YES if walks else _NO,))
        if morning.note or self._note is not None:
            self._made_note().set_note(morning.note)
        self._hint.hide()

    def _noted(self) -> str:
        return "" if self._note is None else self._note.note()

    def _made_note(self) -> NoteField:
        if self._note is None:
            from kneecoach.ui.widgets.fields import NoteField  # noqa: PLC0415 - seldom

            label = self.tr("A note, if you like")
            self._note = NoteField(name=f"{self._name}.note", label=label)
            self._column.insertWidget(self._column.indexOf(self._hint), self._note)
        return self._note

    def _show_rarer(self, *, is_shown: bool) -> None:
        for one in self._knees:
            one.show_rarer(is_shown=is_shown)
        self._more.setVisible(not is_shown)

    def _show_note(self, *, is_shown: bool) -> None:
        if is_shown or self._note is not None:
            self._made_note().setVisible(is_shown)
        self._add_note.setVisible(not is_shown)

    def _build_layout(self) -> None:
        column = self._column = stacked(self)
        asked, buttons = QWidget(), QWidget()
        self._asked = stacked(asked)
        self._asked.setSpacing(_KNEES_GAP_PX)
        column.addWidget(asked)
        column.addWidget(self._hint)
        row = FlowLayout(buttons)
        for button in (self._save, self._more, self._add_note):
            row.addWidget(button)
        column.addWidget(buttons)

    def _connect_signals(self) -> None:
        self._save.clicked.connect(self._on_save_clicked)
        self._more.clicked.connect(self._on_more_clicked)
        self._add_note.clicked.connect(self._on_add_note_clicked)

    def _on_more_clicked(self) -> None:
        self._show_rarer(is_shown=True)
        self._knees[0].take_focus_to_rarer()

    def _on_add_note_clicked(self) -> None:
        self._show_note(is_shown=True)
        self._made_note().setFocus()

    def _on_score_chosen(self) -> None:
        self._hint.hide()

    def _on_save_clicked(self) -> None:
        if self._asked_about is None:
            return
        missing = next((one for one in self._knees if one.score() is None), None)
        if missing is not None:
            self._ask_for_score(missing)
            return
        self._emit_check_in_saved(self._answers(self._asked_about))

    def _answers(self, asked: MorningShown) -> tuple[CheckInAnswer, ...]:
        from kneecoach.ui.today_view import CheckInAnswer  # noqa: PLC0415 - Today is there first

        walks = self._walks.chosen() if self._walks is not None and asked.asks_walking else ()
        return tuple(
            CheckInAnswer(
                day=date.fromisoformat(asked.morning),
                knee=Knee(one.knee),
                pain=pain_score(score),
                stiff=one.is_stiff(),
                flags=one.flags(),
                new_onset=one.is_new(),
                walks_30_minutes=None if not walks else walks == (_YES,),
                note="" if place else self._noted(),
            )
            for place, one in enumerate(self._knees)
            if (score := one.score()) is not None
        )

    def _ask_for_score(self, missing: KneeQuestions) -> None:
        first = self.tr("Choose a number from 0 to 10 first.")
        if len(self._knees) > 1:
            both = self.tr("{knee}: choose a number from 0 to 10 first.")
            first = both.format(knee=missing.title)
        self._hint.setText(first)
        self._hint.show()
        announce(self._hint, self._hint.text())
        missing.take_focus()

    def _emit_check_in_saved(self, answers: tuple[CheckInAnswer, ...]) -> None:
        self.check_in_saved.emit(answers)
