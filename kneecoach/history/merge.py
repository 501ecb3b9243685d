"""Merge records into a history: what is there stays, what is new comes in, nothing comes twice."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from kneecoach.history import sqlite
from kneecoach.history.contradictions import find_contradiction
from kneecoach.history.errors import HistoryError, refused
from kneecoach.history.joining import join
from kneecoach.history.plain import BY_NAME, KINDS, PEOPLE, SESSIONS, Kind
from kneecoach.history.putting import put_again, put_new
from kneecoach.history.reader import read_history, read_people, without_collecting
from kneecoach.history.written import Fields, Written, gather, gather_these
from kneecoach.values import dataclass

Key = tuple[str, str]

_CACHE_KB = -64_000
"""Negative to SQLite: it counts kilobytes. Ids are random, and so are the pages they come on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What came of a merge.

    Attributes:
        new: Records that were not there, by kind.
        grown: Records that were there and now say more.
        known: Records that were there as they are.
        waiting: Records left for later, because what they belong to is not there yet.
        left_out: Records that do not fit what is there.
    """

    new: dict[str, int]
    grown: int
    known: int
    waiting: int = 0
    left_out: int = 0

    @property
    def changes(self) -> int:
        """Return how many records came in or grew."""
        return sum(self.new.values()) + self.grown


def gather_all(path: Path) -> tuple[Written, ...]:
    """Return every record of a history, of everyone.

    Raises:
        HistoryError: The history cannot be read.
    """
    try:
        with closing(sqlite.connect_to_read(path)) as connection, without_collecting():
            connection.execute(sqlite.BEGIN_READ)
            return tuple(gather(connection))
    except (sqlite3.Error, OSError) as error:
        raise sqlite.explain(error, path) from error


def gather_met(path: Path, incoming: Iterable[Written]) -> tuple[Written, ...]:
    """Return everybody, the records that some of `incoming` have the ids of, and another if any is.

    That is all it takes to tell who the people are whose records arrive.

    Raises:
        HistoryError: The history cannot be read.
    """
    arriving: dict[str, set[str]] = {}
    for one in incoming:
        arriving.setdefault(one.kind, set()).add(one.id)
    try:
        with closing(sqlite.connect_to_read(path)) as connection, without_collecting():
            connection.execute(sqlite.BEGIN_READ)
            met = list(gather(connection, (PEOPLE,)))
            for kind in KINDS:
                if kind is PEOPLE:
                    continue
                asked = f"SELECT id FROM {kind.table}"  # noqa: S608 - ours
                there = [id_ for (id_,) in connection.execute(asked)]
                both = arriving.get(kind.many, set()).intersection(there) or set(there[:1])
                if both:
                    met += gather_these(connection, kind, both)
            return tuple(met)
    except (sqlite3.Error, OSError) as error:
        raise sqlite.explain(error, path) from error


def merge(
    path: Path,
    incoming: Iterable[Written],
    *,
    gives_way: str = "",
    is_trial: bool = False,
    is_patient: bool = False,
) -> Merged:
    """Merge records into the history at `path`, all of them in one transaction.

    Args:
        path: A history of the current schema.
        incoming: Records whose fields were checked.
        gives_way: The id of a person without any record, who is taken out.
        is_trial: Nothing is kept; only what would come of it is returned.
        is_patient: What does not fit, or waits for another record, is left out and counted;
            otherwise it is refused, and nothing is kept.

    Raises:
        HistoryError: The history cannot be written, or a record is refused.
    """
    try:
        with closing(sqlite.connect(path)) as connection, without_collecting():
            connection.execute(sqlite.BEGIN_WRITE)
            connection.execute("PRAGMA defer_foreign_keys = ON")
            connection.execute("DELETE FROM person WHERE id = ?", (gives_way,))
            connection.execute(f"PRAGMA cache_size = {_CACHE_KB}")
            merger = _Merger(connection, is_patient=is_patient)
            merged = merger.take(incoming)
            if merged.changes:
                _read_what_came(connection, merger.sessions)
            connection.execute("ROLLBACK" if is_trial else "COMMIT")
            return merged
    except (sqlite3.Error, OSError) as error:
        raise sqlite.explain(error, path) from error


def _read_what_came(connection: sqlite3.Connection, sessions: list[str]) -> None:
    """Refuse a merge whose outcome could not be read; the transaction is then given up."""
    try:
        for person in read_people(connection):
            read_history(connection, person.id, sessions)
    except HistoryError as error:
        raise refused("These records contradict each other, so nothing was taken in.") from error


class _Merger:
    def __init__(self, connection: sqlite3.Connection, *, is_patient: bool) -> None:
        self._connection = connection
        self._is_patient = is_patient
        self._ids = _all_ids(connection)
        self._kept: dict[Key, Written] = {}
        self._fields: dict[Key, Fields] = {}
        self._waiting = 0
        self._left_out = 0

    @property
    def sessions(self) -> list[str]:
        """Return the ids of the sessions that are written."""
        return [id_ for kind, id_ in self._fields if kind == SESSIONS.many]

    def take(self, incoming: Iterable[Written]) -> Merged:
        arriving = tuple(incoming)
        for kind in BY_NAME.values():
            met = {one.id for one in arriving if (kind.many, one.id) in self._ids}
            if kind.many in {one.kind for one in arriving} and met:
                for there in gather_these(self._connection, kind, met):
                    self._kept[there.kind, there.id] = there
        wanted, known = self._join_all(arriving)
        order = list(BY_NAME)
        wanted.sort(key=lambda one: (order.index(one.kind), one.id))
        written = [
            one
            for name, those in groupby(wanted, key=attrgetter("kind"))
            for one in self._write_kind(BY_NAME[name], list(those))
        ]
        grown = sum(1 for one in written if (one.kind, one.id) in self._kept)
        new = Counter(one.kind for one in written if (one.kind, one.id) not in self._kept)
        return Merged(
            new=dict(new), grown=grown, known=known, waiting=self._waiting, left_out=self._left_out
        )

    def _join_all(self, incoming: Iterable[Written]) -> tuple[list[Written], int]:
        """Return what differs from what is kept, without what has to wait, and count the rest."""
        wanted: dict[Key, Written] = {}
        known: set[Key] = set()
        for one in incoming:
            key = (one.kind, one.id)
            there = wanted.get(key) or self._kept.get(key)
            if there is None:
                wanted[key] = one
                continue
            joined = there if one.kind == PEOPLE.many else join(there, one)
            kept = self._kept.get(key)
            if kept is not None and joined.text == kept.text:
                known.add(key)
            else:
                wanted[key] = joined
        return self._fitting(wanted), len(known - wanted.keys())

    def _fitting(self, wanted: dict[Key, Written]) -> list[Written]:
        """Return what belongs to something that is here; a correction may come before its like."""
        fields = self._fields = {key: one.fields for key, one in wanted.items()}
        there = {*self._ids, *wanted}
        fits = dict(wanted)
        for key, one in wanted.items():
            trouble = find_contradiction(one.kind, fields[key])
            if trouble:
                self._refuse(one, trouble)
                del fits[key]
                there -= {key} - self._ids
        while lost := [key for key in fits if not _belongs(key, fields[key], there)]:
            for key in lost:
                if not self._is_patient:
                    raise refused(
                        f"One of the {key[0]} belongs to a person or a session that is neither here"
                        " nor among what is to be taken in.",
                        "Take in the whole file that it came from. Nothing was changed.",
                    )
                self._waiting += 1
                del fits[key]
                there -= {key} - self._ids
        return list(fits.values())

    def _refuse(self, written: Written, trouble: str) -> None:
        if not self._is_patient:
            raise refused(f"One of the {written.kind} does not fit: {trouble}.")
        self._left_out += 1

    def _write_kind(self, kind: Kind, wanted: list[Written]) -> list[Written]:
        """Write records of one kind, and return those that the database took."""
        if self._is_taken(kind, wanted):
            return wanted
        return [one for one in wanted if self._is_taken_alone(kind, one)]

    def _is_taken_alone(self, kind: Kind, written: Written) -> bool:
        if not self._is_taken(kind, [written]):
            self._refuse(written, "a part of it is kept under another record")
            return False
        return True

    def _is_taken(self, kind: Kind, wanted: list[Written]) -> bool:
        """Write records, all of them or none; say whether the database took them."""
        keys = [(one.kind, one.id) for one in wanted]
        self._connection.execute("SAVEPOINT records")
        try:
            put_new(
                self._connection, kind, [self._fields[key] for key in keys if key not in self._ids]
            )
            put_again(
                self._connection, kind, [self._fields[key] for key in keys if key in self._ids]
            )
        except sqlite3.IntegrityError:
            self._connection.execute("ROLLBACK TO records")
            self._connection.execute("RELEASE records")
            return False
        self._connection.execute("RELEASE records")
        return True


def _all_ids(connection: sqlite3.Connection) -> set[Key]:
    return {
        (kind.many, id_)
        for kind in BY_NAME.values()
        for (id_,) in connection.execute(f"SELECT id FROM {kind.table}")  # noqa: S608 - ours
    }


def _belongs(key: Key, fields: dict[str, Any], there: set[Key]) -> bool:
    if key[0] == PEOPLE.many:
        return True
    replaced = fields.get("replaces")
    return (PEOPLE.many, fields["person_id"]) in there and (
        replaced is None or (SESSIONS.many, replaced) in there
    )
