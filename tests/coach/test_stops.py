"""What was said when it hurt counts at the end, whatever is said then."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from coach_builders import a_coach, begin
from fakes import FakeClock
from fakes_history import FakeHistoryStore

from kneecoach.coach.felt import worse
from kneecoach.coach.stops import Stops
from kneecoach.model.feedback import Flag
from kneecoach.model.record import Scores
from kneecoach.model.units import PainScore, pain_score


@dataclass(frozen=True)
class Answer:
    score: PainScore | None = None
    sharp: bool = False
    flags: frozenset[Flag] = frozenset()


def test_the_worst_of_several_stops_counts_for_each_exercise() -> None:
    stops = Stops()
    for position, pain in ((0, 4), (0, 2), (2, 6)):
        stops = stops.with_answer(position, Answer(score=pain_score(pain)))
    assert stops.worst == {0: 4, 2: 6}
    assert stops.during == 6


def test_a_stop_without_a_score_still_counts_its_kind() -> None:
    stops = Stops().with_answer(1, Answer(sharp=True, flags=frozenset({Flag.LOCKING})))
    scores = stops.add_to(Scores(during=pain_score(2)))
    assert (scores.during, scores.sharp, scores.flags) == (2, True, {Flag.LOCKING})


@pytest.mark.parametrize(("said", "expected"), [(None, 5), (3, 5), (7, 7)])
def test_the_end_cannot_unsay_a_stop(said: int | None, expected: int) -> None:
    stops = Stops().with_answer(0, Answer(score=pain_score(5)))
    during = None if said is None else pain_score(said)
    assert stops.add_to(Scores(during=during)).during == expected


def test_only_the_exercises_that_were_stopped_are_said_to_have_hurt(clock: FakeClock) -> None:
    record = begin(a_coach(clock, FakeHistoryStore()))
    stops = Stops().with_answer(1, Answer(score=pain_score(5)))
    felt = stops.felt(record)
    assert [(one.position, one.side) for one in felt] == [
        (one.position, one.side) for one in record.exercises if one.position == 1
    ]
    assert {one.during for one in felt} == {5}


def test_no_stop_changes_nothing() -> None:
    scores = Scores(during=pain_score(2), note="fine")
    assert Stops().add_to(scores) == scores
    assert Stops().during is None
    assert worse(None, None) is None
