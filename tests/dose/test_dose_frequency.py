"""The days a week of a programme, as they follow from a history."""

from __future__ import annotations

from dataclasses import replace

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
)

from kneecoach.dose.plan import plan
from kneecoach.model.dose import Load
from kneecoach.model.feedback import Flag, Today
from kneecoach.model.programme import Limits
from kneecoach.model.record import Choice, Ending, SessionRecord
from kneecoach.model.stages import Conditions, Stage, StageName
from kneecoach.model.units import Kilograms, PainScore

TOP = exercise("squat", levels=1)


def calm(*days, level=1, spare=None, **scores):
    morning = scores.pop("morning", 0)
    did = done(level=level, spare=spare)
    return [
        one for day in days for one in (session(day, did, **scores), check_in(day + 1, morning))
    ]


def planned(records, day, of=TOP, by=None, **today):
    by = by or programme(days_a_week=3)
    return plan(by, catalogue(of), history(*records), Today(day=on(day), **today))


def days(records, day, **more):
    return planned(records, day, **more).programme.days_a_week


WEEK = (0, 2, 4)


def test_a_day_more_comes_when_nothing_else_can_grow():
    made = planned(calm(*WEEK), 7)
    assert (made.programme.days_a_week, made.programme.days_a_week_cap) == (4, 7)
    one = made.exercises[0].prescriptions[0]
    assert (one.decision.rule, one.decision.detail("freq_to")) == ("X4", 4)
    assert "one more day a week, 4 in all, and nothing else changes" in one.decision.reason


@pytest.mark.parametrize(("day", "expected"), [(6, 3), (7, 4)])
def test_a_week_at_the_top_comes_first(day, expected):
    assert days(calm(*WEEK), day) == expected


def test_three_calm_sessions_in_a_row_come_first():
    assert days(calm(0, 4), 7) == 3
    assert days([*calm(0, 2), *calm(4, effort=8), *calm(6)], 9) == 3
    assert days([*calm(0), *calm(2, effort=8), *calm(4, 6, 8)], 10) == 4


def test_nothing_grows_while_a_level_can():
    ladder = exercise("squat", levels=2)
    assert days(calm(*WEEK), 7, of=ladder) == 3
    assert days(calm(*WEEK, level=2), 7, of=ladder) == 4


def test_at_a_limit_it_grows_too():
    limited = programme(limits=Limits(highest_level=1), days_a_week=3)
    assert days(calm(*WEEK), 7, of=exercise("squat", levels=4), by=limited) == 4


def heavy():
    level = TOP.ladder[0]
    weighted = replace(level.dose, load=Load(kilograms=Kilograms(5)))
    return replace(TOP, ladder=(replace(level, dose=weighted),))


def test_the_weight_goes_first_where_a_pack_lets_it_grow():
    grows = programme(limits=Limits(highest_load=Kilograms(20)), days_a_week=3)
    assert days(calm(*WEEK), 7, of=heavy(), by=grows) == 3
    assert days(calm(*WEEK), 7, of=heavy()) == 4


def test_a_session_at_the_highest_weight_takes_a_day_more():
    grows = programme(limits=Limits(highest_load=Kilograms(5.5)), days_a_week=3)
    records = calm(*WEEK, 7, 9, 11, 14, spare=2)
    assert [days(records, day, of=heavy(), by=grows, before=3) for day in (13, 15)] == [3, 4]


@pytest.mark.parametrize(("lifted", "asked"), [(5, 5), (5.5, 5.5), (6, 5.5)])
def test_a_session_with_less_weight_is_where_it_goes_on_from(lifted, asked):
    grows = programme(limits=Limits(highest_load=Kilograms(20)), days_a_week=3)
    weighted = replace(heavy().ladder[0].dose, load=Load(kilograms=Kilograms(lifted)))
    lighter = session(11, replace(done(), dose=weighted))
    records = [*calm(*WEEK, 7, 9, spare=2), lighter, check_in(12)]
    shown = planned(records, 12, of=heavy(), by=grows).exercises[0].prescriptions[0]
    assert shown.dose.load == Load(kilograms=Kilograms(asked))


def test_a_day_more_is_taken_with_the_next_session_and_not_again_for_a_week():
    records = calm(*WEEK, 7)
    assert days(records, 9) == 4
    records += calm(9, 11)
    assert days(records, 13) == 4
    assert days([*records, *calm(13)], 14) == 5


def test_it_never_grows_past_what_the_programme_allows():
    by = replace(programme(days_a_week=3), days_a_week_cap=4)
    records = calm(*range(0, 42, 2))
    made = planned(records, 44, by=by)
    assert made.programme.days_a_week == 4
    assert made.exercises[0].prescriptions[0].decision.rule == "X1"
    fixed = replace(by, days_a_week_cap=3)
    assert planned(records, 44, by=fixed).programme is fixed


def test_a_step_down_takes_a_day_off_again_and_never_one_that_was_there_before():
    grown = calm(*WEEK, 7)
    sore = [*grown, *calm(9, morning=2), *calm(11)]
    assert days(sore, 12) == 3
    early = [*calm(0), *calm(2, morning=2), *calm(4)]
    assert days(early, 5) == 3


def test_a_step_down_in_another_programme_holds_it_too():
    one_set = exercise("squat", levels=1, sets=1)
    others = [*calm(6, morning=3, programme_id="other"), *calm(7, programme_id="other")]
    records = [*calm(*WEEK), *others, *calm(8)]
    assert days(records, 9, of=one_set) == 3
    assert days([*calm(*WEEK), *calm(8)], 9, of=one_set) == 4


def test_it_does_not_grow_in_the_week_after_a_step_down():
    one_set = exercise("squat", levels=1, sets=1)
    records = [*calm(0, 2), *calm(4, morning=2), *calm(6, 9, 11)]
    assert [days(records, day, of=one_set) for day in (12, 13)] == [3, 4]


def test_it_does_not_grow_at_a_session_in_the_week_after_the_last_of_two_steps_down():
    one_set = exercise("squat", levels=1, sets=1)
    rest = session(10, ending=Ending.RESTED, before=6)
    records = [*calm(0), *calm(2, morning=2), *calm(4, 6, 8)]
    assert days([*records, *calm(11)], 12, of=one_set, before=3) == 4
    assert days([*records, rest, *calm(11)], 12, of=one_set, before=3) == 3


def test_it_does_not_grow_at_a_session_in_spite_of_advice_to_be_seen():
    one_set = exercise("squat", levels=1, sets=1)
    twice = [*calm(0), *calm(2, 4, 6, morning=2)]
    records = [*twice, *calm(8, 10, 12, 15, 17)]
    made = planned(records, 17, of=one_set)
    assert made.exercises[0].prescriptions[0].decision.rule == "S4"
    assert made.programme.days_a_week == 3
    assert days([*records, clearance(18), *calm(18)], 19, of=one_set, before=3) == 4


def test_it_does_not_grow_at_a_session_after_severe_pain_until_someone_was_seen():
    one_set = exercise("squat", levels=1, sets=1)
    severe = [session(2, done(level=1), during=8), check_in(3)]
    records = [*calm(0), *severe, *calm(4, 6, 8, 11, 13)]
    made = planned(records, 14, of=one_set)
    assert made.exercises[0].prescriptions[0].decision.rule == "S3"
    assert made.programme.days_a_week == 3
    assert days([*records, clearance(3)], 14, of=one_set, before=3) == 4


def test_advice_about_one_exercise_holds_the_days_of_all():
    of = catalogue(*(exercise(name, levels=1, sets=1) for name in ("squat", "clam")))
    clam, both = [done("clam")], [done("squat"), done("clam", position=1)]
    sore = [one for day in (2, 4, 6) for one in (session(day, *clam), check_in(day + 1, 2))]
    well = [
        one for day in (0, 8, 10, 12, 15, 17) for one in (session(day, *both), check_in(day + 1))
    ]
    by = programme("squat", "clam", days_a_week=3)
    made = plan(by, of, history(*sore, *well), Today(day=on(18), before=PainScore(3)))
    rules = [one.prescriptions[0].decision.rule for one in made.exercises]
    assert (rules, made.programme.days_a_week) == (["H8", "S4"], 3)
    made = plan(by, of, history(*well), Today(day=on(18), before=PainScore(3)))
    assert made.programme.days_a_week == 4


def test_it_does_not_grow_at_a_session_within_a_break():
    one_set = exercise("squat", levels=1, sets=1)
    lingering = [session(2, done(level=1)), *(check_in(day, 2) for day in (3, 4, 5)), check_in(6)]
    records = [*calm(0), *lingering, *calm(6, 8, 10, 13)]
    made = planned(records, 14, of=one_set)
    assert made.exercises[0].prescriptions[0].decision.rule == "P3"
    assert made.programme.days_a_week == 3
    assert days([*calm(0, 2), *calm(6, 8, 10, 13)], 14, of=one_set, before=3) == 4


def test_a_session_that_was_not_calm_is_not_the_first_of_three_calm_ones():
    records = [*calm(0), *calm(2, effort=8), *calm(7, 9)]
    assert days(records, 10) == 3
    made = planned([*records, *calm(11)], 12)
    assert made.programme.days_a_week == 4


@pytest.mark.parametrize(
    "today",
    [
        {"before": 6},
        {"before": 8},
        {"before": 3},
        {"new_onset": True},
        {"flags": frozenset({Flag.LOCKING})},
    ],
)
def test_it_does_not_grow_on_a_day_that_asks_for_care(today):
    assert days(calm(*WEEK), 7, **today) == 3


def test_it_does_not_grow_while_it_is_done_more_often_than_asked():
    assert days(calm(0, 1, 2, 3, 4, 5), 7) == 3
    assert days(calm(1, 2, 4), 8) == 4


def test_it_does_not_grow_against_a_wish():
    assert days([*calm(*WEEK), overrule(6, Choice.HOLD)], 7) == 3


@pytest.mark.parametrize(
    "records",
    [
        [*calm(*WEEK), check_in(7, 0, flags=[Flag.LOCKING]), *calm(7)],
        [*calm(*WEEK), *calm(7, before=8)],
        [*calm(*WEEK), *calm(7, before=3)],
        [*calm(*WEEK), check_in(7, 2, new_onset=True), check_in(8, 0), *calm(9)],
        [*calm(*WEEK), overrule(6, Choice.HOLD), *calm(7)],
        [*calm(*WEEK), *calm(13)],
        calm(*range(8)),
        [*calm(*WEEK), *calm(7, before=3), *calm(7, hour=20)],
    ],
    ids=["sign", "severe", "sorer", "new pain", "wish", "absence", "too often", "twice"],
)
def test_a_session_done_in_spite_of_what_holds_adds_no_day(records):
    """What the plan of that day rightly refused is not taken by doing the session anyway."""
    last = max((one.day - on(0)).days for one in records if isinstance(one, SessionRecord))
    assert days(records, last) == 3


@pytest.mark.parametrize(("day", "expected"), [(7, 3), (9, 3), (10, 4)])
def test_a_session_within_a_rest_that_outlives_a_sign_adds_no_day(day, expected):
    """New pain beside a sign takes no step down, and asks for three days of rest."""
    sign = [check_in(6, flags=[Flag.LOCKING]), check_in(7, new_onset=True), clearance(8)]
    assert days([*calm(*WEEK), *sign, session(day, done(level=1))], day) == expected


def test_a_session_with_sets_off_after_a_break_adds_no_day():
    """The dose stood at its top a week ago, and does not now."""
    three = [session(0, done(level=1), hour=hour) for hour in (8, 9, 10)]
    sore = [check_in(day, 2) for day in (1, 2, 3, 4)]
    settled = [check_in(day, 0, walks=True) for day in range(5, 12)]
    again = [session(10, done(level=1), hour=hour) for hour in (12, 13, 14)]
    records = [*three, *sore, *settled, *again, session(11, done(level=1))]
    assert days(records, 11) == 3


@pytest.mark.parametrize("gap", [2, 3])
def test_a_day_that_was_refused_comes_when_nothing_holds_any_more(gap):
    sorer = [*calm(*WEEK), *calm(7, before=3)]
    assert days(sorer, 7) == 3
    assert days([*sorer, *calm(7 + gap)], 7 + gap) == 4


def test_sessions_that_were_cut_off_or_of_other_programmes_do_not_count():
    cut = [replace(one, ending=Ending.ABANDONED) for one in calm(6)[:1]]
    assert days([*calm(0, 2), *cut], 8) == 3
    other = [replace(one, programme_id="other") for one in calm(4)[:1]]
    assert days([*calm(0, 2), *other, check_in(5)], 8) == 3


def test_in_a_stage_only_the_stage_counts():
    stages = (
        Stage(
            name=StageName.CALM,
            exercise_ids=("clam",),
            days_a_week=5,
            leave_when=Conditions(stay_days=4),
        ),
        Stage(name=StageName.LOAD, exercise_ids=("squat",)),
    )
    by = replace(programme("clam", "squat", days_a_week=3), stages=stages)
    clam = exercise("clam", levels=3)
    clams = [one for day in (0, 2) for one in (session(day, done("clam")), check_in(day + 1))]

    def stage_days(records, day):
        made = plan(by, catalogue(clam, TOP), history(*records), Today(day=on(day)))
        return made.programme.days_a_week

    assert stage_days(clams, 3) == 5
    assert stage_days([*clams, *calm(7, 9, 11)], 13) == 3
    assert stage_days([*clams, *calm(7, 9, 11)], 14) == 4
