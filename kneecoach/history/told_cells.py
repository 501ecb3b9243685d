"""Read the cells of somebody's own table, and name the place of what is not as it should be."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum
from pathlib import Path

from kneecoach.history.errors import HistoryError, refused
from kneecoach.history.fields import LONGEST_TEXT
from kneecoach.values import dataclass

FIRST_YEAR = 1990


class DayOrder(StrEnum):
    """Name how days are written: 2026-03-02, 2.3.2026 or 3/2/2026."""

    ISO = "iso"
    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


_SHAPES = {
    DayOrder.ISO: "%Y-%m-%d",
    DayOrder.DAY_FIRST: "%d %m %Y",
    DayOrder.MONTH_FIRST: "%m %d %Y",
}
_EXAMPLES = {
    DayOrder.ISO: "2026-03-02",
    DayOrder.DAY_FIRST: "02.03.2026",
    DayOrder.MONTH_FIRST: "03/02/2026",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell: its text, and where it stands."""

    file: Path
    line: int
    column: int
    text: str

    def refuse(self, what: str, way_out: str = "") -> HistoryError:
        """Return the error for a text that `what` is said of."""
        said = f"“{self.text[:40]}” {what}"
        return wrong_at(self.file, self.line, self.column, said, way_out)


def wrong_at(file: Path, line: int, column: int, what: str, way_out: str = "") -> HistoryError:
    """Return the error for what is wrong in one place, lines and columns counted from 1."""
    return refused(
        f"{file}, line {line}, column {column}: {what}.",
        way_out or "Nothing was taken in; mend the file and try again.",
    )


def read_day(cell: Cell, order: DayOrder, today: date) -> date:
    """Return a day, today at the latest.

    Raises:
        HistoryError: It is no such day.
    """
    text = cell.text
    if order is not DayOrder.ISO:
        text = " ".join(text.replace(".", " ").replace("/", " ").replace("-", " ").split())
    try:
        day = datetime.strptime(text, _SHAPES[order]).date()  # noqa: DTZ007 - a day alone
    except ValueError:
        raise cell.refuse(
            f"is not a day like {_EXAMPLES[order]}",
            "Nothing was taken in; --dates dmy or mdy reads other orders.",
        ) from None
    if day > today:
        raise cell.refuse("is still to come")
    if day.year < FIRST_YEAR:
        raise cell.refuse("is too long ago to be right")
    return day


def read_time(cell: Cell | None) -> time | None:
    """Return a time of day; None when it is not told.

    Raises:
        HistoryError: It is no time.
    """
    if cell is None or not cell.text:
        return None
    try:
        found = time.fromisoformat(cell.text.zfill(5))
    except ValueError:
        raise cell.refuse("is not a time like 07:30") from None
    if found.tzinfo is not None:
        raise cell.refuse("is not a time like 07:30")
    return found


def read_score(cell: Cell) -> int | None:
    """Return a score from 0 to 10; None when it is not told.

    Raises:
        HistoryError: It is no such score.
    """
    if not cell.text:
        return None
    if not (cell.text.isascii() and cell.text.isdigit() and int(cell.text[:9]) <= 10):
        raise cell.refuse("is not a whole number from 0 to 10")
    return int(cell.text)


def read_words(cell: Cell | None) -> str:
    """Return a text; empty when it is not told.

    Raises:
        HistoryError: It is too long to be kept.
    """
    if cell is None:
        return ""
    if len(cell.text) > LONGEST_TEXT or "\0" in cell.text:
        raise cell.refuse(f"is longer than {LONGEST_TEXT} characters, or no text")
    return cell.text
