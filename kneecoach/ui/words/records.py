"""Word what comes in, goes along, and stays elsewhere."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QCoreApplication

from kneecoach.coach.deleting import Deletion
from kneecoach.history.merge import Merged
from kneecoach.history.sharing import InStep
from kneecoach.history.taking_in import TakenIn
from kneecoach.model.withdrawal import Deletable
from kneecoach.ui.records_view import RecordsView
from kneecoach.ui.words.days import long_day

translate = QCoreApplication.translate


def called(name: str) -> str:
    """Return what somebody is called, also without a name."""
    return name or translate("Records", "No name yet")


def taken_words(taken: TakenIn) -> str:
    """Return what came of bringing a file in."""
    words = came_words(taken.merged)
    if taken.others:
        others = translate("Records", "Somebody else’s records are kept beside yours.")
        words = f"{words} {others}"
    return words


def came_words(merged: Merged) -> str:
    """Return how much came in."""
    if not merged.changes:
        return translate("Records", "Nothing new came in; all of it was here already.")
    words = translate("Records", "Records that came in: {new}. Here already: {known}.")
    return words.format(new=merged.changes, known=merged.known)


def in_step_words(step: InStep) -> str:
    """Return what came of bringing two computers in step."""
    given = translate("Records", "Written for the others: {given}.").format(given=step.given)
    words = f"{came_words(step.merged)} {given}"
    left_out = step.damaged + step.newer + step.locked
    troubles = left_out + len(step.unreadable) + step.merged.left_out
    if troubles:
        more = translate(
            "Records", "Lines or files that could not be read: {number}; kneecoach sync says more."
        )
        words = f"{words} {more.format(number=troubles)}"
    return words


def deletion_words(deletion: Deletion) -> str:
    """Return when something was deleted, and what."""
    words = {
        Deletable.SESSION: translate("Records", "sessions: {number}"),
        Deletable.CHECK_IN: translate("Records", "words on mornings: {number}"),
        Deletable.FUNCTION_SCORE: translate("Records", "scores of what the knee can do: {number}"),
    }
    counted = Counter(kind for kind, _ in deletion.records)
    what = ", ".join(words[kind].format(number=number) for kind, number in counted.items())
    return translate("Records", "Deleted on {day}: {what}").format(
        day=long_day(deletion.day), what=what
    )


def remains_words(view: RecordsView) -> str:
    """Return what would still hold the records after everything was deleted."""
    parts = []
    if view.copies:
        words = translate("Records", "Copies that would still hold it: {copies}, in {folder}.")
        parts.append(words.format(copies=view.copies, folder=view.copies_at))
    if view.shared:
        words = translate(
            "Records",
            "The shared folder {folder} and other computers would still hold it; the folder would"
            " not be used here any more.",
        )
        parts.append(words.format(folder=view.shared))
    parts.append(
        translate(
            "Records", "Files that you exported and reports that you sent stay where they are."
        )
    )
    return " ".join(parts)
