"""What Progress counts: sessions, pain, work, and change that means something."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneecoach.coach.progress import (
    Trained,
    Wish,
)
from kneecoach.model.decision import Action
from kneecoach.model.dose import Dose, Phase, PhaseName, Repetitions, Side, Sides
from kneecoach.model.record import (
    CheckIn,
    DoneExercise,
    DoneSet,
    Ending,
    History,
    Outcome,
    Scores,
    SessionRecord,
)

MONDAY = date(2026, 3, 2)
PERSON = UUID(int=1)
TWO_SETS = Dose(
    sets=2,
    work=Repetitions(reps=10, tempo=(Phase(name=PhaseName.HOLD, lasts=1.0),)),
    rest=30.0,
    sides=Sides.EACH,
)
SIX_WEEKS = Wish(first=MONDAY, last=MONDAY + timedelta(days=41))


def session(day: int, during: int | None = 3, **changes: object) -> SessionRecord:
    at = datetime(2026, 3, 2, 18, tzinfo=UTC) + timedelta(days=day)
    record = SessionRecord(
        id=uuid4(),
        person_id=PERSON,
        programme_id="starter",
        started_at=at,
        day=at.date(),
        before=1,
        ending=Ending.FINISHED,
        scores=Scores(during=during, after=2),
        exercises=(
            DoneExercise(
                position=0,
                exercise_id="clam",
                side=Side.LEFT,
                level=2,
                dose=TWO_SETS,
                rule="X1",
                action=Action.PROGRESS,
                reason="Three calm sessions.",
            ),
            DoneExercise(position=1, exercise_id="bridge", side=None, level=1, dose=TWO_SETS),
        ),
        sets=tuple(
            DoneSet(
                id=uuid4(),
                position=0,
                exercise_id=exercise,
                side=side,
                set_number=number,
                outcome=outcome,
                complete=100,
                ended_at=at,
            )
            for exercise, side, number, outcome in (
                ("clam", Side.LEFT, 1, Outcome.DONE),
                ("clam", Side.LEFT, 2, Outcome.SKIPPED),
                ("bridge", None, 1, Outcome.DONE),
            )
        ),
    )
    return replace(record, **changes)


def at_level(record: SessionRecord, level: int) -> SessionRecord:
    first, *others = record.exercises
    return replace(record, exercises=(replace(first, level=level), *others))


def morning(day: int, pain: int, hour: int = 7) -> CheckIn:
    at = datetime(2026, 3, 2, hour, tzinfo=UTC) + timedelta(days=day)
    return CheckIn(id=uuid4(), person_id=PERSON, day=at.date(), recorded_at=at, pain=pain)


def test_sessions_of_the_span_count_with_their_sets_and_decisions() -> None:
    history = History(sessions=(at_level(session(-1), 1), session(0), session(41), session(42)))
    seen = Trained(history).progress(SIX_WEEKS, days_a_week=3)
    assert [one.record.day for one in seen.sessions] == [SIX_WEEKS.first, SIX_WEEKS.last]
    assert [one.sets for one in seen.sessions] == [2, 2]
    # The second would have led up too, but the dose stayed: it was the top of the ladder.
    assert [turn.rule for one in seen.sessions for turn in one.turns] == ["X1"]
    assert seen.weeks == (2, 0, 0, 0, 0, 2)
    assert seen.planned == 18


def test_what_goes_on_is_told_once() -> None:
    def told(*actions: Action) -> list[list[Action]]:
        sessions = []
        for number, action in enumerate(actions):
            record = session(2 * number)
            first, *others = record.exercises
            turned = replace(first, action=action, level=number + 1)
            sessions.append(replace(record, exercises=(turned, *others)))
        seen = Trained(History(sessions=tuple(sessions))).progress(SIX_WEEKS, 3)
        return [[turn.action for turn in one.turns] for one in seen.sessions]

    stop, up, down = Action.SEEK_CARE, Action.PROGRESS, Action.REDUCE
    assert told(stop, stop, up, stop, stop) == [[stop], [], [up], [stop], []]
    assert told(down, down) == [[down], [down]]


def test_one_exercise_and_side_can_be_looked_at() -> None:
    history = History(sessions=(session(0), session(2)))
    clam = replace(SIX_WEEKS, exercise_id="clam", side=Side.LEFT)
    assert [one.sets for one in Trained(history).progress(clam, 3).sessions] == [1, 1]
    right = replace(clam, side=Side.RIGHT)
    assert Trained(history).progress(right, 3).sessions == ()
    assert Trained(history).exercises == (("clam", Side.LEFT), ("bridge", None))


@pytest.mark.parametrize(
    "changes", [{"ending": Ending.OPEN}, {"ending": Ending.RESTED}], ids=["open", "rested"]
)
def test_what_was_not_trained_is_no_session(changes: dict[str, object]) -> None:
    seen = Trained(History(sessions=(session(0, **changes),))).progress(SIX_WEEKS, 3)
    assert (seen.sessions, seen.planned) == ((), 0)


def test_a_corrected_session_counts_once_as_corrected() -> None:
    wrong = session(0, during=9)
    right = session(0, during=2, replaces=wrong.id)
    seen = Trained(History(sessions=(wrong, right))).progress(SIX_WEEKS, 3)
    assert [one.during for one in seen.sessions] == [2]


def test_the_latest_word_on_a_morning_counts() -> None:
    history = History(check_ins=(morning(1, 5), morning(1, 2, hour=9), morning(60, 4)))
    seen = Trained(history).progress(SIX_WEEKS, 3)
    assert seen.mornings == ((MONDAY + timedelta(days=1), 2),)


def test_a_change_of_two_points_means_something_and_less_is_noise() -> None:
    def typical(*scores: int | None):
        sessions = tuple(session(2 * day, pain) for day, pain in enumerate(scores))
        return Trained(History(sessions=sessions)).progress(SIX_WEEKS, 3).typical

    much = typical(5, 5, 4, 3, 3, 2)
    assert much is not None
    assert (much.first, much.last, much.is_meaningful) == (5, 3, True)
    little = typical(4, 4, 4, 3, 3, 3)
    assert little is not None
    assert not little.is_meaningful
    assert typical(5, 5, 4, 3, 3) is None
    assert typical(5, None, 5, 4, 3, 3) is None


def test_days_without_a_set_are_left_out() -> None:
    history = History(sessions=(session(0), session(3, sets=())))
    assert Trained(history).active_days(SIX_WEEKS.first, SIX_WEEKS.last) == {MONDAY: 2}


@given(st.lists(st.tuples(st.integers(-20, 80), st.none() | st.integers(0, 10)), max_size=30))
def test_no_set_is_counted_twice_or_outside_the_span(days: list[tuple[int, int | None]]) -> None:
    history = History(sessions=tuple(session(day, pain) for day, pain in days))
    seen = Trained(history).progress(SIX_WEEKS, 3)
    inside = [day for day, _ in days if 0 <= day <= 41]
    assert sum(seen.weeks) == 2 * len(inside) == sum(one.sets for one in seen.sessions)
    assert len(seen.weeks) == 6
