"""Write calm training days into a fake store, so that a test can begin with a history."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from uuid import uuid4

from window_harness import Opened

from kneecoach.coach.asked import asked_for
from kneecoach.coach.coach import Before
from kneecoach.coach.felt import with_scores
from kneecoach.coach.opening import open_coach
from kneecoach.model.record import CheckIn, DoneSet, Ending, Outcome, Scores, SessionRecord
from kneecoach.model.units import Percent, pain_score


def train_calmly(opened: Opened, *, days_ago: tuple[int, ...], note: str = "") -> None:
    """Keep a whole calm session for each of these days, and each morning before today."""
    coach = open_coach(opened.paths, opened.clock, opened.shelf).coach
    programme = coach.programme("short_one")
    for ago in days_ago:
        day = opened.clock.today() - timedelta(days=ago)
        moment = datetime.combine(day, time(18, 0), tzinfo=UTC)
        exercises = asked_for(coach.plan_day(programme, day, Before(pain=pain_score(0))))
        record = SessionRecord(
            id=uuid4(),
            person_id=coach.person.id,
            programme_id=programme.id,
            started_at=moment,
            ended_at=moment + timedelta(minutes=2),
            day=day,
            before=pain_score(0),
            exercises=exercises,
            sets=tuple(
                DoneSet(
                    id=uuid4(),
                    position=one.position,
                    exercise_id=one.exercise_id,
                    side=one.side,
                    set_number=number,
                    outcome=Outcome.DONE,
                    complete=Percent(100),
                    ended_at=moment + timedelta(minutes=1),
                )
                for one in exercises
                for number in range(1, one.dose.sets + 1)
            ),
        )
        scores = Scores(during=pain_score(0), after=pain_score(0), effort=5)
        morning = CheckIn(
            id=uuid4(),
            person_id=coach.person.id,
            day=day + timedelta(days=1),
            recorded_at=moment + timedelta(hours=14),
            pain=pain_score(0),
            note=note,
        )
        has_slept = morning.day < opened.clock.today()
        coach.log(with_scores(record, scores, ending=Ending.LOGGED), morning if has_slept else None)
