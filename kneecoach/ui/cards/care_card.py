"""Ask calmly to have the knee looked at, and take the news that someone did."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kneecoach.model.decision import Plan, Urgency
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.announce import announce
from kneecoach.ui.widgets.buttons import LinkButton, PlainButton
from kneecoach.ui.widgets.card import Card, CardTone
from kneecoach.ui.widgets.fields import NoteField
from kneecoach.ui.widgets.flow import FlowLayout
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.words.plans import care_reasons, pause_reasons, urgency_words


class CareCard(Card):
    """Say what was reported, how soon to be seen, and what happens until then.

    Signals:
        seen_reported(str): Someone has been seen; carries who and what was said.

    Args:
        plan: The plan; its urgency says how soon.
        urgency: How soon.
    """

    seen_reported = Signal(str)

    def __init__(self, plan: Plan, urgency: Urgency) -> None:
        super().__init__(self.tr("Before you train again"), name="today.care", tone=CardTone.CARE)
        self._reasons = care_reasons(plan)
        self._urgency = urgency
        self._seen = PlainButton(self.tr("I have been seen"), name="care.seen")
        self._question = QWidget()
        label = self.tr("Who did you see, and what did they say?")
        self._ask = Text(label)
        self._note = NoteField(name="care.note", label=label)
        self._hint = Text(
            self.tr("A few words are enough, such as “physio, Tuesday: go on gently”."),
            role=TextRole.SMALL,
            tone=Tone.MUTED,
        )
        self._save = PlainButton(self.tr("Save and go on"), name="care.save")
        self._cancel = LinkButton(self.tr("Not yet"), name="care.cancel")
        self._build_layout()
        self._connect_signals()

    def _build_layout(self) -> None:
        for sentence in self._reasons:
            self.body.addWidget(Text(sentence))
        self.body.addWidget(Text(urgency_words(self._urgency), role=TextRole.STRONG))
        if self._urgency is Urgency.EMERGENCY:
            later = self.tr("When the sign has gone, say so in the check-in, and the plan returns.")
            self.body.addWidget(Text(later, role=TextRole.SMALL, tone=Tone.MUTED))
        else:
            self.body.addWidget(self._seen, 0, Qt.AlignmentFlag.AlignLeading)
        question = stacked(self._question)
        for part in (self._ask, self._note, self._hint):
            question.addWidget(part)
        buttons = QWidget()
        row = FlowLayout(buttons)
        row.addWidget(self._save)
        row.addWidget(self._cancel)
        question.addWidget(buttons)
        self._question.hide()
        self.body.addWidget(self._question)

    def _connect_signals(self) -> None:
        self._seen.clicked.connect(self._on_seen_clicked)
        self._save.clicked.connect(self._on_save_clicked)
        self._cancel.clicked.connect(self._on_cancel_clicked)

    def _on_seen_clicked(self) -> None:
        self._seen.hide()
        self._question.show()
        self._note.setFocus()

    def _on_cancel_clicked(self) -> None:
        self._question.hide()
        self._seen.show()
        self._seen.setFocus()

    def _on_save_clicked(self) -> None:
        note = self._note.note()
        if not note:
            announce(self._note, self._hint.text())
            self._hint.set_tone(Tone.ALARM)
            self._note.setFocus()
            return
        self._emit_seen_reported(note)

    def _emit_seen_reported(self, note: str) -> None:
        self.seen_reported.emit(note)


class PauseCard(Card):
    """Say why training stands still, and what ends the pause.

    Args:
        plan: The plan, in which exercises are paused.
    """

    def __init__(self, plan: Plan) -> None:
        super().__init__(self.tr("The knee has a pause"), name="today.pause", tone=CardTone.NOTE)
        for sentence in pause_reasons(plan):
            self.body.addWidget(Text(sentence))
        ends = self.tr(
            "Say each morning how it is. The plan goes on by itself when the knee has settled."
        )
        self.body.addWidget(Text(ends, role=TextRole.SMALL, tone=Tone.MUTED))
