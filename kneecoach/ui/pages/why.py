"""Show why one dose is as it is, what would change it, and where the rule comes from."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kneecoach.override import override
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.why_view import WhyView
from kneecoach.ui.widgets.address import address
from kneecoach.ui.widgets.bands_picture import BandsPicture
from kneecoach.ui.widgets.buttons import PlainButton
from kneecoach.ui.widgets.card import Card
from kneecoach.ui.widgets.chips import ChipRow
from kneecoach.ui.widgets.scroll_page import CARD_GAP_PX, Columns, ScrollPage
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.words.why import (
    about_words,
    bands_of,
    lasted_words,
    looked_at_words,
    rule_words,
    turn_lines,
    zone_words,
)


class WhyPage(ScrollPage):
    """Show one decision at a time; chips choose among those of the same rule.

    Signals:
        closed: The person wants to go back.
    """

    closed = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(name="why_page", parent=parent)
        self._views: tuple[WhyView, ...] = ()
        self._back = PlainButton(self.tr("Back to Today"), name="why.back", key_hint="Esc")
        self._choice: ChipRow | None = None
        self._choice_holder = QWidget()
        self._choices = stacked(self._choice_holder)
        self._choices.setContentsMargins(0, 0, 0, CARD_GAP_PX // 2)
        self._holder = QWidget()
        self._parts = stacked(self._holder)
        self._columns: Columns | None = None
        self._call: Card | None = None
        self._call_holder = QWidget()
        self._call_box = stacked(self._call_holder)
        self._build_layout()
        self._back.clicked.connect(self._on_back_clicked)

    def show_views(self, views: tuple[WhyView, ...], *, first: str = "") -> None:
        """Show one of some decisions, and offer the others.

        Args:
            views: The decisions of one rule, at least one.
            first: Name of the exercise that is shown; the first one when none has that name.
        """
        self._views = views
        place = next((at for at, one in enumerate(views) if one.exercise == first), 0)
        if self._choice is not None:
            _remove(self._choice)
            self._choice = None
        if len(views) > 1:
            answers = tuple((str(index), about_words(one)) for index, one in enumerate(views))
            label = self.tr("Which exercise")
            self._choice = ChipRow(
                answers, name="why.which", label=label, is_single=True, needs_one=True
            )
            self._choice.set_chosen((str(place),))
            self._choice.choice_changed.connect(self._on_choice_changed)
            self._choices.addWidget(self._choice)
        self._choice_holder.setVisible(self._choice is not None)
        self._show(views[place])
        self.verticalScrollBar().setValue(0)

    def show_call(self, card: Card | None) -> None:
        """Show below all of it when to stop and call, in place of what stood there."""
        if self._call is not None:
            _remove(self._call)
        self._call = card
        if card is not None:
            self._call_box.addWidget(card)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape go back."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _build_layout(self) -> None:
        self.body.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addSpacing(CARD_GAP_PX)
        self.body.addWidget(self._choice_holder)
        self.body.addWidget(self._holder)
        self.body.addSpacing(CARD_GAP_PX)
        self.body.addWidget(self._call_holder)
        self.body.addStretch(1)
        self.setFocusProxy(self._back)

    def _show(self, view: WhyView) -> None:
        self.set_heading(self.tr("Why the dose is as it is"), about_words(view))
        if self._columns is not None:
            _remove(self._columns)
        self._columns = Columns(first=3, second=2)
        self._columns.first.addWidget(self._sentence_card(view))
        self._columns.first.addWidget(self._numbers_card(view))
        self._columns.second.addWidget(self._turns_card(view))
        self._columns.second.addWidget(self._rule_card(view))
        self._parts.addWidget(self._columns)

    def _sentence_card(self, view: WhyView) -> Card:
        card = Card(self.tr("What was seen, and what it means"), name="why.sentence")
        card.body.addWidget(Text(view.sentence))
        return card

    def _numbers_card(self, view: WhyView) -> Card:
        card = Card(self.tr("What it looked at"), name="why.numbers")
        looked_at = Text(looked_at_words(view), role=TextRole.SMALL, tone=Tone.MUTED)
        card.body.addWidget(looked_at)
        if view.session_day is None and view.now is None:
            return card
        picture = BandsPicture(name="why.bands", label=self.tr("Pain over its zones"))
        picture.set_values(bands_of(view))
        card.body.addWidget(picture)
        if view.session_day is not None:
            card.body.addWidget(Text(lasted_words(view), role=TextRole.SMALL))
        zones = Text(zone_words(view.band), role=TextRole.SMALL, tone=Tone.MUTED)
        card.body.addWidget(zones)
        return card

    def _turns_card(self, view: WhyView) -> Card:
        card = Card(self.tr("What would change it"), name="why.turns")
        for line in turn_lines(view):
            card.body.addWidget(Text(line))
        return card

    def _rule_card(self, view: WhyView) -> Card:
        title = self.tr("Rule {rule}: {name}").format(rule=view.rule, name=view.rule_name)
        card = Card(title, name="why.rule")
        for line in rule_words(view):
            card.body.addWidget(Text(line, role=TextRole.SMALL))
        card.body.addWidget(Text(self.tr("Where it comes from"), role=TextRole.STRONG))
        for source in view.sources:
            card.body.addWidget(Text(source.title, role=TextRole.SMALL))
            if source.where:
                card.body.addWidget(address(source.where))
        return card

    def _on_choice_changed(self) -> None:
        chosen = self._choice.chosen() if self._choice is not None else ()
        if chosen:
            self._show(self._views[int(chosen[0])])

    def _on_back_clicked(self) -> None:
        self.closed.emit()


def _remove(widget: QWidget) -> None:
    widget.hide()
    widget.setParent(None)
    widget.deleteLater()
