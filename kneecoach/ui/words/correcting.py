"""Word what a correction changes, and what a session said before it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kneecoach.coach.correcting import ChangedDose
from kneecoach.model.record import SessionRecord
from kneecoach.ui.words.days import long_day
from kneecoach.ui.words.progress import score_words, with_side
from kneecoach.ui.words.sets import sets_words

translate = QCoreApplication.translate

_TOLD = 4


def changes_words(changes: tuple[ChangedDose, ...]) -> str:
    """Return what a correction came to today, in one or two sentences."""
    kept = translate(
        "Correct", "The correction is kept; what the session said before stays in the history."
    )
    if not changes:
        words = translate("Correct", "Every dose was worked out anew, and today’s stays the same.")
        return f"{kept} {words}"
    told = "; ".join(_change_words(one) for one in changes[:_TOLD])
    if len(changes) > _TOLD:
        words = translate("Correct", "{changes}; and {more} more")
        told = words.format(changes=told, more=len(changes) - _TOLD)
    words = translate("Correct", "Every dose was worked out anew. Today changes: {changes}.")
    return f"{kept} {words.format(changes=told)}"


def _change_words(one: ChangedDose) -> str:
    name = with_side(one.name, one.side)
    if one.is_resting:
        return translate("Correct", "{name} rests").format(name=name)
    if one.level_before != one.level:
        words = translate("Correct", "{name} goes from level {before} to {after}")
        return words.format(name=name, before=one.level_before, after=one.level)
    if one.is_resting is False:
        return translate("Correct", "{name} may be done again").format(name=name)
    return translate("Correct", "{name} has another dose").format(name=name)


def earlier_words(record: SessionRecord) -> str:
    """Return what a session said before it was corrected."""
    words = translate(
        "Correct",
        "Before it was corrected: {day}, pain before {before}, worst {during}, after {after}; "
        "{sets}.",
    )
    return words.format(
        day=long_day(record.day),
        before=record.before,
        during=score_words(record.scores.during),
        after=score_words(record.scores.after),
        sets=sets_words(
            done=record.sets_done, asked=record.sets_asked, in_part=record.sets_in_part
        ),
    )
