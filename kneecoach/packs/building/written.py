"""Write words, lists and mappings as YAML: in brackets, or a line each."""

from __future__ import annotations

import re

from kneecoach.packs.textfile import has_hidden

Plain = str | tuple["Plain", ...] | dict[str, "Plain"]
"""What is written: a text, a list, or a mapping."""

LONGEST_LINE = 100
_SPECIAL = re.compile(r"^[\[\]{}*&!|>'\"%@`#,?:]|^-(?![0-9])|: |:$| #|^\.\.\.")
_SPECIAL_INSIDE = re.compile(r"[,\[\]{}]")


def clean(text: str) -> str:
    """Return a text on one line, without characters that hide or turn text around."""
    shown = "".join(one if one in "\n\t" or not has_hidden(one) else "" for one in text)
    return " ".join(shown.split())


def words(text: str, *, is_inside: bool) -> str:
    """Return a text as YAML, in quotation marks where it needs them.

    Args:
        text: The text, on one line.
        is_inside: It stands in brackets, where commas and brackets part things.
    """
    is_plain = text and not _SPECIAL.search(text)
    if is_plain and not (is_inside and _SPECIAL_INSIDE.search(text)):
        return text
    return "'" + text.replace("'", "''") + "'"


def in_brackets(value: Plain) -> str:
    """Return a value on one line."""
    if isinstance(value, str):
        return words(clean(value), is_inside=True)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {in_brackets(one)}" for key, one in value.items()) + "}"
    return "[" + ", ".join(in_brackets(one) for one in value) + "]"


def entry(key: str, value: Plain, indent: int) -> str:
    """Return a field of a mapping with each field on a line of its own, without the first indent.

    A list is written a line each; a mapping in brackets, unless something in it takes more.
    """
    if isinstance(value, str):
        return f"{key}: {words(clean(value), is_inside=False)}"
    if isinstance(value, dict) and is_short(value):
        return f"{key}: {in_brackets(value)}"
    if not value:
        return f"{key}: []"
    return f"{key}:\n{' ' * (indent + 2)}{lines(value, indent + 2)}"


def lines(value: Plain, indent: int) -> str:
    """Return a list or mapping with a line for each entry, without the first indent."""
    if isinstance(value, dict):
        parts = [entry(key, one, indent) for key, one in value.items()]
    elif isinstance(value, tuple):
        parts = [f"- {item(one, indent)}" for one in value]
    else:
        return words(clean(value), is_inside=False)
    return f"\n{' ' * indent}".join(parts)


def item(value: Plain, indent: int) -> str:
    """Return what stands behind the dash of an entry; the dash has that indent."""
    if isinstance(value, dict) and is_short(value):
        return in_brackets(value)
    return lines(value, indent + 2)


def is_short(value: dict[str, Plain]) -> bool:
    """Return whether a mapping goes on one line in brackets: words, and not too many."""
    if not value:
        return True
    holds_lists = any(isinstance(one, tuple) for one in value.values())
    is_a_level = any(isinstance(one, dict) for one in value.values()) and "change" in value
    return not holds_lists and not is_a_level and len(in_brackets(value)) <= LONGEST_LINE
