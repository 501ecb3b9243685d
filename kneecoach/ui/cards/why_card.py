"""Tell why doses changed, by which rule, and where the rule comes from."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.today_view import RuleSource
from kneecoach.ui.widgets.buttons import LinkButton
from kneecoach.ui.widgets.card import Card
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.words.days import words_locale
from kneecoach.ui.words.plans import Reason


class WhyCard(Card):
    """Show each reason once, with its rule and source on request.

    Signals:
        why_opened(str): The person opened the rule with this id.

    Args:
        reasons: Why doses changed, at least one.
        sources: Where the rules come from.
    """

    why_opened = Signal(str)

    def __init__(self, reasons: tuple[Reason, ...], sources: tuple[RuleSource, ...]) -> None:
        has_sentences = any(reason.sentence for reason in reasons)
        super().__init__(" ", name="today.why")
        changed, source = self.tr("Why the dose changed"), self.tr("Where this comes from")
        self.set_title(changed if has_sentences else source)
        for reason in reasons:
            found = tuple(source for source in sources if source.rule == reason.rule)
            part = _ReasonPart(reason, found)
            part.opened.connect(self._on_opened)
            self.body.addWidget(part)

    def _on_opened(self, rule: str) -> None:
        self.why_opened.emit(rule)


class _ReasonPart(QWidget):
    """Show one reason, and its rule when asked."""

    opened = Signal(str)

    def __init__(self, reason: Reason, sources: tuple[RuleSource, ...]) -> None:
        super().__init__()
        self._rule = reason.rule
        names = words_locale().createSeparatedList(list(reason.exercises))
        self._names = Text(names, role=TextRole.SMALL, tone=Tone.MUTED)
        self._sentence = Text(reason.sentence, role=TextRole.SMALL)
        self._open = LinkButton(
            self.tr("Read the rule and where it comes from"), name=f"why.{reason.rule}"
        )
        self._details = Text(self._details_of(sources), role=TextRole.SMALL, tone=Tone.MUTED)
        self._details.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._details.hide()
        self._open.clicked.connect(self._on_open_clicked)
        column = stacked(self)
        column.setSpacing(2)
        if not reason.sentence:
            self._sentence.hide()
        for part in (self._names, self._sentence, self._details):
            column.addWidget(part)
        column.insertWidget(2, self._open, 0, Qt.AlignmentFlag.AlignLeading)

    def _details_of(self, sources: tuple[RuleSource, ...]) -> str:
        lines = [self.tr("Rule {rule}").format(rule=self._rule)]
        for source in sources:
            lines.append(source.title)
            if source.where:
                lines.append(source.where)
        return "\n".join(lines)

    def _on_open_clicked(self) -> None:
        self._open.hide()
        self._details.show()
        self._details.setFocus()
        self.opened.emit(self._rule)
