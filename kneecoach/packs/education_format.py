"""Define the format `kneecoach-education/1`."""

from __future__ import annotations

from kneecoach.model.education import KneeRegion
from kneecoach.packs.format_parts import (
    ID,
    REVIEW,
    SOURCES,
    Format,
    format_field,
    id_field,
    words_of,
)
from kneecoach.packs.spec import Choice, Field, Listed, Record, Text

_CAUSE = Record(
    name="possible cause",
    says="Something that may be behind an ache. It is offered, never stated as a fact.",
    fields=(
        Field(
            name="name",
            label="Name",
            says="What it is commonly called.",
            kind=Text(longest=80),
            required=True,
            example="name: Runner's knee",
        ),
        Field(
            name="says",
            label="Says",
            says="How it often feels, or what goes with it.",
            kind=Text(),
            required=True,
            example="says: A dull ache around the kneecap may go with this.",
        ),
    ),
)
_PROPOSAL = Record(
    name="proposal",
    says="A programme that is often done for this.",
    fields=(
        Field(
            name="programme",
            label="Programme",
            says="Id of the programme, of this pack or of another.",
            kind=ID,
            required=True,
            example="programme: gentle_start",
        ),
        Field(
            name="why",
            label="Why",
            says="Why it may fit.",
            kind=Text(),
            required=True,
            example="why: It wakes the thigh without bending the knee much.",
        ),
    ),
)

_LINES = Listed(item=Text(longest=200), fewest=0, most=8)

EDUCATION = Record(
    name=Format.EDUCATION,
    says="One card of education, about a part of the knee or a question that people ask. The name "
    "of the file is its id.",
    fields=(
        format_field(Format.EDUCATION),
        id_field("front_of_the_knee"),
        Field(
            name="name",
            label="Name",
            says="The heading.",
            kind=Text(longest=80),
            required=True,
            example="name: Around or behind the kneecap",
        ),
        Field(
            name="regions",
            label="Regions",
            says="The parts of the knee that it is about. Left out for a general question.",
            kind=Listed(item=Choice(words=words_of(KneeRegion)), fewest=0, most=6),
            example="regions: [front]",
        ),
        Field(
            name="says",
            label="Says",
            says="What is to be known first, a few plain sentences.",
            kind=Text(longest=600),
            required=True,
            example="says: An ache here is common, and often settles with the right load.",
        ),
        Field(
            name="causes",
            label="Possible causes",
            says="What may be behind it, worded neutrally.",
            kind=Listed(item=_CAUSE, fewest=0, most=8),
            example="causes:\n  - {name: Runner's knee, says: A dull ache may go with this.}",
        ),
        Field(
            name="worse",
            label="What makes it worse",
            says="What tends to make it worse.",
            kind=_LINES,
            example="worse:\n  - Stairs, especially down.",
        ),
        Field(
            name="helps",
            label="What helps",
            says="What tends to help.",
            kind=_LINES,
            example="helps:\n  - Shorter runs for a week.",
        ),
        Field(
            name="see_someone",
            label="When to see someone",
            says="Signs with which to have it looked at.",
            kind=_LINES,
            example="see_someone:\n  - The knee locks or gives way.",
        ),
        Field(
            name="proposes",
            label="Proposes",
            says="Programmes that may fit, best first.",
            kind=Listed(item=_PROPOSAL, fewest=0, most=3),
            example="proposes:\n  - {programme: gentle_start, why: It bends the knee little.}",
        ),
        SOURCES,
        REVIEW,
    ),
)
