"""What was said of each knee at the end of a session, with what was said at its stops."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from kneecoach.coach.knees import felt_at_end, knees_at_end
from kneecoach.coach.stops import Stops
from kneecoach.model.dose import Dose, Phase, PhaseName, Repetitions, Side, Sides
from kneecoach.model.record import DoneExercise, SessionRecord
from kneecoach.model.session_said import KneeScores, PainStop
from kneecoach.model.units import Seconds, pain_score
from kneecoach.values import dataclass

NOW = datetime(2026, 3, 4, 18, tzinfo=UTC)
DOSE = Dose(
    sets=1,
    work=Repetitions(reps=5, tempo=(Phase(name=PhaseName.RAISE, lasts=Seconds(2)),)),
    rest=Seconds(30),
    sides=Sides.BOTH,
)
LEFT, RIGHT = Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    during: int | None = None
    spare: int | None = None


def a_session(*knees: KneeScores) -> SessionRecord:
    sides = (None, LEFT, RIGHT)
    return SessionRecord(
        id=UUID(int=1),
        person_id=UUID(int=2),
        programme_id="own",
        started_at=NOW,
        day=date(2026, 3, 4),
        before=pain_score(2),
        knees=knees,
        exercises=tuple(
            DoneExercise(position=place, exercise_id=f"e{place}", side=side, level=1, dose=DOSE)
            for place, side in enumerate(sides)
        ),
    )


BOTH = a_session(
    KneeScores(side=LEFT, before=pain_score(1)), KneeScores(side=RIGHT, before=pain_score(2))
)


def stopped(position: int, side: Side | None, pain: int) -> Stops:
    return Stops(
        said=(
            PainStop(
                id=UUID(int=3),
                position=position,
                side=side,
                pain=pain_score(pain),
                sharp=False,
                flags=frozenset(),
                stopped_at=NOW,
            ),
        )
    )


def test_the_worse_of_a_stop_and_the_end_counts_for_its_knee() -> None:
    during = ((LEFT, pain_score(1)), (RIGHT, pain_score(3)))
    after = ((LEFT, pain_score(0)),)
    left, right = knees_at_end(BOTH, stopped(0, LEFT, 4), during, after)
    assert (left.before, left.during, left.after) == (1, 4, 0)
    assert (right.before, right.during, right.after) == (2, 3, None)


def test_a_session_that_asked_once_speaks_of_no_knee() -> None:
    assert knees_at_end(a_session(), Stops(), ((LEFT, pain_score(1)),), ()) == ()


def test_a_leg_takes_what_was_said_of_its_knee_and_both_legs_nothing() -> None:
    shared, left, right = felt_at_end(BOTH, Stops(), ((LEFT, pain_score(1)),))
    assert (shared.during, left.during, right.during) == (None, 1, None)
    assert (shared.spare, left.spare, right.spare) == (None, None, None)


def test_what_was_said_of_the_exercise_comes_first() -> None:
    said = {1: Said(during=5, spare=2), 2: Said(spare=0)}
    during = ((LEFT, pain_score(1)), (RIGHT, pain_score(3)))
    shared, left, right = felt_at_end(BOTH, stopped(0, None, 6), during, said)
    assert (shared.during, left.during, right.during) == (6, 5, 3)
    assert (shared.spare, left.spare, right.spare) == (None, 2, 0)
