"""Offer the way out of a history that cannot be used, and take it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kneecoach.clock import Clock
from kneecoach.history.errors import HistoryError, Trouble
from kneecoach.paths import Paths
from kneecoach.ui.widgets.message_bar import Message, MessageKind

SET_ASIDE = "set_aside"
MEND = "mend"

_SQLITE = b"SQLite format 3\0"

translate = QCoreApplication.translate


def offer(error: HistoryError, paths: Paths) -> Message:
    """Return the message for a history that can be set aside, with the button that helps most."""
    action = (SET_ASIDE, translate("Mending", "Set it aside and start afresh"))
    way_out = error.way_out
    if error.trouble is Trouble.DAMAGED and _may_be_saved(paths):
        action = (MEND, translate("Mending", "Save what can be saved"))
        way_out = translate(
            "Mending",
            "What can still be read is saved and completed from the newest copy; the damaged file "
            "is kept as it is.",
        )
    return Message(text=error.user_message, kind=MessageKind.ERROR, way_out=way_out, action=action)


def take(key: str, paths: Paths, clock: Clock) -> Message:
    """Set the history aside or mend it, and return what came of it; its store must be closed.

    Raises:
        KneecoachError: A file cannot be written; the history was left as it was.
    """
    if key == SET_ASIDE:
        from kneecoach.history.sqlite import set_aside  # noqa: PLC0415 - met on damage only

        kept = set_aside(paths.database, clock.now())
        done = translate(
            "Mending", "A new history has begun. The old file is kept as it was: {file}."
        )
        return Message(text=done.format(file=kept))
    from kneecoach.history.repair import repair  # noqa: PLC0415 - met on damage only

    mended = repair(paths.database, paths.backups, clock)
    if mended is None:
        return Message(
            text=translate("Mending", "The history is sound again; nothing was changed.")
        )
    done = translate(
        "Mending",
        "Saved: sessions {sessions}, mornings {mornings}, the newest of {day}. The damaged file "
        "is kept as it was: {file}.",
    )
    day = mended.after.last_day
    return Message(
        text=done.format(
            sessions=mended.after.sessions,
            mornings=mended.after.check_ins,
            day=day.isoformat() if day is not None else translate("Mending", "no day"),
            file=mended.set_aside,
        )
    )


def _may_be_saved(paths: Paths) -> bool:
    """Return whether there is a copy, or the file at least begins as a history does."""
    from kneecoach.history.backups import find_backups  # noqa: PLC0415 - met on damage only

    if find_backups(paths.backups):
        return True
    try:
        with paths.database.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False
