"""Define the format `kneecoach-pack/1`, and name all formats."""

from __future__ import annotations

from kneecoach.packs.education_format import EDUCATION
from kneecoach.packs.exercise_format import EXERCISE
from kneecoach.packs.format_parts import (
    ID,
    SOURCE_KEY,
    Format,
    format_field,
)
from kneecoach.packs.programme_format import PROGRAMME
from kneecoach.packs.spec import (
    Code,
    Field,
    Mapped,
    Record,
    Text,
)

PACK = Record(
    name=Format.PACK,
    says="What a pack says of itself: `pack.yaml` in its folder.",
    fields=(
        format_field(Format.PACK),
        Field(
            name="id",
            label="Id",
            says="Stable name of the pack; it never changes.",
            kind=ID,
            required=True,
            example="id: kneecoach",
        ),
        Field(
            name="name",
            label="Name",
            says="What people call it.",
            kind=Text(longest=60),
            required=True,
            example="name: First exercises for a sore knee",
        ),
        Field(
            name="version",
            label="Version",
            says="Three numbers; each release of the pack has a higher one.",
            kind=Code(
                pattern=r"^(?:0|[1-9][0-9]{0,3})(?:\.(?:0|[1-9][0-9]{0,3})){2}$",
                shape="a version of three numbers such as 1.0.0",
            ),
            required=True,
            example="version: 1.0.0",
        ),
        Field(
            name="author",
            label="Author",
            says="Who made it.",
            kind=Text(longest=100),
            required=True,
            example="author: Anna Example, physiotherapist",
        ),
        Field(
            name="language",
            label="Language",
            says="Language of its texts.",
            kind=Code(
                pattern=r"^[a-z]{2,3}(?:-[A-Z]{2})?$", shape='a language such as "en" or "en-GB"'
            ),
            default="en",
            example="language: en-GB",
        ),
        Field(
            name="licence",
            label="Licence",
            says="What others may do with it.",
            kind=Text(longest=100),
            example="licence: CC-BY-4.0",
        ),
        Field(
            name="review",
            label="Review",
            says="Who of the profession has read it, or that this is still awaited.",
            kind=Text(longest=200),
            required=True,
            example="review: awaiting a physiotherapist's review",
        ),
        Field(
            name="contact",
            label="Contact",
            says="Whom to call when something hurts or is not clear; it stands on every handout.",
            kind=Text(longest=200),
            example="contact: Anna Example, 01234 567890, weekdays 8 to 16",
        ),
        Field(
            name="reports_to",
            label="Reports to",
            says="The age key that reports are locked to, so that only its owner can open them; "
            "`kneecoach packs keygen` makes one.",
            kind=Code(pattern=r"^age1[02-9ac-hj-np-z]{58}$", shape="an age key such as age1…"),
            default="reports are not locked",
            example="reports_to: age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p",
        ),
        Field(
            name="sources",
            label="Sources",
            says="What exercises and programmes rest on: a key for each, with its title and where "
            "it is found.",
            kind=Mapped(
                key=SOURCE_KEY,
                key_name="source key",
                value=Record(
                    name="source",
                    says="Where a dose or claim comes from.",
                    fields=(
                        Field(
                            name="title",
                            label="Title",
                            says="What it is, in words.",
                            kind=Text(),
                            required=True,
                            example="title: Back of knee pain",
                        ),
                        Field(
                            name="where",
                            label="Where",
                            says="Address or reference.",
                            kind=Text(),
                            example="where: https://www.example.org/knee",
                        ),
                    ),
                    short="title",
                ),
                fewest=0,
                most=200,
            ),
            example="sources:\n  house-rule: Our own judgement, kept cautious",
        ),
    ),
)

FORMATS: dict[Format, Record] = {
    Format.EXERCISE: EXERCISE,
    Format.PROGRAMME: PROGRAMME,
    Format.EDUCATION: EDUCATION,
    Format.PACK: PACK,
}
