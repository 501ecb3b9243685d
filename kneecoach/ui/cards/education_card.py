"""Show what may be behind an ache, what makes it worse, what helps, and when to see someone."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kneecoach.ui.cards.exercise_cards import sources_card
from kneecoach.ui.education_view import CardView, ProposalView
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.buttons import PlainButton
from kneecoach.ui.widgets.card import Card, CardTone, Line
from kneecoach.ui.widgets.dose_badge import BadgeTone, DoseBadge
from kneecoach.ui.widgets.pair import Pair
from kneecoach.ui.widgets.scroll_page import CARD_GAP_PX, Columns
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone

_SIDE_BY_SIDE_PX = 300


class EducationPart(QWidget):
    """Hold the cards about one thing, what is read first at the left.

    Signals:
        programme_chosen(str): The person wants to use the programme with this id.

    Args:
        view: What is shown.
    """

    programme_chosen = Signal(str)

    def __init__(self, view: CardView) -> None:
        super().__init__()
        self.setObjectName(f"education.{view.card.id}")
        self.setAccessibleName(view.card.name)
        column = stacked(self)
        column.setSpacing(CARD_GAP_PX)
        columns = Columns(first=3, second=2)
        columns.first.addWidget(self._about(view))
        if view.proposals:
            columns.first.addWidget(self._proposals(view))
        for card in self._lists(view):
            columns.second.addWidget(card)
        title = self.tr("Where this comes from")
        name = f"education.{view.card.id}.sources"
        columns.second.addWidget(sources_card(view.sources, view.review, title, name=name))
        column.addWidget(columns)

    def _about(self, view: CardView) -> Card:
        card = Card(view.card.name, name=f"education.{view.card.id}.about")
        card.body.addWidget(Text(view.card.says))
        if not view.card.causes:
            return card
        card.body.addWidget(Line())
        card.body.addWidget(Text(self.tr("What may be behind it"), role=TextRole.STRONG))
        doubt = self.tr(
            "These are possibilities. Which of them it is, if any, takes someone who looks at "
            "your knee."
        )
        card.body.addWidget(Text(doubt, role=TextRole.SMALL, tone=Tone.MUTED))
        for cause in view.card.causes:
            card.body.addWidget(Text(cause.name, role=TextRole.STRONG))
            card.body.addWidget(Text(cause.says, role=TextRole.SMALL))
        return card

    def _lists(self, view: CardView) -> tuple[Card, ...]:
        card = view.card
        parts = (
            ("see", self.tr("When to see someone"), card.see_someone, CardTone.NOTE),
            ("worse", self.tr("What tends to make it worse"), card.worse, CardTone.PLAIN),
            ("helps", self.tr("What tends to help"), card.helps, CardTone.PLAIN),
        )
        made = []
        for key, title, lines, tone in parts:
            if not lines:
                continue
            one = Card(title, name=f"education.{card.id}.{key}", tone=tone)
            for line in lines:
                one.body.addWidget(Text(line))
            made.append(one)
        return tuple(made)

    def _proposals(self, view: CardView) -> Card:
        title = self.tr("A programme that may fit")
        card = Card(title, name=f"education.{view.card.id}.proposals")
        for index, proposal in enumerate(view.proposals):
            if index:
                card.body.addWidget(Line())
            card.body.addWidget(self._proposal(proposal))
            card.body.addWidget(Text(proposal.why))
        return card

    def _proposal(self, proposal: ProposalView) -> QWidget:
        words = QWidget()
        column = stacked(words)
        column.setSpacing(2)
        column.addWidget(Text(proposal.name, role=TextRole.STRONG))
        column.addWidget(Text(proposal.frequency, role=TextRole.SMALL, tone=Tone.MUTED))
        name = f"education.use.{proposal.id}"
        if proposal.is_in_use:
            badge = DoseBadge(self.tr("in use"), BadgeTone.MORE, name=f"{name}.in_use")
            return Pair(words, badge, together_from_px=_SIDE_BY_SIDE_PX)
        use = PlainButton(self.tr("Use this programme"), name=name)
        use.setAccessibleName(self.tr("Use {name}").format(name=proposal.name))
        use.setProperty("programme_id", proposal.id)
        use.clicked.connect(self._on_use_clicked)
        return Pair(words, use, together_from_px=_SIDE_BY_SIDE_PX)

    def _on_use_clicked(self) -> None:
        self.programme_chosen.emit(str(self.sender().property("programme_id")))
