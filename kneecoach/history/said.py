"""Read what was said of a knee within sessions, and the answers to the safety questions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kneecoach.history.columns import read_id, read_moment
from kneecoach.history.errors import damaged
from kneecoach.history.selecting import NO_FLAGS, Connection, group_flags, select
from kneecoach.model.dose import Side
from kneecoach.model.feedback import Knee
from kneecoach.model.screening import Occasion, Screening
from kneecoach.model.session_said import KneeScores, PainStop

STOPS = (
    "SELECT session_id, id, position, side, pain, sharp, stopped_at FROM pain_stop"
    " WHERE session_id IN"
)
STOP_FLAGS = (
    "SELECT part.pain_stop_id, part.flag FROM pain_stop_flag AS part"
    " JOIN pain_stop ON pain_stop.id = part.pain_stop_id WHERE pain_stop.session_id IN"
)
KNEES = 'SELECT session_id, side, "before", during, after FROM session_knee WHERE session_id IN'
SCREENINGS = (
    "SELECT id, person_id, day, recorded_at, knee, occasion FROM screening"
    " WHERE person_id = ? ORDER BY day, recorded_at, id"
)
SCREENING_FLAGS = (
    "SELECT part.screening_id, part.flag FROM screening_flag AS part"
    " JOIN screening ON screening.id = part.screening_id WHERE screening.person_id = ?"
)

_SIDES = {side.value: side for side in Side}
_KNEES = {knee.value: knee for knee in Knee}
_OCCASIONS = {occasion.value: occasion for occasion in Occasion}


def read_stops(
    connection: Connection, mine: str, key: Sequence[str]
) -> dict[str, tuple[PainStop, ...]]:
    """Return the stops of each session, in order; `mine` selects the sessions.

    Raises:
        KeyError, ValueError, TypeError: A row does not make sense.
    """
    flags = group_flags(select(connection, f"{STOP_FLAGS} {mine}", key))
    grouped: dict[str, tuple[PainStop, ...]] = {}
    for row in select(connection, f"{STOPS} {mine} ORDER BY session_id, place", key):
        stop = PainStop(
            id=read_id(row[1]),
            position=row[2],
            side=None if row[3] is None else _SIDES[row[3]],
            pain=row[4],
            sharp=bool(row[5]),
            flags=flags.get(row[1], NO_FLAGS),
            stopped_at=read_moment(row[6]),
        )
        grouped[row[0]] = (*grouped.get(row[0], ()), stop)
    return grouped


def read_knees(
    connection: Connection, mine: str, key: Sequence[str]
) -> dict[str, tuple[KneeScores, ...]]:
    """Return what was said of each knee in each session, left first; `mine` selects them.

    Raises:
        KeyError: A row does not make sense.
    """
    grouped: dict[str, tuple[KneeScores, ...]] = {}
    for row in select(connection, f"{KNEES} {mine} ORDER BY session_id, side", key):
        knee = KneeScores(side=_SIDES[row[1]], before=row[2], during=row[3], after=row[4])
        grouped[row[0]] = (*grouped.get(row[0], ()), knee)
    return grouped


def read_screenings(connection: Connection, key: Sequence[str]) -> tuple[Screening, ...]:
    """Return the answers to the safety questions of one person, oldest first.

    Raises:
        HistoryError: A row does not make sense.
    """
    try:
        flags = group_flags(select(connection, SCREENING_FLAGS, key))
        return tuple(
            Screening(
                id=read_id(row[0]),
                person_id=read_id(row[1]),
                day=date.fromisoformat(row[2]),
                recorded_at=read_moment(row[3]),
                knee=_KNEES[row[4]],
                flags=flags.get(row[0], NO_FLAGS),
                occasion=_OCCASIONS[row[5]],
            )
            for row in select(connection, SCREENINGS, key)
        )
    except (KeyError, ValueError, TypeError) as error:
        raise damaged("the answers to the safety questions") from error
