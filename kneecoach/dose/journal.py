"""Put one person's history in order, as it is known on one day: what counts, and for which knee."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from kneecoach.dose.bands import RED_FROM, SEVERE_FROM
from kneecoach.dose.diary import Diary, Key, session_key, write_diaries
from kneecoach.dose.tries import hurt_when_tried
from kneecoach.model.dose import Side
from kneecoach.model.record import Ending, History, SessionRecord, Silence
from kneecoach.model.trying import is_try
from kneecoach.values import dataclass

_ENDED: Final = frozenset({Ending.FINISHED, Ending.LOGGED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """A history as the dose sees it on one day: corrected, in order, nothing from later.

    Attributes:
        day: The day it is read for.
        sessions: Sessions that count, oldest first.
        keys: The moment of each session.
        rests: Sessions that were not started because the knee asked for rest, oldest first.
        diaries: What the mornings say of each leg; None for what both share, the worse counts.
        severe: Moments of severe pain, oldest first.
        cleared: Days on which someone had been seen, oldest first.
        lasted_until: For each session, the last morning that can tell how long its pain lasted.
        silences: Signs that are known, were checked, and do not count for a while.
    """

    day: date
    sessions: tuple[SessionRecord, ...]
    keys: tuple[Key, ...]
    rests: tuple[SessionRecord, ...]
    diaries: Mapping[Side | None, Diary]
    severe: tuple[Key, ...]
    cleared: tuple[date, ...]
    lasted_until: tuple[date, ...]
    silences: tuple[Silence, ...]

    def cleared_on(self, day: date) -> date | None:
        """Return the latest day up to `day` on which someone had been seen, or None."""
        place = bisect_right(self.cleared, day)
        return self.cleared[place - 1] if place else None

    def was_severe(self, key: Key, cleared_on: date | None) -> bool:
        """Tell whether severe pain was recorded before a moment and nobody has been seen since."""
        place = bisect_left(self.severe, key)
        return bool(place) and (cleared_on is None or self.severe[place - 1][0] >= cleared_on)


def read_journal(history: History, day: date) -> Journal:
    """Return the history as the dose sees it on a day; records of later days are left out."""
    return _journal(history, day, None)


def extend_journal(earlier: Journal, newer: History, day: date) -> Journal:
    """Return the same as `read_journal`, where older sessions and mornings were read already.

    Args:
        earlier: What was read of them.
        newer: The history without them; no record of it corrects one of theirs.
        day: The day that it is read for.
    """
    return _journal(newer, day, earlier)


def _journal(history: History, day: date, earlier: Journal | None) -> Journal:
    records = _in_force(history.sessions, day)
    counted = tuple(record for record in records if counts(record))
    mornings = sorted(
        (one for one in history.check_ins if one.day <= day),
        key=lambda one: (one.day, one.recorded_at.timestamp(), one.pain, one.id),
    )
    severe = {(one.day, 0, 0.0) for one in mornings if one.pain >= SEVERE_FROM}
    severe.update(session_key(record) for record in records if _is_severe(record))
    keys = tuple(session_key(record) for record in counted)
    rests = tuple(record for record in records if record.ending is Ending.RESTED)
    moments = tuple(sorted(severe))
    if earlier is not None:
        counted, keys = earlier.sessions + counted, earlier.keys + keys
        rests, moments = earlier.rests + rests, earlier.severe + moments
    return Journal(
        day=day,
        sessions=counted,
        keys=keys,
        rests=rests,
        diaries=write_diaries(
            mornings, records, history.silences, None if earlier is None else earlier.diaries
        ),
        severe=moments,
        cleared=tuple(sorted({one.day for one in history.clearances if one.day <= day})),
        lasted_until=_lasted_until(counted, day, earlier),
        silences=history.silences,
    )


def counts(record: SessionRecord) -> bool:
    """Tell whether a record is a session that was done, at least in part.

    One set to try an exercise is one only where it hurt.
    """
    if is_try(record) and not hurt_when_tried(record):
        return False
    if record.ending is Ending.ABANDONED:
        return any(done.complete > 0 for done in record.sets)
    return record.ending in _ENDED


def _in_force(records: tuple[SessionRecord, ...], day: date) -> list[SessionRecord]:
    """Return the closed records up to a day, in order, without those that were corrected.

    When two records correct the same one, the one begun or closed last counts.
    """
    known = sorted(
        (record for record in records if record.day <= day and record.ending is not Ending.OPEN),
        key=lambda one: (one.day, one.started_at.timestamp(), one.id),
    )
    corrections: dict[object, SessionRecord] = {}
    for record in known:
        if record.replaces is None or record.replaces == record.id:
            continue
        rival = corrections.get(record.replaces)
        if rival is None or _written(record) > _written(rival):
            corrections[record.replaces] = record
    if not corrections:
        return known
    return [
        record
        for record in known
        if record.id not in corrections
        and (
            record.replaces is None
            or record.replaces == record.id
            or corrections[record.replaces] is record
        )
    ]


def _written(record: SessionRecord) -> tuple[object, ...]:
    written = record.ended_at or record.started_at
    return (written.timestamp(), record.started_at.timestamp(), record.id)


def _is_severe(record: SessionRecord) -> bool:
    """Tell whether pain in a session, or before it, was severe for the knee as a whole.

    Source: hinge-health-back-of-knee, house-rule.
    """
    if record.before >= SEVERE_FROM:
        return True
    worst = -1 if record.scores.during is None else record.scores.during
    for one in record.exercises:
        if one.during is not None and one.during > worst:
            worst = one.during
    return worst >= SEVERE_FROM or (record.scores.sharp and worst >= RED_FROM)


def _lasted_until(
    sessions: tuple[SessionRecord, ...], day: date, earlier: Journal | None
) -> tuple[date, ...]:
    """Return, for each session, the morning of the next session day, or today.

    What was known of earlier sessions stays, but for those of the last day of them.
    """
    known: tuple[date, ...] = ()
    if earlier is not None and earlier.sessions:
        known = earlier.lasted_until[: bisect_left(earlier.keys, (earlier.sessions[-1].day,))]
    until: list[date] = []
    latest = day
    for place in range(len(sessions) - 1, len(known) - 1, -1):
        own = sessions[place].day
        if place + 1 < len(sessions) and sessions[place + 1].day > own:
            latest = sessions[place + 1].day
        until.append(latest)
    return (*known, *reversed(until))


def week_start(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())
