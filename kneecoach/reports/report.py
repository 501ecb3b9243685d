"""Hold what a patient reports back: what was done, how it felt, and what followed from it."""

from __future__ import annotations

from datetime import date

from kneecoach.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedExercise:
    """One exercise of one session, on one side.

    Attributes:
        exercise: Its id.
        name: What it is called.
        side: "left", "right", or empty where both legs share it.
        level: The level that was asked for.
        dose: The dose that was asked for, in words.
        action: What had been decided, such as "progress"; empty when that is not known.
        rule: The rule that decided; may be empty.
        reason: Why, in a sentence; may be empty.
        during: Worst pain in it, 0-10; None when only the session's was given.
        complete: Share of it that was done, in percent.
    """

    exercise: str
    name: str
    side: str = ""
    level: int
    dose: str
    action: str = ""
    rule: str = ""
    reason: str = ""
    during: int | None = None
    complete: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedSession:
    """One session.

    Attributes:
        id: Stable id; the same in every report.
        day: The patient's local day.
        programme: Name of the programme.
        ending: How it ended, such as "finished" or "rested".
        before, during, after: Pain, 0-10; None when not known.
        effort: How hard it was, 0-10; None when not known.
        complete: Share of the whole that was done, in percent.
        flags: Signs that were reported.
        sharp: The pain was very sharp.
        note: The patient's own words, if they were to be sent.
        exercises: What was asked for, in order.
    """

    id: str
    day: date
    programme: str
    ending: str
    before: int | None = None
    during: int | None = None
    after: int | None = None
    effort: int | None = None
    complete: int = 100
    flags: tuple[str, ...] = ()
    sharp: bool = False
    note: str = ""
    exercises: tuple[ReportedExercise, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedMorning:
    """How the knee was on one morning: pain 0-10, stiffness, signs, and a note if sent."""

    day: date
    pain: int
    stiff: bool = False
    flags: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedScore:
    """One score of what the knee can do.

    Attributes:
        day: The patient's local day.
        measure: "activity", "knee", "sit_to_stand", "single_leg_squat" or "questionnaire".
        name: Which questionnaire; an activity only where the patient's own words are sent.
        side: "left", "right", or empty.
        score: How much.
        highest: The best there is; 0 for what is counted.
    """

    day: date
    measure: str
    name: str = ""
    side: str = ""
    score: float
    highest: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedChoice:
    """A dose that the patient chose against the rules: what, on which leg, and why."""

    day: date
    exercise: str
    side: str = ""
    choice: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedStanding:
    """Where one exercise stands on the day of the report.

    Attributes:
        exercise, name, side: Which exercise, and which leg.
        level, levels: The level it is at, and how many there are.
        dose: The dose, in words.
        standing: "ready", "resting", "paused" or "stopped".
        action, rule, reason: What was decided, and why.
    """

    exercise: str
    name: str
    side: str = ""
    level: int
    levels: int
    dose: str
    standing: str
    action: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a patient reports back about a span of days.

    Attributes:
        patient: A code that stands for the patient; the same in every report, and no name.
        made: Day on which it was made.
        since, until: First and last day that it is about.
        pack, pack_version: Id and version of the pack it answers; empty for the built-in one.
        programme: Name of the programme in use.
        planned: Sessions that the programme asked for in these days.
        urgency: How soon the knee should be looked at, such as "soon"; empty when it need not be.
        sessions, mornings, choices, standings: What it is about, oldest first.
        function: What the knee could do, oldest first; the last word of each day.
        seen: Days on which the knee was said to have been looked at.
    """

    patient: str
    made: date
    since: date
    until: date
    pack: str = ""
    pack_version: str = ""
    programme: str
    planned: int
    urgency: str = ""
    sessions: tuple[ReportedSession, ...] = ()
    mornings: tuple[ReportedMorning, ...] = ()
    function: tuple[ReportedScore, ...] = ()
    choices: tuple[ReportedChoice, ...] = ()
    standings: tuple[ReportedStanding, ...] = ()
    seen: tuple[date, ...] = ()

    @property
    def done(self) -> tuple[ReportedSession, ...]:
        """Return the sessions that were done, in full or in part."""
        return tuple(one for one in self.sessions if one.ending in DONE)

    @property
    def flags(self) -> tuple[tuple[date, str], ...]:
        """Return each sign with the day on which it was reported, the newest first."""
        said = {(one.day, flag) for one in self.sessions for flag in one.flags}
        said |= {(one.day, flag) for one in self.mornings for flag in one.flags}
        return tuple(sorted(said, reverse=True))


TRIED = "tried"
"""Ending of one set that was done to try an exercise; it is no session of the programme."""

DONE = frozenset({"finished", "logged", "abandoned"})
"""Endings of sessions in which something was done."""
