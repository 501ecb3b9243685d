"""Tell whether many records of a file already stand there in their one spelling.

Each field of a record that came from elsewhere is checked. What another kneecoach wrote has passed
that check before, so it is met with a faster one here: column by column, each different value once.
It never says more than the slow one does, which then finds what is wrong, and where.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Sequence
from itertools import chain
from operator import itemgetter
from types import NoneType
from typing import Any

from kneecoach.history.fields import Column
from kneecoach.history.plain import Kind, Part
from kneecoach.history.written import show, spelling

_KINDS_THAT_TELL_APART: tuple[set[type], ...] = (set(), {str}, {int}, {bool})
"""Among values of one of these kinds equal ones are spelled alike; 1 is True, and 0.0 is -0.0."""


def are_spelt(kind: Kind, entries: Sequence[Any]) -> bool:
    """Say whether `read_fields` would return each of these entries as it is."""
    try:
        return _are_all_spelt(kind.columns, kind.parts, entries)
    except (KeyError, TypeError, ValueError, RecursionError):
        return False


def _are_all_spelt(
    columns: tuple[Column, ...], parts: tuple[Part, ...], entries: Sequence[Any]
) -> bool:
    number = len(columns) + len(parts)
    if not all(type(one) is dict and len(one) == number for one in entries):
        return False
    return all(
        _is_column_spelt(one, [entry[one.name] for entry in entries]) for one in columns
    ) and all(_is_part_spelt(one, [entry[one.name] for entry in entries]) for one in parts)


def _is_column_spelt(column: Column, values: list[Any]) -> bool:
    return all(_is_spelt(column, one) for one in different(values))


def different(values: list[Any]) -> Iterable[Any]:
    """Return values of JSON without those that are spelled like another one.

    Raises:
        ValueError: A value is nested too deeply.
    """
    types = set(map(type, values)) - {NoneType}
    if types in _KINDS_THAT_TELL_APART:
        return set(values)
    return {marshal.dumps(one, 2): one for one in values}.values()


def _is_spelt(column: Column, value: Any) -> bool:
    shown = show(column, column.read(value))
    if type(value) is str:
        return shown == value
    return spelling(shown) == spelling(value)


def _is_part_spelt(part: Part, lists: list[Any]) -> bool:
    if not all(type(one) is list for one in lists):
        return False
    inside = list(chain.from_iterable(lists))
    if part.is_bare:
        column = part.columns[0]
        return _is_column_spelt(column, inside) and all(one == sorted(set(one)) for one in lists)
    return _are_all_spelt(part.columns, part.parts, inside) and (
        part.order == "place" or all(_is_in_order(part, one) for one in lists)
    )


def _is_in_order(part: Part, entries: list[Any]) -> bool:
    keys = list(map(itemgetter(*part.order.split(", ")), entries))
    return keys == sorted(keys)
