"""Delete records, bring them back, and delete everything, from the command line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import closing
from datetime import date, time

import click

from kneecoach.cli.desk import opened
from kneecoach.clock import SystemClock
from kneecoach.coach.correcting import standing
from kneecoach.coach.deleting import (
    Records,
    forget_everything,
    of_activity,
    of_morning,
    of_session,
)
from kneecoach.coach.opening import LazyStore
from kneecoach.coach.people import everybody, forget_files
from kneecoach.model.errors import KneecoachError, UsageError
from kneecoach.model.record import History, SessionRecord
from kneecoach.model.withdrawal import Deletable

_NOUNS = {
    Deletable.SESSION: "session record",
    Deletable.CHECK_IN: "word on a morning",
    Deletable.FUNCTION_SCORE: "score of what the knee can do",
}
WORD = "DELETE"


def delete_session(day: date, at: time | None) -> int:
    """Delete the session of a day."""
    return _delete(lambda history: of_session(history, session_of(history, day, at)))


def delete_morning(day: date) -> int:
    """Delete what was said of a morning."""
    return _delete(lambda history: of_morning(history, day))


def delete_activity(name: str) -> int:
    """Delete every score of an activity or a questionnaire."""
    return _delete(lambda history: of_activity(history, name))


def list_deletions() -> int:
    """Print what was deleted and can come back."""
    with opened() as desk:
        found = desk.coach.deletions()
        for one in found:
            click.echo(f"{one.at.astimezone():%Y-%m-%d %H:%M}  {_words(one.records)}")
        if not found:
            click.echo("Nothing is deleted.")
    return 0


def undo() -> int:
    """Bring back what was deleted last."""
    with opened() as desk:
        found = desk.coach.deletions()
        if not found:
            raise KneecoachError("Nothing is deleted, so nothing can come back.")
        desk.coach.bring_back(found[0].records)
        click.echo(f"Back again: {_words(found[0].records)}. Every dose was worked out anew.")
    return 0


def delete_everything(*, with_copies: bool, is_sure: bool) -> int:
    """Delete everything of the person for good, and say what still holds it."""
    with opened() as desk:
        person, paths = desk.coach.person, desk.paths
    if not is_sure:
        called = f" of {person.name}" if person.name else ""
        click.echo(f"This deletes everything{called} from the history for good.", err=True)
        if click.prompt(f"Type {WORD} to go on", default="", show_default=False) != WORD:
            raise KneecoachError("Nothing was deleted.")
    gone = forget_everything(paths, person, with_copies=with_copies)
    with closing(LazyStore(paths.database, SystemClock())) as store:
        forget_files(paths, everybody(store, paths))
    click.echo("Everything was deleted for good.")
    if gone.copies:
        click.echo("These copies still hold it; delete them too, if you want to:")
        for path in gone.copies:
            click.echo(f"  {path}")
    if gone.shared is not None:
        click.echo(
            f"The shared folder {gone.shared} and other computers still hold it; the folder is not"
            " used here any more."
        )
    if gone.others:
        click.echo("The records of the other people here were left alone.")
    click.echo("Files that you exported, and reports that you sent, are where you put them.")
    return 0


def _delete(find: Callable[[History], Records]) -> int:
    with opened() as desk:
        records = find(desk.coach.history)
        desk.coach.delete(records)
        click.echo(f"Deleted: {_words(records)}. Every dose was worked out anew.")
        click.echo("kneecoach delete undo brings it back.")
    return 0


def session_of(history: History, day: date, at: time | None) -> SessionRecord:
    """Return the session of a day as it stands.

    Raises:
        KneecoachError: There is none, or it has to be said which of several.
    """
    found = [one for one in standing(history.sessions) if one.day == day]
    if at is not None:
        found = [one for one in found if _began(one) == f"{at:%H:%M}"]
    if not found:
        raise KneecoachError(f"There is no such session on {day}.", "Name another day or time.")
    if len(found) > 1:
        times = ", ".join(sorted(_began(one) for one in found))
        raise UsageError(f"{day} has several sessions.", f"Say which by --at: {times}.")
    return found[0]


def _began(record: SessionRecord) -> str:
    return f"{record.started_at.astimezone():%H:%M}"


def _words(records: Records) -> str:
    counted = Counter(kind for kind, _ in records)
    return ", ".join(
        f"{number} {_NOUNS[kind]}{_many(number, kind)}" for kind, number in counted.items()
    )


def _many(number: int, kind: Deletable) -> str:
    return "s" if number > 1 and kind is Deletable.SESSION else ""
