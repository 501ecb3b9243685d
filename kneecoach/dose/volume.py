"""Say how much time a dose takes up on its day, without the rests between its sets."""

from __future__ import annotations

from typing import Final, assert_never

from kneecoach.model.dose import Dose, Intervals, Repetitions, Timed

SECONDS_A_MINUTE: Final = 60


def time_of(dose: Dose) -> float:
    """Return the seconds of work of a dose on one day.

    Walking between runs counts too: the caps on running are for the minutes as a whole, because
    the minutes of running alone jump by more than a tenth in every published programme.

    Source: house-rule, walk-before-run.
    """
    work = dose.work
    match work:
        case Repetitions(reps=reps, tempo=tempo):
            seconds = reps * sum(phase.lasts for phase in tempo)
        case Timed(phase=phase):
            seconds = phase.lasts
        case Intervals(rounds=rounds, phases=phases):
            seconds = rounds * sum(phase.lasts for phase in phases)
        case _:
            assert_never(work)
    return seconds * dose.sets * dose.times_a_day
