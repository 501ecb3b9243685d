"""Make the movement of an exercise from how its figure is described."""

from __future__ import annotations

from kneecoach.body.course import Course
from kneecoach.body.heights import stances_at_height
from kneecoach.body.movement import Movement
from kneecoach.body.room import Room, make_room
from kneecoach.body.stance import BASE_OF, changed_stances, limited_stances, make_stances
from kneecoach.model.exercise import Exercise, Position
from kneecoach.model.figure import Base, Figure, Planted, Prop, Thing
from kneecoach.model.units import Centimetres
from kneecoach.values import replace

PLAIN = Figure()
"""How an exercise without a figure is drawn: it rests in its position."""

_OF_A_HEIGHT = frozenset({Thing.STEP, Thing.BOX})
"""What is as high as the level says, when it says a height."""


def base_of(figure: Figure, position: Position) -> Base:
    """Return how the body lies in the room."""
    return figure.base or BASE_OF[position]


def props_of(
    figure: Figure,
    variant: str = "",
    *,
    has_load: bool = True,
    height: Centimetres | None = None,
) -> tuple[Prop, ...]:
    """Return what is in the room at a level.

    Args:
        figure: The figure.
        variant: The variant of the ladder; empty for the usual one.
        has_load: What belongs to a load is there.
        height: How high a step or box is at the level; None for as it is drawn.
    """
    variation = figure.for_variant(variant)
    props = figure.props if variation is None or variation.props is None else variation.props
    return tuple(
        prop if height is None or prop.thing not in _OF_A_HEIGHT else replace(prop, height=height)
        for prop in props
        if has_load or not prop.with_load
    )


def make_movement(
    exercise: Exercise,
    variant: str = "",
    *,
    is_wrong: bool = False,
    knee_limit: float | None = None,
    height: Centimetres | None = None,
) -> Movement:
    """Return the movement of an exercise, with the left side working.

    Args:
        exercise: The exercise; one without a figure rests in its position.
        variant: The variant of its ladder; empty for the usual one.
        is_wrong: Done as the figure's wrong way has it.
        knee_limit: How far the knee bends at the level that is shown, in degrees, where the level
            limits it; deeper poses are gone into only so far.
        height: How high the step or box is at the level that is shown; None for as it is drawn.
    """
    figure = exercise.figure or PLAIN
    base = base_of(figure, exercise.position)
    variation = figure.for_variant(variant)
    stances = make_stances(base, figure.poses)
    moves, planted = figure.moves, figure.planted
    if variation is not None:
        stances = changed_stances(stances, variation.poses)
        moves = variation.moves or moves
        planted = planted if variation.planted is None else variation.planted
    if is_wrong and figure.wrong is not None:
        stances = changed_stances(stances, figure.wrong.poses)
    if knee_limit is not None:
        stances = limited_stances(stances, knee_limit)
    room = make_room(props_of(figure, variant), base)
    movement = _movement(figure, base, Course(stances, moves), planted, room)
    if height is None:
        return movement
    room = make_room(props_of(figure, variant, height=height), base)
    if room == movement.room:
        return movement
    fitted = Course(stances_at_height(movement, room), moves)
    return _movement(figure, base, fitted, planted, room)


def _movement(
    figure: Figure, base: Base, course: Course, planted: tuple[Planted, ...], room: Room
) -> Movement:
    return Movement(base=base, course=course, planted=planted, anchor=figure.anchor, room=room)
