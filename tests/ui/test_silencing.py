"""A sign that is known and was checked is silenced from the window, with a note and an end."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from page_actions import button, click, press
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from training_days import train_calmly
from window_harness import Opened, write_short_pack

from kneecoach.model.feedback import Flag, Knee
from kneecoach.model.record import CheckIn
from kneecoach.model.units import pain_score

Key = Qt.Key


def open_with(qtbot, home, clock, *flags: Flag) -> Opened:
    """Open the window on the morning on which signs of the left knee were said."""
    opened = Opened(qtbot, home, clock=clock)
    write_short_pack(opened.paths)
    train_calmly(opened, days_ago=(3, 1))
    opened.store.add_check_in(
        CheckIn(
            id=uuid4(),
            person_id=opened.store.default_person().id,
            day=clock.today(),
            recorded_at=clock.now() - timedelta(hours=1),
            pain=pain_score(1),
            knee=Knee.LEFT,
            flags=frozenset(flags),
        )
    )
    opened.open(qtbot)
    click(opened.window, "care.open")
    assert opened.page() == "seek_care_page"
    return opened


def see(opened: Opened, name: str) -> None:
    QApplication.processEvents()
    opened.part("seek_care_page").ensureWidgetVisible(button(opened.window, name))


def test_a_checked_sign_is_silenced_with_its_note_and_training_goes_on(qtbot, home, clock):
    opened = open_with(qtbot, home, clock, Flag.PAINFUL_CLICKING)
    see(opened, "silence.open")
    click(opened.window, "silence.open")
    see(opened, "silence.save")
    click(opened.window, "silence.save")
    assert any("who checked it, such as" in text for text in opened.sees())
    QTest.keyClicks(QApplication.focusWidget(), "physio, Monday")
    see(opened, "silence.weeks.4")
    click(opened.window, "silence.weeks.4")
    see(opened, "silence.save")
    click(opened.window, "silence.save")
    (kept,) = opened.store.read(opened.store.people()[0].id).silences
    assert (kept.flag, kept.knee, kept.note) == (
        Flag.PAINFUL_CLICKING,
        Knee.LEFT,
        "physio, Monday",
    )
    assert kept.until == clock.today() + timedelta(days=28)
    assert opened.page() == "today"
    assert opened.part("today.care") is None or not opened.part("today.care").isVisible()
    told = [text for text in opened.sees() if "does not count up to and including" in text]
    assert len(told) == 2, "in the message, and on Today for as long as it holds"
    assert all("Monday 30 March" in text and "physio, Monday" in text for text in told)


def test_an_emergency_sign_is_never_offered(qtbot, home, clock):
    opened = open_with(qtbot, home, clock, Flag.FEVER, Flag.LIMPING)
    assert opened.part("silence.open") is None


def test_it_may_be_left_as_it_is(qtbot, home, clock):
    opened = open_with(qtbot, home, clock, Flag.LIMPING, Flag.SWELLING)
    see(opened, "silence.open")
    click(opened.window, "silence.open")
    QApplication.processEvents()
    assert {"silence.sign.limping.left", "silence.sign.swelling.left"} <= {
        one.objectName() for one in opened.part("silence.sign").children()
    }
    see(opened, "silence.cancel")
    click(opened.window, "silence.cancel")
    press(Key.Key_Escape)
    assert opened.page() == "today"
    assert opened.store.read(opened.store.people()[0].id).silences == ()
