"""Gather how an exercise of one's own moves: keyframes, phases, things, the eye.

What another way of doing it does not say itself is shown as the usual way has it, at the place
where it will be written once it is changed.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

from kneecoach.model.dose import PhaseName, Sides
from kneecoach.packs.building.counting import Counting
from kneecoach.packs.building.doses import place_of
from kneecoach.packs.building.exercise_counting import counting_of
from kneecoach.packs.building.exercise_drawing import drawn_exercise
from kneecoach.packs.building.exercise_following import differing_phases
from kneecoach.packs.building.exercise_keyframes import keyframes_of
from kneecoach.packs.building.exercise_phases import PhaseText, may_change_phases, phases_of
from kneecoach.packs.building.exercise_poses import FIGURE, WRONG, variant_of, variant_part
from kneecoach.packs.building.exercise_rounds import INTERVALS, rounds_of
from kneecoach.packs.building.exercise_stops import stops_line, times_of
from kneecoach.packs.building.exercise_ways import Own, anchors_of, has_own, place_in
from kneecoach.packs.building.manuscript import exercise_file
from kneecoach.packs.building.variants import level_of, variants_of
from kneecoach.packs.building.where import count_at, find, root_of, text_at, texts_at
from kneecoach.packs.problem import Problem
from kneecoach.packs.quantities import DURATION
from kneecoach.ui.builder.looking import Looking, field_at, said
from kneecoach.ui.builder.view import FieldView
from kneecoach.ui.phase_words import body_word
from kneecoach.ui.pose.gather_things import build_things
from kneecoach.ui.pose.view import MovementView, PhaseView
from kneecoach.ui.words.builder import dose_label
from kneecoach.ui.words.pose import (
    Choices,
    planted_choices,
    pose_words,
)
from kneecoach.values import replace

translate = QCoreApplication.translate

_RESTING = "start"
"""What the posture is called that a figure without poses rests in."""

_IN_POSE = re.compile(r"in the pose ([a-z0-9_]+): (.+)")
"""What the check says of a pose that another way only takes over."""


def build_movement(looking: Looking, exercise_id: str, part: str) -> MovementView:
    """Return how an exercise moves, as a part of its figure has it."""
    file = exercise_file(exercise_id)
    text = looking.pack.text(file)
    root, exercise = root_of(text), drawn_exercise(text, exercise_id)
    parts = _parts(text)
    part = part if part in dict(parts) else FIGURE
    way = part if variant_of(part) else FIGURE
    mistakes = tuple(
        (
            str(number),
            text_at(root, f"mistakes[{number}].what") or text_at(root, f"mistakes[{number}]"),
        )
        for number in range(1, count_at(root, "mistakes") + 1)
    )
    return MovementView(
        exercise=exercise,
        is_one_sided=text_at(root, "dose.sides") != Sides.BOTH,
        poses=keyframes_of(text, way) or (_RESTING,),
        parts=parts,
        way=variant_of(part),
        own=tuple(one for one in Own if has_own(text, way, one)),
        differing=tuple(map(_phase_words, differing_phases(text, way))),
        phases=tuple(_phase(looking, file, way, one) for one in phases_of(text, way)),
        may_change_phases=may_change_phases(text, way),
        counting=counting_of(text, way),
        rounds=_rounds(looking, text, file, way),
        view=text_at(root, f"{FIGURE}.view"),
        base=text_at(root, f"{FIGURE}.base"),
        planted=texts_at(root, place_in(text, way, Own.PLANTED)),
        anchor=text_at(root, f"{FIGURE}.anchor"),
        anchors=_anchors(text),
        guides=texts_at(root, f"{FIGURE}.guides"),
        things=build_things(looking, text, file, way),
        mistake=text_at(root, f"{WRONG}.mistake") or "1",
        mistakes=mistakes,
        has_wrong=find(root, WRONG) is not None,
        problems=_problems(looking, file),
    )


def _rounds(looking: Looking, text: str, file: str, way: str) -> FieldView | None:
    """Return the field of how often a set goes round."""
    if counting_of(text, way) is not Counting.INTERVALS:
        return None
    root, level = root_of(text), level_of(text, variant_of(way))
    path = f"{place_of(root, INTERVALS, level)}.rounds"
    field = field_at(looking, root, (file, path), dose_label("intervals.rounds"))
    return replace(field, path=f"{rounds_of(level)}.rounds")


def is_at(field: str, path: str) -> bool:
    """Return whether a field of a file is a place or within it."""
    return field == path or field.startswith((f"{path}.", f"{path}["))


def _problems(looking: Looking, file: str) -> tuple[str, ...]:
    problems = (one for one in looking.checked.problems if one.file.as_posix() == file)
    return tuple(_problem(one) for one in problems if is_at(one.field, FIGURE))


def _problem(problem: Problem) -> str:
    """Return what is wrong with a figure, and in which keyframe of which way."""
    in_pose = _IN_POSE.fullmatch(problem.sentence)
    if in_pose is None:
        return f"{_figure_place(problem.field)}: {problem.sentence}"
    return f"{_figure_place(f'{problem.field}.poses.{in_pose[1]}')}: {in_pose[2]}"


def _phase(looking: Looking, file: str, way: str, phase: PhaseText) -> PhaseView:
    label = _phase_words(phase.name)
    return PhaseView(
        name=phase.name,
        label=label,
        seconds=DURATION.read(phase.lasts) or 1.0,
        lasts=FieldView(
            file=file,
            path=phase.path,
            label=translate("Own", "{phase} takes").format(phase=label),
            value=phase.lasts,
            problem=said(looking.checked.at(file, phase.path)),
        ),
        stops=phase.stops,
        times=times_of(looking.pack.text(file), phase.name, way),
        is_round=bool(phase.every),
        line=FieldView(
            file=file,
            path=f"{way}.moves.{phase.name}.stops",
            label=translate("Own", "{phase}: on the way").format(phase=label),
            value=stops_line(looking.pack.text(file), phase.name, way),
            problem="",
            hint=translate("Own", "such as crouch 40 %, air 70 %"),
        ),
        every=FieldView(
            file=file,
            path=f"{way}.moves.{phase.name}.every",
            label=translate("Own", "{phase}: every").format(phase=label),
            value=phase.every,
            problem="",
            hint=translate("Own", "once"),
        ),
    )


def _phase_words(name: str) -> str:
    return body_word(PhaseName(name)) if name in set(PhaseName) else name


def _figure_place(field: str) -> str:
    """Return what a place of the figure is called to somebody who never sees the file."""
    before, _, rest = field.partition("poses.")
    name = rest.partition(".")[0]
    way = variant_of(field).partition(".")[0]
    if not name:
        return way or translate("Own", "Figure")
    if before.startswith(WRONG):
        return translate("Own", "Wrong way, {pose}").format(pose=pose_words(name))
    if way:
        return translate("Own", "{way}, keyframe {pose}").format(way=way, pose=pose_words(name))
    return translate("Own", "Keyframe {pose}").format(pose=pose_words(name))


def _parts(text: str) -> Choices:
    """Return the usual way, the variants of the ladder, and the wrong way."""
    variants = (name for name in variants_of(text) if not set(name) & set(".[]"))
    return (
        (FIGURE, translate("Own", "The right way")),
        *((variant_part(one), one) for one in variants),
        (WRONG, translate("Own", "The wrong way")),
    )


def _anchors(text: str) -> Choices:
    words = dict(planted_choices())
    feet = ("", translate("Own", "the feet that are planted"))
    return (feet, *((one, words[one]) for one in anchors_of(text)))
