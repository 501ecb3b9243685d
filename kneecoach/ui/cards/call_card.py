"""Show when the person is to stop and call the author of the programme."""

from __future__ import annotations

from kneecoach.model.programme import Catalogue, Programme
from kneecoach.ui.widgets.card import Card, CardTone
from kneecoach.ui.widgets.text import Text
from kneecoach.ui.words.calling import call_lines, call_title


def call_card(programme: Programme, catalogue: Catalogue) -> Card | None:
    """Return the card; None for a programme that gives no reasons of its own."""
    lines = call_lines(programme)
    if not lines:
        return None
    pack = next((one for one in catalogue.packs if one.id == programme.pack_id), None)
    card = Card(call_title(pack), name="stop_and_call", tone=CardTone.NOTE)
    for line in lines:
        card.body.addWidget(Text(line))
    return card
