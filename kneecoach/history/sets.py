"""Keep a set the moment it ends, with as few statements as that takes."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection, bindparam, func, insert, select

from kneecoach.history.errors import refused
from kneecoach.history.tables import DoneSetRow, HexId, SessionRow
from kneecoach.model.record import DoneSet, Ending
from kneecoach.model.units import Percent

STILL_TAKES_SETS = frozenset({Ending.OPEN, Ending.ABANDONED})
"""A session given up as cut off may go on in another window; nothing that was done is lost."""

_SESSION = select(
    SessionRow.ending,
    select(func.max(DoneSetRow.place))
    .where(DoneSetRow.session_id == SessionRow.id)
    .correlate(SessionRow)
    .scalar_subquery(),
).where(SessionRow.id == bindparam("session_id", type_=HexId()))

_KEPT = select(
    DoneSetRow.session_id,
    DoneSetRow.position,
    DoneSetRow.exercise_id,
    DoneSetRow.side,
    DoneSetRow.set_number,
    DoneSetRow.outcome,
    DoneSetRow.complete,
    DoneSetRow.ended_at,
).where(DoneSetRow.id == bindparam("set_id", type_=HexId()))

_ADD = insert(DoneSetRow)


def keep_set(connection: Connection, session_id: UUID, done_set: DoneSet) -> None:
    """Add one set to a session, unless it is there already.

    Raises:
        HistoryError: The session is not there, or has ended.
        ValueError: Another set is already kept under this id.
    """
    if _is_kept(connection, session_id, done_set):
        return
    found = connection.execute(_SESSION, {"session_id": session_id}).one_or_none()
    if found is None:
        raise refused("The history holds no such session.")
    ending, last_place = found
    if ending not in STILL_TAKES_SETS:
        raise refused("This session has already ended, so the set was not added to it.")
    connection.execute(
        _ADD,
        {
            "id": done_set.id,
            "session_id": session_id,
            "place": 0 if last_place is None else last_place + 1,
            "position": done_set.position,
            "exercise_id": done_set.exercise_id,
            "side": done_set.side,
            "set_number": done_set.set_number,
            "outcome": done_set.outcome,
            "complete": done_set.complete,
            "ended_at": done_set.ended_at,
        },
    )


def _is_kept(connection: Connection, session_id: UUID, done_set: DoneSet) -> bool:
    row = connection.execute(_KEPT, {"set_id": done_set.id}).one_or_none()
    if row is None:
        return False
    kept = DoneSet(
        id=done_set.id,
        position=row.position,
        exercise_id=row.exercise_id,
        side=row.side,
        set_number=row.set_number,
        outcome=row.outcome,
        complete=Percent(row.complete),
        ended_at=row.ended_at,
    )
    if (row.session_id, kept) != (session_id, done_set):
        raise ValueError("another set is already kept under this id")
    return True
