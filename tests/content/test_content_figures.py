from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import pytest

from kneecoach.body.contact import places
from kneecoach.body.make import make_movement
from kneecoach.body.movement import Movement
from kneecoach.body.skeleton import Body
from kneecoach.model.dose import Dose, Intervals, Phase, PhaseName, Repetitions, Timed
from kneecoach.model.exercise import Exercise
from kneecoach.model.programme import Catalogue
from kneecoach.model.units import Seconds
from kneecoach.packs.catalogue import read_packs

BUILT_IN = Path(__file__).parents[2] / "exercises"
BELOW_M = 0.05
"""How far flesh may sink into the floor: the soles of the figure do not bend at the toes."""

FREE = frozenset({"box_jump", "snap_down_landing"})
"""They leave one height for another, and may brush its edge on the way."""

STILL = frozenset({PhaseName.HOLD, PhaseName.PAUSE})


@pytest.fixture(scope="module")
def built_in() -> Catalogue:
    return read_packs([BUILT_IN]).catalogue


def phases_of(dose: Dose) -> tuple[Phase, ...]:
    match dose.work:
        case Repetitions(tempo=tempo):
            return tempo
        case Timed(phase=phase):
            return (phase,)
        case Intervals(phases=phases):
            return phases


def ways(catalogue: Catalogue) -> Iterator[tuple[Exercise, Dose]]:
    """Yield every way of doing each exercise: its first level, and the first of each variant."""
    for exercise in catalogue.exercises:
        seen = set[str]()
        for level in exercise.ladder:
            if level.dose.variant not in seen:
                seen.add(level.dose.variant)
                yield exercise, level.dose


def bodies(movement: Movement, dose: Dose, count: int) -> Iterator[Body]:
    for phase in phases_of(dose):
        span = min(phase.lasts, 8.0)
        for step in range(count + 1):
            elapsed = Seconds(span * step / count)
            yield movement.at(movement.course.at(phase.name, elapsed, Seconds(span)))


def farthest(one: Body, other: Body) -> float:
    return max(math.dist(one.points[name], other.points[name]) for name in one.points)


def test_every_exercise_is_posed_and_every_phase_has_a_move(built_in: Catalogue) -> None:
    for exercise, dose in ways(built_in):
        figure = exercise.figure
        assert figure, exercise.id
        variation = figure.for_variant(dose.variant)
        moves = figure.moves if variation is None else variation.moves or figure.moves
        moved = {move.phase for move in moves}
        assert {phase.name for phase in phases_of(dose)} <= moved, (exercise.id, dose.variant)


def test_something_is_seen_to_move(built_in: Catalogue) -> None:
    for exercise, dose in ways(built_in):
        movement = make_movement(exercise, dose.variant)
        start = movement.pose(movement.course.first)
        seen = max(farthest(start, body) for body in bodies(movement, dose, 7))
        assert seen > 0.02, (exercise.id, dose.variant)


def test_every_variant_looks_different_or_is_named_as_looking_the_same(
    built_in: Catalogue,
) -> None:
    alike = set[tuple[str, str]]()
    for exercise, dose in ways(built_in):
        figure = exercise.figure
        if dose.variant and figure and figure.for_variant(dose.variant) is None:
            alike.add((exercise.id, dose.variant))
    assert alike == {("seated_knee_extension", "long hold"), ("snap_down_landing", "snap down")}


def test_no_part_sinks_into_the_floor_on_its_way(built_in: Catalogue) -> None:
    for exercise, dose in ways(built_in):
        movement = make_movement(exercise, dose.variant)
        for body in bodies(movement, dose, 6):
            low = min(at[1] - radius for at, radius in places(body))
            assert low > -BELOW_M, (exercise.id, dose.variant, low)
            if exercise.id not in FREE:
                room = movement.room
                in_thing = min(at[1] - size - room.height_at(at) for at, size in places(body))
                assert in_thing > -BELOW_M, (exercise.id, dose.variant, in_thing)


def test_a_hold_holds_still(built_in: Catalogue) -> None:
    changing = {("heel_raise", "up on both, down on one")}
    changing.add(("hamstring_bridge", "up on both, down on one"))
    for exercise, dose in ways(built_in):
        if (exercise.id, dose.variant) in changing:
            continue
        movement = make_movement(exercise, dose.variant)
        for phase in phases_of(dose):
            if phase.name in STILL:
                first = movement.at(movement.course.at(phase.name, Seconds(0), phase.lasts))
                last = movement.at(movement.course.at(phase.name, phase.lasts, phase.lasts))
                assert farthest(first, last) < 1e-6, exercise.id


def test_the_wrong_ways_show_a_named_mistake_and_can_be_told_apart(built_in: Catalogue) -> None:
    shown = 0
    for exercise in built_in.exercises:
        figure = exercise.figure
        if figure is None or figure.wrong is None:
            continue
        shown += 1
        assert exercise.mistakes[figure.wrong.mistake - 1].instead, exercise.id
        right, wrong = make_movement(exercise), make_movement(exercise, is_wrong=True)
        apart = max(
            farthest(right.pose(pose.name), wrong.pose(pose.name)) for pose in figure.wrong.poses
        )
        assert apart > 0.04, exercise.id
    assert shown >= 10


KNEES_IN = ("squat", "single_leg_knee_dip", "step_down", "sit_to_stand", "snap_down_landing")


@pytest.mark.parametrize("name", KNEES_IN)
def test_a_knee_that_falls_inwards_is_seen_to_do_so(built_in: Catalogue, name: str) -> None:
    exercise = built_in.exercise(name)
    wrong = exercise.figure.wrong
    assert "inwards" in exercise.mistakes[wrong.mistake - 1].what
    for pose in wrong.poses:
        right = make_movement(exercise).pose(pose.name).points["left_knee"]
        fallen = make_movement(exercise, is_wrong=True).pose(pose.name).points["left_knee"]
        # The working leg is the left one here, and +x is its side.
        assert right[0] - fallen[0] > 0.05
