"""Make a dose from what was read: level 1 in full, or the parts that a further level restates."""

from __future__ import annotations

from functools import lru_cache
from typing import assert_never

from kneecoach.model.dose import (
    Band,
    Dose,
    Intervals,
    Load,
    Phase,
    PhaseName,
    Repetitions,
    Sides,
    Timed,
    Work,
)
from kneecoach.model.units import Centimetres, Degrees, Kilograms, Percent, Seconds
from kneecoach.packs.format_parts import NONE
from kneecoach.packs.nodes import Flaw
from kneecoach.packs.values import Value

_OF_WORK = ("intervals", "reps", "tempo", "hold", "duration", "phase")
"""The fields that say what a set consists of."""

LONGEST_EXERCISE_S = 4 * 3600
"""Seconds; a dose that takes longer in one session is a slip of the pen."""


class DoseError(Exception):
    """Say that the parts of a dose do not go together.

    Attributes:
        flaw: What is wrong, and where.
    """

    def __init__(self, value: Value, sentence: str) -> None:
        """Point at the value that is wrong."""
        super().__init__(sentence)
        self.flaw = Flaw(at=value.at, field=value.path, sentence=sentence)


def make_dose(found: Value, before: Dose | None = None) -> Dose:
    """Return the dose that `found` states, with the rest taken from the level below.

    Args:
        found: A complete dose, a change, or a variant; free of flaws.
        before: The dose of the level below; None on level 1.

    Raises:
        DoseError: Its parts do not go together.
    """
    work = _work(found, before.work if before else None)
    sides, rest, load = found.text("sides"), found.amount("rest"), found.get("load")
    range_, height, effort = (found.amount(name) for name in ("range", "height", "effort"))
    dose_sides = Sides(sides) if sides else before.sides if before else Sides.BOTH
    if dose_sides is Sides.ALTERNATE and not isinstance(work, Repetitions):
        raise DoseError(
            found.get("sides") or found,
            "only repetitions can alternate between the legs; write `each`, or `reps` and `tempo`",
        )
    dose = Dose(
        sets=found.whole("sets") or (before.sets if before else 1),
        work=work,
        rest=Seconds(rest) if rest is not None else before.rest if before else Seconds(0),
        sides=dose_sides,
        load=_load(load) if load else before.load if before else None,
        range=Degrees(range_) if range_ else before.range if before else None,
        height=Centimetres(height) if height else before.height if before else None,
        effort=Percent(round(effort)) if effort else before.effort if before else None,
        times_a_day=found.whole("times_a_day") or (before.times_a_day if before else 1),
        variant=found.text("variant") or (before.variant if before else ""),
    )
    if expected_seconds(dose) > LONGEST_EXERCISE_S:
        hours = expected_seconds(dose) / 3600
        raise DoseError(found, f"takes about {hours:.0f} hours; check sets, repetitions and times")
    return dose


def seconds(value: Value) -> Seconds:
    """Return a length of time."""
    return Seconds(value.as_amount())


def expected_seconds(dose: Dose) -> Seconds:
    """Return how long a dose takes at the coach's pace, with its rests, on both legs if need be."""
    work: float
    match dose.work:
        case Repetitions(reps=reps, tempo=tempo):
            work = reps * sum(phase.lasts for phase in tempo)
        case Timed(phase=phase):
            work = phase.lasts
        case Intervals(rounds=rounds, phases=phases):
            work = rounds * sum(phase.lasts for phase in phases)
        case _:
            assert_never(dose.work)
    legs = 1 if dose.sides is Sides.BOTH else 2
    return Seconds(dose.sets * (work * legs + dose.rest))


def _work(found: Value, before: Work | None) -> Work:
    """Return what a set consists of; what is not restated comes from the level below."""
    if before is not None and not found.has(*_OF_WORK):
        return before
    intervals = found.get("intervals")
    if intervals:
        rounds = intervals.whole("rounds") or 1
        return Intervals(rounds=rounds, phases=_round_phases(intervals))
    if found.has("reps", "tempo", "hold"):
        return _repetitions(found, before)
    return _timed(found, before)


def _repetitions(found: Value, before: Work | None) -> Repetitions:
    reps, tempo, hold = found.whole("reps"), found.get("tempo"), found.get("hold")
    below = before if isinstance(before, Repetitions) else None
    if below is None and not (reps and tempo):
        raise DoseError(
            found.get("reps") or tempo or hold or found,
            "the level below is not counted in repetitions; change its `duration` or `intervals`, "
            "or write `reps` and `tempo` in a `variant`",
        )
    phases = _phases(tempo) if tempo else below.tempo if below else ()
    if hold:
        phases = _held(phases, hold)
    return Repetitions(reps=reps or (below.reps if below else 1), tempo=phases)


def _timed(found: Value, before: Work | None) -> Timed:
    duration, name = found.get("duration"), found.get("phase")
    below = before.phase if isinstance(before, Timed) else None
    if below is None and not (duration and name):
        raise DoseError(
            duration or name or found,
            "the level below is not counted in time; change its `reps` or `hold`, or write "
            "`duration` and `phase` in a `variant`",
        )
    lasts = seconds(duration) if duration else below.lasts if below else Seconds(0)
    phase = PhaseName(name.as_text()) if name else below.name if below else PhaseName.HOLD
    return Timed(phase=Phase(name=phase, lasts=lasts))


def _held(tempo: tuple[Phase, ...], hold: Value) -> tuple[Phase, ...]:
    """Return a tempo whose phase `hold` lasts as long as it says."""
    if not any(phase.name is PhaseName.HOLD for phase in tempo):
        names = ", ".join(phase.name for phase in tempo)
        raise DoseError(hold, f"the tempo has no phase `hold` to change (it has {names})")
    return tuple(
        Phase(name=phase.name, lasts=seconds(hold)) if phase.name is PhaseName.HOLD else phase
        for phase in tempo
    )


def _phases(mapping: Value) -> tuple[Phase, ...]:
    return tuple(_phase(name, lasts) for name, lasts in mapping.amounts().items())


@lru_cache(maxsize=512)
def _phase(name: str, lasts: float) -> Phase:
    """Return a phase; most ladders have the same few."""
    return Phase(name=PhaseName(name), lasts=Seconds(lasts))


def _round_phases(intervals: Value) -> tuple[Phase, ...]:
    return tuple(phase for one in intervals.items("phases") for phase in _phases(one))


def _load(value: Value) -> Load | None:
    if not isinstance(value.content, str):
        return Load(kilograms=Kilograms(value.as_amount()))
    return None if value.content == NONE else Load(band=Band(value.content))
