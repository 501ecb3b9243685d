"""Thirty days of one knee: the dose goes up, holds, steps back and recovers."""

from __future__ import annotations

from dose_builders import catalogue, check_in, done, exercise, history, on, programme, session

from kneecoach.dose.plan import plan
from kneecoach.model.feedback import Today

MORNINGS = {10: 1, 17: 2, 18: 1}
"""Mornings on which the knee was sore; all others are calm."""


def test_thirty_days_of_a_knee():
    told = []
    records = []
    for day in range(31):
        if day:
            records.append(check_in(day, MORNINGS.get(day, 0)))
        shown = plan(programme(), catalogue(exercise()), history(*records), Today(day=on(day)))
        if shown.is_due:
            dose = shown.exercises[0].prescriptions[0]
            told.append((day, dose.decision.rule, dose.level))
            records.append(session(day, done(level=dose.level)))
    assert told == [
        (0, "N0", 1),
        (2, "H4", 1),
        (4, "H4", 1),
        (7, "X1", 2),  # up after a week and three calm sessions
        (9, "H4", 2),
        (11, "H1", 2),  # one cranky morning holds
        (14, "H4", 2),
        (16, "X1", 3),  # up after a calm week
        (18, "F2", 2),  # sore for two days steps back, once
        (21, "H4", 2),
        (23, "H4", 2),
        (25, "X1", 3),  # recovered after its week
        (28, "H4", 3),
        (30, "H4", 3),
    ]


def test_the_next_day_and_the_day_of_a_plan_agree():
    """What the finish page announces for the next session is what that day then says."""
    records = [session(0), check_in(1), session(2), check_in(3), session(4), check_in(5)]
    squat = catalogue(exercise())
    early = plan(programme(), squat, history(*records), Today(day=on(5)))
    later = plan(programme(), squat, history(*records), Today(day=early.next_due))
    assert later.is_due
    assert later.exercises[0].prescriptions[0].level == 2
