"""The window around a session: Today, the other pages, and what goes wrong."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from fakes import FakeClock
from page_actions import SMALLEST_TARGET_PX, button, click, press
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget
from training_days import train_calmly
from window_harness import Opened, write_short_pack

from kneecoach.history.errors import HistoryError, Trouble
from kneecoach.model.feedback import Flag
from kneecoach.model.record import CheckIn
from kneecoach.model.units import pain_score
from kneecoach.settings import Settings, Theme, load_settings
from kneecoach.ui import keys
from kneecoach.ui.day_watch import DayWatch, milliseconds_to_midnight
from kneecoach.ui.theme.apply import apply_theme
from kneecoach.ui.theme.palette import tokens_of
from kneecoach.ui.theme.tokens import Scheme

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

Key = Qt.Key


@pytest.fixture(autouse=True)
def theme(qapp):
    yield
    apply_theme(qapp, "light")


@pytest.fixture
def opened(qtbot, home, clock) -> Opened:
    return Opened(qtbot, home, clock=clock).open(qtbot)


@pytest.fixture
def trained(qtbot, home, clock) -> Opened:
    opened = Opened(qtbot, home, clock=clock)
    write_short_pack(opened.paths)
    train_calmly(opened, days_ago=(7, 5, 3, 1))
    return opened.open(qtbot)


def go_to(opened: Opened, key: str) -> None:
    """Go to a page of the list, by keyboard."""
    nav = opened.part("nav")
    nav.setFocus()
    QTest.keyClick(nav, Key.Key_Home)
    while nav.page() != key:
        QTest.keyClick(nav, Key.Key_Down)
    QApplication.processEvents()


def test_today_is_filled_and_start_has_the_keyboard(opened):
    assert opened.page() == "today"
    assert "Lift" in opened.sees()
    assert isinstance(QApplication.focusWidget(), QAbstractButton)


def test_nothing_beats_while_today_is_shown(opened):
    assert opened.tickers == []
    assert opened.outputs == []


def test_the_new_day_is_shown_at_midnight(qtbot, home):
    clock = FakeClock(datetime(2026, 3, 2, 22, 0, tzinfo=UTC))
    opened = Opened(qtbot, home, clock=clock).open(qtbot)
    assert any(text.startswith("Monday") for text in opened.sees())
    clock.advance(2 * 3600 + 1)
    opened.room.findChild(DayWatch).look()
    assert any(text.startswith("Tuesday") for text in opened.sees())


def test_the_new_day_is_shown_when_the_person_comes_back(qtbot, home, qapp):
    clock = FakeClock(datetime(2026, 3, 2, 22, 0, tzinfo=UTC))
    opened = Opened(qtbot, home, clock=clock).open(qtbot)
    clock.advance(days=2)
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert any(text.startswith("Wednesday") for text in opened.sees())


def test_midnight_does_not_disturb_a_session(qtbot, home):
    clock = FakeClock(datetime(2026, 3, 2, 23, 59, 50, tzinfo=UTC))
    opened = Opened(qtbot, home, clock=clock).open(qtbot)
    opened.start()
    opened.go(20)
    opened.room.findChild(DayWatch).look()
    assert opened.page() == "session_page"
    assert opened.session().day == date(2026, 3, 2)


@pytest.mark.parametrize("hour", range(0, 24, 5))
def test_the_wait_for_midnight_is_never_long_and_never_nothing(hour):
    wait = milliseconds_to_midnight(datetime(2026, 10, 25, hour, 59, 59, tzinfo=UTC))
    assert 60_000 <= wait <= 25 * 3600 * 1000


def test_a_morning_is_kept_and_changes_today(trained):
    assert button(trained.window, "check_in.pain.2").isVisible()
    click(trained.window, "check_in.pain.2")
    click(trained.window, "check_in.save")
    people = trained.store.people()
    saved = trained.store.read(people[0].id).check_ins[-1]
    assert (saved.day, saved.pain) == (trained.clock.today(), 2)


def test_a_morning_that_cannot_be_kept_stays_on_the_page(trained):
    trained.store.trouble = HistoryError("The disk is full.", "Free some space.", Trouble.FULL)
    click(trained.window, "check_in.pain.2")
    click(trained.window, "check_in.save")
    assert "The disk is full." in trained.sees()
    assert button(trained.window, "check_in.pain.2").isChecked()


def test_having_been_seen_lets_training_go_on(qtbot, home, clock):
    opened = Opened(qtbot, home, clock=clock)
    write_short_pack(opened.paths)
    train_calmly(opened, days_ago=(7, 5, 3))
    opened.store.add_check_in(
        CheckIn(
            id=uuid4(),
            person_id=opened.store.default_person().id,
            day=clock.today(),
            recorded_at=clock.now() - timedelta(hours=1),
            pain=pain_score(4),
            flags=frozenset({Flag.GIVING_WAY}),
        )
    )
    opened.open(qtbot)
    click(opened.window, "care.seen")
    QTest.keyClicks(QApplication.focusWidget(), "physio, go on gently")
    opened.part("today").ensureWidgetVisible(button(opened.window, "care.save"))
    click(opened.window, "care.save")
    person = opened.store.people()[0]
    assert len(opened.store.read(person.id).clearances) == 1


def test_the_keyboard_comes_to_the_first_control_of_a_page_and_the_page_stays_at_its_top(
    qtbot, opened
):
    opened.part("today").setFocus()
    nav = opened.part("nav")
    rows = range(nav.count())
    row = next(at for at in rows if nav.item(at).data(Qt.ItemDataRole.UserRole) == keys.PROGRAMME)
    nav.setCurrentRow(row)  # as a screen reader does: the keyboard is on the page, not in the list
    page = opened.part("programme")
    qtbot.waitUntil(lambda: page.isAncestorOf(QApplication.focusWidget()))
    assert QApplication.focusWidget().objectName().startswith("programme.")
    qtbot.wait(50)  # a page that is going to be scrolled is by then
    assert page.verticalScrollBar().value() == 0


def test_another_programme_is_kept_and_shown(opened):
    go_to(opened, keys.PROGRAMME)
    click(opened.window, "programme.before_a_run.use")
    settings, _ = load_settings(opened.paths.settings)
    assert settings.programme == "before_a_run"
    assert QApplication.focusWidget() is not None
    go_to(opened, keys.TODAY)
    assert "Before a run" in opened.sees()


def test_a_programme_that_is_gone_is_told_until_another_is_chosen(qtbot, home, clock):
    gone = Settings(programme="no_such_programme")
    opened = Opened(qtbot, home, clock=clock, settings=gone).open(qtbot)
    told = "The programme no_such_programme is in no pack any more."
    assert told in opened.sees()
    assert "No programme is chosen yet." in opened.sees()
    click(opened.window, "today.choose")
    click(opened.window, "programme.short_one.use")
    assert told not in opened.sees()
    go_to(opened, keys.TODAY)
    assert "Lift" in opened.sees()


def test_a_pack_with_mistakes_is_told_and_the_rest_works(qtbot, home, clock):
    opened = Opened(qtbot, home, clock=clock)
    folder = opened.paths.packs / "broken"
    folder.mkdir(parents=True)
    (folder / "pack.yaml").write_text("format: kneecoach-pack/1\nid: broken\nname: [\n")
    opened.open(qtbot)
    assert "Lift" in opened.sees()
    click(opened.window, "problems.show")
    assert [text for text in opened.sees() if "broken/pack.yaml" in text]
    opened.part("today").setFocus()
    opened.start()
    assert opened.page() == "session_page"


def test_a_history_that_cannot_be_opened_is_told_with_a_way_out(qtbot, home, clock):
    opened = Opened(qtbot, home, clock=clock)
    opened.shelf.refusal = HistoryError("The history is damaged.", "Set it aside.", Trouble.DAMAGED)
    opened.open(qtbot)
    assert "The history is damaged." in opened.sees()
    assert "Set it aside." in opened.sees()
    go_to(opened, keys.PROGRAMME)
    go_to(opened, keys.SETTINGS)
    go_to(opened, keys.TODAY)
    opened.room.prepare()
    opened.close()
    assert not opened.window.isVisible()


def test_broken_settings_are_told(qtbot, home, clock):
    told = "The volume was not a number, so 70 is used."
    opened = Opened(qtbot, home, clock=clock, messages=(told,)).open(qtbot)
    assert told in opened.sees()


def test_the_theme_and_the_size_of_text_change_at_once(opened):
    go_to(opened, keys.SETTINGS)
    before = opened.window.font().pixelSize()
    click(opened.window, "settings.theme.dark")
    assert tokens_of(opened.window).scheme is Scheme.DARK
    settings, _ = load_settings(opened.paths.settings)
    assert settings.theme is Theme.DARK
    field = opened.part("settings.text_percent")
    field.setFocus()
    inside = QApplication.focusWidget()
    for _ in range(20):
        QTest.keyClick(inside, Key.Key_Up)
    settings, _ = load_settings(opened.paths.settings)
    assert settings.text_percent > 100
    assert QApplication.font().pixelSize() > before > 0


def test_settings_that_cannot_be_written_still_hold(opened, monkeypatch):
    from kneecoach import own_settings
    from kneecoach.model.errors import KneecoachError

    def refuse(*_args):
        raise KneecoachError("There is no room left.", "Free some space.")

    monkeypatch.setattr(own_settings, "save_own_settings", refuse)
    opened.start()
    press(Key.Key_M)
    assert opened.output.is_muted
    press(Key.Key_M)
    assert not opened.output.is_muted


def test_own_pace_is_chosen_per_exercise(opened):
    go_to(opened, keys.PROGRAMME)
    toggles = [
        one
        for one in opened.window.findChildren(QAbstractButton)
        if one.isVisible() and one.objectName().startswith("programme.pace.")
    ]
    names = [one.objectName() for one in toggles]
    assert names
    click(opened.window, names[0])
    settings, _ = load_settings(opened.paths.settings)
    assert len(settings.self_paced) == 1
    click(opened.window, names[0])
    settings, _ = load_settings(opened.paths.settings)
    assert settings.self_paced == frozenset()


def pages_of(opened: Opened):
    """Bring each page into view in turn."""
    yield "today"
    go_to(opened, keys.PROGRAMME)
    yield "programme"
    go_to(opened, keys.SETTINGS)
    yield "settings"
    go_to(opened, keys.TODAY)
    opened.part("today").setFocus()
    press(Key.Key_Return)
    yield "before"
    press(Key.Key_4)
    yield "before, answered"
    press(Key.Key_Return)
    if opened.page() == "before_page":
        press(Key.Key_Return)
    yield "session"
    press(Key.Key_Space)
    yield "paused"
    press(Key.Key_Escape)
    yield "leaving"
    press(Key.Key_P)
    yield "pain stop"
    click(opened.part("pain_stop_page"), "end")
    yield "finish"


CONTROLS = (QAbstractButton, QComboBox, QLineEdit)


def test_every_control_of_every_page_has_a_name_and_a_target(trained):
    seen = set()
    for page in pages_of(trained):
        QApplication.processEvents()
        for one in trained.window.findChildren(QWidget):
            if not isinstance(one, CONTROLS) or not one.isVisible():
                continue
            seen.add(one.objectName())
            where = f"{page}: {one.objectName()}"
            assert one.accessibleName() or one.text(), where
            assert one.objectName(), where
            if not one.objectName().startswith("qt_"):
                assert one.height() >= SMALLEST_TARGET_PX, where
                assert one.width() >= 40, where
    assert len(seen) > 60


def test_every_control_of_every_page_is_reached_by_keyboard(trained):
    for page in pages_of(trained):
        QApplication.processEvents()
        wanted = {
            one.objectName()
            for one in trained.window.findChildren(QAbstractButton)
            if one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        }
        reached = set()
        start = QApplication.focusWidget()
        assert start is not None, page
        for _ in range(150):
            press(Key.Key_Tab)
            focus = QApplication.focusWidget()
            assert focus is not None, page
            assert focus.isVisible(), f"{page}: {focus.objectName()} has the keyboard unseen"
            if focus.objectName() in reached:
                break
            reached.add(focus.objectName())
        start.setFocus()
        missing = {name for name in wanted - reached if not _is_one_of_a_scale(name)}
        assert not missing, f"{page}: {missing}"


def _is_one_of_a_scale(name: str) -> bool:
    """Return whether it is a number of a pain scale, which the arrows lead to."""
    return name.rsplit(".", 1)[-1].isdigit()


def test_the_focus_can_be_seen_on_every_kind_of_control(opened):
    opened.part("today").setFocus()
    focused = QApplication.focusWidget()
    with_focus = focused.grab().toImage()
    focused.clearFocus()
    assert focused.grab().toImage() != with_focus
    assert QGuiApplication.focusWindow() is not None
