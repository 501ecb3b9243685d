"""A session is corrected: a new record, the old one kept, every dose worked out anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from coach_builders import CALM, a_coach, a_set, begin, starter
from fakes import FakeClock
from fakes_history import FakeHistoryStore
from hypothesis import given
from hypothesis import strategies as st

from kneecoach.coach.correcting import (
    Correction,
    all_earlier_versions,
    corrected,
    earlier_versions,
    sets_done,
    standing,
)
from kneecoach.model.errors import KneecoachError
from kneecoach.model.record import SessionRecord
from kneecoach.model.units import pain_score


@pytest.fixture
def coach(clock: FakeClock):
    return a_coach(clock, FakeHistoryStore())


def a_session(coach, clock) -> SessionRecord:
    record = begin(coach)
    for place, asked in enumerate(record.exercises):
        for number in range(1, asked.dose.sets + 1):
            coach.keep_set(record, a_set(record, clock, place, number))
    whole = next(one for one in coach.history.sessions if one.id == record.id)
    clock.advance(1200.0)
    return coach.finish(whole, CALM)


def as_it_is(record: SessionRecord) -> Correction:
    began = record.started_at.astimezone()
    return Correction(
        day=record.day,
        at=began.time().replace(second=0, microsecond=0),
        before=record.before,
        scores=record.scores,
        knees=record.knees,
        sets=sets_done(record),
    )


def test_severe_pain_told_later_counts_today_and_the_old_record_stays(coach, clock) -> None:
    record = a_session(coach, clock)
    clock.advance(86_400.0)
    worse = replace(CALM, during=pain_score(8), after=pain_score(7))
    changes = coach.correct(record, replace(as_it_is(record), scores=worse), starter())
    assert changes
    assert all(one.is_resting or one.level <= one.level_before for one in changes)
    old, new = sorted(coach.history.sessions, key=lambda one: one.replaces is not None)
    assert (old, new.replaces) == (record, record.id)
    assert {one.id for one in new.sets}.isdisjoint(one.id for one in old.sets)
    assert standing(coach.history.sessions) == (new,)
    assert earlier_versions(coach.history.sessions, new) == (old,)
    assert all_earlier_versions(coach.history.sessions) == {new.id: (old,)}
    assert all_earlier_versions((old,)) == {}
    assert coach.history == coach._book._shelf.read()[1]


def test_a_correction_taken_back_gives_the_same_plan_as_before(coach, clock) -> None:
    record = a_session(coach, clock)
    clock.advance(86_400.0)
    before = coach.plan_day(starter())
    worse = replace(CALM, during=pain_score(8))
    coach.correct(record, replace(as_it_is(record), scores=worse), starter())
    wrong = next(one for one in coach.history.sessions if one.replaces == record.id)
    coach.correct(wrong, replace(as_it_is(wrong), scores=CALM), starter())
    after = coach.plan_day(starter())
    assert [one.prescriptions for one in after.exercises] == [
        one.prescriptions for one in before.exercises
    ]


def test_sets_are_taken_away_and_added(coach, clock) -> None:
    record = a_session(coach, clock)
    done = sets_done(record)
    for wanted in ((0, *done[1:]), (done[0] + 1, *done[1:])):
        new = corrected(
            record, replace(as_it_is(record), sets=wanted), now=clock.now(), zone=_zone(clock)
        )
        assert sets_done(new) == wanted
        keys = [(one.position, one.side, one.set_number) for one in new.sets]
        assert len(set(keys)) == len(keys)


def test_another_day_moves_every_moment(coach, clock) -> None:
    record = a_session(coach, clock)
    correction = replace(as_it_is(record), day=record.day - timedelta(days=2))
    coach.correct(record, correction, starter())
    new = next(one for one in coach.history.sessions if one.replaces == record.id)
    assert new.day == record.day - timedelta(days=2)
    assert record.started_at - new.started_at == timedelta(days=2)
    assert all(
        old.ended_at - one.ended_at == timedelta(days=2)
        for old, one in zip(record.sets, new.sets, strict=True)
    )


def test_what_cannot_be_is_refused_and_nothing_is_kept(coach, clock) -> None:
    record = a_session(coach, clock)
    same = as_it_is(record)
    for wrong, says in (
        (same, "Nothing was changed"),
        (replace(same, day=record.day + timedelta(days=1)), "still to come"),
        (replace(same, day=record.day.replace(year=1980)), "too long ago"),
    ):
        with pytest.raises(KneecoachError, match=says):
            coach.correct(record, wrong, starter())
    assert coach.history.sessions == (record,)
    coach.correct(record, replace(same, before=pain_score(3)), starter())
    with pytest.raises(KneecoachError, match="corrected already"):
        coach.correct(record, replace(same, before=pain_score(4)), starter())
    open_one = begin(coach)
    with pytest.raises(KneecoachError, match="Only a session that was done"):
        coach.correct(open_one, replace(same, sets=sets_done(open_one)), starter())


def test_the_exercise_that_hurt_most_follows_the_worst_pain(coach, clock) -> None:
    record = a_session(coach, clock)
    felt = tuple(
        replace(one, during=pain_score(min(4, place))) for place, one in enumerate(record.exercises)
    )
    record = replace(record, exercises=felt, scores=replace(CALM, during=pain_score(4)))
    for worst in (7, 2):
        told = replace(record.scores, during=pain_score(worst))
        new = corrected(
            record, replace(as_it_is(record), scores=told), now=clock.now(), zone=_zone(clock)
        )
        assert max(one.during for one in new.exercises) == worst


@given(data=st.data())
def test_the_sets_are_always_as_many_as_told(data: st.DataObject) -> None:
    clock = FakeClock()
    coach = a_coach(clock, FakeHistoryStore())
    record = a_session(coach, clock)
    wanted = tuple(data.draw(st.integers(0, 6), label=one.exercise_id) for one in record.exercises)
    correction = replace(as_it_is(record), sets=wanted, before=pain_score(5))
    new = corrected(record, correction, now=clock.now(), zone=_zone(clock))
    assert sets_done(new) == wanted


def _zone(clock: FakeClock):
    return clock.now().astimezone().tzinfo or UTC
