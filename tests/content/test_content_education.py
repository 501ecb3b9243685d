from __future__ import annotations

import re
from pathlib import Path

import pytest

from kneecoach.model.education import EducationCard, KneeRegion
from kneecoach.packs.catalogue import read_packs
from kneecoach.packs.education import read_education

BUILT_IN = Path(__file__).parents[2] / "exercises"


@pytest.fixture(scope="module")
def cards() -> tuple[EducationCard, ...]:
    reading = read_education([BUILT_IN], read_packs([BUILT_IN]).catalogue)
    assert [str(one) for one in reading.problems] == []
    return reading.cards


def texts(card: EducationCard) -> list[str]:
    said = [card.name, card.says, *card.worse, *card.helps, *card.see_someone]
    said += [text for cause in card.causes for text in (cause.name, cause.says)]
    return said + [one.why for one in card.proposals]


def test_every_part_of_the_knee_has_a_card_and_some_questions_too(
    cards: tuple[EducationCard, ...],
) -> None:
    assert {region for card in cards for region in card.regions} == set(KneeRegion)
    assert sum(not card.regions for card in cards) >= 3


def test_a_card_about_a_part_says_everything_and_proposes_with_a_reason(
    cards: tuple[EducationCard, ...],
) -> None:
    for card in cards:
        assert card.sources, card.id
        assert card.review == "awaiting a physiotherapist's review"
        if card.regions:
            assert len(card.causes) >= 2, card.id
            assert card.worse, card.id
            assert card.helps, card.id
            assert card.see_someone, card.id
            assert card.proposals, card.id


def test_a_cause_is_offered_and_never_stated(cards: tuple[EducationCard, ...]) -> None:
    for card in cards:
        for cause in card.causes:
            assert re.search(r"\bmay\b|\boften\b|Many people", cause.says), (card.id, cause.name)
        for text in texts(card):
            assert not re.search(r"\byou have (?:a |an |runner)", text, re.IGNORECASE), text
            assert "99 %" not in text
            assert "diagnos" not in text.lower()


def test_the_signs_that_need_somebody_are_there(cards: tuple[EducationCard, ...]) -> None:
    for card in cards:
        if card.regions:
            said = " ".join(card.see_someone).lower()
            assert "swell" in said or "swollen" in said, card.id
            assert "lock" in said or card.regions == (KneeRegion.BELOW_KNEECAP,), card.id
