"""Say which column of somebody's own table is what, and see what would come of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

from kneecoach.clock import Clock
from kneecoach.history.columns import read_moment
from kneecoach.history.errors import HistoryError
from kneecoach.history.plain import SESSIONS
from kneecoach.history.told_cells import Cell, DayOrder, read_day
from kneecoach.history.told_look import look_through, read_head
from kneecoach.history.told_sheet import FIELDS, NEEDED, Reading
from kneecoach.history.written import Written
from kneecoach.model.record import Person
from kneecoach.values import dataclass

ENCODINGS = ("", "cp1252", "utf-16")
"""How the characters of a table are kept: UTF-8 unless it says otherwise, or as named."""

SHOWN = 5
"""So many rows are shown as they would come in, and so many mistakes."""

_CALLED = {
    "date": ("date", "day", "datum", "tag", "fecha", "jour", "data", "giorno"),
    "time": ("time", "zeit", "uhrzeit", "hora", "heure", "ora"),
    "before": ("before", "pain before", "vorher", "schmerz vorher", "antes", "avant", "prima"),
    "during": ("during", "pain", "worst", "worst pain", "schmerz", "dolor", "douleur", "dolore"),
    "after": ("after", "pain after", "nachher", "schmerz nachher", "después", "après", "dopo"),
    "effort": ("effort", "rpe", "anstrengung", "esfuerzo", "sforzo"),
    "morning": ("morning", "next morning", "morgen", "am morgen", "mañana", "matin", "mattina"),
    "programme": ("programme", "program", "programm", "programa", "programma"),
    "note": ("note", "notes", "comment", "notiz", "nota", "remarque"),
}
"""What people call the fields in their own tables; only a first guess, which they see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HowToRead:
    """How a table is to be read.

    Attributes:
        columns: Pairs of a column's name and a field, each field once.
        encoding: One of `ENCODINGS`.
        days: How days are written.
        is_said: Whether the columns were said, all of them; else their names count.
    """

    columns: tuple[tuple[str, str], ...] = ()
    encoding: str = ""
    days: DayOrder = DayOrder.ISO
    is_said: bool = False

    def reading(self, person: Person, clock: Clock) -> Reading:
        """Return what reads a table of a person so."""
        return Reading(
            mapping=self.columns,
            encoding=self.encoding,
            days=self.days,
            person_id=person.id.hex,
            knee=person.sore_knee,
            today=clock.today(),
            zone=clock.now().astimezone().tzinfo or UTC,
            names_count=not self.is_said,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstRow:
    """A session as it would come in.

    Attributes:
        day, at: When it was.
        before, during, after, effort: Its scores; None where they were not told.
        morning: Pain on the next morning, or None.
        programme, note: In the person's words; may be empty.
    """

    day: date
    at: datetime
    before: int
    during: int
    after: int | None
    effort: int | None
    morning: int | None
    programme: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What would come of a table.

    Attributes:
        first: The first sessions.
        sessions: How many rows are right.
        mistakes: What is wrong in the first wrong rows, or with the whole.
        wrong: How many rows are wrong.
        lacking: The fields that are needed, and that no column was said to be.
    """

    first: tuple[FirstRow, ...] = ()
    sessions: int = 0
    mistakes: tuple[str, ...] = ()
    wrong: int = 0
    lacking: tuple[str, ...] = ()

    @property
    def is_ready(self) -> bool:
        """Return whether it can be taken in as it is."""
        return bool(self.sessions) and not self.mistakes


def columns_of(file: Path, content: bytes, encoding: str) -> tuple[str, ...]:
    """Return the names of a table's columns.

    Raises:
        HistoryError: It cannot be read so.
    """
    rows = read_head(file, content, encoding)
    return rows[0] if rows else ()


def guess(file: Path, content: bytes, clock: Clock) -> HowToRead:
    """Return how a table is probably to be read, by its names and its first rows."""
    encoding, rows = _first_that_reads(file, content)
    head = rows[0] if rows else ()
    found: dict[str, str] = {}
    for name, called in _CALLED.items():
        for column in head:
            known = column.casefold() in called and head.count(column) == 1
            if known and column not in found.values():
                found.setdefault(name, column)
    place = head.index(found["date"]) if "date" in found else len(head)
    days = [row[place] for row in rows[1:] if place < len(row)]
    return HowToRead(
        columns=tuple((column, name) for name, column in found.items()),
        encoding=encoding,
        days=_guess_days(days, clock.today()),
        is_said=True,
    )


def _first_that_reads(file: Path, content: bytes) -> tuple[str, tuple[tuple[str, ...], ...]]:
    """Return the first encoding in which a table can be read, and its first rows."""
    for encoding in ENCODINGS:
        try:
            return encoding, read_head(file, content, encoding)
        except HistoryError:
            continue
    return "", ()


def _guess_days(texts: Iterable[str], today: date) -> DayOrder:
    """Return the order in which most of some days can be read; the plainest one of several."""
    cells = [Cell(file=Path(), line=1, column=1, text=text) for text in texts]
    return max(DayOrder, key=lambda order: sum(_is_day(one, order, today) for one in cells))


def _is_day(cell: Cell, order: DayOrder, today: date) -> bool:
    try:
        read_day(cell, order, today)
    except HistoryError:
        return False
    return True


def look_at_table(
    file: Path, content: bytes, how: HowToRead, person: Person, clock: Clock
) -> Preview:
    """Return what would come of a table if it were read so; nothing is taken in."""
    lacking = _lacking(how)
    if lacking:
        return Preview(lacking=lacking)
    reading = how.reading(person, clock)
    named = Path(file.name)
    try:
        looked = look_through(named, content, reading, most=SHOWN)
    except HistoryError as error:
        return Preview(mistakes=(error.user_message,))
    return Preview(
        first=tuple(_first_row(records, reading) for records in looked.first),
        sessions=looked.rows,
        mistakes=looked.mistakes,
        wrong=looked.wrong,
    )


def _lacking(how: HowToRead) -> tuple[str, ...]:
    said = {name for _, name in how.columns}
    return tuple(name for name in NEEDED if name not in said)


def all_fields() -> tuple[str, ...]:
    """Return every field that a column can be."""
    return FIELDS


def _first_row(records: tuple[Written, ...], reading: Reading) -> FirstRow:
    session = next(one.fields for one in records if one.kind == SESSIONS.many)
    mornings = [one.fields["pain"] for one in records if one.kind != SESSIONS.many]
    return FirstRow(
        day=date.fromisoformat(session["day"]),
        at=read_moment(session["started_at"]).astimezone(reading.zone),
        before=session["before"],
        during=session["during"],
        after=session["after"],
        effort=session["effort"],
        morning=mornings[0] if mornings else None,
        programme=session["programme_id"],
        note=session["note"],
    )
