"""Tell why doses changed, and lead to the rule and where it comes from."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.today_shown import ReasonShown
from kneecoach.ui.widgets.buttons import LinkButton
from kneecoach.ui.widgets.card import Card
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone


class WhyCard(Card):
    """Show each reason once, and lead to its rule and source.

    Signals:
        why_opened(str): The person opened the rule with this id.

    Args:
        reasons: Why doses changed, at least one.
    """

    why_opened = Signal(str)

    def __init__(self, reasons: tuple[ReasonShown, ...]) -> None:
        has_sentences = any(reason.sentence for reason in reasons)
        super().__init__(" ", name="today.why")
        changed, source = self.tr("Why the dose changed"), self.tr("Where this comes from")
        self.set_title(changed if has_sentences else source)
        for reason in reasons:
            part = _ReasonPart(reason)
            part.opened.connect(self._on_opened)
            self.body.addWidget(part)

    def _on_opened(self, rule: str) -> None:
        self.why_opened.emit(rule)


class _ReasonPart(QWidget):
    """Show one reason, and the way to its rule."""

    opened = Signal(str)

    def __init__(self, reason: ReasonShown) -> None:
        super().__init__()
        self._rule = reason.rule
        self._names = Text(reason.exercises, role=TextRole.SMALL, tone=Tone.MUTED)
        self._sentence = Text(reason.sentence, role=TextRole.SMALL)
        self._open = LinkButton(
            self.tr("Read the rule and where it comes from"), name=f"why.{reason.rule}"
        )
        self._open.clicked.connect(self._on_open_clicked)
        column = stacked(self)
        column.setSpacing(2)
        if not reason.sentence:
            self._sentence.hide()
        for text in (self._names, self._sentence):
            column.addWidget(text)
        column.addWidget(self._open, 0, Qt.AlignmentFlag.AlignLeading)

    def _on_open_clicked(self) -> None:
        self.opened.emit(self._rule)
