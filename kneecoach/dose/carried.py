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
from kneecoach.values import replace

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
        sessions=_split(history.sessions, day)[0],
        check_ins=_split(history.check_ins, day)[0],
        clearances=_split(history.clearances, day)[0],
        overrules=_split(history.overrules, day)[0],
        silences=_split(history.silences, day)[0],
    )


def still_holds(carried: Carried, history: History, day: date) -> bool:
    """Tell whether nothing that was taken in has changed, and a day lies behind it."""
    return _newer(carried, history, day) is not None


def _newer(carried: Carried, history: History, day: date) -> History | None:
    """Return the records that were not taken in; None where those that were have changed.

    A record of one side of the border that corrects one of the other changes it too.
    """
    if day < carried.until:
        return None
    kept, until = carried.history, carried.until
    sessions = _after(kept.sessions, history.sessions, until)
    check_ins = _after(kept.check_ins, history.check_ins, until)
    if (
        sessions is None
        or check_ins is None
        or _after(kept.clearances, history.clearances, until) is None
        or _after(kept.overrules, history.overrules, until) is None
        or _after(kept.silences, history.silences, until) is None
        or _is_corrected(kept.sessions, sessions)
    ):
        return None
    return replace(history, sessions=sessions, check_ins=check_ins)


def _split(
    records: tuple[_Record, ...], day: date
) -> tuple[tuple[_Record, ...], tuple[_Record, ...]]:
    """Return the records before a day, and those from it on."""
    before = tuple([one for one in records if one.day < day])
    return before, tuple([one for one in records if one.day >= day])


def _after(
    kept: tuple[_Record, ...], records: tuple[_Record, ...], until: date
) -> tuple[_Record, ...] | None:
    """Return the records from a day on, or None where those before it are not the ones kept.

    Mostly the new ones stand behind the old, which are the very same objects.
    """
    count = len(kept)
    if records[:count] == kept:
        newer = records[count:]
        if all(one.day >= until for one in newer):
            return newer
    before, newer = _split(records, until)
    return newer if before == kept else None


def _is_corrected(kept: tuple[SessionRecord, ...], newer: tuple[SessionRecord, ...]) -> bool:
    """Tell whether one of the newer sessions corrects one that was kept, or is corrected by it."""
    ids = {one.id for one in newer}
    return any(one.replaces is not None for one in newer) or any(
        one.replaces in ids for one in kept
    )


def records_with(carried: Carried | None, history: History, day: date) -> tuple[Records, bool]:
    """Return a history as it is known on a day, and whether the folds of what is carried hold."""
    newer = None if carried is None else _newer(carried, history, day)
    if carried is None or newer is None:
        return read_records(history, day), False
    return extend_records(carried.records, newer, day), True
