"""Hold what a picture of a course shows, and read it off a simulation."""

from __future__ import annotations

from enum import StrEnum

from kneecoach.dose.bands import RED_FROM
from kneecoach.dose.simulate import SimulatedDay, Simulation
from kneecoach.dose.words import a_count
from kneecoach.model.decision import Action
from kneecoach.values import dataclass


class MarkKind(StrEnum):
    """Name what a decision did, each with a shape of its own in the picture."""

    UP = "up"
    DOWN = "down"
    STOP = "stop"
    BREAK = "break"
    RESUME = "resume"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A decision that moved the dose, or stopped it."""

    day: int
    kind: MarkKind
    level: int
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseValues:
    """What a picture of some weeks shows.

    Attributes:
        title: What it is a picture of.
        levels: Levels of the ladder.
        clean_up_to, acceptable_up_to, red_from: Edges of the bands of pain during.
        level: The level of each day.
        during, morning: Pain with its day; only where it is known.
        marks: The decisions.
    """

    title: str
    levels: int
    clean_up_to: int
    acceptable_up_to: int
    red_from: int
    level: tuple[int, ...]
    during: tuple[tuple[int, int], ...]
    morning: tuple[tuple[int, int], ...]
    marks: tuple[Mark, ...]

    def __post_init__(self) -> None:
        """Refuse a course of no days."""
        if not self.level:
            raise ValueError("a course has at least one day")


_KINDS = {
    Action.SEEK_CARE: MarkKind.STOP,
    Action.PAUSE: MarkKind.BREAK,
    Action.RESUME: MarkKind.RESUME,
}


def course_values(simulation: Simulation) -> CourseValues:
    """Return what the picture of a simulation shows."""
    days, levels, band = simulation.days, simulation.levels, simulation.band
    weeks = len(days) // 7
    return CourseValues(
        title=f"{simulation.exercise.name}, {a_count(weeks, 'week')}: {simulation.profile.name}",
        levels=len(simulation.exercise.ladder),
        clean_up_to=band.clean_up_to,
        acceptable_up_to=band.acceptable_up_to,
        red_from=RED_FROM,
        level=levels,
        during=tuple((day.number, day.during) for day in days if day.during is not None),
        morning=tuple((day.number, day.morning) for day in days if day.morning is not None),
        marks=tuple(
            mark
            for number in range(1, len(days))
            if (mark := _mark(days[number - 1], days[number], levels[number - 1], levels[number]))
        ),
    )


def _mark(before: SimulatedDay, day: SimulatedDay, level_before: int, level: int) -> Mark | None:
    action = day.decision.action
    kind = _KINDS.get(action)
    if kind is not None:
        if action is before.decision.action:
            return None
    elif level == level_before:
        return None
    else:
        kind = MarkKind.UP if level > level_before else MarkKind.DOWN
    return Mark(day=day.number, kind=kind, level=level, rule=day.decision.rule)
