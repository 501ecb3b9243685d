"""Read a YAML text that is written the simple way, line by line, without a parser of YAML.

The files of packs are names with values, lists and short mappings in braces, as people write them
and as the builder does. That much can be told from the lines. What is written in any other way is
not understood here, and left to the parser. What is understood means what the parser makes of it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile

from kneecoach.packs.compose import DEEPEST
from kneecoach.packs.nodes import Plain

LONGEST = 20_000
"""Characters; so many cannot hold more parts than a file may have."""

DEEPEST_IN_LINE = 4
"""Braces and brackets in each other on one line."""

LONGEST_KEPT = 80
"""Characters of braces and brackets whose meaning is kept, as the same stand in many poses."""

_NAME = r"[A-Za-z_][A-Za-z0-9_ -]{0,99}(?<! )"
_LINE = re.compile(rf"^( *)(- )?(?:({_NAME.replace('_ -', '_ ,-')}):(?: +|$))?(.*)$", re.MULTILINE)
_PART = r"[^:#]*(?:(?::(?=[^ ])|(?<! )#)[^:#]*)*"
_TEXT = re.compile(rf"(?=[^\W_]|\(|[-+.][^\W_]){_PART}")
_MORE_TEXT = re.compile(rf"(?!#){_PART}")
_QUOTED = re.compile(r"\"([^\"\\]*)\"|'([^']*)'")
_NAME_IN_LINE = re.compile(rf"({_NAME}): ")
_TEXT_IN_LINE = re.compile(r"(?=[^\W_]|[-+.][^\W_])[\w .%()/+'!-]*(?<! )")

_OPENING = ("{", "[")

_Line = tuple[int, str, str, str, int]
"""Where a line begins, the dash of an entry, a name, what stands after it, and the line's number.

Dash and name are empty where there are none.
"""


class UnusualError(Exception):
    """Say that a text is not written the simple way."""


def read_lines(text: str) -> dict[str, Plain]:
    """Return what a text says that is written the simple way.

    Args:
        text: The text; without hidden characters.

    Raises:
        UnusualError: It is not, or something may be wrong with it.
    """
    text = text.replace("\r\n", "\n")
    if len(text) > LONGEST or "\r" in text or not text.endswith("\n"):
        raise UnusualError
    reader = _Reader(text)
    found = reader.mapping(0, 1)
    if not found or not reader.is_at_end:
        raise UnusualError
    return found


class _Reader:
    """Read lines from the first to the last; remarks and empty ones are passed over."""

    def __init__(self, text: str) -> None:
        self._raw = text.split("\n")
        self._lines: list[_Line] = [
            (len(indent), dash, name, rest, number)
            for number, (indent, dash, name, rest) in enumerate(_LINE.findall(text))
            if name or dash or (rest and rest[0] != "#")
        ]
        self._at = 0

    @property
    def is_at_end(self) -> bool:
        return self._at == len(self._lines)

    def mapping(self, column: int, depth: int) -> dict[str, Plain]:
        """Return the mapping whose names begin in a column."""
        if depth >= DEEPEST - DEEPEST_IN_LINE:
            raise UnusualError
        found: dict[str, Plain] = {}
        while self._at < len(self._lines):
            begins, dash, name, rest, number = self._lines[self._at]
            if begins < column:
                break
            if begins > column or dash or not name or name in found:
                raise UnusualError
            self._at += 1
            if rest and rest[0] != "#":
                found[name] = self._value(rest, column, number)
            else:
                found[name] = self._below(column, depth)
        return found

    def _list(self, column: int, depth: int) -> list[Plain]:
        """Return the list whose dashes stand in a column."""
        found: list[Plain] = []
        while self._at < len(self._lines):
            begins, dash, name, rest, number = self._lines[self._at]
            if begins < column or (begins == column and not dash):
                break
            if begins > column or not (name or rest):
                raise UnusualError
            if not name:
                self._at += 1
                found.append(self._value(rest, column, number))
            else:
                self._lines[self._at] = (column + 2, "", name, rest, number)
                found.append(self.mapping(column + 2, depth + 1))
        return found

    def _below(self, column: int, depth: int) -> Plain:
        """Return what stands below a name without a value on its own line."""
        if self._at == len(self._lines):
            return ""
        begins, dash, *_ = self._lines[self._at]
        if dash and begins >= column:
            return self._list(begins, depth + 1)
        return self.mapping(begins, depth + 1) if begins > column else ""

    def _value(self, rest: str, column: int, number: int) -> Plain:
        """Return the value that begins on a line, and go past those on which it goes on."""
        value, remark, _ = rest.partition(" #")
        if remark:
            if "'" in value or '"' in value:
                raise UnusualError  # It may be a part of what is quoted.
            value = value.rstrip(" ")
        if value in {">", ">-"}:
            return self._folded(value, column, number)
        if not value or value[-1] == " ":
            raise UnusualError
        if _TEXT.fullmatch(value):
            if not remark:
                return self._text(value, column, number)
            found: Plain = value
        elif len(value) <= LONGEST_KEPT:
            found = _kept_in_line(value)
        else:
            found = _in_line(value)
        if self._goes_on(column):
            raise UnusualError
        return found

    def _goes_on(self, column: int) -> bool:
        """Return whether the next line belongs to the value before it."""
        return self._at < len(self._lines) and self._lines[self._at][0] > column

    def _text(self, first: str, column: int, number: int) -> str:
        """Return a text with the lines on which it goes on; the line ends in it are spaces."""
        found = first
        while self._goes_on(column):
            number += 1
            more = self._raw[number].strip(" ")
            if self._lines[self._at][4] != number or not _MORE_TEXT.fullmatch(more):
                raise UnusualError
            found = f"{found} {more}"
            self._at += 1
        return found

    def _folded(self, sign: str, column: int, number: int) -> str:
        """Return the text below a line that ends in `>`; its lines begin in one column."""
        below = self._raw[number + 1 :]
        lines = list(takewhile(lambda raw: raw.strip(" ") and _indent(raw) > column, below))
        after = (raw for raw in below[len(lines) :] if len(raw) > column or raw.strip(" "))
        if len({_indent(raw) for raw in lines}) != 1 or _indent(next(after, "")) > column:
            raise UnusualError
        if any(raw.endswith(" ") for raw in lines):
            raise UnusualError
        past = number + 1 + len(lines)
        while self._at < len(self._lines) and self._lines[self._at][4] < past:
            self._at += 1
        return " ".join(raw.lstrip(" ") for raw in lines) + ("\n" if sign == ">" else "")


def _indent(raw: str) -> int:
    return len(raw) - len(raw.lstrip(" "))


def _in_line(text: str) -> Plain:
    """Return what stands in braces, brackets or quotation marks on one line."""
    found, end = _part(text, 0, 0)
    if end != len(text):
        raise UnusualError
    return found


_kept_in_line = lru_cache(maxsize=2048)(_in_line)


def _part(text: str, at: int, depth: int) -> tuple[Plain, int]:
    """Return what begins at a position of a line, and where it ends."""
    if text.startswith(_OPENING, at):
        if depth >= DEEPEST_IN_LINE:
            raise UnusualError
        read = _mapping_in_line if text[at] == "{" else _list_in_line
        return read(text, at, depth)
    found = _TEXT_IN_LINE.match(text, at)
    if found is not None:
        return found[0], found.end()
    found = _QUOTED.match(text, at)
    if found is not None:
        return found[1] or found[2] or "", found.end()
    raise UnusualError


def _mapping_in_line(text: str, at: int, depth: int) -> tuple[dict[str, Plain], int]:
    found: dict[str, Plain] = {}
    at += 1
    while True:
        name = _NAME_IN_LINE.match(text, at)
        if name is None or name[1] in found:
            raise UnusualError
        found[name[1]], at = _part(text, name.end(), depth + 1)
        if text.startswith("}", at):
            return found, at + 1
        at = _past_comma(text, at)


def _list_in_line(text: str, at: int, depth: int) -> tuple[list[Plain], int]:
    found: list[Plain] = []
    at += 1
    while not text.startswith("]", at):
        if found:
            at = _past_comma(text, at)
        name = _NAME_IN_LINE.match(text, at)
        if name is None:
            one, at = _part(text, at, depth + 1)
        else:  # a mapping of one name, without braces
            held, at = _part(text, name.end(), depth + 2)
            one = {name[1]: held}
        found.append(one)
    return found, at + 1


def _past_comma(text: str, at: int) -> int:
    if not text.startswith(", ", at):
        raise UnusualError
    return at + 2
