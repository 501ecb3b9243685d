"""Follow an exercise of a programme through a history, on each of its sides."""

from __future__ import annotations

from kneecoach.dose.carried import Carried, FoldKey
from kneecoach.dose.course import begin, frame_for
from kneecoach.dose.fold import Fold
from kneecoach.dose.replay import Replayed, Track, find_track, replay, take_in
from kneecoach.dose.situation import Frame, Neighbour
from kneecoach.dose.track import Records
from kneecoach.model.dose import Side, Sides
from kneecoach.model.exercise import Exercise
from kneecoach.model.feedback import Today
from kneecoach.model.programme import Catalogue, Programme, ProgrammeItem
from kneecoach.model.stages import Stage


def sides_of(exercise: Exercise) -> tuple[Side | None, ...]:
    """Return the sides that an exercise is followed on: each leg for itself, or both as one.

    A ladder that works both legs on some levels and each on others is followed as one, by the
    worse knee.
    """
    if all(level.dose.sides is Sides.EACH for level in exercise.ladder):
        return (Side.LEFT, Side.RIGHT)
    return (None,)


def replay_item(
    item: ProgrammeItem,
    exercise: Exercise,
    *,
    programme: Programme,
    catalogue: Catalogue,
    records: Records,
    today: Today,
    keeps_chain: bool = False,
    carried: Carried | None = None,
) -> tuple[tuple[Side | None, Replayed], ...]:
    """Return where one exercise of a programme stands on each of its sides.

    Legs with the same history are replayed once.
    """
    frame = frame_of(item, exercise, programme, catalogue)
    tracks: list[tuple[Track, Fold | None, Replayed]] = []
    for side in sides_of(exercise):
        fold = None
        if carried is not None:
            fold = carried.folds.get((exercise.id, side, frame, item.start_level))
        since = None if fold is None or carried is None else carried.until
        track = find_track(records, exercise.id, side, frame.band, since)
        alike = [one for other, base, one in tracks if fold is base and track.is_like(other)]
        replayed = alike or [
            replay(
                records,
                track,
                frame,
                start_level=item.start_level,
                today=today,
                keeps_chain=keeps_chain,
                carried=fold,
            )
        ]
        tracks.append((track, fold, replayed[0]))
    return tuple((track.side, replayed) for track, _, replayed in tracks)


def folds_of(
    item: ProgrammeItem, exercise: Exercise, frame: Frame, records: Records
) -> dict[FoldKey, Fold]:
    """Return a fold for each side of an exercise, the same one for legs with the same history."""
    folds: dict[FoldKey, Fold] = {}
    tracks: list[tuple[Track, Fold]] = []
    for side in sides_of(exercise):
        track = find_track(records, exercise.id, side, frame.band)
        fold = next((one for other, one in tracks if track.is_like(other)), None)
        if fold is None:
            fold = Fold(records, side, frame, begin(frame, item.start_level))
            take_in(fold, records, track)
            fold.read_up_to(records.journal.day)
        tracks.append((track, fold))
        folds[exercise.id, side, frame, item.start_level] = fold
    return folds


def keys_of(item: ProgrammeItem, exercise: Exercise, frame: Frame) -> list[FoldKey]:
    """Return what the folds of an exercise are carried under, one for each of its sides."""
    return [(exercise.id, side, frame, item.start_level) for side in sides_of(exercise)]


def frame_of(
    item: ProgrammeItem, exercise: Exercise, programme: Programme, catalogue: Catalogue
) -> Frame:
    """Return what does not change about an exercise of a programme while it is done."""
    return frame_for(
        exercise,
        item.limits,
        frequency=programme.days_a_week,
        frequency_cap=max(bounds_of(programme, stage)[1] for stage in (None, *programme.stages)),
        easier=_neighbour(catalogue, exercise.easier),
        harder=_neighbour(catalogue, exercise.harder),
    )


def _neighbour(catalogue: Catalogue, exercise_id: str | None) -> Neighbour | None:
    """Return a neighbouring exercise, or None when there is none or no pack has it."""
    found = None if exercise_id is None else catalogue.exercise(exercise_id)
    return None if found is None else Neighbour(id=found.id, name=found.name)


def bounds_of(programme: Programme, stage: Stage | None) -> tuple[int, int]:
    """Return the fewest and most days a week, as a stage or else the programme has them."""
    if stage is None:
        return programme.days_a_week, programme.days_a_week_cap
    fewest = stage.days_a_week or programme.days_a_week
    return fewest, max(fewest, stage.days_a_week_cap or programme.days_a_week_cap)
