"""Take records of a file into a history, all or nothing."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from kneecoach.history.merge import Merged, gather_met, merge
from kneecoach.history.people import Who, fit_people, with_newcomers
from kneecoach.history.written import Written
from kneecoach.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """What came of it: the merge, and the names of people who came in beside those here."""

    merged: Merged
    others: tuple[str, ...]


def take_in(
    path: Path,
    records: tuple[Written, ...],
    who: Who,
    now: datetime,
    *,
    person: str = "",
    is_trial: bool = False,
) -> TakenIn:
    """Merge the records of a file into the history at `path`, which is of the current schema.

    `person` is the id of whoever sits here; the first person unless given.

    Raises:
        HistoryError: They do not fit, it was not said whose they are, or it cannot be written.
    """
    kept = gather_met(path, records)
    fitted = fit_people(kept, records, who, person)
    arriving = with_newcomers(fitted, kept, now)
    merged = merge(path, arriving, gives_way=fitted.gives_way, is_trial=is_trial)
    return TakenIn(merged=merged, others=fitted.others)
