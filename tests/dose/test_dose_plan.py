from __future__ import annotations

from dataclasses import replace

import pytest
from dose_builders import (
    catalogue,
    check_in,
    clearance,
    done,
    done_set,
    exercise,
    history,
    on,
    programme,
    session,
)

from kneecoach.dose.plan import plan
from kneecoach.model.decision import Standing, Urgency
from kneecoach.model.dose import Side, Sides
from kneecoach.model.exercise import Kind
from kneecoach.model.feedback import Flag, Knee, Today
from kneecoach.model.record import Ending, Outcome


def planned(records, day, *, by=None, of=None, **today):
    known = of or (exercise(),)
    return plan(
        by or programme(), catalogue(*known), history(*records), Today(day=on(day), **today)
    )


def test_the_first_session_is_due_at_once():
    shown = planned([], 0)
    assert (shown.is_due, shown.next_due, shown.sessions_this_week) == (True, on(0), 0)
    assert (shown.day, shown.morning_owed, shown.urgency, shown.missing) == (on(0), None, None, ())


@pytest.mark.parametrize(
    ("days_a_week", "gap"), [(1, 7), (2, 3), (3, 2), (4, 1), (5, 1), (6, 1), (7, 1)]
)
def test_sessions_are_spread_over_the_week(days_a_week, gap):
    by = programme(days_a_week=days_a_week)
    for day in range(7):
        shown = planned([session(0)], day, by=by)
        assert shown.is_due is (day >= gap)
        assert shown.next_due == on(max(day, gap))


def test_a_week_has_no_more_sessions_than_the_programme_says():
    records = [session(0), session(2), session(4)]
    shown = planned(records, 6)
    assert (shown.is_due, shown.next_due, shown.sessions_this_week) == (False, on(7), 3)
    monday = planned(records, 7)
    assert (monday.is_due, monday.sessions_this_week) == (True, 0)
    # The gap counts across the week's end too.
    assert planned([session(6)], 7).next_due == on(8)
    assert planned([session(5), session(6)], 7, by=programme(days_a_week=2)).next_due == on(9)


def test_a_session_of_today_is_enough_for_today():
    shown = planned([session(0)], 0)
    assert (shown.is_due, shown.next_due, shown.sessions_this_week) == (False, on(2), 1)


def test_sessions_that_share_an_exercise_count_and_others_do_not():
    shared = session(0, programme_id="run")
    assert planned([shared], 1).next_due == on(2)
    other = session(0, done("clam"), programme_id="run")
    assert planned([other], 1).is_due
    own = session(0, done("clam"))
    assert planned([own], 1).next_due == on(2)
    cut_off = session(0, ending=Ending.ABANDONED, sets=(done_set(1),))
    assert planned([cut_off], 1).is_due
    rested = session(0, ending=Ending.RESTED, before=6)
    assert planned([rested], 1).sessions_this_week == 0


def test_a_session_that_was_ended_before_its_first_set_is_none_of_the_weeks():
    def shown(*sets, ending=Ending.FINISHED):
        told = planned([session(0, sets=sets, ending=ending)], 0)
        return told.is_due, told.next_due, told.sessions_this_week

    assert shown() == shown(done_set(complete=0)) == (True, on(0), 0)
    stopped = replace(done_set(complete=0), outcome=Outcome.STOPPED)
    assert shown(stopped) == shown(done_set()) == shown(ending=Ending.LOGGED) == (False, on(2), 1)


def test_nothing_is_due_while_everything_rests():
    records = [session(0, during=6)]
    shown = planned(records, 1, by=programme(days_a_week=7))
    assert (shown.is_due, shown.next_due) == (False, on(2))
    assert planned(records, 2).is_due


def test_what_rests_does_not_hold_back_what_is_ready():
    both = (exercise(), exercise("clam"))
    records = [session(0, done(during=6), during=1)]
    shown = planned(records, 2, of=both, by=programme("squat", "clam"))
    assert shown.is_due
    early = planned([session(0, done(during=6))], 1, of=both, by=programme("squat", "clam"))
    assert [one.prescriptions[0].standing for one in early.exercises] == [
        Standing.RESTING,
        Standing.READY,
    ]
    assert early.next_due == on(2)


def test_a_break_is_over_after_a_week_at_the_earliest():
    run = exercise("run", kind=Kind.RUN)
    records = [session(0, done("run"), throughout=True)]
    by = programme("run")
    for day, due in ((1, 7), (3, 7), (6, 7), (7, 8), (12, 13)):
        shown = planned(records, day, of=(run,), by=by)
        assert (shown.is_due, shown.next_due) == (False, on(due))


def test_what_is_stopped_is_looked_at_again_the_next_day():
    shown = planned([check_in(0, 0, flags=[Flag.FEVER])], 0)
    assert (shown.is_due, shown.next_due, shown.urgency) == (False, on(1), Urgency.EMERGENCY)


def test_a_programme_of_unknown_exercises_is_never_due():
    shown = planned([], 0, by=programme("squat", "gone", "lost"), of=(exercise("clam"),))
    assert (shown.exercises, shown.missing) == ((), ("squat", "gone", "lost"))
    assert (shown.is_due, shown.next_due) == (False, on(1))
    some = planned([], 0, by=programme("gone", "squat"))
    assert some.missing == ("gone",)
    assert [one.exercise.id for one in some.exercises] == ["squat"]


def test_the_most_urgent_advice_is_that_of_the_plan():
    assert planned([session(0, during=8)], 1).urgency is Urgency.SOON
    both = [session(0, during=8), check_in(1, 0, flags=[Flag.FEVER])]
    assert planned(both, 1).urgency is Urgency.EMERGENCY
    records = []
    for day, level in ((0, 4), (4, 3), (8, 2)):
        records += [session(day, done(level=level)), check_in(day + 1, 3), check_in(day + 2)]
    assert planned(records, 9).urgency is Urgency.ROUTINE


@pytest.mark.parametrize(
    ("records", "day", "owed"),
    [
        ([session(0)], 0, None),
        ([session(0)], 1, 0),
        ([session(0), check_in(1)], 1, None),
        ([session(0), check_in(0), check_in(2)], 2, 0),
        ([session(0)], 7, 0),
        ([session(0)], 8, None),
        ([session(0), session(2)], 2, 0),
        ([session(0), session(2), check_in(3)], 4, None),
        ([session(0), session(2)], 3, 2),
        ([session(0), check_in(1, knee=Knee.LEFT)], 1, None),
        ([session(0, ending=Ending.RESTED)], 1, None),
    ],
)
def test_a_morning_is_owed_for_a_week(records, day, owed):
    assert planned(records, day).morning_owed == (None if owed is None else on(owed))


def test_each_leg_has_its_own_prescription_left_first():
    legs = planned([], 0, of=(exercise(sides=Sides.EACH),)).exercises[0].prescriptions
    assert [one.side for one in legs] == [Side.LEFT, Side.RIGHT]
    for sides in (Sides.BOTH, Sides.ALTERNATE):
        (shared,) = planned([], 0, of=(exercise(sides=sides),)).exercises[0].prescriptions
        assert shared.side is None


def test_legs_with_one_history_have_one_answer_and_others_their_own():
    squat = exercise(sides=Sides.EACH)
    alike = session(0, done(side=Side.LEFT), done(side=Side.RIGHT))
    left, right = planned([alike, check_in(1)], 2, of=(squat,)).exercises[0].prescriptions
    assert (left.level, left.decision) == (right.level, right.decision)
    apart = session(0, done(side=Side.LEFT, during=6), done(side=Side.RIGHT, during=1))
    left, right = planned([apart, check_in(1)], 2, of=(squat,)).exercises[0].prescriptions
    assert (left.decision.rule, right.decision.rule) == ("R1", "H4")
    rested = session(1, done(side=Side.LEFT), ending=Ending.RESTED, before=6)
    left, right = planned([alike, check_in(1), rested], 1, of=(squat,)).exercises[0].prescriptions
    assert (left.decision.rule, right.decision.rule) == ("R3", "H4")


def test_exercises_of_one_session_share_what_was_known_of_the_knee():
    both = (exercise(), exercise("clam"))
    records = [session(0, done(), done("clam", position=1, during=6), flags=[Flag.SWELLING])]
    records += [check_in(1), session(3, done(), done("clam", position=1)), check_in(4)]
    squat, clam = planned(records, 5, of=both, by=programme("squat", "clam")).exercises
    assert squat.prescriptions[0].decision.rule == "H4"
    assert clam.prescriptions[0].decision.rule == "H4"
    assert (squat.prescriptions[0].dose.sets, clam.prescriptions[0].dose.sets) == (3, 2)


def test_the_dose_is_that_of_its_level():
    squat = exercise(levels=5)
    records = [session(0, done(level=3)), check_in(1)]
    shown = planned(records, 2, of=(squat,)).exercises[0].prescriptions[0]
    assert shown.dose == squat.level(3).dose


def test_a_reason_is_a_sentence_for_the_person():
    records = [session(0, during=6), check_in(1, 1)]
    reason = planned(records, 2).exercises[0].prescriptions[0].decision.reason
    assert reason == (
        "Pain reached 6 of 10 in the last session. That is more than this exercise should ask: "
        "two days of rest after that session, and then it goes down to 2 sets, at its lowest "
        "level. It stays there for at least a week; after calm sessions it can go up again."
    )


def test_an_answered_advice_lets_the_plan_go_on():
    records = [session(0, during=8), check_in(1), clearance(2)]
    assert planned(records, 3).urgency is None
    assert planned(records, 3).is_due
