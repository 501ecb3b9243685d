"""Hold what a person can do with the knee, as it is kept in the history."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from kneecoach.model.dose import Side
from kneecoach.values import dataclass

HIGHEST_ACTIVITY = 10.0
"""An activity of one's own is scored from 0 to 10 (patient-specific-functional-scale)."""

HIGHEST_KNEE = 100.0
"""The knee as a whole is scored from 0 to 100 (single-assessment-numeric-evaluation)."""

MOST_COUNTED = 500
LARGEST_TOTAL = 10_000.0
LONGEST_NAME = 80


class Measure(StrEnum):
    """Name a way to tell what the knee can do.

    `ACTIVITY` is an activity that the person named, `KNEE` how normal the knee is as a whole,
    `SIT_TO_STAND` and `SINGLE_LEG_SQUAT` are counted in a timed self-test, and `QUESTIONNAIRE` is
    the total of one that was filled in elsewhere.
    """

    ACTIVITY = "activity"
    KNEE = "knee"
    SIT_TO_STAND = "sit_to_stand"
    SINGLE_LEG_SQUAT = "single_leg_squat"
    QUESTIONNAIRE = "questionnaire"


NAMED = frozenset({Measure.ACTIVITY, Measure.QUESTIONNAIRE})
"""What is told apart by a name."""

COUNTED = frozenset({Measure.SIT_TO_STAND, Measure.SINGLE_LEG_SQUAT})
"""What is counted, and has no highest score."""

HIGHEST = {Measure.ACTIVITY: HIGHEST_ACTIVITY, Measure.KNEE: HIGHEST_KNEE}

Key = tuple[Measure, str, Side | None]
"""What tells one course of scores from another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionScore:
    """One score of what the knee can do; a later one on the same day takes its place.

    Attributes:
        id, person_id: Stable identities.
        day: Local day that it is about.
        recorded_at: Moment it was written down, UTC.
        measure: What was asked or counted.
        name: The activity or the questionnaire, in the person's words; empty for all others.
        side: Which leg did it, or which knee is meant; None where that makes no difference.
        score: How much; whole numbers but for the total of a questionnaire, which has one decimal.
        highest: The best score there is; 0 for what is counted.
    """

    id: UUID
    person_id: UUID
    day: date
    recorded_at: datetime
    measure: Measure
    name: str = ""
    side: Side | None = None
    score: float
    highest: float

    def __post_init__(self) -> None:
        """Refuse a score that cannot be, and a moment without a time zone."""
        if self.recorded_at.tzinfo is None:
            raise ValueError("a moment carries its time zone")
        trouble = find_trouble(self.measure, self.name, self.side, self.score, self.highest)
        if trouble:
            raise ValueError(trouble)

    @property
    def key(self) -> Key:
        """Return what tells its course of scores from others."""
        return self.measure, self.name, self.side


def find_trouble(
    measure: Measure, name: str, side: Side | None, score: float, highest: float
) -> str:
    """Return what is wrong with a score as the middle of a sentence; empty when nothing is."""
    if bool(name.strip()) is not (measure in NAMED) or len(name) > LONGEST_NAME:
        return "an activity and a questionnaire have a name, and nothing else has"
    if (side is not None) is not (measure is Measure.SINGLE_LEG_SQUAT) and (
        measure is not Measure.KNEE
    ):
        return "squats on one leg are of one leg, and other counts and names are not"
    if measure in COUNTED:
        is_possible = highest == 0 and 0 <= score <= MOST_COUNTED
    elif measure is Measure.QUESTIONNAIRE:
        is_possible = 0 < highest <= LARGEST_TOTAL and 0 <= score <= highest
    else:
        is_possible = highest == HIGHEST[measure] and 0 <= score <= highest
    if not is_possible:
        return "a score lies between nothing and the highest there is"
    if measure is not Measure.QUESTIONNAIRE and score != int(score):
        return "a score is a whole number"
    if round(score, 1) != score or round(highest, 1) != highest:
        return "a total has one decimal at most"
    return ""
