"""No built-in figure does what nobody can: sampled in time, on every side and in every variant."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from kneecoach.body.contact import places
from kneecoach.body.joints import CHANNELS, Channels, find_way
from kneecoach.body.make import make_movement
from kneecoach.body.measure import DEEPEST_M, faults
from kneecoach.body.skeleton import FOREARM, SHIN, THIGH, UPPER_ARM, Body
from kneecoach.figure.flesh import Row, flesh
from kneecoach.figure.looks import Looks
from kneecoach.model.exercise import Exercise
from kneecoach.model.looks import Build
from kneecoach.model.units import Seconds
from kneecoach.packs.catalogue import read_packs

BUILT_IN = Path(__file__).parents[2] / "exercises"
MOMENTS = 9
BONES = {
    ("hip", "knee"): THIGH,
    ("knee", "ankle"): SHIN,
    ("shoulder", "elbow"): UPPER_ARM,
    ("elbow", "wrist"): FOREARM,
}
MOST = {"head": 0.2, "left_knee": 0.22, "right_knee": 0.22, "right_ankle": 0.22}
"""Metres that a point moves in a thirtieth of a phase; arms may snap down faster."""

BEYOND = 6.0
"""Degrees by which a curve through several stops may swing beyond a joint's range."""

COLOURS = Looks().colours
CATALOGUE = read_packs([BUILT_IN]).catalogue


def _range(name: str) -> tuple[str, float, float]:
    joint, _, way = name.partition(".")
    if not way or joint == "shift":
        return (name, -math.inf, math.inf)
    known = find_way(joint.removeprefix("left_").removeprefix("right_"), way)
    return (name, known.least, known.most)


RANGES = [_range(name) for name in CHANNELS]


def ways(exercise: Exercise) -> list[tuple[str, bool]]:
    figure = exercise.figure
    assert figure is not None, exercise.id
    found = [("", False), *((one.variant, False) for one in figure.variations)]
    return [*found, ("", True)] if figure.wrong else found


@pytest.mark.parametrize("exercise", CATALOGUE.exercises, ids=lambda one: one.id)
def test_a_figure_does_at_no_moment_what_nobody_can(exercise: Exercise) -> None:
    for variant, is_wrong in ways(exercise):
        movement = make_movement(exercise, variant, is_wrong=is_wrong)
        for move in movement.course.moves:
            for step in range(MOMENTS):
                elapsed = Seconds((move.every or 2.0) * step / (MOMENTS - 1))
                moment = movement.course.at(move.phase, elapsed, Seconds(2.0))
                where = (variant, is_wrong, move.phase, step)
                assert_in_range(moment.numbers, where)
                body = movement.at(moment)
                assert faults(movement, body) == [], where
                assert_above_the_floor(body, where)
                for side in ("left", "right"):
                    for (start, end), long in BONES.items():
                        first, last = body.points[f"{side}_{start}"], body.points[f"{side}_{end}"]
                        assert abs(math.dist(first, last) - long) < 1e-6, where
            mirror = movement.pose(move.stops[-1].pose).mirrored()
            assert min(at[1] - radius for at, radius in places(mirror)) >= -DEEPEST_M, move


def assert_above_the_floor(body: Body, where: object) -> None:
    """Check every joint, and both feet as they are drawn, soles and all."""
    for name, point in body.points.items():
        assert point[1] > 0.0, (where, name)
    for part in flesh(body, COLOURS, Build.BROAD, {}):
        if part.name.endswith("_foot"):
            balls = [
                ball for layer in part.layers if isinstance(layer, Row) for ball in layer.balls
            ]
            assert min(at[1] - radius for at, radius in balls) > -DEEPEST_M, (where, part.name)


def assert_in_range(numbers: Channels, where: object) -> None:
    for (name, least, most), number in zip(RANGES, numbers, strict=True):
        assert least - BEYOND <= number <= most + BEYOND, (name, where)


@pytest.mark.parametrize("exercise", CATALOGUE.exercises, ids=lambda one: one.id)
def test_nothing_jumps_from_one_moment_to_the_next(exercise: Exercise) -> None:
    movement = make_movement(exercise)
    for move in movement.course.moves:
        lasts = move.every or 3.0
        before = None
        for step in range(31):
            moment = movement.course.at(
                move.phase, Seconds(lasts * step / 30 * 0.999), Seconds(lasts)
            )
            points = movement.at(moment).points
            if before is not None:
                for name, most in MOST.items():
                    assert math.dist(points[name], before[name]) < most, (move.phase, step, name)
            before = points
