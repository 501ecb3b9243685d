"""An exercise is tried with one set of today's dose, and nothing but pain comes of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from coach_builders import CALM, a_coach, a_set, before, shipped, starter, without
from fakes import FakeClock
from fakes_history import FakeHistoryStore

from kneecoach.coach.asked import ready_exercises
from kneecoach.coach.coach import Coach
from kneecoach.coach.felt import with_scores
from kneecoach.coach.memory import with_set
from kneecoach.coach.outlook import look_ahead
from kneecoach.coach.trying import alone, is_too_soon, with_one_set
from kneecoach.model.decision import Standing
from kneecoach.model.errors import KneecoachError
from kneecoach.model.exercise import Exercise
from kneecoach.model.programme import Limits, ProgrammeItem
from kneecoach.model.record import Ending, Scores, SessionRecord
from kneecoach.model.trying import TRYING, is_try
from kneecoach.model.units import pain_score


def known(exercise_id: str) -> Exercise:
    found = shipped().exercise(exercise_id)
    assert found is not None
    return found


@pytest.fixture
def coach(clock: FakeClock) -> Coach:
    return a_coach(clock, FakeHistoryStore())


def tried(coach: Coach, clock: FakeClock, exercise_id: str = "squat") -> SessionRecord:
    said = before(1)
    plan = coach.plan_day(alone(known(exercise_id), starter()), before=said)
    record = coach.begin(plan, said)
    done = a_set(record, clock)
    coach.keep_set(record, done)
    return with_set(record, done)


@pytest.mark.parametrize("exercise_id", ["squat", "clam", "wall_sit"])
def test_a_try_asks_for_one_set_of_todays_dose(coach, exercise_id):
    exercise = known(exercise_id)
    stands = coach.standing_of(exercise, starter()).exercises[0].prescriptions
    asked = coach.plan_day(alone(exercise, starter())).exercises[0].prescriptions
    assert [one.dose.sets for one in asked] == [1] * len(stands)
    assert [replace(one.dose, sets=stands[0].dose.sets) for one in asked] == [
        one.dose for one in stands
    ]


def test_start_and_limits_of_the_programme_in_use_hold(coach):
    limits = Limits(lowest_level=2, highest_level=3)
    item = ProgrammeItem(exercise_id="squat", start_level=3, limits=limits)
    within = replace(starter(), items=(item,))
    assert alone(known("squat"), within).items == (item,)
    (planned,) = coach.standing_of(known("squat"), within).exercises
    assert planned.prescriptions[0].level == 3
    (planned,) = coach.standing_of(known("wall_sit"), within).exercises
    assert planned.prescriptions[0].level == 1


def test_a_try_is_kept_with_its_set_and_changes_no_dose(coach, clock):
    today = coach.plan_day(starter())
    record = coach.finish(tried(coach, clock), CALM)
    assert is_try(record)
    assert record.programme_id == TRYING
    assert (record.ending, len(record.sets)) == (Ending.FINISHED, 1)
    assert coach.history.sessions == (record,)
    assert coach.plan_day(starter()) == today
    clock.advance(days=1)
    assert coach.plan_day(starter()).is_due


def test_after_a_calm_try_it_is_said_that_nothing_changes(coach, clock):
    record = with_scores(tried(coach, clock), CALM)
    outlook = look_ahead(coach, record)
    assert outlook.headline == "The same dose"
    assert outlook.text.startswith("Squat stays where it is")


def test_after_a_try_that_hurt_it_is_said_what_follows(coach, clock):
    hurt = Scores(during=pain_score(7), after=pain_score(3), effort=5)
    record = tried(coach, clock)
    assert look_ahead(coach, with_scores(record, hurt)).rule == "R1"
    coach.finish(record, hurt)
    (squat,) = (one for one in coach.plan_day(starter()).exercises if one.exercise.id == "squat")
    assert squat.prescriptions[0].standing is Standing.RESTING


def test_what_may_not_be_done_today_cannot_be_tried(coach, clock):
    coach.finish(tried(coach, clock), Scores(during=pain_score(8), after=pain_score(8)))
    plan = coach.plan_day(alone(known("clam")), before=before(1))
    assert ready_exercises(plan) == ()
    with pytest.raises(KneecoachError):
        coach.begin(plan, before(1))


def test_a_try_that_was_cut_off_goes_on_as_it_was(coach, clock):
    record = tried(coach, clock, "clam")
    plan = coach.plan_of(record)
    assert [one.exercise.id for one in plan.exercises] == ["clam"]
    assert all(one.dose.sets == 1 for one in plan.exercises[0].prescriptions)


def test_a_try_of_an_exercise_that_is_gone_says_so(clock):
    store = FakeHistoryStore()
    record = tried(a_coach(clock, store), clock)
    poorer = a_coach(clock, store, without(shipped(), "squat"))
    with pytest.raises(KneecoachError, match="no pack any more"):
        poorer.plan_of(record)
    with pytest.raises(KneecoachError, match="no pack any more"):
        poorer.programme_of(replace(record, exercises=()))


def test_jumping_is_tried_when_the_programme_asks_for_it_or_it_was_done(coach, clock):
    jump = known("box_jump")
    assert is_too_soon(jump, None, coach.history)
    assert is_too_soon(jump, coach.plan_day(starter()), coach.history)
    assert not is_too_soon(known("squat"), None, coach.history)
    asks = replace(starter(), items=(ProgrammeItem(exercise_id="box_jump"),))
    plan = coach.plan_day(asks)
    assert not is_too_soon(jump, plan, coach.history)
    (planned,) = plan.exercises
    resting = tuple(replace(one, standing=Standing.RESTING) for one in planned.prescriptions)
    waits = replace(plan, exercises=(replace(planned, prescriptions=resting),))
    assert is_too_soon(jump, waits, coach.history)
    record = coach.begin(plan, before(1))
    coach.keep_set(record, a_set(record, clock))
    assert not is_too_soon(jump, None, coach.history)


def test_one_set_of_a_plan_changes_nothing_else(coach):
    plan = coach.plan_day(starter())
    one_set = with_one_set(plan)
    assert {one.dose.sets for each in one_set.exercises for one in each.prescriptions} == {1}
    assert replace(one_set, exercises=plan.exercises) == plan
