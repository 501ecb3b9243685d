"""Write everything of everyone as one JSON document, and read such a document back.

The format is described in docs/history-format.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

from kneecoach import __version__
from kneecoach.history.columns import write_moment
from kneecoach.history.errors import HistoryError, refused
from kneecoach.history.plain import KINDS, Kind
from kneecoach.history.reader import without_collecting
from kneecoach.history.spelt import are_spelt
from kneecoach.history.written import NotARecord, Written, read_fields, spell

FORMAT = "kneecoach-history"
VERSION = 1
LARGEST_FILE_BYTES = 500_000_000

_AT_ONCE = 1000
"""How many records are checked together."""

_HEAD = frozenset({"format", "written_by", "written_at"})


def write_document(records: Iterable[Written], written_at: datetime) -> bytes:
    """Return the document, UTF-8, one record a line."""
    lists: dict[str, list[str]] = {kind.many: [] for kind in KINDS}
    for one in records:
        lists[one.kind].append(one.text)
    head = {
        "format": f"{FORMAT}/{VERSION}",
        "written_by": f"kneecoach {__version__}",
        "written_at": write_moment(written_at),
    }
    parts = [f"{json.dumps(name)}: {json.dumps(value)}" for name, value in head.items()]
    for name, texts in lists.items():
        inside = "\n" + ",\n".join(texts) + "\n" if texts else ""
        parts.append(f"{json.dumps(name)}: [{inside}]")
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()


def read_document(file: Path, content: bytes) -> tuple[Written, ...]:
    """Return the records of a document, every field checked.

    Raises:
        HistoryError: It is not such a document, or an entry is wrong; the sentence names the file
            and the place.
    """
    try:
        with without_collecting():
            plain = json.loads(content.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise _wrong(file, f"byte {error.start + 1} is not UTF-8") from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise _wrong(file, f"it is not whole JSON ({where})") from error
    except (ValueError, RecursionError) as error:
        raise _wrong(file, "it is not JSON that can be read") from error
    if not isinstance(plain, dict):
        raise _wrong(file, "it is not an object with named lists")
    _check_format(file, plain.get("format"))
    unknown = sorted(str(name) for name in plain if name not in _HEAD | {k.many for k in KINDS})
    if unknown:
        raise _wrong(file, f"“{unknown[0][:60]}” is nothing that this kneecoach knows")
    with without_collecting():
        return tuple(_read_lists(file, plain))


def _read_lists(file: Path, plain: Mapping[str, object]) -> Iterator[Written]:
    for kind in KINDS:
        entries = plain.get(kind.many, [])
        if not isinstance(entries, list):
            raise _wrong(file, f"{kind.many} is not a list")
        for start in range(0, len(entries), _AT_ONCE):
            yield from _read_entries(file, kind, entries[start : start + _AT_ONCE], start + 1)


def _read_entries(file: Path, kind: Kind, entries: list[Any], first: int) -> Iterator[Written]:
    if are_spelt(kind, entries):
        for entry in entries:
            yield Written(kind=kind.many, id=entry["id"], fields=entry)
        return
    for number, entry in enumerate(entries, start=first):
        try:
            yield spell(kind, read_fields(kind, entry))
        except NotARecord as error:
            raise _wrong(file, f"in entry {number} of {kind.many}, {error}") from error


def _check_format(file: Path, named: object) -> None:
    name, _, version = named.partition("/") if isinstance(named, str) else ("", "", "")
    if name != FORMAT or not version.isdecimal():
        raise _wrong(file, f"its format is not {FORMAT}/{VERSION}")
    if int(version[:9]) != VERSION:
        raise refused(
            f"{file} was written by a newer kneecoach (format {named}), so nothing was taken in.",
            "Install the newest kneecoach here, and try again.",
        )


def _wrong(file: Path, what: str) -> HistoryError:
    return refused(
        f"{file} cannot be taken in: {what}.", "Nothing was changed; export it anew and try again."
    )


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)
