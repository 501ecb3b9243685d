"""Write made-up histories for the pictures of the documentation: the same ones every time."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from datetime import time as moment_of_day
from pathlib import Path
from random import Random
from uuid import uuid4

from year import done_sets, session_done

from kneecoach.breaks.memo import BreakMemo, KeptSeat, write_memo
from kneecoach.breaks.state import Seat
from kneecoach.clock import Clock
from kneecoach.coach.asked import asked_for, ready_exercises
from kneecoach.coach.coach import Before, Coach
from kneecoach.coach.felt import with_scores
from kneecoach.coach.function import ToldScore
from kneecoach.coach.opening import LazyStore, open_coach, timeline_options
from kneecoach.coach.screening import KneeAnswer
from kneecoach.dose.profiles import ProfileName, profile_of
from kneecoach.dose.simulate import FIRST_DAY, SEED, SimulatedDay, simulate
from kneecoach.model.dose import Side
from kneecoach.model.feedback import Flag, Knee
from kneecoach.model.function import Measure
from kneecoach.model.record import (
    CheckIn,
    DoneExercise,
    DoneSet,
    Ending,
    Outcome,
    Scores,
    SessionRecord,
)
from kneecoach.model.screening import Occasion
from kneecoach.model.units import Percent, Seconds, pain_score
from kneecoach.paths import find_paths
from kneecoach.session.outline import outline
from kneecoach.session.timeline import build_timeline
from kneecoach.settings import Settings

PROGRAMME = "knee_starter"
DAY = date(2026, 2, 18)
"""The day of the pictures: a Wednesday, in the seventh week of the simulated people."""

WOKE, LATER, TRAINED = moment_of_day(7, 30), moment_of_day(7, 40), moment_of_day(18, 0)
DAYS_AGO = (21, 19, 16, 14, 12, 9, 7, 5, 2)
SORE = "single_leg_knee_dip"
"""The exercise that hurts a little more than the others, as one often does."""

TENDER = ("squat",)
SET_S = 75
MINUTES = 26
WEEKS = 12
ACTIVITIES: Mapping[str, tuple[float, ...]] = {
    "Going downstairs": (4, 5, 6, 7),
    "Squatting in the garden": (3, 3, 5, 6),
}
KNEE_PERCENT = (55, 60, 68, 74)
FORTNIGHT = 14


class ChosenClock:
    """Tell the moment that was chosen last; as `kneecoach.clock.Clock`."""

    def __init__(self) -> None:
        """Begin on the first day."""
        self.moment = datetime.combine(FIRST_DAY, WOKE, tzinfo=UTC)

    def at(self, day: date, moment: moment_of_day) -> None:
        """Choose a moment."""
        self.moment = datetime.combine(day, moment, tzinfo=UTC)

    def now(self) -> datetime:
        """Return the moment that was chosen."""
        return self.moment

    def today(self) -> date:
        """Return its day."""
        return self.moment.date()

    def monotonic(self) -> Seconds:
        """Return seconds from the first day."""
        return Seconds(self.moment.timestamp())


@contextmanager
def opened(home: Path) -> Iterator[tuple[Coach, ChosenClock, LazyStore]]:
    """Open the coach of a home on a day of one's choice."""
    paths = find_paths({"KNEECOACH_HOME": str(home)})
    clock = ChosenClock()
    store = LazyStore(paths.database, clock)
    try:
        yield open_coach(paths, _as_clock(clock), store).coach, clock, store
    finally:
        store.close()


def _as_clock(clock: ChosenClock) -> Clock:
    return clock


def write_month(home: Path) -> None:
    """Write a month in which most went well and one exercise was sore of late."""
    with opened(home) as (coach, clock, _):
        _begin(coach, clock, DAY - timedelta(days=DAYS_AGO[0]))
        for number, ago in enumerate(DAYS_AGO):
            is_sore = number >= len(DAYS_AGO) - 2
            _train(coach, clock, DAY - timedelta(days=ago), is_sore=is_sore)


def write_person(
    home: Path, name: ProfileName, until: date = DAY, *, is_asked: bool = False
) -> None:
    """Write what a simulated person of `kneecoach dose simulate` would have kept.

    Args:
        home: Where to.
        name: Which person.
        until: The last day, before its session.
        is_asked: The morning of the last day has still to be told.
    """
    with opened(home) as (coach, clock, _):
        squat = coach.catalogue.exercise("squat")
        if squat is None:
            raise LookupError("no pack has the squat")
        chance = Random(SEED)
        person = simulate(profile_of(name), squat, coach.catalogue, weeks=WEEKS, chance=chance)
        _begin(coach, clock, FIRST_DAY)
        for day in person.days:
            when = FIRST_DAY + timedelta(days=day.number)
            if when > until:
                break
            if when < until or not is_asked:
                _live(coach, clock, when, day, is_last=when == until)


def write_what_the_knee_can_do(home: Path) -> None:
    """Write activities of the person's own and the knee in percent, every two weeks."""
    with opened(home) as (coach, clock, _):
        for number, percent in enumerate(KNEE_PERCENT):
            day = DAY - timedelta(days=FORTNIGHT * (len(KNEE_PERCENT) - 1 - number))
            clock.at(day, TRAINED if day < DAY else WOKE)
            told = [
                ToldScore(measure=Measure.ACTIVITY, name=name, score=scores[number])
                for name, scores in ACTIVITIES.items()
            ]
            knee = ToldScore(measure=Measure.KNEE, side=Side.LEFT, score=percent)
            coach.keep_function((*told, knee))


def write_sign(home: Path) -> None:
    """Write that the knee is swollen this morning and woke the person at night."""
    with opened(home) as (coach, clock, _):
        clock.at(DAY, LATER)
        flags = frozenset({Flag.SWELLING, Flag.NIGHT_PAIN})
        coach.check_in(_morning(coach, clock, pain=4, flags=flags))


def write_open_session(home: Path, *, is_whole: bool) -> None:
    """Write a session of today that was cut off: in the sore exercise, or after the last set."""
    with opened(home) as (coach, clock, store):
        clock.at(DAY, TRAINED)
        plan = coach.plan_day(coach.programme(PROGRAMME), before=Before(pain=pain_score(1)))
        plan = replace(plan, exercises=ready_exercises(plan))
        segments = outline(build_timeline(plan, timeline_options(Settings())))
        stops_at = next(
            place
            for place, one in enumerate(segments)
            if one.exercise_id == SORE and one.key.set_number == 2
        )
        done = segments if is_whole else segments[:stops_at]
        began = clock.now() - timedelta(seconds=SET_S * len(done) + 20)
        record = replace(
            _record(coach, began, asked_for(plan)), ending=Ending.OPEN, ended_at=None, sets=()
        )
        store().start_session(record)
        for number, one in enumerate(done):
            hurt = is_whole and number == stops_at
            store().record_set(
                record.id,
                DoneSet(
                    id=uuid4(),
                    position=one.key.position,
                    exercise_id=one.exercise_id,
                    side=one.key.set_side,
                    set_number=one.key.set_number,
                    outcome=Outcome.STOPPED if hurt else Outcome.DONE,
                    complete=Percent(40 if hurt else 100),
                    ended_at=began + timedelta(seconds=SET_S * (number + 1)),
                ),
            )


def copied(home: Path, name: str) -> Path:
    """Copy a home, to write more into the copy."""
    other = home.with_name(name)
    shutil.copytree(home, other)
    return other


def _begin(coach: Coach, clock: ChosenClock, day: date) -> None:
    """Answer the safety questions, as everybody does before the first session."""
    clock.at(day, WOKE)
    coach.screen((KneeAnswer(side=Side.LEFT),), Occasion.FIRST, Knee.LEFT)


def _live(
    coach: Coach,
    clock: ChosenClock,
    when: date,
    day: SimulatedDay,
    *,
    is_last: bool,
) -> None:
    """Keep a simulated day: the morning, and a session with what it felt like."""
    clock.at(when, WOKE)
    if day.morning is not None:
        coach.check_in(_morning(coach, clock, pain=day.morning))
    if day.before is None or day.during is None or day.after is None or is_last:
        return
    clock.at(when, TRAINED)
    plan = coach.plan_day(coach.programme(PROGRAMME), before=Before(pain=day.before))
    felt = tuple(replace(one, during=day.during) for one in asked_for(plan))
    scores = Scores(during=day.during, after=day.after, effort=5)
    record = replace(_record(coach, clock.now(), felt), before=day.before)
    coach.log(with_scores(record, scores, ending=Ending.LOGGED))


def _morning(
    coach: Coach,
    clock: ChosenClock,
    *,
    pain: int,
    flags: frozenset[Flag] = frozenset(),
) -> CheckIn:
    return CheckIn(
        id=uuid4(),
        person_id=coach.person.id,
        day=clock.today(),
        recorded_at=clock.now(),
        pain=pain_score(pain),
        knee=Knee.LEFT,
        flags=flags,
    )


def _record(coach: Coach, began: datetime, exercises: tuple[DoneExercise, ...]) -> SessionRecord:
    return session_done(
        coach,
        PROGRAMME,
        began,
        lasts=timedelta(minutes=MINUTES),
        exercises=exercises,
        sets=done_sets(exercises, began, each=timedelta(seconds=20), exercise=timedelta(minutes=3)),
    )


def _train(coach: Coach, clock: ChosenClock, day: date, *, is_sore: bool) -> None:
    """Keep one session and its next morning."""
    clock.at(day, TRAINED)
    before = Before(pain=pain_score(1))
    exercises = asked_for(coach.plan_day(coach.programme(PROGRAMME), before=before))
    felt = tuple(
        replace(one, during=pain_score(_pain(one.exercise_id, is_sore=is_sore)))
        for one in exercises
    )
    worst = max((one.during or 0 for one in felt), default=0)
    scores = Scores(during=pain_score(worst), after=pain_score(1), effort=6)
    record = with_scores(_record(coach, clock.now(), felt), scores, ending=Ending.LOGGED)
    clock.at(day + timedelta(days=1), WOKE)
    coach.log(record, _morning(coach, clock, pain=1))


def _pain(exercise_id: str, *, is_sore: bool) -> int:
    if not is_sore:
        return 1
    return {SORE: 6, **dict.fromkeys(TENDER, 4)}.get(exercise_id, 1)


def write_sitting(home: Path, moment: datetime) -> None:
    """Write that the person has been at the desk for three quarters of an hour by then."""
    paths = find_paths({"KNEECOACH_HOME": str(home)})
    minute = 60.0
    seat = Seat(sat_since=Seconds(-44 * minute), due_at=Seconds(0.0))
    kept = KeptSeat(seat=seat, at=Seconds(0.0), moment=moment)
    write_memo(paths.break_memo, BreakMemo(told_of_tray=True, kept=kept))
