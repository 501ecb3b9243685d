"""Keep copies of the history, so that no damaged disk takes more than a day of it.

A copy is made by SQLite itself, checked, and only then named. Seven days and eight weeks are kept.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

from kneecoach.history import sqlite
from kneecoach.history.errors import HistoryError
from kneecoach.values import dataclass

DAYS = 7
WEEKS = 8

_PREFIX = "history-"
_SUFFIX = ".sqlite3"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """One kept copy.

    Attributes:
        path: Where it lies.
        day: The day whose end or middle it shows.
    """

    path: Path
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """How much a history holds.

    Attributes:
        people, sessions, sets, check_ins: How many of each.
        last_day: The newest day that something was recorded of, or None.
    """

    people: int = 0
    sessions: int = 0
    sets: int = 0
    check_ins: int = 0
    last_day: date | None = None


def keep_daily(history: Path, folder: Path, today: date) -> Path | None:
    """Make today's copy unless there is one, take away what is too old, and return the new copy.

    Raises:
        HistoryError: The copy cannot be made or is not sound; older ones are then all kept.
    """
    target = folder / f"{_PREFIX}{today.isoformat()}{_SUFFIX}"
    if target.exists() or not history.exists():
        return None
    make_copy(history, target)
    for old in find_superfluous(find_backups(folder), today):
        with suppress(OSError):  # one copy too many does no harm
            old.path.unlink()
    return target


def make_copy(history: Path, target: Path, *, as_in: Path | None = None) -> None:
    """Copy a history, with what its log holds, into a new file, and check the copy.

    Args:
        history: The history.
        target: The new file.
        as_in: A file that the copy is to be like, encrypted or not; see `sqlite.back_up`.

    Raises:
        HistoryError: The history cannot be read, or the copy cannot be written.
    """
    try:
        sqlite.back_up(history, target, as_in=as_in)
    except (sqlite3.Error, OSError) as error:
        at = history if isinstance(error, sqlite3.DatabaseError) else target
        raise sqlite.explain(error, at) from error


def find_backups(folder: Path) -> tuple[Backup, ...]:
    """Return the daily copies in a folder, newest first."""
    found = []
    for path in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
        with suppress(ValueError):
            day = date.fromisoformat(path.name[len(_PREFIX) : -len(_SUFFIX)])
            found.append(Backup(path=path, day=day))
    return tuple(sorted(found, key=_day_of, reverse=True))


def find_superfluous(backups: Iterable[Backup], today: date) -> tuple[Backup, ...]:
    """Return the copies that need not be kept: all but the newest days' and weeks'.

    A copy of a day to come, made before the clock was set back, is kept.
    """
    ordered = sorted(backups, key=_day_of, reverse=True)
    kept = {one.path for one in ordered if one.day > today}
    past = [one for one in ordered if one.day <= today]
    kept |= {one.path for one in past[:DAYS]}
    weeks: dict[tuple[int, int], Backup] = {}
    for one in past:
        weeks.setdefault(one.day.isocalendar()[:2], one)
    newest_weeks = sorted(weeks, reverse=True)[:WEEKS]
    kept |= {weeks[week].path for week in newest_weeks}
    return tuple(one for one in ordered if one.path not in kept)


def look_into(path: Path) -> Holdings:
    """Return how much a history or a copy holds.

    Raises:
        HistoryError: It is no history of kneecoach, or it is damaged.
    """
    try:
        with closing(sqlite.connect_to_read(path)) as connection:
            return Holdings(
                people=_count(connection, "person"),
                sessions=_count(connection, "session"),
                sets=_count(connection, "done_set"),
                check_ins=_count(connection, "check_in"),
                last_day=_last_day(connection),
            )
    except (sqlite3.Error, OSError, ValueError) as error:
        if isinstance(error, ValueError):
            error = sqlite3.DatabaseError(str(error))
        raise sqlite.explain(error, path) from error


def is_sound(path: Path) -> bool:
    """Return whether a copy can be read from end to end."""
    try:
        with closing(sqlite.connect_to_read(path)) as connection:
            damage = sqlite.find_damage(connection) or sqlite.find_broken_references(connection)
        look_into(path)
    except (sqlite3.Error, OSError, HistoryError, UnicodeDecodeError):
        return False
    return not damage


def _count(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 - ours


def _last_day(connection: sqlite3.Connection) -> date | None:
    days = [
        connection.execute(f"SELECT max(day) FROM {table}").fetchone()[0]  # noqa: S608 - ours
        for table in ("session", "check_in")
    ]
    known = [date.fromisoformat(str(one)) for one in days if one is not None]
    return max(known, default=None)


def _day_of(backup: Backup) -> date:
    return backup.day
