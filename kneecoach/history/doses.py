"""Write a dose as JSON text for the history, and read it back."""

from __future__ import annotations

import json
from typing import NoReturn, TypeVar

from kneecoach.history.errors import HistoryError, damaged
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

Value = TypeVar("Value")


def write_dose(dose: Dose) -> str:
    """Return a dose as JSON text; equal doses give equal texts, what is unsaid is left out.

    Raises:
        ValueError: A number in the dose is not finite.
    """
    parts: dict[str, object] = {
        "sets": dose.sets,
        "work": _plain_work(dose.work),
        "rest": float(dose.rest),
        "sides": dose.sides.value,
    }
    if dose.load is not None:
        parts["load"] = _plain_load(dose.load)
    if dose.range is not None:
        parts["range"] = float(dose.range)
    if dose.height is not None:
        parts["height"] = float(dose.height)
    if dose.effort is not None:
        parts["effort"] = dose.effort
    if dose.times_a_day != 1:
        parts["times_a_day"] = dose.times_a_day
    if dose.variant:
        parts["variant"] = dose.variant
    return json.dumps(parts, allow_nan=False, separators=(",", ":"))


def read_dose(text: str) -> Dose:
    """Return the dose that a JSON text stands for.

    Raises:
        HistoryError: The text is not JSON, or not a dose.
    """
    try:
        return _dose(_Parts(json.loads(text, parse_constant=_refuse_constant)))
    except (ValueError, TypeError, RecursionError) as error:
        raise _no_dose() from error


def _plain_work(work: Work) -> dict[str, object]:
    match work:
        case Repetitions(reps=reps, tempo=tempo):
            return {"reps": reps, "tempo": _plain_phases(tempo)}
        case Timed(phase=phase):
            return {"phase": _plain_phases((phase,))[0]}
        case Intervals(rounds=rounds, phases=phases):
            return {"rounds": rounds, "phases": _plain_phases(phases)}


def _plain_phases(phases: tuple[Phase, ...]) -> list[list[object]]:
    return [[phase.name.value, float(phase.lasts)] for phase in phases]


def _plain_load(load: Load) -> dict[str, object]:
    if load.band is not None:
        return {"band": load.band.value}
    return {"kilograms": load.kilograms}


class _Parts:
    """Take named parts out of a JSON object, each once and of its type; refuse what is left."""

    def __init__(self, value: object) -> None:
        if not isinstance(value, dict):
            raise TypeError("an object is expected")
        self._parts: dict[str, object] = dict(value)

    def has(self, name: str) -> bool:
        return name in self._parts

    def take(self, name: str, kind: type[Value]) -> Value:
        value = self._parts.pop(name, None)
        if type(value) is not kind:
            raise TypeError(f"{name} is missing or of another kind")
        return value

    def number(self, name: str) -> float:
        return _number(self._parts.pop(name, None))

    def parts(self, name: str) -> _Parts:
        return _Parts(self._parts.pop(name, None))

    def phases(self, name: str) -> tuple[Phase, ...]:
        return tuple(_phase(one) for one in self.take(name, list))

    def end(self) -> None:
        if self._parts:
            raise ValueError(f"unknown parts: {sorted(self._parts)}")


def _dose(parts: _Parts) -> Dose:
    dose = Dose(
        sets=parts.take("sets", int),
        work=_work(parts.parts("work")),
        rest=Seconds(parts.number("rest")),
        sides=Sides(parts.take("sides", str)),
        load=_load(parts.parts("load")) if parts.has("load") else None,
        range=Degrees(parts.number("range")) if parts.has("range") else None,
        height=Centimetres(parts.number("height")) if parts.has("height") else None,
        effort=Percent(parts.take("effort", int)) if parts.has("effort") else None,
        times_a_day=parts.take("times_a_day", int) if parts.has("times_a_day") else 1,
        variant=parts.take("variant", str) if parts.has("variant") else "",
    )
    parts.end()
    return dose


def _work(parts: _Parts) -> Work:
    work: Work
    if parts.has("reps"):
        work = Repetitions(reps=parts.take("reps", int), tempo=parts.phases("tempo"))
    elif parts.has("rounds"):
        work = Intervals(rounds=parts.take("rounds", int), phases=parts.phases("phases"))
    else:
        work = Timed(phase=_phase(parts.take("phase", list)))
    parts.end()
    return work


def _load(parts: _Parts) -> Load:
    if parts.has("band"):
        load = Load(band=Band(parts.take("band", str)))
    else:
        load = Load(kilograms=Kilograms(parts.number("kilograms")))
    parts.end()
    return load


def _phase(value: object) -> Phase:
    match value:
        case [str(name), lasts]:
            return Phase(name=PhaseName(name), lasts=Seconds(_number(lasts)))
        case _:
            raise TypeError("a phase is a name and a length")


def _number(value: object) -> float:
    match value:
        case bool():
            raise TypeError("a truth is no number")
        case int() | float():
            return value
        case _:
            raise TypeError("a number is expected")


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _no_dose() -> HistoryError:
    return damaged("a dose")
