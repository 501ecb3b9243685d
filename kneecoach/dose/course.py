"""Move an exercise along its ladder as verdicts say, and never above what was really done."""

from __future__ import annotations

from datetime import date

from kneecoach.dose.bands import band_within
from kneecoach.dose.situation import Course, Frame, Neighbour, level_bounds, pace_within
from kneecoach.dose.verdict import Verdict
from kneecoach.dose.volume import SECONDS_A_MINUTE, time_of
from kneecoach.model.decision import Action
from kneecoach.model.dose import Variable
from kneecoach.model.exercise import Exercise, Kind, Level
from kneecoach.model.programme import Limits


def frame_for(
    exercise: Exercise,
    limits: Limits,
    *,
    frequency: int,
    frequency_cap: int,
    easier: Neighbour | None = None,
    harder: Neighbour | None = None,
) -> Frame:
    """Return what does not change about an exercise while it is done."""
    bottom, top = level_bounds(len(exercise.ladder), limits)
    doses = [level.dose for level in exercise.ladder]
    variables = [_changes(level) for level in exercise.ladder]
    is_run = exercise.kind is Kind.RUN
    return Frame(
        kind=exercise.kind,
        band=band_within(exercise.kind, limits),
        bottom=bottom,
        top=top,
        levels=len(doses),
        frequency=frequency,
        frequency_cap=frequency_cap,
        sets=tuple(dose.sets for dose in doses),
        variables=(*variables, None if limits.highest_load is None else Variable.LOAD),
        easier=easier,
        harder=harder,
        pace_days=pace_within(limits),
        minutes=tuple(time_of(dose) / SECONDS_A_MINUTE for dose in doses) if is_run else (),
        loads=tuple(None if dose.load is None else dose.load.kilograms for dose in doses),
        highest_load=limits.highest_load,
    )


def _changes(level: Level) -> Variable | None:
    """Return what a level changes; the days a week stay the programme's, so not those."""
    return Variable.VARIANT if level.changes is Variable.FREQUENCY else level.changes


def begin(frame: Frame, start_level: int) -> Course:
    """Return the course of an exercise that has not been done yet."""
    return Course(level=max(frame.bottom, min(start_level, frame.top)))


def advance(frame: Frame, course: Course, verdict: Verdict, day: date) -> Course:
    """Return the course after a verdict has taken effect on a day."""
    match verdict.action:
        case Action.REDUCE | Action.REDUCE_REST:
            return _after_step_down(frame, course, verdict, day)
        case Action.PROGRESS | Action.RESUME:
            return _after_step_up(frame, course, verdict, day)
        case _:
            return course


def _after_step_down(frame: Frame, course: Course, verdict: Verdict, day: date) -> Course:
    if verdict.detail("already_taken"):
        return course
    level, sets = verdict.detail("to_level"), verdict.detail("sets_to")
    to_level = level if isinstance(level, int) else course.level
    taken = 0
    if to_level == course.level:
        taken = course.sets_taken
        if isinstance(sets, int) and frame.sets:
            taken = frame.sets[to_level - 1] - sets
    return Course(
        level=to_level,
        since=day,
        sets_taken=taken,
        stepped_down_on=day,
        session_answered=course.session_answered,
        changed=course.changed,
        spare_reps=course.spare_reps,
    )


def _after_step_up(frame: Frame, course: Course, verdict: Verdict, day: date) -> Course:
    level, load = verdict.detail("to_level"), verdict.detail("load_to")
    to_level, sets = level if isinstance(level, int) else course.level, verdict.detail("sets_to")
    if verdict.action is Action.RESUME:
        taken = frame.sets[to_level - 1] - sets if isinstance(sets, int) and frame.sets else 0
        return course._replace(
            level=to_level, since=day, sets_taken=taken, load=None, session_cap=None
        )
    if sets is not None:
        return course._replace(since=day, sets_taken=course.sets_taken - 1)
    cap = _session_cap(course, verdict)
    if to_level != course.level:
        return course._replace(level=to_level, since=day, load=None, session_cap=cap)
    if isinstance(load, float):
        return course._replace(since=day, load=load)
    return course if cap == course.session_cap else course._replace(since=day, session_cap=cap)


def _session_cap(course: Course, verdict: Verdict) -> float | None:
    """Return the minutes that a session may take at most after a step up, or None for all."""
    cap = verdict.detail("session_max")
    return max(float(cap), course.session_cap or 0.0) if isinstance(cap, int | float) else None


def no_higher(
    frame: Frame, before: Course, after: Course, done: tuple[int, float | None], day: date
) -> Course:
    """Return the course at the lower level or weight that the session was really done at.

    A score that came late may say that the dose could have gone up, or the person chose less;
    what counts is what was done, its level and its weight.
    """
    asked, kilograms = done
    level = max(1, min(asked, after.level))
    kept = after if level == after.level else before
    load = kept.load if level == kept.level else None
    if load is not None and kilograms is not None and kilograms < load:
        own = frame.loads[level - 1]
        load = kilograms if own is not None and kilograms > own else None
    if level == before.level and load == before.load:
        return before
    if level == after.level:
        return after._replace(load=load, since=day)
    return after._replace(level=level, since=day, sets_taken=0, load=load, session_cap=None)
