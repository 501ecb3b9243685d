"""Carry what the page of what the knee can do shows, as plain values."""

from __future__ import annotations

from datetime import date

from kneecoach.model.dose import Side
from kneecoach.model.function import Measure
from kneecoach.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionView:
    """What is asked.

    Attributes:
        today: The local day.
        activities: The person's own, with the last score of each.
        knees: The knees that are asked about one by one; None for the only one.
        last: The last score of everything else, by measure and side.
    """

    today: date
    activities: tuple[tuple[str, float], ...]
    knees: tuple[Side | None, ...]
    last: dict[tuple[Measure, Side | None], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldQuestionnaire:
    """What is written down of a questionnaire, as typed.

    Attributes:
        name, total, highest, day: The fields; empty where nothing was typed.
    """

    name: str
    total: str
    highest: str
    day: str
