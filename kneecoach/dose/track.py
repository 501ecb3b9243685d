"""Pick one exercise on one side out of the journal: what each session held of it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from kneecoach.dose.bands import PainBand
from kneecoach.dose.diary import Key
from kneecoach.dose.journal import Journal, extend_journal, read_journal
from kneecoach.dose.parts import Asked, Part, PartsFinder, worse_of
from kneecoach.dose.reading import Reader
from kneecoach.model.dose import Side
from kneecoach.model.record import Choice, History, Overrule
from kneecoach.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """One person's history as it is known on a day, read once for all exercises.

    Attributes:
        journal: What counts, in order.
        asked: For each exercise what its sessions held, oldest first.
        reader: Makes feedback of it.
        overrules: For each exercise the doses that the person chose, oldest first.
    """

    journal: Journal
    asked: Mapping[str, Sequence[Asked]]
    reader: Reader
    overrules: Mapping[str, Sequence[Overrule]]


def read_records(history: History, day: date) -> Records:
    """Return a history as it is known on a day; what is dated later is left out."""
    journal = read_journal(history, day)
    asked: dict[str, list[Asked]] = defaultdict(list)
    _add_parts(asked, journal, 0)
    return Records(
        journal=journal,
        asked=asked,
        reader=Reader(journal),
        overrules=_overrules_until(history, day),
    )


def extend_records(earlier: Records, newer: History, day: date) -> Records:
    """Return the same as `read_records`, where older sessions and mornings were read already.

    Args:
        earlier: What was read of them.
        newer: The history without them.
        day: The day that it is read for.
    """
    journal = extend_journal(earlier.journal, newer, day)
    asked = defaultdict(list, {name: list(entries) for name, entries in earlier.asked.items()})
    _add_parts(asked, journal, len(earlier.journal.sessions))
    return Records(
        journal=journal,
        asked=asked,
        reader=Reader(journal),
        overrules=_overrules_until(newer, day),
    )


def _add_parts(asked: dict[str, list[Asked]], journal: Journal, first: int) -> None:
    """Add what each session from a place on held of each exercise."""
    finder = PartsFinder()
    sessions = journal.sessions
    for place in range(first, len(sessions)):
        finder.add_parts(asked, place, sessions[place])


def _overrules_until(history: History, day: date) -> Mapping[str, Sequence[Overrule]]:
    chosen: dict[str, list[Overrule]] = {}
    known = (one for one in history.overrules if one.day <= day)
    for one in sorted(known, key=lambda one: (overrule_key(one), one.id)):
        chosen.setdefault(one.exercise_id, []).append(one)
    return chosen


def overrule_key(overrule: Overrule) -> Key:
    """Return the moment from which a dose that the person chose counts."""
    return (overrule.day, 1, overrule.recorded_at.timestamp())


def overrules_of(records: Records, exercise_id: str, side: Side | None) -> tuple[Overrule, ...]:
    """Return what the person chose for an exercise on a side, oldest first.

    What was chosen for the exercise as a whole concerns each leg. Where both legs share a dose, a
    choice for one of them holds it or takes it down, but never up.
    """
    return tuple(
        one
        for one in records.overrules.get(exercise_id, ())
        if one.side is None or one.side is side or (side is None and one.choice is not Choice.UP)
    )


def parts_of(
    records: Records, exercise_id: str, side: Side | None, band: PainBand, first: int = 0
) -> list[Part]:
    """Return what each session from a place on held of an exercise on a side, oldest first.

    What was done with both legs belongs to each of them; a shared track takes everything. Of
    several parts of one session, the worst of each counts.
    """
    parts: list[Part] = []
    latest = -1
    asked = records.asked.get(exercise_id, ())
    start = bisect_left(asked, first, key=lambda entry: entry[1].place) if first else 0
    for leg, part in asked[start:]:
        if side is not None and leg is not side and leg is not None:
            continue
        if part.place == latest:
            parts[-1] = worse_of(parts[-1], part, band)
        else:
            parts.append(part)
            latest = part.place
    return parts
