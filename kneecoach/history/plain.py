"""Name every field of a record as it is written outside the database, and what each may hold."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import lru_cache

from kneecoach.history.columns import read_moment, write_moment
from kneecoach.history.doses import read_dose, write_dose
from kneecoach.history.errors import HistoryError
from kneecoach.model.decision import Action
from kneecoach.model.desk_break import BreakOutcome
from kneecoach.model.dose import Side
from kneecoach.model.feedback import Flag, Knee
from kneecoach.model.record import Choice, Ending, Outcome
from kneecoach.model.screening import Occasion
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A list within a record.

    Attributes:
        name: Its name in the file.
        table, owner: Its table, and the column that says which record it belongs to.
        columns: Its fields; a list of bare words has one.
        order: What it is sorted by.
        is_bare: Its entries are words, not objects.
        is_placed: The table numbers its rows.
        parts: Lists within its entries.
    """

    name: str
    table: str
    owner: str
    columns: tuple[Column, ...]
    order: str
    is_bare: bool = False
    is_placed: bool = False
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of record, with the name of its list in the file and of its table."""

    many: str
    table: str
    columns: tuple[Column, ...]
    parts: tuple[Part, ...] = ()


def _refuse(what: str) -> ValueError:
    return ValueError(f"is not {what}")


def read_id_text(value: object) -> str:
    """Return an id as 32 hexadecimal digits; hyphens and capitals are taken too.

    Raises:
        ValueError: It is no id.
    """
    if isinstance(value, str):
        plain = value if len(value) == _ID_LENGTH else value.replace("-", "").lower()
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


def _id(name: str) -> Column:
    return Column(name=name, read=read_id_text, kind="id")


def _at(name: str) -> Column:
    return Column(name=name, read=_moment, kind="moment")


def _of_day(name: str) -> Column:
    return Column(name=name, read=_day, kind="day")


def _words(name: str) -> Column:
    return Column(name=name, read=_text, kind="text")


def _is(name: str) -> Column:
    return Column(name=name, read=_truth, kind="truth", is_truth=True)


def _score(name: str) -> Column:
    return Column(name=name, read=_number(0, 10), kind="0-10")


def _count(name: str, least: int = 0, most: int = LARGEST_COUNT) -> Column:
    return Column(name=name, read=_number(least, most), kind=f"number from {least}")


def _one_of(name: str, choices: type[StrEnum]) -> Column:
    return Column(name=name, read=_word(choices), kind=" | ".join(one.value for one in choices))


def _maybe(column: Column) -> Column:
    return Column(
        name=column.name,
        read=_or_nothing(column.read),
        kind=f"{column.kind}, or null",
        is_truth=column.is_truth,
    )


def _flags(table: str, owner: str) -> Part:
    return Part(
        name="flags",
        table=table,
        owner=owner,
        columns=(_one_of("flag", Flag),),
        order="flag",
        is_bare=True,
    )


_KNEE = _one_of("knee", Knee)
_SIDE = _maybe(_one_of("side", Side))
_TOLD = (_id("id"), _id("person_id"), _of_day("day"), _at("recorded_at"))

_EXERCISES = Part(
    name="exercises",
    table="session_exercise",
    owner="session_id",
    order="place",
    is_placed=True,
    columns=(
        _count("position"),
        _words("exercise_id"),
        _SIDE,
        _count("level", 1),
        Column(name="dose", read=_dose, kind="dose", is_dose=True),
        _words("rule"),
        _maybe(_one_of("action", Action)),
        _words("reason"),
        _maybe(_score("during")),
        _maybe(_count("spare")),
    ),
)
_SETS = Part(
    name="sets",
    table="done_set",
    owner="session_id",
    order="ended_at, id",
    is_placed=True,
    columns=(
        _id("id"),
        _count("position"),
        _words("exercise_id"),
        _SIDE,
        _count("set_number", 1),
        _one_of("outcome", Outcome),
        _count("complete", 0, 100),
        _at("ended_at"),
    ),
)
_STOPS = Part(
    name="stops",
    table="pain_stop",
    owner="session_id",
    order="stopped_at, id",
    is_placed=True,
    columns=(
        _id("id"),
        _count("position"),
        _SIDE,
        _maybe(_score("pain")),
        _is("sharp"),
        _at("stopped_at"),
    ),
    parts=(_flags("pain_stop_flag", "pain_stop_id"),),
)
_KNEES = Part(
    name="knees",
    table="session_knee",
    owner="session_id",
    order="side",
    columns=(
        _one_of("side", Side),
        _score("before"),
        _maybe(_score("during")),
        _maybe(_score("after")),
    ),
)

PEOPLE = Kind(
    many="people",
    table="person",
    columns=(_id("id"), _words("name"), _one_of("sore_knee", Knee), _at("added_at")),
)
SESSIONS = Kind(
    many="sessions",
    table="session",
    columns=(
        _id("id"),
        _id("person_id"),
        _words("programme_id"),
        _at("started_at"),
        _of_day("day"),
        _score("before"),
        _one_of("ending", Ending),
        _maybe(_at("ended_at")),
        _KNEE,
        _maybe(_score("during")),
        _maybe(_score("after")),
        _maybe(_score("effort")),
        _is("sharp"),
        _is("throughout"),
        _words("note"),
        _count("paused_times"),
        _is("new_onset"),
        _maybe(_id("replaces")),
    ),
    parts=(_EXERCISES, _SETS, _flags("session_flag", "session_id"), _KNEES, _STOPS),
)
KINDS = (
    PEOPLE,
    SESSIONS,
    Kind(
        many="check_ins",
        table="check_in",
        columns=(
            *_TOLD,
            _score("pain"),
            _KNEE,
            _is("stiff"),
            _is("new_onset"),
            _maybe(_is("walks_30_minutes")),
            _words("note"),
        ),
        parts=(_flags("check_in_flag", "check_in_id"),),
    ),
    Kind(many="clearances", table="clearance", columns=(*_TOLD, _words("note"))),
    Kind(
        many="overrules",
        table="overrule",
        columns=(
            *_TOLD,
            _words("exercise_id"),
            _SIDE,
            _one_of("choice", Choice),
            _words("reason"),
        ),
    ),
    Kind(
        many="silences",
        table="silence",
        columns=(*_TOLD, _one_of("flag", Flag), _KNEE, _of_day("until"), _words("note")),
    ),
    Kind(
        many="screenings",
        table="screening",
        columns=(*_TOLD, _KNEE, _one_of("occasion", Occasion)),
        parts=(_flags("screening_flag", "screening_id"),),
    ),
    Kind(
        many="desk_breaks",
        table="desk_break",
        columns=(
            _id("id"),
            _id("person_id"),
            _of_day("day"),
            _at("at"),
            _one_of("outcome", BreakOutcome),
            _count("sat_seconds"),
            _count("lasted_seconds"),
            _words("exercise_id"),
        ),
    ),
)
"""Every kind of record; people come first, because the others belong to them."""

BY_NAME = {kind.many: kind for kind in KINDS}
