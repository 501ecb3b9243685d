"""Lead a simulated person through weeks of training by the very functions that plan a day."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Final
from uuid import UUID

from kneecoach.dose.bands import PainBand, band_of
from kneecoach.dose.plan import plan
from kneecoach.dose.profiles import (
    FeltSession,
    Profile,
    SimulatedKnee,
    first_knee,
    overnight,
    pain_now,
    train,
)
from kneecoach.model.decision import Decision, Plan, Prescription, Standing
from kneecoach.model.exercise import Exercise
from kneecoach.model.feedback import ALL, Today
from kneecoach.model.programme import Catalogue, Programme, ProgrammeItem
from kneecoach.model.record import (
    CheckIn,
    Clearance,
    DoneExercise,
    DoneSet,
    Ending,
    History,
    Outcome,
    Scores,
    SessionRecord,
)
from kneecoach.model.units import PainScore
from kneecoach.values import dataclass, replace

FIRST_DAY: Final = date(2026, 1, 5)
"""The Monday on which every simulation begins; which one does not matter."""

SEED: Final = 7
DAYS_A_WEEK: Final = 3
_MOST_DAYS_A_WEEK: Final = 5
_WEEK: Final = 7
_PERSON: Final = UUID(int=1)
_MORNING, _EVENING = time(8, tzinfo=UTC), time(18, tzinfo=UTC)
_WAITS: Final = frozenset({Standing.STOPPED, Standing.PAUSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedDay:
    """One day of a simulated person.

    Attributes:
        number: The day, counted from 0.
        level: Level that the day's decision leads to.
        decision, standing: What was decided, and whether the exercise could be done.
        morning: Pain as it was written down that morning; None when it was not.
        before, during, after: Scores of that day's session, or None without one.
        was_seen: Someone was seen about the knee on this day.
    """

    number: int
    level: int
    decision: Decision
    standing: Standing
    morning: PainScore | None
    before: PainScore | None = None
    during: PainScore | None = None
    after: PainScore | None = None
    was_seen: bool = False

    @property
    def trained(self) -> bool:
        """Tell whether the day held a session."""
        return self.during is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulation:
    """What became of a simulated person.

    Attributes:
        profile, exercise: Who trained, and what.
        band: The pain that the exercise may bring.
        days: Every day, first to last.
        history: What was recorded, as for any person.
    """

    profile: Profile
    exercise: Exercise
    band: PainBand
    days: tuple[SimulatedDay, ...]
    history: History

    @property
    def levels(self) -> tuple[int, ...]:
        """Return the level that counts on each day: a decision moves it when a session is due."""
        levels: list[int] = []
        for day in self.days:
            is_new = not levels or day.before is not None
            levels.append(day.level if is_new else levels[-1])
        return tuple(levels)

    def morning_after(self, day: SimulatedDay) -> PainScore | None:
        """Return the score of the morning after a day, or None when it is not known."""
        later = self.days[day.number + 1 : day.number + 2]
        return later[0].morning if later else None


def simulate(
    profile: Profile, exercise: Exercise, catalogue: Catalogue, *, weeks: int, chance: Random
) -> Simulation:
    """Return what becomes of a simulated person who trains one exercise for some weeks.

    Every level comes from `plan`, asked each day with the history so far.
    """
    life = _Life(profile, programme_for(exercise), catalogue, chance)
    for number in range(weeks * _WEEK):
        life.live(number)
    return Simulation(
        profile=profile,
        exercise=exercise,
        band=band_of(exercise.kind),
        days=tuple(life.days),
        history=life.history,
    )


def programme_for(exercise: Exercise) -> Programme:
    """Return the programme that a simulated person follows: one exercise, three days a week."""
    return Programme(
        id="simulated",
        name="Simulated",
        why="To try the rules.",
        days_a_week=DAYS_A_WEEK,
        days_a_week_cap=_MOST_DAYS_A_WEEK,
        items=(ProgrammeItem(exercise_id=exercise.id),),
    )


class _Life:
    """Carry one simulated person from day to day; lives for one simulation only."""

    __slots__ = (
        "_catalogue",
        "_chance",
        "_knee",
        "_profile",
        "_stopped_on",
        "_whole",
        "days",
        "history",
    )

    def __init__(
        self, profile: Profile, whole: Programme, catalogue: Catalogue, chance: Random
    ) -> None:
        """Begin before the first day."""
        self._profile, self._whole, self._catalogue = profile, whole, catalogue
        self._chance = chance
        self._knee: SimulatedKnee = first_knee(profile)
        self._stopped_on: int | None = None
        self.days: list[SimulatedDay] = []
        self.history = History()

    def live(self, number: int) -> None:
        """Live one day: wake, ask what is due, train or wait."""
        trained = bool(self.days) and self.days[-1].trained
        self._knee = overnight(self._profile, self._knee, number, trained=trained)
        morning = self._wake(number)
        was_seen = self._is_seen(number)
        if was_seen:
            self._keep_clearance(number)
        planned = self._plan(number, None)
        shown = _first(planned)
        day = SimulatedDay(
            number=number,
            level=shown.level,
            decision=shown.decision,
            standing=shown.standing,
            morning=morning,
            was_seen=was_seen,
        )
        if self._wants_to_train(planned, shown):
            day = self._begin(day)
        self._note_stop(day)
        self.days.append(day)

    def _wake(self, number: int) -> PainScore | None:
        """Return the morning's score when it is written down; the evening's is another chance."""
        pain = pain_now(self._knee, self._chance)
        remembers = self._chance.randrange(ALL) < self._profile.remembers_percent
        if not remembers:
            return None
        check_in = CheckIn(
            id=UUID(int=2_000_000 + number),
            person_id=_PERSON,
            day=_day(number),
            recorded_at=datetime.combine(_day(number), _MORNING),
            pain=pain,
            walks_30_minutes=pain <= self._profile.usual + 1,
        )
        self.history = replace(self.history, check_ins=(*self.history.check_ins, check_in))
        return pain

    def _is_seen(self, number: int) -> bool:
        stopped_on = self._stopped_on
        return stopped_on is not None and number - stopped_on >= self._profile.seen_after_days

    def _keep_clearance(self, number: int) -> None:
        clearance = Clearance(
            id=UUID(int=3_000_000 + number),
            person_id=_PERSON,
            day=_day(number),
            recorded_at=datetime.combine(_day(number), _MORNING) + timedelta(hours=1),
        )
        self._stopped_on = None
        self.history = replace(self.history, clearances=(*self.history.clearances, clearance))

    def _note_stop(self, day: SimulatedDay) -> None:
        if day.standing is not Standing.STOPPED:
            self._stopped_on = None
        elif self._stopped_on is None:
            self._stopped_on = day.number

    def _plan(self, number: int, before: PainScore | None) -> Plan:
        today = Today(day=_day(number), before=before)
        return plan(self._whole, self._catalogue, self.history, today)

    def _wants_to_train(self, planned: Plan, shown: Prescription) -> bool:
        if self._profile.trains_daily:
            return shown.standing not in _WAITS
        return planned.is_due and shown.standing is Standing.READY

    def _begin(self, day: SimulatedDay) -> SimulatedDay:
        """Return the day with its session, or with the rest that the pain before it asked for."""
        before = pain_now(self._knee, self._chance)
        planned = self._plan(day.number, before)
        shown = _first(planned)
        day = replace(
            day,
            before=before,
            level=shown.level,
            decision=shown.decision,
            standing=shown.standing,
        )
        if shown.standing in _WAITS or (
            shown.standing is Standing.RESTING and not self._profile.trains_daily
        ):
            self._keep(day.number, before, planned, None)
            return day
        felt = train(self._profile, self._knee, shown.level, before, self._chance)
        self._knee = felt.knee
        self._keep(day.number, before, planned, felt)
        return replace(day, during=felt.during, after=felt.after)

    def _keep(
        self, number: int, before: PainScore, planned: Plan, felt: FeltSession | None
    ) -> None:
        """Write a session down, or that there was none."""
        started = datetime.combine(_day(number), _EVENING)
        exercises = tuple(
            _asked(one, planned.exercises[0].exercise.id, felt)
            for one in planned.exercises[0].prescriptions
        )
        record = SessionRecord(
            id=UUID(int=1_000_000 + number),
            person_id=_PERSON,
            programme_id=planned.programme.id,
            started_at=started,
            day=_day(number),
            before=before,
            ended_at=started + timedelta(minutes=30),
            ending=Ending.RESTED if felt is None else Ending.FINISHED,
            exercises=exercises,
        )
        if felt is not None:
            scores = Scores(during=felt.during, after=felt.after, effort=felt.effort)
            sets = tuple(one for each in exercises for one in _sets(each, number, started))
            record = replace(record, scores=scores, sets=sets)
        self.history = replace(self.history, sessions=(*self.history.sessions, record))


def _asked(shown: Prescription, exercise_id: str, felt: FeltSession | None) -> DoneExercise:
    return DoneExercise(
        position=0,
        exercise_id=exercise_id,
        side=shown.side,
        level=shown.level,
        dose=shown.dose,
        rule=shown.decision.rule,
        action=shown.decision.action,
        reason=shown.decision.reason,
        spare=None if felt is None else felt.spare,
    )


def _sets(asked: DoneExercise, number: int, started: datetime) -> list[DoneSet]:
    first = 4_000_000 + number * 1000 + 100 * (asked.side is not None and asked.side == "right")
    return [
        DoneSet(
            id=UUID(int=first + count),
            position=asked.position,
            exercise_id=asked.exercise_id,
            side=asked.side,
            set_number=count,
            outcome=Outcome.DONE,
            complete=ALL,
            ended_at=started + timedelta(minutes=count),
        )
        for count in range(1, asked.dose.sets + 1)
    ]


def _first(planned: Plan) -> Prescription:
    """Return the prescription that is followed; both legs of a simulated person are alike."""
    return planned.exercises[0].prescriptions[0]


def _day(number: int) -> date:
    return FIRST_DAY + timedelta(days=number)
