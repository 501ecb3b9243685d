"""Hold what was done and felt, as it is kept in the history; nothing here is ever changed."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from operator import attrgetter
from uuid import UUID

from kneecoach.model.decision import Action
from kneecoach.model.dose import Dose, Side
from kneecoach.model.feedback import EMERGENCY_FLAGS, Flag, Knee
from kneecoach.model.function import FunctionScore
from kneecoach.model.screening import Screening
from kneecoach.model.session_said import KneeScores, PainStop
from kneecoach.model.units import PainScore, Percent
from kneecoach.values import dataclass

_OUTCOME = attrgetter("outcome")


class Outcome(StrEnum):
    """Name how a set ended."""

    DONE = "done"
    SKIPPED = "skipped"
    STOPPED = "stopped"


class Ending(StrEnum):
    """Name how a session ended.

    `OPEN` has not ended, or was cut off; `FINISHED` was closed with scores; `LOGGED` was done away
    from the computer; `ABANDONED` was cut off and closed without scores; `RESTED` was not
    started, because the pain before it asked for rest.
    """

    OPEN = "open"
    FINISHED = "finished"
    LOGGED = "logged"
    ABANDONED = "abandoned"
    RESTED = "rested"


class Choice(StrEnum):
    """Name what a person wants of the next dose, whatever the rules say."""

    HOLD = "hold"
    DOWN = "down"
    UP = "up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone whose history is kept; a household shares a laptop.

    Attributes:
        id: Stable identity.
        name: What the person is called; may be empty for the only one.
        sore_knee: Which knee is being looked after.
    """

    id: UUID
    name: str = ""
    sore_knee: Knee = Knee.BOTH


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneExercise:
    """What a session asked for of one exercise on one side, and how it felt.

    Attributes:
        position: Place in the session, counted from 0.
        exercise_id, side, level, dose: What was asked for; side is None where both legs share it.
        rule, action, reason: The decision as it was shown when the session began.
        during: Worst pain in this exercise, or None when only the session's worst was given.
        spare: Repetitions left in the tank in the last set, or None.
    """

    position: int
    exercise_id: str
    side: Side | None
    level: int
    dose: Dose
    rule: str = ""
    action: Action | None = None
    reason: str = ""
    during: PainScore | None = None
    spare: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneSet:
    """One set, as it ended.

    Attributes:
        id: Stable identity.
        position: The exercise's place in the session, counted from 0.
        exercise_id, side: Which exercise, and which leg (None where both share it).
        set_number: Counted from 1 within the exercise and side.
        outcome: How it ended.
        complete: Share of its work that was done, 0-100.
        ended_at: Moment it ended, UTC.
    """

    id: UUID
    position: int
    exercise_id: str
    side: Side | None
    set_number: int
    outcome: Outcome
    complete: Percent
    ended_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """What a person says at the end of a session.

    Attributes:
        during: Worst pain in the whole session.
        after: Pain at the end.
        effort: How hard it was, 0-10.
        sharp, throughout: The pain was very sharp; it hurt all the way through.
        flags: Signs seen during or after.
        note: The person's own words; may be empty.
    """

    during: PainScore | None = None
    after: PainScore | None = None
    effort: int | None = None
    sharp: bool = False
    throughout: bool = False
    flags: frozenset[Flag] = frozenset()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRecord:
    """One session with all that was asked for, done and felt.

    Attributes:
        id, person_id: Stable identities.
        programme_id: The programme it followed.
        started_at: Moment it began, aware UTC.
        day: The person's local day at that moment; what the rules count with.
        ended_at: Moment it was closed, or None while open.
        ending: How it ended.
        before: Pain just before.
        knee: Which knee the scores are about.
        scores: The scores at the end; all unknown until given.
        exercises: What was asked for, in order.
        sets: What was done, in the order it ended.
        paused_times: How often the person paused.
        new_onset: The pain before it was sudden and new.
        replaces: The record that this one corrects, or None.
        stops: What was said when sets were stopped because it hurt, in order.
        knees: What was said of each knee apart, left first; empty where only one score was asked
            for. `before` and `scores` then hold the worse of both.
    """

    id: UUID
    person_id: UUID
    programme_id: str
    started_at: datetime
    day: date
    before: PainScore
    ending: Ending = Ending.OPEN
    ended_at: datetime | None = None
    knee: Knee = Knee.BOTH
    scores: Scores = Scores()
    exercises: tuple[DoneExercise, ...] = ()
    sets: tuple[DoneSet, ...] = ()
    paused_times: int = 0
    new_onset: bool = False
    replaces: UUID | None = None
    stops: tuple[PainStop, ...] = ()
    knees: tuple[KneeScores, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a moment without a time zone."""
        if self.started_at.tzinfo is None:
            raise ValueError("a moment carries its time zone")

    @property
    def sets_done(self) -> int:
        """Return how many sets were done, whole or in part."""
        return len(self.sets) - self._ended(Outcome.SKIPPED)

    @property
    def sets_in_part(self) -> int:
        """Return how many of the sets that were done were stopped before their end."""
        return self._ended(Outcome.STOPPED)

    @property
    def sets_asked(self) -> int:
        """Return how many sets were asked for."""
        return sum(one.dose.sets for one in self.exercises)

    def _ended(self, outcome: Outcome) -> int:
        return [*map(_OUTCOME, self.sets)].count(outcome)

    def before_of(self, side: Side | None) -> PainScore:
        """Return the pain just before in one knee; in the worse one for both."""
        return next((one.before for one in self.knees if one.side is side), self.before)

    def after_of(self, side: Side | None) -> PainScore | None:
        """Return the pain at the end in one knee, or None; in the worse one for both."""
        return next((one.after for one in self.knees if one.side is side), self.scores.after)

    def during_of(self, side: Side | None) -> PainScore | None:
        """Return the worst pain during in one knee, or None; in the worse one for both."""
        return next((one.during for one in self.knees if one.side is side), self.scores.during)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """How the knee was on one morning.

    Attributes:
        day: The morning it is about, local.
        recorded_at: Moment it was written down, UTC; a later one for the same morning corrects it.
        pain: Pain that morning.
        stiff: The knee was stiff on waking.
        flags: Signs that stand that morning; an empty set says that none does.
        new_onset: The pain is sudden and new.
        walks_30_minutes: Walks half an hour without pain or limp; None when not asked.
        note: The person's own words.
    """

    id: UUID
    person_id: UUID
    day: date
    recorded_at: datetime
    pain: PainScore
    knee: Knee = Knee.BOTH
    stiff: bool = False
    flags: frozenset[Flag] = frozenset()
    new_onset: bool = False
    walks_30_minutes: bool | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearance:
    """Someone has been seen about the knee, and training may go on.

    It answers the sessions and signs reported before `day`; it never answers a sign of rule S1.

    Attributes:
        day: Local day from which it counts.
        recorded_at: Moment it was written down, UTC.
        note: Who was seen and what was said, in the person's words.
    """

    id: UUID
    person_id: UUID
    day: date
    recorded_at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overrule:
    """A person chose the next dose of an exercise; it holds for one session, from `day` on.

    A later one for the same exercise and side takes its place.

    Attributes:
        day: Local day from which it counts.
        recorded_at: Moment it was written down, UTC.
        exercise_id: Which exercise.
        side: Which leg; None for the exercise as a whole.
        choice: What is wanted.
        reason: Why, in the person's words; going up has one.
    """

    id: UUID
    person_id: UUID
    day: date
    recorded_at: datetime
    exercise_id: str
    side: Side | None
    choice: Choice
    reason: str = ""

    def __post_init__(self) -> None:
        """Refuse to go up without a reason, and a moment without a time zone."""
        if self.choice is Choice.UP and not self.reason.strip():
            raise ValueError("going up has a reason")
        if self.recorded_at.tzinfo is None:
            raise ValueError("a moment carries its time zone")


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A sign that is known and has been checked does not count for a while.

    Attributes:
        flag: The sign; never one of those that may need help at once.
        knee: Which knee it is known of.
        day: First local day on which it does not count.
        until: Last local day on which it does not count.
        recorded_at: Moment it was written down, UTC.
        note: Who checked it and what was said, in the person's words.
    """

    id: UUID
    person_id: UUID
    flag: Flag
    knee: Knee
    day: date
    until: date
    recorded_at: datetime
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse an emergency sign, an end before the start, and a moment without a time zone."""
        if self.flag in EMERGENCY_FLAGS:
            raise ValueError("a sign that may need help at once is never silenced")
        if self.until < self.day:
            raise ValueError("a silence does not end before it begins")
        if self.recorded_at.tzinfo is None:
            raise ValueError("a moment carries its time zone")


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Everything recorded about one person, oldest first."""

    sessions: tuple[SessionRecord, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()
    clearances: tuple[Clearance, ...] = ()
    overrules: tuple[Overrule, ...] = ()
    silences: tuple[Silence, ...] = ()
    screenings: tuple[Screening, ...] = ()
    function: tuple[FunctionScore, ...] = ()
