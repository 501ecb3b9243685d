"""The stages of a programme, as they follow from a history."""

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
    programme,
    session,
)

from kneecoach.dose.plan import plan
from kneecoach.dose.sources import SOURCES
from kneecoach.dose.stage_rules import STAGE_RULES
from kneecoach.dose.stage_words import back_of
from kneecoach.model.decision import Standing
from kneecoach.model.dose import Side, Sides
from kneecoach.model.feedback import Flag, Today
from kneecoach.model.record import Ending
from kneecoach.model.stages import Conditions, ReachedLevel, Stage, StageName

CALM, STRONG = StageName.CALM, StageName.STRENGTHEN
CLAM = exercise("clam", sides=Sides.EACH)
SQUAT = exercise("squat")
DIP = exercise("dip")


def staged(leave=None, enter=None, **said):
    """Return a programme of two stages, clams and then squats with clams."""
    stages = (
        Stage(
            name=CALM,
            exercise_ids=("clam",),
            why="Quiet it first.",
            leave_when=leave or Conditions(),
            **said,
        ),
        Stage(name=STRONG, exercise_ids=("squat", "clam"), enter_when=enter or Conditions()),
    )
    return replace(programme("clam", "squat"), stages=stages)


def clams(*days, level=1, **scores):
    """Return sessions of clams on both legs, each with a calm morning after."""
    morning = scores.pop("morning", 0)
    records = []
    for day in days:
        parts = tuple(
            done("clam", side=side, level=level, position=number)
            for number, side in enumerate(Side)
        )
        records += [session(day, *parts, **scores), check_in(day + 1, morning)]
    return records


def squats(*days, **scores):
    records = []
    for day in days:
        records += [session(day, done("squat"), **scores), check_in(day + 1)]
    return records


def planned(records, day, of, *exercises, **today):
    return plan(
        of, catalogue(*(exercises or (CLAM, SQUAT))), history(*records), Today(day=on(day), **today)
    )


def stage(records, day, of, *exercises):
    standing = planned(records, day, of, *exercises).stage
    return standing.stage.name, standing.rule


def test_a_programme_without_stages_has_all_of_its_exercises():
    made = plan(programme("clam", "squat"), catalogue(CLAM, SQUAT), history(), Today(day=on(0)))
    assert made.stage is None
    assert [one.exercise.id for one in made.exercises] == ["clam", "squat"]


def test_a_programme_begins_with_its_first_stage():
    made = planned([], 0, staged(Conditions(stay_days=7)))
    assert [one.exercise.id for one in made.exercises] == ["clam"]
    standing = made.stage
    assert (standing.stage.name, standing.rule, standing.since) == (CALM, "T0", None)
    assert (standing.number, standing.count, standing.next) == (1, 2, STRONG)
    assert "Quiet it first. This is where the programme begins." in standing.reason
    assert "Strengthen, waits for seven days in this stage (0 so far)" in standing.reason


@pytest.mark.parametrize(("day", "name", "rule"), [(6, CALM, "T2"), (7, STRONG, "T1")])
def test_a_stage_lasts_as_long_as_it_says(day, name, rule):
    assert stage(clams(0, 2, 4), day, staged(Conditions(stay_days=7))) == (name, rule)


def test_the_next_stage_brings_its_exercises():
    made = planned(clams(0, 2, 4), 7, staged(Conditions(stay_days=7)))
    assert [one.exercise.id for one in made.exercises] == ["squat", "clam"]
    assert made.stage.since == on(7)
    assert made.stage.needs == ()
    assert "it begins with today's session" in made.stage.reason
    assert "It is the last stage" in made.stage.reason


@pytest.mark.parametrize(("count", "name"), [(3, STRONG), (4, CALM)])
def test_calm_sessions_are_counted_in_a_row(count, name):
    of = staged(Conditions(calm_sessions=count))
    assert stage(clams(0, 2, 4), 7, of)[0] is name
    sore = [*clams(0), *clams(2, effort=9), *clams(4, 5, 6)]
    assert stage(sore, 8, of)[0] is name


def test_a_session_is_calm_when_all_of_it_was():
    both = [
        session(
            0, done("clam", side=Side.LEFT), done("clam", side=Side.RIGHT, position=1, during=4)
        ),
        check_in(1),
    ]
    of = staged(Conditions(calm_sessions=1))
    assert stage(both, 2, of)[0] is CALM
    # A morning that is not known yet is not calm.
    assert stage(clams(0)[:1], 1, of)[0] is CALM
    assert stage(clams(0), 1, of)[0] is STRONG


@pytest.mark.parametrize(
    ("pains", "name"),
    [
        ({1: 2, 3: 2, 5: 2}, STRONG),
        ({1: 2, 3: 3, 5: 2}, CALM),
        ({1: 2, 3: 2, 5: 3}, CALM),
        ({3: 2, 5: 2}, CALM),
        ({0: 9, 1: 2, 3: 2, 5: 2}, STRONG),
    ],
)
def test_the_last_three_mornings_have_to_be_calm(pains, name):
    records = [session(0, done("clam", side=side), hour=9, before=2) for side in Side][:1]
    records += [check_in(day, pain) for day, pain in pains.items() if pain < 8]
    assert stage(records, 5, staged(Conditions(morning_pain_up_to=2)))[0] is name


@pytest.mark.parametrize(("day", "name"), [(7, STRONG), (8, CALM)])
def test_mornings_of_more_than_a_week_ago_say_nothing(day, name):
    records = [*clams(0)[:1], check_in(1), check_in(2), check_in(3)]
    assert stage(records, day, staged(Conditions(morning_pain_up_to=2)))[0] is name


@pytest.mark.parametrize(
    ("answers", "name"),
    [
        ({3: True}, STRONG),
        ({3: False}, CALM),
        ({}, CALM),
        ({2: False, 3: True}, STRONG),
        ({2: True, 3: False}, CALM),
        ({2: True, 3: None}, STRONG),
    ],
)
def test_the_latest_word_on_walking_counts(answers, name):
    records = [*clams(0), *(check_in(day, walks=walks) for day, walks in answers.items())]
    assert stage(records, 4, staged(enter=Conditions(walks_30_minutes=True)))[0] is name


def test_levels_have_to_be_reached_on_both_legs():
    of = staged(Conditions(levels=(ReachedLevel(exercise_id="clam", level=2),)))
    left = done("clam", side=Side.LEFT, level=2)
    right = done("clam", side=Side.RIGHT, level=1, position=1)
    assert stage([session(0, left, right), check_in(1)], 3, of)[0] is CALM
    assert stage(clams(0, level=2), 3, of)[0] is STRONG
    standing = planned(clams(0), 3, of).stage
    assert [(need.says, need.is_met) for need in standing.needs] == [
        ("Clam at level 2 (1 so far)", False)
    ]
    # Of an exercise that no pack has, nothing is known.
    gone = staged(Conditions(levels=(ReachedLevel(exercise_id="hop", level=1),)))
    assert planned(clams(0), 3, gone).stage.needs[0].says == "hop at level 1"


def test_what_is_met_and_what_is_missing_is_said():
    of = staged(Conditions(stay_days=2, calm_sessions=9), Conditions(walks_30_minutes=True))
    standing = planned(clams(0, 2), 4, of).stage
    assert [need.is_met for need in standing.needs] == [True, False, False]
    assert standing.reason == (
        "Quiet it first. The next stage, Strengthen, waits for nine calm sessions in a row (2 so "
        "far) and half an hour's walk without pain or a limp, said in a check-in this week."
    )


# ---------- moving on ----------


def test_it_moves_on_with_the_first_session_in_the_next_stage():
    of = staged(Conditions(stay_days=7))
    waiting = clams(0, 2, 4, 9)
    assert planned(waiting, 11, of).stage.rule == "T1"
    moved = [*clams(0, 2, 4), *squats(9)]
    standing = planned(moved, 11, of).stage
    assert (standing.stage.name, standing.rule, standing.since) == (STRONG, "T2", on(9))


def test_a_session_of_the_next_stage_before_its_time_does_not_lead_there():
    of = staged(Conditions(stay_days=7))
    standing = planned([*clams(0), *squats(2)], 4, of).stage
    assert (standing.stage.name, standing.since) == (CALM, on(0))


def test_a_stage_that_holds_only_old_exercises_begins_with_any_of_its_sessions():
    stages = (
        Stage(name=CALM, exercise_ids=("clam", "squat"), leave_when=Conditions(stay_days=3)),
        Stage(name=STRONG, exercise_ids=("clam",)),
    )
    of = replace(programme("clam", "squat"), stages=stages)
    assert planned(clams(0, 4), 6, of).stage.since == on(4)
    assert planned([*clams(0), *squats(4)], 5, of).stage.rule == "T1"
    listless = session(4, listed=False)
    assert planned([*clams(0), listless], 5, of).stage.rule == "T1"


def test_two_stages_are_never_taken_at_once():
    stages = (
        Stage(name=CALM, exercise_ids=("clam",), leave_when=Conditions(stay_days=1)),
        Stage(name=STRONG, exercise_ids=("squat",), leave_when=Conditions(stay_days=1)),
        Stage(name=StageName.RETURN, exercise_ids=("dip",)),
    )
    of = replace(programme("clam", "squat", "dip"), stages=stages)
    dips = [session(5, done("dip")), check_in(6)]
    assert stage([*clams(0), *dips], 7, of, CLAM, SQUAT, DIP) == (STRONG, "T1")


@pytest.mark.parametrize(
    ("more", "held"),
    [
        ([*clams(6, morning=2)], True),
        ([*clams(6, during=4)], False),
        ([check_in(7, flags=[Flag.LOCKING])], True),
        ([check_in(7, new_onset=True)], True),
        ([check_in(7, 8)], True),
    ],
)
def test_it_never_moves_on_while_an_exercise_is_stopped_rests_or_goes_down(more, held):
    of = staged(Conditions(stay_days=7))
    standing = planned([*clams(0, 2, 4), *more], 7, of).stage
    assert (standing.stage.name is CALM) is held
    if held:
        assert standing.needs[-1].says == "an exercise of this stage to settle again"
        assert standing.reason.endswith("waits for an exercise of this stage to settle again.")


@pytest.mark.parametrize(("day", "name"), [(14, CALM), (15, STRONG)])
def test_it_never_moves_on_in_the_week_after_a_step_down(day, name):
    of = staged(Conditions(stay_days=7))
    records = [*clams(0, 2, 4), *clams(6, morning=2), *clams(8)]
    assert stage(records, day, of)[0] is name
    moved = planned([*records, *squats(day)], day, of).stage
    assert moved.since == (on(0) if name is CALM else on(day))


def test_who_has_been_seen_goes_on():
    of = staged(Conditions(stay_days=7))
    records = [*clams(0, 2, 4), check_in(7, 8)]
    assert stage(records, 8, of)[0] is CALM
    assert stage([*records, clearance(8)], 9, of)[0] is STRONG


# ---------- going back ----------


@pytest.mark.parametrize(
    ("pains", "name", "rule"),
    [
        ({11: 3, 12: 3}, CALM, "T3"),
        ({11: 3, 13: 3}, CALM, "T3"),
        ({11: 3, 12: 2, 13: 3}, STRONG, "T2"),
        ({11: 3}, STRONG, "T2"),
        ({11: 2, 12: 2}, STRONG, "T2"),
        ({11: 3, 18: 3}, STRONG, "T2"),
        ({11: 3, 17: 3}, CALM, "T3"),
    ],
)
def test_sore_mornings_running_lead_back_to_the_first_stage(pains, name, rule):
    of = staged(Conditions(stay_days=7, morning_pain_up_to=2))
    records = [*clams(0, 2, 4), check_in(7), *squats(9, before=3)[:1], check_in(10, 2)]
    records += [check_in(day, pain) for day, pain in pains.items()]
    assert stage(records, 18, of) == (name, rule)


def test_back_in_the_first_stage_it_counts_from_anew():
    of = staged(Conditions(stay_days=7, calm_sessions=1, morning_pain_up_to=2))
    sore = [*clams(0, 2, 4), check_in(7), *squats(9, before=3), check_in(11, 3), check_in(12, 3)]
    standing = planned(sore, 13, of).stage
    assert (standing.since, standing.rule) == (on(12), "T3")
    assert "Two sore mornings running led back here" in standing.reason
    assert [need.is_met for need in standing.needs] == [False, False, False]


def test_what_was_sore_before_the_stage_began_is_not_held_against_it():
    of = staged(Conditions(stay_days=7, morning_pain_up_to=2), None)
    easy = staged(Conditions(stay_days=7))
    records = [*clams(0, 2, 4), check_in(8, 3), *squats(9)[:1], check_in(10, 3)]
    # The mornings do not let it move on at all, and without that condition nothing leads back.
    assert stage(records, 11, of)[0] is CALM
    assert stage(records, 11, easy)[0] is STRONG


def test_the_first_stage_is_not_gone_back_to_from_itself():
    of = staged(Conditions(stay_days=70, morning_pain_up_to=2))
    records = [*clams(0), check_in(3, 4), check_in(4, 4)]
    assert planned(records, 5, of).stage.since == on(0)


# ---------- days, and what else a stage is for ----------


def test_a_stage_has_days_of_its_own():
    of = staged(Conditions(stay_days=7), days_a_week=5, days_a_week_cap=6)
    made = planned([], 0, of)
    assert (made.programme.days_a_week, made.programme.days_a_week_cap) == (5, 6)
    later = planned(clams(0, 2, 4), 7, of)
    assert (later.programme.days_a_week, later.programme.days_a_week_cap) == (3, 7)
    fewer = planned([], 0, staged(Conditions(stay_days=7), days_a_week_cap=2))
    assert (fewer.programme.days_a_week, fewer.programme.days_a_week_cap) == (3, 3)


def test_sessions_that_were_cut_off_begin_no_stage():
    records = [replace(one, ending=Ending.ABANDONED) for one in clams(0)[:1]]
    assert planned(records, 9, staged(Conditions(stay_days=7))).stage.rule == "T0"


def test_another_programmes_sessions_do_not_count():
    records = [replace(one, programme_id="other") for one in clams(0)[:1]]
    assert planned(records, 9, staged(Conditions(stay_days=7))).stage.rule == "T0"


def test_the_same_history_in_another_order_leads_to_the_same_stage():
    of = staged(Conditions(stay_days=7, morning_pain_up_to=2))
    records = [*clams(0, 2, 4), *squats(9), check_in(11, 3), check_in(12, 3)]
    assert planned(records, 13, of) == planned(records[::-1], 13, of)


def test_an_exercise_that_no_pack_has_is_left_out_of_its_stage():
    made = planned([], 0, staged(Conditions(stay_days=7)), SQUAT)
    assert made.exercises == ()
    assert made.missing == ("clam",)
    assert made.stage.stage.name is CALM


def test_a_stopped_stage_says_so_of_its_exercises():
    made = planned([check_in(0, flags=[Flag.LOCKING])], 0, staged(Conditions(stay_days=7)))
    assert all(one.standing is Standing.STOPPED for one in made.exercises[0].prescriptions)


@pytest.mark.parametrize("rule", STAGE_RULES, ids=lambda rule: rule.id)
def test_every_rule_of_the_stages_names_its_sources(rule):
    assert rule.sources
    assert set(rule.sources) <= {source.key for source in SOURCES}


def test_what_leads_back_is_said_but_for_the_first_stage():
    limited = staged(leave=Conditions(morning_pain_up_to=2)).stages
    assert back_of(limited, 1) == ""
    assert back_of(limited, 2) == (
        "Two recorded mornings running above 2 of 10, within seven days, would lead back to the "
        "first stage, Calm."
    )
    assert back_of(staged().stages, 2).startswith("Nothing leads back from here")
