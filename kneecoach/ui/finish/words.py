"""Say how a session went: pure functions from counts to words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kneecoach.model.exercise import Exercise
from kneecoach.ui.answers import FinishAnswers
from kneecoach.ui.words.sets import sets_words
from kneecoach.values import dataclass

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishRow:
    """One exercise of the session that ends.

    Attributes:
        position: Its place in the session, counted from 0.
        exercise_id, name: Which exercise.
        line: How much was done, such as "2 × 12 each side · all done".
        exercise: What the picture shows; None when no pack has it any more.
        asks_spare: Whether the repetitions left in the tank are asked.
    """

    position: int
    exercise_id: str
    name: str
    line: str
    exercise: Exercise | None
    asks_spare: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishView:
    """How a session went, before anything is asked.

    Attributes:
        minutes: Whole minutes it took.
        sets_done, sets: Sets done, whole or in part, and sets asked for.
        sets_in_part: How many of the done ones were stopped before their end.
        pauses: How often the person paused.
        rows: Its exercises, in order.
        has_ended_early: The person ended it before its last step.
    """

    minutes: int
    sets_done: int
    sets: int
    pauses: int
    rows: tuple[FinishRow, ...]
    sets_in_part: int = 0
    has_ended_early: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NextView:
    """What happens next time, as it is shown beside the questions.

    Attributes:
        when: When that is, such as "Next session, Sunday".
        headline: What happens, in a few words.
        text: Why, and what would change it.
        rule: Where it comes from, such as "Rule H3"; may be empty.
    """

    when: str
    headline: str
    text: str
    rule: str = ""


def title_of(view: FinishView) -> str:
    """Return the title, such as "Done. 23 minutes."."""
    if view.has_ended_early:
        if view.minutes == 1:
            return translate("Finish", "Enough for today. 1 minute.")
        text = translate("Finish", "Enough for today. {minutes} minutes.")
        return text.format(minutes=view.minutes)
    if view.minutes == 1:
        return translate("Finish", "Done. 1 minute.")
    return translate("Finish", "Done. {minutes} minutes.").format(minutes=view.minutes)


def subtitle_of(view: FinishView) -> str:
    """Return the line under it: "6 exercises · 14 of 15 sets · you paused twice"."""
    sets = sets_words(done=view.sets_done, asked=view.sets, in_part=view.sets_in_part)
    parts = [_exercises(len(view.rows)), sets]
    if view.pauses:
        parts.append(_pauses(view.pauses))
    return " · ".join(parts)


def set_words(*, done: int, stopped: int, asked: int) -> str:
    """Return how the sets of one exercise ended, such as "all done" or "one set stopped"."""
    if stopped == 1:
        return translate("Finish", "one set stopped")
    if stopped:
        return translate("Finish", "{sets} sets stopped").format(sets=stopped)
    if done >= asked:
        return translate("Finish", "all done")
    if done == 0:
        return translate("Finish", "left out")
    return translate("Finish", "{done} of {sets} sets").format(done=done, sets=asked)


def missing_words(*, during: bool, after: bool, effort: bool) -> str:
    """Return which of the three questions still wait for an answer; nothing when none does.

    Args:
        during: The worst pain is missing.
        after: The pain now is missing.
        effort: How hard it was is missing.
    """
    missing = [
        words
        for is_missing, words in (
            (during, translate("Finish", "worst pain")),
            (after, translate("Finish", "pain now")),
            (effort, translate("Finish", "how hard it was")),
        )
        if is_missing
    ]
    if not missing:
        return ""
    return translate("Finish", "Still to answer: {questions}.").format(questions=", ".join(missing))


def said_words(said: FinishAnswers) -> str:
    """Return what stands from the stops for pain, whatever is answered now; or nothing."""
    if said.during is not None:
        text = translate(
            "Finish", "You said {score} when a set was stopped. The worse of the two counts."
        )
        return text.format(score=said.during)
    if said.sharp or said.flags:
        return translate("Finish", "What you said when a set was stopped counts too.")
    return ""


def _exercises(count: int) -> str:
    if count == 1:
        return translate("Finish", "1 exercise")
    return translate("Finish", "{count} exercises").format(count=count)


def _pauses(count: int) -> str:
    if count == 1:
        return translate("Finish", "you paused once")
    if count == 2:
        return translate("Finish", "you paused twice")
    return translate("Finish", "you paused {count} times").format(count=count)
