"""Say what could be said in each step of a session: the words, how much they matter, their place.

Nothing here knows how long words take; `utterances` chooses what fits.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from typing import assert_never

from kneecoach.model.talk import Talk
from kneecoach.model.units import Seconds
from kneecoach.session.outline import set_key
from kneecoach.session.step import Step, StepKind
from kneecoach.sound import words
from kneecoach.sound.cues import HALFWAY_FROM, NOW
from kneecoach.values import dataclass

REMINDED_EVERY = 3
"""The person is reminded to mind the pain with the first exercise and every third from there."""

FORM_EVERY = 4
"""The cue of the form is said in the second repetition and every fourth from there."""

COUNTED_FROM = 3
"""The first repetition whose number is said; before, the way of moving is."""

TEN_SECONDS_FROM = Seconds(45.0)
"""Work or rest that lasts at least this long tells when ten seconds are left."""

TEN = Seconds(10.0)
HALFWAY_SAID = Seconds(5.0)
"""No other time is told this close to the half."""

HALFWAY_REPS = 6
"""A set of at least this many repetitions tells its half. Source: house rule."""


class Rank(IntEnum):
    """Name how much words matter; where there is no room for all, the lowest number stays."""

    NAME = 1
    SIDE = 2
    SET = 3
    LAST = 4
    HALFWAY = 5
    PHASE = 6
    NEXT = 7
    NOTE = 8
    COUNT = 9
    AMOUNT = 10
    LEFT = 11
    MIND = 12
    FORM = 13


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Words that could be said in a step.

    Attributes:
        rank: How much they matter.
        variants: Ways of saying it, each a row of sentences, the longest first.
        after: Seconds into the step before which they are not said.
        before: Seconds into the step by which they have to be over; None for its end.
    """

    rank: Rank
    variants: tuple[tuple[str, ...], ...]
    after: Seconds = NOW
    before: Seconds | None = None


def wishes(steps: tuple[Step, ...], index: int, talk: Talk) -> tuple[Wish, ...]:
    """Return what could be said in a step, the most telling first."""
    if talk not in {Talk.FULL, Talk.SPARSE}:
        return ()
    is_full = talk is Talk.FULL
    step = steps[index]
    match step.kind:
        case StepKind.READY:
            found = _ready(steps, index, is_full=is_full)
        case StepKind.SWITCH:
            found = _switch(step)
        case StepKind.REST:
            found = _rest(steps, index, is_full=is_full)
        case StepKind.WORK:
            found = _work(steps, index, is_full=is_full)
        case _:
            assert_never(step.kind)
    return tuple(sorted(found, key=lambda one: one.rank))


def _ready(steps: tuple[Step, ...], index: int, *, is_full: bool) -> Iterator[Wish]:
    step = steps[index]
    yield _wish(Rank.NAME, (step.exercise_name,))
    row = _which(step)
    if row:
        yield _wish(Rank.SIDE, row, row[:1])
    if is_full:
        yield from _note(step)
        yield from _amount(steps, index)
        yield from _coming_form(steps, index)
    if step.position % REMINDED_EVERY == 0:
        yield _wish(Rank.MIND, (words.MINDFUL,))


def _switch(step: Step) -> Iterator[Wish]:
    if step.set_side is None:
        yield _wish(Rank.SIDE, (words.SWITCH,))
        return
    side = words.SIDES[step.set_side]
    yield _wish(Rank.SIDE, (words.SWITCH, side), (side,))
    if step.sets > 1:
        yield _wish(Rank.SET, (words.set_words(step.set_number, step.sets),))


def _rest(steps: tuple[Step, ...], index: int, *, is_full: bool) -> Iterator[Wish]:
    step = steps[index]
    rest = (words.REST, words.length_words(step.expected))
    yield _wish(Rank.NAME, rest if is_full else (words.REST,), (words.REST,))
    if index + 1 == len(steps):
        return
    coming = steps[index + 1]
    if coming.kind is StepKind.WORK:
        row = _which(coming)
        if row:
            yield _wish(Rank.SIDE, (words.NEXT, *row), row, row[:1])
        if is_full and coming.position != step.position:
            yield from _note(coming)
        if is_full and coming.set_number == 1:
            yield from _coming_form(steps, index)
    elif coming.kind is StepKind.READY and is_full:
        name = coming.exercise_name
        yield _wish(Rank.NEXT, (words.NEXT, name))
    if is_full and step.lasts is not None and step.lasts >= TEN_SECONDS_FROM:
        yield _ten_seconds(step.lasts)


def _work(steps: tuple[Step, ...], index: int, *, is_full: bool) -> Iterator[Wish]:
    step = steps[index]
    if step.lasts is None or (step.reps and not step.rep):
        yield _wish(Rank.AMOUNT, (words.repetition_words(step.reps), words.OWN_PACE))
        if is_full:
            yield from _form(step)
    elif step.reps:
        yield from _repetition(steps, index, is_full=is_full)
    else:
        yield from _timed(steps, index, is_full=is_full)


def _repetition(steps: tuple[Step, ...], index: int, *, is_full: bool) -> Iterator[Wish]:
    """Yield what is said in one phase of a repetition; a number takes the place of a phase.

    A sparse voice names the phases in the first repetition alone.
    """
    step = steps[index]
    is_new_leg = step.set_side is None and step.side is not None and _begins_leg(steps, index)
    if is_new_leg and step.side is not None:
        yield _wish(Rank.SIDE, (words.LEGS[step.side],))
    phase = (words.PHASES[step.phase],) if step.phase is not None else ()
    names_phase = bool(phase) and not is_new_leg and (is_full or step.rep == 1)
    if _begins_repetition(steps, index):
        number = (words.COUNT.format(n=step.rep),)
        if step.rep == step.reps > 1:
            yield _wish(Rank.LAST, (words.LAST,))
        elif step.reps >= HALFWAY_REPS and step.rep == step.reps // 2 + 1:
            yield _wish(Rank.HALFWAY, (words.HALFWAY,))
        elif is_full and step.rep >= COUNTED_FROM:
            yield _wish(Rank.COUNT, number)
        elif names_phase:
            yield _wish(Rank.PHASE, phase)
    elif names_phase:
        yield _wish(Rank.PHASE, phase)
    if is_full and step.rep % FORM_EVERY == 2:
        yield from _form(step)


def _timed(steps: tuple[Step, ...], index: int, *, is_full: bool) -> Iterator[Wish]:
    """Yield what is said in a hold, a walk, or one phase of intervals."""
    step = steps[index]
    lasts = step.lasts or step.expected
    if step.rounds > 1 and _begins_round(steps, index):
        is_last = step.round == step.rounds
        yield _wish(Rank.SET, (words.LAST if is_last else words.round_words(step.round),))
    if step.phase is not None:
        phase = words.PHASES[step.phase]
        length = (phase, words.length_words(lasts))
        yield _wish(Rank.PHASE, length if is_full or step.rounds else (phase,), (phase,))
    if lasts >= HALFWAY_FROM:
        half = Seconds(lasts / 2)
        yield _wish(Rank.HALFWAY, (words.HALFWAY,), after=half, before=Seconds(half + 3.0))
    if is_full:
        if lasts >= TEN_SECONDS_FROM:
            yield _ten_seconds(lasts)
        yield from _minutes_left(lasts)
        yield from _form(step)


def _which(step: Step) -> tuple[str, ...]:
    """Return which side and which set begins, as far as there is more than one."""
    side = () if step.set_side is None else (words.SIDES[step.set_side],)
    number = () if step.sets < 2 else (words.set_words(step.set_number, step.sets),)
    return side + number


def _coming_form(steps: tuple[Step, ...], index: int) -> Iterator[Wish]:
    """Yield what to think of in the work that comes, while there is time to listen."""
    ahead = next((one for one in steps[index:] if one.kind is StepKind.WORK), None)
    if ahead is not None:
        yield from _form(ahead)


def _amount(steps: tuple[Step, ...], index: int) -> Iterator[Wish]:
    """Yield how much of it is to be done, as far as one number says it."""
    ahead = next((one for one in steps[index:] if one.kind is StepKind.WORK), None)
    if ahead is not None and ahead.reps and ahead.lasts is not None:
        yield _wish(Rank.AMOUNT, (words.repetition_words(ahead.reps),))


def _ten_seconds(lasts: Seconds) -> Wish:
    left = Seconds(lasts - TEN)
    return _wish(Rank.LEFT, (words.TEN_SECONDS,), after=left, before=Seconds(left + 2.0))


def _minutes_left(lasts: Seconds) -> Iterator[Wish]:
    for minutes in words.MINUTES_TOLD_LEFT:
        after = Seconds(lasts - 60.0 * minutes)
        if after >= 60.0 and abs(after - lasts / 2) > HALFWAY_SAID:
            text = words.minutes_left_words(minutes)
            yield _wish(Rank.LEFT, (text,), after=after, before=Seconds(after + 4.0))


def _note(step: Step) -> Iterator[Wish]:
    """Yield what the author of the programme says, or as much from its beginning as fits."""
    row = words.sentences_of(step.note)
    if row:
        yield _wish(Rank.NOTE, *(row[:count] for count in range(len(row), 0, -1)))


def _form(step: Step) -> Iterator[Wish]:
    if step.cue:
        yield _wish(Rank.FORM, (step.cue,))


def _wish(
    rank: Rank,
    *variants: tuple[str, ...],
    after: Seconds = NOW,
    before: Seconds | None = None,
) -> Wish:
    return Wish(rank=rank, variants=variants, after=after, before=before)


def _begins_repetition(steps: tuple[Step, ...], index: int) -> bool:
    before = steps[index - 1] if index else None
    here = steps[index]
    return before is None or not _same_set(before, here) or before.rep != here.rep


def _begins_leg(steps: tuple[Step, ...], index: int) -> bool:
    before = steps[index - 1] if index else None
    here = steps[index]
    return before is None or not _same_set(before, here) or before.side is not here.side


def _begins_round(steps: tuple[Step, ...], index: int) -> bool:
    before = steps[index - 1] if index else None
    here = steps[index]
    return before is None or not _same_set(before, here) or before.round != here.round


def _same_set(one: Step, other: Step) -> bool:
    return one.kind is StepKind.WORK and set_key(one) == set_key(other)
