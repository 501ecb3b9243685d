"""Put a dose into a line, such as "2 × 12 each side · hold 2 s"."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QCoreApplication

from kneecoach.model.decision import Prescription
from kneecoach.model.dose import Dose, Intervals, Load, Phase, Repetitions, Side, Sides, Timed
from kneecoach.model.units import Seconds
from kneecoach.ui.phase_words import body_word

translate = QCoreApplication.translate

_MINUTES_FROM = 120


def length_words(seconds: Seconds) -> str:
    """Return a length of time, such as "45 s", "5 min" or "2 min 30 s"."""
    whole = round(seconds)
    if whole < _MINUTES_FROM and whole != 60:
        return translate("Dose", "{seconds} s").format(seconds=number_words(round(seconds, 1)))
    minutes, rest = divmod(whole, 60)
    if not rest:
        return translate("Dose", "{minutes} min").format(minutes=minutes)
    return translate("Dose", "{minutes} min {seconds} s").format(minutes=minutes, seconds=rest)


def number_words(value: float) -> str:
    """Return a number without needless decimals, such as "2" or "0.5"."""
    return f"{value:g}"


def load_words(load: Load) -> str:
    """Return what makes a movement heavier, such as "2 kg" or "light band"."""
    if load.kilograms is not None:
        return translate("Dose", "{weight} kg").format(weight=number_words(load.kilograms))
    return translate("Dose", load.band.value) if load.band is not None else ""


def dose_words(dose: Dose, *, with_sides: bool = True) -> str:
    """Return a whole dose in one line; `with_sides` says how the legs share it."""
    parts = [_amount(dose, with_sides=with_sides), *_rhythm(dose), *_extras(dose)]
    return " · ".join(part for part in parts if part)


def prescription_lines(prescriptions: tuple[Prescription, ...]) -> tuple[str, ...]:
    """Return the dose of an exercise: one line, or one for each leg where they differ."""
    if not prescriptions:
        return ()
    first = prescriptions[0]
    if all(one.dose == first.dose for one in prescriptions) and (
        len(prescriptions) > 1 or first.side is None
    ):
        return (dose_words(first.dose),)
    return tuple(
        _of_side(one.side, dose_words(one.dose, with_sides=False)) for one in prescriptions
    )


def of_side(side: Side | None, words: str) -> str:
    """Return words with the leg they are about in front."""
    return _of_side(side, words)


def _of_side(side: Side | None, words: str) -> str:
    match side:
        case None:
            return words
        case Side.LEFT:
            return translate("Dose", "Left: {words}").format(words=words)
        case Side.RIGHT:
            return translate("Dose", "Right: {words}").format(words=words)


def _amount(dose: Dose, *, with_sides: bool) -> str:
    work = dose.work
    if isinstance(work, Repetitions):
        amount = translate("Dose", "{sets} × {reps}").format(sets=dose.sets, reps=work.reps)
    else:
        one = _rounds(work) if isinstance(work, Intervals) else length_words(work.phase.lasts)
        amount = one
        if dose.sets > 1:
            amount = translate("Dose", "{sets} × {one}").format(sets=dose.sets, one=one)
    if with_sides and dose.sides is Sides.EACH:
        return translate("Dose", "{amount} each side").format(amount=amount)
    if dose.sides is Sides.ALTERNATE:
        return translate("Dose", "{amount} each side, taking turns").format(amount=amount)
    return amount


def _rounds(work: Intervals) -> str:
    phases = ", ".join(_phases(len([*same]), phase) for phase, same in groupby(work.phases))
    if work.rounds == 1:
        return phases
    return translate("Dose", "{rounds} rounds of {phases}").format(
        rounds=work.rounds, phases=phases
    )


def _phases(times: int, phase: Phase) -> str:
    """Return a phase that is done so often in a row, such as "swing 2 × 30 s"."""
    if times == 1:
        return _phase(phase)
    return translate("Dose", "{phase} {times} × {length}").format(
        phase=body_word(phase.name).lower(), times=times, length=length_words(phase.lasts)
    )


def _phase(phase: Phase) -> str:
    return translate("Dose", "{phase} {length}").format(
        phase=body_word(phase.name).lower(), length=length_words(phase.lasts)
    )


def _rhythm(dose: Dose) -> tuple[str, ...]:
    if isinstance(dose.work, Timed | Intervals):
        return ()
    if dose.hold:
        return (translate("Dose", "hold {length}").format(length=length_words(dose.hold)),)
    beats = "-".join(number_words(phase.lasts) for phase in dose.work.tempo)
    return (translate("Dose", "tempo {beats}").format(beats=beats),)


def _extras(dose: Dose) -> tuple[str, ...]:
    extras: list[str] = []
    if dose.load is not None:
        extras.append(load_words(dose.load))
    if dose.range is not None:
        degrees = number_words(dose.range)
        extras.append(translate("Dose", "to {degrees}°").format(degrees=degrees))
    if dose.height is not None:
        height = number_words(dose.height)
        extras.append(translate("Dose", "{height} cm step").format(height=height))
    if dose.effort is not None:
        extras.append(translate("Dose", "{percent} % effort").format(percent=dose.effort))
    if dose.times_a_day == 2:
        extras.append(translate("Dose", "twice a day"))
    elif dose.times_a_day > 2:
        extras.append(translate("Dose", "{times} times a day").format(times=dose.times_a_day))
    if dose.variant:
        extras.append(dose.variant)
    return tuple(extras)
