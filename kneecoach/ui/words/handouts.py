"""Say at which level a handout shows an exercise, and what a report tells of it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate

from kneecoach.model.decision import Standing
from kneecoach.model.dose import Side
from kneecoach.model.exercise import Exercise
from kneecoach.reports.handout_levels import ShownLevels
from kneecoach.ui.words.days import words_locale
from kneecoach.ui.words.doses import dose_words, of_side

translate = QCoreApplication.translate


def handout_day(day: date) -> str:
    """Return a day with its year and without its name, such as "6 March 2026"."""
    return words_locale().toString(QDate(day.year, day.month, day.day), "d MMMM yyyy")


def shown_doses(exercise: Exercise, shown: ShownLevels) -> tuple[str, ...]:
    """Return the doses at which an exercise is shown: one line, or one for each leg."""
    return tuple(_dose(exercise, side, level) for side, level in shown.legs)


def level_line(exercise: Exercise, shown: ShownLevels) -> str:
    """Return at which levels an exercise is shown, such as "left level 2, right level 3"."""
    if len(shown.legs) == 1:
        text = translate("Handout", "level {level} of {levels}")
        return text.format(level=shown.lowest, levels=len(exercise.ladder))
    text = translate("Handout", "left level {left}, right level {right} of {levels}")
    legs = dict(shown.legs)
    return text.format(left=legs[Side.LEFT], right=legs[Side.RIGHT], levels=len(exercise.ladder))


def level_short(shown: ShownLevels) -> str:
    """Return at which levels an exercise is shown, as short as can be: "left 2, right 3"."""
    legs = dict(shown.legs)
    if len(legs) == 1:
        return translate("Handout", "level {level}").format(level=shown.lowest)
    text = translate("Handout", "left {left}, right {right}")
    return text.format(left=legs[Side.LEFT], right=legs[Side.RIGHT])


def told_lines(shown: ShownLevels) -> tuple[str, ...]:
    """Return what the patient has to know when the coach had stopped an exercise."""
    if shown.told_on is None:
        return ()
    words = {
        Standing.PAUSED: translate(
            "Handout",
            "On {day} this was to wait for the knee to settle. Ask before you go on with it.",
        ),
        Standing.STOPPED: translate(
            "Handout",
            "On {day} this was to wait until the knee has been looked at. Ask before you go on "
            "with it.",
        ),
    }
    found = {one.standing for one in shown.standings}
    said = next((words[one] for one in reversed(words) if one in found), "")
    return (said.format(day=handout_day(shown.told_on)),) if said else ()


def other_doses(exercise: Exercise, shown: ShownLevels) -> tuple[str, ...]:
    """Return the doses of a report that are others than those of the levels, for the author.

    At the bottom of a ladder the coach may have taken sets away, at its top it may have added load,
    and the pack may have changed since.
    """
    legs = dict(shown.legs)
    found = []
    for one in shown.standings:
        side = Side(one.side) if one.side in set(Side) else None
        dose = exercise.level(legs.get(side, shown.lowest)).dose
        if one.dose not in {dose_words(dose), dose_words(dose, with_sides=False)}:
            found.append(of_side(side, one.dose))
    return tuple(dict.fromkeys(found))


def _dose(exercise: Exercise, side: Side | None, level: int) -> str:
    at = exercise.level(level)
    words = of_side(side, dose_words(at.dose, with_sides=side is None))
    return " · ".join(filter(None, (words, at.note)))
