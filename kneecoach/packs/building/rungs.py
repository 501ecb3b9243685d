"""Make a ladder from a start, a goal and a number of steps: each level changes one thing."""

from __future__ import annotations

import math

from kneecoach.model.dose import Variable
from kneecoach.model.errors import KneecoachError
from kneecoach.packs.dose_format import CHANGE, VARIABLES
from kneecoach.packs.scalars import RefusedError, read_scalar
from kneecoach.packs.spec import Kind, Quantity, Whole
from kneecoach.values import dataclass

MOST_STEPS = 30
"""Levels that the format has room for above the first."""

_KINDS: dict[Variable, Kind] = {VARIABLES[one.name]: one.kind for one in CHANGE.fields}

CLIMBS = tuple(
    one
    for one in (
        Variable.REPS, Variable.HOLD, Variable.DURATION, Variable.SETS, Variable.LOAD,
        Variable.RANGE, Variable.HEIGHT, Variable.EFFORT, Variable.REST, Variable.TIMES_A_DAY,
    )
)  # fmt: skip
"""What may be climbed in steps; where two are due at once, the first goes first."""

_FINEST = {Variable.LOAD: 0.5, Variable.HOLD: 1.0, Variable.DURATION: 5.0, Variable.REST: 5.0,
           Variable.RANGE: 5.0, Variable.EFFORT: 5.0}  # fmt: skip
"""The smallest difference between two levels that is worth a level. Source: house rule; smaller
ones are neither felt nor counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Climb:
    """One thing that a ladder changes, from its start to its goal, each as written."""

    variable: Variable
    start: str
    goal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """A level above the first: what it changes, and to what, as it is written."""

    variable: Variable
    value: str


def make_rungs(climbs: tuple[Climb, ...], steps: int) -> tuple[Rung, ...]:
    """Return the levels above the first, from the start to the goal of each climb.

    They are shared out evenly, and take turns. There are fewer where the steps would get too small.

    Raises:
        KneecoachError: A start or goal cannot be read, or there are too few steps for the goals.
    """
    wanted = [one for one in map(_Way, climbs) if one.start != one.goal]
    if not wanted:
        way_out = "Say what should be more at the top, such as 15 repetitions."
        raise KneecoachError("The goal is the same as the start.", way_out)
    if not len(wanted) <= steps <= MOST_STEPS:
        raise KneecoachError(
            f"There are {len(wanted)} things to change and {steps} steps.",
            f"Each step changes one thing: choose {len(wanted)} to {MOST_STEPS} steps.",
        )
    for _ in range(steps - len(wanted)):
        behind = max((one for one in wanted if one.has_room), key=_Way.stride, default=None)
        if behind is None:
            break
        behind.steps += 1
    rungs = [rung for one in wanted for rung in one.rungs()]
    return tuple(rung for _, _, rung in sorted(rungs, key=lambda one: one[:2]))


def amount_of(variable: Variable, written: str) -> float:
    """Return the number that a value of a variable stands for.

    Raises:
        KneecoachError: It is not written as one; says how it is.
    """
    kind = _KINDS[variable]
    try:
        found = read_scalar(kind, written) if isinstance(kind, Whole | Quantity) else ""
    except RefusedError as refused:
        name = variable.value.replace("_", " ")
        raise KneecoachError(f"The {name}: {refused}.", "Write it anew.") from refused
    if isinstance(found, str):
        raise KneecoachError(
            f"There are no steps on the way to {written}.",
            "Write that level into the ladder itself.",
        )
    return float(found)


def written_amount(variable: Variable, amount: float) -> str:
    """Return a number as a value of the variable is written."""
    kind = _KINDS[variable]
    return kind.measure.write(amount) if isinstance(kind, Quantity) else f"{round(amount)}"


class _Way:
    """One climb, and how many levels it is given."""

    def __init__(self, climb: Climb) -> None:
        self.variable = climb.variable
        self.start = amount_of(climb.variable, climb.start)
        self.goal = amount_of(climb.variable, climb.goal)
        self.finest = _FINEST.get(climb.variable, 1.0)
        self.steps = 1

    @property
    def has_room(self) -> bool:
        """Return whether one level more would still differ enough from the next."""
        return self.steps < math.floor(abs(self.goal - self.start) / self.finest)

    def stride(self) -> float:
        """Return how much of itself one level changes."""
        return abs(self.goal - self.start) / max(self.start, self.goal) / self.steps

    def rungs(self) -> list[tuple[float, int, Rung]]:
        """Return its levels, each with its turn among those of the others."""
        found = []
        for number in range(1, self.steps + 1):
            amount = self.start + (self.goal - self.start) * number / self.steps
            if number < self.steps:
                amount = round(amount / self.finest) * self.finest
            rung = Rung(variable=self.variable, value=written_amount(self.variable, amount))
            found.append(((number - 0.5) / self.steps, CLIMBS.index(self.variable), rung))
        return found
