"""Add, rename and take out the keyframes of an exercise that is being made.

A keyframe is a pose with a name. It belongs to the usual way, and other ways of doing it may have
more of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kneecoach.model.errors import KneecoachError
from kneecoach.packs.building import edit
from kneecoach.packs.building.exercise_poses import (
    FIGURE,
    MARK,
    WRONG,
    PosePlace,
    begin_part,
    pose_names,
    spoken,
    spread,
    variant_of,
    variant_part,
    with_figure,
)
from kneecoach.packs.building.exercise_ways import Own, place_in, with_own
from kneecoach.packs.building.variants import VARIANTS
from kneecoach.packs.building.where import count_at, keys_at, root_of, text_at
from kneecoach.packs.building.written import clean

_LONGEST_NAME = 40
_MOST_STOPS = 12
_NO_KEYFRAME = "keyframe"


def keyframes_of(text: str, part: str) -> tuple[str, ...]:
    """Return the names of the keyframes that a way can go through, the usual way's first."""
    own = pose_names(text, part) if variant_of(part) else ()
    return tuple(dict.fromkeys((*pose_names(text), *own)))


def add_pose(text: str, place: PosePlace, wanted: str = "") -> tuple[str, PosePlace]:
    """Return an exercise with one pose more that is like another one, and where it is.

    Args:
        text: The exercise.
        place: The pose that it begins as; made as well where no pose is written yet. The new one
            belongs to the same way, or to the right way where that is the wrong way of it.
        wanted: What it is to be called.
    """
    text = _with_poses(text, place.name)
    taken = {name for part in _parts(text) for name in pose_names(text, part)}
    stem = pose_id(wanted) or _NO_KEYFRAME
    tries = (stem, *(f"{stem}_{number}" for number in range(2, len(taken) + 3)))
    name = next(one for one in tries if one not in taken)
    new = PosePlace(place.part if variant_of(place.part) else FIGURE, name)
    text = begin_part(text, new.part, {"poses": {name: {}}}) if new.part != FIGURE else text
    return spread(edit.write(text, new.path, MARK), name, {"like": place.name}), new


def pose_id(words: str) -> str:
    """Return words as the name of a pose; empty when nothing of them is left."""
    plain = re.sub(r"[^a-z0-9]+", "_", clean(words).lower()).lstrip("_0123456789")
    return plain[:_LONGEST_NAME].strip("_")


def rename_pose(text: str, old: str, wanted: str) -> tuple[str, str]:
    """Return an exercise in which a pose has another name wherever it is meant, and that name.

    Raises:
        KneecoachError: Nothing is left of the name, or another pose is called that.
    """
    new = pose_id(wanted)
    if not new:
        way_out = "Write a name such as half way."
        raise KneecoachError("A keyframe's name has at least one letter from a to z.", way_out)
    parts = _parts(text)
    if new == old:
        return text, old
    if any(new in pose_names(text, part) for part in parts):
        raise KneecoachError(
            f"There is a keyframe {spoken(new)} already.", "Choose another name for this one."
        )
    text = _with_poses(text, old)
    for part in parts:
        text = edit.rename_key(text, f"{part}.poses.{old}", new)
        for name in pose_names(text, part):
            text = _replaced(text, f"{part}.poses.{name}.like", old, new)
        for path in _stop_paths(text, part):
            text = _replaced(text, path, old, new)
    return text, new


def remove_pose(text: str, place: PosePlace) -> str:
    """Return an exercise without a pose; phases that ended in it end in the first one.

    Where another way or the wrong way says something of a pose of the usual one, only that goes.

    Raises:
        KneecoachError: The movement begins in it, or another pose is like it, or it belongs to the
            usual way and another one is looked at.
    """
    part, name = place
    names = pose_names(text)
    if part != FIGURE and name in names:
        return _as_usual(text, place)
    if name in names[:1] or not names:
        raise KneecoachError(
            f"The movement begins in the keyframe {spoken(name)}.",
            "Change it instead, or take out the others.",
        )
    _refuse_if_needed(text, name)
    parts = _parts(text)
    for one in parts:
        for phase in keys_at(root_of(text), f"{one}.moves"):
            stops = stops_at(text, phase, one)
            if name in stops:
                left = tuple(stop for stop in stops if stop != name) or (names[0],)
                text = set_stops(text, phase, left, one)
    for one in parts:
        text = edit.remove(text, f"{one}.poses.{name}")
    return text


def _as_usual(text: str, place: PosePlace) -> str:
    if place.name not in pose_names(text, place.part):
        raise KneecoachError(
            f"The keyframe {spoken(place.name)} is here as in the right way.",
            "Choose the right way below the picture to take it out.",
        )
    return edit.remove(text, place.path)


def _refuse_if_needed(text: str, name: str) -> None:
    root = root_of(text)
    for part in _parts(text):
        for one in pose_names(text, part):
            if text_at(root, f"{part}.poses.{one}.like") == name:
                raise KneecoachError(
                    f"The keyframe {spoken(one)} is made from the keyframe {spoken(name)}.",
                    f"Take out {spoken(one)} first.",
                )


def stops_at(text: str, phase: str, part: str = FIGURE) -> tuple[str, ...]:
    """Return the poses that a phase goes through, the last one at its end."""
    root, path = root_of(text), f"{place_in(text, part, Own.MOVES)}.{phase}"
    to = text_at(root, path) or text_at(root, f"{path}.to")
    if to:
        return (to,)
    stops = (text_at(root, one) for one in _stops_of(text, path))
    return tuple(one for one in stops if one)


def set_stops(text: str, phase: str, stops: tuple[str, ...], part: str = FIGURE) -> str:
    """Return an exercise in which a phase goes through other poses, evenly spread over it."""
    if stops == stops_at(text, phase, part):
        return text
    text = with_own(_with_poses(text, stops[0]), part, Own.MOVES)
    path = f"{part}.moves.{phase}"
    if len(stops) == len(stops_at(text, phase, part)) > 1:
        for at, pose in zip(_stops_of(text, path), stops, strict=False):
            if text_at(root_of(text), at) != pose:
                text = edit.write(text, at, pose)
        return text
    if text_at(root_of(text), f"{path}.every"):
        return edit.remove(edit.write(text, f"{path}.stops", stops), f"{path}.to")
    return edit.write(text, path, {"stops": stops} if len(stops) > 1 else stops[0])


def _stops_of(text: str, path: str) -> tuple[str, ...]:
    """Return where the poses of the stops of a move are written."""
    root = root_of(text)
    numbers = range(1, min(_MOST_STOPS, count_at(root, f"{path}.stops")) + 1)
    stops = (f"{path}.stops[{number}]" for number in numbers)
    return tuple(one if text_at(root, one) else f"{one}.pose" for one in stops)


def _stop_paths(text: str, part: str) -> Iterator[str]:
    """Yield everywhere that the moves of a part may name a pose."""
    for phase in keys_at(root_of(text), f"{part}.moves"):
        path = f"{part}.moves.{phase}"
        yield from (path, f"{path}.to", *_stops_of(text, path))


def _parts(text: str) -> tuple[str, ...]:
    """Return every part of a figure that may have poses."""
    return (FIGURE, WRONG, *map(variant_part, keys_at(root_of(text), VARIANTS)))


def _with_poses(text: str, first: str) -> str:
    """Return an exercise that has poses; one that has none rests in the first."""
    text = with_figure(text)
    return text if pose_names(text) else edit.write(text, f"{FIGURE}.poses.{first}", {})


def _replaced(text: str, path: str, old: str, new: str) -> str:
    return edit.write(text, path, new) if text_at(root_of(text), path) == old else text
