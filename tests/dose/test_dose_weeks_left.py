"""The days a week and the stages where they turn, and what is told of them."""

from __future__ import annotations

from dataclasses import replace

from dose_builders import (
    catalogue,
    check_in,
    clearance,
    done,
    exercise,
    history,
    on,
    programme,
    session,
)

from kneecoach.dose.explain import explain
from kneecoach.dose.plan import find_standing, plan
from kneecoach.dose.track import read_records
from kneecoach.model.feedback import Flag, Today
from kneecoach.model.stages import Conditions, ReachedLevel, Stage, StageName

TOP = exercise("squat", levels=1)
ONE_SET = exercise("squat", levels=1, sets=1)
CLAM, DIP = exercise("clam"), exercise("dip")
CALM, STRONG, RETURN = StageName.CALM, StageName.STRENGTHEN, StageName.RETURN


def trained(*days, of=("squat",), level=1, **said):
    """Return sessions of some exercises, each with the morning after."""
    morning = said.pop("morning", 0)
    parts = [done(name, level=level, position=at) for at, name in enumerate(of)]
    return [
        one for day in days for one in (session(day, *parts, **said), check_in(day + 1, morning))
    ]


def days(records, day, of=TOP):
    made = plan(programme(days_a_week=3), catalogue(of), history(*records), Today(day=on(day)))
    return made.programme.days_a_week


# ---------- the days a week ----------


def test_a_step_down_takes_one_day_off_of_two_that_came():
    records = trained(*range(0, 18, 2))
    assert days(records, 17) == 5
    assert days([*records, *trained(18, morning=2), *trained(20)], 21) == 4


def test_a_session_that_was_not_calm_is_not_the_first_of_calm_ones():
    hard = [*trained(0), *trained(2, effort=8), *trained(4, 6), *trained(8, effort=8)]
    assert days(hard, 9) == 3
    assert days([*trained(0, 2, 4, 6), *trained(8, effort=8)], 9) == 4


def test_the_last_of_two_steps_down_holds_the_days():
    first = [*trained(0, morning=3), *trained(2)]
    calm = trained(10, 12)
    last = [*trained(14, morning=3, programme_id="other"), *trained(15, programme_id="other")]
    assert days([*first, *calm, *trained(17)], 18, of=ONE_SET) == 4
    assert days([*first, *calm, *last, *trained(17)], 18, of=ONE_SET) == 3


def test_no_day_comes_in_a_rest_that_outlives_what_was_graver():
    said = [check_in(6, flags=[Flag.LOCKING]), check_in(7, new_onset=True), clearance(8)]
    records = [*trained(0, 2, 4), *said]
    assert [days(records, day) for day in (8, 9, 10)] == [3, 3, 4]


# ---------- what is told of them ----------


def steps(records, day, by, name, *shelf):
    """Return the chain of an exercise, with the days a week of its programme."""
    exercises, past, today = catalogue(*shelf), history(*records), Today(day=on(day))
    _, counted = find_standing(by, exercises, past, today)
    (chain,) = explain(
        next(one for one in by.items if one.exercise_id == name),
        exercises.exercise(name),
        programme=by,
        catalogue=exercises,
        records=read_records(past, today.day),
        today=today,
        days=counted,
    )
    return {step.day: step for step in chain.steps[:-1]}, counted.grown


def test_a_step_at_the_top_stays_what_it_was_where_no_day_came():
    full = replace(programme(), days_a_week_cap=3)
    told, grown = steps(trained(0, 2, 4, 8), 9, full, "squat", TOP)
    assert grown == ()
    assert told[on(8)].decision.rule == "X1"


def test_a_day_more_in_a_stage_does_not_speak_over_a_level_more_outside_of_it():
    stages = (
        Stage(name=CALM, exercise_ids=("squat",), leave_when=Conditions(stay_days=99)),
        Stage(name=STRONG, exercise_ids=("clam",)),
    )
    by = replace(programme("squat", "clam"), stages=stages)
    told, grown = steps(trained(0, 2, 4, 8, of=("squat", "clam")), 9, by, "clam", TOP, CLAM)
    assert grown == ((on(8), 4),)
    decision = told[on(8)].decision
    assert (decision.rule, decision.detail("to_level")) == ("X1", 2)


def test_a_decision_of_the_past_tells_until_when_it_rested():
    told, _ = steps([*trained(0, during=6), *trained(1)], 3, programme(), "squat", TOP)
    assert (told[on(1)].decision.rule, told[on(1)].rests_until) == ("R1", on(2))


# ---------- the dose before ----------


def before(records, day):
    shelf = catalogue(exercise("squat"))
    made = plan(programme(), shelf, history(*records), Today(day=on(day)))
    one = made.exercises[0].prescriptions[0]
    return one.level_before, one.dose_before.sets, one.level, one.dose.sets


def test_the_dose_before_has_the_sets_that_were_off_at_its_level():
    fewer = [*trained(0, morning=2), *trained(2)]
    assert before(fewer, 3) == (1, 2, 1, 2)


# ---------- the stages ----------


def staged(leave, *more):
    """Return a programme that begins with clams alone; squats and clams follow."""
    stages = (
        Stage(name=CALM, exercise_ids=("clam",), leave_when=leave),
        *(more or (Stage(name=STRONG, exercise_ids=("squat", "clam")),)),
    )
    return replace(programme("clam", "squat", "dip"), stages=stages)


def standing(records, day, of):
    shelf = catalogue(CLAM, exercise("squat"), DIP)
    return plan(of, shelf, history(*records), Today(day=on(day))).stage


def clams(*days, **said):
    return trained(*days, of=("clam",), **said)


def test_the_second_sore_morning_leads_back_on_its_own_day():
    of = staged(Conditions(stay_days=7, morning_pain_up_to=2))
    records = [*clams(0, 2, 4), check_in(7), *trained(9, before=3), check_in(11, 3)]
    assert standing(records, 12, of).rule == "T2"
    back = standing([*records, check_in(12, 3)], 12, of)
    assert (back.stage.name, back.rule, back.since) == (CALM, "T3", on(12))


def test_a_sore_morning_of_the_day_on_which_a_stage_begins_is_not_its_own():
    of = staged(
        Conditions(stay_days=5, morning_pain_up_to=2),
        Stage(name=STRONG, exercise_ids=("squat",), leave_when=Conditions(stay_days=5)),
        Stage(name=RETURN, exercise_ids=("dip",)),
    )
    records = [*clams(0, 2, 4), *trained(6), check_in(12, 3)]
    records += trained(12, of=("dip",), before=3, morning=3)
    now = standing(records, 13, of)
    assert (now.stage.name, now.rule, now.since) == (RETURN, "T2", on(12))
    assert standing([*records, check_in(14, 3)], 14, of).rule == "T3"


def test_a_session_of_the_next_stage_in_which_something_goes_down_does_not_lead_there():
    of = staged(Conditions(stay_days=7))
    both = trained(8, of=("clam", "squat"))
    moved = standing([*clams(0, 2, 4, 6), *both], 8, of)
    assert (moved.stage.name, moved.since) == (STRONG, on(8))
    held = standing([*clams(0, 2, 4), *clams(6, morning=2), *both], 8, of)
    assert (held.stage.name, held.since) == (CALM, on(0))


def test_a_level_counts_from_the_day_after_it_was_done():
    of = staged(Conditions(levels=(ReachedLevel(exercise_id="clam", level=2),)))
    records = clams(0, level=2)
    assert [standing(records, day, of).rule for day in (0, 1)] == ["T2", "T1"]


def test_what_has_to_settle_is_asked_for_once_all_else_is_so():
    of = staged(Conditions(stay_days=7))
    stopped = [*clams(0, 2, 4), check_in(6, flags=[Flag.LOCKING])]
    early, late = standing(stopped, 6, of), standing(stopped, 7, of)
    assert [(need.says, need.is_met) for need in early.needs] == [
        ("seven days in this stage (6 so far)", False)
    ]
    assert [(need.says, need.is_met) for need in late.needs] == [
        ("seven days in this stage (7 so far)", True),
        ("an exercise of this stage to settle again", False),
    ]
