"""Say how much of a set was done when it ends early."""

from __future__ import annotations

from itertools import takewhile

from kneecoach.model.units import Percent, Seconds
from kneecoach.session.outline import set_key
from kneecoach.session.step import Step, StepKind

ALL_BUT_DONE = 99
"""Most that a set can count for which was not done to its end."""


def share_done(steps: tuple[Step, ...], index: int, elapsed: Seconds) -> Percent:
    """Return the share of a set's work done `elapsed` seconds into its step `index`, 0 to 99.

    Where repetitions are counted, those finished count (with two legs taking turns, each leg's);
    otherwise the time does. At one's own pace nobody counts: the finished repetitions are
    estimated from the time, at the pace of the tempo. Shares are rounded down.
    """
    work = _work_of_set(steps, index)
    here = steps[index]
    before = tuple(step for number, step in work if number < index)
    if here.lasts is None:
        finished = min(here.reps - 1, int(elapsed / here.expected * here.reps))
        return _percent(finished, here.reps)
    if here.reps == 0:
        whole = sum(step.expected for _, step in work)
        return _percent(sum(step.expected for step in before) + elapsed, whole)
    begun = {(step.rep, step.side) for step in before} - {(here.rep, here.side)}
    return _percent(len(begun), len({(step.rep, step.side) for _, step in work}))


def _work_of_set(steps: tuple[Step, ...], index: int) -> tuple[tuple[int, Step], ...]:
    """Return the work of the set that step `index` belongs to, each step with its index."""
    key = set_key(steps[index])

    def belongs(number: int) -> bool:
        """Say whether a step is work of this set."""
        return steps[number].kind is StepKind.WORK and set_key(steps[number]) == key

    before = tuple(takewhile(belongs, range(index - 1, -1, -1)))
    after = tuple(takewhile(belongs, range(index, len(steps))))
    return tuple((number, steps[number]) for number in (*reversed(before), *after))


def _percent(part: float, whole: float) -> Percent:
    """Return a share as a whole number, rounded down, of what was not finished."""
    return Percent(min(ALL_BUT_DONE, int(100 * part / whole)))
