"""Make an exercise of one's own: like one that is there, or from a bare posture."""

from __future__ import annotations

import re

from kneecoach.model.errors import KneecoachError
from kneecoach.model.exercise import Kind, Position
from kneecoach.model.figure import Base, Planted, View
from kneecoach.packs.building import edit
from kneecoach.packs.building.changes import (
    AddExercise,
    PutFile,
    Single,
    Together,
    items_of,
    with_sources,
    without_schema,
)
from kneecoach.packs.building.manuscript import Manuscript, exercise_file, id_of
from kneecoach.packs.building.shelf import Found
from kneecoach.packs.building.starting import own_id
from kneecoach.packs.building.written import Plain, clean, in_brackets, lines
from kneecoach.packs.folder import PACK_FILE
from kneecoach.packs.format_parts import NONE, Format
from kneecoach.values import dataclass

STOP_SIGNS = (
    "Stop the set at pain of 6 or more, at sharp pain, or when the knee gives way or locks."
)
"""What the exercises of the library say of stopping. Source: pain-monitoring-model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewExercise:
    """What a new exercise says of itself.

    Attributes:
        name: What people call it.
        why: What it is good for.
        areas: Parts of the body it works, with commas between them.
        kind: Its kind.
    """

    name: str
    why: str
    areas: str
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Posture:
    """A bare posture that an exercise can be made from.

    Attributes:
        base: How the body lies in the room; also its key.
        position: What the exercise says of how the body starts.
        step: The first thing to do.
        view: The side it is seen from.
        planted, anchor: What stays where it is, and what of it never gives way.
        props: What is in the room.
        start, end: Its two poses as they are written, the second over several lines.
    """

    base: Base
    position: Position
    step: str
    view: View = View.SIDE
    planted: tuple[Planted, ...] = ()
    anchor: Planted | None = None
    props: tuple[str, ...] = ()
    start: str = "start: {}"
    end: tuple[str, ...] = ("end:", "  like: start")


POSTURES = (
    Posture(
        base=Base.STANDING,
        position=Position.STANDING,
        step="Stand upright with your feet as wide as your hips.",
        view=View.THREE_QUARTER,
        planted=(Planted.OTHER_FOOT,),
    ),
    Posture(
        base=Base.SITTING,
        position=Position.SITTING,
        step="Sit upright on a chair with both feet on the floor.",
        view=View.THREE_QUARTER,
        planted=(Planted.OTHER_FOOT, Planted.PELVIS),
        anchor=Planted.PELVIS,
        props=("chair",),
        start="start: {reach: {hands: thigh, working_foot: floor}}",
        end=("end:", "  working_knee: {flex: 40 deg}"),
    ),
    Posture(base=Base.LYING, position=Position.LYING, step="Lie on your back."),
    Posture(
        base=Base.SIDE_LYING,
        position=Position.SIDE_LYING,
        step="Lie on your side with your head on your arm and the working leg on top.",
        view=View.FRONT,
    ),
    Posture(
        base=Base.SIDE_LYING_ON_WORKING,
        position=Position.SIDE_LYING,
        step="Lie on your side with your head on your arm and the working leg below.",
        view=View.FRONT,
    ),
    Posture(base=Base.PRONE, position=Position.PRONE, step="Lie on your front."),
    Posture(base=Base.KNEELING, position=Position.KNEELING, step="Kneel upright on a mat."),
    Posture(
        base=Base.HANDS_AND_KNEES,
        position=Position.KNEELING,
        step="Kneel on all fours, your hands below your shoulders.",
    ),
)
"""Every way in which the body of a figure can lie in the room."""


def make_like(pack: Manuscript, programme: str, new: NewExercise, like: Found) -> Together:
    """Return the change that adds an exercise which is like one that is there.

    Args:
        pack: The pack.
        programme: The file of the programme that it is added to.
        new: What it says of itself; empty texts are as in the other one.
        like: The file of the other one.
    """
    text = without_schema(like.text)
    text = edit.remove(edit.remove(text, "review"), "id")
    said = {"name": clean(new.name), "why": clean(new.why)}
    for path, one in said.items():
        if one:
            text = edit.write(text, path, one)
    if _areas(new.areas):
        text = edit.write(text, "areas", _areas(new.areas))
    known = with_sources(pack, like.sources).text(PACK_FILE)
    return _added(pack, programme, new.name, text, known)


def make_bare(pack: Manuscript, programme: str, new: NewExercise, posture: Posture) -> Together:
    """Return the change that adds an exercise of two poses, both of them a bare posture.

    Raises:
        KneecoachError: It has no name, or does not say what it is for.
    """
    wanted = {
        "what people call it": clean(new.name),
        "what it is good for": clean(new.why),
        "which parts of the body it works": ", ".join(_areas(new.areas)),
    }
    for what, said in wanted.items():
        if not said:
            raise KneecoachError(f"Please say {what}.", "Then make the exercise.")
    return _added(pack, programme, new.name, _bare(new, posture), pack.text(PACK_FILE))


def new_exercise_id(pack: Manuscript, name: str) -> str:
    """Return an id for an exercise of the pack's own, made from its name."""
    plain = re.sub(r"[^a-z0-9]+", "_", clean(name).lower()).strip("_")[:24].strip("_")
    return own_id(pack, plain or "exercise")


def _added(pack: Manuscript, programme: str, name: str, text: str, known: str) -> Together:
    own = new_exercise_id(pack, name)
    changes: list[Single] = [PutFile(file=exercise_file(own), text=text)]
    if known != pack.text(PACK_FILE):
        changes.append(PutFile(file=PACK_FILE, text=known))
    at = len(items_of(pack.text(programme)))
    changes.append(AddExercise(programme=programme, exercise=own, at=at))
    return Together(changes=tuple(changes))


def made_id(change: Together) -> str:
    """Return the id of the exercise that a change adds."""
    return next(id_of(one.file) for one in change.changes if isinstance(one, PutFile))


def _areas(text: str) -> tuple[str, ...]:
    return tuple(one for one in (clean(part) for part in text.split(",")) if one)


def _bare(new: NewExercise, posture: Posture) -> str:
    """Return the file, with a line for each thing that is likely to be changed on its own."""
    said: dict[str, Plain] = {
        "format": Format.EXERCISE.value,
        "name": clean(new.name),
        "kind": new.kind.value,
        "position": posture.position.value,
        "why": clean(new.why),
    }
    how: dict[str, Plain] = {
        "steps": (posture.step,),
        "cautions": (STOP_SIGNS,),
        "easier": NONE,
        "harder": NONE,
    }
    figure = [
        f"  view: {posture.view}",
        f"  base: {posture.base}",
        *([f"  planted: [{', '.join(posture.planted)}]"] if posture.planted else []),
        *([f"  anchor: {posture.anchor}"] if posture.anchor else []),
        "  poses:",
        *(f"    {line}" for line in (posture.start, *posture.end)),
        "  moves: {raise: end, hold: end, lower: start}",
        *([f"  props: [{', '.join(posture.props)}]"] if posture.props else []),
    ]
    parts = (
        lines(said, 0), f"areas: {in_brackets(_areas(new.areas))}", _DOSE, lines(how, 0),
        "figure:", *figure,
    )  # fmt: skip
    return "".join(f"{part}\n" for part in parts)


_DOSE = """\
dose:
  sides: each
  sets: 2
  reps: 10
  tempo: {raise: 2 s, hold: 2 s, lower: 2 s}
  rest: 45 s"""
"""The dose that a new exercise begins with, to be set by whoever makes it. Source: house-rule."""
