"""Split one set into the steps of its work: repetition by repetition, phase by phase."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, assert_never

from kneecoach.model.dose import Dose, Intervals, Phase, PhaseName, Repetitions, Side, Sides, Timed
from kneecoach.model.exercise import Exercise
from kneecoach.model.units import Seconds
from kneecoach.session.draft import Draft, seal
from kneecoach.session.step import Step, StepKind
from kneecoach.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedSet:
    """One set that is to be done.

    Attributes:
        exercise: The exercise.
        position: Its place in the session, counted from 0.
        side: The leg that the set is for, or None where both share it.
        number: Which set on that side, counted from 1.
        level, dose: The ladder's level, and what it asks for.
        note: What the author of the programme says about the exercise; may be empty.
    """

    exercise: Exercise
    position: int
    side: Side | None
    number: int
    level: int
    dose: Dose
    note: str = ""


class _Part(NamedTuple):
    """What differs between the steps of one set.

    A long session has thousands: this is a tuple made by position, because a frozen dataclass made
    by keyword takes ten times as long.
    """

    phase: Phase
    turn: int
    """What cues rotate over, from 0."""
    side: Side | None
    rep: int
    reps: int
    round: int
    rounds: int


def work_steps(one: PlannedSet, *, is_self_paced: bool = False) -> tuple[Step, ...]:
    """Return the steps of one set's work; the last one ends the set.

    A set at the person's own pace is one step without an end of its own, with the time that the
    tempo would take as an estimate; only repetitions can be done so, other work is always timed.
    A cue that belongs to a phase is shown in it; the others take turns, one a repetition.
    """
    parts = tuple(_parts(one))
    if is_self_paced and isinstance(one.dose.work, Repetitions):
        return (_own_pace(one, parts),)
    return _paced(one, parts)


def _parts(one: PlannedSet) -> Iterator[_Part]:
    """Yield what is done in a set, in order."""
    before = one.number - 1
    match one.dose.work:
        case Repetitions(reps=reps, tempo=tempo):
            legs = tuple(Side) if one.dose.sides is Sides.ALTERNATE else (one.side,)
            for rep in range(1, reps + 1):
                turn = before * reps + rep - 1
                for leg in legs:
                    for phase in tempo:
                        yield _Part(phase, turn, leg, rep, reps, 0, 0)
        case Timed(phase=phase):
            yield _Part(phase, before, one.side, 0, 0, 0, 0)
        case Intervals(rounds=rounds, phases=phases):
            for number in range(1, rounds + 1):
                turn = before * rounds + number - 1
                for phase in phases:
                    yield _Part(phase, turn, one.side, 0, 0, number, rounds)
        case _:
            assert_never(one.dose.work)


def _cues(exercise: Exercise, phase: PhaseName | None) -> tuple[str, ...]:
    """Return the sentences that take turns in a phase: its own, or else those for any time.

    There is at least one, which is empty when the exercise has none that fits.
    """
    own = tuple(cue.say for cue in exercise.cues if phase is not None and cue.phase is phase)
    return own or tuple(cue.say for cue in exercise.cues if cue.phase is None) or ("",)


def _paced(one: PlannedSet, parts: tuple[_Part, ...]) -> tuple[Step, ...]:
    """Return the timed steps of a set; what they share is looked up once, for speed."""
    exercise, position, level, note = one.exercise, one.position, one.level, one.note
    exercise_id, exercise_name = exercise.id, exercise.name
    set_side, set_number, sets = one.side, one.number, one.dose.sets
    cues = {name: _cues(exercise, name) for name in {part.phase.name for part in parts}}
    work, last = StepKind.WORK, len(parts)
    return tuple(
        [
            seal(
                # By position, in the order of the fields: names would take three times as long.
                Draft(
                    work,
                    (lasts := phase.lasts),
                    lasts,
                    position,
                    exercise_id,
                    exercise_name,
                    set_side,
                    side,
                    set_number,
                    sets,
                    rep,
                    reps,
                    (name := phase.name),
                    (says := cues[name])[turn % len(says)],
                    number == last,
                    level,
                    round_,
                    rounds,
                    note,
                )
            )
            for number, (phase, turn, side, rep, reps, round_, rounds) in enumerate(parts, start=1)
        ]
    )


def _own_pace(one: PlannedSet, parts: tuple[_Part, ...]) -> Step:
    """Return the one step of a set that lasts until the person says that it is over."""
    says = _cues(one.exercise, None)
    return Step(
        kind=StepKind.WORK,
        lasts=None,
        expected=Seconds(sum(part.phase.lasts for part in parts)),
        position=one.position,
        exercise_id=one.exercise.id,
        exercise_name=one.exercise.name,
        set_side=one.side,
        side=one.side,
        set_number=one.number,
        sets=one.dose.sets,
        reps=parts[0].reps,
        cue=says[(one.number - 1) % len(says)],
        ends_set=True,
        level=one.level,
        note=one.note,
    )
