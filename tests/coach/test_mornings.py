"""What was said of each morning of the last week, knee by knee; missing is not recorded."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from coach_builders import a_coach
from fakes import FakeClock
from fakes_history import FakeHistoryStore

from kneecoach.coach.coach import Coach
from kneecoach.coach.mornings import knees_asked, morning_of, week_of_mornings, word_on
from kneecoach.model.dose import Side
from kneecoach.model.errors import KneecoachError
from kneecoach.model.feedback import Knee
from kneecoach.model.record import CheckIn
from kneecoach.model.units import pain_score

BOTH = (Knee.LEFT, Knee.RIGHT)


def say(coach: Coach, clock: FakeClock, day: date, pain: int, knee: Knee = Knee.BOTH) -> CheckIn:
    clock.advance(1)
    word = CheckIn(
        id=uuid4(),
        person_id=coach.person.id,
        day=day,
        recorded_at=clock.now(),
        pain=pain_score(pain),
        knee=knee,
    )
    coach.check_in(word)
    return word


@pytest.fixture
def coach(clock: FakeClock) -> Coach:
    return a_coach(clock, FakeHistoryStore())


def test_only_where_both_are_sore_each_knee_is_asked_about() -> None:
    assert knees_asked(Knee.BOTH) == BOTH
    assert knees_asked(Knee.RIGHT) == (Knee.RIGHT,)


def test_a_week_of_mornings_the_latest_first_and_nothing_made_up(
    coach: Coach, clock: FakeClock
) -> None:
    today = clock.today()
    said = say(coach, clock, today - timedelta(days=2), 0, Knee.LEFT)
    week = week_of_mornings(coach.history, today, (Knee.LEFT,))
    assert [one.day for one in week] == [today - timedelta(days=back) for back in range(8)]
    assert [one.words for one in week] == [(), (), (said,), (), (), (), (), ()]


def test_the_later_word_corrects_and_the_earlier_one_stays_readable(
    coach: Coach, clock: FakeClock
) -> None:
    today = clock.today()
    first = say(coach, clock, today, 3, Knee.LEFT)
    second = say(coach, clock, today, 5, Knee.LEFT)
    morning = morning_of(coach.history, today, (Knee.LEFT,))
    assert (morning.words, morning.earlier) == ((second,), (first,))
    assert coach.history.check_ins == (first, second), "a correction is a new record"


def test_each_knee_has_its_own_word_and_one_for_both_stands_for_either(
    coach: Coach, clock: FakeClock
) -> None:
    today = clock.today()
    shared = say(coach, clock, today, 4)
    assert morning_of(coach.history, today, BOTH).words == (shared,)
    right = say(coach, clock, today, 1, Knee.RIGHT)
    morning = morning_of(coach.history, today, BOTH)
    assert (morning.words, morning.earlier) == ((shared, right), ())
    assert word_on(coach.history, today, Side.LEFT) == shared
    assert word_on(coach.history, today - timedelta(days=1), Side.LEFT) is None


@pytest.mark.parametrize(("back", "is_taken"), [(7, True), (8, False), (-1, False)])
def test_a_morning_can_be_told_for_a_week_with_its_true_date(
    coach: Coach, clock: FakeClock, back: int, is_taken: bool
) -> None:
    day = clock.today() - timedelta(days=back)
    if is_taken:
        assert say(coach, clock, day, 2) in coach.history.check_ins
    else:
        with pytest.raises(KneecoachError):
            say(coach, clock, day, 2)
        assert coach.history.check_ins == ()
