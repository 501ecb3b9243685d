"""Show which packs are installed, and what a new one would bring before it is taken."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kneecoach.ui.cards.installed_card import InstalledCard
from kneecoach.ui.packs_view import InstalledView, OfferView
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.announce import announce
from kneecoach.ui.widgets.buttons import PlainButton, PrimaryButton
from kneecoach.ui.widgets.card import Card, CardTone, Line
from kneecoach.ui.widgets.chips import Chip
from kneecoach.ui.widgets.flow import FlowLayout
from kneecoach.ui.widgets.scroll_page import CARD_GAP_PX, ScrollPage
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone


class PacksPage(ScrollPage):
    """List the installed packs, below the one that is offered for installation.

    Signals:
        choose_requested: The person wants to choose a pack file.
        taken: The person takes the pack that is offered.
        declined: The person leaves it.
        removed(str): The pack with this id should be removed.
        handout_requested(str): The person wants the handout of the pack with this id.
        report_requested(str, bool): The person wants to answer the pack with this id, with their
            own notes or without.
        patients_requested: The person wants to see reports of patients.
        make_requested: The person wants to make a pack.
        programmes_requested: The person wants to choose a programme of what was installed.
    """

    choose_requested = Signal()
    taken = Signal()
    declined = Signal()
    removed = Signal(str)
    handout_requested = Signal(str)
    report_requested = Signal(str, bool)
    patients_requested = Signal()
    make_requested = Signal()
    programmes_requested = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(name="packs", parent=parent)
        self.set_heading(
            self.tr("Packs"),
            self.tr("Exercises and programmes that somebody gave you."),
        )
        self._holder = QWidget()
        self._cards = stacked(self._holder)
        self._cards.setSpacing(CARD_GAP_PX)
        self._done = Text()
        self._choose = PrimaryButton(self.tr("Choose a pack file"), name="packs.choose")
        self._choose.clicked.connect(self._on_choose_clicked)
        self._lead = PlainButton(self.tr("Go to Programme"), name="packs.programmes")
        self._lead.clicked.connect(self._on_lead_clicked)
        self._offer: OfferCard | None = None
        self._install = Card(self.tr("Install a pack"), name="packs.install")
        self._list = QWidget()
        self._packs = stacked(self._list)
        self._packs.setSpacing(CARD_GAP_PX)
        self._build_layout()

    def show_packs(self, packs: tuple[InstalledView, ...]) -> None:
        """Show what is installed."""
        for card in self._list.findChildren(InstalledCard):
            self._packs.removeWidget(card)
            _let_go(card)
        for pack in packs:
            card = InstalledCard(pack)
            card.removed.connect(self._on_removed)
            card.handout_requested.connect(self._on_handout_requested)
            card.report_requested.connect(self._on_report_requested)
            self._packs.addWidget(card)
            card.show()
        self._list.setVisible(bool(packs))  # an empty one would still take a gap

    def show_offer(self, offer: OfferView) -> None:
        """Show a pack that may be installed, above everything else."""
        self.take_offer_away()
        self.say("")
        self._offer = OfferCard(offer)
        self._offer.taken.connect(self._on_taken)
        self._offer.declined.connect(self._on_declined)
        self._cards.insertWidget(0, self._offer)
        self._install.hide()
        self._offer.show()
        self.verticalScrollBar().setValue(0)
        self._offer.focus_first()

    def take_offer_away(self) -> None:
        """Show no offer any more."""
        if self._offer is not None:
            self._cards.removeWidget(self._offer)
            _let_go(self._offer)
            self._offer = None
            self._install.show()

    def say(self, sentence: str) -> None:
        """Say what was done, below the button."""
        self._lead.hide()
        self._done.setText(sentence)
        self._done.setVisible(bool(sentence))
        if sentence:
            announce(self._done, sentence)

    def lead_to_programmes(self) -> None:
        """Offer the way to the programmes until more is said, and take the keyboard there."""
        self._lead.show()
        self._lead.setFocus()

    def _build_layout(self) -> None:
        card = self._install
        hint = self.tr(
            "Choose the .kneepack file that you were given, or drag it into this window. You see "
            "what is in it before anything is installed."
        )
        card.body.addWidget(Text(hint, tone=Tone.MUTED))
        buttons = QWidget()
        row = FlowLayout(buttons)
        row.addWidget(self._choose)
        card.body.addWidget(buttons)
        card.body.addWidget(self._done)
        card.body.addWidget(self._lead, 0, Qt.AlignmentFlag.AlignLeading)
        self._done.hide()
        self._lead.hide()
        self._cards.addWidget(card)
        self._cards.addWidget(self._list)
        self._list.hide()
        self._cards.addWidget(self._patients_card())
        self.body.addWidget(self._holder)
        self.body.addStretch(1)

    def _patients_card(self) -> Card:
        card = Card(self.tr("For physiotherapists"), name="packs.physio")
        hint = self.tr(
            "Open the reports that patients send you, and see signs and what is new first. Or make "
            "a pack: choose exercises, set doses and limits, sign it and give it out."
        )
        card.body.addWidget(Text(hint, tone=Tone.MUTED))
        patients = PlainButton(self.tr("Reports of patients"), name="packs.patients")
        patients.clicked.connect(self._on_patients_clicked)
        make = PlainButton(self.tr("Make a pack"), name="packs.make")
        make.clicked.connect(self._on_make_clicked)
        row = QWidget()
        flow = FlowLayout(row)
        flow.addWidget(patients)
        flow.addWidget(make)
        card.body.addWidget(row)
        return card

    def _on_lead_clicked(self) -> None:
        self.programmes_requested.emit()

    def _on_make_clicked(self) -> None:
        self.make_requested.emit()

    def _on_patients_clicked(self) -> None:
        self.patients_requested.emit()

    def _on_handout_requested(self, pack_id: str) -> None:
        self.handout_requested.emit(pack_id)

    def _on_report_requested(self, pack_id: str, with_notes: bool) -> None:  # noqa: FBT001 - a signal
        self.report_requested.emit(pack_id, with_notes)

    def _on_choose_clicked(self) -> None:
        self.choose_requested.emit()

    def _on_taken(self) -> None:
        self.taken.emit()

    def _on_declined(self) -> None:
        self.declined.emit()

    def _on_removed(self, pack_id: str) -> None:
        self.removed.emit(pack_id)


class OfferCard(Card):
    """Show what a pack is, whose it is and what it changes, and ask whether to take it."""

    taken = Signal()
    declined = Signal()

    def __init__(self, offer: OfferView) -> None:
        tone = CardTone.CARE if offer.is_alarming else CardTone.NOTE
        super().__init__(name="packs.offer", tone=tone)
        self.setAccessibleName(offer.name)
        label = self.tr("Take the update") if offer.is_update else self.tr("Install")
        self._take = PrimaryButton(label, name="packs.offer.take")
        self._leave = PlainButton(self.tr("Not now"), name="packs.offer.leave")
        self._asked = Chip(self.tr("I asked, and it is really theirs"), name="packs.offer.asked")
        self._build_layout(offer)
        self._take.setEnabled(not offer.is_alarming)
        self._asked.setVisible(offer.is_alarming)
        self._asked.toggled.connect(self._take.setEnabled)
        self._take.clicked.connect(self._on_take_clicked)
        self._leave.clicked.connect(self._on_leave_clicked)

    def focus_first(self) -> None:
        """Give the keyboard to what is to be answered first."""
        (self._take if self._take.isEnabled() else self._leave).setFocus()

    def _build_layout(self, offer: OfferView) -> None:
        self.body.addWidget(Text(offer.name, role=TextRole.HEADING))
        self.body.addWidget(Text(offer.about))
        for line in offer.content:
            self.body.addWidget(Text(line))
        self.body.addWidget(Text(offer.trust))
        review = self.tr("Review: {review}").format(review=offer.review)
        self.body.addWidget(Text(review, role=TextRole.SMALL, tone=Tone.MUTED))
        if offer.is_update:
            self.body.addWidget(Line())
            self.body.addWidget(Text(self.tr("What changes for you"), role=TextRole.STRONG))
            for sentence in offer.changes:
                self.body.addWidget(Text(sentence))
            kept = self.tr("What you did so far is kept and goes on from there.")
            self.body.addWidget(Text(kept, role=TextRole.SMALL, tone=Tone.MUTED))
        buttons = QWidget()
        row = FlowLayout(buttons)
        for one in (self._asked, self._take, self._leave):
            row.addWidget(one)
        self.body.addWidget(buttons)

    def _on_take_clicked(self) -> None:
        self.taken.emit()

    def _on_leave_clicked(self) -> None:
        self.declined.emit()


def _let_go(card: Card) -> None:
    """Take a card out of the page at once, and out of memory when its click is over."""
    card.hide()
    card.setParent(None)
    card.deleteLater()
