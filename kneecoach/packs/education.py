"""Read the cards of education of packs, apart from the exercises: only one page asks for them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from kneecoach.model.education import EducationCard
from kneecoach.model.programme import Catalogue
from kneecoach.packs.build import make_card
from kneecoach.packs.folder import list_pack
from kneecoach.packs.format_parts import Format
from kneecoach.packs.nodes import Flaw
from kneecoach.packs.pack_draft import PackDraft
from kneecoach.packs.problem import Problem, did_you_mean, excerpt
from kneecoach.packs.reader import read_draft
from kneecoach.packs.references import (
    known_sources,
    refuse_repeated_ids,
    refuse_repeated_packs,
    unknown_sources,
)
from kneecoach.packs.values import Value
from kneecoach.values import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class EducationReading:
    """What was read: every card that is fit for use, and every problem on the way."""

    cards: tuple[EducationCard, ...]
    problems: tuple[Problem, ...] = ()


def read_education(folders: Sequence[Path], catalogue: Catalogue) -> EducationReading:
    """Return the cards of the packs in these folders; a bad file is left out and the rest loads.

    Args:
        folders: The folders that the catalogue was read from.
        catalogue: Holds the programmes that cards may propose; others are left out of a card.
    """
    packs = [_read_cards(folder) for folder in folders]
    kept = refuse_repeated_packs(packs)
    refuse_repeated_ids([draft for pack in kept for draft in pack.education])
    programmes = {one.id for one in catalogue.programmes}
    cards = tuple(card for pack in kept for card in resolve_cards(pack, programmes))
    return EducationReading(
        cards=cards,
        problems=tuple(
            problem for pack in packs for draft in pack.education for problem in draft.problems
        ),
    )


def resolve_cards(pack: PackDraft, programmes: Collection[str]) -> tuple[EducationCard, ...]:
    """Return a pack's cards, and add to the drafts what their references get wrong."""
    cards = []
    for draft in pack.education:
        if draft.found is None:
            continue
        draft.lapses.extend(unknown_sources(draft.found, pack))
        draft.lapses.extend(_unknown_programmes(draft.found, programmes))
        if draft.is_sound:
            made = make_card(draft.found, draft.file, pack.pack_id)
            card = replace(
                made,
                proposals=tuple(one for one in made.proposals if one.programme_id in programmes),
                sources=known_sources(made.sources, pack),
                review=made.review or pack.review,
            )
            cards.append(card)
    return tuple(cards)


def _read_cards(folder: Path) -> PackDraft:
    """Return what a pack says of itself, and its cards."""
    files = list_pack(folder)
    return PackDraft(
        folder=folder,
        pack=read_draft(files.pack, Format.PACK) if files.pack else None,
        exercises=[],
        programmes=[],
        education=[read_draft(file, Format.EDUCATION) for file in files.education],
    )


def _unknown_programmes(found: Value, programmes: Collection[str]) -> Iterator[Flaw]:
    for proposal in found.items("proposes"):
        named = proposal.get("programme")
        if named is not None and named.as_text() not in programmes:
            name = named.as_text()
            near = did_you_mean(name, sorted(programmes))
            sentence = f"there is no programme {excerpt(name)}{near}"
            yield Flaw(at=named.at, field=named.path, sentence=sentence)
