"""Describe a card about a part of the knee: what may be behind an ache there, and what helps."""

from __future__ import annotations

from enum import StrEnum

from kneecoach.values import dataclass


class KneeRegion(StrEnum):
    """Name a part of the knee as somebody points at it."""

    FRONT = "front"
    BELOW_KNEECAP = "below_kneecap"
    INNER = "inner"
    OUTER = "outer"
    BACK = "back"
    DEEP = "deep"


@dataclass(frozen=True, slots=True, kw_only=True)
class PossibleCause:
    """Something that may be behind an ache, and how it often shows; never said as a fact.

    Attributes:
        name: What it is commonly called.
        says: How it often feels, or what goes with it.
    """

    name: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A programme that is often done for this, and why it may fit."""

    programme_id: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EducationCard:
    """One card of education, about a part of the knee or about a question that people ask.

    Attributes:
        id: Stable name, also the name of its file.
        name: The heading, such as "Around or behind the kneecap".
        says: What is to be known first, a few plain sentences.
        regions: The parts of the knee it is about; empty for a general question.
        causes: What may be behind it.
        worse, helps: What tends to make it worse, and what tends to help.
        see_someone: When to have it looked at.
        proposals: Programmes that may fit, best first.
        sources: Keys of the pack's sources.
        review: Who of the profession has read it, or that this is still awaited; may be empty.
        pack_id: The pack it came from.
    """

    id: str
    name: str
    says: str
    regions: tuple[KneeRegion, ...] = ()
    causes: tuple[PossibleCause, ...] = ()
    worse: tuple[str, ...] = ()
    helps: tuple[str, ...] = ()
    see_someone: tuple[str, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    sources: tuple[str, ...] = ()
    review: str = ""
    pack_id: str = ""
