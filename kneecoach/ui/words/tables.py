"""Word what a table of one's own would bring in."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kneecoach.coach.tables import FirstRow, Preview
from kneecoach.history.told_cells import DayOrder
from kneecoach.ui.words.days import long_day

translate = QCoreApplication.translate


def field_words(name: str) -> str:
    """Return what a field is called."""
    return {
        "date": translate("Table", "Day (needed)"),
        "time": translate("Table", "Time"),
        "before": translate("Table", "Pain before, 0-10"),
        "during": translate("Table", "Worst pain during, 0-10 (needed)"),
        "after": translate("Table", "Pain after, 0-10"),
        "effort": translate("Table", "Effort, 0-10"),
        "morning": translate("Table", "Pain the next morning, 0-10"),
        "programme": translate("Table", "Programme"),
        "note": translate("Table", "Note"),
    }[name]


def day_order_words(order: DayOrder) -> str:
    """Return a day as it is written in an order."""
    return {
        DayOrder.ISO: translate("Table", "2026-03-02 (year, month, day)"),
        DayOrder.DAY_FIRST: translate("Table", "02.03.2026 (day, month, year)"),
        DayOrder.MONTH_FIRST: translate("Table", "03/02/2026 (month, day, year)"),
    }[order]


def encoding_words(encoding: str) -> str:
    """Return what a way to keep letters is called."""
    return {
        "": translate("Table", "Unicode (UTF-8), as most programs write it"),
        "cp1252": translate("Table", "Windows, Western European (cp1252)"),
        "utf-16": translate("Table", "Unicode (UTF-16)"),
    }[encoding]


def row_words(row: FirstRow) -> str:
    """Return a session as it would come in, on one line."""
    facts = [
        translate("Table", "{day}, {time}").format(day=long_day(row.day), time=f"{row.at:%H:%M}"),
        translate("Table", "before {score}").format(score=row.before),
        translate("Table", "worst {score}").format(score=row.during),
    ]
    if row.after is not None:
        facts.append(translate("Table", "after {score}").format(score=row.after))
    if row.effort is not None:
        facts.append(translate("Table", "effort {score}").format(score=row.effort))
    if row.morning is not None:
        facts.append(translate("Table", "next morning {score}").format(score=row.morning))
    return " · ".join([*facts, *(one for one in (row.programme, row.note) if one)])


def preview_words(preview: Preview) -> str:
    """Return what would come of a table, in one or two sentences."""
    if preview.lacking:
        names = ", ".join(field_words(one) for one in preview.lacking)
        return translate("Table", "Say which column holds this: {names}.").format(names=names)
    if preview.wrong:
        words = translate(
            "Table",
            "Rows that cannot be read: {wrong}. Rows that can: {sessions}. Choose another column or"
            " way of writing, or mend the table.",
        )
        return words.format(wrong=preview.wrong, sessions=preview.sessions)
    if preview.mistakes:
        return translate("Table", "The table cannot be read like this.")
    if not preview.sessions:
        return translate("Table", "The table has no rows.")
    words = translate("Table", "Sessions that would come in: {sessions}.")
    return words.format(sessions=preview.sessions)
