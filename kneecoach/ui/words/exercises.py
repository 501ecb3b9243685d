"""Put what an exercise is, and where a person stands on its ladder, into words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kneecoach.model.decision import Prescription, Standing
from kneecoach.model.dose import Side, Variable
from kneecoach.model.exercise import Equipment, Exercise, Kind, Position
from kneecoach.ui.words.days import words_locale

translate = QCoreApplication.translate


def kind_words(kind: Kind) -> str:
    """Return the kind of an exercise."""
    words = {
        Kind.STRENGTH: translate("Exercise", "Strength"),
        Kind.ISOMETRIC: translate("Exercise", "Holding still"),
        Kind.STRETCH: translate("Exercise", "Stretch"),
        Kind.MOBILITY: translate("Exercise", "Mobility"),
        Kind.CARDIO: translate("Exercise", "Endurance"),
        Kind.PLYO: translate("Exercise", "Jumping"),
        Kind.RUN: translate("Exercise", "Running"),
    }
    return words[kind]


def position_words(position: Position) -> str:
    """Return how the body starts."""
    words = {
        Position.STANDING: translate("Exercise", "Standing"),
        Position.SITTING: translate("Exercise", "Sitting"),
        Position.LYING: translate("Exercise", "Lying"),
        Position.SIDE_LYING: translate("Exercise", "On the side"),
        Position.PRONE: translate("Exercise", "Face down"),
        Position.KNEELING: translate("Exercise", "Kneeling"),
        Position.MOVING: translate("Exercise", "On the move"),
    }
    return words[position]


def what_words(exercise: Exercise) -> str:
    """Return kind and position in one line."""
    return f"{kind_words(exercise.kind)} · {position_words(exercise.position)}"


def areas_words(exercise: Exercise) -> str:
    """Return the parts of the body that it works, as the start of a sentence."""
    return first_capital(words_locale().createSeparatedList(list(exercise.areas)))


def equipment_words(equipment: tuple[Equipment, ...]) -> tuple[str, ...]:
    """Return a line for what is needed and one for what may be used."""
    if not equipment:
        return (translate("Exercise", "Nothing."),)
    needed = [one.name for one in equipment if not one.optional]
    useful = [one.name for one in equipment if one.optional]
    lines = []
    if needed:
        lines.append(f"{first_capital(words_locale().createSeparatedList(needed))}.")
    if useful:
        things = words_locale().createSeparatedList(useful)
        line = translate("Exercise", "If you like: {things}.").format(things=things)
        lines.append(line)
    return tuple(lines)


def found_words(count: int, of: int) -> str:
    """Return how many exercises were found."""
    if not count:
        return translate("Exercise", "No exercise fits. Try fewer words, or fewer filters.")
    if count == of:
        return translate("Exercise", "{count} exercises").format(count=count)
    return translate("Exercise", "{count} of {all} exercises").format(count=count, all=of)


def changes_words(changes: Variable | None) -> str:
    """Return what a level changes from the one below it."""
    if changes is None:
        return translate("Exercise", "The beginning")
    words = {
        Variable.SETS: translate("Exercise", "More sets"),
        Variable.REPS: translate("Exercise", "More repetitions"),
        Variable.HOLD: translate("Exercise", "A longer hold"),
        Variable.DURATION: translate("Exercise", "A longer time"),
        Variable.INTERVALS: translate("Exercise", "Other intervals"),
        Variable.TEMPO: translate("Exercise", "Another rhythm"),
        Variable.REST: translate("Exercise", "Another rest"),
        Variable.LOAD: translate("Exercise", "More load"),
        Variable.RANGE: translate("Exercise", "A deeper bend"),
        Variable.HEIGHT: translate("Exercise", "Another height"),
        Variable.EFFORT: translate("Exercise", "More effort"),
        Variable.TIMES_A_DAY: translate("Exercise", "More often a day"),
        Variable.FREQUENCY: translate("Exercise", "More often a week"),
        Variable.DISTANCE: translate("Exercise", "A longer way"),
        Variable.VARIANT: translate("Exercise", "A harder way of doing it"),
    }
    return words[changes]


def here_words(sides: tuple[Side | None, ...]) -> str:
    """Return the mark of a level that somebody stands on, with the leg where they differ."""
    match sides:
        case (Side.LEFT,):
            return translate("Exercise", "left leg here")
        case (Side.RIGHT,):
            return translate("Exercise", "right leg here")
        case _:
            return translate("Exercise", "you are here")


def stands_words(prescriptions: tuple[Prescription, ...], levels: int) -> str:
    """Return on which level somebody stands, for both legs or for each, after a colon."""
    each = {one.level for one in prescriptions}
    if len(each) == 1:
        return translate("Exercise", "level {level} of {levels}").format(
            level=prescriptions[0].level, levels=levels
        )
    by_leg = {one.side: one.level for one in prescriptions}
    return translate("Exercise", "left leg level {left}, right leg level {right}, of {all}").format(
        left=by_leg.get(Side.LEFT, 0), right=by_leg.get(Side.RIGHT, 0), all=levels
    )


def may_be_tried(prescriptions: tuple[Prescription, ...]) -> bool:
    """Tell whether any leg may do the exercise today."""
    return any(one.standing is Standing.READY for one in prescriptions)


def review_words(review: str) -> str:
    """Return who of the profession has read it, as a sentence."""
    if not review:
        return translate("Exercise", "No physiotherapist has reviewed this yet.")
    return translate("Exercise", "Review: {review}").format(review=review)


def first_capital(text: str) -> str:
    """Return a text that begins with a capital letter."""
    return f"{text[:1].upper()}{text[1:]}"
