"""Gather what there is to know about a part of the knee, as plain values."""

from __future__ import annotations

from kneecoach.model.education import EducationCard, KneeRegion
from kneecoach.model.programme import Catalogue, Programme
from kneecoach.ui.education_view import CardView, ProposalView
from kneecoach.ui.words.exercises import review_words
from kneecoach.ui.words.plans import frequency_words


def build_cards(
    cards: tuple[EducationCard, ...],
    catalogue: Catalogue,
    region: KneeRegion | None,
    programme: Programme | None,
) -> tuple[CardView, ...]:
    """Return the cards about a part of the knee; those about general questions for None."""
    about = (card for card in cards if (region in card.regions if region else not card.regions))
    return tuple(_card(card, catalogue, programme) for card in about)


def _card(card: EducationCard, catalogue: Catalogue, in_use: Programme | None) -> CardView:
    pack = next((one for one in catalogue.packs if one.id == card.pack_id), None)
    known = {} if pack is None else {one.key: one for one in pack.sources}
    proposals = tuple(
        ProposalView(
            id=found.id,
            name=found.name,
            why=one.why,
            frequency=frequency_words(found),
            is_in_use=in_use is not None and in_use.id == found.id,
        )
        for one in card.proposals
        if (found := catalogue.programme(one.programme_id)) is not None
    )
    return CardView(
        card=card,
        proposals=proposals,
        sources=tuple(known[key] for key in card.sources if key in known),
        review=review_words(card.review),
    )
