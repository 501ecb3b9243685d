"""Turn a desk break into what its window and its notification say."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kneecoach.breaks.status import BreakStatus
from kneecoach.coach.break_routine import BreakRoutine, seconds_of
from kneecoach.model.desk_break import BreakTally
from kneecoach.model.dose import Dose, Repetitions, Side, Sides
from kneecoach.model.exercise import Exercise
from kneecoach.model.programme import DeskPlace
from kneecoach.model.units import Seconds
from kneecoach.ui.breaks.words import sitting_line, tally_line
from kneecoach.ui.words.doses import dose_words, length_words
from kneecoach.values import dataclass

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakOffer:
    """What a break that is offered says.

    Attributes:
        sitting: How long somebody has been sitting.
        title: The heading.
        text: What is to be done.
        tally: What today's breaks came to.
        afterwards: What is said when it is over.
        can_postpone: Whether it may be put off once more.
        later_minutes: By how much.
        exercise: What is to be done, or None for standing up alone.
    """

    sitting: str
    title: str
    text: str
    tally: str
    afterwards: str = ""
    can_postpone: bool = True
    later_minutes: int = 5
    exercise: Exercise | None = None


def offer_of(
    routine: BreakRoutine | None,
    status: BreakStatus,
    tally: BreakTally,
    *,
    later_minutes: int,
    is_locked: bool = False,
) -> BreakOffer:
    """Return what a break says that is offered now, which is nothing of anybody while locked."""
    sitting = sitting_line(status.sat)
    if routine is None:
        title, text = locked_words() if is_locked else stand_up_words()
        return BreakOffer(
            sitting=sitting,
            title=title,
            text=text,
            tally=tally_line(tally),
            can_postpone=status.can_postpone,
            later_minutes=later_minutes,
        )
    after = afterwards(routine.place)
    return BreakOffer(
        sitting=sitting,
        title=title_line(seconds_of(routine)),
        text=f"{routine_words(routine)}\n{after}",
        tally=tally_line(tally),
        afterwards=after,
        can_postpone=status.can_postpone,
        later_minutes=later_minutes,
        exercise=routine.planned.exercise,
    )


def routine_words(routine: BreakRoutine) -> str:
    """Return what is to be done, such as "Kick at the desk: 10 s holds, 3 each side."."""
    name = routine.planned.exercise.name
    dose = routine.planned.prescriptions[0].dose
    return translate("Breaks", "{name}: {dose}.").format(name=name, dose=_dose(dose))


def _dose(dose: Dose) -> str:
    work = dose.work
    if isinstance(work, Repetitions):
        how_often = amount(work, dose.sides)
        if dose.hold:
            hold = length_words(dose.hold)
            return translate("Breaks", "{hold} holds, {amount}").format(hold=hold, amount=how_often)
        return how_often
    return dose_words(dose)


def side_of(side: Side | None) -> str:
    """Return the leg that works, in a word; nothing where both do."""
    match side:
        case Side.LEFT:
            return translate("Breaks", "left")
        case Side.RIGHT:
            return translate("Breaks", "right")
        case None:
            return ""


def title_line(seconds: Seconds) -> str:
    """Return the heading of a break that takes so long."""
    if seconds <= 75:
        return translate("Breaks", "A minute for the knee")
    return translate("Breaks", "Two minutes for the knee")


def afterwards(place: DeskPlace) -> str:
    """Return what comes after the exercise, so that everybody gets off the chair."""
    if place is DeskPlace.CHAIR:
        return translate("Breaks", "Then stand up and walk to the window.")
    return translate("Breaks", "Look into the distance while you are up.")


def amount(work: Repetitions, sides: Sides) -> str:
    """Return how often a movement is done, such as "3 each side"."""
    if sides is Sides.BOTH:
        return translate("Breaks", "{reps} times").format(reps=work.reps)
    return translate("Breaks", "{reps} each side").format(reps=work.reps)


def locked_words() -> tuple[str, str]:
    """Return heading and text of a break while nothing may be known of the person."""
    return (
        translate("Breaks", "A moment off the chair"),
        translate(
            "Breaks",
            "Change how you sit, or stand up if that is comfortable. kneecoach is locked: unlock it"
            " for exercises that suit the knee.",
        ),
    )


def stand_up_words() -> tuple[str, str]:
    """Return heading and text of a break without an exercise."""
    return (
        translate("Breaks", "A moment off the chair"),
        translate(
            "Breaks",
            "Change how you sit, or stand up if that is comfortable. Exercises are left out today.",
        ),
    )
