"""Compare painted figures, which hold no text, with approved pictures, one of each kind of view."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from kneecoach.figure.files import draw
from kneecoach.figure.looks import Looks, Surroundings
from kneecoach.figure.marks import mark_shapes
from kneecoach.figure.scene import Scene
from kneecoach.figure.showing import Showing
from kneecoach.model.dose import Side
from kneecoach.model.figure import View
from kneecoach.model.looks import Build, Palette
from kneecoach.packs.catalogue import read_packs

GOLDEN = Path(__file__).parent / "golden"
FAR_OFF = 40
"""Difference of a channel from which a pixel counts as different; smoothing differs by less."""
MOST_DIFFERENT_PERCENT = 0.6
SIZE = (240, 200)
CATALOGUE = read_packs([Path(__file__).parents[2] / "exercises"]).catalogue

PICTURES = {
    "front": ("single_leg_knee_dip", Showing(side=Side.LEFT, view=View.FRONT), Looks()),
    "front_wrong": (
        "single_leg_knee_dip",
        Showing(side=Side.LEFT, view=View.FRONT, is_wrong=True),
        Looks(build=Build.SLIGHT, palette=Palette.PLUM),
    ),
    "side": ("squat", Showing(side=Side.LEFT, view=View.SIDE), Looks()),
    "side_right_leg": ("squat", Showing(side=Side.RIGHT, view=View.SIDE), Looks()),
    "back": ("squat", Showing(view=View.BACK), Looks(build=Build.SLIGHT, palette=Palette.OCHRE)),
    "three_quarter": ("squat", Showing(side=Side.LEFT, view=View.THREE_QUARTER), Looks()),
    "lying": ("glute_bridge", Showing(side=Side.LEFT), Looks(palette=Palette.SKY)),
    "side_lying": ("clam", Showing(side=Side.RIGHT), Looks()),
    "sitting": ("seated_knee_extension", Showing(side=Side.LEFT), Looks()),
}


def painted(name: str) -> QImage:
    exercise_id, showing, looks = PICTURES[name]
    exercise = CATALOGUE.exercise(exercise_id)
    assert exercise is not None
    scene = Scene(
        exercise,
        showing=showing,
        size=(float(SIZE[0]), float(SIZE[1])),
        looks=looks,
        surroundings=Surroundings(),
    )
    return draw(SIZE, [(0.0, 0.0, scene.telling())]).convertToFormat(QImage.Format.Format_RGB32)


def different_percent(one: QImage, other: QImage) -> float:
    assert one.size() == other.size()
    a, b = bytes(one.constBits()), bytes(other.constBits())
    pixels = len(a) // 4
    off = sum(
        any(abs(a[4 * i + c] - b[4 * i + c]) > FAR_OFF for c in range(3)) for i in range(pixels)
    )
    return 100 * off / pixels


@pytest.mark.parametrize("name", PICTURES)
def test_a_figure_looks_as_approved(name: str, update_golden: bool) -> None:
    picture = painted(name)
    file = GOLDEN / f"{name}.png"
    if update_golden:
        file.parent.mkdir(exist_ok=True)
        assert picture.save(str(file))
    approved = QImage(str(file)).convertToFormat(QImage.Format.Format_RGB32)
    assert not approved.isNull(), f"{file} is missing; run pytest --update-golden and look at it"
    assert different_percent(picture, approved) < MOST_DIFFERENT_PERCENT


def test_the_comparison_sees_a_figure_that_has_changed() -> None:
    assert different_percent(painted("front"), painted("front_wrong")) > MOST_DIFFERENT_PERCENT


def test_a_picture_without_paper_is_clear_around_its_shapes() -> None:
    mark = mark_shapes((20.0, 20.0), 10.0, Surroundings(), is_right=True)
    picture = draw((40, 40), [(0.0, 0.0, mark)], paper=None)
    assert picture.pixelColor(1, 1).alpha() == 0
    assert picture.pixelColor(20, 27).alpha() == 255
