"""Say on which day the next session falls, and whether a morning's score is still owed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from kneecoach.dose.journal import Journal, week_start
from kneecoach.dose.pauses import PAUSE_DAYS
from kneecoach.model.decision import Prescription, Standing
from kneecoach.model.programme import Programme
from kneecoach.model.record import Ending, SessionRecord
from kneecoach.model.trying import is_try
from kneecoach.values import dataclass

_WEEK: Final = 7

MORNING_OWED_DAYS: Final = 7
"""Days for which a morning's score may still be given. Source: house-rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """When sessions fall: the next one, and how many this week has had."""

    next_due: date
    sessions_this_week: int


def calendar(
    programme: Programme, journal: Journal, day: date, ready_on: Sequence[date]
) -> Calendar:
    """Return when the next session of a programme falls.

    Sessions of the programme count, and those of others that share an exercise with it. Single sets
    to try one do not, nor do sessions that were ended before the first set had begun.

    Args:
        programme: The programme, with its days a week.
        journal: The history.
        day: The day that is planned for.
        ready_on: For each exercise and side, the first day it may be done.
    """
    wanted = {item.exercise_id for item in programme.items}
    monday = week_start(day)
    done: list[date] = []
    for record in reversed(journal.sessions):
        if _was_done(record) and _counts_for(record, programme.id, wanted):
            done.insert(0, record.day)
            if record.day < monday:
                break
    gap = timedelta(days=max(1, _WEEK // programme.days_a_week))
    earliest = max(day, min(ready_on, default=day + timedelta(days=1)))
    if done:
        earliest = max(earliest, done[-1] + gap)
    if _in_week_of(earliest, done) >= programme.days_a_week:
        earliest = week_start(earliest) + timedelta(days=_WEEK)
    return Calendar(next_due=earliest, sessions_this_week=_in_week_of(day, done))


def _was_done(record: SessionRecord) -> bool:
    """Tell whether a session was noted later, or was closed with scores and done in part at least.

    Who ends a session before its first set may do it on the same day.
    """
    if record.ending is Ending.LOGGED:
        return True
    return record.ending is Ending.FINISHED and record.sets_done > 0


def _counts_for(record: SessionRecord, programme_id: str, wanted: set[str]) -> bool:
    """Tell whether a session was one of a programme, or shared an exercise with it; no try is."""
    if is_try(record):
        return False
    return record.programme_id == programme_id or any(
        one.exercise_id in wanted for one in record.exercises
    )


def _in_week_of(day: date, done: Iterable[date]) -> int:
    monday = week_start(day)
    return sum(1 for one in done if week_start(one) == monday)


def ready_on(prescription: Prescription, day: date, break_began: date | None) -> date:
    """Return the first day on which an exercise may be done, as far as it is known.

    A break ends after a week at the earliest; where nothing is known, the next day looks again.
    """
    tomorrow = day + timedelta(days=1)
    match prescription.standing:
        case Standing.READY:
            return day
        case Standing.RESTING:
            return prescription.until or tomorrow
        case Standing.PAUSED if break_began is not None:
            return max(tomorrow, break_began + timedelta(days=PAUSE_DAYS[0]))
        case _:
            return tomorrow


def morning_owed(journal: Journal, day: date) -> date | None:
    """Return the day of the last session before today whose next morning was not recorded.

    A score can be given for a week; after that it is not asked for any more.
    """
    last = next((one.day for one in reversed(journal.sessions) if one.day < day), None)
    if last is None:
        return None
    morning = last + timedelta(days=1)
    is_known = morning in journal.diaries[None].mornings
    return None if is_known or (day - morning).days >= MORNING_OWED_DAYS else last
