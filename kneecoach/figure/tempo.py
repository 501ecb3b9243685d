"""Choose the tempo at which a figure shows its movement by itself."""

from __future__ import annotations

from typing import assert_never

from kneecoach.model.dose import Intervals, Phase, Repetitions, Timed
from kneecoach.model.exercise import Exercise
from kneecoach.model.units import Seconds

_LONG_S = 6.0
_ROUND_S = 4.0
"""A set that is one long hold, and a phase of a round, are shown for no longer than this."""


def shown_tempo(exercise: Exercise, variant: str = "") -> tuple[Phase, ...]:
    """Return the phases of one repetition at the first level of a variant."""
    levels = [level for level in exercise.ladder if level.dose.variant == variant]
    work = (levels or exercise.ladder)[0].dose.work
    match work:
        case Repetitions(tempo=tempo):
            return tempo
        case Timed(phase=phase):
            return (_at_most(phase, _LONG_S),)
        case Intervals(phases=phases):
            return tuple(_at_most(phase, _ROUND_S) for phase in phases)
        case _:
            assert_never(work)


def _at_most(phase: Phase, seconds: float) -> Phase:
    return Phase(name=phase.name, lasts=Seconds(min(seconds, phase.lasts)))
