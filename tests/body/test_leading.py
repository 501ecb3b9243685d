"""Leading hands, feet and hips: within what joints reach, and as near to the place as that gets."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from kneecoach.body.joints import CHANNEL, CHANNELS, JOINTS, NEUTRAL, SIDES, find_way
from kneecoach.body.leading import ENDS, between, channels_of, end_point, lead_end, lead_hips
from kneecoach.body.skeleton import FOREARM, SHIN, THIGH, UPPER_ARM, stand
from kneecoach.body.space import add, length, sub
from kneecoach.model.figure import Base

_LIMBS = ("hip", "knee", "shoulder", "elbow")


@st.composite
def numbers(draw: st.DrawFn):
    """Return a posture with every limb somewhere within its range."""
    found = list(NEUTRAL)
    for joint in JOINTS:
        if joint.name in _LIMBS:
            for side in SIDES:
                for way in joint.ways:
                    index = CHANNEL[f"{side}_{joint.name}.{way.name}"]
                    found[index] = draw(st.integers(round(way.least), round(way.most)))
    return tuple(map(float, found))


places = st.tuples(*[st.floats(-3, 3, allow_subnormal=False)] * 3)
bases = st.sampled_from(Base)
ends = st.sampled_from(ENDS)


@given(numbers(), bases, ends, places)
def test_wherever_an_end_is_led_joints_stay_in_range_and_bones_keep_their_length(
    before, base, end, to
) -> None:
    after = lead_end(stand(base, before), before, end, to)
    for name in channels_of(end):
        joint, _, way = name.partition("_")[2].partition(".")
        known = find_way(joint, way)
        assert known.least <= after[CHANNEL[name]] <= known.most
        assert after[CHANNEL[name]] == round(after[CHANNEL[name]])
    others = set(CHANNELS) - set(channels_of(end))
    assert all(after[CHANNEL[one]] == before[CHANNEL[one]] for one in others)
    at = stand(base, after).points
    for side in SIDES:
        for first, second, long in (
            ("hip", "knee", THIGH),
            ("knee", "ankle", SHIN),
            ("shoulder", "elbow", UPPER_ARM),
            ("elbow", "wrist", FOREARM),
        ):
            far = length(sub(at[f"{side}_{first}"], at[f"{side}_{second}"]))
            assert math.isclose(far, long, abs_tol=1e-9)


@given(numbers(), numbers(), bases, ends)
def test_where_a_body_can_have_its_hand_or_foot_it_comes_there(before, there, base, end) -> None:
    to = stand(base, there).points[end_point(end)]
    after = lead_end(stand(base, before), before, end, to)
    assert length(sub(stand(base, after).points[end_point(end)], to)) < 0.02


def test_an_end_that_is_led_to_where_it_is_hardly_turns_anything() -> None:
    before = list(NEUTRAL)
    for name, angle in (("hip.flex", 40.0), ("hip.out", 10.0), ("hip.turn", 5.0)):
        before[CHANNEL[f"left_{name}"]] = angle
    before[CHANNEL["left_knee.flex"]] = 70.0
    body = stand(Base.STANDING, tuple(before))
    after = lead_end(body, tuple(before), "left_foot", body.points["left_ankle"])
    assert after == tuple(before)


def test_hips_that_sink_bend_both_legs_alike_and_the_feet_stay() -> None:
    body = stand(Base.STANDING, NEUTRAL)
    after = lead_hips(body, NEUTRAL, (0.0, -0.25, -0.1), SIDES)
    for name in ("hip.flex", "knee.flex"):
        left, right = (after[CHANNEL[f"{side}_{name}"]] for side in SIDES)
        assert left == right > 30
    now = stand(Base.STANDING, after)
    for side in SIDES:
        way = sub(now.points[f"{side}_ankle"], body.points[f"{side}_ankle"])
        assert length(sub(add(way, (0.0, -0.25, -0.1)), (0.0, 0.0, 0.0))) < 0.02


def test_half_the_way_is_whole_degrees() -> None:
    first = tuple(0.0 for _ in CHANNELS)
    second = tuple(3.0 if name == "left_hip.flex" else 0.0 for name in CHANNELS)
    assert between(first, second, 0.5)[CHANNEL["left_hip.flex"]] == 2.0
    assert between(first, second, 0.0) == first


def test_a_foot_that_is_led_straight_forwards_does_not_turn_out() -> None:
    body = stand(Base.STANDING, NEUTRAL)
    at = body.points["left_ankle"]
    for forward in range(0, 60, 7):
        for up in range(0, 40, 9):
            to = add(at, (0.0, up / 100, forward / 100))
            after = lead_end(body, NEUTRAL, "left_foot", to)
            assert after[CHANNEL["left_hip.turn"]] == 0.0
            assert abs(after[CHANNEL["left_hip.out"]]) <= 4.0
