"""Read quantities that carry their unit, such as "45 s", and say what a wrong one may mean."""

from __future__ import annotations

import re
from typing import NamedTuple

_NUMBER = r"[0-9]{1,5}(?:\.[0-9]{1,2})?"
_BARE = re.compile(rf"[+-]?{_NUMBER}")
_RANGE = re.compile(rf"({_NUMBER}) ?\w* ?(?:-|–|to) ?({_NUMBER} ?\S*)")
_CLOCK = re.compile(r"([0-9]{1,2}):([0-5][0-9])")
_WORDY = re.compile(r"([0-9]{1,5}(?:[.,][0-9]{1,2})?) ?([^\W0-9]+|[%°\"]).?")


class Measure(NamedTuple):
    """A kind of quantity, and how it is written.

    Attributes:
        name: What it is called in a sentence.
        units: Each unit with what it is worth in the unit that the model uses; the first is the
            one that a number without a unit is taken to mean.
        spoken: The first unit's name in a sentence.
        example: How a good one looks.
        compounds: Pairs of units that may be written together, such as "1 min 30 s".
        others: Other spellings and units: the unit that is written instead, and the factor.
        singles: Units that are spelt otherwise for one: both spellings.
        is_signed: It may be below 0, such as "-10 deg".
    """

    name: str
    units: tuple[tuple[str, float], ...]
    spoken: str
    example: str
    compounds: tuple[tuple[str, str], ...] = ()
    others: tuple[tuple[str, str, float], ...] = ()
    singles: tuple[tuple[str, str], ...] = ()
    is_signed: bool = False

    @property
    def pattern(self) -> str:
        """Return the regular expression of everything that is written as it should be."""
        single = "|".join(unit for unit, _ in self.units)
        double = "".join(
            rf"|[0-9]{{1,3}} ?{big} [0-9]{{1,2}} ?{small}" for big, small in self.compounds
        )
        sign = "[+-]?" if self.is_signed else ""
        return rf"^(?:{sign}{_NUMBER} ?(?:{single}){double})$"

    def read(self, text: str) -> float | None:
        """Return the quantity in the model's unit, or None when it is not written as one."""
        found = _compiled(self)[0].fullmatch(text)
        if not found:
            return None
        worth = dict(self.units)
        sign = -1.0 if text.startswith("-") else 1.0
        parts = _compiled(self)[1].findall(text)
        return sign * sum(float(number) * worth[unit] for number, unit in parts)

    def write(self, amount: float) -> str:
        """Return an amount as it is written in the largest unit that makes it a whole number."""
        unit, worth = self.units[0]
        single = dict(self.singles)
        for name, factor in self.units:
            if amount and amount % factor == 0 and name not in single.values():
                unit, worth = name, factor
        return f"{amount / worth:g} {single.get(unit, unit) if amount == worth else unit}"

    def misread(self, text: str) -> str:
        """Return what is wrong with a text that is not such a quantity, and the likely meaning."""
        text = text.strip()
        if _BARE.fullmatch(text):
            number = text if self.is_signed else text.lstrip("+-")
            return f'has no unit; write "{number} {self.units[0][0]}" if you mean {self.spoken}'
        meant = self._meant(text)
        question = f" (did you mean {meant}?)" if meant else ""
        if _RANGE.fullmatch(text):
            return f"is a range; one level of the ladder has one value{question}"
        return f"is not {self.name} such as {self.example}{question}"

    def _meant(self, text: str) -> str:
        """Return the likely meaning of a text, written as it should be, or an empty text."""
        ranged = _RANGE.fullmatch(text)
        if ranged:
            return ranged[2] if self.read(ranged[2]) is not None else self._meant(ranged[2])
        clock = _CLOCK.fullmatch(text)
        if clock and self.compounds:
            return f"{int(clock[1])} min {int(clock[2])} s"
        sign = "-" if self.is_signed and text.startswith("-") else ""
        wordy = _WORDY.fullmatch(text.removeprefix(sign))
        if not wordy:
            return ""
        number, word = float(wordy[1].replace(",", ".")), wordy[2].lower()
        known = {unit: (unit, 1.0) for unit, _ in self.units}
        known |= {other: (unit, factor) for other, unit, factor in self.others}
        if word not in known:
            return ""
        unit, factor = known[word]
        return f"{sign}{round(number * factor, 1):g} {unit}"


_PATTERNS: dict[str, tuple[re.Pattern[str], re.Pattern[str]]] = {}


def _compiled(measure: Measure) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the measure's pattern and that of one number with its unit, compiled once."""
    found = _PATTERNS.get(measure.name)
    if found is None:
        units = "|".join(unit for unit, _ in measure.units)
        found = re.compile(measure.pattern), re.compile(rf"({_NUMBER}) ?({units})")
        _PATTERNS[measure.name] = found
    return found


DURATION = Measure(
    name="a length of time",
    units=(("s", 1), ("min", 60), ("h", 3600)),
    spoken="seconds",
    example='"45 s" or "2 min"',
    compounds=(("min", "s"), ("h", "min")),
    others=(
        *((word, "s", 1.0) for word in ("sec", "secs", "second", "seconds")),
        *((word, "min", 1.0) for word in ("m", "mins", "minute", "minutes")),
        *((word, "h", 1.0) for word in ("hr", "hrs", "hour", "hours")),
    ),
)

WEIGHT = Measure(
    name="a weight",
    units=(("kg", 1),),
    spoken="kilograms",
    example='"2 kg"',
    others=(
        *((word, "kg", 1.0) for word in ("kilo", "kilos", "kilogram", "kilograms", "kgs")),
        *((word, "kg", 0.4536) for word in ("lb", "lbs", "pound", "pounds")),
        *((word, "kg", 0.001) for word in ("g", "gram", "grams")),
    ),
)

ANGLE = Measure(
    name="an angle",
    units=(("deg", 1),),
    spoken="degrees",
    example='"45 deg"',
    others=tuple((word, "deg", 1.0) for word in ("°", "degree", "degrees", "degs")),
)

TURN = ANGLE._replace(name="a signed angle", example='"45 deg" or "-10 deg"', is_signed=True)

HEIGHT = Measure(
    name="a height",
    units=(("cm", 1),),
    spoken="centimetres",
    example='"10 cm"',
    others=(
        *((word, "cm", 1.0) for word in ("centimetre", "centimetres", "cms")),
        *((word, "cm", 2.54) for word in ("in", "inch", "inches", '"')),
        ("mm", "cm", 0.1),
        ("m", "cm", 100.0),
    ),
)

DISTANCE = HEIGHT._replace(name="a distance", example='"10 cm" or "-10 cm"', is_signed=True)

EFFORT = Measure(
    name="an effort",
    units=(("%", 1),),
    spoken="percent of all you could",
    example='"70 %"',
    others=tuple((word, "%", 1.0) for word in ("percent", "pct")),
)

SPAN = Measure(
    name="a number of days or weeks",
    units=(("days", 1), ("day", 1), ("weeks", 7), ("week", 7)),
    spoken="days",
    example='"10 days" or "2 weeks"',
    singles=(("days", "day"), ("weeks", "week")),
    others=(
        *((word, "days", 1.0) for word in ("d", "ds")),
        *((word, "weeks", 1.0) for word in ("w", "wk", "wks")),
        *((word, "weeks", 4.0) for word in ("month", "months")),
    ),
)
