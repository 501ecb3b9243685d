"""Say in words how a knee was on a morning."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QLocale, QTime

from kneecoach.coach.mornings import Morning
from kneecoach.model.feedback import Flag, Knee
from kneecoach.model.record import CheckIn
from kneecoach.ui.feeling_words import flag_words
from kneecoach.ui.words.days import full_day, words_locale

translate = QCoreApplication.translate


def knee_title(knee: Knee) -> str:
    """Return the name of a knee, such as "Left knee"."""
    return {
        Knee.LEFT: translate("Morning", "Left knee"),
        Knee.RIGHT: translate("Morning", "Right knee"),
        Knee.BOTH: translate("Morning", "Knee"),
    }[knee]


def word_words(word: CheckIn) -> str:
    """Return what was said about one knee, such as "pain 3 of 10 and swelling"."""
    said = [translate("Morning", "pain {score} of 10").format(score=word.pain)]
    said.extend(flag_words(flag).lower() for flag in Flag if flag in word.flags)
    if word.stiff:
        said.append(translate("Morning", "stiff on waking"))
    if word.new_onset:
        said.append(translate("Morning", "sudden new pain"))
    return words_locale().createSeparatedList(said)


def said_words(words: tuple[CheckIn, ...], *, names_knee: bool = False) -> str:
    """Return what was said of a morning, knee by knee where there are two or it is asked for."""
    if len(words) == 1 and not names_knee:
        return word_words(words[0])
    return ". ".join(
        translate("Morning", "{knee}: {said}").format(
            knee=knee_title(word.knee), said=word_words(word)
        )
        for word in words
    )


def saved_words(words: tuple[CheckIn, ...]) -> str:
    """Return that a morning is kept, and what was said of it."""
    return translate("Morning", "Saved: {said}.").format(said=said_words(words))


def morning_words(morning: Morning) -> str:
    """Return what was said of a morning, what it corrects, or that it was not recorded."""
    if not morning.words:
        return translate("Morning", "Not recorded")
    said = said_words(morning.words)
    said = said[:1].upper() + said[1:]
    if not morning.earlier:
        return f"{said}."
    before = translate("Morning", "{said}. Corrected; before: {earlier}.")
    earlier = "; ".join(
        translate("Morning", "{said} (said at {time})").format(
            said=said_words((one,), names_knee=len(morning.words) > 1), time=_time(one)
        )
        for one in morning.earlier
    )
    return before.format(said=said, earlier=earlier)


def morning_title(day: date, today: date) -> str:
    """Return the name of a morning in the list, such as "Yesterday, Thursday 5 March"."""
    full = full_day(day)
    behind = (today - day).days
    if behind == 0:
        return translate("Morning", "Today, {day}").format(day=full)
    if behind == 1:
        return translate("Morning", "Yesterday, {day}").format(day=full)
    return full


def _time(one: CheckIn) -> str:
    local = one.recorded_at.astimezone()
    shape = QLocale.FormatType.ShortFormat
    return words_locale().toString(QTime(local.hour, local.minute), shape)
