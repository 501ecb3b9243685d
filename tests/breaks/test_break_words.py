"""What is said of the break timer, tested without a window."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QLocale

from kneecoach.breaks.status import BreakStatus, StatusKind
from kneecoach.ui.breaks.words import status_line

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_outside_working_hours_the_line_says_when_breaks_come_again() -> None:
    until = BreakStatus(kind=StatusKind.OFF_HOURS, until=NOW + timedelta(days=3))
    assert status_line(until, NOW).startswith("No desk breaks until ")


def test_a_day_is_named_in_the_language_of_the_sentence() -> None:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    try:
        until = BreakStatus(kind=StatusKind.OFF_HOURS, until=NOW + timedelta(days=3))
        assert "until Thursday, " in status_line(until, NOW)
    finally:
        QLocale.setDefault(before)


def test_without_working_hours_the_line_says_no_more_than_it_knows() -> None:
    ever = BreakStatus(kind=StatusKind.OFF_HOURS)
    assert status_line(ever, NOW) == "No desk breaks at this time"
