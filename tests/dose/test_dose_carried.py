"""What is carried from one plan to the next: when it holds, and what it saves."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from dose_builders import (
    catalogue,
    check_in,
    clearance,
    done,
    exercise,
    history,
    on,
    overrule,
    programme,
    session,
    silence,
)

from kneecoach.dose.carried import CARRIED_DAYS, KEPT_BACK_DAYS, still_holds
from kneecoach.dose.plan import carry, plan
from kneecoach.model.dose import Side, Sides
from kneecoach.model.feedback import Flag, Knee, Today
from kneecoach.model.record import Choice

BY = programme()
NAMES = catalogue()


def calm(*days, level=1):
    return [one for day in days for one in (session(day, done(level=level)), check_in(day + 1))]


OLD = [*calm(0, 2, 4), clearance(1), overrule(3, Choice.HOLD), silence(Flag.LOCKING, 2, 50)]


def carried_on(day, records=OLD):
    return carry(BY, NAMES, history(*records), on(day))


def test_the_last_days_are_read_anew_each_time():
    carried = carried_on(30)
    assert carried.until == on(30 - KEPT_BACK_DAYS)
    assert len(carried.history.sessions) == 3


@pytest.mark.parametrize(("days", "is_same"), [(CARRIED_DAYS - 1, True), (CARRIED_DAYS, False)])
def test_it_is_carried_for_some_weeks_and_then_brought_up_to_date(days, is_same):
    carried = carried_on(30)
    again = carry(BY, NAMES, history(*OLD), on(30 + days), carried)
    assert (again is carried) is is_same


@pytest.mark.parametrize(
    "old",
    [session(1), check_in(2), clearance(2), overrule(1), silence(Flag.LIMPING, 3, 9)],
    ids=lambda one: type(one).__name__,
)
def test_a_record_of_an_old_day_is_noticed(old):
    carried = carried_on(30)
    assert still_holds(carried, history(*OLD), on(30))
    assert not still_holds(carried, history(*OLD, old), on(30))
    assert carry(BY, NAMES, history(*OLD, old), on(30), carried) is not carried


@pytest.mark.parametrize("place", [0, 1], ids=["session", "check-in"])
def test_an_old_record_that_says_something_else_is_noticed(place):
    changed = [session(0, before=5), check_in(1, 4)][place]
    told = [*OLD[:place], changed, *OLD[place + 1 :], session(29), check_in(30)]
    assert not still_holds(carried_on(30), history(*told), on(30))


def test_new_records_change_nothing_of_what_is_old():
    carried = carried_on(30)
    new = [session(29), check_in(30), clearance(30), overrule(30), silence(Flag.LIMPING, 30, 40)]
    assert still_holds(carried, history(*OLD, *new), on(30))


def test_new_records_may_stand_before_the_old_ones():
    carried = carried_on(30)
    new = [session(29), check_in(30), clearance(30), overrule(30), silence(Flag.LIMPING, 30, 40)]
    mixed = history(*new, *OLD)
    assert still_holds(carried, mixed, on(30))
    today = Today(day=on(30))
    assert plan(BY, NAMES, mixed, today, carried) == plan(BY, NAMES, mixed, today)


def test_a_day_before_is_not_answered_by_it():
    assert not still_holds(carried_on(30), history(*OLD), on(21))
    assert still_holds(carried_on(30), history(*OLD), on(22))


def test_a_correction_across_the_days_is_noticed():
    carried = carried_on(30)
    first = OLD[0]
    assert not still_holds(carried, history(*OLD, session(29, replaces=first.id.int)), on(30))
    late = session(29, number=77)
    early = carried_on(30, [*OLD, session(3, number=78, replaces=77)])
    whole = history(*OLD, session(3, number=78, replaces=77), late)
    assert not still_holds(early, whole, on(30))
    assert late.id == UUID(int=77)


def test_another_programme_or_a_changed_ladder_is_taken_in_too():
    carried = carried_on(30)
    other = programme("squat", "clam")
    names = catalogue(exercise(), exercise("clam"))
    both = carry(other, names, history(*OLD), on(30), carried)
    assert {key[0] for key in both.folds} == {"squat", "clam"}
    longer = catalogue(exercise(levels=9))
    today = Today(day=on(31))
    assert plan(BY, longer, history(*OLD), today, carried) == plan(BY, longer, history(*OLD), today)


def test_an_exercise_that_no_pack_has_is_no_matter():
    gone = carry(BY, catalogue(exercise("clam")), history(*OLD), on(30))
    assert gone.folds == {}
    assert carry(BY, NAMES, history(), on(30)).history == history()


def test_legs_that_were_alike_may_part_later():
    of = exercise(sides=Sides.EACH)
    names = catalogue(of)
    both = [
        one
        for day in (0, 2, 4)
        for one in (
            session(day, done(side=Side.LEFT), done(side=Side.RIGHT, position=1)),
            check_in(day + 1),
        )
    ]
    carried = carry(BY, names, history(*both), on(14))
    sore = [*both, session(9, done(side=Side.LEFT)), check_in(10, 3, knee=Knee.LEFT)]
    today = Today(day=on(14))
    quick = plan(BY, names, history(*sore), today, carried)
    assert quick == plan(BY, names, history(*sore), today)
    left, right = quick.exercises[0].prescriptions
    assert left.decision.rule != right.decision.rule


def test_a_sign_that_stands_is_carried_and_taken_back_later():
    standing = [*calm(0), check_in(3, flags=[Flag.SWELLING])]
    carried = carry(BY, NAMES, history(*standing), on(20))
    for more in ([], [check_in(19)], [check_in(19, flags=[Flag.FEVER])]):
        records = history(*standing, *more)
        for day in (20, 21):
            today = Today(day=on(day))
            assert plan(BY, NAMES, records, today, carried) == plan(BY, NAMES, records, today)


def test_days_a_week_are_carried_too():
    top = catalogue(exercise(levels=1))
    records = calm(*range(0, 40, 3))
    carried = carry(BY, top, history(*records), on(40))
    for day in (40, 44, 50):
        today = Today(day=on(day))
        quick = plan(BY, top, history(*records), today, carried)
        assert quick == plan(BY, top, history(*records), today)
        assert quick.programme.days_a_week > BY.days_a_week
    fixed = replace(BY, days_a_week_cap=BY.days_a_week)
    assert plan(fixed, top, history(*records), Today(day=on(40)), carried).programme is fixed
