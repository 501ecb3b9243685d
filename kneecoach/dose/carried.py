"""Carry a history that has been taken in once on to the next day, so that only the new is read.

What is older than some days hardly ever changes. It is kept as it was read, with every fold as it
stood then. Whether it still holds is looked at each time: the records of those days have to be the
very same. If they are not, all is read anew, so the answer never depends on what was carried.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple, TypeVar

from kneecoach.dose.fold import Fold
from kneecoach.dose.frequency import Known
from kneecoach.dose.situation import Frame
from kneecoach.dose.track import Records, extend_records, read_records
from kneecoach.model.dose import Side
from kneecoach.model.record import CheckIn, Clearance, History, Overrule, SessionRecord, Silence

KEPT_BACK_DAYS: Final = 8
"""Days that are read anew each time; a morning can be written down or corrected for seven."""

CARRIED_DAYS: Final = 28
"""Days after which what is carried is brought up to date, so that little is left to be read."""

FoldKey = tuple[str, Side | None, Frame, int]
"""An exercise, a side, its frame and first level: what a fold depends on beside the history."""

FrequencyKey = tuple[str, tuple[int, int], frozenset[FoldKey]]
"""A programme, its bounds of days a week, and the folds that they depend on."""

_Record = TypeVar("_Record", SessionRecord, CheckIn, Clearance, Overrule, Silence)


class Carried(NamedTuple):
    """What is known of all days before one.

    Attributes:
        until: The first day that is not in it.
        history: The records of the days before it.
        records: The same, as the dose reads them.
        folds: Folds that have taken in all of it.
        frequencies: For each programme and its bounds the days a week, some sessions before.
    """

    until: date
    history: History
    records: Records
    folds: Mapping[FoldKey, Fold]
    frequencies: Mapping[FrequencyKey, Known]


def before_day(history: History, day: date) -> History:
    """Return the records that are dated before a day."""
    return History(
        sessions=_before(history.sessions, day),
        check_ins=_before(history.check_ins, day),
        clearances=_before(history.clearances, day),
        overrules=_before(history.overrules, day),
        silences=_before(history.silences, day),
    )


def _before(records: tuple[_Record, ...], day: date) -> tuple[_Record, ...]:
    return tuple([one for one in records if one.day < day])


def still_holds(carried: Carried, history: History, day: date) -> bool:
    """Tell whether nothing that was taken in has changed, and a day lies behind it.

    A record of one side of that day that corrects one of the other changes it too.
    """
    if day < carried.until:
        return False
    kept = carried.history
    same = (
        _before(history.sessions, carried.until) == kept.sessions
        and _before(history.check_ins, carried.until) == kept.check_ins
        and _before(history.clearances, carried.until) == kept.clearances
        and _before(history.overrules, carried.until) == kept.overrules
        and _before(history.silences, carried.until) == kept.silences
    )
    later = {one.id for one in history.sessions if one.day >= carried.until}
    return same and not any(
        one.replaces is not None and (one.id in later or one.replaces in later)
        for one in history.sessions
    )


def records_with(carried: Carried | None, history: History, day: date) -> tuple[Records, bool]:
    """Return a history as it is known on a day, and whether the folds of what is carried hold."""
    if carried is None or not still_holds(carried, history, day):
        return read_records(history, day), False
    return extend_records(carried.records, history, carried.until, day), True
