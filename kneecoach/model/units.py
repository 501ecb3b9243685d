"""Name the units that numbers carry, and check the ranges that hold everywhere."""

from __future__ import annotations

from typing import NewType

Seconds = NewType("Seconds", float)
"""A length of time, or a moment on a session's own clock, in seconds."""

Kilograms = NewType("Kilograms", float)
Degrees = NewType("Degrees", float)
Centimetres = NewType("Centimetres", float)
Percent = NewType("Percent", int)

PainScore = NewType("PainScore", int)
"""Pain on the 0-10 numeric rating scale, whole numbers. Source: numeric-rating-scale."""

LOWEST_SCORE = 0
HIGHEST_SCORE = 10


def pain_score(value: int) -> PainScore:
    """Return `value` as a pain score, a whole number from 0 (no pain) to 10 (worst imaginable).

    Raises:
        ValueError: The value is not a whole number from 0 to 10.
    """
    if type(value) is not int or not LOWEST_SCORE <= value <= HIGHEST_SCORE:
        raise ValueError(f"a score is a whole number from 0 to 10, not {value!r}")
    return PainScore(value)
