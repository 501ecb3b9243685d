"""Write records as plain text, one spelling for each, and read them back with every field checked.

A record is its text: two computers hold the same record when the texts are equal.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kneecoach.history.fields import Column
from kneecoach.history.plain import KINDS, PEOPLE, Kind, Part
from kneecoach.override import override

Fields = dict[str, object]

_SPELLING = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)


class NotARecord(ValueError):  # noqa: N818 - it says what it met
    """Report what is wrong with a record: the end of a sentence that began with its place."""


class Written:
    """A record as text, made from its fields when it is first asked for.

    Attributes:
        kind: The name of its kind, such as `sessions`.
        id: Its id, 32 hexadecimal digits.
    """

    __slots__ = ("_fields", "_text", "id", "kind")

    def __init__(
        self,
        *,
        kind: str,
        id: str,  # noqa: A002 - what a record calls it
        text: str = "",
        fields: Fields | None = None,
    ) -> None:
        """Take the text of a record, or its fields, each checked and in its one spelling."""
        self.kind = kind
        self.id = id
        self._text = text
        self._fields = fields

    @property
    def text(self) -> str:
        """Return all its fields as JSON in the one spelling."""
        if not self._text:
            self._text = _SPELLING.encode(self._fields)
        return self._text

    @property
    def fields(self) -> dict[str, Any]:
        """Return its fields, which nobody changes."""
        return json.loads(self._text) if self._fields is None else self._fields

    def under(self, same: Mapping[str, str]) -> Written:
        """Return the record with a person of some ids under the ids that they are known by.

        In the text that takes no reading of it: a record says whose it is once, and in the words
        of a note the same would stand with its quotation marks escaped.
        """
        if self.kind == PEOPLE.many:
            return self
        if self._fields is not None:
            person = str(self._fields["person_id"])
            fields = {**self._fields, "person_id": same.get(person, person)}
            return Written(kind=self.kind, id=self.id, fields=fields)
        text = self._text
        for id_, known in same.items():
            text = text.replace(f'"person_id":"{id_}"', f'"person_id":"{known}"')
        return Written(kind=self.kind, id=self.id, text=text)

    @override
    def __eq__(self, other: object) -> bool:
        if isinstance(other, Written):
            return (self.kind, self.id, self.text) == (other.kind, other.id, other.text)
        return NotImplemented

    @override
    def __hash__(self) -> int:
        return hash((self.kind, self.id, self.text))

    @override
    def __repr__(self) -> str:
        return f"Written(kind={self.kind!r}, id={self.id!r}, text={self.text!r})"


def spell(kind: Kind, fields: Mapping[str, object]) -> Written:
    """Return a record as text; the fields are as `read_fields` returns them."""
    return Written(kind=kind.many, id=str(fields["id"]), text=spelling(fields))


def spelling(value: object) -> str:
    """Return the one spelling of a value."""
    return _SPELLING.encode(value)


def read_fields(kind: Kind, value: object) -> Fields:
    """Return the fields of a record, each checked and in its one spelling.

    Raises:
        NotARecord: A field is missing, unknown, or holds what it may not.
    """
    return _read(kind.columns, kind.parts, value, "")


def _read(
    columns: tuple[Column, ...], parts: tuple[Part, ...], value: object, where: str
) -> Fields:
    if not isinstance(value, dict):
        raise NotARecord(f"{where or 'it'} is not an object with named fields")
    fields: Fields = {}
    for column in columns:  # met for every field of every record: no call that is not needed
        name = column.name
        if name not in value:
            raise NotARecord(f"{where}{name} is missing")
        try:
            kept = column.read(value[name])
        except ValueError as error:
            raise _refused(column, where, error) from error
        fields[name] = show(column, kept) if column.is_truth or column.is_dose else kept
    for part in parts:
        fields[part.name] = _read_part(part, value.get(part.name), where)
    if len(fields) < len(value):
        unknown = min(str(name) for name in value if name not in fields)
        raise NotARecord(
            f"{where}{unknown[:60]} is not a field that this kneecoach knows; a newer one may"
        )
    return fields


def _read_one(column: Column, value: object, where: str) -> object:
    try:
        kept = column.read(value)
    except ValueError as error:
        raise _refused(column, where, error) from error
    return show(column, kept)


def _refused(column: Column, where: str, error: ValueError) -> NotARecord:
    return NotARecord(f"{where}{column.name} {error}")


def _read_part(part: Part, value: object, where: str) -> list[object]:
    if not isinstance(value, list):
        raise NotARecord(f"{where}{part.name} is not a list")
    if part.is_bare:
        column = part.columns[0]
        words = {str(_read_one(column, one, where)) for one in value}
        return [*sorted(words)]
    entries: list[object] = []
    for number, one in enumerate(value, start=1):
        entries.append(_read(part.columns, part.parts, one, f"{where}{part.name} {number}: "))
    if part.order != "place":
        names = part.order.split(", ")
        entries.sort(key=lambda one: tuple(str(one[name]) for name in names))  # type: ignore[index]
    return entries


def show(column: Column, kept: object) -> object:
    """Return what a column holds as it is written."""
    if kept is None:
        return None
    if column.is_truth:
        return bool(kept)
    if column.is_dose:
        return json.loads(str(kept))
    return kept


def keep(column: Column, shown: object) -> object:
    """Return what is written as a column holds it; it was checked before."""
    return column.read(shown) if column.is_dose or column.is_truth else shown


def gather(connection: sqlite3.Connection, kinds: tuple[Kind, ...] = KINDS) -> Iterator[Written]:
    """Yield every record of a history, sorted by kind and id."""
    for kind in kinds:
        for fields in gather_fields(connection, kind):
            yield spell(kind, fields)


def gather_these(
    connection: sqlite3.Connection, kind: Kind, ids: Iterable[str]
) -> Iterator[Written]:
    """Yield the records of one kind that have these ids."""
    these = json.dumps(list(ids))
    for fields in gather_fields(connection, kind, these):
        yield spell(kind, fields)


def gather_fields(connection: sqlite3.Connection, kind: Kind, these: str = "") -> Iterator[Fields]:
    """Yield the fields of every record of one kind by id, or of `these` alone, a JSON list."""
    where, key = (" WHERE id IN (SELECT value FROM json_each(?))", (these,)) if these else ("", ())
    names = ", ".join(f'"{column.name}"' for column in kind.columns)
    parts = {part.name: _gather_part(connection, part, these) for part in kind.parts}
    asked = f'SELECT {names} FROM "{kind.table}"{where} ORDER BY id'  # noqa: S608 - ours
    for row in connection.execute(asked, key).fetchall():
        fields = _named(kind.columns, row)
        for name, found in parts.items():
            fields[name] = found.get(row[0], [])
        yield fields


def _gather_part(connection: sqlite3.Connection, part: Part, these: str) -> dict[str, list[object]]:
    key: tuple[str, ...] = ()
    where = ""
    if these:
        where = f" WHERE {part.owner} IN (SELECT value FROM json_each(?))"  # noqa: S608
        key = (these,)
    names = ", ".join(f'"{column.name}"' for column in part.columns)
    asked = (
        f'SELECT {part.owner}, {names} FROM "{part.table}"{where}'  # noqa: S608 - ours
        f" ORDER BY {part.owner}, {part.order}"
    )
    within = {one.name: _gather_part(connection, one, "") for one in part.parts}
    found: dict[str, list[object]] = {}
    for owner, *row in connection.execute(asked, key).fetchall():
        if part.is_bare:
            found.setdefault(owner, []).append(row[0])
            continue
        fields = _named(part.columns, row)
        for name, inner in within.items():
            fields[name] = inner.get(row[0], [])
        found.setdefault(owner, []).append(fields)
    return found


def _named(columns: tuple[Column, ...], row: list[object] | tuple[object, ...]) -> Fields:
    return {
        column.name: show(column, one) if column.is_truth or column.is_dose else one
        for column, one in zip(columns, row, strict=True)
    }
