"""Write records as lines of a file that only grows, and read such a file however it arrives.

A line is a JSON list of a checksum, the name of a kind, and the record. What a tool has brought
half, or damaged, is left out and counted; nothing in it is believed.
"""

from __future__ import annotations

import io
import json
import os
import re
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kneecoach.history.fields import read_id_text
from kneecoach.history.folder_keys import NO_KEYS, KnownKeys, open_text, seal_text
from kneecoach.history.plain import BY_NAME
from kneecoach.history.written import Written, read_fields, spell
from kneecoach.paths import OWNER_ONLY_FILE
from kneecoach.values import dataclass

FORMAT = "kneecoach-shared/1"
HEAD = "file"
SAME = "same_person"
SEALED = "sealed"
ENDING = ".jsonl"
LARGEST_FILE_BYTES = 4_000_000
"""Beyond it the next file is begun, so that a tool copies little again."""

_CHECKSUM_DIGITS = 8
_BEFORE_REST = len('["') + _CHECKSUM_DIGITS + len('",')
_ANY_SEALED = re.compile(rb'^\["[0-9a-f]{8}","sealed",', re.MULTILINE)
_SEALED_AT, _SEALED_START = _BEFORE_REST, f'"{SEALED}"'.encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedFile:
    """What a file gives.

    Attributes:
        records: The records that are whole, in the order of their lines.
        same: Pairs of ids that somebody said are one person.
        damaged: Lines that are not whole.
        newer: Lines, or the file, that only a newer kneecoach knows.
        locked: Lines that are sealed with a key that is not known here.
        plain: Lines that anybody could read.
    """

    records: tuple[Written, ...] = ()
    same: tuple[tuple[str, str], ...] = ()
    damaged: int = 0
    newer: int = 0
    locked: int = 0
    plain: int = 0


def head_line() -> str:
    """Return the first line of a file."""
    return _line(HEAD, json.dumps({"format": FORMAT}))


def record_line(written: Written) -> str:
    """Return the line of a record."""
    return _line(written.kind, written.text)


def same_line(one: str, other: str) -> str:
    """Return the line that says that two ids are of one person."""
    return _line(SAME, json.dumps(sorted((one, other))))


def seal_line(line: str, keys: KnownKeys) -> str:
    """Return a line that only those read who know the folder's key; as it is without such a key."""
    return _line(SEALED, json.dumps(seal_text(line, keys))) if keys.writes else line


def seal_lines(content: bytes, keys: KnownKeys) -> bytes:
    """Return what a file of our own holds with every line sealed that tells of somebody.

    A line that is not whole is left out: its record is kept here, and is written again.
    """
    lines = []
    for line in io.BytesIO(content):
        told = _read_line(line)
        if told is not None:
            is_open = told[0] not in {HEAD, SEALED}
            lines.append(seal_line(line.decode(), keys).encode() if is_open else line)
    return b"".join(lines)


def holds_sealed(content: bytes) -> bool:
    """Return whether any line of a file is sealed; a look that costs next to nothing."""
    return _ANY_SEALED.search(content) is not None


def _line(kind: str, text: str) -> str:
    rest = f'"{kind}",{text}]\n'
    return f'["{_checksum(rest.encode())}",{rest}'


def _checksum(content: bytes) -> str:
    return f"{zlib.crc32(content):08x}"


def read_shared(
    content: bytes, known: Mapping[str, Written], keys: KnownKeys = NO_KEYS
) -> SharedFile:
    """Return what can be believed of a file; lines of `known` records need no second look."""
    records: list[Written] = []
    same: list[tuple[str, str]] = []
    counts = {"damaged": 0, "newer": 0, "locked": 0, "plain": 0}
    for outer in io.BytesIO(content):
        line = _open_line(outer, keys)
        if isinstance(line, str):
            counts[line] += 1
            continue
        counts["plain"] += line is outer
        there = known.get(line.decode(errors="replace"))
        if there is not None:
            records.append(there)
            continue
        told = _read_line(line)
        if told is None:
            counts["damaged"] += 1
            counts["plain"] -= line is outer
            continue
        kind, value = told
        if kind == HEAD:
            counts["plain"] -= 1
            if value != {"format": FORMAT}:
                return SharedFile(newer=1)
            continue
        try:
            if kind == SAME:
                one, other = value
                same.append((read_id_text(one), read_id_text(other)))
            else:
                records.append(spell(BY_NAME[kind], read_fields(BY_NAME[kind], value)))
        except (KeyError, TypeError, ValueError):
            counts["newer"] += 1
    return SharedFile(records=tuple(records), same=tuple(same), **counts)


def _open_line(line: bytes, keys: KnownKeys) -> bytes | str:
    """Return a line, or what is sealed in it; where that cannot be said, what is wrong with it."""
    if not line.startswith(_SEALED_START, _SEALED_AT):
        return line
    told = _read_line(line)
    if told is None:
        return "damaged"
    try:
        inner = open_text(told[1], keys)
    except ValueError:
        return "damaged"
    return "locked" if inner is None else inner


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
