"""Hold edges of a replay that few histories meet: a break beside, a day too late, the first day."""

from __future__ import annotations

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

from kneecoach.dose.carried import KEPT_BACK_DAYS
from kneecoach.dose.plan import carry, plan
from kneecoach.model.exercise import Kind
from kneecoach.model.feedback import Today
from kneecoach.model.record import Choice, Ending


def shown(day, *records, kind=Kind.STRENGTH, start_level=4):
    """Return what is planned on a day for an exercise with six levels."""
    by, of = programme(start_level=start_level), exercise(kind=kind, levels=6)
    made = plan(by, catalogue(of), history(*records), Today(day=on(day)))
    return made.exercises[0].prescriptions[0]


def trained(day, *pains, level=4, **scores):
    """Make a session, and the mornings that follow on it."""
    mornings = [check_in(day + after, pain) for after, pain in enumerate(pains, start=1)]
    return [session(day, done(level=level), **scores), *mornings]


def rested(day, *exercises, **said):
    """Make a session that was not begun."""
    return session(day, *exercises, ending=Ending.RESTED, during=None, after=None, **said)


def test_a_break_ends_at_a_session_beside_an_exercise_that_had_none():
    """What the first finds ordinary about the session is no answer for the second."""
    names, by = catalogue(exercise(), exercise("lunge")), programme("squat", "lunge", start_level=3)
    records = [session(0, done("lunge", level=3))]
    records += [check_in(day, 3 if day <= 3 else 0, walks=day > 3) for day in range(1, 13)]
    for day, level in ((4, 3), (12, 1)):
        records.append(session(day, done(level=3), done("lunge", level=level, position=1)))
    made = plan(by, names, history(*records, check_in(13)), Today(day=on(13)))
    squat, lunge = (one.prescriptions[0] for one in made.exercises)
    assert (squat.decision.rule, squat.level, squat.dose.sets) == ("H4", 3, 3)
    assert (lunge.decision.rule, lunge.level, lunge.dose.sets) == ("H4", 1, 3)


def test_a_step_down_of_a_rest_is_done_beside_an_exercise_that_had_none():
    """What was done last is told beside what comes next."""
    names, by = catalogue(exercise(), exercise("lunge")), programme("squat", "lunge", start_level=4)
    records = [rested(2, done("lunge", level=4), before=6), check_in(1), check_in(3), check_in(5)]
    for day, level in ((0, 4), (4, 3)):
        records.append(session(day, done(level=4), done("lunge", level=level, position=1)))
    made = plan(by, names, history(*records), Today(day=on(5)))
    squat, lunge = (one.prescriptions[0] for one in made.exercises)
    assert (squat.level_before, squat.level) == (4, 4)
    assert (lunge.level_before, lunge.level) == (3, 3)


@pytest.mark.parametrize(
    ("mornings", "level"), [((1, 2, 0), 3), ((1, 0, 0), 4)], ids=["two days", "one day"]
)
def test_two_days_of_pain_are_answered_by_the_session_after_them(mornings, level):
    records = [*trained(0, 0), *trained(2, 0), *trained(4, *mornings), *trained(7, 0)]
    assert shown(8, *records).level == level


TWICE_SORE = (*trained(0, 3, 0), *trained(2, 0, level=3), *trained(5, 3, 0, level=3))
"""Two steps down, on the days of the second session and of the one that comes next."""


@pytest.mark.parametrize(("bad", "rule"), [(23, "S4"), (24, "H4")], ids=["three weeks", "longer"])
def test_a_step_down_three_weeks_before_a_bad_session_is_told_by_the_next(bad, rule):
    """The first step down was on day 2; the advice stands, though the last session was calm."""
    calm = [trained(day, 0, level=2) for day in (8, 12, 18, 21)]
    known = [*TWICE_SORE, *(one for some in calm for one in some)]
    known += [*trained(bad, 1, 0, level=2), *trained(bad + 3, 0, level=2)]
    assert shown(bad + 4, *known).decision.rule == rule


@pytest.mark.parametrize(("seen", "rule"), [(2, "S4"), (3, "H4")], ids=["that day", "day after"])
def test_a_step_down_of_the_day_someone_was_seen_counts_towards_an_advice(seen, rule):
    known = [*TWICE_SORE, *trained(8, 0, level=2), *trained(10, 1, 0, level=2)]
    known += [*trained(13, 0, level=2), clearance(seen)]
    assert shown(14, *known).decision.rule == rule


@pytest.mark.parametrize(("seen", "rule"), [(2, "S4"), (3, "H4")], ids=["that day", "day after"])
def test_an_advice_of_the_day_someone_was_seen_stands(seen, rule):
    """Only who is seen later has been asked about what led to it."""
    runs = [session(2, hour=hour, during=pain) for hour, pain in ((8, 6), (12, 6), (16, 0))]
    known = [session(0, during=6), check_in(1), *runs, check_in(3), clearance(seen)]
    made = shown(4, *known, kind=Kind.RUN, start_level=5)
    assert made.decision.rule == rule


@pytest.mark.parametrize(
    ("told", "level"),
    [
        (rested(22, before=6), 3),
        (overrule(22, Choice.DOWN), 3),
        (check_in(22, 2, new_onset=True), 3),
    ],
    ids=["a rest", "a choice", "new pain"],
)
def test_what_is_said_on_the_first_day_that_is_not_carried_counts(told, level):
    names, by = catalogue(exercise(levels=6)), programme(start_level=4)
    first = 30 - KEPT_BACK_DAYS
    assert told.day == on(first)
    records = [*trained(15, 0), *trained(19, 0)]
    carried = carry(by, names, history(*records), on(30))
    assert carried.until == on(first)
    known, today = history(*records, told, *trained(26, 0)), Today(day=on(30))
    quick = plan(by, names, known, today, carried)
    assert quick == plan(by, names, known, today)
    assert quick.exercises[0].prescriptions[0].level == level
