"""What was said when it hurt counts at the end, whatever is said then."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from coach_builders import a_coach, begin
from fakes import A_MONDAY_MORNING, FakeClock
from fakes_history import FakeHistoryStore

from kneecoach.coach.felt import worse
from kneecoach.coach.stops import Stops
from kneecoach.model.dose import Side
from kneecoach.model.feedback import Flag
from kneecoach.model.record import Ending, Scores
from kneecoach.model.session_said import PainStop
from kneecoach.model.units import pain_score


def a_stop(
    position: int = 0,
    pain: int | None = None,
    *flags: Flag,
    sharp: bool = False,
    side: Side | None = None,
) -> PainStop:
    return PainStop(
        id=uuid4(),
        position=position,
        side=side,
        pain=None if pain is None else pain_score(pain),
        sharp=sharp,
        flags=frozenset(flags),
        stopped_at=A_MONDAY_MORNING,
    )


def stops(*said: PainStop) -> Stops:
    return Stops(said=said)


def test_the_worst_of_several_stops_counts_for_each_exercise() -> None:
    said = stops(a_stop(0, 4), a_stop(0, 2), a_stop(2, 6))
    assert [said.worst_of(place, None) for place in (0, 1, 2)] == [4, None, 6]
    assert said.during == 6


def test_a_stop_without_a_score_still_counts_its_kind() -> None:
    scores = stops(a_stop(1, None, Flag.LOCKING, sharp=True)).add_to(Scores(during=pain_score(2)))
    assert (scores.during, scores.sharp, scores.flags) == (2, True, {Flag.LOCKING})


@pytest.mark.parametrize(("said", "expected"), [(None, 5), (3, 5), (7, 7)])
def test_the_end_cannot_unsay_a_stop(said: int | None, expected: int) -> None:
    during = None if said is None else pain_score(said)
    assert stops(a_stop(0, 5)).add_to(Scores(during=during)).during == expected


def test_only_the_exercises_that_were_stopped_are_said_to_have_hurt(clock: FakeClock) -> None:
    record = begin(a_coach(clock, FakeHistoryStore()))
    felt = stops(a_stop(1, 5)).felt(record)
    assert [(one.position, one.side) for one in felt] == [
        (one.position, one.side) for one in record.exercises if one.position == 1
    ]
    assert {one.during for one in felt} == {5}


def test_pain_in_one_knee_leaves_the_other_leg_alone_and_counts_for_what_both_share() -> None:
    said = stops(a_stop(0, 6, side=Side.LEFT), a_stop(0, 2))
    assert said.worst_of(0, Side.LEFT) == 6
    assert said.worst_of(0, Side.RIGHT) == 2
    assert said.worst_of(0, None) == 6
    assert (said.worst_of_knee(Side.LEFT), said.worst_of_knee(Side.RIGHT)) == (6, 2)


def test_no_stop_changes_nothing() -> None:
    scores = Scores(during=pain_score(2), note="fine")
    assert Stops().add_to(scores) == scores
    assert Stops().during is None
    assert worse(None, None) is None


def test_a_session_that_is_given_up_keeps_what_was_said_when_it_hurt(clock: FakeClock) -> None:
    store = FakeHistoryStore()
    coach = a_coach(clock, store)
    record = begin(coach)
    coach.keep_stop(record, a_stop(1, 7, Flag.LOCKING, sharp=True))
    coach = a_coach(clock, store)  # the program was killed, and started again
    (cut_off,) = coach.history.sessions
    closed = coach.give_up(cut_off)
    assert closed.ending is Ending.ABANDONED
    assert (closed.scores.during, closed.scores.sharp) == (7, True)
    assert closed.scores.flags == {Flag.LOCKING}
    assert {one.during for one in closed.exercises if one.position == 1} == {7}
    assert coach.history.sessions == (closed,)
    assert store.read(coach.person.id).sessions == (closed,)


def test_a_stop_that_could_not_be_kept_is_kept_with_the_end(clock: FakeClock) -> None:
    store = FakeHistoryStore()
    coach = a_coach(clock, store)
    record = begin(coach)
    said = a_stop(0, 4)
    finished = coach.finish(replace(record, stops=(said,)), Scores())
    assert store.read(coach.person.id).sessions[0].stops == finished.stops == (said,)
