"""Keep sessions and mornings that are told on the command line."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import uuid4

import click

from kneecoach.cli.desk import CommandDesk, opened, read_flags
from kneecoach.cli.screening import remind_of_screening
from kneecoach.coach.asked import asked_for
from kneecoach.coach.coach import Before
from kneecoach.coach.done import done_as_asked
from kneecoach.coach.felt import Felt, with_scores
from kneecoach.model.decision import Plan, Standing
from kneecoach.model.errors import KneecoachError
from kneecoach.model.feedback import Knee
from kneecoach.model.record import (
    CheckIn,
    Ending,
    Scores,
    SessionRecord,
)
from kneecoach.model.screening import Occasion
from kneecoach.model.units import Percent, pain_score
from kneecoach.values import dataclass

MIDDAY = time(12, 0)
"""When a session that is told later is taken to have been; only its day counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is told of a session; the fields are the command's options."""

    before: int
    during: int
    after: int
    morning: int | None
    effort: int
    complete: int
    flags: tuple[str, ...]
    sharp: bool
    throughout: bool
    spare: int | None
    note: str


def log_session(programme_id: str, day: date, told: Told) -> int:
    """Keep a session done away from the computer, at the dose that was planned for its day."""
    flags = read_flags(told.flags)
    with opened() as desk:
        today = desk.clock.today()
        if day > today:
            raise KneecoachError(f"{day} is still to come.", "Log a session on or after its day.")
        if told.morning is not None and day + timedelta(days=1) > today:
            raise KneecoachError(
                "The morning after that session is still to come.",
                "Leave --morning out, and tell it tomorrow with kneecoach check-in.",
            )
        programme = desk.coach.programme(programme_id)
        before = Before(pain=pain_score(told.before))
        plan = desk.coach.plan_day(programme, day, before)
        record = _record(desk, plan, told)
        scores = Scores(
            during=pain_score(told.during),
            after=pain_score(told.after),
            effort=told.effort,
            sharp=told.sharp,
            throughout=told.throughout,
            flags=flags,
            note=told.note,
        )
        felt = [
            Felt(position=one.position, side=one.side, spare=told.spare) for one in record.exercises
        ]
        record = with_scores(record, scores, felt, ending=Ending.LOGGED)
        desk.coach.log(record, _morning(desk, day, told))
        _warn_about_rest(plan)
        click.echo(f"Kept: {programme.name} on {day}.")
    return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldMorning:
    """What is told of a morning; the fields are the command's options."""

    pain: int
    knee: str | None
    stiff: bool
    flags: tuple[str, ...]
    new_onset: bool
    walks: bool | None
    note: str


def keep_check_in(day: date | None, told: ToldMorning) -> int:
    """Keep how a knee is on a morning."""
    signs = read_flags(told.flags)
    with opened() as desk:
        morning = day or desk.clock.today()
        desk.coach.check_in(
            CheckIn(
                id=uuid4(),
                person_id=desk.coach.person.id,
                day=morning,
                recorded_at=desk.clock.now(),
                pain=pain_score(told.pain),
                knee=Knee(told.knee) if told.knee else desk.coach.person.sore_knee,
                stiff=told.stiff,
                flags=signs,
                new_onset=told.new_onset,
                walks_30_minutes=told.walks,
                note=told.note,
            )
        )
        click.echo(f"Kept: pain {told.pain} on the morning of {morning}.")
        if desk.coach.screening_due() is Occasion.SIGN:
            remind_of_screening(desk)
    return 0


def keep_seen(note: str) -> int:
    """Keep that someone has been seen about the knee."""
    with opened() as desk:
        desk.coach.has_been_seen(note)
        click.echo("Kept. The plan goes on from there.")
    return 0


def _record(desk: CommandDesk, plan: Plan, told: Told) -> SessionRecord:
    """Return the session as the plan of its day asked for it, done to the share that is told."""
    today = desk.clock.today()
    if plan.day == today:
        moment = desk.clock.now()
    else:
        zone = desk.clock.now().astimezone().tzinfo
        moment = datetime.combine(plan.day, MIDDAY, tzinfo=zone).astimezone(desk.clock.now().tzinfo)
    exercises = asked_for(plan, with_all=True)
    if not exercises:
        raise KneecoachError("None of this programme's exercises is in a pack.")
    return SessionRecord(
        id=uuid4(),
        person_id=desk.coach.person.id,
        programme_id=plan.programme.id,
        started_at=moment,
        ended_at=moment,
        day=plan.day,
        before=pain_score(told.before),
        ending=Ending.LOGGED,
        knee=desk.coach.person.sore_knee,
        exercises=exercises,
        sets=done_as_asked(exercises, moment, complete=Percent(told.complete)),
    )


def _morning(desk: CommandDesk, day: date, told: Told) -> CheckIn | None:
    if told.morning is None:
        return None
    return CheckIn(
        id=uuid4(),
        person_id=desk.coach.person.id,
        day=day + timedelta(days=1),
        recorded_at=desk.clock.now(),
        pain=pain_score(told.morning),
        knee=desk.coach.person.sore_knee,
    )


def _warn_about_rest(plan: Plan) -> None:
    resting = [
        planned.exercise.name
        for planned in plan.exercises
        if any(one.standing is not Standing.READY for one in planned.prescriptions)
    ]
    if resting:
        click.echo(f"The plan for that day asked for rest from: {', '.join(resting)}.", err=True)
