"""Ask how the knee was on a morning."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kneecoach.model.feedback import Flag
from kneecoach.model.record import CheckIn
from kneecoach.model.units import pain_score
from kneecoach.ui.feeling_words import COMMON_FLAGS, RARER_FLAGS, flag_words
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.today_view import CheckInAnswer
from kneecoach.ui.widgets.announce import announce
from kneecoach.ui.widgets.buttons import LinkButton, PlainButton
from kneecoach.ui.widgets.card import Card, SectionTitle
from kneecoach.ui.widgets.chips import ChipRow
from kneecoach.ui.widgets.fields import NoteField
from kneecoach.ui.widgets.flow import FlowLayout
from kneecoach.ui.widgets.pain_scale import PainScale
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.words.days import words_locale
from kneecoach.ui.words.plans import morning_question

_STIFF = "stiff"
_NEW = "new_onset"
_YES = "yes"
_NO = "no"


class CheckInCard(Card):
    """Take the pain of a morning, the signs that stood, and a note.

    What was entered stays when the page is shown anew for the same morning.

    Signals:
        check_in_saved(CheckInAnswer): The person saved a morning.
    """

    check_in_saved = Signal(object)

    def __init__(self) -> None:
        super().__init__(" ", name="today.check_in")
        self._morning: date | None = None
        self._after = Text(role=TextRole.SMALL, tone=Tone.MUTED)
        self._scale = PainScale(name="check_in.pain", label=self.tr("Pain in the morning"))
        common = (*((flag.value, flag_words(flag)) for flag in COMMON_FLAGS),)
        felt = ((_STIFF, self.tr("Stiff on waking")), (_NEW, self.tr("Sudden new pain")))
        rarer = (*((flag.value, flag_words(flag)) for flag in RARER_FLAGS),)
        signs = self.tr("Signs in the knee")
        answers = (common[0], felt[0], *common[1:], felt[1])
        self._signs = ChipRow(answers, name="check_in.signs", label=signs)
        self._rarer = ChipRow(rarer, name="check_in.rarer_signs", label=signs)
        self._walks_question = SectionTitle(self.tr("Half an hour’s walk without pain or limp?"))
        answers = ((_YES, self.tr("Yes")), (_NO, self.tr("No")))
        label = self.tr("Half an hour’s walk without pain or limp?")
        self._walks = ChipRow(answers, name="check_in.walks", label=label, is_single=True)
        self._note = NoteField(name="check_in.note", label=self.tr("A note, if you like"))
        self._hint = Text(role=TextRole.SMALL, tone=Tone.ALARM)
        self._save = PlainButton(self.tr("Save"), name="check_in.save")
        self._more = LinkButton(self.tr("More signs"), name="check_in.more")
        self._add_note = LinkButton(self.tr("Add a note"), name="check_in.add_note")
        self._saved = Text()
        self._change = LinkButton(self.tr("Change"), name="check_in.change")
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
        saved: CheckIn | None,
    ) -> None:
        """Ask about a morning, or show what was said of it.

        Args:
            morning: The morning.
            today: The day it is.
            after: What the morning followed, such as "After Wednesday's session"; may be empty.
            asks_walking: Whether walking is asked about.
            saved: What was said of this morning, or None.
        """
        question = morning_question(morning, today)
        self.set_title(question)
        self._scale.setAccessibleName(question)
        self._after.setText(after)
        self._after.setVisible(bool(after))
        for part in (self._walks_question, self._walks):
            part.setVisible(asks_walking)
        if morning != self._morning or saved is not None:
            self._fill(saved)
        self._morning = morning
        self._show_saved(saved)

    def _fill(self, saved: CheckIn | None) -> None:
        """Show what was said before, or nothing."""
        flags = saved.flags if saved is not None else frozenset[Flag]()
        keys = [flag.value for flag in flags]
        if saved is not None and saved.stiff:
            keys.append(_STIFF)
        if saved is not None and saved.new_onset:
            keys.append(_NEW)
        walks = None if saved is None else saved.walks_30_minutes
        self._scale.set_score(None if saved is None else saved.pain)
        self._signs.set_chosen(tuple(keys))
        self._rarer.set_chosen(tuple(keys))
        self._walks.set_chosen(() if walks is None else (_YES if walks else _NO,))
        self._note.set_note("" if saved is None else saved.note)
        self._hint.hide()

    def _show_saved(self, saved: CheckIn | None) -> None:
        self._questions.setVisible(saved is None)
        self._saved.setVisible(saved is not None)
        self._change.setVisible(saved is not None)
        if saved is None:
            self._show_rarer(is_shown=bool(self._rarer.chosen()))
            self._show_note(is_shown=bool(self._note.note()))
            return
        said = [self.tr("pain {score} of 10").format(score=saved.pain)]
        said.extend(flag_words(flag).lower() for flag in Flag if flag in saved.flags)
        if saved.stiff:
            said.append(self.tr("stiff on waking"))
        if saved.new_onset:
            said.append(self.tr("sudden new pain"))
        listed = words_locale().createSeparatedList(said)
        self._saved.setText(self.tr("Saved: {answers}.").format(answers=listed))

    def _show_rarer(self, *, is_shown: bool) -> None:
        self._rarer.setVisible(is_shown)
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
        for part in (self._scale, self._signs, self._rarer, self._walks_question, self._walks):
            questions.addWidget(part)
        questions.addWidget(self._note)
        questions.addWidget(self._hint)
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
        self._scale.score_chosen.connect(self._on_score_chosen)

    def _on_more_clicked(self) -> None:
        self._show_rarer(is_shown=True)
        self._rarer.chip(RARER_FLAGS[0].value).setFocus()

    def _on_add_note_clicked(self) -> None:
        self._show_note(is_shown=True)
        self._note.setFocus()

    def _on_change_clicked(self) -> None:
        self._saved.hide()
        self._change.hide()
        self._questions.show()
        self._show_rarer(is_shown=bool(self._rarer.chosen()))
        self._show_note(is_shown=bool(self._note.note()))
        self._scale.setFocus()

    def _on_score_chosen(self) -> None:
        self._hint.hide()

    def _on_save_clicked(self) -> None:
        score = self._scale.score()
        if score is None or self._morning is None:
            self._hint.setText(self.tr("Choose a number from 0 to 10 first."))
            self._hint.show()
            announce(self._hint, self._hint.text())
            self._scale.setFocus()
            return
        chosen = frozenset((*self._signs.chosen(), *self._rarer.chosen()))
        walks = self._walks.chosen() if self._walks.isVisibleTo(self) else ()
        self._emit_check_in_saved(
            CheckInAnswer(
                day=self._morning,
                pain=pain_score(score),
                stiff=_STIFF in chosen,
                flags=frozenset(flag for flag in Flag if flag.value in chosen),
                new_onset=_NEW in chosen,
                walks_30_minutes=None if not walks else walks == (_YES,),
                note=self._note.note(),
            )
        )

    def _emit_check_in_saved(self, answer: CheckInAnswer) -> None:
        self.check_in_saved.emit(answer)
