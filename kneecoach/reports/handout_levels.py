"""Say at which level a handout shows an exercise: its start, where a patient stands, or another."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from kneecoach.model.dose import Side
from kneecoach.model.errors import KneecoachError
from kneecoach.model.exercise import Exercise
from kneecoach.model.programme import Catalogue, Programme, ProgrammeItem
from kneecoach.reports.report import Report, ReportedStanding
from kneecoach.values import dataclass

_SIDES = {one.value: one for one in Side}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenLevel:
    """A level that an author put an exercise at.

    Attributes:
        exercise: Its id.
        level: Counted from 1; 0 for where it starts, whatever a report tells.
        programme: The programme in which it is so; empty for all of them.
    """

    exercise: str
    level: int
    programme: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutLevels:
    """At which levels exercises stand on a handout; where nothing is said, they start.

    Attributes:
        chosen: What the author chose; it comes before what a report tells.
        report: Where a patient stands; None for nobody.
    """

    chosen: tuple[ChosenLevel, ...] = ()
    report: Report | None = None

    def shown(self, programme: Programme, item: ProgrammeItem, exercise: Exercise) -> ShownLevels:
        """Return at which level an exercise of a programme is shown, on each leg."""
        level = next(
            (
                one.level
                for one in self.chosen
                if one.exercise == exercise.id and one.programme in {"", programme.id}
            ),
            None,
        )
        if level is not None:
            return ShownLevels(((None, within(level or item.start_level, item, exercise)),))
        standings = standings_in(self.report, exercise.id, exercise.name)
        if self.report is None or not standings:
            return ShownLevels(((None, within(item.start_level, item, exercise)),))
        return ShownLevels(_levels_of(standings, item, exercise), standings, self.report.made)


AT_START = HandoutLevels()
"""Every exercise where it starts."""


class ShownLevels(NamedTuple):
    """At which level an exercise is shown.

    Attributes:
        legs: A level for each leg that has its own, the left one first; or one for both, and None.
        standings: What a report tells of it, when the levels come from there.
        told_on: The day of that report.
    """

    legs: tuple[tuple[Side | None, int], ...]
    standings: tuple[ReportedStanding, ...] = ()
    told_on: date | None = None

    @property
    def lowest(self) -> int:
        """Return the lower level, which a picture shows."""
        return min(level for _, level in self.legs)


def standings_in(
    report: Report | None, exercise_id: str, name: str
) -> tuple[ReportedStanding, ...]:
    """Return where a patient stands with an exercise, or with the one that it is a copy of."""
    standings = report.standings if report is not None else ()
    return tuple(one for one in standings if one.exercise == exercise_id or one.name == name)


def levels_of(item: ProgrammeItem, exercise: Exercise) -> range:
    """Return the levels between which an exercise of a programme stays."""
    most = len(exercise.ladder)
    highest = min(item.limits.highest_level or most, most)
    return range(min(item.limits.lowest_level or 1, highest), highest + 1)


def within(level: int, item: ProgrammeItem, exercise: Exercise) -> int:
    """Return a level, or the nearest one that the programme and the ladder have."""
    levels = levels_of(item, exercise)
    return max(levels[0], min(level, levels[-1]))


def check_levels(
    levels: HandoutLevels, programmes: tuple[Programme, ...], catalogue: Catalogue
) -> None:
    """Refuse levels that none of the programmes has, and a report about something else.

    Raises:
        KneecoachError: An exercise is not there, stays between other levels, or is not told of.
    """
    for one in levels.chosen:
        _check_chosen(one, programmes, catalogue)
    names = {
        (item.exercise_id, exercise.name)
        for programme in programmes
        for item in programme.items
        if (exercise := catalogue.exercise(item.exercise_id)) is not None
    }
    if levels.report is not None and not any(standings_in(levels.report, *one) for one in names):
        raise KneecoachError(
            "The report tells nothing of these exercises.",
            "Choose a report that answers this pack.",
        )


def _check_chosen(
    chosen: ChosenLevel, programmes: tuple[Programme, ...], catalogue: Catalogue
) -> None:
    items = [
        item for one in programmes for item in one.items if item.exercise_id == chosen.exercise
    ]
    exercise = catalogue.exercise(chosen.exercise)
    if not items or exercise is None:
        known = dict.fromkeys(item.exercise_id for one in programmes for item in one.items)
        way_out = f"These are: {', '.join(known)}."
        raise KneecoachError(f"The exercise {chosen.exercise} is not on this handout.", way_out)
    for item in items:
        levels = levels_of(item, exercise)
        if chosen.level not in levels:
            raise KneecoachError(
                f"{exercise.name} cannot be shown at level {chosen.level}.",
                f"Here it has the levels {levels[0]} to {levels[-1]}."
                if len(levels) > 1
                else f"Here it stays at level {levels[0]}.",
            )


def _levels_of(
    standings: tuple[ReportedStanding, ...], item: ProgrammeItem, exercise: Exercise
) -> tuple[tuple[Side | None, int], ...]:
    """Return a level for each leg where they differ, and else one for both."""
    legs = {_SIDES.get(one.side): within(one.level, item, exercise) for one in standings}
    if len(set(legs.values())) == 1 or None in legs:
        return ((None, min(legs.values())),)
    return tuple((side, legs[side]) for side in Side if side in legs)
