"""Carry what Progress shows, as plain values."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from kneecoach.coach.function import Course
from kneecoach.coach.progress import Progress
from kneecoach.model.record import SessionRecord
from kneecoach.values import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderView:
    """Where an exercise stands.

    Attributes:
        name: The exercise, with its side.
        level, levels: The level of today, and how many there are.
        change: How many levels it went up, or down where negative, in the span.
    """

    name: str
    level: int
    levels: int
    change: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressView:
    """Everything that Progress shows.

    Attributes:
        progress: The span that was asked for.
        names: What to call each exercise, by its id.
        exercises: Key and name of each exercise and side that can be looked at.
        active: Sets done on each day of the calendar.
        calendar_first: The Monday that the calendar begins with.
        today: The local day.
        ladders: Where each exercise of the programme stands.
        earlier: What corrected sessions said before, by the id of the one that stands.
        function: How what the knee can do went in the span.
    """

    progress: Progress
    names: dict[str, str]
    exercises: tuple[tuple[str, str], ...]
    active: dict[date, int]
    calendar_first: date
    today: date
    ladders: tuple[LadderView, ...]
    function: tuple[Course, ...] = ()
    earlier: dict[UUID, tuple[SessionRecord, ...]] = field(default_factory=dict)
