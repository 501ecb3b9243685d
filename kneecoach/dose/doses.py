"""Make the dose of a level what the course asks for: fewer sets, more weight, a shorter run."""

from __future__ import annotations

from typing import Final, assert_never

from kneecoach.dose.situation import Course
from kneecoach.dose.volume import SECONDS_A_MINUTE, time_of
from kneecoach.model.dose import Dose, Intervals, Load, Repetitions, Timed, Work
from kneecoach.model.units import Kilograms, Seconds
from kneecoach.values import replace

_WHOLE_SECONDS: Final = 30
"""A run that is cut shorter takes a multiple of these."""


def dose_at(dose: Dose, course: Course) -> Dose:
    """Return the dose of a level as a course has it."""
    if course.sets_taken:
        dose = replace(dose, sets=max(1, dose.sets - course.sets_taken))
    if course.load is not None:
        dose = replace(dose, load=Load(kilograms=Kilograms(course.load)))
    if course.session_cap is not None:
        dose = _no_longer_than(dose, course.session_cap * SECONDS_A_MINUTE)
    return dose


def _no_longer_than(dose: Dose, seconds: float) -> Dose:
    """Return a dose with fewer rounds or less time, so that it takes no longer; one round stays."""
    share = seconds / time_of(dose)
    return dose if share >= 1 else replace(dose, work=_part_of(dose.work, share))


def _part_of(work: Work, share: float) -> Work:
    match work:
        case Intervals(rounds=rounds):
            return replace(work, rounds=max(1, int(rounds * share)))
        case Timed(phase=phase):
            whole = int(phase.lasts * share / _WHOLE_SECONDS) * _WHOLE_SECONDS
            lasts = Seconds(max(whole, min(phase.lasts, _WHOLE_SECONDS)))
            return replace(work, phase=replace(phase, lasts=lasts))
        case Repetitions(reps=reps):
            return replace(work, reps=max(1, int(reps * share)))
        case _:
            assert_never(work)
