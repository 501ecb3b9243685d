"""Read rows straight from the pages of a database whose tables can no longer be found in it.

SQLite finds a table by way of its first page. Where that is destroyed, or the list of tables on
page 1 is, or the file was cut off, the rows still lie on their leaves, and a leaf tells by itself
what it holds. The layout is that of https://www.sqlite.org/fileformat2.html (sections 1.5 and 1.6,
2.1); what does not fit it is passed over.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

Value = None | int | float | str | bytes

PAGE_BYTES = 4096
"""The size of SQLite's pages unless it is told otherwise, and it is not."""

_HEAD_OF_FILE = 100
_HEAD_OF_LEAF = 8
_TABLE_LEAF = 13
_LONGEST_ROW = 10_000_000
_INTEGER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_FLOAT, _ZERO, _ONE, _FIRST_BLOB = 7, 8, 9, 12


class _NoRow(Exception):  # noqa: N818 - no error: only what tells that there is no row here
    """What lies here is no row."""


def rows_on_leaves(content: bytes) -> Iterator[tuple[Value, ...]]:
    """Yield the values of every row on every leaf of a table, whichever table it is of.

    Args:
        content: The file.
    """
    for start in range(0, len(content), PAGE_BYTES):
        page = content[start : start + PAGE_BYTES]
        head = _HEAD_OF_FILE if start == 0 else 0
        for cell in _cells(page, head):
            try:
                yield _values(_payload(content, page, cell))
            except (_NoRow, IndexError, struct.error, UnicodeDecodeError):
                continue


def _cells(page: bytes, head: int) -> tuple[int, ...]:
    """Return where the rows of a leaf begin; nothing for any other page."""
    first = head + _HEAD_OF_LEAF
    if len(page) < first or page[head] != _TABLE_LEAF:
        return ()
    number = int.from_bytes(page[head + 3 : head + 5])
    end = first + 2 * number
    if end > len(page):
        return ()
    places = struct.unpack(f">{number}H", page[first:end])
    return tuple(place for place in places if end <= place < len(page))


def _payload(content: bytes, page: bytes, at: int) -> bytes:
    """Return what a row is written as, also where it goes on on other pages."""
    length, at = _number(page, at)
    _, at = _number(page, at)
    if not 0 < length <= _LONGEST_ROW:
        raise _NoRow
    here = _bytes_on_leaf(length)
    part = page[at : at + here]
    if len(part) < here:
        raise _NoRow
    parts, left = [part], length - here
    following = int.from_bytes(page[at + here : at + here + 4]) if left else 0
    while left:
        start = (following - 1) * PAGE_BYTES
        more = content[start + 4 : start + 4 + min(left, PAGE_BYTES - 4)] if following else b""
        if not more:
            raise _NoRow
        parts.append(more)
        left -= len(more)
        following = int.from_bytes(content[start : start + 4])
    return b"".join(parts)


def _bytes_on_leaf(length: int) -> int:
    """Return how much of a row stands on the leaf itself (section 1.6 of the format)."""
    most = PAGE_BYTES - 35
    if length <= most:
        return length
    least = (PAGE_BYTES - 12) * 32 // 255 - 23
    wanted = least + (length - least) % (PAGE_BYTES - 4)
    return wanted if wanted <= most else least


def _values(payload: bytes) -> tuple[Value, ...]:
    """Return the values of a row (section 2.1 of the format)."""
    end, at = _number(payload, 0)
    if not at <= end <= len(payload):
        raise _NoRow
    values: list[Value] = []
    place = end
    while at < end:
        kind, at = _number(payload, at)
        size = _size(kind)
        field = payload[place : place + size]
        if len(field) < size:
            raise _NoRow
        values.append(_value(kind, field))
        place += size
    if place != len(payload):
        raise _NoRow
    return tuple(values)


def _size(kind: int) -> int:
    if kind in _INTEGER_BYTES:
        return _INTEGER_BYTES[kind]
    if kind == _FLOAT:
        return 8
    if kind in {0, _ZERO, _ONE}:
        return 0
    if kind < _FIRST_BLOB:
        raise _NoRow
    return (kind - _FIRST_BLOB) // 2


def _value(kind: int, field: bytes) -> Value:
    if kind in _INTEGER_BYTES:
        return int.from_bytes(field, signed=True)
    if kind == _FLOAT:
        return float(struct.unpack(">d", field)[0])
    if kind >= _FIRST_BLOB:
        return field.decode() if kind % 2 else field
    return {_ZERO: 0, _ONE: 1}.get(kind)


def _number(content: bytes, at: int) -> tuple[int, int]:
    """Return a number of variable length, and where what follows it begins."""
    number = 0
    for place in range(at, at + 8):
        number = number << 7 | content[place] & 0x7F
        if content[place] < 0x80:
            return number, place + 1
    return number << 8 | content[at + 8], at + 9
