"""Put a copy, or what could be saved, in the place of a history; nothing is ever thrown away."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from kneecoach.clock import Clock
from kneecoach.history import sqlite
from kneecoach.history.backups import Holdings, find_backups, is_sound, look_into, make_copy
from kneecoach.history.errors import HistoryError, Trouble
from kneecoach.history.reader import read_history, read_people
from kneecoach.history.salvage import salvage
from kneecoach.history.schema import Standing
from kneecoach.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """What was done to a history.

    Attributes:
        before: How much it held, or None when that could not be told any more.
        after: How much it holds now, or would hold.
        set_aside: The file that was there before; None when nothing was done.
        backup: The copy that was used, or None.
    """

    before: Holdings | None
    after: Holdings
    set_aside: Path | None = None
    backup: Path | None = None


def restore(history: Path, backup: Path, clock: Clock, *, dry_run: bool = False) -> Mended:
    """Put a copy in the place of the history, which is set aside untouched.

    Args:
        history: The file in use, or where it will be.
        backup: The copy.
        clock: Names what is set aside.
        dry_run: Only say what would come of it.

    Raises:
        HistoryError: The copy is not sound, or a file cannot be written; nothing was changed then.
    """
    if not backup.exists():
        raise HistoryError(
            f"There is no file {backup}.",
            "kneecoach backup --list names the copies that are there.",
            Trouble.UNREACHABLE,
        )
    sqlite.need_key(history)
    after = look_into(backup)
    _refuse_newer(backup)
    if not is_sound(backup):
        raise HistoryError(
            f"{backup} is damaged itself, so it was not used.",
            "Choose another copy; kneecoach backup --list names them.",
            Trouble.DAMAGED,
        )
    before = _holdings(history)
    if dry_run:
        return Mended(before=before, after=after, backup=backup)
    fresh = history.with_name(f"{history.name}.restored")
    try:
        make_copy(backup, fresh, as_in=history)
        kept = _take_its_place(history, fresh, clock)
    finally:
        fresh.unlink(missing_ok=True)
    return Mended(before=before, after=after, set_aside=kept, backup=backup)


def repair(history: Path, backups: Path, clock: Clock) -> Mended | None:
    """Make a damaged history whole from what can be read in it and in the newest sound copy.

    Returns:
        What was done; None when the history is sound and nothing was.

    Raises:
        HistoryError: A file cannot be written; nothing was changed then.
    """
    sqlite.need_key(history)
    if not history.exists() or (is_sound(history) and _can_be_read(history)):
        return None
    newest = next((one.path for one in find_backups(backups) if is_sound(one.path)), None)
    fresh = history.with_name(f"{history.name}.repaired")
    copy = history.with_name(f"{history.name}.copied")
    try:
        fresh.unlink(missing_ok=True)
        sources = [history]
        if newest is not None:
            _bring_up_to_date(newest, copy, clock)
            sources.append(copy)
        salvage(tuple(sources), fresh, clock)
        after = look_into(fresh)
        kept = _take_its_place(history, fresh, clock)
    except (sqlite3.Error, OSError) as error:
        raise sqlite.explain(error, fresh) from error
    finally:
        for one in (fresh, copy):
            for ending in ("", "-wal", "-shm"):
                one.with_name(one.name + ending).unlink(missing_ok=True)
    return Mended(before=None, after=after, set_aside=kept, backup=newest)


def _can_be_read(history: Path) -> bool:
    """Return whether every record says what it may: one bit can make a day into none.

    A history of an older program is read once it is brought up to date, not here.
    """
    try:
        with closing(sqlite.connect_to_read(history)) as connection:
            if sqlite.find_standing(connection) is not Standing.CURRENT:
                return True
            for person in read_people(connection):
                read_history(connection, person.id)
    except (HistoryError, sqlite3.Error, OSError, ValueError):
        return False
    return True


def _refuse_newer(backup: Path) -> None:
    with closing(sqlite.connect_to_read(backup)) as connection:
        if sqlite.find_standing(connection) is Standing.NEWER:
            raise HistoryError(
                f"{backup} was written by a newer kneecoach, so it was not used.",
                "Install the newest kneecoach, then restore it.",
                Trouble.NEWER,
            )


def _bring_up_to_date(backup: Path, copy: Path, clock: Clock) -> None:
    """Copy a copy, and change its tables to those of this version."""
    make_copy(backup, copy)
    with closing(sqlite.connect_to_read(copy)) as connection:
        standing = sqlite.find_standing(connection)
    if standing is Standing.OLDER:
        # Alembic takes half a second to import, and few copies need it.
        from kneecoach.history.migrate import upgrade  # noqa: PLC0415

        upgrade(copy, clock)


def _take_its_place(history: Path, fresh: Path, clock: Clock) -> Path | None:
    """Set the history aside and name the fresh one after it; undo that when it cannot be named."""
    kept = sqlite.set_aside(history, clock.now()) if history.exists() else None
    try:
        fresh.rename(history)
    except OSError as error:
        if kept is not None:
            with suppress(OSError):
                kept.rename(history)
        raise sqlite.explain(error, history) from error
    return kept


def _holdings(history: Path) -> Holdings | None:
    try:
        return look_into(history) if history.exists() else None
    except HistoryError:
        return None
