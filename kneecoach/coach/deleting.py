"""Delete records so that they can come back, and everything for good.

A deleted record stays in the file and is left out of all that is read: so a deletion goes along to
other computers, and can be undone.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from kneecoach.coach.correcting import earlier_versions
from kneecoach.coach.sharing import recall_sharing, stop_sharing
from kneecoach.history.forgetting import Remains, delete_copies, find_remains, forget_person
from kneecoach.model.errors import KneecoachError
from kneecoach.model.record import Ending, History, Person, SessionRecord
from kneecoach.model.withdrawal import Deletable, Withdrawal
from kneecoach.paths import Paths
from kneecoach.values import dataclass

Records = tuple[tuple[Deletable, UUID], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deletion:
    """Records that were deleted together and are still deleted.

    Attributes:
        at: When.
        day: The local day.
        records: What was deleted.
    """

    at: datetime
    day: date
    records: Records


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """What came of deleting everything.

    Attributes:
        copies: Copies that still hold it.
        others: How many other people's records were left alone.
        shared: The shared folder that was let go of and still holds it, or None.
    """

    copies: tuple[Path, ...]
    others: int
    shared: Path | None


def of_session(history: History, record: SessionRecord) -> Records:
    """Return a session with all that it said before it was corrected.

    Raises:
        KneecoachError: It is under way, or may still go on.
    """
    if record.ending is Ending.OPEN:
        raise KneecoachError(
            "This session is not over yet.", "Go on with it or end it, and delete it then."
        )
    versions = (record, *earlier_versions(history.sessions, record))
    return tuple((Deletable.SESSION, one.id) for one in versions)


def of_morning(history: History, day: date) -> Records:
    """Return everything that was said of a morning.

    Raises:
        KneecoachError: Nothing was.
    """
    found = tuple((Deletable.CHECK_IN, one.id) for one in history.check_ins if one.day == day)
    if not found:
        raise KneecoachError(f"Nothing was said of the morning of {day}.", "Name another day.")
    return found


def of_activity(history: History, name: str) -> Records:
    """Return every score of an activity or of a questionnaire.

    Raises:
        KneecoachError: There is none of that name.
    """
    wanted = " ".join(name.split()).casefold()
    found = tuple(
        (Deletable.FUNCTION_SCORE, one.id)
        for one in history.function
        if one.name and one.name.casefold() == wanted
    )
    if not found:
        known = sorted({one.name for one in history.function if one.name})
        raise KneecoachError(
            f"Nothing called {name} was told.",
            f"These were: {', '.join(known)}." if known else "kneecoach function log tells it.",
        )
    return found


def new_withdrawals(
    person: Person, records: Records, *, day: date, now: datetime, is_back: bool = False
) -> tuple[Withdrawal, ...]:
    """Return what is to be kept so that records are deleted, or come back."""
    return tuple(
        Withdrawal(
            id=uuid4(),
            person_id=person.id,
            day=day,
            recorded_at=now,
            kind=kind,
            record_id=record_id,
            is_back=is_back,
        )
        for kind, record_id in records
    )


def moment_after(withdrawals: Iterable[Withdrawal], now: datetime) -> datetime:
    """Return now, or a moment just after the last word where a clock was set back."""
    last = max((one.recorded_at for one in withdrawals), default=None)
    return now if last is None or now > last else last + timedelta(microseconds=1)


def find_deletions(withdrawals: Iterable[Withdrawal]) -> tuple[Deletion, ...]:
    """Return what was deleted and did not come back, the latest first."""
    latest: dict[UUID, Withdrawal] = {}
    for one in sorted(withdrawals, key=_moment):
        latest[one.record_id] = one
    by_moment: dict[datetime, list[Withdrawal]] = {}
    for one in latest.values():
        if not one.is_back:
            by_moment.setdefault(one.recorded_at, []).append(one)
    return tuple(
        Deletion(at=at, day=found[0].day, records=tuple((one.kind, one.record_id) for one in found))
        for at, found in sorted(by_moment.items(), reverse=True)
    )


def forget_everything(paths: Paths, person: Person, *, with_copies: bool) -> Forgotten:
    """Delete everything of a person for good; the store must be closed.

    The shared folder is let go of first, or the records would come back from it.

    Args:
        paths: Where things are kept.
        person: Whose records.
        with_copies: Delete the kept copies too, which hold other people's records as well.

    Raises:
        KneecoachError: It cannot be deleted; what was not deleted is as it was.
    """
    remains: Remains = find_remains(paths.database, paths.backups, person.id)
    shared = recall_sharing(paths).folder
    if shared is not None:
        stop_sharing(paths)
    delete_copies((paths.kept_days,))
    forget_person(paths.database, person.id)
    left = delete_copies(remains.copies) if with_copies else remains.copies
    return Forgotten(copies=left, others=remains.others, shared=shared)


def _moment(one: Withdrawal) -> tuple[object, ...]:
    return (one.recorded_at, one.id)
