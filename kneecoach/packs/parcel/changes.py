"""Say what an update of a pack changes for the person who trains by it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from kneecoach.model.dose import Dose
from kneecoach.model.exercise import Exercise
from kneecoach.model.programme import Catalogue, Limits, Programme, ProgrammeItem
from kneecoach.values import dataclass


class ChangeKind(StrEnum):
    """Name what changes."""

    PROGRAMME_ADDED = "programme_added"
    PROGRAMME_REMOVED = "programme_removed"
    DAYS = "days"
    STAGES = "stages"
    EXERCISE_ADDED = "exercise_added"
    EXERCISE_REMOVED = "exercise_removed"
    EXERCISE_ANEW = "exercise_anew"
    ORDER = "order"
    START = "start"
    LIMITS = "limits"
    NOTE = "note"
    NOTE_REMOVED = "note_removed"
    STOP_AND_CALL = "stop_and_call"
    STOP_AND_CALL_REMOVED = "stop_and_call_removed"
    CONTACT = "contact"
    CONTACT_REMOVED = "contact_removed"
    REPORTS_KEY = "reports_key"
    LEVELS = "levels"
    DOSE = "dose"
    WORDS = "words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """How often a programme is done: days a week to begin with, and at most."""

    first: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that is different afterwards.

    Attributes:
        kind: What changes.
        programme: Name of the programme it is about; empty when it is about an exercise as such.
        exercise: Name of the exercise; empty when it is about the programme as such.
        level: The level of the exercise whose dose changes, counted from 1.
        before, after: The dose, the limits, the days, the level it starts at or the number of
            levels; None where there is nothing to compare.
        note: The new word of the author, whom to call or when; empty for none.
    """

    kind: ChangeKind
    programme: str = ""
    exercise: str = ""
    level: int | None = None
    before: Dose | Limits | Days | int | None = None
    after: Dose | Limits | Days | int | None = None
    note: str = ""


def changes_between(
    before: Catalogue, after: Catalogue, others: Mapping[str, str]
) -> tuple[Change, ...]:
    """Return what differs from one version of a pack to the next.

    Args:
        before: What the pack held so far.
        after: What it will hold.
        others: Names of exercises of other packs, by id.
    """
    names = {one.id: one.name for one in (*before.exercises, *after.exercises)} | dict(others)
    starts = {one.id: one for one in after.exercises}
    found: list[Change] = []
    for old in before.programmes:
        new = after.programme(old.id)
        if new is None:
            found.append(Change(kind=ChangeKind.PROGRAMME_REMOVED, programme=old.name))
        else:
            found.extend(_of_programme(old, new, names, starts))
    found.extend(
        Change(kind=ChangeKind.PROGRAMME_ADDED, programme=one.name)
        for one in after.programmes
        if before.programme(one.id) is None
    )
    for exercise in after.exercises:
        known = before.exercise(exercise.id)
        if known is not None:
            found.extend(_of_exercise(known, exercise))
    found.extend(_of_pack(before, after))
    return tuple(found)


def _of_pack(before: Catalogue, after: Catalogue) -> Iterator[Change]:
    """Yield whom to call, and who can open reports."""
    for old, new in zip(before.packs, after.packs, strict=False):
        if old.contact != new.contact:
            kind = ChangeKind.CONTACT if new.contact else ChangeKind.CONTACT_REMOVED
            yield Change(kind=kind, note=new.contact)
        if old.reports_to != new.reports_to:
            yield Change(kind=ChangeKind.REPORTS_KEY)


def _of_programme(
    old: Programme, new: Programme, names: dict[str, str], own: Mapping[str, Exercise]
) -> Iterator[Change]:
    days = Days(first=old.days_a_week, most=old.days_a_week_cap)
    new_days = Days(first=new.days_a_week, most=new.days_a_week_cap)
    if days != new_days:
        yield Change(kind=ChangeKind.DAYS, programme=new.name, before=days, after=new_days)
    if (old.stages, old.use) != (new.stages, new.use):
        yield Change(kind=ChangeKind.STAGES, programme=new.name)
    if old.stop_and_call_if != new.stop_and_call_if:
        told = "; ".join(new.stop_and_call_if)
        kind = ChangeKind.STOP_AND_CALL if told else ChangeKind.STOP_AND_CALL_REMOVED
        yield Change(kind=kind, programme=new.name, note=told)
    old_items = {one.exercise_id: one for one in old.items}
    new_items = {one.exercise_id: one for one in new.items}
    gone = {names.get(one, one) for one in old_items if one not in new_items}
    added = {names.get(one, one) for one in new_items if one not in old_items}
    for exercise_id in old_items:
        name = names.get(exercise_id, exercise_id)
        if exercise_id not in new_items and name not in added:
            yield Change(kind=ChangeKind.EXERCISE_REMOVED, programme=new.name, exercise=name)
    for exercise_id, item in new_items.items():
        name = names.get(exercise_id, exercise_id)
        if exercise_id not in old_items:
            yield Change(
                # A copy of the author's own takes the place of an exercise that was another's.
                kind=ChangeKind.EXERCISE_ANEW if name in gone else ChangeKind.EXERCISE_ADDED,
                programme=new.name,
                exercise=name,
                after=_first_dose(item, own.get(exercise_id)),
                note=item.note,
            )
        else:
            yield from _of_item(old_items[exercise_id], item, new.name, name)
    kept = [one for one in old_items if one in new_items]
    if kept != [one for one in new_items if one in old_items]:
        yield Change(kind=ChangeKind.ORDER, programme=new.name)


def _first_dose(item: ProgrammeItem, exercise: Exercise | None) -> Dose | None:
    """Return what an exercise of the pack begins with; None for one of another pack."""
    if exercise is None:
        return None
    return exercise.level(min(item.start_level, len(exercise.ladder))).dose


def _of_item(
    old: ProgrammeItem, new: ProgrammeItem, programme: str, exercise: str
) -> Iterator[Change]:
    if old.start_level != new.start_level:
        yield Change(
            kind=ChangeKind.START,
            programme=programme,
            exercise=exercise,
            before=old.start_level,
            after=new.start_level,
        )
    if old.limits != new.limits:
        yield Change(
            kind=ChangeKind.LIMITS,
            programme=programme,
            exercise=exercise,
            before=old.limits,
            after=new.limits,
        )
    if old.note != new.note:
        kind = ChangeKind.NOTE if new.note else ChangeKind.NOTE_REMOVED
        yield Change(kind=kind, programme=programme, exercise=exercise, note=new.note)


def _of_exercise(old: Exercise, new: Exercise) -> Iterator[Change]:
    for number, (was, now) in enumerate(zip(old.ladder, new.ladder, strict=False), start=1):
        if was.dose != now.dose:
            yield Change(
                kind=ChangeKind.DOSE,
                exercise=new.name,
                level=number,
                before=was.dose,
                after=now.dose,
            )
    if len(old.ladder) != len(new.ladder):
        yield Change(
            kind=ChangeKind.LEVELS,
            exercise=new.name,
            before=len(old.ladder),
            after=len(new.ladder),
        )
    if _words(old) != _words(new):
        yield Change(kind=ChangeKind.WORDS, exercise=new.name)


def _words(exercise: Exercise) -> tuple[object, ...]:
    return (
        exercise.name,
        exercise.why,
        exercise.steps,
        exercise.cues,
        exercise.clip,
        exercise.picture,
        exercise.mistakes,
        exercise.cautions,
        exercise.equipment,
    )
