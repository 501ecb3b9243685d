"""Carry what the page of a handout shows, as plain values, and gather it from a pack."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kneecoach.model.exercise import Exercise
from kneecoach.model.programme import Catalogue, Programme, ProgrammeItem
from kneecoach.reports.handout_levels import (
    AT_START,
    ChosenLevel,
    HandoutLevels,
    ShownLevels,
    levels_of,
    standings_in,
)
from kneecoach.reports.report import Report
from kneecoach.ui.words.handouts import (
    handout_day,
    level_short,
    other_doses,
    shown_doses,
    told_lines,
)
from kneecoach.values import dataclass

translate = QCoreApplication.translate

START, REPORTED = "0", "reported"
"""Keys of where an exercise starts, and where a patient stands; others are numbers of levels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelView:
    """One level at which an exercise can be shown.

    Attributes:
        key: The level, `START` or `REPORTED`.
        words: What it is called.
        says: The dose, and what else is to be known.
    """

    key: str
    words: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutRow:
    """One exercise of a programme.

    Attributes:
        programme, exercise: Their ids.
        name: What the exercise is called.
        levels: At which it can be shown, the usual one first.
    """

    programme: str
    exercise: str
    name: str
    levels: tuple[LevelView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutView:
    """What a handout can show.

    Attributes:
        title: The pack.
        told: Whose report is at hand, in a sentence; empty when there is none.
        programmes: The name of each, and its exercises.
    """

    title: str
    told: str
    programmes: tuple[tuple[str, tuple[HandoutRow, ...]], ...]


def build_handout_view(
    title: str, pack_id: str, catalogue: Catalogue, report: Report | None, patient: str
) -> HandoutView:
    """Return what the handout of a pack can show.

    Args:
        title: What the pack is called.
        pack_id: The pack.
        catalogue: The pack and all that it rests on.
        report: Where its patient stands; None for nobody.
        patient: What the patient is called; may be empty.
    """
    programmes = tuple(one for one in catalogue.programmes if one.pack_id == pack_id)
    rows = tuple((one.name, _rows(one, catalogue, report)) for one in programmes)
    is_told = any(level.key == REPORTED for _, each in rows for row in each for level in row.levels)
    return HandoutView(
        title=title,
        told=_told(report, patient) if report is not None and is_told else "",
        programmes=rows,
    )


def chosen_levels(
    chosen: tuple[tuple[HandoutRow, str], ...], report: Report | None
) -> HandoutLevels:
    """Return the levels that were chosen for exercises, by their keys."""
    return HandoutLevels(
        chosen=tuple(
            ChosenLevel(programme=row.programme, exercise=row.exercise, level=int(key))
            for row, key in chosen
            if key != REPORTED
        ),
        report=report,
    )


def _told(report: Report, patient: str) -> str:
    day = handout_day(report.made)
    if patient:
        text = translate("Handout", "{patient} reported on {day}.")
        return text.format(patient=patient, day=day)
    return translate("Handout", "The patient reported on {day}.").format(day=day)


def _rows(
    programme: Programme, catalogue: Catalogue, report: Report | None
) -> tuple[HandoutRow, ...]:
    return tuple(
        HandoutRow(
            programme=programme.id,
            exercise=exercise.id,
            name=exercise.name,
            levels=_levels(programme, item, exercise, report),
        )
        for item in programme.items
        if (exercise := catalogue.exercise(item.exercise_id)) is not None
    )


def _levels(
    programme: Programme, item: ProgrammeItem, exercise: Exercise, report: Report | None
) -> tuple[LevelView, ...]:
    start = AT_START.shown(programme, item, exercise)
    words = translate("Handout", "Start: {level}")
    found = [_level(START, words, exercise, start)]
    if standings_in(report, exercise.id, exercise.name):
        told = HandoutLevels(report=report).shown(programme, item, exercise)
        words = translate("Handout", "Patient: {level}")
        found.insert(0, _level(REPORTED, words, exercise, told))
    return (
        *found,
        *(
            _level(str(one), translate("Handout", "Level {number}"), exercise, _at(one))
            for one in levels_of(item, exercise)
        ),
    )


def _at(level: int) -> ShownLevels:
    return ShownLevels(((None, level),))


def _level(key: str, words: str, exercise: Exercise, shown: ShownLevels) -> LevelView:
    says = [*shown_doses(exercise, shown), *told_lines(shown)]
    others = other_doses(exercise, shown)
    if others:
        text = translate("Handout", "The report has another dose there: {doses}.")
        says.append(text.format(doses=", ".join(others)))
    return LevelView(
        key=key,
        words=words.format(level=level_short(shown), number=shown.lowest),
        says="\n".join(says),
    )
