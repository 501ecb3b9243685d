"""Move an exercise along its ladder as verdicts say, and never above what was really done."""

from __future__ import annotations

from datetime import date

from kneecoach.dose.bands import band_within
from kneecoach.dose.situation import Course, Frame, Neighbour, level_bounds
from kneecoach.dose.verdict import Verdict
from kneecoach.model.decision import Action
from kneecoach.model.dose import Variable
from kneecoach.model.exercise import Exercise, Level
from kneecoach.model.programme import Limits
from kneecoach.values import replace


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
    return Frame(
        kind=exercise.kind,
        band=band_within(exercise.kind, limits),
        bottom=bottom,
        top=top,
        levels=len(exercise.ladder),
        frequency=frequency,
        frequency_cap=frequency_cap,
        sets=tuple(level.dose.sets for level in exercise.ladder),
        variables=tuple(_changes(level) for level in exercise.ladder),
        easier=easier,
        harder=harder,
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
            return _after_step_up(course, verdict, day)
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
    return replace(
        course,
        level=to_level,
        since=day,
        sets_taken=taken,
        stepped_down_on=day,
    )


def _after_step_up(course: Course, verdict: Verdict, day: date) -> Course:
    level = verdict.detail("to_level")
    to_level = level if isinstance(level, int) else course.level
    if verdict.action is Action.RESUME:
        return replace(course, level=to_level, since=day, sets_taken=0)
    if verdict.detail("sets_to") is not None:
        return replace(course, since=day, sets_taken=course.sets_taken - 1)
    return course if to_level == course.level else replace(course, level=to_level, since=day)


def no_higher(before: Course, after: Course, asked: int, day: date) -> Course:
    """Return the course at the lower level that the session was really done at.

    A score that came late may say that the dose could have gone up, or the person chose less;
    what counts is what was done.
    """
    asked = max(1, asked)
    if asked == before.level:
        return before
    return replace(after, level=asked, since=day, sets_taken=0)
