"""Turn today's doses into the timed steps of a session."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from math import ceil

from kneecoach.model.decision import Plan, PlannedExercise, Prescription, Standing
from kneecoach.model.dose import Pace, Repetitions, Side, Sides
from kneecoach.model.exercise import Exercise
from kneecoach.model.units import Seconds
from kneecoach.session.step import Step, StepKind
from kneecoach.session.work import PlannedSet, work_steps
from kneecoach.values import dataclass

GET_READY = Seconds(10.0)
"""Time to get ready for an exercise. Source: house rule; read its name, take its position."""

CHANGE_POSITION = Seconds(15.0)
"""Time to get ready when the body changes position too. Source: house rule; lie down, turn over."""

SWITCH = Seconds(6.0)
"""Time to change to the other leg. Source: house rule; from content/exercises, "switch cue"."""


NOTE_LETTERS_A_SECOND = 11.0
"""How fast an author's note about an exercise is said; few people read more slowly. Source: house
rule."""

LONGEST_FOR_NOTE = Seconds(20.0)
"""Most time that a note adds to getting ready; the rest of it is read. Source: house rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineOptions:
    """Say how a person likes a session to be timed; nothing here changes a dose.

    Attributes:
        get_ready: Seconds before the first set of an exercise; 0 leaves the step out.
        change_position: The same when the exercise starts in another position than the one before;
            never shorter than `get_ready`.
        switch: Seconds to change legs; 0 leaves the step out.
        between_exercises: Seconds of rest before a new exercise, ahead of getting ready, or None
            for the rest of the set just done.
        self_paced: Ids of exercises whose repetitions follow the person's own rhythm.
    """

    get_ready: Seconds = GET_READY
    change_position: Seconds = CHANGE_POSITION
    switch: Seconds = SWITCH
    between_exercises: Seconds | None = None
    self_paced: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Refuse times that run backwards."""
        between = self.between_exercises or 0.0
        if min(self.get_ready, self.change_position, self.switch, between) < 0:
            raise ValueError("no part of a session is shorter than nothing")


_Round = tuple[PlannedSet, ...]
"""The sets with the same number, one for each leg that has one (left first)."""


def build_timeline(plan: Plan, options: TimelineOptions) -> tuple[Step, ...]:
    """Return the steps of the session that a plan asks for, of its ready exercises only.

    Positions count those exercises alone. Where each leg has sets of its own, a set is done on the
    left, then on the right, and then comes the longer of their rests; a leg with more sets than
    the other goes on alone. The rest before a new exercise is given in full, followed by the time
    to get ready, which is longer by what it takes to say the author's note, if there is one.
    Nothing rests after the last set of the session. A plan in which nothing is ready gives no
    steps.
    """
    steps: list[Step] = []
    before: _Round | None = None
    notes = {item.exercise_id: item.note for item in plan.programme.items}
    ready = [(planned, legs) for planned in plan.exercises if (legs := _ready_legs(planned))]
    for position, (planned, legs) in enumerate(ready):
        note = notes.get(planned.exercise.id, "")
        rounds = _rounds(planned.exercise, position, legs, note)
        if before is not None:
            steps += _rest_before_new_exercise(before, options)
        steps += _get_ready(rounds[0][0], before, options)
        for index, sets in enumerate(rounds):
            if index > 0:
                steps += _between_rounds(rounds[index - 1], sets, options)
            steps += _round_steps(sets, options)
        before = rounds[-1]
    return tuple(steps)


def _ready_legs(planned: PlannedExercise) -> tuple[tuple[Side | None, Prescription], ...]:
    """Return what may be done today of one exercise, for each leg that has sets of its own."""
    legs: list[tuple[Side | None, Prescription]] = []
    for prescription in planned.prescriptions:
        if prescription.standing is not Standing.READY:
            continue
        if prescription.side is None and prescription.dose.sides is Sides.EACH:
            legs += [(side, prescription) for side in Side]
        else:
            legs.append((prescription.side, prescription))
    return tuple(legs)


def _rounds(
    exercise: Exercise,
    position: int,
    legs: tuple[tuple[Side | None, Prescription], ...],
    note: str,
) -> tuple[_Round, ...]:
    """Return the sets of one exercise, round by round."""
    by_leg = (
        tuple(
            PlannedSet(
                exercise=exercise,
                position=position,
                side=side,
                number=number,
                level=prescription.level,
                dose=prescription.dose,
                note=note,
            )
            for number in range(1, prescription.dose.sets + 1)
        )
        for side, prescription in legs
    )
    return tuple(tuple(one for one in sets if one is not None) for sets in zip_longest(*by_leg))


def _longest_rest(sets: _Round) -> Seconds:
    """Return the rest after a round: the longest that one of its doses asks for."""
    return max(one.dose.rest for one in sets)


def _rest_before_new_exercise(before: _Round, options: TimelineOptions) -> Iterator[Step]:
    """Yield the rest between two exercises."""
    own = options.between_exercises
    lasts = _longest_rest(before) if own is None else own
    if lasts > 0:
        yield _quiet_step(StepKind.REST, before[-1], lasts)


def _get_ready(
    coming: PlannedSet, before: _Round | None, options: TimelineOptions
) -> Iterator[Step]:
    """Yield the time to get ready, longer when the body has to change its position."""
    lasts = options.get_ready
    if before is not None and before[0].exercise.position is not coming.exercise.position:
        lasts = max(lasts, options.change_position)
    if lasts > 0:
        yield _quiet_step(StepKind.READY, coming, Seconds(lasts + _time_for_note(coming.note)))


def _time_for_note(note: str) -> Seconds:
    """Return the whole seconds that it takes to say a note; none where there is none."""
    return Seconds(min(LONGEST_FOR_NOTE, float(ceil(len(note) / NOTE_LETTERS_A_SECOND))))


def _between_rounds(before: _Round, coming: _Round, options: TimelineOptions) -> Iterator[Step]:
    """Yield the rest between two rounds of one exercise.

    When the other leg comes next, a rest too short to change legs in becomes a switch of sides.
    """
    lasts = _longest_rest(before)
    if before[-1].side is not coming[0].side and lasts < options.switch:
        yield _quiet_step(StepKind.SWITCH, coming[0], options.switch)
    elif lasts > 0:
        yield _quiet_step(StepKind.REST, before[-1], lasts)


def _round_steps(sets: _Round, options: TimelineOptions) -> Iterator[Step]:
    """Yield the sets of one round, with a switch between the legs."""
    for index, one in enumerate(sets):
        if index > 0 and options.switch > 0:
            yield _quiet_step(StepKind.SWITCH, one, options.switch)
        yield from work_steps(one, is_self_paced=_is_self_paced(one, options))


def _is_self_paced(one: PlannedSet, options: TimelineOptions) -> bool:
    """Say whether the person sets the rhythm; only repetitions can have one."""
    if not isinstance(one.dose.work, Repetitions):
        return False
    return one.exercise.pace is Pace.SELF or one.exercise.id in options.self_paced


def _quiet_step(kind: StepKind, one: PlannedSet, lasts: Seconds) -> Step:
    """Return a step in which nobody works."""
    return Step(
        kind=kind,
        lasts=lasts,
        expected=lasts,
        position=one.position,
        exercise_id=one.exercise.id,
        exercise_name=one.exercise.name,
        set_side=one.side,
        side=one.side,
        set_number=one.number,
        sets=one.dose.sets,
        level=one.level,
        note=one.note,
    )
