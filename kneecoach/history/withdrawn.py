"""Read what was deleted and what was brought back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from kneecoach.history.columns import read_id, read_moment
from kneecoach.history.errors import damaged
from kneecoach.history.selecting import Connection, select
from kneecoach.model.withdrawal import Deletable, Withdrawal

WITHDRAWALS = (
    "SELECT id, person_id, day, recorded_at, kind, record_id, is_back FROM withdrawal"
    " WHERE person_id = ? ORDER BY recorded_at, id"
)

_KINDS = {kind.value: kind for kind in Deletable}


def read_withdrawals(connection: Connection, key: Sequence[str]) -> tuple[Withdrawal, ...]:
    """Return every deletion of one person, and what was brought back, oldest first.

    Raises:
        HistoryError: A row does not make sense.
    """
    try:
        return tuple(
            Withdrawal(
                id=read_id(row[0]),
                person_id=read_id(row[1]),
                day=date.fromisoformat(row[2]),
                recorded_at=read_moment(row[3]),
                kind=_KINDS[row[4]],
                record_id=read_id(row[5]),
                is_back=bool(row[6]),
            )
            for row in select(connection, WITHDRAWALS, key)
        )
    except (KeyError, ValueError, TypeError) as error:
        raise damaged("a note of what was deleted") from error


def still_withdrawn(withdrawals: Iterable[Withdrawal]) -> frozenset[UUID]:
    """Return the ids of the records that are deleted; the latest word on each counts."""
    latest: dict[UUID, Withdrawal] = {}
    for one in sorted(withdrawals, key=lambda word: (word.recorded_at, word.id)):
        latest[one.record_id] = one
    return frozenset(key for key, one in latest.items() if not one.is_back)
