"""Choose what to do in a desk break: the next one in turn that the knee allows, cut to two minutes.

Everything about it is in the packs: which exercises fit a desk, where they are done, and how quiet
they are. The dose rules decide the level and what may not be done today, as for every session.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from kneecoach.coach.coach import Coach
from kneecoach.model.decision import Plan, PlannedExercise, Standing
from kneecoach.model.dose import Dose, Intervals, Phase, Repetitions, Sides, Timed, Work
from kneecoach.model.programme import DeskPlace, Programme, ProgrammeItem, Use
from kneecoach.model.units import Seconds
from kneecoach.session.outline import expected_seconds
from kneecoach.session.step import Step
from kneecoach.session.timeline import TimelineOptions, build_timeline
from kneecoach.values import dataclass, replace

WORK_AT_MOST = Seconds(100.0)
"""Work in a desk break; with getting ready that makes two minutes. Source: house rule."""

GET_READY = Seconds(5.0)
"""Time to get ready at the desk. Source: house rule; there is no mat to lie down on."""

SWITCH = Seconds(4.0)
"""Time to change legs at the desk. Source: house rule; as above."""


class Where(StrEnum):
    """Name where a person wants to do a break."""

    EITHER = "either"
    CHAIR = "chair"
    STANDING = "standing"


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakRoutine:
    """What to do in one desk break.

    Attributes:
        planned: The exercise with today's dose, cut to a break.
        place: Where it is done.
        steps: Its timed steps.
    """

    planned: PlannedExercise
    place: DeskPlace
    steps: tuple[Step, ...]


def choose_routine(
    coach: Coach,
    in_use: Programme | None,
    *,
    day: date,
    where: Where,
    only_quiet: bool,
    done: tuple[str, ...],
) -> BreakRoutine | None:
    """Return what to do in the next break, or None when it is better to stand up alone.

    Args:
        coach: Knows the packs and the history.
        in_use: The programme that the person follows; when it asks for the knee to be seen, a
            break asks for no exercise either.
        day: Today.
        where: On the chair, standing, or either.
        only_quiet: Only what nobody nearby notices.
        done: Exercises of the last breaks, the latest first; what was done longest ago comes next.
    """
    if in_use is not None and coach.plan_day(in_use, day).urgency is not None:
        return None
    for programme in coach.catalogue.programmes:
        if programme.use is not Use.DESK_BREAKS:
            continue
        plan = coach.plan_day(programme, day)
        if plan.urgency is not None:
            return None
        fitting = _fitting(plan, programme, where, only_quiet=only_quiet)
        if fitting:
            item, planned = min(fitting, key=lambda one: _turn(one[0].exercise_id, done))
            return _routine(plan, item, planned)
    return None


def _fitting(
    plan: Plan, programme: Programme, where: Where, *, only_quiet: bool
) -> tuple[tuple[ProgrammeItem, PlannedExercise], ...]:
    """Return what may be done today and fits the wishes, in the order of the programme."""
    by_id = {planned.exercise.id: planned for planned in plan.exercises}
    found = []
    for item in programme.items:
        planned = by_id.get(item.exercise_id)
        if planned is None or item.desk is None:
            continue
        is_here = where is Where.EITHER or item.desk.place == where.value
        may_all = all(one.standing is Standing.READY for one in planned.prescriptions)
        if is_here and may_all and (item.desk.quiet or not only_quiet):
            found.append((item, planned))
    return tuple(found)


def _turn(exercise_id: str, done: tuple[str, ...]) -> int:
    """Return how soon it is an exercise's turn: the lower, the longer ago it was done."""
    return -done.index(exercise_id) if exercise_id in done else -len(done) - 1


def _routine(plan: Plan, item: ProgrammeItem, planned: PlannedExercise) -> BreakRoutine:
    prescriptions = tuple(
        replace(one, dose=for_a_break(one.dose, legs=len(planned.prescriptions)))
        for one in planned.prescriptions
    )
    short = replace(planned, prescriptions=prescriptions)
    steps = build_timeline(
        replace(plan, exercises=(short,)), TimelineOptions(get_ready=GET_READY, switch=SWITCH)
    )
    place = DeskPlace.STANDING if item.desk is None else item.desk.place
    return BreakRoutine(planned=short, place=place, steps=steps)


def for_a_break(dose: Dose, *, legs: int = 1) -> Dose:
    """Return one set of a dose, never more than it asks for, cut to the length of a break.

    Args:
        dose: Today's dose.
        legs: On how many legs the set is done one after the other.
    """
    turns = 2 if dose.sides in {Sides.EACH, Sides.ALTERNATE} and legs == 1 else max(1, legs)
    return replace(dose, sets=1, times_a_day=1, work=_cut(dose.work, WORK_AT_MOST / turns))


def _cut(work: Work, at_most: float) -> Work:
    match work:
        case Repetitions(reps=reps, tempo=tempo):
            one = sum(phase.lasts for phase in tempo)
            return replace(work, reps=max(1, min(reps, int(at_most // one))))
        case Timed(phase=phase):
            return replace(work, phase=_shorter(phase, at_most))
        case Intervals(rounds=rounds, phases=phases):
            one = sum(phase.lasts for phase in phases)
            if one <= at_most:
                return replace(work, rounds=max(1, min(rounds, int(at_most // one))))
            share = at_most / len(phases)
            return Intervals(rounds=1, phases=tuple(_shorter(each, share) for each in phases))


def _shorter(phase: Phase, at_most: float) -> Phase:
    return replace(phase, lasts=Seconds(min(phase.lasts, at_most)))


def seconds_of(routine: BreakRoutine) -> Seconds:
    """Return how long a break takes."""
    return expected_seconds(routine.steps)
