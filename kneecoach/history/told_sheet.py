"""Read sessions out of somebody's own CSV file, column by column as they say."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta, tzinfo
from pathlib import Path
from uuid import UUID, uuid5

from kneecoach.history.columns import write_id, write_moment
from kneecoach.history.errors import HistoryError, refused
from kneecoach.history.plain import BY_NAME, SESSIONS
from kneecoach.history.sheets import unguarded
from kneecoach.history.told_cells import (
    Cell,
    DayOrder,
    read_day,
    read_score,
    read_time,
    read_words,
    wrong_at,
)
from kneecoach.history.written import Fields, Written, read_fields, spell
from kneecoach.model.feedback import Knee
from kneecoach.model.record import Ending
from kneecoach.values import dataclass

FIELDS = ("date", "time", "before", "during", "after", "effort", "morning", "programme", "note")
SCORES = frozenset({"before", "during", "after", "effort", "morning"})
NEEDED = ("date", "during")
SAMPLE = "Datum=date,Schmerz=during"

_NAMESPACE = UUID("5c1f0c54-2f2f-4a3c-9a3a-6d6e65650001")
_MIDDAY = time(12, 0)
_OUR_OWN = ("id", "person_id")
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a file is to be read.

    Attributes:
        mapping: Pairs of a column's name and a field; columns with the names of fields need none.
        encoding: How its characters are kept; empty for UTF-8, or UTF-16 that says so.
        days: How days are written.
        person_id: Whose sessions they are, 32 hexadecimal digits.
        knee: Which knee they are about.
        today: The last day that a session can be of.
        zone: Where the times in the file are of.
        names_count: Whether a column that is called like a field is that field unless mapped.
    """

    mapping: tuple[tuple[str, str], ...]
    encoding: str
    days: DayOrder
    person_id: str
    knee: Knee
    today: date
    zone: tzinfo
    names_count: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldSheet:
    """What a file holds: its records, and the columns that were left out."""

    records: tuple[Written, ...]
    left_out: tuple[str, ...]


def read_mapping(text: str) -> tuple[tuple[str, str], ...]:
    """Return the pairs in a text such as "Datum=date,Schmerz=during".

    Raises:
        HistoryError: It is not made of pairs, or names a field twice or one that there is not.
    """
    pairs: list[tuple[str, str]] = []
    for part in text.split(",") if text.strip() else ():
        column, equals, name = (one.strip() for one in part.rpartition("="))
        if not equals or not column or name not in FIELDS:
            raise refused(
                f"“{part.strip()}” does not say which column is which field.",
                f"Write it like {SAMPLE}; the fields are {', '.join(FIELDS)}.",
            )
        pairs.append((column, name))
    names = [name for _, name in pairs]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise refused(f"Two columns are said to be {twice[0]}.", "Name one column for each field.")
    return tuple(pairs)


def read_told_sheet(file: Path, content: bytes, reading: Reading) -> ToldSheet:
    """Return the sessions that a CSV file tells of.

    Each is known by its day, time and programme, so that the same file brings it once. The pain
    before is taken to be that during where the file does not tell it: rather too much than too
    little.

    Raises:
        HistoryError: Something in it is not as it should be; names file, line and column.
    """
    rows = sheet_rows(file, decode_sheet(file, content, reading.encoding))
    line, head = next(rows, (1, []))
    places = find_columns(file, line, head, reading)
    records: list[Written] = []
    for told in told_rows(file, len(head), places, rows, reading):
        if isinstance(told, HistoryError):
            raise told
        records += told
    used = set(places.values())
    left_out = tuple(name for place, name in enumerate(head) if place not in used)
    return ToldSheet(records=tuple(records), left_out=left_out)


def told_rows(
    file: Path,
    wide: int,
    places: Mapping[str, int],
    rows: Iterator[tuple[int, list[str]]],
    reading: Reading,
) -> Iterator[tuple[Written, ...] | HistoryError]:
    """Yield the records that each row tells of, or what is wrong in it.

    Args:
        file: What the file is called.
        wide: How many cells the first line has.
        places: Where each field stands.
        rows: The rows after the first line, as `sheet_rows` yields them.
        reading: How they are to be read.
    """
    times: dict[tuple[str, str, str], int] = {}
    try:
        for line, row in rows:
            try:
                yield tuple(_told(_cells(file, line, row, wide, places), reading, times))
            except HistoryError as error:
                yield error
    except HistoryError as error:  # the line cannot be read at all
        yield error


def _cells(
    file: Path, line: int, row: list[str], wide: int, places: Mapping[str, int]
) -> dict[str, Cell]:
    if len(row) != wide:
        raise wrong_at(file, line, 1, f"has {len(row)} cells where the first line has {wide}")
    return {
        name: Cell(file=file, line=line, column=place + 1, text=unguarded(row[place].strip()))
        for name, place in places.items()
    }


def decode_sheet(file: Path, content: bytes, encoding: str) -> str:
    """Return the text of a file.

    Raises:
        HistoryError: It is not written so; names the line and column.
    """
    name = encoding or _MARKS.get(content[:2], "utf-8-sig")
    try:
        return content.decode(name)
    except LookupError as error:
        raise refused(f"{encoding} is no encoding that is known here.", "Try cp1252.") from error
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = before.rpartition(b"\n")[2].count(b",") + 1
        way_out = "Say how it is written, such as --encoding cp1252. Nothing was taken in."
        raise wrong_at(file, line, column, f"this is not {name}", way_out) from error


def sheet_rows(file: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that is not empty, with the number of its last line.

    Raises:
        HistoryError: A line cannot be read.
    """
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield reader.line_num, row
    except csv.Error as error:
        raise wrong_at(file, reader.line_num, 1, f"the line cannot be read ({error})") from error


def find_columns(file: Path, line: int, head: list[str], reading: Reading) -> dict[str, int]:
    """Return where each field stands.

    Raises:
        HistoryError: A column is not there, or none says a field that is needed.
    """
    names = [name.strip() for name in head]
    if tuple(names[:2]) == _OUR_OWN:
        raise wrong_at(
            file, line, 1, "this is a table of kneecoach's own export",
            "It holds only a part of each session; take in what export json wrote.",
        )  # fmt: skip
    places: dict[str, int] = {}
    for column, name in reading.mapping:
        if names.count(column) != 1:
            what = "is there twice" if column in names else "is not there"
            raise wrong_at(file, line, 1, f"the column “{column}” {what}; there are {_list(names)}")
        places[name] = names.index(column)
    for place, name in enumerate(names):
        if reading.names_count and name in FIELDS and place not in places.values():
            places.setdefault(name, place)
    for name in NEEDED:
        if name not in places:
            raise wrong_at(
                file, line, 1, f"no column says “{name}”; there are {_list(names)}",
                f"Say which one it is, such as --map “{SAMPLE}”.",
            )  # fmt: skip
    return places


def _list(names: list[str]) -> str:
    return ", ".join(f"“{name[:40]}”" for name in names[:20]) or "none"


def _told(
    told: Mapping[str, Cell], reading: Reading, times: dict[tuple[str, str, str], int]
) -> Iterator[Written]:
    """Yield the session that a row tells of, and the morning after it when that is told."""
    day = read_day(told["date"], reading.days, reading.today)
    clock = read_time(told.get("time"))
    scores = {name: read_score(told[name]) for name in SCORES if name in told}
    during = scores["during"]
    if during is None:
        raise told["during"].refuse("is no pain; each session needs one")
    programme, note = (read_words(told.get(name)) for name in ("programme", "note"))
    moment = write_moment(datetime.combine(day, clock or _MIDDAY, tzinfo=reading.zone))
    which = (day.isoformat(), "" if clock is None else clock.isoformat(), programme)
    times[which] = number = times.get(which, 0) + 1
    key = "|".join((reading.person_id, *which, str(number)))
    before = scores.get("before")
    plain: Fields = {
        "id": write_id(uuid5(_NAMESPACE, key)),
        "person_id": reading.person_id,
        "programme_id": programme,
        "started_at": moment,
        "ended_at": moment,
        "day": day.isoformat(),
        "before": during if before is None else before,
        "ending": Ending.LOGGED.value,
        "knee": reading.knee.value,
        "during": during,
        "after": scores.get("after"),
        "effort": scores.get("effort"),
        "sharp": False,
        "throughout": False,
        "note": note,
        "paused_times": 0,
        "new_onset": False,
        "replaces": None,
        **{part.name: [] for part in SESSIONS.parts},
    }
    yield spell(SESSIONS, read_fields(SESSIONS, plain))
    if scores.get("morning") is not None:
        yield _morning(reading, day + timedelta(days=1), moment, key, scores["morning"])


def _morning(reading: Reading, day: date, moment: str, key: str, pain: int | None) -> Written:
    kind = BY_NAME["check_ins"]
    plain: Fields = {
        "id": write_id(uuid5(_NAMESPACE, f"morning|{key}")),
        "person_id": reading.person_id,
        "day": day.isoformat(),
        "recorded_at": moment,
        "pain": pain,
        "knee": reading.knee.value,
        "stiff": False,
        "new_onset": False,
        "walks_30_minutes": None,
        "note": "",
        "flags": [],
    }
    return spell(kind, read_fields(kind, plain))
