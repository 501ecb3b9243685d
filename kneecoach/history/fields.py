"""Check what a field of a record may hold, as it is written outside the database."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import lru_cache

from kneecoach.history.columns import read_moment, write_moment
from kneecoach.history.doses import read_dose, write_dose
from kneecoach.history.errors import HistoryError
from kneecoach.values import dataclass

LONGEST_TEXT = 20_000
LARGEST_COUNT = 1_000_000_000
_HEX_DIGITS = frozenset("0123456789abcdef")
_ID_LENGTH = 32

Reader = Callable[[object], object]
"""Turn what a file says into what a column holds; a ValueError ends "NAME is ..."."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One field of a record.

    Attributes:
        name: Its name in the file and in the table.
        read: What checks it.
        kind: Of what kind it is, as the documentation says it.
        is_truth: The table keeps 0 and 1 for it.
        is_dose: The table keeps it as text.
    """

    name: str
    read: Reader
    kind: str
    is_truth: bool = False
    is_dose: bool = False


def _refuse(what: str) -> ValueError:
    return ValueError(f"is not {what}")


def read_id_text(value: object) -> str:
    """Return an id as 32 hexadecimal digits; hyphens and capitals are taken too.

    Raises:
        ValueError: It is no id.
    """
    if isinstance(value, str):
        if len(value) == _ID_LENGTH and _HEX_DIGITS.issuperset(value):
            return value
        plain = value.replace("-", "").lower()
        if len(plain) == _ID_LENGTH and _HEX_DIGITS.issuperset(plain):
            return plain
    raise _refuse("an id of 32 hexadecimal digits")


def _moment(value: object) -> str:
    if isinstance(value, str):
        try:
            return _known_moment(value)
        except (ValueError, OverflowError):
            pass
    raise _refuse("a moment with its time zone, such as 2026-03-02T07:30:00+00:00")


@lru_cache(maxsize=8192)
def _known_moment(value: str) -> str:
    return write_moment(read_moment(value))


def _day(value: object) -> str:
    if isinstance(value, str):
        try:
            return _known_day(value)
        except ValueError:
            pass
    raise _refuse("a day such as 2026-03-02")


@lru_cache(maxsize=8192)
def _known_day(value: str) -> str:
    return date.fromisoformat(value).isoformat()


def _text(value: object) -> str:
    if isinstance(value, str) and len(value) <= LONGEST_TEXT and value.isprintable():
        return value
    if isinstance(value, str) and len(value) <= LONGEST_TEXT:
        try:
            value.encode()
        except UnicodeEncodeError:
            raise _refuse("text that can be kept") from None
        if "\0" not in value:
            return value
    raise _refuse(f"text of at most {LONGEST_TEXT} characters")


def _truth(value: object) -> int:
    if isinstance(value, bool):
        return int(value)
    raise _refuse("true or false")


def _number(least: int, most: int) -> Reader:
    def read(value: object) -> int:
        if type(value) is int and least <= value <= most:
            return value
        raise _refuse(f"a whole number from {least} to {most}")

    return read


def _decimal(least: float, most: float) -> Reader:
    def read(value: object) -> float:
        if type(value) in {int, float}:
            number = float(str(value))
            if least <= number <= most and round(number, 1) == number:
                return abs(number)  # there is no zero below zero
        raise _refuse(f"a number from {least:g} to {most:g} with one decimal at most")

    return read


def _word(choices: type[StrEnum]) -> Reader:
    known = {choice.value: choice.value for choice in choices}

    def read(value: object) -> str:
        if isinstance(value, str) and value in known:
            return known[value]
        raise _refuse(f"one of {', '.join(known)}")

    return read


def _dose(value: object) -> str:
    try:
        return _known_dose(json.dumps(value, separators=(",", ":")))
    except (HistoryError, ValueError):
        raise _refuse("a dose") from None


@lru_cache(maxsize=4096)
def _known_dose(text: str) -> str:
    return write_dose(read_dose(text))


def _or_nothing(read: Reader) -> Reader:
    def read_if_any(value: object) -> object:
        return None if value is None else read(value)

    return read_if_any


def id_column(name: str) -> Column:
    """Return a field that holds an id."""
    return Column(name=name, read=read_id_text, kind="id")


def moment_column(name: str) -> Column:
    """Return a field that holds a moment."""
    return Column(name=name, read=_moment, kind="moment")


def day_column(name: str) -> Column:
    """Return a field that holds a day."""
    return Column(name=name, read=_day, kind="day")


def text_column(name: str) -> Column:
    """Return a field that holds free text."""
    return Column(name=name, read=_text, kind="text")


def truth_column(name: str) -> Column:
    """Return a field that holds a truth."""
    return Column(name=name, read=_truth, kind="truth", is_truth=True)


def score_column(name: str) -> Column:
    """Return a field that holds a score from 0 to 10."""
    return Column(name=name, read=_number(0, 10), kind="0-10")


def count_column(name: str, least: int = 0, most: int = LARGEST_COUNT) -> Column:
    """Return a field that holds a whole number."""
    return Column(name=name, read=_number(least, most), kind=f"number from {least}")


def decimal_column(name: str, most: float) -> Column:
    """Return a field that holds a number from 0 with one decimal."""
    return Column(name=name, read=_decimal(0.0, most), kind="number from 0, one decimal")


def word_column(name: str, choices: type[StrEnum]) -> Column:
    """Return a field that holds one of some words."""
    return Column(name=name, read=_word(choices), kind=" | ".join(one.value for one in choices))


def optional(column: Column) -> Column:
    """Return the same field, which may also hold nothing."""
    return Column(
        name=column.name,
        read=_or_nothing(column.read),
        kind=f"{column.kind}, or null",
        is_truth=column.is_truth,
    )


def dose_column(name: str) -> Column:
    """Return a field that holds a dose."""
    return Column(name=name, read=_dose, kind="dose", is_dose=True)
