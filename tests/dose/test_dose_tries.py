"""A single set to try an exercise changes no dose; what hurts in it counts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from dose_builders import (
    catalogue,
    check_in,
    done,
    done_set,
    exercise,
    history,
    on,
    programme,
    session,
)
from hypothesis import given
from hypothesis import strategies as st

from kneecoach.dose.plan import plan
from kneecoach.model.decision import Plan, Standing
from kneecoach.model.feedback import Flag, Today
from kneecoach.model.record import Ending, SessionRecord
from kneecoach.model.trying import TRYING, is_try
from kneecoach.model.units import PainScore

SQUAT = exercise()
CLAM = exercise("clam")
BOTH = programme("squat", "clam")
CALM = [one for day in (0, 2, 4) for one in (session(day), check_in(day + 1))]


def tried(day: int, *exercises, hour: int = 20, **said) -> SessionRecord:
    return session(day, *exercises, hour=hour, ending=Ending.FINISHED, programme_id=TRYING, **said)


def planned(records, day: int) -> Plan:
    return plan(BOTH, catalogue(SQUAT, CLAM), history(*records), Today(day=on(day)))


def level(shown: Plan, place: int = 0) -> int:
    return shown.exercises[place].prescriptions[0].level


def work(shown: Plan, place: int = 0) -> tuple[bool, int, int]:
    """Return what is asked for, the smaller the less; nothing while it may not be done."""
    one = shown.exercises[place].prescriptions[0]
    return (1, one.level, one.dose.sets) if one.standing is Standing.READY else (0, 0, 0)


def test_a_try_is_known_by_what_stands_in_place_of_its_programme():
    assert is_try(tried(0))
    assert not is_try(session(0))


@pytest.mark.parametrize("records", [[], CALM[:2], CALM])
@pytest.mark.parametrize("pain", [0, 3, 5])
def test_a_try_that_does_not_hurt_much_changes_nothing_at_all(records, pain):
    one = tried(5, during=pain, after=pain)
    assert planned([*records, one], 5) == planned(records, 5)
    assert planned([*records, one], 8) == planned(records, 8)


def test_a_try_is_no_session_of_the_week_and_owes_no_morning():
    shown = planned([tried(0)], 1)
    assert (shown.sessions_this_week, shown.is_due, shown.morning_owed) == (0, True, None)


def test_a_try_that_hurt_is_no_session_of_the_week_either():
    shown = planned([tried(0, done("clam"), during=6, sets=(done_set(exercise_id="clam"),))], 1)
    assert (shown.sessions_this_week, shown.is_due) == (0, True)


def test_calm_tries_never_add_up_to_a_step_up():
    records = [one for day in range(0, 12, 2) for one in (tried(day), check_in(day + 1))]
    assert level(planned(records, 14)) == 1


def test_a_cut_off_try_counts_as_nothing_done():
    cut_off = replace(tried(4, hour=22), ending=Ending.ABANDONED)
    assert planned([*CALM, cut_off], 8) == planned(CALM, 8)


@pytest.mark.parametrize(
    ("said", "rests"),
    [
        ({"during": 6}, True),
        ({"after": 6}, False),
        ({"during": 2, "sharp": True}, True),
        ({"before": 2, "during": 2, "new_onset": True}, True),
    ],
)
def test_what_hurt_in_a_try_counts_for_its_exercise_as_in_a_session(said, rests):
    records = [*CALM, session(6), check_in(7), session(8), check_in(9)]
    before, after = planned(records, 10), planned([*records, tried(9, **said)], 10)
    assert level(before) == 2
    assert work(after) < work(before)
    assert level(after) == 1
    standing = after.exercises[0].prescriptions[0].standing
    assert (standing is Standing.RESTING) is rests
    assert level(after, 1) == level(before, 1)


def test_the_pain_of_the_exercise_itself_counts_where_the_whole_is_not_known():
    one = tried(0, done(during=7), during=None, after=None)
    assert planned([one], 0).exercises[0].prescriptions[0].standing is Standing.RESTING


def test_severe_pain_and_signs_in_a_try_stop_the_knee():
    severe = planned([tried(0, during=8)], 1)
    signed = planned([tried(0, flags=(Flag.LOCKING,))], 1)
    for shown in (severe, signed):
        assert [one.prescriptions[0].standing for one in shown.exercises] == [
            Standing.STOPPED,
            Standing.STOPPED,
        ]


SORE = [session(0), check_in(1, 2), session(2), check_in(3, 4), session(4, during=5)]


def test_where_it_hurt_the_next_morning_is_asked_for():
    assert planned([tried(0, during=6)], 1).morning_owed == on(0)


@given(
    day=st.integers(0, 9),
    pain=st.integers(0, 9),
    sharp=st.booleans(),
    later=st.integers(0, 4),
)
def test_more_pain_in_a_try_never_asks_for_more_work(day, pain, sharp, later):
    less = tried(day, during=pain, sharp=sharp)
    more = replace(less, scores=replace(less.scores, during=PainScore(pain + 1)))
    for records in ([], CALM, SORE):
        without = work(planned(records, day + later))
        first = work(planned([*records, less], day + later))
        second = work(planned([*records, more], day + later))
        assert second <= first <= without
