"""Ask calmly to have the knee looked at, and take the news that someone did."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from kneecoach.ui.cards.seen_question import SeenQuestion
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.today_shown import CareShown
from kneecoach.ui.widgets.buttons import PlainButton
from kneecoach.ui.widgets.card import Card, CardTone
from kneecoach.ui.widgets.text import Text, Tone


class CareCard(Card):
    """Say what was reported, how soon to be seen, and what happens until then.

    Signals:
        seen_reported(str): Someone has been seen; carries who and what was said.
        care_opened: The person wants to read what to do now.

    Args:
        care: What is said of it.
    """

    seen_reported = Signal(str)
    care_opened = Signal()

    def __init__(self, care: CareShown) -> None:
        super().__init__(self.tr("Before you train again"), name="today.care", tone=CardTone.CARE)
        self._care = care
        self._open = PlainButton(self.tr("What to do now"), name="care.open")
        self._seen = SeenQuestion(name="care")
        self._build_layout()
        self._connect_signals()

    def _build_layout(self) -> None:
        for sentence in self._care.reasons:
            self.body.addWidget(Text(sentence))
        self.body.addWidget(Text(self._care.urgency, role=TextRole.STRONG))
        self.body.addWidget(self._open, 0, Qt.AlignmentFlag.AlignLeading)
        if self._care.is_emergency:
            self._seen.hide()
            later = self.tr("When the sign has gone, say so in the check-in, and the plan returns.")
            self.body.addWidget(Text(later, role=TextRole.SMALL, tone=Tone.MUTED))
        self.body.addWidget(self._seen)

    def _connect_signals(self) -> None:
        self._open.clicked.connect(self._on_open_clicked)
        self._seen.seen_reported.connect(self._on_seen_reported)

    def _on_open_clicked(self) -> None:
        self.care_opened.emit()

    def _on_seen_reported(self, note: str) -> None:
        self.seen_reported.emit(note)


class PauseCard(Card):
    """Say why training stands still, and what ends the pause.

    Args:
        reasons: Why, whole sentences.
    """

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__(self.tr("The knee has a pause"), name="today.pause", tone=CardTone.NOTE)
        for sentence in reasons:
            self.body.addWidget(Text(sentence))
        ends = self.tr(
            "Say each morning how it is. The plan goes on by itself when the knee has settled."
        )
        self.body.addWidget(Text(ends, role=TextRole.SMALL, tone=Tone.MUTED))
