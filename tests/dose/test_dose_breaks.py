"""A break from an exercise: what it begins again with, and how long it may last."""

from __future__ import annotations

from dataclasses import replace

import pytest
from dose_builders import (
    calm_week,
    catalogue,
    check_in,
    clearance,
    decided,
    done,
    dose,
    exercise,
    felt,
    history,
    on,
    programme,
    session,
)

from kneecoach.dose.plan import plan
from kneecoach.dose.situation import Paused
from kneecoach.dose.verdict import Verdict
from kneecoach.dose.would_change import would_change
from kneecoach.model.decision import Action, Standing
from kneecoach.model.dose import Variable
from kneecoach.model.exercise import Kind, Level
from kneecoach.model.feedback import Flag, Today
from kneecoach.model.programme import Limits
from kneecoach.model.record import Ending

SETTLED = Paused(days=8, settled=True, walks_30_minutes=True)


def shown(day, *records, levels=5):
    of = exercise(levels=levels)
    made = plan(programme(), catalogue(of), history(*records), Today(day=on(day)))
    return made.exercises[0].prescriptions[0]


def rested(day, *, before):
    """Make a session that was not begun."""
    return session(day, done(level=1), before=before, ending=Ending.RESTED, during=None, after=None)


def mornings(first, *pains, walks=None):
    return [check_in(first + place, pain, walks=walks) for place, pain in enumerate(pains)]


@pytest.mark.parametrize(("sets", "left"), [(3, 2), (2, 1), (1, 1)])
def test_a_break_at_the_lowest_level_begins_again_with_a_set_fewer(sets, left):
    decision = decided(felt(-9, lasted=3), state=SETTLED, level=1, sets=sets, full_sets=3)
    assert (decision.rule, decision.action) == ("P3", Action.RESUME)
    assert (decision.detail("to_level"), decision.detail("sets_to")) == (1, left)
    said = {3: "level, with 2 sets;", 2: "level, with one set;", 1: "level; it"}[sets]
    assert said in decision.reason


def test_a_break_from_a_higher_level_begins_again_with_all_sets():
    decision = decided(felt(-9, lasted=3), state=SETTLED, level=2, sets=2, full_sets=3)
    assert (decision.detail("to_level"), decision.detail("sets_to")) == (1, None)
    assert "at the lowest level; it" in decision.reason


def test_a_break_at_the_lowest_level_gives_no_more_than_a_step_down_would_have():
    """More pain never leads to a larger dose, though it leads to a break and the other does not."""
    trained = session(0, done(level=1))
    calm = mornings(4, 0, 0, 0, 0, 0, 0, 0, walks=True)
    less = shown(10, trained, *mornings(1, 2, 0, 1), *calm)
    more = shown(10, trained, *mornings(1, 2, 1, 1), *calm)
    assert (less.decision.rule, less.dose.sets) == ("F1", 2)
    assert (more.decision.rule, more.dose.sets) == ("P3", 2)
    # It is done so, and the set comes back once a calm week has gone by.
    again = [session(10, done(level=1, sets=2)), *mornings(11, 0, 0)]
    again += [session(12, done(level=1, sets=2)), *mornings(13, 0, 0)]
    again += [session(14, done(level=1, sets=2)), *mornings(15, 0, 0, 0)]
    known = [trained, *mornings(1, 2, 1, 1), *calm, *again]
    assert shown(16, *known).dose.sets == 2
    assert shown(17, *known).dose.sets == 3


@pytest.mark.parametrize(
    ("pains", "rule"), [((2, 0, 1), "F1"), ((2, 1, 1), "P3")], ids=["step_down", "break"]
)
def test_a_set_is_taken_off_those_of_its_own_level(pains, rule):
    doses = [dose(sets=sets) for sets in (3, 5, 5)]
    ladder = tuple(
        Level(dose=one, changes=Variable.SETS if place else None) for place, one in enumerate(doses)
    )
    of = replace(exercise(), ladder=ladder)
    records = [session(0, done(level=1, sets=3)), *mornings(1, *pains)]
    records += mornings(4, 0, 0, 0, 0, 0, 0, 0, walks=True)
    made = plan(programme(), catalogue(of), history(*records), Today(day=on(10)))
    (one,) = made.exercises[0].prescriptions
    assert (one.decision.rule, one.level, one.dose.sets) == (rule, 1, 2)


def test_a_session_within_a_break_does_not_put_off_the_advice_to_be_seen():
    """Two weeks count from the first break, whatever a session within it leads to."""
    first = [session(0, done(level=1)), *mornings(1, 3, 3, 3, 3)]
    within = [session(6, done(level=1)), *mornings(7, 3, 3, 3, 3)]
    quiet = shown(17, *first, *mornings(5, 3, 3, 3, 3, 3, 3))
    worse = shown(17, *first, *within)
    assert (quiet.decision.rule, quiet.standing) == ("S4", Standing.STOPPED)
    assert (worse.decision.rule, worse.standing) == ("S4", Standing.STOPPED)
    assert "After 14 days of a break" in worse.decision.reason
    # A day earlier it is the second break that runs, and its own days are told.
    day_before = shown(16, *first, *within)
    assert (day_before.decision.rule, day_before.standing) == ("P3", Standing.PAUSED)
    assert "day" in day_before.decision.reason


def test_days_before_someone_was_seen_do_not_count_towards_two_weeks():
    for seen, unsettled, rule in ((13, 20, "P3"), (14, 20, "S4"), (None, 13, "P3"), (20, 14, "S4")):
        state = Paused(
            days=3,
            settled=False,
            walks_30_minutes=None,
            seen_days_ago=seen,
            unsettled_days=unsettled,
        )
        assert decided(felt(-9, lasted=3), state=state).rule == rule


def test_a_reason_names_no_more_calm_sessions_than_are_looked_at():
    many = [felt(-day) for day in range(16, 0, -2)]
    for calm in (calm_week(), many):
        decision = decided(*calm, days_at_level=20)
        assert decision.rule == "X1"
        assert decision.reason.startswith("Three calm sessions in a row: ")
    waits = decided(*many, days_at_level=12, limits=Limits(pace_days=14))
    assert waits.rule == "H4"
    assert "with three calm sessions in a row so far" in waits.reason


@pytest.mark.parametrize("rule", ["P1", "P2", "P3"])
def test_what_would_end_a_break_is_told_with_its_fewest_days(rule):
    told = would_change(Verdict(rule=rule, action=Action.PAUSE))
    assert told.startswith("After 7 days, with the knee back to its usual level")


def test_a_rest_after_new_pain_outlives_a_sign_and_says_so_in_its_own_words():
    """A sign that is gone stops nothing any more; the rest that the pain asked for goes on."""
    sign = [session(0, done(level=1)), check_in(1, 0, flags=[Flag.LOCKING])]
    known = [*sign, check_in(2, 0, new_onset=True, flags=[Flag.LOCKING])]
    stopped = shown(2, *known)
    assert (stopped.decision.rule, stopped.standing) == ("S2", Standing.STOPPED)
    gone = [*known, check_in(3, 0)]
    rests = shown(3, *gone)
    assert (rests.decision.rule, rests.standing) == ("R2", Standing.RESTING)
    assert (rests.level, rests.dose.sets, rests.until) == (1, 3, on(5))
    assert rests.decision.reason.startswith("This pain is sudden and new. Three to five days")
    assert "can go on as before" in rests.decision.reason
    assert shown(5, *gone).standing is Standing.READY


BROKEN_OFF = (
    session(0, done(level=2)),
    session(2, done(level=2), before=6),
    *mornings(3, 0, 0, 0),
    session(6, done(level=1), during=2),
    *mornings(7, 2, 2, 2),
)
"""A step down for pain before a session, and a later session that began a break on day 9."""


@pytest.mark.parametrize(
    "asks_for_rest",
    [
        check_in(10, 2, new_onset=True),
        check_in(12, 2, new_onset=True),
        check_in(12, 6, new_onset=True),
        rested(12, before=6),
    ],
    ids=["new pain at its beginning", "new pain within it", "much new pain", "much pain"],
)
def test_a_rest_asked_for_within_a_break_counts_towards_the_advice_to_be_seen(asks_for_rest):
    """Without the break it would have been the second step down in three weeks."""
    day = (asks_for_rest.day - on(0)).days
    before = shown(day, *BROKEN_OFF)
    assert (before.decision.action, before.standing) == (Action.PAUSE, Standing.PAUSED)
    later = shown(day + 1, *BROKEN_OFF, asks_for_rest, check_in(day + 1, 2))
    assert (later.decision.rule, later.standing) == ("S4", Standing.STOPPED)
    assert "has gone down twice in three weeks" in later.decision.reason


def test_a_session_that_was_not_begun_within_a_break_counts_for_nothing_without_much_pain():
    later = shown(13, *BROKEN_OFF, rested(12, before=5), check_in(13, 2))
    assert (later.decision.rule, later.standing) == ("P3", Standing.PAUSED)


def test_one_day_within_a_break_counts_once():
    first = [session(6, done(level=1), during=2), *mornings(7, 2, 2, 2)]
    once = [check_in(11, 6, new_onset=True), rested(11, before=6)]
    assert shown(12, *first, *once, check_in(12, 2)).decision.rule == "P3"
    twice = [*once, rested(12, before=7)]
    assert shown(13, *first, *twice, check_in(13, 2)).decision.rule == "S4"


@pytest.mark.parametrize("pains", [(0, 0, 0), (1, 2, 2)], ids=["no break", "a break"])
def test_after_new_pain_there_is_no_more_to_do_with_a_break_than_without(pains):
    """At the lowest level new pain takes a set off, and the pain that lasted another."""
    records = [
        *(session(0, done(level=1)), session(0, done(level=1), hour=19)),
        *mornings(1, *pains),
        check_in(4, 2, new_onset=True),
        *mornings(5, 0, 0, 0, 0, 0, 0, walks=True),
    ]
    one = shown(10, *records)
    assert one.standing is Standing.READY
    assert one.dose.sets == (1 if pains[0] else 2)


def test_new_pain_says_nothing_of_an_exercise_that_was_never_done():
    pains = [check_in(day, 2, new_onset=True) for day in (10, 13)]
    assert shown(16, *pains, check_in(16, 0)).decision.rule == "N0"


def test_a_morning_before_the_run_that_began_a_break_is_no_reason_to_be_seen():
    of = exercise(kind=Kind.RUN)
    run = session(0, done(), before=1, throughout=True)
    made = plan(programme(), catalogue(of), history(check_in(0, 5), run), Today(day=on(16)))
    assert made.exercises[0].prescriptions[0].decision.rule == "P3"


def test_a_break_that_came_beside_advice_to_be_seen_is_there_when_someone_was_seen():
    """Two sore mornings took the dose down, the third led to advice; then pain lingered."""
    calm = [session(0), check_in(1), session(8), check_in(9)]
    sore = [one for day in (2, 4, 6) for one in (session(day), check_in(day + 1, 2))]
    lingering = [session(10), *mornings(11, 2, 2, 2, 0)]
    records = [*calm, *sore, *lingering, session(15), check_in(16)]
    assert shown(16, *records).decision.rule == "S4"
    assert shown(17, *records, clearance(16)).decision.rule == "P3"
