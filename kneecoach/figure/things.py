"""Draw the things in the room: boxes of all kinds, rollers, balls, walls and the mat."""

from __future__ import annotations

import math
from collections.abc import Iterator

from kneecoach.body.room import BACKREST_TOP, Block
from kneecoach.body.space import Vec, about_y, add, apply, back, dot, scale, sub
from kneecoach.figure.camera import AWAY, Camera
from kneecoach.figure.flesh import Ball
from kneecoach.figure.looks import Surroundings, shaded
from kneecoach.figure.order import Item
from kneecoach.figure.shade import discs_of
from kneecoach.figure.shapes import Fill, Line, Point, Shape, around_discs, hull, inset
from kneecoach.model.figure import Thing

_FACES: tuple[tuple[Vec, tuple[int, int, int, int]], ...] = (
    ((-1.0, 0.0, 0.0), (0, 1, 3, 2)),
    ((1.0, 0.0, 0.0), (4, 6, 7, 5)),
    ((0.0, 1.0, 0.0), (2, 3, 7, 6)),
    ((0.0, 0.0, -1.0), (0, 2, 6, 4)),
    ((0.0, 0.0, 1.0), (1, 5, 7, 3)),
)
_TONES = {0: 0.86, 1: 0.92, 2: 1.06, 3: 0.84, 4: 0.96}
_FLAT = frozenset({Thing.MAT})
_LEG = 0.04
_SEAT = 0.045


def wall_shapes(
    camera: Camera, blocks: tuple[Block, ...], colours: Surroundings, line: float, *, before: bool
) -> list[Shape]:
    """Return the walls behind the body, or those before it, which are seen through like glass."""
    shapes: list[Shape] = []
    for block in blocks:
        if block.thing is not Thing.WALL:
            continue
        middle = add(block.middle, (0.0, block.size[1] / 2, 0.0))
        if (camera.see(middle).near > 0.06) != before:
            continue
        if not before:
            shapes += _box(camera, block, colours.wall, line)
            continue
        seen = [camera.see(point) for point in corners(block)]
        outline = hull([(spot.x, spot.y) for spot in seen])
        shapes.append(Fill((outline,), colours.wall, 0.35))
        shapes.append(Line(outline, shaded(colours.wall, 0.74), line, is_closed=True))
    return shapes


def background(camera: Camera, blocks: tuple[Block, ...], colours: Surroundings) -> Iterator[Shape]:
    """Yield what lies under everything: mats."""
    for block in blocks:
        if block.thing in _FLAT:
            yield from _mat(camera, block, colours)


def thing_items(
    camera: Camera, blocks: tuple[Block, ...], colours: Surroundings, line: float
) -> list[Item]:
    """Return the things that stand in the room, to be put in order with the body."""
    items: list[Item] = []
    for number, block in enumerate(blocks):
        name = f"{block.thing.value} {number}"
        if block.thing is Thing.CHAIR:
            pieces = _chair(block)
            items += [
                _box_item(camera, f"{name} {index}", piece, colours.prop, line)
                for index, piece in enumerate(pieces)
            ]
        elif block.thing in {Thing.BOX, Thing.STEP, Thing.SLANT_BOARD}:
            items.append(_box_item(camera, name, block, colours.prop, line))
        elif block.thing is Thing.PILLOW:
            items.append(_soft_item(camera, name, block, colours, line))
        elif block.thing in {Thing.ROLLER, Thing.TOWEL}:
            items.append(_roll_item(camera, name, block, colours, line))
        elif block.thing is Thing.BALL:
            items.append(_ball_item(camera, name, block, colours, line))
    return items


def corners(block: Block) -> list[Vec]:
    """Return the eight corners of a thing; of a slant board the front edge lies on the floor."""
    frame = about_y(block.turn)
    w, h, d = block.size[0] / 2, block.size[1], block.size[2] / 2
    found = []
    for x in (-w, w):
        for y in (0.0, h):
            for z in (-d, d):
                high = 0.004 if block.thing is Thing.SLANT_BOARD and z > 0 and y else y
                found.append(add(block.middle, apply(frame, (x, high, z))))
    return found


def _mat(camera: Camera, block: Block, colours: Surroundings) -> Iterator[Shape]:
    frame = about_y(block.turn)
    w, d = block.size[0] / 2, block.size[2] / 2
    top = [
        camera.see(add(block.middle, apply(frame, (x, 0.0, z))))
        for x, z in ((-w, -d), (w, -d), (w, d), (-w, d))
    ]
    edge = max(1.5, camera.scale * 0.012)
    outline = [(spot.x, spot.y) for spot in top]
    below = [(x, y + edge) for x, y in outline]
    yield Fill((hull([*outline, *below]),), shaded(colours.mat, 0.8))
    yield Fill((outline,), colours.mat)


def _box_item(camera: Camera, name: str, block: Block, colour: str, line: float) -> Item:
    frame = about_y(block.turn)
    centre = add(block.middle, (0.0, block.size[1] / 2, 0.0))
    half = (block.size[0] / 2, block.size[1] / 2, block.size[2] / 2)
    eye = add(camera.middle, apply(back(camera.frame), (0.0, 0.0, AWAY)))
    local_eye = apply(back(frame), sub(eye, centre))

    def nearer(ball: Ball) -> float:
        """Return 1 for a ball beyond a face that is seen, -1 beyond one that is not."""
        at = apply(back(frame), sub(ball[0], centre))
        best, found = -math.inf, 0.0
        for axis in range(3):
            for sign in (-1.0, 1.0):
                outside = sign * at[axis] - half[axis]
                if outside > best:
                    best = outside
                    found = 1.0 if sign * local_eye[axis] > half[axis] else -1.0
        return found

    def draw() -> list[Shape]:
        return list(_box(camera, block, colour, line))

    points = corners(block)
    balls = tuple((point, 0.005) for point in points)
    return Item(name, balls, draw, nearer)


def _box(camera: Camera, block: Block, colour: str, line: float) -> Iterator[Shape]:
    """Yield the edges of a box as one dark shape, and its faces, which leave them free, on top."""
    points = corners(block)
    seen = [camera.see(point) for point in points]
    frame = about_y(block.turn)
    eye = add(camera.middle, apply(back(camera.frame), (0.0, 0.0, AWAY)))
    faces: list[tuple[int, list[Point]]] = []
    for number, (normal, indexes) in enumerate(_FACES):
        out = apply(frame, normal)
        if block.thing is Thing.SLANT_BOARD and number == 2:
            out = apply(frame, (0.0, block.size[2], block.size[1]))
        if dot(out, sub(eye, points[indexes[0]])) > 0:
            faces.append((number, [(seen[index].x, seen[index].y) for index in indexes]))
    whole = hull([point for _, outline in faces for point in outline])
    yield Fill((around_discs([(x, y, line * 0.45) for x, y in whole]),), shaded(colour, 0.66))
    for number, outline in faces:
        yield Fill((inset(outline, line * 0.45),), shaded(colour, _TONES[number]))


def _chair(block: Block) -> list[Block]:
    w, seat, d = block.size
    frame = about_y(block.turn)

    def piece(x: float, y: float, z: float, size: Vec) -> Block:
        middle = add(block.middle, apply(frame, (x, y, z)))
        return Block(Thing.BOX, middle, size, block.turn)

    legs = [
        piece(sx * (w / 2 - 0.03), 0.0, sz * (d / 2 - 0.03), (_LEG, seat - _SEAT, _LEG))
        for sx in (-1, 1)
        for sz in (-1, 1)
    ]
    top = BACKREST_TOP - seat
    posts = [piece(sx * (w / 2 - 0.03), seat, -d / 2 + 0.02, (_LEG, top, 0.035)) for sx in (-1, 1)]
    panel = piece(0.0, seat + top - 0.2, -d / 2 + 0.02, (w - 0.07, 0.18, 0.03))
    return [*legs, piece(0.0, seat - _SEAT, 0.0, (w, _SEAT, d)), *posts, panel]


def _soft_item(camera: Camera, name: str, block: Block, colours: Surroundings, line: float) -> Item:
    frame = about_y(block.turn)
    r = min(block.size) * 0.42
    w, h, d = (side / 2 - r for side in block.size)
    balls: tuple[Ball, ...] = tuple(
        (add(block.middle, apply(frame, (x, y + block.size[1] / 2, z))), r)
        for x in (-w, w)
        for y in (-h, h)
        for z in (-d, d)
    )

    def draw() -> list[Shape]:
        discs = discs_of(camera, balls)
        return _tones([(x, y, size) for x, y, size in discs], shaded(colours.wall, 0.96), line)

    return Item(name, balls, draw)


def _roll_item(camera: Camera, name: str, block: Block, colours: Surroundings, line: float) -> Item:
    """Return a roll that lies from left to right."""
    frame = about_y(block.turn)
    radius, half = block.size[1] / 2, block.size[0] / 2
    centre = add(block.middle, (0.0, radius, 0.0))
    along = apply(frame, (1.0, 0.0, 0.0))
    forward = apply(frame, (0.0, 0.0, 1.0))
    colour = colours.band if block.thing is Thing.ROLLER else colours.wall

    def end(sign: float) -> list[Point]:
        points = []
        for step in range(16):
            c, s = math.cos(math.tau * step / 16), math.sin(math.tau * step / 16)
            at = add(centre, scale(along, sign * half))
            spot = camera.see(add(at, add((0.0, radius * s, 0.0), scale(forward, radius * c))))
            points.append((spot.x, spot.y))
        return points

    def draw() -> list[Shape]:
        near = 1.0 if camera.way(along)[2] > 0 else -1.0
        whole = hull([*end(1.0), *end(-1.0)])
        grown = around_discs([(x, y, line) for x, y in whole])
        return [
            Fill((grown,), shaded(colour, 0.55)),
            Fill((whole,), shaded(colour, 0.88)),
            Fill((end(near),), shaded(colour, 1.1)),
        ]

    balls = tuple((add(centre, scale(along, share * half)), radius) for share in (-0.9, 0.0, 0.9))
    return Item(name, balls, draw)


def _ball_item(camera: Camera, name: str, block: Block, colours: Surroundings, line: float) -> Item:
    radius = block.size[1] / 2
    balls = ((add(block.middle, (0.0, radius, 0.0)), radius),)

    def draw() -> list[Shape]:
        return _tones(discs_of(camera, balls), colours.band, line)

    return Item(name, balls, draw)


def _tones(discs: list[tuple[float, float, float]], colour: str, line: float) -> list[Shape]:
    def outline(share: float, moved: float, grown: float) -> list[Point]:
        return around_discs(
            [(x - 0.42 * r * moved, y - 0.62 * r * moved, r * share + grown) for x, y, r in discs]
        )

    return [
        Fill((outline(1.0, 0.0, line),), shaded(colour, 0.55)),
        Fill((outline(1.0, 0.0, 0.0),), shaded(colour, 0.82)),
        Fill((outline(0.9, 0.1, 0.0),), colour),
        Fill((outline(0.5, 0.34, 0.0),), shaded(colour, 1.12)),
    ]
