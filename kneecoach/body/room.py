"""Know the things in the room: how large they usually are, and what a body can stand on."""

from __future__ import annotations

import math
from typing import NamedTuple

from kneecoach.body.space import Frame, Vec, about_x, about_y, apply, turned
from kneecoach.model.figure import Base, Prop, Thing

SEAT_HEIGHT = 0.42
BACKREST_TOP = 0.86
_CM = 0.01

_USUAL = {
    Thing.MAT: (0.75, 0.012, 1.9),
    Thing.CHAIR: (0.44, SEAT_HEIGHT, 0.42),
    Thing.BOX: (0.6, 0.3, 0.45),
    Thing.STEP: (0.6, 0.15, 0.36),
    Thing.WALL: (1.7, 1.9, 0.04),
    Thing.BALL: (0.22, 0.22, 0.22),
    Thing.ROLLER: (0.45, 0.14, 0.14),
    Thing.PILLOW: (0.42, 0.1, 0.28),
    Thing.SLANT_BOARD: (0.5, 0.14, 0.34),
    Thing.TOWEL: (0.34, 0.1, 0.1),
    Thing.WEIGHT: (0.1, 0.1, 0.3),
    Thing.BAND: (0.05, 0.05, 0.05),
    Thing.STRAP: (0.04, 0.04, 0.04),
}
"""Width, height and depth in metres of what is not given a size."""

_STOOD_ON = frozenset({Thing.BOX, Thing.STEP, Thing.SLANT_BOARD})


class Block(NamedTuple):
    """A thing in the room with its sizes: the middle of its base, and how it is turned.

    Attributes:
        thing: What it is.
        middle: The middle of its base, metres.
        size: Width (left to right), height and depth.
        turn: Turned about the upright axis, degrees.
        bears: Somebody can stand on it.
    """

    thing: Thing
    middle: Vec
    size: Vec
    turn: float = 0.0
    bears: bool = False

    @property
    def slope(self) -> float:
        """Return by how many degrees its top falls to the front."""
        if self.thing is not Thing.SLANT_BOARD:
            return 0.0
        return math.degrees(math.atan2(self.size[1], self.size[2]))

    def height_at(self, x: float, z: float) -> float | None:
        """Return the height of its top there, or None beside it or where nothing stands on it."""
        if not self.bears:
            return None
        local = apply(about_y(-self.turn), (x - self.middle[0], 0.0, z - self.middle[2]))
        if abs(local[0]) > self.size[0] / 2 or abs(local[2]) > self.size[2] / 2:
            return None
        high = self.middle[1] + self.size[1]
        if self.thing is Thing.SLANT_BOARD:
            high -= self.size[1] * (local[2] / self.size[2] + 0.5)
        return high


class Room(NamedTuple):
    """What is in the room."""

    blocks: tuple[Block, ...] = ()

    def height_at(self, at: Vec) -> float:
        """Return the height of what is stood on at a place: the floor is 0."""
        highest = 0.0
        for block in self.blocks:
            high = block.height_at(at[0], at[2])
            if high is not None:
                highest = max(highest, high)
        return highest

    def ground_frame(self, at: Vec, heading: float) -> Frame:
        """Return how a foot lies flat there whose toes point `heading` degrees to the left."""
        for block in self.blocks:
            if block.slope and block.height_at(at[0], at[2]) is not None:
                return turned(about_y(block.turn), turned(about_x(block.slope), about_y(heading)))
        return about_y(heading)

    def seat_height(self, at: Vec) -> float:
        """Return the height of what is sat on: a chair's seat, a box, or the floor without both."""
        seat = self.first(Thing.CHAIR)
        return self.height_at(at) if seat is None else seat.middle[1] + seat.size[1]

    def first(self, thing: Thing) -> Block | None:
        """Return the first thing of that kind."""
        return next((one for one in self.blocks if one.thing is thing), None)


def block_of(prop: Prop) -> Block:
    """Return a prop with its sizes, in metres."""
    width, height, depth = _USUAL[prop.thing]
    size = (
        width if prop.width is None else prop.width * _CM,
        height if prop.height is None else prop.height * _CM,
        depth if prop.depth is None else prop.depth * _CM,
    )
    middle = (prop.side * _CM, prop.up * _CM, prop.forward * _CM)
    return Block(prop.thing, middle, size, prop.turn)


def make_room(props: tuple[Prop, ...], base: Base = Base.STANDING) -> Room:
    """Return the room with these props; bands and straps are worn, not stood.

    A pillow is stood on by somebody who stands, and lies under the head of anybody else.
    """
    worn = {Thing.BAND, Thing.STRAP, Thing.WEIGHT}
    bearing = _STOOD_ON | {Thing.PILLOW} if base is Base.STANDING else _STOOD_ON
    blocks = (block_of(prop) for prop in props if prop.thing not in worn)
    return Room(tuple(block._replace(bears=block.thing in bearing) for block in blocks))
