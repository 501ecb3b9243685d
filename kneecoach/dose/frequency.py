"""Let the days a week grow when nothing else in a programme can, and shrink after a step down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from kneecoach.dose.holds import CALM_SESSIONS, ONE_CHANGE_DAYS
from kneecoach.dose.journal import Journal
from kneecoach.dose.replay import Replayed, calm_days
from kneecoach.dose.verdict import DAYS_AFTER_STEP_DOWN
from kneecoach.model.decision import Action
from kneecoach.model.record import Ending

_WEEK: Final = timedelta(days=ONE_CHANGE_DAYS)
_MAY_GROW: Final = frozenset({"X1", "X4"})


class Frequency(NamedTuple):
    """The days a week of a programme.

    Attributes:
        days: As they stand.
        changed_on: Day on which they last changed, or None.
        grows: Today's decision is a day more; `days` has it already.
    """

    days: int
    changed_on: date | None = None
    grows: bool = False


def follow_frequency(
    replays: Sequence[Replayed],
    journal: Journal,
    programme_id: str,
    *,
    bounds: tuple[int, int],
    since: date | None,
    today: date,
) -> Frequency:
    """Return the days a week of a programme on a day, worked out from its history.

    Everything else goes first. A day more comes when every exercise stands at the top of its
    ladder, or of its limits, for a week, with three calm sessions in a row and a week since the
    last change; each day with a step down takes one off again.

    Args:
        replays: Where every exercise of the programme, or of its stage, stands on each side.
        journal: The history.
        programme_id: The programme.
        bounds: Fewest and most days a week.
        since: Day from which the history counts, such as the first of the stage; None for all.
        today: The day.

    Source: hinge-health-back-of-knee, triathlete-pt-post-run-pain, house-rule.
    """
    fewest, most = bounds
    frequency, calm = Frequency(days=fewest), 0
    if fewest >= most or not replays:
        return frequency
    was_calm = calm_days(replays)
    downs = {day for one in replays for day in one.fold.stepped_down_on}
    trained = [
        record.day
        for record in journal.sessions
        if record.programme_id == programme_id
        and record.ending is not Ending.ABANDONED
        and (since is None or record.day >= since)
    ]
    for day in trained:
        if day in downs:
            frequency, calm = Frequency(max(fewest, frequency.days - 1), day), 0
        elif frequency.days < most and _is_ready(replays, frequency, calm, downs, day):
            frequency, calm = Frequency(frequency.days + 1, day), 0
        calm = calm + 1 if was_calm.get(day, False) else 0
    if frequency.days >= most or not _is_ready(replays, frequency, calm, downs, today):
        return frequency
    if _extra_days(trained, today) > frequency.days or not all(map(_asks_for_more, replays)):
        return frequency
    return Frequency(frequency.days + 1, frequency.changed_on, grows=True)


def _is_ready(
    replays: Iterable[Replayed],
    frequency: Frequency,
    calm: int,
    downs: Iterable[date],
    day: date,
) -> bool:
    """Tell whether nothing else can grow on a day, and all has been calm and as it was."""
    changed = frequency.changed_on
    if calm < CALM_SESSIONS or (changed is not None and day - changed < _WEEK):
        return False
    if any(0 <= (day - down).days < DAYS_AFTER_STEP_DOWN for down in downs):
        return False
    return all(_is_at_top(one, day - _WEEK) for one in replays)


def _is_at_top(replayed: Replayed, day: date) -> bool:
    """Tell whether an exercise stood at its highest level on a day, and cannot grow otherwise."""
    frame, course = replayed.situation.frame, replayed.course
    if course.sets_taken or course.session_cap is not None:
        return False
    if frame.grows_at_top and (course.load or 0.0) < (frame.highest_load or 0.0):
        return False
    return replayed.fold.level_on(day) >= frame.top


def _asks_for_more(replayed: Replayed) -> bool:
    """Tell whether the rules would let an exercise go up today, if there were anything above."""
    verdict = replayed.verdict
    is_free = verdict.action in {Action.PROGRESS, Action.HOLD} and not replayed.is_resting
    return is_free and verdict.rule in _MAY_GROW and replayed.situation.choice is None


def _extra_days(trained: Iterable[date], today: date) -> int:
    """Return the days of the week before today on which the programme was done."""
    return len({day for day in trained if today - _WEEK <= day < today})
