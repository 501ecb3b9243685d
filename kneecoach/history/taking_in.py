"""Take records of a file into a history, all or nothing."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from kneecoach.history.columns import write_moment
from kneecoach.history.merge import Merged, gather_all, merge
from kneecoach.history.people import Who, fit_people
from kneecoach.history.plain import PEOPLE
from kneecoach.history.written import Written, spell
from kneecoach.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """What came of it: the merge, and the names of people who came in beside those here."""

    merged: Merged
    others: tuple[str, ...]


def take_in(
    path: Path, records: tuple[Written, ...], who: Who, now: datetime, *, is_trial: bool = False
) -> TakenIn:
    """Merge the records of a file into the history at `path`, which is of the current schema.

    Raises:
        HistoryError: They do not fit, it was not said whose they are, or it cannot be written.
    """
    kept = gather_all(path)
    fitted = fit_people(kept, records, who)
    arriving = tuple(_as_newcomer(one, now) for one in fitted.records) if kept else fitted.records
    merged = merge(path, arriving, gives_way=fitted.gives_way, is_trial=is_trial)
    return TakenIn(merged=merged, others=fitted.others)


def _as_newcomer(written: Written, now: datetime) -> Written:
    """Return a person as coming now, so that the one who was here first stays the first."""
    if written.kind != PEOPLE.many:
        return written
    return spell(PEOPLE, {**json.loads(written.text), "added_at": write_moment(now)})
