"""What the knee can do: told, kept, asked again, and read as a course."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from coach_builders import CALM, a_coach, begin
from fakes import FakeClock
from fakes_history import FakeHistoryStore

from kneecoach.coach.function import ToldScore, activities_asked, find_courses, is_due
from kneecoach.model.dose import Side
from kneecoach.model.errors import KneecoachError
from kneecoach.model.function import Measure


def stairs(score: float, name: str = "Stairs") -> ToldScore:
    return ToldScore(measure=Measure.ACTIVITY, name=name, score=score)


def knee(score: float, side: Side | None = None) -> ToldScore:
    return ToldScore(measure=Measure.KNEE, side=side, score=score)


@pytest.fixture
def coach(clock: FakeClock):
    return a_coach(clock, FakeHistoryStore())


def test_nobody_is_asked_before_the_first_session_and_then_every_two_weeks(coach, clock) -> None:
    today = clock.today()
    assert not is_due(coach.history, today)
    coach.finish(begin(coach), CALM)
    assert is_due(coach.history, today)
    coach.keep_function([stairs(4)])
    assert not is_due(coach.history, today + timedelta(days=13))
    assert is_due(coach.history, today + timedelta(days=14))


def test_a_questionnaire_filled_in_elsewhere_does_not_count_as_asked(coach, clock) -> None:
    coach.finish(begin(coach), CALM)
    told = ToldScore(measure=Measure.QUESTIONNAIRE, name="KOOS-12", score=62.5, highest=100)
    coach.keep_function([told])
    assert is_due(coach.history, clock.today())
    (course,) = find_courses(coach.history)
    assert (course.name, course.points[0][1], course.is_meaningful) == ("KOOS-12", 62.5, None)


def test_the_last_word_of_a_day_counts_and_a_name_is_known_again(coach, clock) -> None:
    coach.keep_function([stairs(4)], clock.today() - timedelta(days=20))
    coach.keep_function([stairs(5)])
    clock.advance(60.0)
    coach.keep_function([stairs(7, "  STAIRS ")])
    (course,) = find_courses(coach.history)
    assert course.name == "Stairs"
    assert [score for _, score in course.points] == [4, 7]
    assert course.is_meaningful is True


@pytest.mark.parametrize(
    ("first", "last", "is_meaningful"),
    [
        (stairs(4), stairs(6), False),
        (stairs(6), stairs(3), True),
        (knee(50), knee(56), False),
        (knee(50), knee(57), True),
    ],
)
def test_noise_is_told_from_change(coach, clock, first, last, is_meaningful) -> None:
    coach.keep_function([first], clock.today() - timedelta(days=20))
    coach.keep_function([last])
    (course,) = find_courses(coach.history)
    assert course.is_meaningful is is_meaningful


def test_an_activity_is_asked_for_sixty_days_and_five_at_most(coach, clock) -> None:
    old = clock.today() - timedelta(days=61)
    coach.keep_function([stairs(2, "Kneel")], old)
    coach.keep_function([stairs(2, f"Thing {number}") for number in range(6)])
    assert activities_asked(coach.history, clock.today()) == tuple(
        f"Thing {number}" for number in range(5)
    )


@pytest.mark.parametrize(
    "told",
    [
        stairs(11),
        stairs(1, "  "),
        stairs(1, "x" * 81),
        stairs(1.5),
        knee(101),
        ToldScore(measure=Measure.SIT_TO_STAND, score=501),
        ToldScore(measure=Measure.SINGLE_LEG_SQUAT, score=3),
        ToldScore(measure=Measure.QUESTIONNAIRE, name="KOOS", score=101, highest=100),
        ToldScore(measure=Measure.QUESTIONNAIRE, name="KOOS", score=1.25, highest=100),
        ToldScore(measure=Measure.QUESTIONNAIRE, name="KOOS", score=0, highest=0),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_nothing_is_kept(coach, told) -> None:
    with pytest.raises(KneecoachError) as caught:
        coach.keep_function([stairs(3), told])
    assert caught.value.way_out
    assert not coach.history.function


def test_nothing_twice_to_come_or_empty_is_refused(coach, clock) -> None:
    for told in ([], [stairs(3), stairs(4)]):
        with pytest.raises(KneecoachError):
            coach.keep_function(told)
    with pytest.raises(KneecoachError, match="still to come"):
        coach.keep_function([stairs(3)], clock.today() + timedelta(days=1))
    with pytest.raises(KneecoachError, match="too long ago"):
        coach.keep_function([stairs(3)], replace_year(clock))


def replace_year(clock: FakeClock):
    return clock.today().replace(year=1980)


def test_the_coach_knows_what_the_store_would_read(coach, clock) -> None:
    coach.keep_function([stairs(4), knee(40, Side.LEFT)])
    clock.advance(5.0)
    coach.keep_function([knee(50, Side.LEFT)], clock.today() - timedelta(days=3))
    shelf_history = coach._book._shelf.read()[1]
    assert replace(coach.history) == shelf_history
