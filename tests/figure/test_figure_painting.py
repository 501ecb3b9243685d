"""Compare painted figures, which hold no text, with approved pictures, one of each kind of view."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QPainter

from kneecoach.figure.files import draw
from kneecoach.figure.looks import Looks, Surroundings
from kneecoach.figure.marks import mark_shapes
from kneecoach.figure.scene import Scene
from kneecoach.figure.showing import Showing
from kneecoach.model.dose import Side
from kneecoach.model.figure import View
from kneecoach.model.looks import Build, Palette
from kneecoach.model.units import Centimetres
from kneecoach.packs.catalogue import read_packs

GOLDEN = Path(__file__).parent / "golden"
FAR_OFF = 40
"""Difference of a channel from which a pixel counts as different; smoothing differs by less."""
MOST_DIFFERENT_PERCENT = 0.35
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
    "other_side": ("squat", Showing(side=Side.LEFT, view=View.OTHER_SIDE), Looks()),
    "other_three_quarter": (
        "split_squat",
        Showing(side=Side.LEFT, view=View.OTHER_THREE_QUARTER),
        Looks(palette=Palette.PLUM),
    ),
    "back_three_quarter": (
        "split_squat",
        Showing(side=Side.LEFT, view=View.BACK_THREE_QUARTER),
        Looks(build=Build.SLIGHT),
    ),
    "ghost_alone": (
        "step_up",
        Showing(side=Side.LEFT, shows_ghost=True, shows_guides=False),
        Looks(palette=Palette.OCHRE),
    ),
    "guides_alone": (
        "step_down",
        Showing(side=Side.LEFT, shows_ghost=False, shows_guides=True),
        Looks(),
    ),
    "neither": (
        "step_down",
        Showing(side=Side.LEFT, shows_ghost=False, shows_guides=False),
        Looks(),
    ),
    "wrong_way_of_a_side": (
        "side_plank",
        Showing(side=Side.RIGHT, is_wrong=True),
        Looks(build=Build.SLIGHT, palette=Palette.SKY),
    ),
    "low_step": ("step_up", Showing(side=Side.LEFT, height=Centimetres(10)), Looks()),
    "toes_bent": ("heel_raise", Showing(), Looks()),
    "band_and_mat": ("clam", Showing(side=Side.LEFT, is_wrong=True), Looks(palette=Palette.OCHRE)),
}

TILE = (60, 50)
"""Pixels of a picture that is so small that fine parts are left out."""


def painted(name: str, size: tuple[int, int] = SIZE) -> QImage:
    exercise_id, showing, looks = PICTURES[name]
    exercise = CATALOGUE.exercise(exercise_id)
    assert exercise is not None
    scene = Scene(
        exercise,
        showing=showing,
        size=(float(size[0]), float(size[1])),
        looks=looks,
        surroundings=Surroundings(),
    )
    return draw(size, [(0.0, 0.0, scene.telling())]).convertToFormat(QImage.Format.Format_RGB32)


def different_percent(one: QImage, other: QImage) -> float:
    assert one.size() == other.size()
    a, b = bytes(one.constBits()), bytes(other.constBits())
    pixels = len(a) // 4
    off = sum(
        any(abs(a[4 * i + c] - b[4 * i + c]) > FAR_OFF for c in range(3)) for i in range(pixels)
    )
    return 100 * off / pixels


def test_every_view_has_its_picture() -> None:
    shown = {showing.view for _, showing, _ in PICTURES.values()}
    assert shown >= set(View)


@pytest.mark.parametrize("name", PICTURES)
def test_a_figure_looks_as_approved(name: str, update_golden: bool) -> None:
    assert_as_approved(painted(name), GOLDEN / f"{name}.png", update_golden=update_golden)


def test_tiles_look_as_approved(update_golden: bool) -> None:
    names = ("front_wrong", "side", "lying", "side_lying", "sitting", "low_step")
    sheet = QImage(TILE[0] * len(names), TILE[1], QImage.Format.Format_RGB32)
    painter = QPainter(sheet)
    for place, name in enumerate(names):
        painter.drawImage(TILE[0] * place, 0, painted(name, TILE))
    painter.end()
    assert_as_approved(sheet, GOLDEN / "tiles.png", update_golden=update_golden)


def assert_as_approved(picture: QImage, file: Path, *, update_golden: bool) -> None:
    if update_golden:
        file.parent.mkdir(exist_ok=True)
        assert picture.save(str(file))
    approved = QImage(str(file)).convertToFormat(QImage.Format.Format_RGB32)
    assert not approved.isNull(), f"{file} is missing; run pytest --update-golden and look at it"
    assert different_percent(picture, approved) < MOST_DIFFERENT_PERCENT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("front", "front_wrong"),
        ("side", "side_right_leg"),
        ("side", "other_side"),
        ("other_three_quarter", "back_three_quarter"),
        ("guides_alone", "neither"),
        ("low_step", "ghost_alone"),
    ],
)
def test_the_comparison_sees_a_figure_that_has_changed(one: str, other: str) -> None:
    assert different_percent(painted(one), painted(other)) > MOST_DIFFERENT_PERCENT


def test_a_picture_without_paper_is_clear_around_its_shapes() -> None:
    mark = mark_shapes((20.0, 20.0), 10.0, Surroundings(), is_right=True)
    picture = draw((40, 40), [(0.0, 0.0, mark)], paper=None)
    assert picture.pixelColor(1, 1).alpha() == 0
    assert picture.pixelColor(20, 27).alpha() == 255
