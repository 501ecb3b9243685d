"""Stand the body in every pose of a figure, and say what nobody could do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kneecoach.body.make import make_movement
from kneecoach.body.measure import faults
from kneecoach.body.movement import Movement
from kneecoach.model.exercise import Exercise
from kneecoach.packs.build import make_exercise
from kneecoach.packs.draft import Draft
from kneecoach.packs.nodes import Flaw
from kneecoach.packs.values import Value


def stand_figure(draft: Draft) -> None:
    """Add to the draft of an exercise what is impossible in the poses of its figure.

    It takes some milliseconds a pose, so it is done when a pack is checked, not when it is read.
    """
    figure = draft.found.get("figure") if draft.found else None
    if draft.found is None or figure is None or draft.flaws or draft.lapses:
        return
    exercise = make_exercise(draft.found, draft.levels, Path(draft.file), "")
    draft.lapses.extend(_flaws(exercise, figure))


def _flaws(exercise: Exercise, figure: Value) -> Iterator[Flaw]:
    yield from _impossible(make_movement(exercise), figure)
    wrong = figure.get("wrong")
    if wrong is not None:
        yield from _impossible(make_movement(exercise, is_wrong=True), wrong)
    for name, one in figure.parts_of("variants").items():
        yield from _impossible(make_movement(exercise, name), one)


def _impossible(movement: Movement, written: Value) -> Iterator[Flaw]:
    """Yield what is impossible in any pose of a movement, where that pose is written if it is."""
    own = written.parts_of("poses")
    for name in movement.course.stances:
        place = own.get(name, written)
        for fault in faults(movement, movement.pose(name)):
            said = fault.sentence if name in own else f"in the pose {name}: {fault.sentence}"
            yield Flaw(at=place.at, field=place.path, sentence=said)
