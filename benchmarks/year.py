"""Write a history of some length through the store, as a person who trains would leave it."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from uuid import uuid4

from kneecoach.clock import SystemClock
from kneecoach.coach.asked import asked_for
from kneecoach.coach.coach import Before, Coach
from kneecoach.coach.done import done_as_asked
from kneecoach.coach.felt import with_scores
from kneecoach.coach.opening import LazyStore, open_coach
from kneecoach.model.record import (
    CheckIn,
    DoneExercise,
    DoneSet,
    Ending,
    Scores,
    SessionRecord,
)
from kneecoach.model.units import pain_score
from kneecoach.paths import find_paths
from kneecoach.values import replace


def write_history(home: Path, *, days: int, programme_id: str = "knee_starter") -> int:
    """Write sessions every other day or so, each with its next morning; return how many."""
    paths = find_paths({"KNEECOACH_HOME": str(home)})
    clock = SystemClock()
    store = LazyStore(paths.database, clock)
    coach = open_coach(paths, clock, store).coach
    chance = random.Random(7)
    today = clock.today()
    programme = coach.programme(programme_id)
    sessions = 0
    for ago in range(days, 0, -2):
        day = today - timedelta(days=ago)
        plan = coach.plan_day(programme, day, Before(pain=pain_score(1)))
        exercises = asked_for(plan, with_all=True)
        if not exercises:
            continue
        moment = datetime.combine(day, time(18, 0), tzinfo=UTC)
        record = session_done(
            coach,
            programme.id,
            moment,
            lasts=timedelta(minutes=25),
            exercises=exercises,
            sets=done_sets(exercises, moment, each=timedelta(minutes=2)),
        )
        scores = Scores(during=pain_score(chance.randint(0, 2)), after=pain_score(1), effort=5)
        morning = CheckIn(
            id=uuid4(),
            person_id=coach.person.id,
            day=day + timedelta(days=1),
            recorded_at=moment + timedelta(hours=14),
            pain=pain_score(chance.choice((0, 1, 1, 1))),
        )
        _keep(coach, with_scores(record, scores, ending=Ending.LOGGED), morning)
        sessions += 1
    store.close()
    return sessions


def session_done(
    coach: Coach,
    programme_id: str,
    began: datetime,
    *,
    lasts: timedelta,
    exercises: tuple[DoneExercise, ...],
    sets: tuple[DoneSet, ...],
) -> SessionRecord:
    """Return a session that began calmly and was done; its scores are still to be told."""
    return SessionRecord(
        id=uuid4(),
        person_id=coach.person.id,
        programme_id=programme_id,
        started_at=began,
        ended_at=began + lasts,
        day=began.date(),
        before=pain_score(1),
        exercises=exercises,
        sets=sets,
    )


def done_sets(
    exercises: Iterable[DoneExercise],
    began: datetime,
    *,
    each: timedelta,
    exercise: timedelta = timedelta(),
) -> tuple[DoneSet, ...]:
    """Return every set of some exercises, done to the end.

    Args:
        exercises: What was done.
        began: When the session began.
        each: Time for each set of an exercise.
        exercise: Time for each exercise, the first included.
    """
    return tuple(
        replace(one, ended_at=began + exercise * (one.position + 1) + each * one.set_number)
        for one in done_as_asked(exercises, began)
    )


def _keep(coach: Coach, record: SessionRecord, morning: CheckIn) -> None:
    coach.log(record, morning)
