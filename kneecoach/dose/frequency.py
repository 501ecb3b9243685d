"""Let the days a week grow when nothing else in a programme can, and shrink after a step down."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from kneecoach.dose.fold import Fold
from kneecoach.dose.holds import CALM_SESSIONS, ONE_CHANGE_DAYS
from kneecoach.dose.journal import Journal
from kneecoach.dose.replay import Replayed, calm_days
from kneecoach.dose.verdict import DAYS_AFTER_STEP_DOWN, gives_way
from kneecoach.model.record import Ending

_DAY: Final = timedelta(days=1)
_WEEK: Final = timedelta(days=ONE_CHANGE_DAYS)
_STAY: Final = timedelta(days=DAYS_AFTER_STEP_DOWN)


class Frequency(NamedTuple):
    """The days a week of a programme.

    Attributes:
        days: As they stand.
        changed_on: Day on which they last changed, or None.
        calm: Calm sessions in a row since then.
        grows: Today's decision is a day more; `days` has it already.
        grown: The days on which one more was added, and how many they were from then on.
    """

    days: int
    changed_on: date | None = None
    calm: int = 0
    grows: bool = False
    grown: tuple[tuple[date, int], ...] = ()


class Known(NamedTuple):
    """The days a week as they stood before a day, to go on from."""

    frequency: Frequency
    until: date


class Told(NamedTuple):
    """What the days a week of a programme are worked out from.

    Attributes:
        folds: Where every exercise of the programme, or of its stage, stands on each side.
        journal: The history.
        programme_id: The programme.
        bounds: Fewest and most days a week.
    """

    folds: Sequence[Fold]
    journal: Journal
    programme_id: str
    bounds: tuple[int, int]


def follow_frequency(
    told: Told, replays: Sequence[Replayed], known: Known | None, today: date
) -> Frequency:
    """Return the days a week of a programme on a day, worked out from its history.

    Everything else goes first. A day more comes when every exercise stands at the top of its
    ladder, or of its limits, for a week, with three calm sessions in a row and a week since the
    last change; each day with a step down takes one off again.

    Args:
        told: What it is worked out from.
        replays: What is decided today.
        known: What was worked out before, such as at the beginning of a stage; None for nothing.
        today: The day.

    Source: hinge-health-back-of-knee, triathlete-pt-post-run-pain, house-rule.
    """
    fewest, most = told.bounds
    if fewest >= most or not replays or not all(fold.reached.ever_had_all for fold in told.folds):
        return Frequency(days=fewest)
    frequency = go_through(told, known, today + _DAY).frequency
    if frequency.days >= most or not _is_ready(told.folds, frequency, _downs(told.folds), today):
        return frequency
    if _is_done_too_often(told, frequency, today) or not all(map(_asks_for_more, replays)):
        return frequency
    return frequency._replace(days=frequency.days + 1, grows=True)


def go_through(told: Told, known: Known | None, until: date) -> Known:
    """Return the days a week after all sessions before a day.

    A session adds a day only where the rules would have, had it been asked for that day's plan.

    Source: hinge-health-back-of-knee, triathlete-pt-post-run-pain, house-rule.
    """
    fewest, most = told.bounds
    frequency, since = known or Known(Frequency(days=fewest), date.min)
    downs, calm = _downs(told.folds), calm_days(told.folds, since)
    down_on, before = frozenset(downs), None
    for place, day in _trained(told, since, until):
        if day in down_on:
            frequency = Frequency(max(fewest, frequency.days - 1), day, grown=frequency.grown)
        elif (
            frequency.days < most
            and day != before
            and _is_ready(told.folds, frequency, downs, day)
            and not _is_done_too_often(told, frequency, day)
            and all(fold.gave_way(place) for fold in told.folds)
        ):
            more = frequency.days + 1
            frequency = Frequency(more, day, grown=(*frequency.grown, (day, more)))
        before = day
        in_a_row = frequency.calm + 1 if day in calm else 0
        if in_a_row != frequency.calm:
            frequency = frequency._replace(calm=in_a_row)
    return Known(frequency, until)


def _downs(folds: Iterable[Fold]) -> Sequence[date]:
    """Return all days with a step down, oldest first."""
    return sorted({day for fold in folds for day in fold.stepped_down_on})


def _is_done_too_often(told: Told, frequency: Frequency, day: date) -> bool:
    """Tell whether the programme was done on more days of the last week than it asks for."""
    trained = {on for _, on in _trained(told, day - _WEEK, day)}
    return len(trained) > frequency.days


def _trained(told: Told, since: date, until: date) -> Sequence[tuple[int, date]]:
    """Return place and day of the programme's sessions from a day on and before another."""
    journal = told.journal
    first, last = (bisect_left(journal.keys, (day,)) for day in (since, until))
    return [
        (place, record.day)
        for place, record in enumerate(journal.sessions[first:last], start=first)
        if record.programme_id == told.programme_id and record.ending is not Ending.ABANDONED
    ]


def _is_ready(
    folds: Iterable[Fold], frequency: Frequency, downs: Sequence[date], day: date
) -> bool:
    """Tell whether nothing else can grow on a day, and all has been calm and as it was."""
    changed = frequency.changed_on
    if frequency.calm < CALM_SESSIONS or (changed is not None and day - changed < _WEEK):
        return False
    place = bisect_right(downs, day)
    if place and day - downs[place - 1] < _STAY:
        return False
    return all(fold.reached.had_all_on(day - _WEEK) for fold in folds)


def _asks_for_more(replayed: Replayed) -> bool:
    """Tell whether the rules would let an exercise go up today, if there were anything above."""
    is_free = not replayed.is_resting and replayed.situation.choice is None
    return is_free and gives_way(replayed.verdict)
