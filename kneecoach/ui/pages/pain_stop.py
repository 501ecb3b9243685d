"""Ask what hurt when a set was stopped, and offer what is safe to do next."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kneecoach.model.dose import Side
from kneecoach.model.units import PainScore, pain_score
from kneecoach.override import override
from kneecoach.ui.answers import PainStopAnswer, PainStopChoice, must_end, offered_choices
from kneecoach.ui.asked import asked_by_chips
from kneecoach.ui.feeling_chips import FlagChips
from kneecoach.ui.stage.main_button import MainButton
from kneecoach.ui.theme.palette import wear
from kneecoach.ui.theme.tokens import DARK, Tokens
from kneecoach.ui.widgets.announce import announce
from kneecoach.ui.widgets.card import Card, SectionTitle
from kneecoach.ui.widgets.chips import ChipRow
from kneecoach.ui.widgets.pain_scale import PainScale
from kneecoach.ui.widgets.scroll_page import Columns, ScrollPage
from kneecoach.ui.widgets.text import Text
from kneecoach.ui.words.screening import side_words

_SHARP = "sharp"
_ACHING = "aching"


class PainStopPage(ScrollPage):
    """Take the pain that stopped a set, and let the person choose what comes next.

    Strong or sharp pain, giving way and locking make ending the session the main offer, and going
    on is then not offered. Nothing has to be answered in order to end or to skip.

    Signals:
        pain_answered(PainStopAnswer): The person said what hurt and chose.

    Args:
        tokens: What it wears: dark, or high contrast.
        parent: The widget it is in.
    """

    pain_answered = Signal(object)

    def __init__(self, *, tokens: Tokens = DARK, parent: QWidget | None = None) -> None:
        super().__init__(name="pain_stop_page", parent=parent)
        wear(self, tokens)
        self._has_easier = self._goes_on = False
        self._columns = Columns(first=3, second=2)
        self._felt = Card(self.tr("How bad is it?"), name="felt")
        self._scale = PainScale(name="stop_pain", label=self.tr("How bad is it?"))
        which = self.tr("Which knee?")
        self._knee_title = SectionTitle(which)
        self._knees = ChipRow(
            tuple((side.value, side_words(side)) for side in Side),
            name="stop_knee",
            label=which,
            is_single=True,
        )
        kind = self.tr("What is it like?")
        self._kind_title = SectionTitle(kind)
        self._kinds = ChipRow(
            ((_SHARP, self.tr("Sharp")), (_ACHING, self.tr("Aching or pulling"))),
            name="kind",
            label=kind,
        )
        signs = self.tr("Did the knee do any of this?")
        self._flags_title = SectionTitle(signs)
        self._flags = FlagChips(name="stop_flags", label=signs)
        self._next = Card(self.tr("What next?"), name="next")
        self._advice = Text()
        self._advice.setObjectName("advice")
        self._buttons = {
            choice: MainButton(words, name=choice.value, parent=self._next)
            for choice, words in self._words()
        }
        self._build_layout()
        self._connect_signals()
        self.ask("", has_easier=False, going_on="")

    def set_tokens(self, tokens: Tokens) -> None:
        """Wear other colours: dark, or high contrast."""
        wear(self, tokens)

    def ask(
        self, exercise: str, *, has_easier: bool, going_on: str, asks_knee: bool = False
    ) -> None:
        """Ask anew about a set that has just stopped.

        Args:
            exercise: Its name.
            has_easier: Whether an easier version can be offered.
            going_on: What the session would go on with; empty when nothing is left.
            asks_knee: Whether it is asked which knee hurts, because both are sore.
        """
        self._has_easier, self._goes_on = has_easier, bool(going_on)
        if going_on:
            self._buttons[PainStopChoice.GO_ON].set_label(going_on)
        kept = self.tr("What you have done so far is kept.")
        both = self.tr("{exercise}. What you have done so far is kept.")
        self.set_heading(
            self.tr("The set has stopped."), both.format(exercise=exercise) if exercise else kept
        )
        self._scale.set_score(None)
        self._kinds.set_chosen(())
        self._knees.set_chosen(())
        self._knee_title.setVisible(asks_knee)
        self._knees.setVisible(asks_knee)
        self._flags.clear()
        self._show_offers()
        self.setFocusProxy(self._scale)
        self._scale.setFocus(Qt.FocusReason.OtherFocusReason)

    def offered(self) -> tuple[PainStopChoice, ...]:
        """Return what is offered now, the main offer first."""
        return offered_choices(
            score=self._score(),
            sharp=self._is_sharp(),
            flags=self._flags.flags(),
            has_easier=self._has_easier,
            goes_on=self._goes_on,
        )

    def answer(self, choice: PainStopChoice) -> PainStopAnswer:
        """Return what was said so far, with a choice."""
        return PainStopAnswer(
            score=self._score(),
            sharp=self._is_sharp(),
            flags=self._flags.flags(),
            choice=choice,
            side=self._side(),
        )

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lead from the pain to the main offer with Enter; a choice is made on purpose.

        So Escape does nothing here, and Enter chooses only once an offer has the keyboard.
        """
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._buttons[self.offered()[0]].setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)

    def _words(self) -> tuple[tuple[PainStopChoice, str], ...]:
        return (
            (PainStopChoice.EASIER, self.tr("Do an easier version")),
            (PainStopChoice.SKIP, self.tr("Skip this exercise")),
            (PainStopChoice.GO_ON, self.tr("Go on")),
            (PainStopChoice.END, self.tr("End the session")),
        )

    def _score(self) -> PainScore | None:
        score = self._scale.score()
        return None if score is None else pain_score(score)

    def _side(self) -> Side | None:
        chosen = self._knees.chosen()
        return Side(chosen[0]) if chosen else None

    def _is_sharp(self) -> bool:
        return _SHARP in self._kinds.chosen()

    def _show_offers(self) -> None:
        offered = self.offered()
        for button in self._buttons.values():
            self._next.body.removeWidget(button)
        for place, choice in enumerate(offered):
            self._buttons[choice].set_main(is_main=place == 0)
            self._next.body.addWidget(self._buttons[choice])
        for choice, button in self._buttons.items():
            button.setVisible(choice in offered)
        for before, after in pairwise(offered):
            QWidget.setTabOrder(self._buttons[before], self._buttons[after])
        advice = self._advice_words()
        if advice != self._advice.text():
            self._advice.setText(advice)
            announce(self, advice)

    def _advice_words(self) -> str:
        if must_end(score=self._score(), sharp=self._is_sharp(), flags=self._flags.flags()):
            return self.tr(
                "That is enough of this exercise for today. It is best to end the session "
                "here and let the knee rest."
            )
        if self._score() is None:
            if not self._goes_on:
                return self.tr("Choose what feels right.")
            return self.tr("Choose a number, and going on may be offered too.")
        return self.tr("Pain like this often settles. Choose what feels right.")

    def _build_layout(self) -> None:
        felt = self._felt.body
        felt.addWidget(self._scale)
        felt.addLayout(asked_by_chips(self._knee_title, self._knees))
        felt.addLayout(asked_by_chips(self._kind_title, self._kinds))
        felt.addLayout(asked_by_chips(self._flags_title, self._flags))
        self._next.body.addWidget(self._advice)
        self._columns.first.addWidget(self._felt)
        self._columns.second.addWidget(self._next)
        self.body.addWidget(self._columns)
        self.body.addStretch(1)

    def _connect_signals(self) -> None:
        self._scale.score_chosen.connect(self._on_answer_changed)
        self._kinds.choice_changed.connect(self._on_answer_changed)
        self._flags.flags_changed.connect(self._on_answer_changed)
        for button in self._buttons.values():
            button.clicked.connect(self._on_choice_clicked)

    def _on_answer_changed(self) -> None:
        self._show_offers()

    def _on_choice_clicked(self) -> None:
        pressed = self.sender()
        choice = next(one for one, button in self._buttons.items() if button is pressed)
        if choice not in self.offered():
            self._show_offers()
            return
        self._emit_pain_answered(choice)

    def _emit_pain_answered(self, choice: PainStopChoice) -> None:
        self.pain_answered.emit(self.answer(choice))
