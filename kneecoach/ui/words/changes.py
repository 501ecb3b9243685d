"""Say in two words what changed in a dose, such as "+2 reps"."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from kneecoach.model.decision import Action, Prescription, Standing
from kneecoach.model.dose import Dose, Intervals, Repetitions, Timed
from kneecoach.model.exercise import Exercise
from kneecoach.ui.words.days import on_day
from kneecoach.ui.words.doses import load_words, number_words
from kneecoach.values import dataclass

translate = QCoreApplication.translate

FIRST_RULE = "N0"
"""The rule that decides while an exercise has no history."""

_MINUS = "−"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a badge says.

    Attributes:
        words: The words.
        direction: More than nothing for more work, less for less, 0 for the same.
        needs_care: Training this exercise stands still for the knee's sake.
    """

    words: str
    direction: int = 0
    needs_care: bool = False


def change_of(prescription: Prescription, exercise: Exercise, today: date) -> Change:
    """Return what a prescription changes, or why it is not done today."""
    match prescription.standing:
        case Standing.STOPPED:
            return Change(words=translate("Change", "stopped"), direction=-1, needs_care=True)
        case Standing.PAUSED:
            return Change(words=translate("Change", "paused"), direction=-1, needs_care=True)
        case Standing.RESTING:
            return Change(words=_rest_words(prescription.until, today), direction=-1)
        case Standing.READY:
            return _change_of_dose(prescription, exercise)


def widest_change(changes: tuple[Change, ...]) -> Change:
    """Return the change that speaks for both legs: the most careful one.

    Raises:
        ValueError: There is no change.
    """
    return min(changes, key=lambda change: (not change.needs_care, change.direction))


def difference(before: Dose, after: Dose) -> str:
    """Return the one thing in which two doses differ, or nothing when it is none or several."""
    found = tuple(words for words in _differences(before, after) if words)
    return found[0] if len(found) == 1 else ""


def _change_of_dose(prescription: Prescription, exercise: Exercise) -> Change:
    levels = len(exercise.ladder)
    before = prescription.dose_before
    if before is None:
        before = exercise.level(min(max(1, prescription.level_before), levels)).dose
    if prescription.level == prescription.level_before and prescription.dose == before:
        if prescription.decision.rule == FIRST_RULE:
            return Change(words=translate("Change", "new"))
        return Change(words=translate("Change", "same"))
    direction = prescription.level - prescription.level_before
    if direction == 0:
        direction = 1 if prescription.decision.action is Action.PROGRESS else -1
    words = difference(before, prescription.dose)
    if not words:
        words = translate("Change", "step {level} of {levels}").format(
            level=prescription.level, levels=levels
        )
    return Change(words=words, direction=1 if direction > 0 else -1)


def _rest_words(until: date | None, today: date) -> str:
    if until is None or until <= today:
        return translate("Change", "rest")
    return translate("Change", "rest, back {day}").format(day=on_day(until, today))


def _differences(before: Dose, after: Dose) -> tuple[str, ...]:
    return (
        _variant(before, after),
        _counted(
            after.sets - before.sets,
            translate("Change", "{change} set"),
            translate("Change", "{change} sets"),
        ),
        *_work(before, after),
        _load(before, after),
        _amount(before.range, after.range, translate("Change", "{change}° bend")),
        _amount(before.height, after.height, translate("Change", "{change} cm step")),
        _amount(before.effort, after.effort, translate("Change", "{change} % effort")),
        _rest(before, after),
        _counted(
            after.times_a_day - before.times_a_day,
            translate("Change", "{change} time a day"),
            translate("Change", "{change} times a day"),
        ),
    )


def _work(before: Dose, after: Dose) -> tuple[str, ...]:
    match before.work, after.work:
        case Repetitions() as old, Repetitions() as new:
            reps = _counted(
                new.reps - old.reps,
                translate("Change", "{change} rep"),
                translate("Change", "{change} reps"),
            )
            if old.tempo == new.tempo:
                return (reps,)
            if before.hold != after.hold:
                held = _amount(before.hold, after.hold, translate("Change", "{change} s hold"))
                return (reps, held)
            return (reps, translate("Change", "new tempo"))
        case Timed(phase=old_phase), Timed(phase=new_phase):
            more = translate("Change", "{change} s")
            return (_amount(old_phase.lasts, new_phase.lasts, more),)
        case Intervals() as old_rounds, Intervals() as new_rounds:
            rounds = _counted(
                new_rounds.rounds - old_rounds.rounds,
                translate("Change", "{change} round"),
                translate("Change", "{change} rounds"),
            )
            is_same = old_rounds.phases == new_rounds.phases
            return (rounds, "" if is_same else translate("Change", "new intervals"))
        case _:
            return (translate("Change", "new way"),)


def _load(before: Dose, after: Dose) -> str:
    old, new = before.load, after.load
    if old == new:
        return ""
    if new is None:
        return translate("Change", "no load")
    if old is None or old.kilograms is None or new.kilograms is None:
        return load_words(new)
    return _amount(old.kilograms, new.kilograms, translate("Change", "{change} kg"))


def _variant(before: Dose, after: Dose) -> str:
    if before.variant == after.variant:
        return ""
    return after.variant or translate("Change", "usual way")


def _rest(before: Dose, after: Dose) -> str:
    if before.rest == after.rest:
        return ""
    if after.rest < before.rest:
        return translate("Change", "shorter rest")
    return translate("Change", "longer rest")


def _counted(change: int, one: str, many: str) -> str:
    if not change:
        return ""
    return (one if abs(change) == 1 else many).format(change=_signed(change))


def _amount(before: float | None, after: float | None, words: str) -> str:
    if before == after:
        return ""
    if before is None or after is None:
        return words.format(change=number_words(after)) if after is not None else ""
    return words.format(change=_signed(round(after - before, 2)))


def _signed(change: float) -> str:
    return f"+{number_words(change)}" if change > 0 else f"{_MINUS}{number_words(-change)}"
