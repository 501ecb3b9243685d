"""Write a report as a `.kneereport` file, and read one that a stranger may have made.

The fields are those of the values in `report`, by the same names. What is read is held against
them: unknown fields, other kinds of values, long lists and texts that hide something are refused.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING
from datetime import date
from types import NoneType, UnionType
from typing import Any, Final, get_args, get_origin, get_type_hints

from kneecoach.model.errors import KneecoachError
from kneecoach.reports.report import Report
from kneecoach.values import fields

FORMAT: Final = "kneecoach-report/1"
_FAMILY: Final = "kneecoach-report/"
ENDING: Final = ".kneereport"
LARGEST_REPORT = 8 * 1024 * 1024
LONGEST_TEXT = 4000
LONGEST_LIST = 5000
HIGHEST_NUMBER = 100_000

_WAY_OUT = "Ask for the report once more."


class ReportError(KneecoachError):
    """Report a file that is no report."""


def write_report(report: Report) -> bytes:
    """Return the report as JSON."""
    plain = {"format": FORMAT, **_plain_fields(report)}
    return (json.dumps(plain, indent=1, ensure_ascii=False) + "\n").encode()


def read_report(content: bytes) -> Report:
    """Return the report that a file holds.

    Raises:
        ReportError: It is none, or of a newer kneecoach.
    """
    if len(content) > LARGEST_REPORT:
        size = LARGEST_REPORT // 1024 // 1024
        raise ReportError(f"The file is larger than reports are ({size} MB).", _WAY_OUT)
    try:
        plain = json.loads(content.decode(), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise ReportError("This is not a report of kneecoach, or it is damaged.", _WAY_OUT) from (
            error
        )
    if not isinstance(plain, dict):
        raise ReportError("This is not a report of kneecoach.", _WAY_OUT)
    written = plain.pop("format", None)
    if isinstance(written, str) and written.startswith(_FAMILY) and written != FORMAT:
        raise ReportError(
            "The report is of a newer kind than this kneecoach can read.",
            "Bring kneecoach up to date and open it again.",
        )
    if written != FORMAT:
        raise ReportError("This is not a report of kneecoach.", _WAY_OUT)
    report = _value(Report, plain, "report")
    if not isinstance(report, Report) or report.since > report.until:
        raise ReportError("The report ends before it begins.", _WAY_OUT)
    return report


def _plain_fields(value: Any) -> dict[str, object]:
    return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "__dataclass_fields__"):
        return _plain_fields(value)
    return value


def _value(kind: Any, plain: object, where: str) -> object:
    """Return what stands for a value of this kind, or refuse it."""
    origin = get_origin(kind)
    if origin is UnionType:
        if plain is None:
            return None
        (kind,) = (one for one in get_args(kind) if one is not NoneType)
        return _value(kind, plain, where)
    if origin is tuple:
        if not isinstance(plain, list) or len(plain) > LONGEST_LIST:
            raise _wrong(where)
        inner = get_args(kind)[0]
        return tuple(_value(inner, one, f"{where}[{at}]") for at, one in enumerate(plain, start=1))
    if kind in {date, float}:
        return _day(plain, where) if kind is date else _number(plain, where)
    if kind in {int, str, bool}:
        if type(plain) is not kind or not _is_fit(plain):
            raise _wrong(where)
        return plain
    if not isinstance(plain, Mapping):
        raise _wrong(where)
    return _record(kind, plain, where)


def _record(kind: Any, plain: Mapping[str, object], where: str) -> object:
    hints = get_type_hints(kind)
    known = {one.name for one in fields(kind)}
    must = {one.name for one in fields(kind) if one.default is MISSING}
    if not must <= set(plain) <= known:
        raise _wrong(where)
    found = {name: _value(hints[name], value, f"{where}.{name}") for name, value in plain.items()}
    return kind(**found)


def _number(plain: object, where: str) -> float:
    if type(plain) in {int, float} and 0 <= float(str(plain)) <= HIGHEST_NUMBER:
        return float(str(plain))
    raise _wrong(where)


def _day(plain: object, where: str) -> date:
    try:
        if isinstance(plain, str) and len(plain) == len("2026-03-02"):
            return date.fromisoformat(plain)
    except ValueError:
        raise _wrong(where) from None
    raise _wrong(where)


def _is_fit(plain: object) -> bool:
    """Return whether a number is within bounds, and a text short and without hidden characters."""
    if isinstance(plain, str):
        return len(plain) <= LONGEST_TEXT and plain.replace("\n", " ").isprintable()
    return not isinstance(plain, int) or 0 <= plain <= HIGHEST_NUMBER


def _wrong(where: str) -> ReportError:
    return ReportError(f"The report holds something at {where} that reports do not.", _WAY_OUT)


def _refuse_constant(name: str) -> object:
    raise ValueError(name)
