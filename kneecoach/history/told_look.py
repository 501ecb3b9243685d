"""Look through somebody's own table before anything of it is taken in."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from pathlib import Path

from kneecoach.history.errors import HistoryError
from kneecoach.history.told_sheet import (
    Reading,
    decode_sheet,
    find_columns,
    sheet_rows,
    told_rows,
)
from kneecoach.history.written import Written
from kneecoach.values import dataclass

MOST_LOOKED_AT = 20_000
"""So many rows are looked through; taking them in looks at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What a table would give.

    Attributes:
        first: The records of each of the first rows.
        rows: How many rows are right.
        mistakes: What is wrong in the first wrong rows, each with its line.
        wrong: How many rows are wrong.
    """

    first: tuple[tuple[Written, ...], ...]
    rows: int
    mistakes: tuple[str, ...]
    wrong: int


def read_head(file: Path, content: bytes, encoding: str) -> tuple[tuple[str, ...], ...]:
    """Return the first line of a table and a few rows after it, as they stand.

    Raises:
        HistoryError: It cannot be read.
    """
    rows = sheet_rows(file, decode_sheet(file, content, encoding))
    return tuple(tuple(cell.strip() for cell in row) for _, row in islice(rows, 6))


def look_through(file: Path, content: bytes, reading: Reading, *, most: int) -> Looked:
    """Return what comes of a table, with the first few rows and mistakes.

    Args:
        file: What the file is called.
        content: What is in it.
        reading: How it is to be read.
        most: How many rows, and how many mistakes, are given.

    Raises:
        HistoryError: It cannot be read, or no column says what is needed.
    """
    rows = sheet_rows(file, decode_sheet(file, content, reading.encoding))
    line, head = next(rows, (1, []))
    places: Mapping[str, int] = find_columns(file, line, head, reading)
    first: list[tuple[Written, ...]] = []
    mistakes: list[str] = []
    right = wrong = 0
    some = islice(rows, MOST_LOOKED_AT)
    for told in told_rows(file, len(head), places, some, reading):
        if isinstance(told, HistoryError):
            wrong += 1
            if len(mistakes) < most:
                mistakes.append(told.user_message)
            continue
        right += 1
        if len(first) < most:
            first.append(told)
    return Looked(first=tuple(first), rows=right, mistakes=tuple(mistakes), wrong=wrong)
