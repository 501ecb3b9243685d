"""Say what was decided about a dose, by which rule, and what the plan for a day is."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from kneecoach.model.dose import Dose, Side
from kneecoach.model.exercise import Exercise
from kneecoach.model.programme import Programme
from kneecoach.model.stages import StageStanding
from kneecoach.values import dataclass


class Action(StrEnum):
    """Name what is done with a dose, from most to least cautious.

    `HOLD` and `RESUME` stand side by side; `PROGRESS` is the only one that asks for more work.
    """

    SEEK_CARE = "seek_care"
    PAUSE = "pause"
    REDUCE_REST = "reduce_rest"
    REDUCE = "reduce"
    HOLD = "hold"
    RESUME = "resume"
    PROGRESS = "progress"


class Urgency(StrEnum):
    """Name how soon a person should be seen."""

    EMERGENCY = "emergency"
    SOON = "soon"
    ROUTINE = "routine"


Detail = int | float | str | bool
"""A plain fact that belongs to a decision, such as the level it leads to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What one rule decided, in a form that can be stored, tested and explained.

    Attributes:
        action: What is done.
        rule: Stable id of the rule, such as "F1".
        urgency: How soon to be seen; only with `SEEK_CARE`.
        details: Named facts, such as `("to_level", 3)`, in a fixed order.
        reason: The sentence for the person: what was seen, what it means, what would change it.
    """

    action: Action
    rule: str
    reason: str
    urgency: Urgency | None = None
    details: tuple[tuple[str, Detail], ...] = ()

    def detail(self, name: str) -> Detail | None:
        """Return the named fact, or None when this decision does not carry it."""
        return dict(self.details).get(name)


class Standing(StrEnum):
    """Name how an exercise stands on a day.

    `READY` may be done, `RESTING` waits for a day, `PAUSED` waits for the knee to settle, `STOPPED`
    waits until someone has been seen.
    """

    READY = "ready"
    RESTING = "resting"
    PAUSED = "paused"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prescription:
    """Today's dose of one exercise on one side, and why.

    Attributes:
        side: The leg, or None where both legs share one dose.
        level: Level of the ladder that the decision leads to, counted from 1.
        level_before: Level of the session before; equals `level` when nothing changed.
        dose: The dose at `level`; at the bottom of the ladder a step down may hold fewer sets.
        decision: What was decided and why.
        standing: Whether it may be done today.
        until: First day it may be done again while resting; None otherwise.
        days_at_level, calm_in_a_row: How long and how well it has gone at this level.
        dose_before: The dose as it stood before today's decision; None before the first session.
    """

    side: Side | None
    level: int
    level_before: int
    dose: Dose
    decision: Decision
    standing: Standing
    until: date | None = None
    days_at_level: int = 0
    calm_in_a_row: int = 0
    dose_before: Dose | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedExercise:
    """One exercise of today's plan: one prescription, or one for each leg (left first)."""

    exercise: Exercise
    prescriptions: tuple[Prescription, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a programme asks for on one day.

    Attributes:
        day: The day planned for.
        programme: The programme, with the days a week that hold now.
        exercises: Every exercise of the programme, or of its present stage, in order, with those
            that rest or are stopped.
        is_due: Whether a session falls on this day.
        next_due: The first day, from `day` on, on which a session falls.
        sessions_this_week: Finished sessions since Monday.
        missing: Ids of exercises that the programme names and no pack has.
        morning_owed: Day of the session whose next-morning score is still owed, or None.
        urgency: The most urgent advice to be seen among the exercises, or None.
        stage: The stage that the programme is in, or None where it has none.
    """

    day: date
    programme: Programme
    exercises: tuple[PlannedExercise, ...]
    is_due: bool
    next_due: date
    sessions_this_week: int = 0
    missing: tuple[str, ...] = ()
    morning_owed: date | None = None
    urgency: Urgency | None = None
    stage: StageStanding | None = None
