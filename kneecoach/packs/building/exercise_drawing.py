"""Draw an exercise that is being made, whatever else is wrong with it, and try a posture on it."""

from __future__ import annotations

from pathlib import Path

from kneecoach.body.joints import OTHER, WORKING
from kneecoach.body.make import make_movement
from kneecoach.body.measure import Fault, faults
from kneecoach.body.movement import Movement
from kneecoach.model.dose import Dose, Phase, PhaseName, Repetitions, Sides
from kneecoach.model.exercise import Exercise, Kind, Level, Position
from kneecoach.model.figure import Figure, Limb, Pose, Reach, Spot, Turn, Variation, WrongWay
from kneecoach.model.units import Centimetres, Degrees, Seconds
from kneecoach.packs.build import make_exercise
from kneecoach.packs.building.exercise_poses import (
    FIGURE,
    LIFT,
    SHIFT,
    WRONG,
    PosePlace,
    Turned,
)
from kneecoach.packs.figure import make_figure
from kneecoach.packs.format_parts import Format
from kneecoach.packs.reader import read_draft
from kneecoach.values import replace

_STILL = Level(
    dose=Dose(
        sides=Sides.EACH,
        sets=1,
        work=Repetitions(reps=1, tempo=(Phase(name=PhaseName.MOVE, lasts=Seconds(2.0)),)),
        rest=Seconds(0.0),
    )
)
"""What stands for a dose that cannot be read yet."""

_HANDS = {Limb.HANDS: (Limb.WORKING_HAND, Limb.OTHER_HAND)}
_PARTS = _HANDS | {Limb.FEET: (Limb.WORKING_FOOT, Limb.OTHER_FOOT)}


def drawn_exercise(text: str, exercise_id: str) -> Exercise | None:
    """Return an exercise as far as it takes to draw it; None when its text cannot be read.

    A figure that contradicts itself is left out: the body then rests in its position.
    """
    draft = read_draft(Path(f"{exercise_id}.yaml"), Format.EXERCISE, text.encode())
    found = draft.found
    if found is None:
        return None
    if draft.is_sound:
        return make_exercise(found, draft.levels, draft.file, "")
    figure = found.get("figure")
    return Exercise(
        id=exercise_id,
        name=found.text("name"),
        kind=Kind.STRENGTH,
        position=Position(found.text("position", Position.STANDING)),
        why="",
        areas=(),
        ladder=draft.levels or (_STILL,),
        figure=make_figure(figure) if figure else None,
    )


def with_turns(
    exercise: Exercise, place: PosePlace, turns: tuple[Turned, ...], freed: tuple[Limb, ...] = ()
) -> Exercise:
    """Return an exercise with a pose turned as `write_turns` would write it."""
    figure = exercise.figure or Figure()
    poses = _poses_in(figure, place.part)
    old = next((one for one in poses if one.name == place.name), None)
    new = _turned(old or Pose(name=place.name), turns, freed)
    others = tuple(new if one is old else one for one in poses)
    poses = (*poses, new) if old is None else others
    return replace(exercise, figure=_with_poses(figure, place.part, poses))


def with_eye(exercise: Exercise, turn: float, tilt: float | None) -> Exercise:
    """Return an exercise that is seen as `write_eye` would write it."""
    figure = exercise.figure or Figure()
    seen = replace(figure, turn=Degrees(turn), tilt=None if tilt is None else Degrees(tilt))
    return replace(exercise, figure=seen)


def movement_of(exercise: Exercise, part: str) -> Movement:
    """Return the movement of an exercise, as a part of its figure has it."""
    if part == WRONG:
        return make_movement(exercise, is_wrong=True)
    return make_movement(exercise, _variant(part))


def pose_faults(exercise: Exercise, place: PosePlace) -> tuple[Fault, ...]:
    """Return what nobody could do in a pose, as the check of a pack says it."""
    movement = movement_of(exercise, place.part)
    return tuple(faults(movement, movement.pose(place.name)))


def _variant(part: str) -> str:
    return part.removeprefix(f"{FIGURE}.variants.") if part != FIGURE else ""


def _poses_in(figure: Figure, part: str) -> tuple[Pose, ...]:
    if part == FIGURE:
        return figure.poses
    if part == WRONG:
        return figure.wrong.poses if figure.wrong is not None else ()
    variation = figure.for_variant(_variant(part))
    return variation.poses if variation is not None else ()


def _with_poses(figure: Figure, part: str, poses: tuple[Pose, ...]) -> Figure:
    if part == FIGURE:
        return replace(figure, poses=poses)
    if part == WRONG:
        wrong = figure.wrong
        new = WrongWay(poses=poses) if wrong is None else replace(wrong, poses=poses)
        return replace(figure, wrong=new)
    name = _variant(part)
    old = figure.for_variant(name)
    changed = Variation(variant=name, poses=poses) if old is None else replace(old, poses=poses)
    others = tuple(one for one in figure.variations if one is not old)
    return replace(figure, variations=(*others, changed))


def _turned(pose: Pose, turns: tuple[Turned, ...], freed: tuple[Limb, ...]) -> Pose:
    for turn in turns:
        if turn.joint == LIFT:
            pose = replace(pose, lift=Centimetres(turn.by))
        elif turn.joint == SHIFT:
            shift = replace(pose.shift or Spot(), **{turn.way: Centimetres(turn.by)})
            pose = replace(pose, shift=shift)
        else:
            pose = replace(pose, turns=_with_turn(pose.turns, turn))
    return replace(pose, reaches=_without(pose.reaches, freed)) if freed else pose


def _with_turn(turns: tuple[Turn, ...], turn: Turned) -> tuple[Turn, ...]:
    """Return turns with one more; what is said of one side comes after what is said of both."""
    same = {turn.joint, f"{WORKING}_{turn.joint}", f"{OTHER}_{turn.joint}"}
    kept = tuple(one for one in turns if one.way != turn.way or one.joint not in same)
    new = Turn(joint=turn.joint, way=turn.way, by=Degrees(turn.by))
    if turn.joint.startswith((f"{WORKING}_", f"{OTHER}_")):
        return (*kept, new)
    return (new, *kept)


def _without(reaches: tuple[Reach, ...], freed: tuple[Limb, ...]) -> tuple[Reach, ...]:
    gone = {part for limb in freed for part in _PARTS.get(limb, (limb,))}
    parted = (
        replace(reach, limb=limb)
        for reach in reaches
        for limb in (_PARTS.get(reach.limb, ()) if _touches(reach.limb, gone) else (reach.limb,))
    )
    return tuple(one for one in parted if one.limb not in gone)


def _touches(limb: Limb, gone: set[Limb]) -> bool:
    return any(one in gone for one in _PARTS.get(limb, ()))
