"""Ask the safety questions, before the first session and when a sign has come up."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kneecoach.coach.screening import Asking, KneeAnswer
from kneecoach.model.feedback import Knee
from kneecoach.model.screening import Occasion
from kneecoach.override import override
from kneecoach.ui.asked import asked_by_chips
from kneecoach.ui.cards.safety_questions import SafetyQuestions
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.announce import announce
from kneecoach.ui.widgets.buttons import PlainButton, PrimaryButton
from kneecoach.ui.widgets.card import Card, SectionTitle
from kneecoach.ui.widgets.chips import ChipRow
from kneecoach.ui.widgets.flow import FlowLayout
from kneecoach.ui.widgets.scroll_page import CARD_GAP_PX, ScrollPage
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.words.screening import knee_words, pain_question, why_asked


class ScreeningPage(ScrollPage):
    """Take an answer about every sign for each knee; one key says that there is none.

    Signals:
        answered(tuple, Knee): The answers about each knee, and which knee is looked after.
        put_off: The person does not answer now.

    Args:
        parent: The widget it is in.
    """

    answered = Signal(object, object)
    put_off = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(name="screening_page", parent=parent)
        which = self.tr("Which knee do you look after?")
        self._knees = ChipRow(
            tuple((knee.value, knee_words(knee)) for knee in Knee),
            name="screening.knee",
            label=which,
            is_single=True,
            needs_one=True,
        )
        self._which = Card(name="screening.which")
        self._which.setAccessibleName(which)
        self._which.body.addLayout(asked_by_chips(SectionTitle(which), self._knees))
        self._questions = SafetyQuestions()
        self._hint = Text(role=TextRole.SMALL, tone=Tone.ALARM)
        self._save = PrimaryButton("", name="screening.save")
        self._later = PlainButton(self.tr("Not now"), name="screening.later", key_hint="Esc")
        self._build_layout()
        self._connect_signals()

    def ask(
        self,
        asking: tuple[Asking, ...],
        occasion: Occasion,
        knee: Knee | None,
        *,
        is_second_step: bool = False,
    ) -> None:
        """Ask anew.

        Args:
            asking: What is known of each knee.
            occasion: Why it is asked.
            knee: Which knee is looked after, to be changed here; None when that is not asked.
            is_second_step: Whether it is the second of the three steps of somebody new.
        """
        why = why_asked(occasion)
        if is_second_step:
            why = self.tr("Step 2 of 3. {why}").format(why=why)
        self.set_heading(self.tr("How are the knees?"), why)
        self._which.setVisible(knee is not None)
        if knee is not None:
            self._knees.set_chosen((knee.value,))
        self._questions.ask(asking)
        self._hint.hide()
        self._show_state()
        self.verticalScrollBar().setValue(0)

    def take_focus(self) -> None:
        """Take the keyboard to the first sign."""
        self._questions.take_focus()
        self.verticalScrollBar().setValue(0)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let N say that there is no sign, and Escape put it off."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_off.emit()
        elif event.key() == Qt.Key.Key_N and not self._questions.has_signs():
            self._on_save_clicked()
        else:
            super().keyPressEvent(event)

    def _show_state(self) -> None:
        if self._questions.has_signs():
            self._save.set_label(self.tr("Save these answers"))
        else:
            self._save.set_label(self.tr("None of these"), key_hint="N")

    def _build_layout(self) -> None:
        self.body.addWidget(self._which)
        self.body.addSpacing(CARD_GAP_PX)
        self.body.addWidget(self._questions)
        self.body.addSpacing(CARD_GAP_PX)
        self.body.addWidget(self._hint)
        buttons = QWidget()
        row = FlowLayout(buttons)
        row.addWidget(self._save)
        row.addWidget(self._later)
        self.body.addWidget(buttons)
        self.body.addStretch(1)
        self.setFocusProxy(None)  # type: ignore[arg-type]  # Qt takes it as no proxy

    def _connect_signals(self) -> None:
        self._questions.answer_changed.connect(self._on_answer_changed)
        self._save.clicked.connect(self._on_save_clicked)
        self._later.clicked.connect(self.put_off)

    def _on_answer_changed(self) -> None:
        self._hint.hide()
        self._show_state()

    def _on_save_clicked(self) -> None:
        side = self._questions.missing()
        if side is not None:
            needed = self.tr("Choose a number from 0 to 10: {question}.")
            self._hint.setText(needed.format(question=pain_question(side)))
            self._hint.show()
            announce(self._hint, self._hint.text())
            self._questions.take_focus_to_pain(side)
            return
        chosen = self._knees.chosen()
        knee = Knee(chosen[0]) if chosen and not self._which.isHidden() else None
        self._emit_answered(self._questions.answers(), knee)

    def _emit_answered(self, answers: tuple[KneeAnswer, ...], knee: Knee | None) -> None:
        self.answered.emit(answers, knee)
