"""Pack what Today shows into a line of text, and read it back piece by piece.

Nothing but texts, numbers and truths is in it, so that no file can do more than be refused.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from kneecoach.ui.today_shown import (
    CareShown,
    KneeShown,
    MorningShown,
    ReasonShown,
    ResumeShown,
    SessionShown,
    TodayShown,
)
from kneecoach.ui.widgets.dose_badge import BadgeTone
from kneecoach.ui.widgets.exercise_row import RowValues
from kneecoach.ui.widgets.week_strip import DayMark, WeekDay
from kneecoach.values import asdict, fields


def pack_day(shown: TodayShown) -> str:
    """Return what Today shows as one line."""
    return json.dumps(asdict(shown), separators=(",", ":"))


def unpack_day(packed: str) -> TodayShown:
    """Return what was packed.

    Raises:
        ValueError: It is no packed day.
    """
    try:
        shown: TodayShown = _made(TodayShown, json.loads(packed))
    except (TypeError, KeyError, RecursionError) as error:
        raise ValueError("no packed day") from error
    return shown


def _made(kind: type, told: Mapping[str, Any]) -> Any:
    """Return a value whose every field is of the kind it is said to be."""
    names = fields(kind)
    if len(told) != len(names):
        raise ValueError("something else was packed")
    return kind(**{one.name: _READERS[one.type](told[one.name]) for one in names})


def _text(told: object) -> str:
    if not isinstance(told, str):
        raise TypeError("no text")
    return told


def _number(told: object) -> int:
    if not isinstance(told, int) or isinstance(told, bool):
        raise TypeError("no number")
    return told


def _truth(told: object) -> bool:
    if not isinstance(told, bool):
        raise TypeError("neither true nor false")
    return told


def _nothing(told: object) -> None:
    if told is not None:
        raise TypeError("something where nothing is")


def _perhaps(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda told: None if told is None else read(told)


def _all(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def read_all(told: object) -> tuple[Any, ...]:
        if not isinstance(told, list):
            raise TypeError("no list")
        return tuple(map(read, told))

    return read_all


def _value(kind: type) -> Callable[[Any], Any]:
    return lambda told: _made(kind, told)


_READERS: dict[object, Callable[[Any], Any]] = {
    "str": _text,
    "bool": _truth,
    "int | None": _perhaps(_number),
    "bool | None": _perhaps(_truth),
    "tuple[str, ...]": _all(_text),
    "tuple[str, ...] | None": _perhaps(_all(_text)),
    "Exercise | None": _nothing,
    "BadgeTone": BadgeTone,
    "DayMark": DayMark,
    "tuple[RowValues, ...]": _all(_value(RowValues)),
    "tuple[KneeShown, ...]": _all(_value(KneeShown)),
    "tuple[WeekDay, ...]": _all(_value(WeekDay)),
    "tuple[ReasonShown, ...]": _all(_value(ReasonShown)),
    "SessionShown | None": _perhaps(_value(SessionShown)),
    "MorningShown | None": _perhaps(_value(MorningShown)),
    "CareShown | None": _perhaps(_value(CareShown)),
    "ResumeShown | None": _perhaps(_value(ResumeShown)),
}
"""How each kind of field is read, by the name that its class gives it."""
