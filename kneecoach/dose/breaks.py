"""Follow a break from training: when it began, whether the knee has settled, when it ends."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from kneecoach.dose.bands import PainBand
from kneecoach.dose.diary import Diary
from kneecoach.dose.pauses import LINGERS_FROM, PAUSE_DAYS, lingers
from kneecoach.dose.signs import Signs
from kneecoach.dose.situation import TRAINING, Paused, TrainingState
from kneecoach.model.feedback import Today
from kneecoach.values import dataclass

_DAYS_OF_BEGINNING: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A break from one exercise.

    Attributes:
        began: The day on which its rule first held.
        after: Day of the session that it follows.
        usual: Pain before that session; the knee has settled when it is back there.
        unsettled_since: The day on which the first break began, where a session within it led to
            another; it may not take longer to be told to see someone because of that.
    """

    began: date
    after: date
    usual: int
    unsettled_since: date


def break_after(last: Signs, band: PainBand, running: Break | None) -> Break | None:
    """Return the break that a session leads to, or the one that is running already.

    Source: triathlete-pt-post-run-pain.
    """
    felt = last.felt
    if felt.throughout and band.is_impact:
        began = felt.day
    elif lingers(last):
        began = felt.day + timedelta(days=LINGERS_FROM)
    else:
        return running
    if running is not None and running.began >= began:
        return running
    if running is None:
        return Break(began=began, after=felt.day, usual=felt.before, unsettled_since=began)
    usual = min(running.usual, felt.before)
    since = running.unsettled_since
    return Break(began=began, after=felt.day, usual=usual, unsettled_since=since)


def state_on(running: Break, diary: Diary, today: Today, cleared_on: date | None) -> TrainingState:
    """Return the state on a day: paused from the second day after a break began.

    On the first, the rule that began it still says why.
    """
    if (today.day - running.began).days <= _DAYS_OF_BEGINNING:
        return TRAINING
    morning = diary.latest(running.after + timedelta(days=1), today.day)
    settled = None if morning is None else morning.pain <= running.usual
    if today.before is not None and today.before > running.usual:
        settled = False
    since = running.unsettled_since
    seen = cleared_on if cleared_on is not None and cleared_on >= since else None
    return Paused(
        days=(today.day - running.began).days,
        settled=settled,
        walks_30_minutes=_walks(running, diary, today.day),
        seen_days_ago=None if seen is None else (today.day - seen).days,
        unsettled_days=(today.day - running.unsettled_since).days,
    )


def _walks(running: Break, diary: Diary, day: date) -> bool | None:
    """Return the latest answer about walking since the session that led here, or None."""
    while day > running.after:
        morning = diary.mornings.get(day)
        if morning is not None and morning.walks_30_minutes is not None:
            return morning.walks_30_minutes
        day -= timedelta(days=1)
    return None


def went_unsettled(running: Break, diary: Diary, day: date, cleared_on: date | None) -> bool:
    """Tell whether the knee was not settled on some day after two weeks, and nobody was seen since.

    Source: msk-doctors-knee-after-running, triathlete-pt-post-run-pain.
    """
    since = running.unsettled_since
    start = since if cleared_on is None else max(since, cleared_on)
    due = start + timedelta(days=PAUSE_DAYS[1])
    if day < due:
        return False
    first = start if since < running.began else max(running.after + timedelta(days=1), start)
    known = diary.latest(first, due)
    if known is not None and known.pain > running.usual:
        return True
    later = due + timedelta(days=1)
    while later <= day:
        morning = diary.mornings.get(later)
        if morning is not None and morning.pain > running.usual:
            return True
        later += timedelta(days=1)
    return False
