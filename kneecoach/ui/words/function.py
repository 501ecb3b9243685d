"""Word what the knee can do: what is asked, and how it went."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kneecoach.coach.function import SMALLEST_CHANGES, Course
from kneecoach.model.dose import Side
from kneecoach.model.function import Measure

translate = QCoreApplication.translate


def side_word(side: Side | None) -> str:
    """Return left or right; empty for neither."""
    if side is None:
        return ""
    return translate("Function", "left") if side is Side.LEFT else translate("Function", "right")


def knee_words(side: Side | None) -> str:
    """Return what a knee is called."""
    if side is None:
        return translate("Function", "The knee")
    if side is Side.LEFT:
        return translate("Function", "The left knee")
    return translate("Function", "The right knee")


def course_name(course: Course) -> str:
    """Return what a course is called, with its highest score."""
    match course.measure:
        case Measure.ACTIVITY:
            return translate("Function", "{name} (of 10)").format(name=course.name)
        case Measure.KNEE:
            words = translate("Function", "{knee} (of 100)")
            return words.format(knee=knee_words(course.side))
        case Measure.SIT_TO_STAND:
            return translate("Function", "Stood up in 30 s")
        case Measure.SINGLE_LEG_SQUAT:
            words = translate("Function", "Squats in 30 s, {leg} leg")
            return words.format(leg=side_word(course.side))
        case Measure.QUESTIONNAIRE:
            words = translate("Function", "{name} (of {highest})")
            return words.format(name=course.name, highest=f"{course.highest:g}")


def scores_words(course: Course) -> str:
    """Return the first and the last score."""
    first, last = course.points[0][1], course.points[-1][1]
    return f"{last:g}" if len(course.points) == 1 else f"{first:g} → {last:g}"


def worth_words(course: Course) -> str:
    """Return what the change is worth; empty where there is nothing to say."""
    if course.is_meaningful is None:
        return ""
    least = f"{SMALLEST_CHANGES[course.measure]:g}"
    if not course.is_meaningful:
        words = translate("Function", "Less than {points} may be chance: call it the same.")
    elif course.change > 0:
        words = translate("Function", "Better by {points} or more: you can trust that.")
    else:
        words = translate("Function", "Less by {points} or more: more than chance.")
    return words.format(points=least)


def course_says(course: Course) -> str:
    """Return a course in one sentence for a screen reader, with every score and its day."""
    points = ", ".join(f"{day.isoformat()} {score:g}" for day, score in course.points)
    return f"{course_name(course)}: {points}. {worth_words(course)}".strip()


def test_title(measure: Measure, side: Side | None) -> str:
    """Return what a self-test is called."""
    if measure is Measure.SIT_TO_STAND:
        return translate("Function", "Stand up and sit down for 30 seconds")
    words = translate("Function", "Squats on the {leg} leg for 30 seconds")
    return words.format(leg=side_word(side))


def test_words(measure: Measure) -> str:
    """Return how a self-test is done."""
    if measure is Measure.SIT_TO_STAND:
        return translate(
            "Function",
            "Put a firm chair against a wall and cross your arms. Stand up all the way and sit down"
            " again, and count each time you stand. Your own speed: stop when it hurts.",
        )
    return translate(
        "Function",
        "Stand on one leg beside a wall or a heavy chair, fingertips on it. Bend the knee as far as"
        " is comfortable and come up again, and count. Your own speed: stop when it hurts.",
    )
