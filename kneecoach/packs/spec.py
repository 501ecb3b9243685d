"""Describe a format as data: which fields there are, what they hold, and within which bounds.

The reader's checks, the JSON Schema and the table in the documentation are all made from it.
They are named tuples, here and where files are read, because making a frozen data class takes five
times as long and the exercises are read while the window is already there.
"""

from __future__ import annotations

from typing import NamedTuple

from kneecoach.packs.quantities import Measure

ID_PATTERN = r"^[a-z][a-z0-9_]{0,59}$"
KEY_PATTERN = r"^[a-z][a-z0-9_-]{0,59}$"


class Text(NamedTuple):
    """Plain words on one or more lines; line ends count as spaces."""

    longest: int = 300


class Code(NamedTuple):
    """A text of a fixed shape.

    Attributes:
        pattern: The regular expression that it fulfils.
        shape: What it is, in words.
        words: Words that are taken as well, such as "none".
    """

    pattern: str
    shape: str
    words: tuple[str, ...] = ()


class Choice(NamedTuple):
    """One word of a few."""

    words: tuple[str, ...]


class Whole(NamedTuple):
    """A whole number within bounds."""

    least: int
    most: int


class Truth(NamedTuple):
    """Yes or no."""


class Quantity(NamedTuple):
    """A number with its unit, within bounds, or one of a few words such as "light band"."""

    measure: Measure
    least: float
    most: float
    words: tuple[str, ...] = ()


class Listed(NamedTuple):
    """A list of one kind of thing."""

    item: Kind
    fewest: int = 1
    most: int = 20


class Mapped(NamedTuple):
    """A mapping in which the order counts and the keys are chosen by the writer.

    Attributes:
        key: What the keys are.
        key_name: What a key is called in a sentence.
        value: What each of them holds.
    """

    key: Choice | Code
    key_name: str
    value: Kind
    fewest: int = 1
    most: int = 8


class Field(NamedTuple):
    """One named field of a record.

    Attributes:
        name: The key in the file.
        label: What it is called in words.
        says: What it is for, one or two sentences.
        kind: What it holds.
        required: Whether it must be there.
        default: What holds when it is left out, in words; empty when nothing does.
        example: How it may look in a file.
    """

    name: str
    label: str
    says: str
    kind: Kind
    required: bool = False
    default: str = ""
    example: str = ""


class Record(NamedTuple):
    """A mapping with known fields.

    Attributes:
        name: What it is called in a sentence and in the schema.
        says: What it is.
        fields: The fields, in the order in which they are best written.
        short: The field that a bare text stands for; empty when it is always written out.
        forms: Ways to fill it of which exactly one is taken: fields that belong together.
        forms_optional: Whether it may also be none of the forms, or only a part of one.
        only_one: Whether it holds exactly one field.
    """

    name: str
    says: str
    fields: tuple[Field, ...]
    short: str = ""
    forms: tuple[tuple[str, ...], ...] = ()
    forms_optional: bool = False
    only_one: bool = False


class Either(NamedTuple):
    """One of a few records, told apart by the first field of each."""

    name: str
    says: str
    options: tuple[Record, ...]


Kind = Text | Code | Choice | Whole | Truth | Quantity | Listed | Mapped | Record | Either
