"""A knee that is one point sorer on mornings: a steady one is held, a creeping one is answered."""

from __future__ import annotations

import pytest
from dose_builders import catalogue, check_in, done, exercise, history, on, programme, session

from kneecoach.dose.plan import plan
from kneecoach.model.decision import Action, Standing
from kneecoach.model.exercise import Kind
from kneecoach.model.feedback import Today


def followed(kind, befores):
    """Return what is decided before each session, with the morning after each a point higher."""
    of, by = exercise(kind=kind, levels=6), programme(start_level=4)
    records, told = [], []
    for number, before in enumerate(befores):
        today = Today(day=on(2 * number), before=before)
        (one,) = plan(by, catalogue(of), history(*records), today).exercises[0].prescriptions
        told.append(one)
        records.append(
            session(2 * number, done(level=one.level), before=before, during=before, after=before)
        )
        records.append(check_in(2 * number + 1, before + 1))
    return told


KINDS = pytest.mark.parametrize("kind", [Kind.STRENGTH, Kind.RUN])


@KINDS
def test_one_point_that_comes_and_goes_is_held_for_as_long_as_it_stays(kind):
    told = followed(kind, [0] * 12)
    assert {one.level for one in told} == {4}
    assert {one.decision.rule for one in told[1:]} == {"H1"}


@KINDS
@pytest.mark.parametrize(
    ("befores", "latest"), [((0, 1, 2, 3, 4, 5, 6), 4), ((0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5), 5)]
)
def test_one_point_that_stays_and_adds_up_is_answered(kind, befores, latest):
    told = followed(kind, befores)
    first = next(number for number, one in enumerate(told) if one.decision.action is Action.REDUCE)
    assert first <= latest
    assert max(one.level for one in told) == 4
    assert told[-1].standing is Standing.STOPPED
