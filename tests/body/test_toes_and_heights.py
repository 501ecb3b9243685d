"""Toes bend where they meet the floor, and poses follow a step that is higher or lower."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kneecoach.body.contact import ROUNDS, lowest
from kneecoach.body.joints import CHANNELS, NEUTRAL
from kneecoach.body.make import make_movement
from kneecoach.body.measure import faults
from kneecoach.body.room import Room, make_room
from kneecoach.body.skeleton import ANKLE_HEIGHT, BALL, TOE, Body, stand
from kneecoach.body.space import angle_between, apply, sub
from kneecoach.body.toes import TOE_DEPTH, bend_toes
from kneecoach.model.exercise import Exercise
from kneecoach.model.figure import Base, Prop, Thing
from kneecoach.model.units import Centimetres, Seconds
from kneecoach.packs.catalogue import read_packs

CATALOGUE = read_packs([Path(__file__).parents[2] / "exercises"]).catalogue
FLOOR = Room()
LONG = TOE[2] - BALL[2]


def on_its_ball(base: Base, ankle: float) -> Body:
    """Return a body whose left foot, turned so far, has its ball on the floor."""
    numbers = list(NEUTRAL)
    numbers[CHANNELS.index("left_ankle.flex")] = ankle
    body = stand(base, tuple(numbers))
    return body.moved((0.0, TOE_DEPTH - body.points["left_ball"][1], 0.0))


def toes_up(body: Body) -> float:
    """Return how far the toes are bent against the foot, in degrees."""
    one, other = (apply(body.frames[f"left_{part}"], (0.0, 0.0, 1.0)) for part in ("foot", "toes"))
    return angle_between(one, other)


@given(st.floats(-75, 40))
@example(-6.103515625e-05)
def test_toes_keep_their_length_and_never_sink_into_the_floor(ankle: float) -> None:
    body = on_its_ball(Base.STANDING, ankle)
    bend_toes(body, "left", FLOOR)
    ball, toe = body.points["left_ball"], body.points["left_toe"]
    assert math.dist(ball, toe) == pytest.approx(LONG)
    assert toe[1] >= TOE_DEPTH - 1e-6
    if ankle < 0:
        unseen = 1e-6 if ankle > -0.001 else None  # they do not bend for so little
        assert toe[1] == pytest.approx(TOE_DEPTH, abs=unseen)
        assert toe[2] > ball[2]
        assert toes_up(body) == pytest.approx(-ankle, abs=0.01)
    else:
        assert toes_up(body) == 0


def test_toes_of_somebody_who_lies_on_the_front_bend_the_other_way() -> None:
    body = on_its_ball(Base.PRONE, -60.0)
    flat = body.points["left_toe"]
    bend_toes(body, "left", FLOOR)
    assert flat[1] < TOE_DEPTH
    assert body.points["left_toe"][1] == pytest.approx(TOE_DEPTH)
    assert body.points["left_toe"][2] < body.points["left_ball"][2]


def test_toes_bend_no_farther_than_toes_do() -> None:
    body = on_its_ball(Base.STANDING, -90.0)
    bend_toes(body, "left", FLOOR)
    assert toes_up(body) == pytest.approx(80)


def test_toes_lie_on_a_step_and_not_on_the_side_of_a_box() -> None:
    body = on_its_ball(Base.STANDING, -20.0)
    ahead = (body.points["left_toe"][2] + 0.14) * 100
    for high, lifted in ((2.0, 0.02), (30.0, 0.0)):
        box = Prop(
            thing=Thing.BOX,
            forward=Centimetres(ahead),
            height=Centimetres(high),
            depth=Centimetres(30),
        )
        copy = body.moved((0.0, 0.0, 0.0))
        bend_toes(copy, "left", make_room((box,)))
        assert copy.points["left_toe"][1] == pytest.approx(TOE_DEPTH + lifted)


def test_a_cushion_is_stood_on_and_lies_under_the_head_of_somebody_who_lies() -> None:
    one = CATALOGUE.exercise("single_leg_balance")
    assert one is not None
    movement = make_movement(one, "on a cushion")
    (pillow,) = (each for each in movement.room.blocks if each.thing is Thing.PILLOW)
    ankle = movement.pose("stand").points["left_ankle"]
    assert ankle[1] == pytest.approx(ANKLE_HEIGHT + pillow.size[1])
    prop = Prop(thing=Thing.PILLOW)
    assert make_room((prop,), Base.LYING).height_at((0.0, 0.0, 0.0)) == 0


def stepping() -> list[tuple[Exercise, str, Centimetres]]:
    """Return every height of every exercise on a step or box, with the variant it belongs to."""
    found: dict[tuple[str, str, float], tuple[Exercise, str, Centimetres]] = {}
    for one in CATALOGUE.exercises:
        for level in one.ladder:
            height, variant = level.dose.height, level.dose.variant
            if height is not None:
                found[(one.id, variant, height)] = (one, variant, height)
    return list(found.values())


@pytest.mark.parametrize(
    ("one", "variant", "height"),
    stepping(),
    ids=lambda each: each.id if isinstance(each, Exercise) else str(each),
)
def test_a_step_is_as_high_as_the_level_says_and_both_feet_find_it(
    one: Exercise, variant: str, height: Centimetres
) -> None:
    movement = make_movement(one, variant, height=height)
    (block,) = (each for each in movement.room.blocks if each.thing in {Thing.STEP, Thing.BOX})
    assert block.size[1] == pytest.approx(height / 100)
    for move in movement.course.moves:
        for step in range(9):
            moment = movement.course.at(move.phase, Seconds(2.0 * step / 8), Seconds(2.0))
            assert faults(movement, movement.at(moment)) == [], (move.phase, step)


@pytest.mark.parametrize(
    ("name", "pose"), [("step_up", "start"), ("step_down", "down"), ("box_jump", "step")]
)
def test_the_other_foot_comes_down_from_a_step_of_any_height(name: str, pose: str) -> None:
    one = CATALOGUE.exercise(name)
    assert one is not None
    knees = []
    for height in sorted({level.dose.height for level in one.ladder if level.dose.height}):
        movement = make_movement(one, height=height)
        body = movement.pose(pose)
        rounds = tuple(each for each in ROUNDS if each.part in {"right_foot", "right_toes"})
        assert lowest(body, rounds) == pytest.approx(0.0, abs=0.02), height
        ankle = body.points["left_ankle"]
        assert movement.room.height_at(ankle) == pytest.approx(height / 100)
        thigh = sub(body.points["left_knee"], body.points["left_hip"])
        knees.append(angle_between(thigh, sub(ankle, body.points["left_knee"])))
    assert knees == sorted(knees)
    assert knees[-1] > knees[0] + 10
