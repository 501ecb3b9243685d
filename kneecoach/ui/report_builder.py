"""Make the report to a physio from what the coach knows."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from uuid import UUID

from kneecoach.coach.coach import Coach
from kneecoach.coach.function import find_courses
from kneecoach.model.decision import Plan
from kneecoach.model.errors import KneecoachError
from kneecoach.model.function import Measure
from kneecoach.model.programme import Pack, Programme
from kneecoach.model.record import CheckIn, DoneExercise, Ending, History, SessionRecord
from kneecoach.model.trying import is_try
from kneecoach.reports.report import (
    TRIED,
    Report,
    ReportedChoice,
    ReportedExercise,
    ReportedMorning,
    ReportedScore,
    ReportedSession,
    ReportedStanding,
)
from kneecoach.ui.words.doses import dose_words
from kneecoach.values import dataclass

DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportChoice:
    """What goes into a report.

    Attributes:
        weeks: How many weeks back it goes.
        pack: The pack it answers; None for all that was done.
        with_notes: Whether the person's own words are sent.
    """

    weeks: int
    pack: Pack | None = None
    with_notes: bool = False


def build_report(coach: Coach, programme: Programme, choice: ReportChoice, today: date) -> Report:
    """Return what is reported on a day."""
    since = today - timedelta(days=choice.weeks * DAYS_A_WEEK - 1)
    history = coach.history
    replaced = {one.replaces for one in history.sessions}
    sessions = [
        one
        for one in history.sessions
        if since <= one.day <= today
        and one.id not in replaced
        and _belongs(one, coach, choice.pack)
    ]
    plan = coach.plan_day(programme, today)
    return Report(
        patient=code_of(coach.person.id),
        made=today,
        since=since,
        until=today,
        pack=choice.pack.id if choice.pack else "",
        pack_version=choice.pack.version if choice.pack else "",
        programme=programme.name,
        planned=_planned(programme, sessions, since, today),
        urgency=plan.urgency.value if plan.urgency else "",
        sessions=tuple(_session(one, coach, with_notes=choice.with_notes) for one in sessions),
        mornings=_mornings(history.check_ins, since, today, with_notes=choice.with_notes),
        function=_function(history, since, today, with_notes=choice.with_notes),
        choices=tuple(
            ReportedChoice(
                day=one.day,
                exercise=_name(one.exercise_id, coach),
                side=one.side.value if one.side else "",
                choice=one.choice.value,
                reason=_plain(one.reason),
            )
            for one in history.overrules
            if since <= one.day <= today
        ),
        standings=_standings(plan),
        seen=tuple(one.day for one in history.clearances if since <= one.day <= today),
    )


def pack_and_programme(
    coach: Coach, pack_id: str | None, programme: Programme
) -> tuple[Pack | None, Programme]:
    """Return the pack that a report answers, and the programme it tells the state of.

    Raises:
        KneecoachError: There is no such pack, or no programme in it.
    """
    if pack_id is None:
        return None, programme
    pack = next((one for one in coach.catalogue.packs if one.id == pack_id), None)
    if pack is None:
        known = ", ".join(one.id for one in coach.catalogue.packs)
        raise KneecoachError(f"There is no pack {pack_id}.", f"These are there: {known}.")
    if programme.pack_id == pack_id:
        return pack, programme
    own = next((one for one in coach.catalogue.programmes if one.pack_id == pack_id), None)
    if own is None:
        way_out = "Leave --for out to report all that was done."
        raise KneecoachError(f"The pack {pack_id} has no programme to report on.", way_out)
    return pack, own


def code_of(person_id: UUID) -> str:
    """Return the code that stands for a person in reports; nobody gets from it to a name."""
    return hashlib.sha256(b"kneecoach report" + person_id.bytes).hexdigest()[:12]


def _belongs(record: SessionRecord, coach: Coach, pack: Pack | None) -> bool:
    if pack is None:
        return True
    programme = coach.catalogue.programme(record.programme_id)
    return programme is not None and programme.pack_id == pack.id


def _planned(programme: Programme, sessions: list[SessionRecord], since: date, today: date) -> int:
    """Return how many sessions were asked for since the first one in these days."""
    first = min((one.day for one in sessions), default=today)
    days = (today - max(first, since)).days + 1
    return max(1, round(programme.days_a_week * days / DAYS_A_WEEK)) if sessions else 0


def _session(record: SessionRecord, coach: Coach, *, with_notes: bool) -> ReportedSession:
    programme = coach.catalogue.programme(record.programme_id)
    scores = record.scores
    exercises = tuple(_exercise(one, record, coach) for one in record.exercises)
    shares = [one.complete for one in exercises]
    flags = scores.flags.union(*(one.flags for one in record.stops))
    return ReportedSession(
        id=str(record.id),
        day=record.day,
        programme=_programme_name(record, programme),
        ending=_ending(record),
        before=record.before,
        during=scores.during,
        after=scores.after,
        effort=scores.effort,
        complete=round(sum(shares) / len(shares)) if shares else 0,
        flags=tuple(sorted(flags)),
        sharp=scores.sharp or any(one.sharp for one in record.stops),
        note=_plain(scores.note) if with_notes else "",
        exercises=exercises,
    )


def _function(
    history: History, since: date, today: date, *, with_notes: bool
) -> tuple[ReportedScore, ...]:
    """Return what the knee could do; what an activity is called are the person's own words."""
    told = [
        ReportedScore(
            day=day,
            measure=course.measure.value,
            name=""
            if course.measure is Measure.ACTIVITY and not with_notes
            else _plain(course.name),
            side=course.side.value if course.side else "",
            score=score,
            highest=course.highest,
        )
        for course in find_courses(history, since)
        for day, score in course.points
        if day <= today
    ]
    return tuple(sorted(told, key=lambda one: one.day))


def _programme_name(record: SessionRecord, programme: Programme | None) -> str:
    if is_try(record):
        return "One set to try an exercise"
    return programme.name if programme else record.programme_id


def _ending(record: SessionRecord) -> str:
    """Return how a session ended; one set to try an exercise is none that was asked for."""
    is_tried = is_try(record) and record.ending in {Ending.FINISHED, Ending.ABANDONED}
    return TRIED if is_tried else record.ending.value


def _exercise(done: DoneExercise, record: SessionRecord, coach: Coach) -> ReportedExercise:
    sets = [
        one.complete
        for one in record.sets
        if one.position == done.position and one.side is done.side
    ]
    share = round(sum(sets) / max(len(sets), done.dose.sets)) if sets else 0
    return ReportedExercise(
        exercise=done.exercise_id,
        name=_name(done.exercise_id, coach),
        side=done.side.value if done.side else "",
        level=done.level,
        dose=dose_words(done.dose, with_sides=done.side is None),
        action=done.action.value if done.action else "",
        rule=done.rule,
        reason=_plain(done.reason),
        during=done.during,
        complete=0 if record.ending is Ending.RESTED else min(100, share),
    )


def _mornings(
    check_ins: tuple[CheckIn, ...], since: date, today: date, *, with_notes: bool
) -> tuple[ReportedMorning, ...]:
    """Return one entry for each morning; the latest word and the worse knee count."""
    days: dict[date, list[CheckIn]] = {}
    for one in check_ins:
        if since <= one.day <= today:
            latest = [other for other in days.get(one.day, []) if other.knee is not one.knee]
            days[one.day] = [*latest, one]
    return tuple(
        ReportedMorning(
            day=day,
            pain=max(one.pain for one in said),
            stiff=any(one.stiff for one in said),
            flags=tuple(sorted(frozenset().union(*(one.flags for one in said)))),
            note=_plain(" ".join(one.note for one in said)) if with_notes else "",
        )
        for day, said in sorted(days.items())
    )


def _standings(plan: Plan) -> tuple[ReportedStanding, ...]:
    return tuple(
        ReportedStanding(
            exercise=planned.exercise.id,
            name=planned.exercise.name,
            side=one.side.value if one.side else "",
            level=one.level,
            levels=len(planned.exercise.ladder),
            dose=dose_words(one.dose, with_sides=one.side is None),
            standing=one.standing.value,
            action=one.decision.action.value,
            rule=one.decision.rule,
            reason=_plain(one.decision.reason),
        )
        for planned in plan.exercises
        for one in planned.prescriptions
    )


def _name(exercise_id: str, coach: Coach) -> str:
    exercise = coach.catalogue.exercise(exercise_id)
    return exercise.name if exercise else exercise_id


def _plain(text: str) -> str:
    """Return a text on one line without characters that cannot be seen."""
    words = "".join(one if one.isprintable() else " " for one in text).split()
    return " ".join(words)[:2000]
