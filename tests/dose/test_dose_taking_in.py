"""What is taken in of sessions and mornings: both knees, whole sets, and what is at its top."""

from __future__ import annotations

from dataclasses import replace

import pytest
from dose_builders import (
    catalogue,
    check_in,
    done,
    done_set,
    dose,
    exercise,
    history,
    on,
    programme,
    session,
)

from kneecoach.dose.bands import band_of
from kneecoach.dose.course import begin, frame_for
from kneecoach.dose.doses import dose_at
from kneecoach.dose.plan import plan
from kneecoach.dose.reached import Reached
from kneecoach.dose.situation import NO_LIMITS, Course
from kneecoach.dose.track import parts_of, read_records
from kneecoach.model.dose import Load, Phase, PhaseName, Side, Timed
from kneecoach.model.exercise import Kind
from kneecoach.model.feedback import Flag, Knee, Today
from kneecoach.model.session_said import KneeScores
from kneecoach.model.units import Kilograms, PainScore, Seconds


def heavier(name, kilograms, **said):
    load = Load(kilograms=Kilograms(kilograms))
    return replace(done(name, **said), dose=replace(dose(), load=load))


def read(*records, day=9):
    return read_records(history(*records), on(day))


# ---------- both knees ----------


def both_of(left, right):
    """Return the word about both knees of a morning on which each was spoken of apart."""
    said = (
        check_in(1, knee=Knee.LEFT, hour=8, **left),
        check_in(1, knee=Knee.RIGHT, hour=9, **right),
    )
    return read(*said).journal.diaries[None].mornings[on(1)]


@pytest.mark.parametrize(("left", "right"), [(0, 3), (3, 0), (2, 2)])
def test_of_two_knees_the_worse_one_counts_for_what_they_share(left, right):
    assert both_of({"pain": left}, {"pain": right}).pain == max(left, right)


@pytest.mark.parametrize(("left", "right"), [(True, False), (False, True), (False, False)])
def test_new_pain_of_either_knee_is_new_pain_of_both(left, right):
    found = both_of({"new_onset": left, "pain": 1}, {"new_onset": right})
    assert found.new_onset is (left or right)


@pytest.mark.parametrize(
    ("left", "right", "both"),
    [
        (True, True, True),
        (True, None, None),
        (None, True, None),
        (None, None, None),
        (True, False, False),
        (False, None, False),
    ],
)
def test_both_knees_walk_when_each_of_them_does(left, right, both):
    assert both_of({"walks": left, "pain": 1}, {"walks": right}).walks_30_minutes is both


def test_a_sign_said_in_a_session_is_added_to_those_that_stand():
    records = read(check_in(0, flags=[Flag.LOCKING]), session(1, flags=[Flag.SWELLING]))
    standing = {flag for flag, _, _ in records.journal.diaries[None].standing[-1]}
    assert standing == {Flag.LOCKING, Flag.SWELLING}


def parts_of_both(record):
    return parts_of(read(record), "squat", None, band_of(Kind.STRENGTH))


@pytest.mark.parametrize(("left", "right", "least"), [(4.0, 6.0, 4.0), (6.0, 4.0, 4.0)])
def test_of_two_legs_the_lighter_weight_counts(left, right, least):
    legs = (heavier("squat", left, side=Side.LEFT), heavier("squat", right, side=Side.RIGHT))
    (part,) = parts_of_both(session(0, *legs))
    assert part.kilograms == least


@pytest.mark.parametrize(
    ("left", "right", "worst"),
    [(3, None, 3), (None, 3, 3), (1, 3, 3), (3, 1, 3), (None, None, None)],
)
def test_of_two_legs_the_worse_end_counts(left, right, worst):
    legs = (done(side=Side.LEFT), done(side=Side.RIGHT))
    knees = (
        KneeScores(side=Side.LEFT, before=PainScore(1), after=left),
        KneeScores(side=Side.RIGHT, before=PainScore(1), after=right),
    )
    (part,) = parts_of_both(replace(session(0, *legs, after=None), knees=knees))
    assert part.answer.after == worst


# ---------- sets ----------


def test_a_session_whose_sets_were_all_whole_is_like_one_that_kept_none():
    same = done("squat", level=2, during=5)
    asked = (
        same,
        replace(same, exercise_id="lunge", position=1, during=None),
        replace(same, exercise_id="clam", position=2, during=None, level=3),
        heavier("bridge", 4.0, position=3, level=3),
    )
    whole = tuple(
        done_set(10 * one.position + number, position=one.position, exercise_id=one.exercise_id)
        for one in asked
        for number in (1, 2, 3)
    )
    whole = tuple(replace(one, set_number=place % 3 + 1) for place, one in enumerate(whole))
    kept = read(session(0, *asked, during=1, sets=whole))
    logged = read(session(0, *asked, during=1))
    assert kept.asked == logged.asked
    assert [parts[0][1].answer.during for parts in kept.asked.values()] == [5, 1, 1, 1]
    assert [parts[0][1].kilograms for parts in kept.asked.values()] == [None, None, None, 4.0]


@pytest.mark.parametrize(
    ("shares", "complete"),
    [((100, 100, 100), 100), ((0, 100, 100), 66), ((100, 100, 0), 66), ((50, 50, 50), 50)],
)
def test_of_a_session_every_set_counts(shares, complete):
    sets = tuple(done_set(place, complete=share) for place, share in enumerate(shares, start=1))
    ((_, part),) = read(session(0, sets=tuple(one for one in sets if one.complete))).asked["squat"]
    assert part.answer.complete == complete


def test_a_set_more_than_in_the_session_before_is_missed():
    sets = tuple(done_set(number) for number in (1, 2, 3))
    records = read(session(0, sets=sets), session(2, done(sets=4), sets=sets))
    assert [part.answer.complete for _, part in records.asked["squat"]] == [100, 75]


# ---------- doses and days ----------


@pytest.mark.parametrize("cap", [607 / 60, 12.0, 18.0])
def test_a_dose_that_fits_stays_as_it_is(cap):
    work = Timed(phase=Phase(name=PhaseName.WALK, lasts=Seconds(607)))
    asked = replace(dose(1), work=work)
    assert dose_at(asked, Course(level=1, session_cap=cap)) == asked


def test_one_repetition_stays():
    assert dose_at(dose(), Course(level=1, session_cap=0.01)).work.reps == 1


def shown(records, day):
    return plan(programme(), catalogue(), history(*records), Today(day=on(day)))


def test_while_a_knee_rests_the_next_session_is_due_when_the_rest_ends():
    made = shown([check_in(0, new_onset=True)], 0)
    assert made.next_due == made.exercises[0].prescriptions[0].until == on(3)


def test_two_sessions_on_a_monday_are_two_of_its_week():
    records = [session(0, hour=8), session(0, hour=18), session(-3)]
    assert shown(records, 1).sessions_this_week == 2


def frame_with(kilograms, highest=None):
    of = exercise(levels=1)
    level = replace(of.ladder[0], dose=heavier("squat", kilograms).dose)
    limits = replace(NO_LIMITS, highest_load=highest)
    return frame_for(replace(of, ladder=(level,)), limits, frequency=3, frequency_cap=7)


@pytest.mark.parametrize(
    ("highest", "load", "had_all"),
    [(None, None, True), (0.8, None, False), (0.8, 0.8, True), (12.0, 11.0, False)],
)
def test_a_dose_whose_weight_may_still_grow_is_not_at_its_top(highest, load, had_all):
    frame = frame_with(0.5, highest)
    reached = Reached(frame)
    reached.note(begin(frame, 1)._replace(load=load, since=on(0)), on(0))
    assert reached.had_all_on(on(0)) is had_all


def test_a_dose_is_at_its_top_again_after_it_was_lower():
    frame = frame_with(0.5)
    reached, top = Reached(frame), begin(frame, 1)
    for day, taken in enumerate((0, 1, 0, 1)):
        reached.note(top._replace(sets_taken=taken, since=on(day)), on(day))
    assert [reached.had_all_on(on(day)) for day in range(-1, 5)] == [
        *(False, True, False, True, False, False)
    ]
    assert [reached.level_on(on(day)) for day in (-1, 0, 1)] == [0, 1, 1]
