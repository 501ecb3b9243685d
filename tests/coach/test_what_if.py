"""What would follow from a session is what follows from it once it is recorded."""

from __future__ import annotations

from uuid import uuid4

import pytest
from coach_builders import CALM, a_coach, begin, shipped, starter
from fakes import FakeClock
from fakes_history import FakeHistoryStore
from hypothesis import given
from hypothesis import strategies as st

from kneecoach.coach.asked import asked_for
from kneecoach.coach.coach import Coach
from kneecoach.coach.overruling import offers
from kneecoach.coach.what_if import Consequence, Supposed, what_if
from kneecoach.model.decision import Action
from kneecoach.model.dose import Side
from kneecoach.model.feedback import Flag, Knee
from kneecoach.model.record import CheckIn, Ending, History, Scores, SessionRecord
from kneecoach.model.units import pain_score


def suppose(during: int, after: int, morning: int) -> Supposed:
    return Supposed(during=pain_score(during), after=pain_score(after), morning=pain_score(morning))


def ask(history: History, clock: FakeClock, supposed: Supposed) -> Consequence | None:
    return what_if(
        starter(), shipped(), history, today=clock.today(), knee=Knee.BOTH, supposed=supposed
    )


def actions(found: Consequence | None) -> set[Action]:
    assert found is not None
    return {one.decision.action for each in found.next.exercises for one in each.prescriptions}


def a_check_in(coach: Coach, clock: FakeClock, pain: int, *flags: Flag) -> CheckIn:
    return CheckIn(
        id=uuid4(),
        person_id=coach.person.id,
        day=clock.today(),
        recorded_at=clock.now(),
        pain=pain_score(pain),
        flags=frozenset(flags),
    )


@pytest.mark.parametrize(
    ("supposed", "action"),
    [
        (suppose(1, 0, 0), Action.HOLD),
        (suppose(1, 0, 3), Action.REDUCE),
        (suppose(6, 2, 0), Action.REDUCE_REST),
        (suppose(8, 2, 0), Action.SEEK_CARE),
    ],
)
def test_the_rules_say_what_would_follow(clock, supposed, action) -> None:
    assert actions(ask(History(), clock, supposed)) == {action}


def test_without_a_record_the_pain_before_is_called_not_known(clock) -> None:
    found = ask(History(), clock, suppose(1, 0, 0))
    assert found is not None
    assert (found.before, found.is_before_known) == (0, False)
    assert found.session_day == clock.today()
    assert found.next.day > found.session_day


def test_the_last_recorded_pain_is_taken_for_the_pain_before(clock) -> None:
    coach = a_coach(clock, FakeHistoryStore())
    coach.check_in(a_check_in(coach, clock, 3))
    found = ask(coach.history, clock, suppose(3, 3, 3))
    assert found is not None
    assert (found.before, found.is_before_known) == (3, True)
    assert actions(found) == {Action.HOLD}


def test_a_knee_that_must_not_train_has_nothing_to_suppose(clock) -> None:
    coach = a_coach(clock, FakeHistoryStore())
    coach.check_in(a_check_in(coach, clock, 3, Flag.FEVER))
    assert ask(coach.history, clock, suppose(1, 1, 1)) is None


def test_nothing_is_kept(clock) -> None:
    coach = a_coach(clock, FakeHistoryStore())
    before = coach.history
    ask(before, clock, suppose(9, 9, 9))
    assert coach.history == before == History()


def trained(clock: FakeClock, days: int) -> Coach:
    """Return the coach of someone who has trained every third day, and checked in each morning."""
    store = FakeHistoryStore()
    coach = a_coach(clock, store)
    for day in range(days):
        coach.check_in(a_check_in(coach, clock, 2 if day % 20 == 7 else 0))
        if day % 3 == 0:
            coach.finish(begin(coach), CALM)
        clock.advance(days=1)
    return a_coach(clock, store)


@pytest.mark.parametrize("supposed", [suppose(1, 0, 0), suppose(2, 2, 4), suppose(8, 2, 0)])
def test_what_is_carried_from_the_days_before_changes_no_answer(supposed) -> None:
    clock = FakeClock()
    coach = trained(clock, 24)
    coach.plan_day(starter())
    carried = coach.carried()
    assert carried is not None
    assert carried.history.sessions
    quick = what_if(
        starter(),
        shipped(),
        coach.history,
        today=clock.today(),
        knee=Knee.BOTH,
        supposed=supposed,
        carried=carried,
    )
    assert quick == ask(coach.history, clock, supposed)
    assert quick is not None


@pytest.mark.parametrize("side", [None, *Side])
def test_what_is_carried_changes_no_offer(side) -> None:
    clock = FakeClock()
    coach = trained(clock, 24)
    for exercise in (one.exercise for one in coach.plan_day(starter()).exercises):
        whole = offers(
            starter(),
            shipped(),
            coach.history,
            exercise,
            side,
            day=clock.today(),
            now=clock.now(),
        )
        assert coach.offers(starter(), exercise, side) == whole


scores = st.integers(0, 10)


@given(during=scores, after=scores, morning=scores, more=st.integers(0, 10))
def test_more_pain_never_leads_to_a_higher_level(during, after, morning, more) -> None:
    clock = FakeClock()
    calmer = ask(History(), clock, suppose(during, after, morning))
    sorer = ask(
        History(),
        clock,
        suppose(max(during, more), max(after, more), max(morning, more)),
    )
    assert calmer is not None
    assert sorer is not None
    for one, other in zip(calmer.next.exercises, sorer.next.exercises, strict=True):
        for low, high in zip(other.prescriptions, one.prescriptions, strict=True):
            assert low.level <= high.level


def test_the_plan_says_the_same_once_it_was_so(clock) -> None:
    coach = a_coach(clock, FakeHistoryStore())
    found = ask(coach.history, clock, suppose(2, 1, 4))
    assert found is not None
    coach.log(
        SessionRecord(
            id=uuid4(),
            person_id=coach.person.id,
            programme_id=starter().id,
            started_at=clock.now(),
            ended_at=clock.now(),
            day=clock.today(),
            before=pain_score(0),
            ending=Ending.LOGGED,
            exercises=asked_for(coach.plan_day(starter())),
            scores=Scores(during=pain_score(2), after=pain_score(1), effort=5),
        )
    )
    clock.advance(days=1)
    coach.check_in(a_check_in(coach, clock, 4))
    assert coach.plan_day(starter(), found.next.day) == found.next
