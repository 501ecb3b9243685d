"""Write records as lines of a file that only grows, and read such a file however it arrives.

A line is a JSON list of a checksum, the name of a kind, and the record. What a tool has brought
half, or damaged, is left out and counted; nothing in it is believed.
"""

from __future__ import annotations

import io
import json
import os
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kneecoach.history.fields import read_id_text
from kneecoach.history.plain import BY_NAME
from kneecoach.history.written import Written, read_fields, spell
from kneecoach.paths import OWNER_ONLY_FILE
from kneecoach.values import dataclass

FORMAT = "kneecoach-shared/1"
HEAD = "file"
SAME = "same_person"
ENDING = ".jsonl"
LARGEST_FILE_BYTES = 4_000_000
"""Beyond it the next file is begun, so that a tool copies little again."""

_CHECKSUM_DIGITS = 8
_BEFORE_REST = len('["') + _CHECKSUM_DIGITS + len('",')


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedFile:
    """What a file gives.

    Attributes:
        records: The records that are whole, in the order of their lines.
        same: Pairs of ids that somebody said are one person.
        damaged: Lines that are not whole.
        newer: Lines, or the file, that only a newer kneecoach knows.
    """

    records: tuple[Written, ...] = ()
    same: tuple[tuple[str, str], ...] = ()
    damaged: int = 0
    newer: int = 0


def head_line() -> str:
    """Return the first line of a file."""
    return _line(HEAD, json.dumps({"format": FORMAT}))


def record_line(written: Written) -> str:
    """Return the line of a record."""
    return _line(written.kind, written.text)


def same_line(one: str, other: str) -> str:
    """Return the line that says that two ids are of one person."""
    return _line(SAME, json.dumps(sorted((one, other))))


def _line(kind: str, text: str) -> str:
    rest = f'"{kind}",{text}]\n'
    return f'["{_checksum(rest.encode())}",{rest}'


def _checksum(content: bytes) -> str:
    return f"{zlib.crc32(content):08x}"


def read_shared(content: bytes, known: Mapping[str, Written]) -> SharedFile:
    """Return what can be believed of a file; lines of `known` records need no second look."""
    records: list[Written] = []
    same: list[tuple[str, str]] = []
    damaged = newer = 0
    for line in io.BytesIO(content):
        there = known.get(line.decode(errors="replace"))
        if there is not None:
            records.append(there)
            continue
        told = _read_line(line)
        if told is None:
            damaged += 1
            continue
        kind, value = told
        if kind == HEAD and value != {"format": FORMAT}:
            return SharedFile(newer=1)
        if kind == HEAD:
            continue
        try:
            if kind == SAME:
                one, other = value
                same.append((read_id_text(one), read_id_text(other)))
            else:
                records.append(spell(BY_NAME[kind], read_fields(BY_NAME[kind], value)))
        except (KeyError, TypeError, ValueError):
            newer += 1
    return SharedFile(records=tuple(records), same=tuple(same), damaged=damaged, newer=newer)


def _read_line(line: bytes) -> tuple[str, Any] | None:
    """Return the kind and the value of a line, or None when it is not whole."""
    digits = line[2 : 2 + _CHECKSUM_DIGITS].decode("latin-1")
    if not line.endswith(b"\n") or digits != _checksum(line[_BEFORE_REST:]):
        return None
    try:
        _, kind, value = json.loads(line)
    except (ValueError, TypeError, RecursionError):
        return None
    return str(kind), value


def append_lines(file: Path, lines: Iterable[str]) -> None:
    """Add lines to a file of our own; they are on the disk when this returns.

    Raises:
        OSError: The file cannot be written.
    """
    content = "".join(lines).encode()
    handle = os.open(file, os.O_CREAT | os.O_RDWR | os.O_APPEND, OWNER_ONLY_FILE)
    with os.fdopen(handle, "r+b", buffering=0) as shared:
        size = shared.seek(0, os.SEEK_END)
        if size:
            shared.seek(size - 1)
            if shared.read(1) != b"\n":  # a line that was cut off; it stays, and counts as damaged
                content = b"\n" + content
        view = memoryview(content)
        while view:
            view = view[shared.write(view) :]
        os.fsync(shared.fileno())
