"""Turn the settings into what the break timer and the choice of a routine need."""

from __future__ import annotations

from kneecoach.breaks.hours import WorkHours
from kneecoach.breaks.options import MINUTE, BreakOptions
from kneecoach.model.units import Seconds
from kneecoach.settings import Settings, Weekday

_DAYS = {day.value: number for number, day in enumerate(Weekday)}


def options_of(settings: Settings) -> BreakOptions:
    """Return when breaks are asked for."""
    return BreakOptions(
        interval=Seconds(float(settings.break_minutes * MINUTE)),
        notice=Seconds(float(settings.break_notice_seconds)),
        wait=Seconds(float(settings.break_wait_minutes * MINUTE)),
        most_postponed=settings.break_most_later,
        hours=WorkHours(
            days=frozenset(_DAYS[day] for day in settings.break_days),
            begins=settings.break_from_hour,
            ends=settings.break_to_hour,
        ),
    )
