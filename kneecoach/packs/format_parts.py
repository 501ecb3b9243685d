"""Name the small pieces that the formats have in common."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from kneecoach.packs.spec import ID_PATTERN, KEY_PATTERN, Choice, Code, Field, Listed, Text

NONE = "none"
"""The word for "nothing there", which is not the same as leaving a field out."""


class Format(StrEnum):
    """Name a format as it stands at the top of a file."""

    EXERCISE = "kneecoach-exercise/1"
    PROGRAMME = "kneecoach-programme/1"
    EDUCATION = "kneecoach-education/1"
    PACK = "kneecoach-pack/1"


def words_of(words: Iterable[StrEnum]) -> tuple[str, ...]:
    """Return the words of a choice as they stand in a file."""
    return tuple(word.value for word in words)


ID = Code(pattern=ID_PATTERN, shape="an id: small letters, digits and underscores, a letter first")
ID_OR_NONE = ID._replace(words=(NONE,))
SOURCE_KEY = Code(
    pattern=KEY_PATTERN, shape="a key: small letters, digits, hyphens and underscores"
)


def format_field(name: Format) -> Field:
    """Return the field `format`, which is the first of every file."""
    return Field(
        name="format",
        label="Format",
        says="Which format the file is written in, and its version. Always the first line.",
        kind=Choice(words=(name.value,)),
        required=True,
        example=f"format: {name.value}",
    )


def id_field(example: str) -> Field:
    """Return the field `id` of a file whose name is its id, such as `example`."""
    return Field(
        name="id",
        label="Id",
        says="The name of the file without `.yaml`; an id never changes.",
        kind=ID,
        default="the name of the file",
        example=f"id: {example}",
    )


SOURCES = Field(
    name="sources",
    label="Sources",
    says="Keys of the sources in `pack.yaml` that the dose and the claims rest on.",
    kind=Listed(item=SOURCE_KEY, fewest=0),
    example="sources: [hinge-health, house-rule]",
)

REVIEW = Field(
    name="review",
    label="Review",
    says="Who of the profession has read this file, or that this is still awaited.",
    kind=Text(longest=200),
    default="as `pack.yaml` has it",
    example="review: read by Anna Example, physiotherapist",
)
