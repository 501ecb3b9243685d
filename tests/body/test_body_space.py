"""Bones keep their lengths, ends go where they are led, and the mirror shows the same body."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kneecoach.body.joints import CHANNELS, JOINTS, NEUTRAL, find_way, stems_of
from kneecoach.body.measure import elbow_flex, hip_flex, knee_flex
from kneecoach.body.reach import bend_two, lead_arm, lead_leg
from kneecoach.body.skeleton import FOREARM, SHIN, THIGH, UPPER_ARM, Body, stand
from kneecoach.body.space import about_x, about_y, about_z, apply, dot, length, sub, turned
from kneecoach.model.figure import Base

BONES = (
    ("hip", "knee", THIGH),
    ("knee", "ankle", SHIN),
    ("shoulder", "elbow", UPPER_ARM),
    ("elbow", "wrist", FOREARM),
)


def _range(name: str) -> tuple[float, float]:
    joint, _, way = name.partition(".")
    if joint in {"shift", "lift"} or name == "lift":
        return (0.0, 0.0)
    found = find_way(joint.removeprefix("left_").removeprefix("right_"), way)
    return found.least, found.most


postures = st.tuples(*(st.floats(*_range(name)) for name in CHANNELS))
bases = st.sampled_from(list(Base))
spots = st.tuples(*(st.floats(-1.2, 1.2) for _ in range(3)))


def assert_bones(body: Body) -> None:
    for side in ("left", "right"):
        for start, end, long in BONES:
            way = sub(body.points[f"{side}_{start}"], body.points[f"{side}_{end}"])
            assert length(way) == pytest.approx(long, abs=1e-6), (side, start)


@given(bases, postures)
def test_every_posture_within_the_ranges_keeps_the_length_of_every_bone(base, numbers) -> None:
    body = stand(base, numbers)
    assert_bones(body)
    assert math.dist(body.points["left_hip"], body.points["right_hip"]) == pytest.approx(0.184)


@given(postures)
def test_a_joint_bends_as_far_as_its_number_says(numbers) -> None:
    body = stand(Base.STANDING, numbers)
    bent = dict(zip(CHANNELS, numbers, strict=True))
    for side in ("left", "right"):
        assert knee_flex(body, side) == pytest.approx(abs(bent[f"{side}_knee.flex"]), abs=0.01)
        assert elbow_flex(body, side) == pytest.approx(bent[f"{side}_elbow.flex"], abs=0.01)


@given(bases, postures, spots, st.sampled_from(["left", "right"]))
def test_a_led_limb_keeps_its_bones_and_ends_there_or_points_there(
    base, numbers, spot, side
) -> None:
    body = stand(base, numbers)
    lead_leg(body, side, spot)
    lead_arm(body, side, spot)
    assert_bones(body)
    for start, end, reach in (
        ("hip", "ankle", THIGH + SHIN),
        ("shoulder", "wrist", UPPER_ARM + FOREARM),
    ):
        first, last = body.points[f"{side}_{start}"], body.points[f"{side}_{end}"]
        far = math.dist(first, spot)
        if 0.05 < far < reach * 0.999:
            assert math.dist(last, spot) < 1e-6
        elif far >= reach:
            way, wanted = sub(last, first), sub(spot, first)
            assert dot(way, wanted) == pytest.approx(length(way) * length(wanted), rel=1e-6)


@given(spots, spots)
def test_the_middle_joint_keeps_to_the_side_where_it_was(middle, end) -> None:
    assume(length(end) > 0.01)
    knee, reached = bend_two((0.0, 0.0, 0.0), middle, end, (0.4, 0.4))
    assert length(knee) == pytest.approx(0.4)
    assert math.dist(knee, reached) == pytest.approx(0.4)
    along = sub(reached, (0.0, 0.0, 0.0))
    aside = sub(middle, tuple(part * dot(middle, along) / dot(along, along) for part in along))
    if length(aside) > 1e-3:
        assert dot(knee, aside) >= -1e-9


@given(bases, postures)
def test_the_mirror_image_of_the_mirror_image_is_the_body(base, numbers) -> None:
    body = stand(base, numbers)
    again = body.mirrored().mirrored()
    for name, point in body.points.items():
        assert again.points[name] == pytest.approx(point)
    for name, frame in body.frames.items():
        for row, expected in zip(again.frames[name], frame, strict=True):
            assert row == pytest.approx(expected)
    left = body.points["left_knee"]
    assert body.mirrored().points["right_knee"] == pytest.approx((-left[0], left[1], left[2]))


@given(st.floats(-180, 180), st.floats(-180, 180), st.floats(-180, 180), spots)
def test_turning_keeps_lengths(x, y, z, spot) -> None:
    frame = turned(about_x(x), turned(about_y(y), about_z(z)))
    assert length(apply(frame, spot)) == pytest.approx(length(spot), abs=1e-9)


@pytest.mark.parametrize(
    ("joint", "way", "point", "axis", "sign"),
    [
        ("hip", "flex", "left_knee", 2, 1),
        ("hip", "out", "left_knee", 0, 1),
        ("hip", "out", "right_knee", 0, -1),
        ("knee", "flex", "left_ankle", 2, -1),
        ("ankle", "flex", "left_toe", 1, 1),
        ("shoulder", "flex", "left_elbow", 2, 1),
        ("shoulder", "out", "right_elbow", 0, -1),
        ("elbow", "flex", "left_wrist", 2, 1),
        ("spine", "bend", "head", 2, 1),
        ("spine", "side", "head", 0, 1),
        ("neck", "bend", "head", 2, 1),
        ("body", "lean", "head", 2, 1),
        ("body", "side", "head", 0, 1),
        ("body", "turn", "left_toe", 0, 1),
        ("ankle", "turn", "left_toe", 0, 1),
        ("hip", "turn", "left_toe", 0, 1),
    ],
)
def test_more_of_a_joint_moves_the_body_as_the_documentation_says(
    joint: str, way: str, point: str, axis: int, sign: int
) -> None:
    straight = stand(Base.STANDING, NEUTRAL).points[point]
    numbers = list(NEUTRAL)
    for stem in stems_of(joint):
        numbers[CHANNELS.index(f"{stem}.{way}")] = 20.0
    moved = stand(Base.STANDING, tuple(numbers)).points[point]
    assert (moved[axis] - straight[axis]) * sign > 0.01


def test_hips_measure_before_and_behind_the_trunk() -> None:
    numbers = list(NEUTRAL)
    numbers[CHANNELS.index("left_hip.flex")] = 40.0
    numbers[CHANNELS.index("right_hip.flex")] = -20.0
    body = stand(Base.PRONE, tuple(numbers))
    assert hip_flex(body, "left") == pytest.approx(40)
    assert hip_flex(body, "right") == pytest.approx(-20)


def test_every_joint_has_ways_and_a_name_that_nobody_has_is_refused() -> None:
    assert {joint.name for joint in JOINTS} >= {"hip", "knee", "ankle", "spine"}
    assert find_way("working_hip", "turn").most == 60
    with pytest.raises(ValueError, match="there is no tail"):
        find_way("tail", "flex")
    with pytest.raises(ValueError, match=r"knee\.wag"):
        find_way("knee", "wag")
