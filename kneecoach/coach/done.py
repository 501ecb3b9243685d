"""Write down the sets of a session that nobody counted while it was done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import uuid4

from kneecoach.model.record import DoneExercise, DoneSet, Outcome
from kneecoach.model.units import Percent

ALL = Percent(100)


def done_as_asked(
    exercises: Iterable[DoneExercise], ended_at: datetime, *, complete: Percent = ALL
) -> tuple[DoneSet, ...]:
    """Return every set that was asked for, as done.

    Args:
        exercises: What the session asked for.
        ended_at: When the sets ended; nobody knows it of each.
        complete: How much of each set was done.
    """
    return tuple(
        DoneSet(
            id=uuid4(),
            position=one.position,
            exercise_id=one.exercise_id,
            side=one.side,
            set_number=number,
            outcome=Outcome.DONE,
            complete=complete,
            ended_at=ended_at,
        )
        for one in exercises
        for number in range(1, one.dose.sets + 1)
    )
