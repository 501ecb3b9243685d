"""List what the coach says, in plain English; a recording stands for each of these sentences.

A sentence is whole in itself, so that recordings can follow one another. What another language
makes of it stands in `assets/voice/<language>/words.json`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kneecoach.model.dose import PhaseName, Side
from kneecoach.model.units import Seconds

MOST_COUNTED = 30
"""Repetitions and rounds are counted up to this; more is shown, not said."""

MOST_SETS = 8
LONGEST_SESSION = 60
"""Minutes up to which the length of a session is said."""

TOLD_MINUTES = range(1, 31)
TOLD_SECONDS = (*range(5, 60, 5), 75, 90, 105, 120, 150, 180)
"""Lengths of time that are said; another one is shown, not said."""

MINUTES_TOLD_LEFT = (1, 2, 3, 5, 10, 15, 20, 25)
"""Minutes before the end of a long walk or hold at which they are told."""

SWITCH = "Switch sides."
REST = "Rest."
NEXT = "Next."
LAST = "Last one."
HALFWAY = "Halfway."
TEN_SECONDS = "Ten seconds left."
OWN_PACE = "At your own pace."
MINDFUL = "Stop if the pain gets sharp or rises."
WELL_DONE = "Well done. That was everything."
YOUR_SESSION = "Your session."

SIDES = {Side.LEFT: "Left side.", Side.RIGHT: "Right side."}
LEGS = {Side.LEFT: "Left.", Side.RIGHT: "Right."}

PHASES = {
    PhaseName.RAISE: "Raise.",
    PhaseName.LOWER: "Lower.",
    PhaseName.HOLD: "Hold.",
    PhaseName.PAUSE: "Pause.",
    PhaseName.OPEN: "Open.",
    PhaseName.CLOSE: "Close.",
    PhaseName.STRAIGHTEN: "Straighten.",
    PhaseName.BEND: "Bend.",
    PhaseName.PRESS: "Press.",
    PhaseName.RELAX: "Relax.",
    PhaseName.SQUEEZE: "Squeeze.",
    PhaseName.SLIDE_OUT: "Slide out.",
    PhaseName.SLIDE_IN: "Slide in.",
    PhaseName.REACH: "Reach.",
    PhaseName.STEP: "Step.",
    PhaseName.RETURN: "Return.",
    PhaseName.JUMP: "Jump.",
    PhaseName.LAND: "Land.",
    PhaseName.HOP: "Hop.",
    PhaseName.MARCH: "March.",
    PhaseName.SWING: "Swing.",
    PhaseName.STRETCH: "Stretch.",
    PhaseName.ROLL: "Roll.",
    PhaseName.WALK: "Walk.",
    PhaseName.RUN: "Run.",
    PhaseName.CYCLE: "Cycle.",
    PhaseName.MOVE: "Move.",
}

COUNT = "{n}."
SET = "Set {n} of {m}."
ROUND = "Round {n}."
REPETITIONS = "{n} repetitions."
SECONDS = "{n} seconds."
MINUTES = "{n} minutes."
MINUTES_LEFT = "{n} minutes left."
ABOUT_MINUTES = "About {n} minutes."
ONE_MINUTE = "1 minute."
ONE_MINUTE_LEFT = "1 minute left."
ONE_REPETITION = "1 repetition."


def set_words(number: int, sets: int) -> str:
    """Return which set of how many begins."""
    return SET.format(n=number, m=sets)


def round_words(number: int) -> str:
    """Return which round begins."""
    return ROUND.format(n=number)


def repetition_words(reps: int) -> str:
    """Return how often to do it."""
    return ONE_REPETITION if reps == 1 else REPETITIONS.format(n=reps)


def length_words(lasts: Seconds) -> str:
    """Return a length of time in words; whole minutes are told as such."""
    whole = round(lasts)
    if whole and whole % 60 == 0:
        return ONE_MINUTE if whole == 60 else MINUTES.format(n=whole // 60)
    return SECONDS.format(n=whole)


def minutes_left_words(minutes: int) -> str:
    """Return how many minutes are left."""
    return ONE_MINUTE_LEFT if minutes == 1 else MINUTES_LEFT.format(n=minutes)


def about_words(lasts: Seconds) -> str:
    """Return how long it takes, in whole minutes."""
    return ABOUT_MINUTES.format(n=max(2, round(lasts / 60)))


def sentences_of(text: str) -> tuple[str, ...]:
    """Return the sentences of a text, one by one, to be said with a breath between them."""
    return tuple(re.split(r"(?<=[.!?:;])\s+", text.strip())) if text.strip() else ()


def all_phrases() -> Iterator[str]:
    """Yield every sentence that does not come from a pack."""
    yield from (SWITCH, REST, NEXT, LAST, HALFWAY, TEN_SECONDS, OWN_PACE, MINDFUL, WELL_DONE)
    yield YOUR_SESSION
    yield from (*SIDES.values(), *LEGS.values(), *PHASES.values())
    yield from (COUNT.format(n=number) for number in range(1, MOST_COUNTED + 1))
    sets = range(2, MOST_SETS + 1)
    yield from (SET.format(n=number, m=of) for of in sets for number in range(1, of + 1))
    yield from (round_words(number) for number in range(1, MOST_COUNTED + 1))
    yield from (repetition_words(number) for number in range(1, MOST_COUNTED + 1))
    yield from (SECONDS.format(n=number) for number in TOLD_SECONDS)
    yield from (length_words(Seconds(number * 60.0)) for number in TOLD_MINUTES)
    yield from (minutes_left_words(number) for number in MINUTES_TOLD_LEFT)
    yield from (ABOUT_MINUTES.format(n=number) for number in range(2, LONGEST_SESSION + 1))
