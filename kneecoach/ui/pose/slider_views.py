"""Say which sliders there are for a joint, for the place of the body and for the eye."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from kneecoach.body.joints import CHANNEL, JOINTS, Channels
from kneecoach.body.make import base_of
from kneecoach.figure.camera import usual_tilt
from kneecoach.model.exercise import Exercise
from kneecoach.model.figure import Figure
from kneecoach.packs.building.exercise_drawing import movement_of
from kneecoach.packs.building.exercise_poses import LIFT, SHIFT, PosePlace
from kneecoach.ui.pose.view import SliderView
from kneecoach.ui.words.pose import EYE, PLACE, way_words

translate = QCoreApplication.translate

_FARTHEST_CM, _HIGHEST_CM = 60, 60
_WAYS = ("forward", "up", "side")
_ROUND, _HIGH = (-180, 180), (-5, 80)
"""Degrees that the eye goes round and up, as the format of figures has them."""

_SIDES = {"working": "left", "other": "right"}


class Eye(NamedTuple):
    """How far round to the working side and how far from above a figure is seen, in degrees."""

    turn: int
    tilt: int


def eye_of(exercise: Exercise) -> Eye:
    """Return where an exercise is seen from."""
    figure = exercise.figure or Figure()
    tilt = usual_tilt_of(exercise) if figure.tilt is None else round(figure.tilt)
    return Eye(round(figure.turn), tilt)


def usual_tilt_of(exercise: Exercise) -> int:
    """Return how far from above an exercise is seen that does not say it."""
    return round(usual_tilt(base_of(exercise.figure or Figure(), exercise.position)))


def slider_views(
    exercise: Exercise, place: PosePlace, side: str, joint: str
) -> tuple[SliderView, ...]:
    """Return the sliders of a joint, each as far as it is in a pose.

    Args:
        exercise: The exercise.
        place: The pose.
        side: `working`, `other`, or empty for both.
        joint: The joint, or what else is chosen beside the joints.
    """
    if joint == EYE:
        eye = eye_of(exercise)
        return (
            _slider(EYE, "turn", _ROUND, eye.turn, "°"),
            _slider(EYE, "tilt", _HIGH, eye.tilt, "°"),
        )
    numbers = movement_of(exercise, place.part).course.stances[place.name].numbers
    return _of_place(numbers) if joint == PLACE else _of_joint(numbers, side, joint)


def _of_place(numbers: Channels) -> tuple[SliderView, ...]:
    far, unit = (-_FARTHEST_CM, _FARTHEST_CM), translate("Posing", "cm")
    shifts = (
        _slider(SHIFT, way, far, round(100 * numbers[CHANNEL[f"{SHIFT}.{way}"]]), unit)
        for way in _WAYS
    )
    return (*shifts, _slider(LIFT, "", (0, _HIGHEST_CM), round(100 * numbers[CHANNEL[LIFT]]), unit))


def _of_joint(numbers: Channels, side: str, name: str) -> tuple[SliderView, ...]:
    joint = next(one for one in JOINTS if one.name == name)
    stem = f"{_SIDES.get(side, 'left')}_{name}" if joint.is_paired else name
    return tuple(
        _slider(
            name,
            way.name,
            (round(way.least), round(way.most)),
            round(numbers[CHANNEL[f"{stem}.{way.name}"]]),
            "°",
        )
        for way in joint.ways
    )


def _slider(joint: str, way: str, bounds: tuple[int, int], number: int, unit: str) -> SliderView:
    return SliderView(
        joint=joint,
        way=way,
        label=way_words(joint, way),
        least=bounds[0],
        most=bounds[1],
        number=number,
        unit=unit,
    )
