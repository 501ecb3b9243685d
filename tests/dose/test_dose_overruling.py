"""The person overrules the rules: what may be chosen, for how long, and what never gives way."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from dose_builders import (
    DAY,
    calm_week,
    catalogue,
    check_in,
    clearance,
    done,
    exercise,
    history,
    item,
    on,
    overrule,
    programme,
    session,
    silence,
)

from kneecoach.dose.decide import look_at
from kneecoach.dose.explain import explain
from kneecoach.dose.handbook import handbook
from kneecoach.dose.handbook_details import details
from kneecoach.dose.judge import judge
from kneecoach.dose.plan import plan
from kneecoach.dose.rules import DECIDERS, OWN_CHOICE, RULES
from kneecoach.dose.situation import TRAINING
from kneecoach.dose.track import read_records
from kneecoach.model.decision import Action, Standing
from kneecoach.model.dose import Side, Sides
from kneecoach.model.exercise import Kind
from kneecoach.model.feedback import Flag, Knee, Today
from kneecoach.model.programme import Limits
from kneecoach.model.record import Choice, Ending

HOLD, DOWN, UP = Choice.HOLD, Choice.DOWN, Choice.UP
EACH = {"sides": Sides.EACH}


def shown(records, day, *, of=None, by=None, **today):
    """Return the prescriptions of a day."""
    asked = Today(day=on(day), **today)
    made = plan(by or programme(), catalogue(of or exercise()), history(*records), asked)
    return made.exercises[0].prescriptions


def planned(records, day, **more):
    return shown(records, day, **more)[0]


def decided(records, day, **more):
    """Return the rule, the action and the level of a day."""
    one = planned(records, day, **more)
    return one.decision.rule, one.decision.action, one.level


def calm(*days, level=1, **scores):
    records = []
    for day in days:
        records += [session(day, done(level=level), **scores), check_in(day + 1)]
    return records


READY = calm(0, 2, 5, level=2)
"""Three calm sessions; on day 7 the dose goes up by itself."""


# ---------- what is chosen ----------


def test_going_up_takes_the_place_of_a_hold_that_waits_for_time():
    records = calm(0, 2)
    assert decided(records, 4) == ("H4", Action.HOLD, 1)
    one = planned([*records, overrule(4)], 4)
    assert (one.decision.rule, one.decision.action, one.level) == ("O1", Action.PROGRESS, 2)
    assert one.standing is Standing.READY
    assert one.decision.detail("instead_of") == "H4"
    assert one.decision.detail("own_choice") == "up"
    assert one.decision.detail("to_level") == 2
    assert one.decision.detail("variables_changed") == 1
    assert one.decision.reason == (
        "You chose to go up: one level up, to level 2, and one thing changes. That is your own "
        "decision; a sore knee would bring it back down. Without your choice: This level is four "
        "days old, with two calm sessions in a row so far. The knee needs time to get used to it, "
        "so the dose stays the same. It can go up after three more days at this level."
    )


def test_going_up_is_exactly_one_level_also_where_the_rules_say_up():
    assert decided(READY, 7) == ("X1", Action.PROGRESS, 3)
    one = planned([*READY, overrule(7)], 7)
    assert (one.decision.rule, one.level) == ("X1", 3)
    assert one.decision.detail("choice_has_effect") is True
    assert one.decision.reason.endswith("You also asked for one level up, which is the same.")


@pytest.mark.parametrize(
    ("records", "day", "rule"),
    [
        (calm(0, 2), 4, "H4"),
        ([*calm(0, 2), *calm(5, effort=8)], 7, "H6"),
        (calm(0, 2, 5), 13, "G0"),
    ],
)
def test_these_holds_may_be_overruled_upwards(records, day, rule):
    assert decided(records, day)[0] == rule
    one = planned([*records, overrule(day)], day)
    assert (one.decision.rule, one.level) == ("O1", 2)
    assert one.decision.detail("instead_of") == rule


def test_holding_takes_the_place_of_a_step_up():
    one = planned([*READY, overrule(7, HOLD)], 7)
    assert (one.decision.rule, one.decision.action, one.level) == ("O1", Action.HOLD, 2)
    assert one.decision.detail("instead_of") == "X1"
    assert one.decision.reason.startswith("You chose to keep the dose as it is. ")


def test_holding_beside_a_hold_leaves_the_rule_to_speak():
    one = planned([*calm(0, 2), overrule(4, HOLD)], 4)
    assert (one.decision.rule, one.level) == ("H4", 1)
    assert one.decision.reason.endswith("to keep the dose as it is, which is the same.")


@pytest.mark.parametrize(("records", "day"), [(READY, 7), (READY[:4], 4)])
def test_going_down_takes_the_place_of_a_hold_and_of_a_step_up(records, day):
    one = planned([*records, overrule(day, DOWN)], day)
    assert (one.decision.rule, one.decision.action, one.level) == ("O1", Action.REDUCE, 1)
    assert one.decision.reason.startswith("You chose to go down, so it goes down to level 1. It ")


def test_going_down_stays_for_a_week_like_any_step_down():
    records = [*READY, overrule(7, DOWN), *calm(7, 9, 11)]
    assert decided(records, 13) == ("H4", Action.HOLD, 1)
    assert decided([*records, overrule(13)], 13) == ("H4", Action.HOLD, 1)
    assert "stays for seven days" in planned([*records, overrule(13)], 13).decision.reason
    assert decided(records, 14) == ("X1", Action.PROGRESS, 2)


def test_a_week_after_a_step_down_going_up_is_possible_again():
    records = [*READY, overrule(7, DOWN), *calm(7, 10)]
    assert decided([*records, overrule(13)], 13)[0] == "H4"
    records += calm(13, effort=8)
    assert decided([*records, overrule(14)], 14) == ("O1", Action.PROGRESS, 2)


def test_going_down_at_the_bottom_takes_a_set_off_and_going_up_brings_it_back():
    records = [*calm(0, 2), overrule(4, DOWN)]
    one = planned(records, 4)
    assert (one.decision.rule, one.level, one.dose.sets) == ("O1", 1, 2)
    records += calm(4, 6, 8)
    up = planned([*records, overrule(11)], 11)
    assert (up.decision.action, up.level, up.dose.sets) == (Action.PROGRESS, 1, 3)


def test_going_down_is_a_step_of_its_own_after_one_that_answered_the_session():
    of = item(session_answered=True, stepped_down_days_ago=3)
    looked = look_at(of, TRAINING, calm_week(), Today(day=DAY))
    own = judge(looked._replace(choice=Choice.DOWN))
    assert (own.rule, own.detail("to_level"), own.answers_session) == ("O1", 2, False)
    same_day = look_at(replace(of, stepped_down_days_ago=0), TRAINING, calm_week(), Today(day=DAY))
    assert judge(same_day._replace(choice=Choice.DOWN)).rule == "X1"


def test_a_new_exercise_may_begin_lower_but_not_higher():
    by = programme(start_level=3)
    assert decided([], 0, by=by) == ("N0", Action.HOLD, 3)
    assert decided([overrule(0, DOWN)], 0, by=by) == ("O1", Action.REDUCE, 2)
    one = planned([overrule(0)], 0, by=by)
    assert (one.decision.rule, one.level) == ("N0", 3)
    assert "a new exercise begins where the programme says" in one.decision.reason


# ---------- what never gives way ----------


def sore(day, morning=1, **scores):
    return [session(day, **scores), check_in(day + 1, morning)]


@pytest.mark.parametrize(
    ("rule", "records", "day", "today"),
    [
        ("S1", [*calm(0, 2), check_in(4, flags=[Flag.FEVER])], 4, {}),
        ("S2", [*calm(0, 2), check_in(4, flags=[Flag.LOCKING])], 4, {}),
        ("S3", calm(0, 2), 4, {"before": 8}),
        ("P2", [*calm(0), session(2, after=2), *(check_in(day, 1) for day in (3, 4, 5))], 5, {}),
        ("R1", [*calm(0), *sore(2, 0, during=6)], 8, {}),
        ("R3", calm(0, 2), 4, {"before": 6}),
        ("R2", calm(0, 2), 4, {"new_onset": True}),
        ("F1", [*calm(0), *sore(2, 2), check_in(4)], 5, {}),
        ("F2", [*calm(0), session(2, after=2), check_in(3, 1), check_in(4, 1), check_in(5)], 6, {}),
        ("F3", [*sore(0, after=2), *sore(2)], 3, {}),
        ("G1", calm(0, 2), 20, {}),
        ("H1", [*calm(0), *sore(2)], 3, {}),
        ("H2", [*calm(0), *sore(2, 0, during=4)], 4, {}),
        ("H3", [*calm(0), session(2)], 4, {}),
    ],
)
def test_going_up_never_gets_past_what_is_felt_or_not_known(rule, records, day, today):
    usual = planned(records, day, **today)
    one = planned([*records, overrule(day)], day, **today)
    assert usual.decision.rule == rule
    assert (one.decision.rule, one.decision.action) == (rule, usual.decision.action)
    assert (one.level, one.dose, one.standing, one.until) == (
        usual.level,
        usual.dose,
        usual.standing,
        usual.until,
    )
    assert one.decision.reason.startswith(usual.decision.reason)
    assert "You also asked for one level up" in one.decision.reason
    assert one.decision.reason.endswith("It is kept with the record and changes nothing.")


@pytest.mark.parametrize("choice", [HOLD, DOWN])
def test_nothing_that_is_chosen_softens_a_step_down(choice):
    records = [*calm(0, level=3), session(2, done(level=3)), check_in(3, 3), check_in(4)]
    usual, one = planned(records, 5), planned([*records, overrule(5, choice)], 5)
    assert (one.decision.rule, one.level) == (usual.decision.rule, usual.level) == ("F1", 2)
    assert ("which is the same" in one.decision.reason) is (choice is DOWN)
    assert ("the more careful answer" in one.decision.reason) is (choice is HOLD)


def test_a_break_is_not_ended_or_lengthened_by_a_choice():
    run = exercise(kind=Kind.RUN)
    records = [*calm(0), session(2, throughout=True), *(check_in(day) for day in range(3, 12))]
    for choice in Choice:
        assert decided([*records, overrule(5, choice)], 5, of=run)[:2] == ("P3", Action.PAUSE)
    walks = [*records, check_in(10, walks=True, hour=9)]
    for choice in Choice:
        one = decided([*walks, overrule(10, choice)], 10, of=run)
        assert one == ("P3", Action.RESUME, 1)


def test_at_the_top_or_at_the_limit_there_is_nothing_to_go_up_to():
    short = exercise(levels=2)
    records = calm(0, 2, level=2)
    one = planned([*records, overrule(4)], 4, of=short)
    assert (one.decision.rule, one.level) == ("H4", 2)
    assert "there is no higher level to go to" in one.decision.reason
    by = programme(limits=Limits(highest_level=2))
    assert decided([*records, overrule(4)], 4, by=by) == ("H4", Action.HOLD, 2)
    top = planned([*calm(0, 2, 5, level=2), overrule(7)], 7, of=short)
    assert "there is no higher level to go to" in top.decision.reason


def test_going_down_keeps_to_the_lowest_level_of_a_limit():
    by = programme(limits=Limits(lowest_level=2))
    one = planned([*READY, overrule(7, DOWN)], 7, by=by)
    assert (one.decision.rule, one.level, one.dose.sets) == ("O1", 2, 2)


def test_while_the_knee_rests_nothing_goes_up():
    records = [*calm(0, 2), session(4, ending=Ending.RESTED, before=6)]
    usual, one = planned(records, 4), planned([*records, overrule(4, hour=20)], 4)
    assert usual.standing is one.standing is Standing.RESTING
    assert one.level == usual.level
    assert one.decision.reason == (
        f"{usual.decision.reason} You also asked for one level up; that is not possible while the "
        "knee rests. It is kept with the record and changes nothing."
    )
    assert planned([*records, overrule(4, DOWN, hour=20)], 4).decision == usual.decision


def test_a_rest_that_took_nothing_down_still_bars_the_way_up():
    """The step down of this session was taken long before the rest began."""
    by = programme(start_level=2)
    first = session(0, ending=Ending.RESTED, before=2, new_onset=True)
    records = [first, session(1, done(level=1), effort=8), check_in(2)]
    one = planned([*records, overrule(2)], 2, by=by)
    assert one.standing is Standing.RESTING
    assert "while the knee rests" in one.decision.reason
    after = planned([*records, overrule(3)], 3, by=by)
    assert after.standing is Standing.READY
    assert "while the knee rests" not in after.decision.reason
    early = [*records, overrule(2), session(2, done(level=1), hour=20), check_in(3)]
    assert decided(early, 4, by=by)[2] == 1


def test_a_wish_to_go_up_is_spent_by_a_day_that_asks_for_rest():
    rest = session(5, ending=Ending.RESTED, before=6)
    records = [*calm(0, 2, level=2), overrule(4), rest, *calm(7, 14)]
    assert decided(records, 15)[2] == 1
    later = [*calm(0, 2, level=2), overrule(4), rest]
    assert decided(later, 14) == ("H4", Action.HOLD, 1)
    assert decided([*later, overrule(14)], 14) == ("O1", Action.PROGRESS, 2)


def test_a_wish_to_go_down_is_met_once_by_a_day_that_asks_for_rest():
    records = [*calm(0, 2, level=3), overrule(4, DOWN)]
    rest = session(5, ending=Ending.RESTED, before=6)
    assert decided([*records, rest], 10)[2] == 2
    calm_rest = session(5, ending=Ending.RESTED, before=2)
    assert decided([*records, calm_rest], 6)[2] == 2
    new_pain = check_in(5, new_onset=True)
    assert decided([*records, new_pain], 9)[2] == 2


def test_a_wish_to_go_down_outlasts_a_day_that_takes_nothing_down():
    sign = [check_in(5, flags=[Flag.LOCKING]), session(5, ending=Ending.RESTED), check_in(6)]
    records = [*calm(0, 2, level=3), overrule(4, DOWN), *sign]
    assert decided(records, 6) == ("O1", Action.REDUCE, 2)


def test_a_wish_to_keep_the_dose_outlasts_a_day_that_asks_for_rest():
    records = [*READY, overrule(6, HOLD), session(6, ending=Ending.RESTED, before=2)]
    assert decided(records, 7) == ("O1", Action.HOLD, 2)


# ---------- how long it holds ----------


def test_a_choice_holds_from_its_day_until_the_next_session():
    records = [*calm(0, 2), overrule(4)]
    assert [decided(records, day)[0] for day in (3, 4, 5, 6)] == ["H4", "O1", "O1", "O1"]
    assert planned(records, 3) == planned(calm(0, 2), 3)
    records += calm(6, level=2)
    assert decided(records, 8) == ("H4", Action.HOLD, 2)


def test_a_choice_counts_for_what_is_done_after_it():
    records = calm(0, 2, 4)
    evening = [*records, overrule(4, hour=20)]
    assert decided(evening, 5) == ("O1", Action.PROGRESS, 2)
    noon = [*records, overrule(4, hour=12)]
    assert decided(noon, 5) == ("H4", Action.HOLD, 1)


def test_a_higher_dose_that_was_not_done_is_not_kept():
    records = [*calm(0, 2), overrule(4), *calm(4)]
    assert decided(records, 6)[2] == 1


def test_a_higher_dose_that_was_done_is_the_level_from_then_on():
    records = [*calm(0, 2), overrule(4), *calm(4, level=2)]
    one = planned(records, 6)
    assert (one.decision.rule, one.level, one.days_at_level) == ("H4", 2, 2)
    without = [*calm(0, 2), *calm(4, level=2)]
    assert planned(without, 6).level == 1


def test_a_late_bad_score_takes_a_choice_back_after_the_fact():
    records = [*calm(0), session(2), overrule(4), session(4, done(level=2))]
    late = check_in(3, 3, recorded_day=6)
    one = planned([*records, late, check_in(5)], 6)
    assert one.level == 1


def test_the_latest_choice_counts():
    records = calm(0, 2)
    both = [overrule(4, UP, hour=9), overrule(4, HOLD, hour=10)]
    assert decided([*records, *both], 4) == ("H4", Action.HOLD, 1)
    assert decided([*records, *reversed(both)], 4) == ("H4", Action.HOLD, 1)
    later = overrule(4, UP, hour=11)
    assert decided([*records, *both, later], 4) == ("O1", Action.PROGRESS, 2)


def test_a_choice_is_about_its_own_exercise():
    assert decided([*calm(0, 2), overrule(4, exercise_id="clam")], 4)[0] == "H4"


def test_a_choice_for_one_leg_leaves_the_other_as_it_was():
    of = exercise(**EACH)
    legs = [done(side=side) for side in Side]
    records = [session(0, *legs), check_in(1), session(2, *legs), check_in(3)]
    left, right = shown([*records, overrule(4, side=Side.LEFT)], 4, of=of)
    assert (left.decision.rule, left.level) == ("O1", 2)
    assert (right.decision.rule, right.level) == ("H4", 1)
    assert {one.level for one in shown([*records, overrule(4)], 4, of=of)} == {2}


def test_where_legs_share_a_dose_a_choice_for_one_takes_it_down_but_never_up():
    assert decided([*READY, overrule(7, DOWN, side=Side.LEFT)], 7) == ("O1", Action.REDUCE, 1)
    assert decided([*READY, overrule(7, HOLD, side=Side.RIGHT)], 7)[0] == "O1"
    assert decided([*calm(0, 2), overrule(4, side=Side.LEFT)], 4) == ("H4", Action.HOLD, 1)


def test_records_in_any_order_lead_to_the_same_plan():
    records = [
        *calm(0, 2),
        overrule(4),
        *calm(4, level=2),
        overrule(6, HOLD),
        overrule(6, DOWN),
        *calm(7),
        silence(Flag.LOCKING, 3, 9),
        check_in(8, flags=[Flag.LOCKING], hour=9),
    ]
    expected = shown(records, 10)
    chance = random.Random(7)  # noqa: S311 - an order, not a secret
    for _ in range(20):
        chance.shuffle(records)
        assert shown(records, 10) == expected


# ---------- silenced signs ----------

CLICKS = check_in(0, flags=[Flag.PAINFUL_CLICKING])


def test_a_silenced_sign_does_not_count_from_its_day_to_its_last_day():
    records = [CLICKS, silence(Flag.PAINFUL_CLICKING, 3, 5)]
    rules = [decided(records, day)[0] for day in range(8)]
    assert rules == ["S2", "S2", "S2", "N0", "N0", "N0", "S2", "S2"]


def test_a_silence_of_one_day_is_that_day():
    records = [CLICKS, silence(Flag.PAINFUL_CLICKING, 3, 3)]
    assert [decided(records, day)[0] for day in (2, 3, 4)] == ["S2", "N0", "S2"]


def test_a_silence_is_about_one_sign():
    assert decided([CLICKS, silence(Flag.LOCKING, 0, 9)], 1)[0] == "S2"
    both = check_in(1, flags=[Flag.PAINFUL_CLICKING, Flag.SWELLING])
    one = planned([both, silence(Flag.PAINFUL_CLICKING, 0, 9)], 1)
    assert one.decision.rule == "S2"
    assert "clicking" not in one.decision.reason


def test_an_emergency_sign_counts_whatever_else_is_silenced():
    records = [check_in(0, flags=[Flag.FEVER, Flag.LOCKING]), silence(Flag.LOCKING, 0, 9)]
    assert decided(records, 1)[0] == "S1"


def test_a_sign_said_just_before_a_session_is_silenced_too():
    quiet = [silence(Flag.LOCKING, 0, 3)]
    flags = frozenset({Flag.LOCKING})
    assert decided(quiet, 3, flags=flags)[0] == "N0"
    assert decided(quiet, 4, flags=flags)[0] == "S2"
    assert decided(quiet, 3, flags=flags | {Flag.LIMPING})[0] == "S2"


def test_a_sign_said_in_a_session_is_silenced_too():
    records = [session(0, flags=[Flag.LOCKING]), silence(Flag.LOCKING, 0, 3)]
    assert decided(records, 3)[0] == "H3"
    assert decided(records, 4)[0] == "S2"


def test_a_silence_is_about_one_knee():
    of = exercise(**EACH)
    both = [check_in(0, flags=[Flag.LOCKING]), silence(Flag.LOCKING, 0, 9, Knee.LEFT)]
    left, right = shown(both, 1, of=of)
    assert (left.decision.rule, right.decision.rule) == ("N0", "S2")
    assert decided(both, 1)[0] == "S2", "what both legs do follows the one that is not silenced"
    left_only = [check_in(0, flags=[Flag.LOCKING], knee=Knee.LEFT), both[1]]
    assert decided(left_only, 1)[0] == "N0"


@pytest.mark.parametrize(
    ("said_of", "silenced", "rules"),
    [
        (Knee.LEFT, Knee.LEFT, ("N0", "N0")),
        (Knee.LEFT, Knee.BOTH, ("N0", "N0")),
        (Knee.LEFT, Knee.RIGHT, ("S2", "S2")),
        (Knee.BOTH, Knee.LEFT, ("N0", "S2")),
        (Knee.BOTH, Knee.BOTH, ("N0", "N0")),
    ],
)
def test_a_sign_said_of_a_knee_just_now_is_silenced_for_that_knee(said_of, silenced, rules):
    today = {"flags": frozenset({Flag.LOCKING}), "knee": said_of}
    found = shown([silence(Flag.LOCKING, 0, 9, silenced)], 1, of=exercise(**EACH), **today)
    assert tuple(one.decision.rule for one in found) == rules
    shared = decided([silence(Flag.LOCKING, 0, 9, silenced)], 1, **today)[0]
    assert shared == ("N0" if rules == ("N0", "N0") else "S2")


def test_having_been_seen_and_a_silence_stand_beside_each_other():
    records = [CLICKS, clearance(2), check_in(4, flags=[Flag.PAINFUL_CLICKING])]
    assert decided(records, 3)[0] == "N0"
    assert decided(records, 4)[0] == "S2"
    assert decided([*records, silence(Flag.PAINFUL_CLICKING, 4, 6)], 4)[0] == "N0"


def test_a_past_plan_does_not_know_of_a_silence_that_begins_later():
    later = silence(Flag.PAINFUL_CLICKING, 3, 5)
    assert later.until - later.day == timedelta(days=2)
    assert shown([CLICKS, later], 2) == shown([CLICKS], 2)


# ---------- what is said of it ----------


@pytest.mark.parametrize(
    ("records", "day", "choice", "changes"),
    [
        (READY, 7, HOLD, "after it, the rules decide again"),
        (READY, 7, DOWN, "stays down for 7 days"),
        (calm(0, 2), 4, UP, "A sore morning would hold it"),
    ],
)
def test_a_choice_is_explained_like_any_decision(records, day, choice, changes):
    squat, starter = exercise(), programme()
    (found,) = explain(
        starter.items[0],
        squat,
        programme=starter,
        catalogue=catalogue(squat),
        records=read_records(history(*records, overrule(day, choice)), on(day)),
        today=Today(day=on(day)),
    )
    step = found.steps[-1]
    assert (step.rule.id, step.decision.rule) == ("O1", "O1")
    assert changes in step.changes
    assert [source.key for source in step.sources] == ["house-rule"]


def test_the_persons_choice_has_a_name_and_a_source_beside_the_rules():
    assert (*RULES, OWN_CHOICE) == DECIDERS
    assert OWN_CHOICE.sources == ("house-rule",)
    assert "(O1, ours)" in handbook()
    assert "| O1 | The person's own choice |" in details()
