"""Carry what a person may choose of a dose, and what they chose, as plain values."""

from __future__ import annotations

from kneecoach.coach.overruling import Offer
from kneecoach.model.dose import Side
from kneecoach.model.record import Choice
from kneecoach.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LegOffers:
    """What each choice would do today for one leg, or with None for the exercise as a whole."""

    side: Side | None
    offers: tuple[Offer, ...]

    def offer(self, choice: Choice) -> Offer | None:
        """Return what a choice would do, or None when it is not offered."""
        return next((one for one in self.offers if one.choice is choice), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class OverruleView:
    """What may be chosen for one exercise.

    Attributes:
        exercise_id, name: The exercise.
        legs: The whole first, then each leg where each has its own dose.
    """

    exercise_id: str
    name: str
    legs: tuple[LegOffers, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OverruleAnswer:
    """What a person chose for the next session of an exercise."""

    exercise_id: str
    side: Side | None
    choice: Choice
    reason: str
