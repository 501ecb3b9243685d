"""See the room from one side: turn points into places on a sheet, with how near they are."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

from kneecoach.body.space import Frame, Vec, about_x, about_y, apply, turned
from kneecoach.model.figure import Base, View

AWAY = 6.5
"""Metres from the eye to the middle of what is seen; nearer would bend straight things."""

TURNS = {
    View.FRONT: 0.0,
    View.THREE_QUARTER: 38.0,
    View.SIDE: 90.0,
    View.BACK_THREE_QUARTER: 142.0,
    View.BACK: 180.0,
    View.OTHER_SIDE: -90.0,
    View.OTHER_THREE_QUARTER: -38.0,
}
"""How far round to the working side the eye stands, degrees."""

LOW = frozenset({Base.LYING, Base.SIDE_LYING, Base.SIDE_LYING_ON_WORKING, Base.PRONE})
"""How bodies lie that are low and long, so that more of them is seen from higher up."""

USUAL_TILT = 9.0
_LOW_TILT = 17.0
_FAR_BELOW = 90.0
"""Units of the sheet to a metre; a picture on a tile has about sixty."""


def usual_tilt(base: Base) -> float:
    """Return how far the eye looks down on a body that lies so, in degrees, unless it is said."""
    return _LOW_TILT if base in LOW else USUAL_TILT


class Seen(NamedTuple):
    """A point as it is seen: across and down the sheet, how large a metre is there, how near."""

    x: float
    y: float
    size: float
    near: float


Spot = tuple[float, float, float, float]
"""A ball as it is seen: across and down the sheet, its radius there, how near."""


class Camera:
    """Where the eye stands, and how the sheet is filled.

    Args:
        turn: How far round to the left of the body, degrees.
        tilt: How far above, degrees.
        middle: What it looks at.
    """

    __slots__ = ("across", "down", "frame", "middle", "scale", "tilt")

    def __init__(self, *, turn: float, tilt: float, middle: Vec = (0.0, 0.9, 0.0)) -> None:
        """Look at the middle; a metre is one long on the sheet until `fit` says more."""
        self.frame: Frame = turned(about_x(tilt), about_y(-turn))
        self.tilt = tilt
        self.middle = middle
        self.scale, self.across, self.down = 1.0, 0.0, 0.0

    def see(self, point: Vec) -> Seen:
        """Return a point as it is seen; written out, for it is asked hundreds of times a frame."""
        (a, b, c), (d, e, f), (g, h, i) = self.frame
        middle = self.middle
        x, y, z = point[0] - middle[0], point[1] - middle[1], point[2] - middle[2]
        near = g * x + h * y + i * z
        size = AWAY / (AWAY - near) * self.scale
        return Seen(
            self.across + (a * x + b * y + c * z) * size,
            self.down - (d * x + e * y + f * z) * size,
            size,
            near,
        )

    def spots(self, balls: Iterable[tuple[Vec, float]]) -> list[Spot]:
        """Return balls as they are seen; written out once more, for most points are theirs."""
        (a, b, c), (d, e, f), (g, h, i) = self.frame
        mx, my, mz = self.middle
        across, down, reach = self.across, self.down, AWAY * self.scale
        found: list[Spot] = []
        for (px, py, pz), radius in balls:
            x, y, z = px - mx, py - my, pz - mz
            near = g * x + h * y + i * z
            size = reach / (AWAY - near)
            at = across + (a * x + b * y + c * z) * size, down - (d * x + e * y + f * z) * size
            found.append((*at, radius * size, near))
        return found

    def way(self, direction: Vec) -> Vec:
        """Return a direction as the eye has it: to the right, up, and towards the eye."""
        return apply(self.frame, direction)

    @property
    def is_far(self) -> bool:
        """Return whether everything is so small that fine parts of it would not be seen."""
        return self.scale < _FAR_BELOW

    def floor_share(self) -> float:
        """Return how high a circle on the floor looks against its width."""
        return max(0.1, math.sin(math.radians(abs(self.tilt))))

    def fit(
        self, points: Iterable[tuple[Vec, float]], box: tuple[float, float], margin: float
    ) -> None:
        """Fill a box with points that have a radius, leaving a share free around them."""
        self.scale, self.across, self.down = 1.0, 0.0, 0.0
        spots = self.spots(points)
        left, right = min([x - r for x, _, r, _ in spots]), max([x + r for x, _, r, _ in spots])
        top, bottom = min([y - r for _, y, r, _ in spots]), max([y + r for _, y, r, _ in spots])
        wide, high = box
        room = 1 - 2 * margin
        self.scale = min(wide * room / (right - left), high * room / (bottom - top))
        self.across = wide / 2 - self.scale * (left + right) / 2
        self.down = high / 2 - self.scale * (top + bottom) / 2
