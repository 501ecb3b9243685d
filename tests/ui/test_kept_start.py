"""The second start shows Today as the first kept it, and nothing that no longer holds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from training_days import train_calmly
from window_harness import Opened, write_short_pack

from kneecoach.settings import Settings, Theme, save_settings
from kneecoach.ui import day_keeper
from kneecoach.ui.face import Face, make_face
from kneecoach.ui.theme.apply import apply_theme

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

SETTINGS = Settings(programme="short_one", theme=Theme.LIGHT)


@pytest.fixture(autouse=True)
def calm(qapp, monkeypatch):
    monkeypatch.setattr(day_keeper, "CALM_MS", 50)
    monkeypatch.setattr(day_keeper, "STEP_MS", 1)
    yield
    apply_theme(qapp, "light")


@pytest.fixture
def opened(qtbot, home, clock) -> Opened:
    opened = Opened(qtbot, home, clock=clock, settings=SETTINGS)
    write_short_pack(opened.paths)
    save_settings(opened.paths.settings, SETTINGS)
    train_calmly(opened, days_ago=(7, 5, 3, 1))
    return opened.open(qtbot)


def is_kept(opened: Opened) -> bool:
    return opened.paths.kept_days.exists()


def face_of(opened: Opened, qapp: QApplication) -> Face:
    return make_face(application=qapp, clock=opened.clock, paths=opened.paths, settings=SETTINGS)


def texts(page: QWidget) -> list[str]:
    return sorted(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def test_today_and_the_next_days_are_kept_and_shown_at_the_next_start(opened, qtbot, qapp):
    qtbot.waitUntil(lambda: is_kept(opened), timeout=20_000)
    seen = texts(opened.part("today"))
    face = face_of(opened, qapp)
    qtbot.addWidget(face.shell)
    face.shell.resize(opened.shell.size())
    face.shell.show()
    qtbot.waitExposed(face.shell)
    assert face.kept is not None
    assert texts(face.today) == seen
    for days in range(1, day_keeper.DAYS):
        opened.clock.advance(timedelta(days=1).total_seconds())
        later = face_of(opened, qapp)
        qtbot.addWidget(later.shell)
        assert later.kept is not None, days
        assert later.kept.day == opened.clock.today().isoformat()
    opened.clock.advance(timedelta(days=1).total_seconds())
    last = face_of(opened, qapp)
    qtbot.addWidget(last.shell)
    assert last.kept is None


def test_a_kept_day_is_the_one_that_is_worked_out(opened, qtbot, qapp):
    qtbot.waitUntil(lambda: is_kept(opened), timeout=20_000)
    kept = face_of(opened, qapp)
    qtbot.addWidget(kept.shell)
    opened.paths.kept_days.unlink()
    opened.room.show_today()
    qtbot.waitUntil(lambda: is_kept(opened), timeout=20_000)
    again = face_of(opened, qapp)
    qtbot.addWidget(again.shell)
    assert again.kept == kept.kept


def test_nothing_is_kept_after_a_change_by_somebody_else(opened, qtbot, qapp):
    qtbot.waitUntil(lambda: is_kept(opened), timeout=20_000)
    save_settings(opened.paths.settings, Settings(programme="before_a_run"))
    face = face_of(opened, qapp)
    qtbot.addWidget(face.shell)
    assert face.kept is None
    opened.paths.kept_days.unlink()
    opened.room.show_today()
    qtbot.wait(1_500)
    assert not is_kept(opened)


def test_nothing_is_kept_while_the_history_may_have_news(opened, qtbot):
    opened.shelf.has_news = lambda: True
    opened.paths.kept_days.unlink(missing_ok=True)
    opened.room.show_today()
    qtbot.wait(1_500)
    assert not is_kept(opened)


def test_closing_keeps_what_still_holds(opened, qtbot, qapp):
    qtbot.waitUntil(lambda: is_kept(opened), timeout=20_000)
    opened.paths.database.parent.mkdir(parents=True, exist_ok=True)
    opened.paths.database.write_bytes(b"closing the history changes its file")
    face = face_of(opened, qapp)
    qtbot.addWidget(face.shell)
    assert face.kept is None
    opened.let_go()
    face = face_of(opened, qapp)
    qtbot.addWidget(face.shell)
    assert face.kept is not None


def test_what_is_pressed_before_anybody_listens_is_not_lost(opened, qtbot, qapp):
    qtbot.waitUntil(lambda: is_kept(opened), timeout=20_000)
    face = face_of(opened, qapp)
    qtbot.addWidget(face.shell)
    today = face.today
    pressed = []
    start = today.findChild(QWidget, "today.start")
    start.click()
    start.click()
    today.start_requested.connect(lambda: pressed.append("start"))
    start.click()
    assert pressed == []
    today.let_go()
    assert pressed == ["start"]
    start.click()
    assert pressed == ["start", "start"]
