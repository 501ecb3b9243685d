from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from coach_builders import a_coach, shipped, starter
from fakes import FakeClock
from fakes_history import FakeHistoryStore
from hypothesis import given
from hypothesis import strategies as st

from kneecoach.coach.break_routine import (
    WORK_AT_MOST,
    Where,
    choose_routine,
    for_a_break,
    seconds_of,
)
from kneecoach.coach.break_run import BreakRun
from kneecoach.coach.coach import Coach
from kneecoach.model.dose import Dose, Intervals, Repetitions, Sides, Timed
from kneecoach.model.feedback import Flag
from kneecoach.model.programme import DeskPlace, Use
from kneecoach.model.record import CheckIn
from kneecoach.model.units import pain_score
from kneecoach.sound.output import SilentOutput
from kneecoach.values import replace

DOSES = tuple(level.dose for one in shipped().exercises for level in one.ladder)


@pytest.fixture
def store() -> FakeHistoryStore:
    return FakeHistoryStore()


@pytest.fixture
def coach(clock: FakeClock, store: FakeHistoryStore) -> Coach:
    return a_coach(clock, store)


def _next(
    coach: Coach,
    done: tuple[str, ...] = (),
    where: Where = Where.EITHER,
    *,
    only_quiet: bool = False,
    day: date = date(2026, 3, 2),
) -> str | None:
    routine = choose_routine(
        coach, starter(), day=day, where=where, only_quiet=only_quiet, done=done
    )
    return None if routine is None else routine.planned.exercise.id


def test_breaks_take_turns_and_begin_again_with_what_was_done_longest_ago(coach: Coach) -> None:
    (programme,) = (one for one in shipped().programmes if one.use is Use.DESK_BREAKS)
    order = tuple(item.exercise_id for item in programme.items)
    done: tuple[str, ...] = ()
    for _ in range(2 * len(order)):
        exercise = _next(coach, done)
        assert exercise is not None
        done = (exercise, *done)
    assert done[::-1] == order * 2


def test_a_break_is_done_where_the_person_wants_it(coach: Coach) -> None:
    for where, place in ((Where.CHAIR, DeskPlace.CHAIR), (Where.STANDING, DeskPlace.STANDING)):
        routine = choose_routine(
            coach, None, day=date(2026, 3, 2), where=where, only_quiet=False, done=()
        )
        assert routine is not None
        assert routine.place is place


def test_an_open_office_sees_only_quiet_ones(coach: Coach) -> None:
    (programme,) = (one for one in shipped().programmes if one.use is Use.DESK_BREAKS)
    quiet = {one.exercise_id for one in programme.items if one.desk and one.desk.quiet}
    done: tuple[str, ...] = ()
    for _ in range(len(quiet)):
        exercise = _next(coach, done, only_quiet=True)
        assert exercise in quiet
        done = (str(exercise), *done)
    assert set(done) == quiet


def test_every_break_is_over_in_about_two_minutes(coach: Coach) -> None:
    done: tuple[str, ...] = ()
    for _ in range(7):
        routine = choose_routine(
            coach, None, day=date(2026, 3, 2), where=Where.EITHER, only_quiet=False, done=done
        )
        assert routine is not None
        assert 30 <= seconds_of(routine) <= 150
        done = (routine.planned.exercise.id, *done)


@pytest.mark.parametrize("flag", [Flag.LOCKING, Flag.CANNOT_BEAR_WEIGHT, Flag.HOT_RED])
def test_a_knee_that_should_be_seen_is_asked_for_no_exercise(coach: Coach, flag: Flag) -> None:
    coach.check_in(
        CheckIn(
            id=uuid4(),
            person_id=coach.person.id,
            day=date(2026, 3, 2),
            recorded_at=FakeClock().now(),
            pain=pain_score(3),
            flags=frozenset({flag}),
        )
    )
    assert _next(coach) is None


def test_packs_without_desk_breaks_ask_for_standing_up_alone(
    clock: FakeClock, store: FakeHistoryStore
) -> None:
    sessions = tuple(one for one in shipped().programmes if one.use is Use.SESSION)
    coach = a_coach(clock, store, replace(shipped(), programmes=sessions))
    assert _next(coach) is None


@given(dose=st.sampled_from(DOSES), legs=st.integers(1, 2))
def test_a_break_never_asks_for_more_than_the_dose(dose: Dose, legs: int) -> None:
    short = for_a_break(dose, legs=legs)
    assert short.sets == 1
    assert short.load == dose.load
    match short.work, dose.work:
        case Repetitions() as cut, Repetitions() as whole:
            assert 1 <= cut.reps <= whole.reps
            assert cut.tempo == whole.tempo
            length = cut.reps * sum(one.lasts for one in cut.tempo)
        case Timed() as cut, Timed() as whole:
            assert cut.phase.lasts <= whole.phase.lasts
            length = cut.phase.lasts
        case Intervals() as cut, Intervals() as whole:
            assert cut.rounds <= whole.rounds
            length = cut.rounds * sum(one.lasts for one in cut.phases)
        case _:
            raise AssertionError("the kind of work never changes")
    turns = 2 if dose.sides in {Sides.EACH, Sides.ALTERNATE} else 1
    is_one = isinstance(short.work, Repetitions) and short.work.reps == 1
    assert is_one or length * max(turns, legs) <= WORK_AT_MOST + 0.001 or legs * turns == 4


def test_a_break_runs_in_time_and_keeps_nothing(
    coach: Coach, store: FakeHistoryStore, clock: FakeClock
) -> None:
    routine = choose_routine(
        coach, None, day=date(2026, 3, 2), where=Where.CHAIR, only_quiet=False, done=()
    )
    assert routine is not None
    run = BreakRun(steps=routine.steps, output=SilentOutput(clock), clock=clock)
    assert not run.begin()
    seconds = 0.0
    while not run.tick():
        clock.advance(0.5)
        seconds += 0.5
    assert seconds == seconds_of(routine)
    assert run.index == len(run.steps)
    assert store.read(coach.person.id).sessions == ()
    run.stop()


def test_a_break_stands_still_when_asked_and_when_the_computer_slept(clock: FakeClock) -> None:
    coach = a_coach(clock, FakeHistoryStore())
    routine = choose_routine(
        coach, None, day=date(2026, 3, 2), where=Where.CHAIR, only_quiet=False, done=()
    )
    assert routine is not None
    run = BreakRun(steps=routine.steps, output=SilentOutput(clock), clock=clock)
    run.begin()
    clock.advance(2)
    run.pause()
    clock.advance(60)
    run.tick()
    assert run.is_paused
    assert run.elapsed == 2
    run.resume()
    clock.advance(600)
    run.tick()
    assert run.is_paused
