"""Carry what Today shows and what a person says on it, as plain values."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from kneecoach.model.decision import Plan
from kneecoach.model.feedback import Flag, Knee
from kneecoach.model.record import CheckIn, Person, Silence
from kneecoach.model.units import PainScore
from kneecoach.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DayView:
    """One day of the week.

    Attributes:
        day: The day.
        is_done: A session was done on it.
        is_planned: A session falls on it.
    """

    day: date
    is_done: bool = False
    is_planned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeView:
    """A session that was cut off.

    Attributes:
        session_id: Which one.
        day: The day it began.
        sets_done: Sets that ended.
        sets: Sets it asked for.
    """

    session_id: UUID
    day: date
    sets_done: int
    sets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayView:
    """Everything that Today shows.

    Attributes:
        day: The local day.
        plan: What the programme asks for, or None when no programme is chosen.
        person: Whose day it is.
        minutes: How long the session takes; 0 when that is not known.
        week: The days of this week, Monday first.
        words: What was said of the morning that is asked about; empty when nothing was yet.
        knees: The knees that are asked about, each for itself.
        has_morning_come: It is late enough to ask about this morning.
        resume: A session that was cut off, or None.
        silences: Signs that were checked and do not count today.
        problems: A sentence for each file of a pack that was left out.
        asks_function: It is time to ask what the knee can do.
    """

    day: date
    plan: Plan | None = None
    person: Person | None = None
    minutes: int = 0
    week: tuple[DayView, ...] = ()
    words: tuple[CheckIn, ...] = ()
    knees: tuple[Knee, ...] = (Knee.BOTH,)
    has_morning_come: bool = True
    resume: ResumeView | None = None
    silences: tuple[Silence, ...] = ()
    problems: tuple[str, ...] = ()
    asks_function: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInAnswer:
    """How a person says a knee was on a morning.

    Attributes:
        day: The morning it is about.
        pain: Pain that morning.
        knee: Which knee it is about; both for one answer about the knee that is looked after.
        stiff: The knee was stiff on waking.
        flags: Signs that stood that morning; an empty set says that none did.
        new_onset: The pain is sudden and new.
        walks_30_minutes: Walks half an hour without pain or limp; None when not answered.
        note: The person's own words.
    """

    day: date
    pain: PainScore
    knee: Knee = Knee.BOTH
    stiff: bool = False
    flags: frozenset[Flag] = frozenset()
    new_onset: bool = False
    walks_30_minutes: bool | None = None
    note: str = ""
