"""Carry what Today shows in words that are ready to be read, so that showing it needs no rules."""

from __future__ import annotations

from kneecoach.ui.widgets.exercise_row import RowValues
from kneecoach.ui.widgets.week_strip import WeekDay
from kneecoach.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionShown:
    """The exercises of the day.

    Attributes:
        programme, week, stage: The programme, which session of the week it is, and which stage;
            the last may be empty.
        start: What the button that starts says; empty when nothing may be done.
        is_likeliest: Whether starting is the most likely thing to do.
        rows: What is said of each exercise.
        reasons: Why, where it is the same for several of them, each said once.
    """

    programme: str
    week: str
    stage: str
    start: str
    is_likeliest: bool
    rows: tuple[RowValues, ...]
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KneeShown:
    """One knee that is asked about on a morning, and what was said of it.

    Attributes:
        knee: Which knee, a value of `Knee`.
        title: What it is called.
        pain: What was said, or None.
        signs: The signs that were said to stand, values of `Flag`.
        stiff, new_onset: What was said.
    """

    knee: str
    title: str
    pain: int | None = None
    signs: tuple[str, ...] = ()
    stiff: bool = False
    new_onset: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MorningShown:
    """The morning that is asked about, and what was said of it.

    Attributes:
        morning: The morning, as `date.isoformat` has it.
        question: How the knee was.
        after: What the morning followed, such as "After Wednesday's session"; may be empty.
        asks_walking: Whether walking is asked about.
        knees: The knees that are asked about, each for itself.
        saved: That something was said, and what; empty when nothing was.
        walks_30_minutes: What was said of walking; None for nothing.
        note: The person's own words.
    """

    morning: str
    question: str
    after: str
    asks_walking: bool
    knees: tuple[KneeShown, ...]
    saved: str = ""
    walks_30_minutes: bool | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CareShown:
    """A knee that should be looked at.

    Attributes:
        reasons: What was reported.
        urgency: How soon to be seen and by whom.
        is_emergency: Whether that is today, so that a note does not clear it.
    """

    reasons: tuple[str, ...]
    urgency: str
    is_emergency: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeShown:
    """A session that was cut off.

    Attributes:
        session_id: Which one, as text.
        sentence: What of it is done.
    """

    session_id: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonShown:
    """Why the dose of some exercises is as it is.

    Attributes:
        rule: Id of the rule that decided.
        exercises: Names of the exercises it decided about.
        sentence: The reason; empty when another card tells it.
        first: Name of the first of those exercises.
    """

    rule: str
    exercises: str
    sentence: str
    first: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayShown:
    """Everything that Today shows.

    Attributes:
        day: The local day, as `date.isoformat` has it.
        heading, subtitle: The title and the line under it.
        session: The exercises of the day, or None when no programme is chosen.
        morning: The morning that is asked about, or None.
        care: A knee that should be looked at, or None.
        pause: Why training stands still, or None when it does not.
        resume: A session that was cut off, or None.
        problems: A sentence for each file of a pack that was left out.
        missing: Ids of exercises that the programme names and no pack has.
        week: The days of the week.
        reasons: Why doses changed.
        silences: Signs that were checked and do not count today.
        asks_function: It is time to ask what the knee can do.
    """

    day: str
    heading: str
    subtitle: str = ""
    session: SessionShown | None = None
    morning: MorningShown | None = None
    care: CareShown | None = None
    pause: tuple[str, ...] | None = None
    resume: ResumeShown | None = None
    problems: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    week: tuple[WeekDay, ...] = ()
    reasons: tuple[ReasonShown, ...] = ()
    silences: tuple[str, ...] = ()
    asks_function: bool = False
