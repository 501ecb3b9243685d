"""Let the person point at a knee, and show what is often behind an ache there and what helps."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from kneecoach.figure.knee_shapes import KneeSide
from kneecoach.model.dose import Side
from kneecoach.model.education import KneeRegion
from kneecoach.ui.cards.education_card import EducationPart
from kneecoach.ui.education_view import CardView
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.announce import announce
from kneecoach.ui.widgets.card import Card
from kneecoach.ui.widgets.flow import FlowLayout
from kneecoach.ui.widgets.knee_view import KneeView
from kneecoach.ui.widgets.scroll_page import CARD_GAP_PX, ScrollPage
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.words.regions import region_words

_SETTLES_MS = 200
"""Time in which new cards find their places, so that the page may still scroll to them."""

_BELOW_PX = 160
"""How much of what is below the heading is brought into view with it."""


class WhereItHurtsPage(ScrollPage):
    """Show a knee from three sides, and below it the cards about the part that was chosen.

    Signals:
        region_chosen(KneeRegion): The person pointed at a part of the knee.
        programme_chosen(str): The person wants to use the programme with this id.
    """

    region_chosen = Signal(object)
    programme_chosen = Signal(str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(name="where_it_hurts", parent=parent)
        self._region: KneeRegion | None = None
        self._knees = tuple(KneeView(side, name=f"knee.{side.value}") for side in KneeSide)
        self._picture = Card(self.tr("Point at the place"), name="where_it_hurts.picture")
        self._about = Text(role=TextRole.HEADING)
        self._about.setObjectName("where_it_hurts.about")
        self._nothing = Text(tone=Tone.MUTED)
        self._holder = QWidget()
        self._parts = stacked(self._holder)
        self._parts.setSpacing(CARD_GAP_PX)
        self._shown: list[EducationPart] = []
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLES_MS)
        self.verticalScrollBar().rangeChanged.connect(self._bring_into_view)
        self._build_layout()
        self.set_heading(
            self.tr("Where it hurts"),
            self.tr(
                "What is often behind an ache, and what tends to help. It is to be read and "
                "talked about; it says nothing certain about your knee."
            ),
        )

    def region(self) -> KneeRegion | None:
        """Return the part that was chosen, or None."""
        return self._region

    def show_leg(self, leg: Side) -> None:
        """Draw the knee of this leg."""
        for knee in self._knees:
            knee.show_leg(leg)

    def show_cards(self, region: KneeRegion | None, cards: tuple[CardView, ...]) -> None:
        """Show the cards about a part; general ones for None."""
        is_new = region is not self._region
        self._region = region
        for knee in self._knees:
            knee.show_chosen(region)
        for part in self._shown:
            self._parts.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._shown = []
        title = region_words(region) if region is not None else self.tr("Questions that many ask")
        self._about.setText(title)
        self._about.setVisible(bool(cards) or region is not None)
        self._nothing.setText(self.tr("No pack says anything about this part yet."))
        self._nothing.setVisible(region is not None and not cards)
        for card in cards:
            part = EducationPart(card)
            part.programme_chosen.connect(self._on_programme_chosen)
            self._parts.addWidget(part)
            self._shown.append(part)
        if is_new and region is not None:
            names = ". ".join(one.card.name for one in cards)
            announce(self._about, f"{title}. {names}" if names else title)
            self._settling.start()
            self._bring_into_view()

    def _bring_into_view(self) -> None:
        """Let the beginning of the first card be seen, as soon as it has found its place."""
        if self._settling.isActive():
            self.ensureWidgetVisible(self._about, 0, _BELOW_PX)

    def _build_layout(self) -> None:
        flow_holder = QWidget()
        flow = FlowLayout(flow_holder)
        for knee in self._knees:
            flow.addWidget(knee)
            knee.region_chosen.connect(self._on_region_chosen)
        self._picture.body.addWidget(flow_holder)
        self.body.addWidget(self._picture)
        self.body.addSpacing(CARD_GAP_PX)
        self.body.addWidget(self._about)
        self.body.addSpacing(CARD_GAP_PX)
        self.body.addWidget(self._nothing)
        self.body.addWidget(self._holder)
        self.body.addStretch(1)
        self.setFocusProxy(self._knees[0].part(KneeRegion.FRONT))

    def _on_region_chosen(self, region: str) -> None:
        self.region_chosen.emit(KneeRegion(region))

    def _on_programme_chosen(self, programme_id: str) -> None:
        self.programme_chosen.emit(programme_id)
