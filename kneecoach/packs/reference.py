"""Make the tables of all fields for the documentation, from the same definitions as the checks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from kneecoach.packs.formats import FORMATS
from kneecoach.packs.scalars import ScalarKind
from kneecoach.packs.spec import (
    Choice,
    Code,
    Either,
    Field,
    Kind,
    Listed,
    Mapped,
    Quantity,
    Record,
    Text,
    Truth,
    Whole,
)

BEGIN = "<!-- fields: made from kneecoach/packs/formats.py; do not write here -->"
END = "<!-- end of fields -->"


def fields_reference() -> str:
    """Return every field of every format as tables in Markdown."""
    sections = [section for record in FORMATS.values() for section in _sections(record, "`%s`")]
    return "\n\n".join(sections)


def with_reference(page: str) -> str:
    """Return a page with the tables renewed between its two marks.

    Raises:
        ValueError: The page has no marks.
    """
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError("the page has no place for the tables of fields")
    return f"{before}{BEGIN}\n\n{fields_reference()}\n\n{END}{after}"


def _sections(record: Record, heading: str) -> Iterator[str]:
    """Yield the table of a record, and those of the records in it, each once."""
    waiting: list[tuple[Record, str]] = [(record, heading % record.name)]
    seen: set[str] = set()
    while waiting:
        current, title = waiting.pop(0)
        if current.name in seen:
            continue
        seen.add(current.name)
        yield f"### {title}\n\n{current.says}\n\n{_table(current)}"
        waiting[:0] = [
            (inner, f"{record.name.partition('/')[0].removeprefix('kneecoach-')}: {inner.name}")
            for field in current.fields
            for inner in _records_in(field.kind)
        ]


def _records_in(kind: Kind) -> Iterator[Record]:
    match kind:
        case Record():
            yield kind
        case Listed(item=item):
            yield from _records_in(item)
        case Mapped(value=value):
            yield from _records_in(value)
        case Either(options=options):
            yield from options
        case _:
            return


def _table(record: Record) -> str:
    rows = ["| field | must | holds | for |", "|---|---|---|---|"]
    rows += [
        f"| `{field.name}` | {'yes' if field.required else ''} | {_holds(field.kind)} | "
        f"{_purpose(field)} |"
        for field in record.fields
    ]
    return "\n".join(rows)


def _purpose(field: Field) -> str:
    default = f" Left out: {field.default}." if field.default else ""
    example = "" if "\n" in field.example else f" Example: `{field.example}`"
    return f"{field.says}{default}{example}"


def _holds(kind: Kind) -> str:
    match kind:
        case Listed(item=item, fewest=fewest, most=most):
            return f"list of {fewest} to {most}: {_holds(item)}"
        case Mapped(key_name=key_name, value=value):
            return f"{key_name} and value: {_holds(value)}"
        case Record(short=short, name=name, fields=fields):
            bare = next((f"{_holds(one.kind)}, or " for one in fields if one.name == short), "")
            return f"{bare}the fields of *{name}*"
        case Either(options=options):
            return ", or ".join(f"*{option.name}*" for option in options)
        case _:
            return _scalar(kind)


def _scalar(kind: ScalarKind) -> str:
    holds: str
    match kind:
        case Text(longest=longest):
            holds = f"text, at most {longest} characters"
        case Code(shape=shape, words=words):
            holds = " or ".join([shape, *(f"`{word}`" for word in words)])
        case Choice(words=words):
            holds = ", ".join(f"`{word}`" for word in words)
        case Whole(least=least, most=most):
            holds = f"whole number, {least} to {most}"
        case Truth():
            holds = "`yes` or `no`"
        case Quantity(measure=measure, least=least, most=most, words=words):
            named = "".join(f", or `{word}`" for word in words)
            holds = f"{measure.name}, {measure.write(least)} to {measure.write(most)}{named}"
        case _:
            assert_never(kind)
    return holds
