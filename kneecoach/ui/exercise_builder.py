"""Gather what the pages of exercises show from the coach, as plain values."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kneecoach.coach.coach import Coach
from kneecoach.coach.library import Wanted, find_exercises
from kneecoach.coach.trying import TOO_SOON, is_too_soon
from kneecoach.model.decision import Prescription
from kneecoach.model.dose import Side
from kneecoach.model.exercise import Exercise, Source
from kneecoach.model.feedback import Knee
from kneecoach.model.programme import Catalogue, Programme
from kneecoach.ui.exercise_view import ExerciseView, LevelView, NeighbourView, TileValues
from kneecoach.ui.words.doses import dose_words
from kneecoach.ui.words.exercises import (
    changes_words,
    may_be_tried,
    review_words,
    stands_words,
    what_words,
)

translate = QCoreApplication.translate


def build_tiles(
    catalogue: Catalogue, wanted: Wanted, programme: Programme | None
) -> tuple[TileValues, ...]:
    """Return a tile for each exercise that fits; those of the programme in use are marked."""
    own = {item.exercise_id for item in programme.items} if programme is not None else set()
    mark = translate("Exercise", "In your programme")
    return tuple(
        TileValues(exercise=one, line=what_words(one), mark=mark if one.id in own else "")
        for one in find_exercises(catalogue, wanted)
    )


def build_exercise(coach: Coach, exercise: Exercise, programme: Programme | None) -> ExerciseView:
    """Return everything about an exercise, and where the person stands on its ladder."""
    (planned,) = coach.standing_of(exercise, programme).exercises
    stands = planned.prescriptions
    catalogue = coach.catalogue
    items = programme.items if programme is not None else ()
    pack = next((one for one in catalogue.packs if one.id == exercise.pack_id), None)
    sources = () if pack is None else pack.sources
    return ExerciseView(
        exercise=exercise,
        levels=_levels(exercise, stands),
        level=min(one.level for one in stands),
        leg=shown_leg(coach.person.sore_knee),
        stands=stands_words(stands, len(exercise.ladder)),
        reasons=_reasons(stands),
        is_in_programme=any(item.exercise_id == exercise.id for item in items),
        why_not_try=_why_not_try(coach, exercise, programme, stands),
        easier=_neighbour(catalogue, exercise.easier),
        harder=_neighbour(catalogue, exercise.harder),
        sources=_sources(sources, exercise.sources),
        note=next((item.note for item in items if item.exercise_id == exercise.id), ""),
        review=review_words(exercise.review or (pack.review if pack is not None else "")),
    )


def _reasons(stands: tuple[Prescription, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.decision.reason for one in stands))


def _why_not_try(
    coach: Coach,
    exercise: Exercise,
    programme: Programme | None,
    stands: tuple[Prescription, ...],
) -> tuple[str, ...]:
    """Return why the exercise may not be tried today; nothing when it may."""
    if not may_be_tried(stands):
        return _reasons(stands)
    asked = None if programme is None else coach.plan_day(programme)
    return (TOO_SOON,) if is_too_soon(exercise, asked, coach.history) else ()


def shown_leg(knee: Knee) -> Side:
    """Return the leg that is shown for a sore knee; the right one stands for both."""
    return Side.LEFT if knee is Knee.LEFT else Side.RIGHT


def _levels(exercise: Exercise, stands: tuple[Prescription, ...]) -> tuple[LevelView, ...]:
    at = {one.level for one in stands}
    return tuple(
        LevelView(
            number=number,
            dose=dose_words(level.dose),
            change=changes_words(level.changes),
            note=level.note,
            here=tuple(one.side if len(at) > 1 else None for one in stands if one.level == number),
        )
        for number, level in enumerate(exercise.ladder, start=1)
    )


def _neighbour(catalogue: Catalogue, exercise_id: str | None) -> NeighbourView | None:
    found = None if exercise_id is None else catalogue.exercise(exercise_id)
    return None if found is None else NeighbourView(id=found.id, name=found.name)


def _sources(known: tuple[Source, ...], keys: tuple[str, ...]) -> tuple[Source, ...]:
    """Return the sources with these keys, in the order in which they are named."""
    by_key = {one.key: one for one in known}
    return tuple(by_key[key] for key in keys if key in by_key)
