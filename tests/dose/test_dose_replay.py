"""The fold of a history: what is taken in, in which order, and what follows."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from dose_builders import (
    DAY,
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

from kneecoach.dose.chain import Cause
from kneecoach.dose.followed import replay_item
from kneecoach.dose.plan import plan
from kneecoach.dose.track import read_records
from kneecoach.model.decision import Action, Standing
from kneecoach.model.dose import Side, Sides, Variable
from kneecoach.model.exercise import Kind
from kneecoach.model.feedback import Flag, Knee, Today
from kneecoach.model.programme import Limits
from kneecoach.model.record import Ending, History
from kneecoach.model.session_said import KneeScores


def planned(records, day, *, of=None, by=None, **today):
    """Return the first prescription of the plan for a day."""
    known = records if isinstance(records, History) else history(*records)
    shown = plan(by or programme(), catalogue(of or exercise()), known, Today(day=on(day), **today))
    return shown.exercises[0].prescriptions[0]


def chain_of(records, day, *, of=None, by=None, place=0):
    squat, starter = of or exercise(), by or programme()
    replayed = replay_item(
        starter.items[0],
        squat,
        programme=starter,
        catalogue=catalogue(squat),
        records=read_records(history(*records), on(day)),
        today=Today(day=on(day)),
        keeps_chain=True,
    )
    return replayed[place][1]


def rule(records, day, **more):
    return planned(records, day, **more).decision.rule


def last_felt(records, day, **more):
    """Return the last session's scores as the rules see them on a day."""
    return chain_of(records, day, **more).situation.last.felt


def calm(*days, level=1, **scores):
    """Return calm sessions with the mornings after them."""
    records = []
    for day in days:
        records += [session(day, done(level=level), **scores), check_in(day + 1)]
    return records


def flare(day, level=1, **scores):
    return [session(day, done(level=level), **scores), check_in(day + 1, 3), check_in(day + 2, 0)]


# ---------- mornings ----------


def test_the_morning_is_the_check_in_of_the_next_day():
    records = [session(0), check_in(0, 5), check_in(1, 2), check_in(2, 7)]
    assert last_felt(records, 2).morning == 2


def test_a_missing_morning_is_unknown_and_never_zero():
    records = [session(0), check_in(0, 0), check_in(2, 0)]
    assert last_felt(records, 2).morning is None
    assert rule(records, 2) == "H3"


def test_a_morning_that_has_not_come_yet_is_unknown():
    records = [session(0), check_in(1, 0)]
    assert last_felt(records, 0).morning is None
    assert last_felt(records, 1).morning == 0


def test_the_latest_word_about_a_morning_counts():
    first, later = check_in(1, 5, hour=7), check_in(1, 1, hour=9)
    for records in ([session(0), first, later], [session(0), later, first]):
        assert last_felt(records, 1).morning == 1


def test_a_morning_given_days_later_counts_for_its_own_day():
    records = [*calm(0, 3), session(6)]
    assert rule(records, 8) == "H3"
    assert rule([*records, check_in(7, 0, recorded_day=8)], 8) == "X1"


@pytest.mark.parametrize(
    ("pains", "lasted"),
    [
        ({}, None),
        ({1: 0}, 0),
        ({1: 1}, 0),
        ({1: 2}, 1),
        ({1: 2, 2: 1}, 1),
        ({1: 2, 2: 2}, 2),
        ({1: 2, 3: 2}, 3),
        ({3: 2}, 3),
        ({3: 1}, 0),
        ({1: 2, 3: 1}, 1),
        ({1: 1, 2: 5}, 0),
        ({1: 2, 2: 1, 3: 4}, 1),
        ({1: 2, 2: 2, 3: 2, 4: 2, 5: 1}, 4),
    ],
)
def test_how_long_pain_stayed_above_its_level_before(pains, lasted):
    records = [session(0, before=1), *(check_in(day, pain) for day, pain in pains.items())]
    assert last_felt(records, 6).lasted == lasted


def test_pain_lasts_no_longer_than_until_the_next_session():
    records = [session(0), check_in(1, 2), check_in(2, 2), session(2), check_in(3, 2)]
    first = chain_of([*records, session(5)], 6).situation.sessions[0].felt
    assert first.lasted == 2
    # Another exercise's session ends it too: the knee does not know which it was.
    other = [*records[:3], session(2, done("clam")), check_in(3, 2), check_in(4, 2)]
    assert last_felt(other, 5).lasted == 2


def test_the_scores_of_two_sessions_a_day_share_the_morning():
    records = [session(0, hour=9, after=2), session(0, hour=18), check_in(1, 1)]
    felt = [signs.felt for signs in chain_of(records, 1).situation.sessions]
    assert [one.morning for one in felt] == [1, 1]
    assert rule(records, 1) == "F3"
    # Before that morning, nothing is known of either.
    evening = chain_of(
        records,
        0,
    ).situation.sessions
    assert [signs.felt.morning for signs in evening] == [None, None]


# ---------- which knee ----------


def each(**said):
    return exercise(sides=Sides.EACH, **said)


def of_sides(records, day, **more):
    shown = plan(programme(), catalogue(each()), history(*records), Today(day=on(day), **more))
    return {one.side: one for one in shown.exercises[0].prescriptions}


def one_of_each(day, **scores):
    return session(day, done(side=Side.LEFT), done(side=Side.RIGHT), **scores)


def test_each_leg_follows_its_own_mornings():
    records = [
        one_of_each(0),
        check_in(1, 3, knee=Knee.LEFT),
        check_in(1, 0, knee=Knee.RIGHT, hour=9),
    ]
    legs = of_sides(records, 1)
    assert legs[Side.LEFT].decision.rule == "F1"
    assert legs[Side.RIGHT].decision.rule == "H4"
    assert planned([session(0), *records[1:]], 1).decision.rule == "F1"


def knees(record, left, right):
    """Add what was said of each knee: before, during, after; the worse of both for the session."""
    said = tuple(
        KneeScores(side=side, before=before, during=during, after=after)
        for side, (before, during, after) in ((Side.LEFT, left), (Side.RIGHT, right))
    )
    return replace(record, knees=said)


def test_each_leg_follows_its_own_scores_of_the_session():
    record = one_of_each(0, before=4, during=4, after=4)
    legs = of_sides([knees(record, (4, 4, 4), (0, 1, 4)), check_in(1, 0)], 2)
    assert legs[Side.RIGHT].decision.rule != legs[Side.LEFT].decision.rule
    assert (
        legs[Side.RIGHT].decision.rule
        == of_sides([one_of_each(0, before=0, during=1, after=4), check_in(1, 0)], 2)[
            Side.RIGHT
        ].decision.rule
    )


def test_the_leg_that_hurt_more_speaks_for_what_both_share():
    apart = knees(session(0, before=3, during=3, after=3), (3, 3, 3), (0, 0, 0))
    shared = session(0, before=3, during=3, after=3)
    after = [check_in(1, 0)]
    assert planned([apart, *after], 2).decision == planned([shared, *after], 2).decision


def test_work_told_of_one_leg_and_of_both_takes_the_larger_rise():
    record = session(0, done(side=Side.LEFT), done(), before=3, during=3, after=3)
    mixed = knees(record, (0, 3, 3), (3, 3, 3))
    alone = knees(
        session(0, done(side=Side.LEFT), before=3, during=3, after=3), (0, 3, 3), (3, 3, 3)
    )
    told = [of_sides([one, check_in(1, 0)], 2)[Side.LEFT].decision for one in (mixed, alone)]
    assert told[0] == told[1]
    silent = knees(record, (0, 3, None), (3, 3, None))
    assert of_sides([silent, check_in(1, 0)], 2)[Side.LEFT].decision.rule.startswith("H")


def test_a_leg_that_was_not_asked_about_is_never_taken_for_zero():
    records = [one_of_each(0), check_in(1, 3, knee=Knee.LEFT)]
    assert {one.decision.rule for one in of_sides(records, 1).values()} == {"F1"}


def test_the_worse_of_two_mornings_speaks_for_what_both_legs_share():
    both = [check_in(3, 4, knee=Knee.LEFT), check_in(3, 1, knee=Knee.RIGHT, hour=9)]
    assert last_felt([session(2), *both], 3).morning == 4


def of_level_two(day, **scores):
    legs = [done(side=side, level=2, position=place) for place, side in enumerate(Side)]
    return session(day, *legs, **scores)


def test_a_sign_of_one_knee_does_not_hold_the_other_at_a_session():
    ready = [one for day in (0, 2, 4) for one in (one_of_each(day), check_in(day + 1))]
    sign = check_in(7, knee=Knee.LEFT, flags=[Flag.SWELLING])
    legs = of_sides([*ready, sign, of_level_two(7), check_in(8, knee=Knee.RIGHT)], 9)
    assert [legs[side].decision.rule for side in Side] == ["S2", "H4"]
    assert legs[Side.RIGHT].level == 2


def test_pain_of_one_knee_before_a_session_does_not_take_the_other_down():
    ready = [one for day in (0, 2, 4) for one in (one_of_each(day), check_in(day + 1))]
    apart = knees(of_level_two(7, before=6, during=6, after=6), (6, 6, 6), (0, 0, 0))
    legs = of_sides([*ready, apart, check_in(8)], 9)
    assert legs[Side.RIGHT].level == 2
    assert legs[Side.LEFT].decision.rule == "R1"


def test_a_sign_stops_its_own_side_and_what_both_share():
    records = [one_of_each(0), check_in(1, 0, knee=Knee.LEFT, flags=[Flag.SWELLING])]
    legs = of_sides(records, 1)
    assert legs[Side.LEFT].standing is Standing.STOPPED
    assert legs[Side.RIGHT].standing is Standing.READY
    assert planned([session(0), records[1]], 1).standing is Standing.STOPPED


def test_an_emergency_sign_of_one_knee_stops_both():
    records = [one_of_each(0), check_in(1, 0, knee=Knee.LEFT, flags=[Flag.FEVER])]
    assert {one.decision.rule for one in of_sides(records, 1).values()} == {"S1"}


def test_a_word_about_the_other_knee_does_not_take_a_sign_back():
    sign = check_in(1, 0, knee=Knee.LEFT, flags=[Flag.LOCKING])
    other = check_in(2, 0, knee=Knee.RIGHT)
    assert of_sides([sign, other], 2)[Side.LEFT].decision.rule == "S2"
    own = check_in(2, 0, knee=Knee.LEFT, hour=9)
    assert of_sides([sign, other, own], 2)[Side.LEFT].decision.rule == "N0"


def test_work_done_on_one_leg_belongs_to_that_leg_and_shared_work_to_both():
    left = [session(day, done(side=Side.LEFT)) for day in (0, 2)]
    legs = of_sides([*left, session(4, done())], 5)
    assert legs[Side.LEFT].decision.rule == "H3"
    assert of_sides(left, 5)[Side.RIGHT].decision.rule == "N0"
    assert legs[Side.RIGHT].decision.rule == "H3"


def test_a_ladder_that_changes_from_both_legs_to_one_is_followed_as_one():
    squat = exercise(levels=2)
    single = each(levels=2)
    mixed = exercise(levels=2)
    object.__setattr__(mixed, "ladder", (squat.ladder[0], single.ladder[1]))
    records = [session(0), check_in(1)]
    at_first = plan(programme(), catalogue(mixed), history(*records), Today(day=on(1)))
    assert [one.side for one in at_first.exercises[0].prescriptions] == [None]
    records = calm(0, 3, 6)
    later = plan(programme(), catalogue(mixed), history(*records), Today(day=on(8)))
    sides = [(one.side, one.level) for one in later.exercises[0].prescriptions]
    assert sides == [(Side.LEFT, 2), (Side.RIGHT, 2)]
    # Done on each leg, it still is one track: the worse leg speaks for both.
    sore = session(9, done(side=Side.LEFT, level=2, during=6), done(side=Side.RIGHT, level=2))
    after = plan(programme(), catalogue(mixed), history(*records, sore), Today(day=on(10)))
    assert [one.decision.rule for one in after.exercises[0].prescriptions] == ["R1"]


# ---------- what was done ----------


def test_the_worst_pain_of_an_exercise_overrides_that_of_the_session():
    assert last_felt([session(0, done(during=1), during=4)], 1).during == 1
    assert last_felt([session(0, done(during=None), during=4)], 1).during == 4
    assert last_felt([session(0, done(during=5), during=None)], 1).during == 5


@pytest.mark.parametrize(
    ("left", "right", "worst", "expected"),
    [
        (1, 4, 0, 4),
        (1, 1, 0, 1),
        (1, None, None, None),
        (3, None, None, None),
        (4, None, None, 4),
        (None, None, None, None),
        (1, None, 2, 2),
    ],
)
def test_of_several_parts_the_worst_counts_and_unknown_hides_no_calm_one(
    left, right, worst, expected
):
    parts = (done(side=Side.LEFT, during=left), done(side=Side.RIGHT, during=right))
    assert last_felt([session(0, *parts, during=worst)], 1).during == expected


def test_of_several_parts_the_least_work_level_and_spare_count():
    parts = (done(level=3, spare=2), done(level=2, spare=1, position=1))
    sets = (done_set(1), done_set(2), done_set(3), done_set(1, position=1))
    found = chain_of([session(0, *parts, sets=sets)], 1)
    felt = found.situation.last.felt
    assert (felt.complete, felt.spare, found.course.level) == (33, 1, 2)
    unknown = (done(spare=2), done(position=1))
    assert last_felt([session(0, *unknown)], 1).spare is None


@pytest.mark.parametrize(
    ("sets", "ending", "complete"),
    [
        ((), Ending.LOGGED, 100),
        ((), Ending.FINISHED, 0),
        ((done_set(1), done_set(2), done_set(3)), Ending.FINISHED, 100),
        ((done_set(1), done_set(2)), Ending.FINISHED, 66),
        ((done_set(1), done_set(2, complete=50)), Ending.LOGGED, 50),
        ((done_set(1), done_set(2, complete=0), done_set(3)), Ending.FINISHED, 66),
        ((done_set(1, complete=20), done_set(1, complete=90)), Ending.FINISHED, 30),
        ((done_set(1, complete=90), done_set(1, complete=20)), Ending.FINISHED, 30),
        (tuple(done_set(number) for number in range(1, 6)), Ending.FINISHED, 100),
        ((done_set(1, position=4),), Ending.FINISHED, 0),
        ((done_set(1, side=Side.LEFT),), Ending.FINISHED, 0),
    ],
)
def test_the_share_of_the_work_comes_from_the_sets(sets, ending, complete):
    assert last_felt([session(0, sets=sets, ending=ending)], 1).complete == complete


def test_a_session_that_was_cut_off_counts_with_unknown_scores_when_a_set_was_done():
    unknown = {"during": None, "after": None, "effort": None, "ending": Ending.ABANDONED}
    begun = session(0, sets=(done_set(1),), **unknown)
    assert rule([begun, check_in(1)], 1) == "H3"
    nothing = session(0, sets=(done_set(1, complete=0),), **unknown)
    assert rule([nothing, check_in(1)], 1) == "N0"
    elsewhere = session(
        0, done(), done("clam", position=1), sets=(done_set(1, position=1),), **unknown
    )
    assert rule([elsewhere, check_in(1)], 1) == "N0"


def test_an_open_session_does_not_count_yet():
    assert rule([session(0, ending=Ending.OPEN, during=9)], 1) == "N0"


def test_sessions_of_other_programmes_count():
    records = [session(0, programme_id="run"), check_in(1, 3)]
    assert rule(records, 1) == "F1"


def test_a_session_without_the_exercise_does_not_count_for_it():
    assert rule([session(0, done("clam"))], 1) == "N0"


# ---------- corrections and order ----------


def test_a_correction_takes_the_place_of_what_it_corrects():
    records = [session(0, during=6, number=1), check_in(1)]
    assert rule(records, 1) == "R1"
    corrected = session(0, during=2, number=2, replaces=1, hour=19)
    assert rule([*records, corrected], 1) == "H4"
    again = session(0, during=4, number=3, replaces=2, hour=20)
    assert rule([*records, corrected, again], 1) == "H2"
    assert len(chain_of([*records, corrected, again], 1).situation.sessions) == 1


def test_of_two_corrections_the_later_counts_and_a_record_cannot_correct_itself():
    first = session(0, number=1)
    rivals = [
        session(0, during=4, number=2, replaces=1, hour=19),
        session(0, during=6, number=3, replaces=1, hour=20),
    ]
    for order in (rivals, rivals[::-1]):
        assert rule([first, *order, check_in(1)], 1) == "R1"
    # What was closed last is the later word, also when it was begun first.
    long = replace(rivals[0], ended_at=rivals[1].ended_at + timedelta(hours=1))
    assert rule([first, long, rivals[1], check_in(1)], 1) == "H2"
    own = session(0, during=6, number=4, replaces=4)
    assert rule([own], 1) == "R1"
    assert rule([first, own, rivals[0]], 1) == "R1"
    orphan = session(0, during=6, number=5, replaces=99)
    assert rule([orphan], 1) == "R1"


def test_a_correction_from_later_does_not_change_an_earlier_plan():
    records = [session(0, during=6, number=1)]
    moved = session(5, during=0, number=2, replaces=1)
    assert rule([*records, moved], 3) == "R1"
    assert rule([*records, moved], 6) == "H3"


def test_records_in_any_order_lead_to_the_same_plan():
    records = [*calm(0, 2, 5, 7, 9), *flare(12, level=2), *calm(14, 16, 21), clearance(13)]
    expected = planned(records, 22)
    for seed in range(10):
        shuffled = records.copy()
        random.Random(seed).shuffle(shuffled)  # noqa: S311  an order, not a secret
        assert planned(shuffled, 22) == expected


def test_what_is_dated_later_is_left_out():
    records = calm(0, 3, 6)
    later = [session(9, during=9), check_in(8, 9, flags=[Flag.FEVER]), clearance(20)]
    assert planned([*records, *later], 7) == planned(records, 7)


# ---------- up, down, and staying ----------


def test_the_dose_goes_up_when_the_next_session_comes_not_before():
    records = calm(0, 3, 6)
    for day in (7, 8, 9, 10, 13):
        shown = planned(records, day)
        assert (shown.level_before, shown.level) == (1, 2)
        assert shown.decision.action is Action.PROGRESS
    assert planned(records, 14).decision.rule == "G0"
    later = [*records, session(9, done(level=2)), check_in(10)]
    shown = planned(later, 10)
    assert (shown.level_before, shown.level, shown.days_at_level) == (2, 2, 1)
    assert shown.calm_in_a_row == 1


def test_a_late_score_changes_what_follows_but_not_what_was_done():
    """A session that was done at level 1 stays so, though its level could have been 2."""
    records = [*calm(0, 3), session(6), *calm(8, 10, level=1)]
    assert planned(records, 11).level == 1
    corrected = [*records, check_in(7, 0, recorded_day=11)]
    shown = planned(corrected, 11)
    assert (shown.level_before, shown.level) == (1, 2)
    worse = [*records, check_in(7, 4, recorded_day=11)]
    assert planned(worse, 11).decision.rule == "H4"


def test_a_late_bad_score_takes_the_dose_down_after_the_fact():
    records = [*calm(0, 3, 6), session(8, done(level=2)), *calm(11, 13, level=2)]
    assert planned(records, 14).level == 2
    shown = planned([*records, check_in(9, 3, recorded_day=14)], 14)
    assert (shown.level_before, shown.level) == (1, 1)


def test_going_down_at_will_counts_and_up_does_not():
    records = [*calm(0, level=3), *calm(3, level=2)]
    shown = planned(records, 4, by=programme(start_level=3))
    assert (shown.level, shown.days_at_level) == (2, 1)
    records = [*calm(0, level=2), *calm(3, level=4)]
    assert planned(records, 4).level == 2
    both = [*flare(0, level=4), *calm(3, level=2)]
    assert (planned(both, 4).level, planned(both, 4).dose.sets) == (2, 3)


def test_a_flare_takes_one_level_and_a_week_goes_by_before_it_comes_back():
    records = [*calm(0, level=3), *flare(3, level=3)]
    shown = planned(records, 5)
    assert (shown.decision.rule, shown.level) == ("F1", 2)
    records += calm(6, 8, 10, level=2)
    assert planned(records, 12).decision.rule == "H4"
    shown = planned(records, 13)
    assert (shown.decision.rule, shown.level) == ("X1", 3)


def test_at_the_bottom_sets_are_taken_off_and_come_back_one_by_one():
    records = flare(0)
    shown = planned(records, 2)
    assert (shown.level, shown.dose.sets, shown.decision.detail("sets_to")) == (1, 2, 2)
    records += [*flare(3)]
    assert planned(records, 5).dose.sets == 1
    records += [clearance(6), *flare(6)]
    assert planned(records, 8).dose.sets == 1
    records += [*calm(9, 12, 15)]
    shown = planned(records, 16)
    assert (shown.level, shown.dose.sets) == (1, 2)
    records += [*calm(17, 20, 23)]
    shown = planned(records, 24)
    assert (shown.level, shown.dose.sets, shown.decision.rule) == (1, 3, "X1")
    records += [*calm(25, 28, 31)]
    shown = planned(records, 32)
    assert (shown.level, shown.dose.sets) == (2, 3)


def test_sets_are_taken_off_those_of_the_lowest_level():
    squat, short = exercise(sets=4), exercise(sets=2)
    object.__setattr__(squat, "ladder", (short.ladder[0], *squat.ladder[1:]))
    assert planned(flare(0), 2, of=squat).dose.sets == 1


def test_at_the_bottom_the_easier_exercise_is_named_when_a_pack_has_it():
    squat = exercise(easier="quad_set")
    known = catalogue(squat, exercise("quad_set"))
    shown = plan(programme(), known, history(*flare(0)), Today(day=on(2)))
    found = shown.exercises[0].prescriptions[0]
    assert (found.decision.detail("easier"), found.dose.sets) == ("quad_set", 3)
    alone = planned(flare(0), 2, of=squat)
    assert (alone.decision.detail("easier"), alone.dose.sets) == (None, 2)


def test_at_the_top_the_harder_exercise_is_named():
    squat = exercise(levels=1, harder="step_down")
    known = catalogue(squat, exercise("step_down"))
    shown = plan(programme(), known, history(*calm(0, 3, 6)), Today(day=on(7)))
    found = shown.exercises[0].prescriptions[0]
    assert (found.level, found.decision.detail("harder")) == (1, "step_down")
    records = calm(0, 3, 6, 8, 10)
    assert planned(records, 11, of=exercise(levels=1)).level == 1


def test_a_next_level_with_more_load_waits_for_repetitions_to_spare():
    squat = exercise(changes=Variable.LOAD)
    records = calm(0, 3, 6)
    shown = planned(records, 7, of=squat)
    assert (shown.decision.rule, shown.decision.action, shown.level) == ("X5", Action.HOLD, 1)
    spare = [
        *(session(day, done(spare=2)) for day in (0, 3, 6)),
        *(check_in(day) for day in (1, 4, 7)),
    ]
    shown = planned(spare, 7, of=squat)
    assert (shown.decision.rule, shown.level) == ("X5", 2)


def test_a_level_that_changes_the_days_a_week_counts_like_any_other():
    shown = planned(calm(0, 3, 6), 7, of=exercise(changes=Variable.FREQUENCY))
    assert (shown.decision.rule, shown.level) == ("X1", 2)


def test_the_first_dose_is_the_start_level_within_limits():
    assert planned([], 0, by=programme(start_level=3)).level == 3
    limited = programme(start_level=4, limits=Limits(lowest_level=2, highest_level=3))
    assert planned([], 0, by=limited).level == 3
    raised = programme(start_level=1, limits=Limits(lowest_level=2))
    assert planned([], 0, by=raised).level == 2
    assert planned([], 0, by=programme(start_level=9)).level == 5
    shown = planned([], 0)
    assert (shown.decision.rule, shown.level_before, shown.days_at_level) == ("N0", 1, 0)


def test_a_ladder_that_became_shorter_clamps_down():
    records = calm(0, 3, level=5)
    shown = planned(records, 4, of=exercise(levels=2))
    assert (shown.level, shown.level_before) == (2, 2)
    assert planned(records, 4, by=programme(limits=Limits(highest_level=3))).level == 3


def test_a_programme_that_changed_never_raises_the_dose():
    records = calm(0, 3, level=2)
    assert planned(records, 4, by=programme(start_level=4)).level == 2
    assert planned(records, 4, by=programme(limits=Limits(lowest_level=4))).level == 2
    assert planned([session(0, done(level=0))], 1).level == 1


def test_days_without_the_exercise():
    records = calm(0, 3, 6, level=3)
    assert [rule(records, day) for day in (13, 14, 20, 21)] == ["X1", "G0", "G0", "G1"]
    assert planned(records, 21).level == 2
    assert planned(records, 200).level == 2


def test_a_worse_week_is_answered_once():
    sore = [
        *calm(0, 2, level=3, during=0),
        *calm(7, 9, level=3, during=2, effort=8),
    ]
    assert rule(sore, 10) == "F5"
    more = [*sore, *calm(11, level=2, during=2)]
    assert rule(more, 12) == "H4"


# ---------- rests ----------


def test_red_pain_rests_two_days_from_the_session():
    records = [session(0, done(level=3), during=6), check_in(1)]
    for day, standing in ((0, "resting"), (1, "resting"), (2, "ready"), (3, "ready")):
        shown = planned(records, day)
        assert (shown.decision.rule, shown.level) == ("R1", 2)
        assert shown.standing == standing
        assert shown.until == (on(2) if standing == "resting" else None)


def test_a_sharp_session_rests_three_days_even_when_a_shorter_rest_is_reported():
    records = [session(0, done(level=3), during=4, sharp=True)]
    assert [planned(records, day).standing for day in (2, 3)] == ["resting", "ready"]
    both = [session(0, done(level=3), during=5, sharp=True)]
    shown = planned(both, 1, before=6)
    assert (shown.decision.rule, shown.until) == ("R3", on(3))


def test_a_rest_that_was_asked_for_outlasts_a_session_done_in_spite_of_it():
    records = [session(0, done(level=3), sharp=True), *calm(1, level=2)]
    shown = planned(records, 2)
    assert (shown.standing, shown.until) == (Standing.RESTING, on(3))
    assert shown.decision.rule == "R2"
    assert planned(records, 3).standing is Standing.READY
    assert planned(records, 3).decision.rule == "H4"


def rested(day, **said):
    return session(day, done(level=3), ending=Ending.RESTED, during=None, after=None, **said)


def test_a_rest_before_starting_takes_its_step_down_and_is_no_session():
    records = calm(0, level=3)
    asked = planned(records, 2, before=6)
    assert (asked.decision.rule, asked.level, asked.until) == ("R3", 2, on(3))
    kept = [*records, rested(2, before=6)]
    again = planned(kept, 2, before=6)
    assert (again.decision.rule, again.level, again.standing) == ("R3", 2, Standing.RESTING)
    without_asking = planned(kept, 2)
    assert (without_asking.decision.rule, without_asking.standing) == ("R3", Standing.RESTING)
    next_day = planned(kept, 3)
    assert (next_day.level, next_day.standing, next_day.decision.rule) == (
        2,
        Standing.READY,
        "H4",
    )
    assert (next_day.level_before, next_day.days_at_level) == (3, 1)
    assert len(chain_of(kept, 3).situation.sessions) == 1


def test_a_rest_on_another_day_steps_down_again():
    kept = [*calm(0, level=3), rested(2, before=6), rested(3, before=7)]
    assert planned(kept, 4).level == 1
    twice_a_day = [*calm(0, level=3), rested(2, before=6), rested(2, before=7, hour=20)]
    assert planned(twice_a_day, 3).level == 2


def test_a_session_that_a_rest_has_answered_is_not_answered_twice():
    records = [session(0, done(level=3), during=6), check_in(1), rested(1, before=2)]
    assert planned(records, 1).level == 2
    shown = planned(records, 3)
    assert (shown.decision.rule, shown.level) == ("R1", 2)
    assert shown.decision.detail("already_taken") is True
    after = [*records, *calm(4, level=2)]
    assert planned(after, 5).level == 2
    again = [*records, session(4, done(level=2), during=6)]
    assert planned(again, 5).level == 1


def test_a_rest_never_takes_the_dose_up():
    records = [*calm(0, 3, 6), rested(7, before=1)]
    shown = planned(records, 8)
    assert (shown.level_before, shown.level) == (1, 2)


def test_a_rest_of_other_exercises_does_not_count_and_one_without_a_list_does():
    other = session(2, done("clam"), ending=Ending.RESTED, before=6)
    assert planned([*calm(0, level=3), other], 3).level == 3
    unlisted = session(2, ending=Ending.RESTED, before=6, listed=False)
    assert planned([*calm(0, level=3), unlisted], 3).level == 2
    left = session(2, done(side=Side.LEFT), ending=Ending.RESTED, before=6)
    records = [session(0, done(side=Side.LEFT, level=3), done(side=Side.RIGHT, level=3)), left]
    legs = of_sides([*records, check_in(1)], 3)
    assert (legs[Side.LEFT].level, legs[Side.RIGHT].level) == (2, 3)


def test_a_rest_before_the_first_session_lowers_where_it_begins():
    shown = planned([rested(0, before=6)], 1, by=programme(start_level=3))
    assert (shown.level, shown.decision.rule) == (2, "N0")
    begun = planned([rested(0, before=6), *calm(1, level=3)], 2, by=programme(start_level=3))
    assert begun.level == 2


def test_new_pain_in_a_check_in_rests_three_days_and_steps_down_once():
    records = [*calm(0, level=3), check_in(2, 3, new_onset=True)]
    first = planned(records, 2)
    assert (first.decision.rule, first.level, first.until) == ("R2", 2, on(5))
    said_again = planned(records, 2, new_onset=True, before=3)
    assert said_again.level == 2
    for day, standing in ((3, "resting"), (4, "resting"), (5, "ready")):
        shown = planned([*records, check_in(3, 0), check_in(4, 0)], day)
        assert (shown.level, shown.standing) == (2, standing)
    assert planned(records, 4).decision.rule == "R2"
    assert [link.cause for link in chain_of(records, 4).chain] == [Cause.SESSION, Cause.NEW_PAIN]


def test_new_pain_before_an_exercise_was_ever_done_only_rests():
    records = [check_in(0, 3, new_onset=True)]
    shown = planned(records, 1, by=programme(start_level=3))
    assert (shown.level, shown.standing, shown.until) == (3, Standing.RESTING, on(3))
    assert planned(records, 3, by=programme(start_level=3)).standing is Standing.READY


def test_new_pain_rests_three_days_though_a_shorter_rest_is_reported():
    records = [*calm(0, level=3), check_in(2, 6, new_onset=True)]
    shown = planned(records, 2)
    assert (shown.decision.rule, shown.until) == ("R3", on(5))
    started = session(2, done(level=3), before=6, new_onset=True)
    assert planned([*calm(0, level=3), started], 3).until == on(5)


def test_severe_pain_speaks_before_advice_that_stands():
    sore = [one for day in (0, 2, 4) for one in flare(day, level=4)]
    records = [*sore, session(6, done(level=2), during=8), check_in(7), *calm(8, level=2)]
    assert planned([*sore, *calm(6, level=2)], 9).decision.rule == "S4"
    assert planned(records, 9).decision.rule == "S3"


def test_three_sessions_count_however_long_ago_they_were():
    rises = [(14, 1, 0), (16, 2, 0), (18, 4, 1)]
    records = [
        one
        for day, during, after in rises
        for one in (session(day, done(level=3), during=during), check_in(day + 1, after))
    ]
    assert planned(records, 19).decision.rule == "F4"
    for day in (0, 12):
        assert planned([*calm(day, level=3, during=2), *records], 19).decision.rule == "F4"


def test_of_two_rests_that_end_on_one_day_the_first_is_told():
    records = [*calm(0, level=4), check_in(2, 1, new_onset=True), rested(4, before=6)]
    shown = planned(records, 4)
    assert (shown.decision.rule, shown.level, shown.until) == ("R2", 2, on(5))


def test_a_step_down_on_a_day_of_rest_is_where_days_are_counted_from():
    records = [*flare(0, level=3), rested(2), *calm(4, level=2)]
    shown = planned(records, 6, by=programme(start_level=3))
    assert (shown.level, shown.days_at_level) == (2, 4)


def test_new_pain_said_before_a_session_steps_down_in_the_middle_of_calm_ones():
    records = [*calm(0, 2, level=3), session(4, done(level=2), new_onset=True), check_in(5)]
    last = chain_of(records, 5, by=programme(start_level=3)).chain[-1]
    assert (last.verdict.rule, last.level) == ("R2", 2)
    assert planned(records, 5, by=programme(start_level=3)).decision.rule == "R2"


def test_severe_pain_after_someone_was_seen_is_answered_again():
    records = [check_in(0, 8), clearance(2), check_in(3)]
    assert rule(records, 3) == "N0"
    assert rule([*records, check_in(4, 8), check_in(5)], 5) == "S3"


@pytest.mark.parametrize(("complete", "decided"), [(0, "N0"), (1, "U1")])
def test_a_session_that_was_given_up_counts_when_anything_of_it_was_done(complete, decided):
    sets = tuple(done_set(number, complete=complete) for number in (1, 2, 3))
    records = [session(day, ending=Ending.ABANDONED, sets=sets) for day in (0, 2)]
    assert rule([*records, check_in(1), check_in(3)], 4) == decided


def test_this_mornings_score_is_the_pain_now_until_a_later_word():
    records = [*calm(0, level=3), check_in(3, 6)]
    assert rule(records, 3) == "R3"
    assert rule(records, 3, before=2) == "H4"
    assert rule([*records, session(3, done(level=3), before=1)], 3) == "H3"


# ---------- advice to be seen ----------


def test_a_sign_stands_until_a_later_check_in_without_it():
    records = [*calm(0), check_in(2, 0, flags=[Flag.GIVING_WAY])]
    for day in (2, 3, 9):
        shown = planned(records, day)
        assert (shown.decision.rule, shown.standing) == ("S2", Standing.STOPPED)
    assert rule([*records, check_in(4, 0)], 4) != "S2"
    assert rule([*records, check_in(4, 0)], 3) == "S2"
    assert rule([*records, check_in(4, 0, flags=[Flag.GIVING_WAY])], 4) == "S2"


def test_a_sign_of_a_session_stands_until_a_check_in_of_a_later_day():
    records = [session(0, flags=[Flag.LOCKING]), check_in(0, 0, hour=21)]
    assert rule(records, 0) == "S2"
    assert rule([*records, check_in(1, 0)], 1) == "H4"
    # A session without the sign does not take it back.
    assert rule([*records, session(2)], 3) == "S2"


def test_a_corrected_check_in_takes_a_sign_back_the_same_morning():
    records = [check_in(1, 0, flags=[Flag.FEVER], hour=7), check_in(1, 0, hour=8)]
    assert rule(records, 1) == "N0"


def test_what_is_said_today_adds_to_what_stands():
    assert rule([*calm(0)], 1, flags=frozenset({Flag.TRAUMA})) == "S2"
    records = [check_in(1, 0, flags=[Flag.SWELLING])]
    assert rule(records, 1, flags=frozenset({Flag.FEVER})) == "S1"


def test_being_seen_answers_signs_but_never_those_of_an_emergency():
    sign = check_in(2, 0, flags=[Flag.SWELLING])
    assert rule([sign, clearance(2)], 3) == "S2"
    assert rule([sign, clearance(3)], 3) == "N0"
    assert rule([sign, clearance(3)], 2) == "S2"
    fever = check_in(2, 0, flags=[Flag.FEVER])
    assert rule([fever, clearance(3)], 4) == "S1"
    assert rule([fever, clearance(3), check_in(4, 0)], 4) == "N0"


def test_severe_pain_stops_until_someone_was_seen():
    records = [session(0, done(level=3), during=8), *calm(3, 5, 7, level=3)]
    assert planned(records, 9).decision.rule == "S3"
    assert planned(records, 9).standing is Standing.STOPPED
    assert rule([*records, clearance(0)], 9) == "S3"
    assert rule([*records, clearance(1)], 9) != "S3"


def test_the_last_time_of_being_seen_and_the_last_severe_pain_count():
    severe = [session(0, during=8), session(6, during=9)]
    assert rule([*severe, clearance(3)], 8) == "S3"
    assert rule([*severe, clearance(3), clearance(7)], 8) != "S3"
    assert rule([*severe, clearance(3), clearance(7)], 6) == "S3"
    assert rule([session(0, during=8), clearance(1), clearance(4)], 5) != "S3"
    sign = check_in(5, 0, flags=[Flag.SWELLING])
    assert rule([sign, clearance(3), clearance(6)], 7) == "N0"
    assert rule([sign, clearance(3), clearance(4)], 7) == "S2"


def test_after_being_seen_the_session_still_counts_for_the_dose():
    records = [session(0, done(level=3), during=8), check_in(1), clearance(1)]
    shown = planned(records, 2)
    assert (shown.decision.rule, shown.level) == ("R1", 2)


@pytest.mark.parametrize(
    ("record", "is_severe"),
    [
        (check_in(2, 8), True),
        (check_in(2, 7), False),
        (session(2, done("clam"), during=8), True),
        (session(2, done("clam"), during=7), False),
        (session(2, done("clam", during=8), during=2), True),
        (session(2, done("clam"), during=6, sharp=True), True),
        (session(2, done("clam"), during=5, sharp=True), False),
        (session(2, done("clam"), during=None, sharp=True), False),
        (session(2, done("clam"), before=8), True),
        (session(2, done("clam"), before=8, ending=Ending.RESTED), True),
        (session(2, done("clam"), during=8, ending=Ending.OPEN), False),
    ],
)
def test_severe_pain_is_about_the_knee_not_the_exercise(record, is_severe):
    assert (rule([*calm(0), record, check_in(3)], 4) == "S3") is is_severe


def test_a_knee_that_keeps_coming_back_is_worth_showing():
    records = [*flare(0, level=4), *flare(4, level=3), *flare(8, level=2)]
    shown = planned(records, 9)
    assert (shown.decision.rule, shown.standing) == ("S4", Standing.STOPPED)
    # It does not fade by waiting, nor by training in spite of it.
    assert rule(records, 40) == "S4"
    assert rule([*records, *calm(12, 14, 16, level=2)], 20) == "S4"
    assert rule([*records, *calm(12, 14, 16, level=2), clearance(13)], 20) != "S4"
    cleared = planned([*records, clearance(10)], 11)
    assert cleared.decision.rule == "F1"


def test_steps_down_count_for_three_weeks():
    def rule_after(gap):
        first = [*flare(0, level=4), *calm(3, level=3)]
        weeks = calm(*range(5, 3 + gap - 4, 4), level=3)
        second = [*flare(3 + gap - 3, level=3), *flare(3 + gap, level=2)]
        return rule([*first, *weeks, *second], 4 + gap)

    assert (rule_after(21), rule_after(22)) == ("S4", "F1")


# ---------- breaks ----------


def sore_run(day, **scores):
    return session(day, done("run", level=3), throughout=True, **scores)


RUN = exercise("run", kind=Kind.RUN)
RUNNING = programme("run")


def run(records, day, **today):
    return planned(records, day, of=RUN, by=RUNNING, **today)


def test_a_break_begins_with_its_reason_and_lasts_a_week():
    records = [sore_run(0, during=4, after=3), check_in(1, 1)]
    assert [run(records, day).decision.rule for day in (0, 1, 2)] == ["P1", "P1", "P3"]
    assert {run(records, day).standing for day in range(8)} == {Standing.PAUSED}
    ready = [*records, check_in(6, 0, walks=True)]
    assert run(ready, 6).decision.action is Action.PAUSE
    shown = run(ready, 7)
    assert (shown.decision.action, shown.level, shown.standing) == (
        Action.RESUME,
        1,
        Standing.READY,
    )
    assert run(ready, 7).level_before == 3


def test_lingering_pain_begins_a_break_on_the_third_day():
    records = [session(0), *(check_in(day, 2) for day in (1, 2, 3))]
    assert rule(records, 2) == "F2"
    assert [rule(records, day) for day in (3, 4, 5)] == ["P2", "P2", "P3"]
    calm_now = [*records, check_in(9, 0, walks=True)]
    assert planned(calm_now, 9).decision.action is Action.PAUSE
    assert planned(calm_now, 10).decision.action is Action.RESUME


def test_after_a_break_training_goes_on_from_the_bottom():
    records = [sore_run(0), check_in(1, 1), check_in(7, 0, walks=True)]
    records += [session(8, done("run", level=1)), check_in(9)]
    shown = run(records, 10)
    assert (shown.decision.rule, shown.level, shown.days_at_level) == ("H4", 1, 2)
    climbed = [*records, *(session(day, done("run")) for day in (11, 14))]
    climbed += [check_in(12), check_in(15)]
    assert run(climbed, 15).level == 2


def test_what_is_not_known_neither_ends_a_break_nor_asks_for_advice():
    records = [sore_run(0)]
    assert {run(records, day).decision.action for day in (7, 14, 30)} == {Action.PAUSE}
    assert run([*records, check_in(8, 0)], 8).decision.action is Action.PAUSE
    assert run([*records, check_in(8, 0, walks=False)], 9).decision.action is Action.PAUSE
    later = [*records, check_in(8, 0, walks=True), check_in(9, 0)]
    assert run(later, 9).decision.action is Action.RESUME
    sore_again = [*records, check_in(8, 0, walks=True), check_in(9, 1)]
    assert run(sore_again, 9).decision.action is Action.PAUSE
    assert run(later, 9, before=1).decision.action is Action.PAUSE
    usual = [sore_run(0, before=2), check_in(8, 2, walks=True)]
    assert run(usual, 8).decision.action is Action.RESUME


def test_two_weeks_without_settling_are_worth_showing_until_someone_was_seen():
    records = [sore_run(0), check_in(13, 1)]
    assert [run(records, day).decision.rule for day in (13, 14, 15)] == ["P3", "S4", "S4"]
    better = [*records, check_in(16, 0, walks=True)]
    assert run(better, 16).decision.rule == "S4"
    assert run([*better, clearance(16)], 16).decision.action is Action.RESUME
    late = [sore_run(0), check_in(18, 1), check_in(19, 0, walks=True)]
    assert run(late, 17).decision.rule == "P3"
    assert run(late, 19).decision.rule == "S4"
    seen = [*records, clearance(15)]
    assert run(seen, 16).decision.rule == "P3"
    assert run([*seen, check_in(28, 1)], 28).decision.rule == "P3"
    assert run([*seen, check_in(28, 1)], 29).decision.rule == "S4"


def test_a_morning_before_the_session_that_began_a_break_says_nothing_of_it():
    before = [check_in(0, 0, walks=True), sore_run(0)]
    assert run([*before, check_in(7, 0)], 7).decision.action is Action.PAUSE
    assert run([*before, check_in(1, 0, walks=True)], 7).decision.action is Action.RESUME


def test_the_usual_level_of_pain_counts_as_settled_after_two_weeks_too():
    usual = [sore_run(0, before=2), check_in(13, 2)]
    assert [run(usual, day).decision.rule for day in (14, 16)] == ["P3", "P3"]
    assert run([*usual, check_in(15, 2)], 15).decision.rule == "P3"
    later = [*usual, check_in(15, 3), check_in(16, 2, walks=True)]
    assert run(later, 16).decision.rule == "S4"
    long_ago = [sore_run(0), check_in(1, 1), check_in(16, 0, walks=True)]
    assert run(long_ago, 16).decision.rule == "S4"


def test_running_in_a_break_does_not_end_it():
    records = [sore_run(0), check_in(1, 1), session(3, done("run", level=3)), check_in(4)]
    shown = run(records, 5)
    assert (shown.decision.rule, shown.standing) == ("P3", Standing.PAUSED)
    again = [*records, sore_run(5), check_in(6, 0, walks=True)]
    assert run(again, 8).decision.action is Action.PAUSE
    assert run([*again, check_in(11, 0)], 12).decision.action is Action.RESUME


def test_a_rest_in_a_break_does_not_begin_it_again():
    rested = session(3, done("run", level=3), before=2, ending=Ending.RESTED)
    records = [sore_run(0, during=4, after=3), check_in(1, 1), check_in(6, 0, walks=True)]
    for day in range(2, 10):
        assert run([*records, rested], day).decision.rule == run(records, day).decision.rule == "P3"
    assert run([*records, rested], 6).decision.action is Action.PAUSE
    assert run([*records, rested], 7).decision.action is Action.RESUME


def test_a_step_down_twice_and_a_break_together_are_worth_showing():
    records = []
    for day, level in ((0, 4), (3, 3)):
        records += [session(day, done("run", level=level)), check_in(day + 1, 2), check_in(day + 2)]
    records += [session(6, done("run", level=2), throughout=True), check_in(7, 2)]
    assert [run(records, day).decision.rule for day in (7, 8, 12)] == ["S4"] * 3


# ---------- asking again ----------


def test_a_plan_may_be_asked_for_as_often_as_one_likes():
    records = [*calm(0, 3, 6), *flare(9, level=2)]
    first = planned(records, 11)
    assert all(planned(records, 11) == first for _ in range(5))


def test_a_plan_for_a_past_day_is_what_it_was():
    records = [*calm(0, 3, 6), *flare(9, level=2), *calm(12, 14, 16, level=1)]
    for day in range(18):
        known = [
            one
            for one in records
            if (one.day if hasattr(one, "day") else DAY) <= DAY + timedelta(days=day)
        ]
        assert planned(records, day) == planned(known, day)


def test_the_chain_tells_every_decision_and_where_it_led():
    found = chain_of([*calm(0, 3, 6), *flare(8, level=2), *calm(11, level=1)], 12)
    told = [(link.day, link.decision.rule, link.level) for link in found.chain]
    assert told == [
        (on(0), "N0", 1),
        (on(3), "H4", 1),
        (on(6), "H4", 1),
        (on(8), "X1", 2),
        (on(11), "F1", 1),
    ]
    assert chain_of([], 0).chain == ()
