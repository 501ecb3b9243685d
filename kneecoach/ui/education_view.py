"""Carry what the page about where it hurts shows, as plain values."""

from __future__ import annotations

from kneecoach.model.education import EducationCard
from kneecoach.model.exercise import Source
from kneecoach.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalView:
    """A programme that may fit.

    Attributes:
        id, name: The programme.
        why: Why it may fit.
        frequency: How often it is done, in words.
        is_in_use: It is the programme in use.
    """

    id: str
    name: str
    why: str
    frequency: str
    is_in_use: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CardView:
    """One card of education.

    Attributes:
        card: What the pack says.
        proposals: Programmes that may fit, best first.
        sources: What it rests on.
        review: Who of the profession has read it, as a sentence.
    """

    card: EducationCard
    proposals: tuple[ProposalView, ...]
    sources: tuple[Source, ...]
    review: str
