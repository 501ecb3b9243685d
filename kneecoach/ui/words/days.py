"""Name days as a person would."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale

translate = QCoreApplication.translate

_DAYS_NAMED_ALONE = 6


def words_locale() -> QLocale:
    """Return the locale that names days: the person's, in the language of the texts."""
    own = QLocale()
    if own.language() == QLocale.Language.English:
        return own
    is_known = own.language() != QLocale.Language.C
    territory = own.territory() if is_known else QLocale.Country.UnitedKingdom
    return QLocale(QLocale.Language.English, territory)


def day_name(day: date) -> str:
    """Return the name of the day of the week, such as "Friday"."""
    return words_locale().standaloneDayName(day.isoweekday())


def long_day(day: date) -> str:
    """Return a day with its year, such as "Friday, 6 March 2026"."""
    words = words_locale().toString(
        QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat
    )
    return str(words)


def short_day_name(day: date) -> str:
    """Return the short name of the day of the week, such as "Fri"."""
    return words_locale().standaloneDayName(day.isoweekday(), QLocale.FormatType.ShortFormat)


def full_day(day: date) -> str:
    """Return the day with its date, such as "Friday 20 November"."""
    return words_locale().toString(QDate(day.year, day.month, day.day), "dddd d MMMM")


def on_day(day: date, today: date) -> str:
    """Return when a day is, seen from today: "today", "tomorrow", "on Sunday", or with its date."""
    ahead = (day - today).days
    if ahead == 0:
        return translate("Days", "today")
    if ahead == 1:
        return translate("Days", "tomorrow")
    if ahead == -1:
        return translate("Days", "yesterday")
    if abs(ahead) <= _DAYS_NAMED_ALONE:
        return translate("Days", "on {day}").format(day=day_name(day))
    return translate("Days", "on {day}").format(day=full_day(day))


def days_session(day: date, today: date) -> str:
    """Return whose session one of a day is: "today’s session", "Wednesday’s session"."""
    behind = (today - day).days
    if behind == 0:
        return translate("Days", "today’s session")
    if behind == 1:
        return translate("Days", "yesterday’s session")
    if 0 < behind <= _DAYS_NAMED_ALONE:
        return translate("Days", "{day}’s session").format(day=day_name(day))
    return translate("Days", "the session of {day}").format(day=full_day(day))
