"""Read what the knee could do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kneecoach.history.columns import read_id, read_moment
from kneecoach.history.errors import damaged
from kneecoach.history.selecting import Connection, select
from kneecoach.model.dose import Side
from kneecoach.model.function import FunctionScore, Measure

FUNCTION = (
    "SELECT id, person_id, day, recorded_at, measure, name, side, score, highest"
    " FROM function_score WHERE person_id = ? ORDER BY day, recorded_at, id"
)

_MEASURES = {measure.value: measure for measure in Measure}
_SIDES: dict[str | None, Side | None] = {None: None, **{side.value: side for side in Side}}


def read_function(connection: Connection, key: Sequence[str]) -> tuple[FunctionScore, ...]:
    """Return what one person's knee could do, oldest first.

    Raises:
        HistoryError: A row does not make sense.
    """
    try:
        return tuple(
            FunctionScore(
                id=read_id(row[0]),
                person_id=read_id(row[1]),
                day=date.fromisoformat(row[2]),
                recorded_at=read_moment(row[3]),
                measure=_MEASURES[row[4]],
                name=row[5],
                side=_SIDES[row[6]],
                score=float(row[7]),
                highest=float(row[8]),
            )
            for row in select(connection, FUNCTION, key)
        )
    except (KeyError, ValueError, TypeError) as error:
        raise damaged("a score of what the knee can do") from error
