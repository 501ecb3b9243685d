"""Set the scene of an exercise: where the eye is, and the shapes of the body at any moment."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

from kneecoach.body.contact import places
from kneecoach.body.course import Moment
from kneecoach.body.joints import SIDES
from kneecoach.body.make import PLAIN, base_of, make_movement, props_of
from kneecoach.body.movement import Movement
from kneecoach.body.room import Block, block_of
from kneecoach.body.skeleton import Body
from kneecoach.body.space import Vec, mirrored
from kneecoach.figure.bands import band_items
from kneecoach.figure.camera import LOW, TURNS, Camera, usual_tilt
from kneecoach.figure.flesh import Part, flesh
from kneecoach.figure.guides import guide_lines, guide_shapes
from kneecoach.figure.head import head_shapes
from kneecoach.figure.looks import Looks, Surroundings, colours_in
from kneecoach.figure.order import Item, Placed, from_the_back, place
from kneecoach.figure.shade import discs_of, part_shapes
from kneecoach.figure.shadow import shadow_shapes
from kneecoach.figure.shapes import Fill, Shape, along_discs, one_way_round
from kneecoach.figure.showing import Showing
from kneecoach.figure.things import background, corners, thing_items, wall_shapes
from kneecoach.model.dose import Side
from kneecoach.model.exercise import Exercise
from kneecoach.model.figure import Base, Prop, Thing

_ON_A_MAT = LOW | {Base.KNEELING, Base.HANDS_AND_KNEES}
_MARGIN = 0.05
_ENDS = (
    "head",
    "pelvis",
    *(f"{side}_{end}" for side in SIDES for end in ("knee", "ankle", "wrist")),
)
_SPARE = 0.12
"""Metres around the poses in which the way between them stays, and bands and shadows lie."""


class Scene:
    """An exercise seen from one side on a sheet of one size.

    Args:
        exercise: The exercise; one without a figure rests in its position.
        showing: What is to be seen of it.
        size: Width and height of the sheet.
        looks: What the person looks like.
        surroundings: The colours of everything else.
        camera: Where the eye is; None for where all of it is seen best.
    """

    def __init__(
        self,
        exercise: Exercise,
        *,
        showing: Showing,
        size: tuple[float, float],
        looks: Looks,
        surroundings: Surroundings,
        camera: Camera | None = None,
    ) -> None:
        """Work out the movement, and fit all of its poses into the sheet."""
        self.exercise = exercise
        self.showing = showing
        self.size = size
        self.looks = looks
        self._colours = colours_in(looks, surroundings)
        self.surroundings = surroundings
        figure = exercise.figure or PLAIN
        self.movement: Movement = make_movement(
            exercise,
            showing.variant,
            is_wrong=showing.is_wrong,
            knee_limit=showing.knee_limit,
            height=showing.height,
        )
        self._is_mirrored = showing.side is Side.RIGHT
        self._reached = tuple(self._find_reached())
        self._props = self._all_props(
            props_of(figure, showing.variant, has_load=showing.has_load, height=showing.height),
            base_of(figure, exercise.position),
        )
        self._blocks = self._seen_blocks()
        self.camera = camera or self._place_camera()
        self.line = max(0.8, self.camera.scale * 0.0042)
        self._things = [
            place(self.camera, _drawn_once(item))
            for item in thing_items(self.camera, self._blocks, self.surroundings, self.line)
        ]
        self._ghost: Fill | None = None

    def body(self, moment: Moment) -> Body:
        """Return the bones at a moment, on the side that works."""
        body = self.movement.at(moment)
        return body.mirrored() if self._is_mirrored else body

    def shapes(self, moment: Moment) -> list[Shape]:
        """Return everything to be drawn at a moment, from the back to the front."""
        return [*self.backdrop(has_ghost=self.has_ghost(moment)), *self.foreground(moment)]

    def has_ghost(self, moment: Moment) -> bool:
        """Return whether the pose that the movement began in is seen behind the body."""
        is_moved = moment.after != moment.before or moment.after != self.movement.course.first
        return self.showing.shows_ghost and is_moved

    def backdrop(self, *, has_ghost: bool) -> list[Shape]:
        """Return what is behind the body and never moves, so that it can be painted once."""
        shapes: list[Shape] = list(background(self.camera, self._blocks, self.surroundings))
        shapes += self._walls(before=False)
        if has_ghost:
            shapes.append(self._ghost_shape())
        return shapes

    def foreground(self, moment: Moment) -> list[Shape]:
        """Return the body at a moment, its shadow, and everything that may be before it."""
        body = self.body(moment)
        items = self._items(body)
        low = [one.item.balls for one in items if one.item.nearer is None]
        shapes: list[Shape] = shadow_shapes(self.camera, low, self.surroundings)
        for item in from_the_back(items):
            shapes += item.draw()
        shapes += self._walls(before=True)
        figure = self.exercise.figure
        if self.showing.shows_guides and figure is not None and figure.guides:
            lines = guide_lines(body, figure.guides, self._working_sides())
            shapes += guide_shapes(self.camera, lines, self.surroundings, self.line)
        return shapes

    def _walls(self, *, before: bool) -> list[Shape]:
        return wall_shapes(self.camera, self._blocks, self.surroundings, self.line, before=before)

    def still(self, pose: str = "") -> list[Shape]:
        """Return what is to be drawn of one pose; the first when none is named."""
        course = self.movement.course
        return self.shapes(course.standing(pose or course.first))

    def bounds(self) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom of everything that is ever drawn."""
        spots = [*self._reached]
        spots += [(corner, 0.02) for block in self._blocks for corner in corners(block)]
        left = top = float("inf")
        right = bottom = float("-inf")
        for point, radius in spots:
            x, y, size, _ = self.camera.see(point)
            reach = (radius + _SPARE) * size
            left, right = min(left, x - reach), max(right, x + reach)
            top, bottom = min(top, y - reach), max(bottom, y + reach)
        wide, high = self.size
        return max(0.0, left), max(0.0, top), min(wide, right), min(high, bottom)

    def telling_pose(self) -> str:
        """Return the pose that tells most: the wrong one, or the farthest from the start."""
        course = self.movement.course
        figure = self.exercise.figure
        names = self.poses_shown()
        if self.showing.is_wrong and figure is not None and figure.wrong is not None:
            changed = [pose.name for pose in figure.wrong.poses if pose.name != course.first]
            names = tuple(name for name in changed if name in names) or names
        start = self.movement.pose(course.first).points

        def far(name: str) -> float:
            points = self.movement.pose(name).points
            return sum(math.dist(points[key], start[key]) for key in _ENDS)

        return max(names, key=far)

    def telling(self) -> list[Shape]:
        """Return what is to be drawn of the pose that tells most."""
        return self.still(self.telling_pose())

    def _items(self, body: Body) -> list[Placed]:
        working = {}
        if self.showing.side is not None:
            working[self.showing.side.value] = self.surroundings.working
        parts = flesh(body, self._colours, self.looks.build, working)
        items = [
            Item(part.name, part.balls, _drawer(self.camera, part, self.line)) for part in parts
        ]
        items.append(self._head(body))
        worn = self.showing.side.value if self.showing.side else "left"
        bands = band_items(self.camera, body, self._props, self.surroundings, worn)
        placed = [place(self.camera, item) for item in items]
        return [*placed, *self._things, *(place(self.camera, item) for item in bands)]

    def _head(self, body: Body) -> Item:
        def draw() -> list[Shape]:
            build = self.looks.build
            return list(head_shapes(self.camera, body, self._colours, build, self.line))

        return Item("head", ((body.points["head"], 0.1),), draw)

    def _ghost_shape(self) -> Fill:
        """Return the pose that the movement began in as one pale shape."""
        if self._ghost is None:
            body = self.body(self.movement.course.standing(self.movement.course.first))
            parts = flesh(body, self._colours, self.looks.build, {})
            rows = [part.balls for part in parts]
            outlines = [along_discs(discs_of(self.camera, balls)) for balls in rows]
            head = along_discs(
                discs_of(
                    self.camera,
                    (
                        (body.local("head", (0.0, 0.035, -0.005)), 0.09),
                        (body.local("head", (0.0, -0.04, 0.015)), 0.07),
                        (body.local("chest", (0.0, 0.2, -0.012)), 0.05),
                    ),
                )
            )
            whole = tuple(one_way_round(one) for one in (*outlines, head))
            self._ghost = Fill(whole, self.surroundings.ghost, 0.2)
        return self._ghost

    def _working_sides(self) -> tuple[str, ...]:
        side = self.showing.side
        return ("left", "right") if side is None else (side.value,)

    def _all_props(self, props: tuple[Prop, ...], base: Base) -> tuple[Prop, ...]:
        has_mat = any(prop.thing is Thing.MAT for prop in props)
        if base not in _ON_A_MAT or has_mat:
            return props
        return (Prop(thing=Thing.MAT), *props)

    def _seen_blocks(self) -> tuple[Block, ...]:
        blocks = []
        for prop in self._props:
            if prop.thing in {Thing.BAND, Thing.STRAP, Thing.WEIGHT}:
                continue
            block = block_of(prop)
            if prop.thing is Thing.MAT:
                block = self._under_body(block)
            if self._is_mirrored:
                block = block._replace(middle=mirrored(block.middle), turn=-block.turn)
            blocks.append(block)
        return tuple(blocks)

    def _under_body(self, block: Block) -> Block:
        """Return a mat that lies under all poses."""
        sign = -1.0 if self._is_mirrored else 1.0
        spots = [(sign * x, y, z) for (x, y, z), _ in self._reached]
        left, right = min(at[0] for at in spots) - 0.1, max(at[0] for at in spots) + 0.1
        back, front = min(at[2] for at in spots) - 0.12, max(at[2] for at in spots) + 0.12
        middle = ((left + right) / 2, 0.0, (back + front) / 2)
        size = (right - left, block.size[1], front - back)
        return block._replace(middle=middle, size=size, turn=0.0)

    def _find_reached(self) -> Iterator[tuple[Vec, float]]:
        """Yield every place that the body reaches in a pose that is drawn, on its working side."""
        drawn = (self.telling_pose(),) if self.showing.is_still else self.poses_shown()
        for name in drawn:
            body = self.movement.pose(name)
            for at, radius in (*places(body), (body.local("head", (0.0, 0.03, 0.0)), 0.11)):
                yield (mirrored(at) if self._is_mirrored else at), radius

    def poses_shown(self) -> tuple[str, ...]:
        """Return the poses that the moves go through, the first one first."""
        course = self.movement.course
        if not course.moves:
            return (course.first,)
        names = [course.first]
        names += [stop.pose for move in course.moves for stop in move.stops]
        return tuple(dict.fromkeys(names))

    def _place_camera(self) -> Camera:
        figure = self.exercise.figure or PLAIN
        view = self.showing.view or figure.view
        own = view is figure.view
        turn = TURNS[view] + (figure.turn if own else 0.0)
        usual = usual_tilt(base_of(figure, self.exercise.position))
        tilt = usual if figure.tilt is None or not own else float(figure.tilt)
        points = list(self._reached)
        for block in self._blocks:
            if block.thing is not Thing.WALL:  # It may go beyond the edge: it goes on there anyway.
                points += [(corner, 0.0) for corner in corners(block)]
        low = [min(at[axis] for at, _ in points) for axis in range(3)]
        high = [max(at[axis] for at, _ in points) for axis in range(3)]
        middle = ((low[0] + high[0]) / 2, (low[1] + high[1]) / 2, (low[2] + high[2]) / 2)
        camera = Camera(turn=-turn if self._is_mirrored else turn, tilt=tilt, middle=middle)
        camera.fit(points, self.size, _MARGIN)
        return camera


def _drawn_once(item: Item) -> Item:
    """Return a thing whose shapes are kept: it stands still, and so does the eye."""
    kept = item.draw()
    return item._replace(draw=lambda: kept)


def _drawer(camera: Camera, part: Part, line: float) -> Callable[[], list[Shape]]:
    def draw() -> list[Shape]:
        return list(part_shapes(camera, part, line))

    return draw
