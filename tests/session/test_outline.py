from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import uuid4

import pytest
import session_builders as build
from hypothesis import given

from kneecoach.model.decision import Plan
from kneecoach.model.dose import Side, Sides
from kneecoach.model.record import DoneSet, Outcome
from kneecoach.model.units import Percent, Seconds
from kneecoach.session.outline import (
    SetKey,
    expected_seconds,
    first_open_step,
    first_step_of_set,
    has_open_set,
    next_exercise,
    next_part,
    outline,
    remaining,
    resume_index,
    segment_start,
    set_key,
)
from kneecoach.session.step import Step, StepKind
from kneecoach.session.timeline import TimelineOptions, build_timeline

ONE_PHASE = build.reps(1, (build.phase("raise", 4),))

# ready L1 switch R1 rest L2 switch R2 rest | ready S1 rest S2, one step each
STEPS = build_timeline(
    build.plan(
        build.planned(build.dose(ONE_PHASE, sides=Sides.EACH), build.exercise("clam")),
        build.planned(build.dose(ONE_PHASE)),
    ),
    TimelineOptions(),
)
MOMENTS: Iterator[int] = count()


def key(position: int, number: int, side: Side | None = None) -> SetKey:
    return SetKey(position=position, set_side=side, set_number=number)


def record(of: SetKey, outcome: Outcome = Outcome.DONE) -> DoneSet:
    return DoneSet(
        id=uuid4(),
        position=of.position,
        exercise_id="any",
        side=of.set_side,
        set_number=of.set_number,
        outcome=outcome,
        complete=Percent(100),
        ended_at=datetime(2026, 3, 2, tzinfo=UTC) + timedelta(seconds=next(MOMENTS)),
    )


L1, R1 = key(0, 1, Side.LEFT), key(0, 1, Side.RIGHT)
L2, R2 = key(0, 2, Side.LEFT), key(0, 2, Side.RIGHT)
S1, S2 = key(1, 1), key(1, 2)


def test_outline_has_one_segment_a_set_with_its_way_in_and_its_rest() -> None:
    assert [
        (one.key, one.first_step, one.first_work, one.seconds, one.sets) for one in outline(STEPS)
    ] == [
        (L1, 0, 1, 14, 2),
        (R1, 2, 3, 40, 2),
        (L2, 5, 5, 4, 2),
        (R2, 6, 7, 40, 2),
        (S1, 9, 10, 44, 2),
        (S2, 12, 12, 4, 2),
    ]
    assert [one.exercise_name for one in outline(STEPS)] == ["Clam"] * 4 + ["Squat"] * 2


def test_session_takes_what_its_steps_take() -> None:
    assert expected_seconds(STEPS) == 146
    assert expected_seconds(()) == 0
    assert outline(()) == ()


def test_remaining_time_counts_from_inside_a_step() -> None:
    assert remaining(STEPS, 0, Seconds(0)) == 146
    assert remaining(STEPS, 0, Seconds(4)) == 142
    assert remaining(STEPS, 12, Seconds(1)) == 3
    assert remaining(STEPS, 12, Seconds(9)) == 0
    assert remaining(STEPS, 13, Seconds(0)) == 0


@given(plan=build.plans(), options=build.options)
def test_segments_cover_every_step_of_any_session(plan: Plan, options: TimelineOptions) -> None:
    steps = build_timeline(plan, options)
    segments = outline(steps)
    assert sum(one.seconds for one in segments) == expected_seconds(steps)
    assert not steps or sum(one.share for one in segments) == pytest.approx(1)
    assert len(segments) == sum(step.ends_set for step in steps)
    for one in segments:
        assert steps[one.first_work].kind is StepKind.WORK
        assert segment_start(steps, one.first_work) == one.first_step
        assert set_key(steps[one.first_step]) == one.key


@pytest.mark.parametrize(
    ("index", "part", "exercise"),
    [(0, 1, 9), (1, 2, 9), (4, 5, 9), (8, 9, 9), (9, 10, 13), (12, 13, 13)],
)
def test_next_part_and_exercise(index: int, part: int, exercise: int) -> None:
    assert next_part(STEPS, index) == part
    assert next_exercise(STEPS, index) == exercise


def test_all_the_work_of_a_set_is_one_part() -> None:
    asked = build.dose(build.reps(3), sets=2, rest=0)
    steps = build_timeline(build.plan(build.planned(asked)), TimelineOptions())
    assert [next_part(steps, index) for index in (0, 1, 5, 9, 10, 18)] == [1, 10, 10, 10, 19, 19]


@pytest.mark.parametrize(("of", "index"), [(L1, 0), (R1, 2), (L2, 4), (R2, 6), (S1, 9), (S2, 11)])
def test_set_is_led_into_by_getting_ready_switching_or_the_rest_before(
    of: SetKey, index: int
) -> None:
    assert first_step_of_set(STEPS, of) == index


def test_set_that_nothing_leads_into_begins_with_its_work() -> None:
    asked = build.dose(ONE_PHASE, rest=0)
    options = TimelineOptions(get_ready=Seconds(0))
    steps = build_timeline(build.plan(build.planned(asked)), options)
    assert [first_step_of_set(steps, key(0, number)) for number in (1, 2)] == [0, 1]


def test_set_that_the_session_does_not_have_has_no_step() -> None:
    assert first_step_of_set(STEPS, key(7, 1)) is None


def test_first_open_step_can_leave_out_earlier_exercises() -> None:
    assert first_open_step(STEPS, {L1}) == 2
    assert first_open_step(STEPS, {L1}, position=1) == 9
    assert first_open_step(STEPS, {S1, S2}, position=1) == len(STEPS)


def test_an_exercise_has_an_open_set_until_each_of_its_own_has_ended() -> None:
    assert has_open_set(STEPS, set(), 0)
    assert has_open_set(STEPS, {L1, R1, L2, S1, S2}, 0)
    assert not has_open_set(STEPS, {L1, R1, L2, R2}, 0)
    assert has_open_set(STEPS, {L1, R1, L2, R2, S1}, 1)
    assert not has_open_set(STEPS, {S1, S2}, 1)


def test_session_cut_off_goes_on_with_the_first_set_without_a_record() -> None:
    assert resume_index(STEPS, ()) == 0
    assert resume_index(STEPS, (record(L1), record(R1))) == 4
    assert resume_index(STEPS, (record(L1), record(R1, Outcome.SKIPPED), record(L2))) == 6
    assert resume_index(STEPS, map(record, (L1, R1, L2, R2, S1, S2))) == len(STEPS)


def test_session_cut_off_while_it_hurt_leaves_the_exercise() -> None:
    assert resume_index(STEPS, (record(L1, Outcome.STOPPED),)) == 9
    assert resume_index(STEPS, (record(L1), record(R1), record(S1, Outcome.STOPPED))) == 4
    last = (record(L1), record(R1), record(L2), record(R2), record(S1, Outcome.STOPPED))
    assert resume_index(STEPS, last) == len(STEPS)


def test_session_cut_off_after_going_on_from_pain_stays_with_the_exercise() -> None:
    stopped = record(L1, Outcome.STOPPED)
    went_on = record(R1)
    assert resume_index(STEPS, (went_on, stopped)) == 4
    assert resume_index(STEPS, (went_on, stopped, record(L2, Outcome.STOPPED))) == 9


@given(plan=build.plans(), options=build.options)
def test_resuming_never_repeats_a_recorded_set(plan: Plan, options: TimelineOptions) -> None:
    steps = build_timeline(plan, options)
    keys = [one.key for one in outline(steps)]
    for number in range(len(keys)):
        index = resume_index(steps, map(record, keys[:number]))
        upcoming: Step = next(step for step in steps[index:] if step.kind is StepKind.WORK)
        assert set_key(upcoming) == keys[number]
