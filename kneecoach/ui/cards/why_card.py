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
        why_opened(str, str): The person opened the rule with this id, coming from the exercise
            with this name.

    Args:
        reasons: Why doses changed, at least one.
    """

    why_opened = Signal(str, str)

    def __init__(self, reasons: tuple[ReasonShown, ...]) -> None:
        has_sentences = any(reason.sentence for reason in reasons)
        super().__init__(" ", name="today.why")
        changed, source = self.tr("Why the dose changed"), self.tr("Where this comes from")
        self.set_title(changed if has_sentences else source)
        for reason in reasons:
            part = _ReasonPart(reason, says_where=has_sentences)
            part.opened.connect(self._on_opened)
            self.body.addWidget(part)

    def _on_opened(self, rule: str, exercise: str) -> None:
        self.why_opened.emit(rule, exercise)


class _ReasonPart(QWidget):
    """Show one reason, and the way to its rule.

    Args:
        reason: The reason; without a sentence when another card of the page tells it.
        says_where: Other reasons have a sentence, so that this one says where its own stands.
    """

    opened = Signal(str, str)

    def __init__(self, reason: ReasonShown, *, says_where: bool) -> None:
        super().__init__()
        self._rule, self._first = reason.rule, reason.first
        self._names = Text(reason.exercises, role=TextRole.SMALL, tone=Tone.MUTED)
        elsewhere = self.tr("Left out for now, as said on this page.") if says_where else ""
        self._sentence = Text(reason.sentence or elsewhere, role=TextRole.SMALL)
        self._open = LinkButton(
            self.tr("Read the rule and where it comes from"), name=f"why.{reason.rule}"
        )
        about = self.tr("Read the rule and where it comes from: {exercises}")
        self._open.setAccessibleName(about.format(exercises=reason.exercises))
        self._open.clicked.connect(self._on_open_clicked)
        column = stacked(self)
        column.setSpacing(2)
        if not self._sentence.text():
            self._sentence.hide()
        for text in (self._names, self._sentence):
            column.addWidget(text)
        column.addWidget(self._open, 0, Qt.AlignmentFlag.AlignLeading)

    def _on_open_clicked(self) -> None:
        self.opened.emit(self._rule, self._first)
