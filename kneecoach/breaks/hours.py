"""Say when somebody works: days, hours, and the next moment at which that changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from kneecoach.values import dataclass

HOURS_A_DAY = 24
_LOOK_AHEAD_DAYS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkHours:
    """The days and hours in which breaks are asked for.

    Attributes:
        days: Weekdays, Monday is 0. A day that ends after midnight counts as the day it began.
        begins: Full hour of the local day, 0-23.
        ends: Full hour, 0-24; not after `begins` means on the next day.
    """

    days: frozenset[int] = frozenset(range(5))
    begins: int = 7
    ends: int = 20

    def __post_init__(self) -> None:
        """Refuse days and hours that no week has."""
        if not all(0 <= day <= 6 for day in self.days):
            raise ValueError("a weekday is a number from 0 to 6")
        if not (0 <= self.begins < HOURS_A_DAY and 0 <= self.ends <= HOURS_A_DAY):
            raise ValueError("working hours lie within a day")


USUAL_HOURS = WorkHours()


def is_working_time(hours: WorkHours, moment: datetime, zone: tzinfo | None) -> bool:
    """Say whether a moment lies within the working hours of a zone (None for the system's own)."""
    today = _local(moment, zone).date()
    stretches = (_stretch(hours, today + timedelta(days=each), zone) for each in (-1, 0))
    return any(begins <= moment < ends for begins, ends in stretches if begins < ends)


def next_change(hours: WorkHours, moment: datetime, zone: tzinfo | None) -> datetime | None:
    """Return the next moment at which work begins or ends, UTC; None when it never does."""
    is_working = is_working_time(hours, moment, zone)
    today = _local(moment, zone).date()
    edges = (one for one in _edges(hours, today, zone) if one > moment)
    return next((one for one in edges if is_working_time(hours, one, zone) != is_working), None)


def next_midnight(moment: datetime, zone: tzinfo | None) -> datetime:
    """Return the beginning of the next local day, UTC."""
    return _moment(_local(moment, zone).date() + timedelta(days=1), 0, zone)


def _edges(hours: WorkHours, today: date, zone: tzinfo | None) -> Iterator[datetime]:
    """Yield when work begins and ends, in order: no stretch reaches into the one after it."""
    if not hours.days:
        return
    for each in range(-1, _LOOK_AHEAD_DAYS):
        yield from _stretch(hours, today + timedelta(days=each), zone)


def _stretch(hours: WorkHours, day: date, zone: tzinfo | None) -> tuple[datetime, datetime]:
    """Return when the work of a day begins and ends; both are equal on a day off."""
    begins = _moment(day, hours.begins, zone)
    if day.weekday() not in hours.days:
        return begins, begins
    ends_on = day if hours.ends > hours.begins else day + timedelta(days=1)
    return begins, _moment(ends_on, hours.ends, zone)


def _moment(day: date, hour: int, zone: tzinfo | None) -> datetime:
    whole, hour = divmod(hour, HOURS_A_DAY)
    naive = datetime.combine(day + timedelta(days=whole), time(hour))
    local = naive.astimezone() if zone is None else naive.replace(tzinfo=zone)
    return local.astimezone(UTC)


def _local(moment: datetime, zone: tzinfo | None) -> datetime:
    return moment.astimezone(zone)
