"""Ask how the knee is before a session, and show what that changes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kneecoach.override import override
from kneecoach.ui.answers import BeforeAnswer
from kneecoach.ui.asked import asked_by_chips, asked_on_scale, button_row, held_narrow
from kneecoach.ui.feeling_chips import FlagChips
from kneecoach.ui.theme.type import scaled
from kneecoach.ui.widgets.announce import announce
from kneecoach.ui.widgets.buttons import LinkButton, PlainButton, PrimaryButton
from kneecoach.ui.widgets.card import Card, CardTone, SectionTitle
from kneecoach.ui.widgets.chips import ChipRow
from kneecoach.ui.widgets.knee_scales import KneeScales
from kneecoach.ui.widgets.scroll_page import CARD_GAP_PX, ScrollPage
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone

_WIDEST_PX = 760
_YES = "yes"


class BeforePage(ScrollPage):
    """Take the pain before a session, without which no session starts.

    Signals:
        before_answered(BeforeAnswer): The person said how the knee is and wants to start.
        start_confirmed: The person starts the session with the change that was shown.
        cancelled: The person does not start now.

    Args:
        parent: The widget it is in.
    """

    before_answered = Signal(object)
    start_confirmed = Signal()
    cancelled = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(name="before_page", parent=parent)
        self._form = Card(name="before_form")
        question = self.tr("Pain right now")
        self._question = SectionTitle(question)
        self._scale = KneeScales(name="before_pain", label=question)
        sudden = self.tr("Is this pain sudden and new?")
        self._onset_title = SectionTitle(sudden)
        self._onset = ChipRow(
            ((_YES, self.tr("Yes, sudden and new")),), name="new_onset", label=sudden
        )
        signs = self.tr("Any of these right now?")
        self._flags_title = SectionTitle(signs)
        self._flags = FlagChips(name="before_flags", label=signs)
        self._start = PrimaryButton(self.tr("Start"), name="start")
        self._not_now = PlainButton(self.tr("Not now"), name="not_now", key_hint="Esc")
        self._reason = Text(tone=Tone.MUTED)
        self._reason.setObjectName("start_reason")
        self._change = Card(self.tr("What this changes"), name="change", tone=CardTone.NOTE)
        self._change_text = Text()
        self._change_start = PrimaryButton(self.tr("Start"), name="change_start")
        self._change_not_now = PlainButton(self.tr("Not now"), name="change_not_now")
        self._correct = LinkButton(self.tr("Correct my answers"), name="correct")
        self._call: Card | None = None
        self._call_holder = QWidget()
        self._call_box = stacked(self._call_holder)
        self._build_layout()
        self._connect_signals()
        self.ask("")

    def ask(self, subtitle: str, *, asks_each_knee: bool = False) -> None:
        """Ask anew, with nothing answered.

        Args:
            subtitle: Names the session that is to start.
            asks_each_knee: Whether the pain of each knee is asked for, because both are sore.
        """
        one, both = self.tr("How is the knee now?"), self.tr("How are the knees now?")
        self.set_heading(both if asks_each_knee else one, subtitle)
        self._scale.ask_each_knee(is_sided=asks_each_knee)
        self._onset.set_chosen(())
        self._flags.clear()
        self._show_form()

    def show_call(self, card: Card | None) -> None:
        """Show below the question when to stop and call, in place of what stood there."""
        if self._call is not None:
            self._call_box.removeWidget(self._call)
            self._call.hide()
            self._call.deleteLater()
        self._call = card
        if card is not None:
            card.setMaximumWidth(scaled(_WIDEST_PX))
            self._call_box.addWidget(card)

    def answer(self) -> BeforeAnswer | None:
        """Return what was answered, or None while the pain is not."""
        score = self._scale.score()
        if score is None:
            return None
        return BeforeAnswer(
            before=score,
            new_onset=score > 0 and _YES in self._onset.chosen(),
            flags=self._flags.flags(),
            knees=self._scale.scores(),
        )

    def show_change(self, text: str, *, may_start: bool) -> None:
        """Show what the answers change and why; offer to start only where that may be."""
        self._form.hide()
        self._change_text.setText(text)
        self._change_start.setVisible(may_start)
        label = self.tr("Not now") if may_start else self.tr("Close")
        self._change_not_now.set_label(label)
        self._change.show()
        button = self._change_start if may_start else self._change_not_now
        button.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, text)

    @override
    def resizeEvent(self, arg__1: QResizeEvent) -> None:
        """Follow the size of text, which may have changed."""
        self._fit()
        super().resizeEvent(arg__1)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape mean not now, and Enter start once the pain is known."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
            return
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._form.isVisible():
            self._on_start_clicked()
            return
        super().keyPressEvent(event)

    def _show_form(self) -> None:
        self._change.hide()
        self._form.show()
        self._show_answers()
        self.setFocusProxy(self._scale)
        self._scale.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_answers(self) -> None:
        score = self._scale.score()
        self._onset_title.setVisible(bool(score))
        self._onset.setVisible(bool(score))
        self._start.setEnabled(score is not None)
        reason = "" if score is not None else self.tr("To start, choose a number for the pain.")
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        self._start.setAccessibleDescription(reason)

    def _build_layout(self) -> None:
        form = self._form.body
        form.addLayout(asked_on_scale(self._question, self._scale))
        form.addLayout(asked_by_chips(self._onset_title, self._onset))
        form.addLayout(asked_by_chips(self._flags_title, self._flags))
        form.addLayout(button_row(self._start, self._not_now))
        form.addWidget(self._reason)
        change = self._change.body
        change.addWidget(self._change_text)
        change.addLayout(button_row(self._change_start, self._change_not_now))
        change.addWidget(self._correct, 0, Qt.AlignmentFlag.AlignLeft)
        for card in (self._form, self._change):
            self.body.addLayout(held_narrow(card))
        self.body.addSpacing(CARD_GAP_PX)
        self.body.addWidget(self._call_holder)
        self.body.addStretch(1)
        self._fit()

    def _fit(self) -> None:
        for card in (self._form, self._change):
            card.setMaximumWidth(scaled(_WIDEST_PX))
        if self._call is not None:
            self._call.setMaximumWidth(scaled(_WIDEST_PX))

    def _connect_signals(self) -> None:
        self._scale.score_chosen.connect(self._on_score_chosen)
        self._start.clicked.connect(self._on_start_clicked)
        self._not_now.clicked.connect(self.cancelled)
        self._change_not_now.clicked.connect(self.cancelled)
        self._change_start.clicked.connect(self.start_confirmed)
        self._correct.clicked.connect(self._show_form)

    def _on_score_chosen(self) -> None:
        self._show_answers()

    def _on_start_clicked(self) -> None:
        answer = self.answer()
        if answer is None:
            self._show_answers()
            self._scale.go_to_missing()
            return
        self.before_answered.emit(answer)
