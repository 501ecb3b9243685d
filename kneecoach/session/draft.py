"""Make many steps fast.

A long session has a thousand steps. Setting the nineteen fields of a frozen value goes through
`object.__setattr__`, one call a field, and takes about two and a half times as long as filling an
open value with the same slots. So the steps of work are filled as drafts and then become steps, by
taking over that class; from then on they are as frozen as any other. `benchmarks/session.py`
measures it, and a test checks that such a step is the same in every way.
"""

from __future__ import annotations

from typing import cast

from kneecoach.model.dose import PhaseName, Side
from kneecoach.model.units import Seconds
from kneecoach.session.step import Step, StepKind
from kneecoach.values import dataclass


@dataclass(slots=True)
class Draft:
    """A step that is being filled in: the fields of `Step`, same names in the same order.

    Filled in by position, which is three times as fast again.
    """

    kind: StepKind
    lasts: Seconds | None
    expected: Seconds
    position: int
    exercise_id: str
    exercise_name: str
    set_side: Side | None
    side: Side | None
    set_number: int
    sets: int
    rep: int
    reps: int
    phase: PhaseName | None
    cue: str
    ends_set: bool
    level: int
    round: int
    rounds: int
    note: str


def seal(draft: Draft) -> Step:
    """Turn a draft into the step it describes; nobody else may hold the draft."""
    draft.__class__ = Step  # type: ignore[assignment]  # same slots, so the value can change class
    return cast("Step", draft)
