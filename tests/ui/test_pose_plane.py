"""The ways in which a pointer leads: straight in the room, whatever the eye sees of them."""

from __future__ import annotations

import pytest

from kneecoach.figure.camera import TURNS, Camera
from kneecoach.model.figure import View
from kneecoach.ui.pose.plane import plane_of

SIDEWAYS = {View.FRONT, View.BACK}


@pytest.mark.parametrize("view", [pytest.param(one, id=one.value) for one in View])
@pytest.mark.parametrize("tilt", [-5.0, 9.0, 17.0, 40.0])
def test_what_is_led_keeps_its_place_in_one_straight_way(view: View, tilt: float) -> None:
    for mirrored in (1.0, -1.0):
        for further in (-15.0, 0.0, 15.0):
            turn = mirrored * (TURNS[view] + (further if view in SIDEWAYS else 0.0))
            camera = Camera(turn=turn, tilt=tilt)
            across, up, out = plane_of(camera)
            assert up == (0.0, 1.0, 0.0)
            assert abs(out[0 if view not in SIDEWAYS else 2]) == 1.0
            assert sum(a * b for a, b in zip(across, out, strict=True)) == 0.0
            assert camera.way(across)[0] > 0  # to the right on the sheet
            assert camera.way(out)[2] > 0  # towards the eye


def test_from_high_above_a_pointer_leads_in_the_plane_of_the_eye() -> None:
    across, up, _ = plane_of(Camera(turn=90.0, tilt=80.0))
    assert abs(up[1]) < 0.2
    assert abs(across[2]) == pytest.approx(1.0)
