"""Put the break timer into words; every surface says the same."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from kneecoach.breaks.options import MINUTE
from kneecoach.breaks.presence.choose import MISSING_WORDS
from kneecoach.breaks.presence.source import Fact
from kneecoach.breaks.state import Hold
from kneecoach.breaks.status import BreakStatus, StatusKind
from kneecoach.model.desk_break import BreakTally
from kneecoach.model.units import Seconds
from kneecoach.ui.words.days import day_name

translate = QCoreApplication.translate


def status_line(status: BreakStatus, now: datetime) -> str:
    """Return where the timer stands, in one sentence without a full stop."""
    match status.kind:
        case StatusKind.WORKING | StatusKind.POSTPONED | StatusKind.DUE_SOON:
            return translate("Breaks", "Next desk break in {minutes} min").format(
                minutes=max(1, status.minutes or 0)
            )
        case StatusKind.QUIET:
            return _waiting(status.hold)
        case StatusKind.PAUSED:
            return _until(translate("Breaks", "Desk breaks are paused"), status.until, now)
        case StatusKind.OFF_HOURS:
            if status.until is None:
                return translate("Breaks", "No desk breaks at this time")
            return _until(translate("Breaks", "No desk breaks"), status.until, now)
        case _:
            return _plainly(status.kind)


def _plainly(kind: StatusKind) -> str:
    sentences = {
        StatusKind.DUE: translate("Breaks", "A desk break is waiting for you"),
        StatusKind.IN_BREAK: translate("Breaks", "Desk break under way"),
        StatusKind.ASLEEP: translate("Breaks", "Away from the desk for a moment"),
        StatusKind.NATURAL_BREAK: translate("Breaks", "Away from the desk: that is a break too"),
    }
    return sentences[kind]


def _waiting(hold: Hold | None) -> str:
    match hold:
        case Hold.CALL:
            return translate("Breaks", "A desk break waits for your call to end")
        case Hold.SHARING:
            return translate("Breaks", "A desk break waits while you share your screen")
        case Hold.DO_NOT_DISTURB:
            return translate("Breaks", "A desk break waits while you are not to be disturbed")
        case Hold.FULL_SCREEN:
            return translate("Breaks", "A desk break waits while a window fills the screen")
        case Hold.TYPING | None:
            return translate("Breaks", "A desk break waits for a pause in your typing")


def _until(sentence: str, until: datetime | None, now: datetime) -> str:
    if until is None:
        return sentence
    locale, local = QLocale(), until.astimezone()
    moment = QDateTime(local.year, local.month, local.day, local.hour, local.minute, 0)
    clock = locale.toString(moment.time(), QLocale.FormatType.ShortFormat)
    if local.date() == now.astimezone().date():
        return translate("Breaks", "{what} until {time}").format(what=sentence, time=clock)
    return translate("Breaks", "{what} until {day}, {time}").format(
        what=sentence, day=day_name(local.date()), time=clock
    )


def presence_words(heard: tuple[str, ...], unknown: tuple[Fact, ...]) -> str:
    """Return what desk breaks listen to on this computer, and what cannot be known here."""
    if not heard:
        first = translate(
            "Breaks", "This computer tells nothing of you, so breaks go by the clock."
        )
    else:
        first = translate("Breaks", "Desk breaks listen to {sources}.").format(
            sources=", ".join(heard)
        )
    missing = (translate("Breaks", MISSING_WORDS[fact]) for fact in unknown)
    return " ".join((first, *missing))


def sitting_line(sat: Seconds) -> str:
    """Return how long somebody has been sitting, such as "45 minutes at the desk"."""
    minutes = round(sat / MINUTE)
    if minutes < 1:
        return translate("Breaks", "At the desk")
    if minutes == 1:
        return translate("Breaks", "1 minute at the desk")
    return translate("Breaks", "{minutes} minutes at the desk").format(minutes=minutes)


def tally_line(tally: BreakTally) -> str:
    """Return what today's breaks come to; nothing that is not there is counted."""
    parts = []
    if tally.taken == 1:
        parts.append(translate("Breaks", "1 break taken"))
    elif tally.taken:
        parts.append(translate("Breaks", "{number} breaks taken").format(number=tally.taken))
    if tally.postponed:
        parts.append(translate("Breaks", "{number} put off").format(number=tally.postponed))
    if tally.skipped:
        parts.append(translate("Breaks", "{number} skipped").format(number=tally.skipped))
    longest = tally.longest_sit_seconds // MINUTE
    if longest:
        parts.append(translate("Breaks", "longest sit {minutes} min").format(minutes=longest))
    if not parts:
        return translate("Breaks", "Today: no desk break yet")
    return translate("Breaks", "Today: {parts}").format(parts=" · ".join(parts))
