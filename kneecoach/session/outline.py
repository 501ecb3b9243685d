"""Find one's way in a session: its sets, what is left of it, and where to go from a step."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import groupby

from kneecoach.model.dose import Side
from kneecoach.model.record import DoneSet, Outcome
from kneecoach.model.units import Seconds
from kneecoach.session.step import Step, StepKind
from kneecoach.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SetKey:
    """Name one set of a session.

    Attributes:
        position: The exercise's place in the session, counted from 0.
        set_side: The leg that the whole set is for, or None.
        set_number: Counted from 1 on that side.
    """

    position: int
    set_side: Side | None
    set_number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One set in the bar of a session, with what leads up to it and the rest that follows it.

    Attributes:
        key: Which set it is.
        exercise_id, exercise_name: The exercise it belongs to.
        sets: Number of sets on its side.
        seconds: Seconds it takes as expected, with getting ready, switching sides and rest.
        share: Its part of the whole session, from 0 to 1; the shares of a session add up to 1.
        first_step: Index of its first step, which may be getting ready or switching sides.
        first_work: Index of its first step of work.
    """

    key: SetKey
    exercise_id: str
    exercise_name: str
    sets: int
    seconds: Seconds
    share: float
    first_step: int
    first_work: int


def set_key(step: Step) -> SetKey:
    """Return the set that a step belongs to; a rest belongs to the set before it."""
    return SetKey(position=step.position, set_side=step.set_side, set_number=step.set_number)


def expected_seconds(steps: tuple[Step, ...]) -> Seconds:
    """Return how long all steps take as expected, in seconds."""
    return Seconds(sum(step.expected for step in steps))


def remaining(steps: tuple[Step, ...], index: int, elapsed: Seconds) -> Seconds:
    """Return the seconds expected until the end, from `elapsed` seconds into step `index`."""
    if index >= len(steps):
        return Seconds(0.0)
    left_of_step = max(0.0, steps[index].expected - elapsed)
    return Seconds(left_of_step + sum(step.expected for step in steps[index + 1 :]))


def outline(steps: tuple[Step, ...]) -> tuple[Segment, ...]:
    """Return one segment for each set, in order; together they cover every step."""
    whole = expected_seconds(steps)
    return tuple(
        _segment(key, tuple(numbered), whole)
        for key, numbered in groupby(enumerate(steps), key=lambda pair: set_key(pair[1]))
    )


def _segment(key: SetKey, numbered: tuple[tuple[int, Step], ...], whole: Seconds) -> Segment:
    """Return the segment of the consecutive steps that belong to one set."""
    first_index, first = numbered[0]
    seconds = expected_seconds(tuple(step for _, step in numbered))
    works = (index for index, step in numbered if step.kind is StepKind.WORK)
    return Segment(
        key=key,
        exercise_id=first.exercise_id,
        exercise_name=first.exercise_name,
        sets=first.sets,
        seconds=seconds,
        share=seconds / whole,
        first_step=first_index,
        first_work=next(works, first_index),
    )


def segment_start(steps: tuple[Step, ...], index: int) -> int:
    """Return the first step of the set that step `index` belongs to, with what leads up to it."""
    key = set_key(steps[index])
    while index > 0 and set_key(steps[index - 1]) == key:
        index -= 1
    return index


def next_part(steps: tuple[Step, ...], index: int) -> int:
    """Return the index after the part of the session that step `index` belongs to.

    All the work of one set is one part; each getting ready, switch and rest is one by itself. The
    answer is the number of steps when nothing follows.
    """
    step = steps[index]
    after = index + 1
    if step.kind is StepKind.WORK:
        key = set_key(step)
        while (
            after < len(steps)
            and steps[after].kind is StepKind.WORK
            and set_key(steps[after]) == key
        ):
            after += 1
    return after


def next_exercise(steps: tuple[Step, ...], index: int) -> int:
    """Return the first step of the exercise after that of step `index`, or the number of steps."""
    position = steps[index].position
    while index < len(steps) and steps[index].position == position:
        index += 1
    return index


def lead_in(steps: tuple[Step, ...], first_step: int) -> int:
    """Return where to start so that the set at `first_step` does not begin without warning.

    That is its own getting ready or switch of sides, or else the rest before it.
    """
    is_sudden = steps[first_step].kind is StepKind.WORK
    if is_sudden and first_step > 0 and steps[first_step - 1].kind is StepKind.REST:
        return first_step - 1
    return first_step


def first_step_of_set(steps: tuple[Step, ...], key: SetKey) -> int | None:
    """Return where to start in order to do one set, with what leads up to it.

    None when the session has no such set.
    """
    starts = (index for index, step in enumerate(steps) if set_key(step) == key)
    first = next(starts, None)
    return None if first is None else lead_in(steps, first)


def first_open_step(steps: tuple[Step, ...], ended: Collection[SetKey], position: int = 0) -> int:
    """Return where to start for the first set that has not ended, from an exercise on.

    The answer is the number of steps when every set has ended.
    """
    for segment in outline(steps):
        if segment.key.position >= position and segment.key not in ended:
            return lead_in(steps, segment.first_step)
    return len(steps)


def has_open_set(steps: tuple[Step, ...], ended: Collection[SetKey], position: int) -> bool:
    """Return whether a set of an exercise has not ended yet."""
    return any(step.position == position and set_key(step) not in ended for step in steps)


def resume_index(steps: tuple[Step, ...], done_sets: Iterable[DoneSet]) -> int:
    """Return where a session that was cut off goes on: the first set without a record.

    When the last record is of a set that was stopped for pain, and so nobody has said yet how to go
    on, the rest of that exercise is left out. The answer is the number of steps when nothing is
    left to do. Source: house rule; a sore knee is not sent back to what hurt by a crash.
    """
    records = sorted(done_sets, key=lambda done: done.ended_at)
    ended = {
        SetKey(position=done.position, set_side=done.side, set_number=done.set_number)
        for done in records
    }
    if records and records[-1].outcome is Outcome.STOPPED:
        hurting = records[-1].position
        ended |= {key for key in map(set_key, steps) if key.position == hurting}
    return first_open_step(steps, ended)
