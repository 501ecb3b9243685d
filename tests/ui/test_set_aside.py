"""A damaged history is set aside by one button, and the old file is kept as it was."""

from __future__ import annotations

from contextlib import closing
from uuid import uuid4

import pytest
from page_actions import button, click
from PySide6.QtWidgets import QApplication, QLabel

from kneecoach.clock import SystemClock
from kneecoach.history.backups import keep_daily, look_into
from kneecoach.history.store import HistoryStore
from kneecoach.model.record import CheckIn
from kneecoach.model.units import pain_score
from kneecoach.paths import find_paths
from kneecoach.settings import Settings
from kneecoach.ui.furnishing import open_room
from kneecoach.ui.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

NO_DATABASE = b"this is no database, " * 500


@pytest.fixture
def damaged(qtbot, qapp, home):
    """Open the real window over a history that cannot be read."""
    paths = find_paths({"KNEECOACH_HOME": str(home)})
    paths.data.mkdir(parents=True)
    paths.database.write_bytes(NO_DATABASE)
    window = MainWindow(choice="light")
    qtbot.addWidget(window)
    room = open_room(
        application=qapp,
        window=window,
        clock=SystemClock(),
        paths=paths,
        settings=Settings(),
        messages=(),
    )
    window.show()
    QApplication.processEvents()
    yield window, room, paths
    room.close()
    window.allow_close()


def sees(window) -> list[str]:
    QApplication.processEvents()
    return [one.text() for one in window.findChildren(QLabel) if one.isVisible()]


def test_one_button_begins_afresh_and_says_where_the_old_file_is(damaged):
    window, room, paths = damaged
    assert any("damaged beyond reading" in text for text in sees(window))
    assert button(window, "messages.action").text() == "Set it aside and start afresh"
    click(window, "messages.action")
    (old,) = paths.data.glob("history.set-aside-*.sqlite3")
    assert old.read_bytes() == NO_DATABASE
    assert any(str(old) in text and "A new history has begun" in text for text in sees(window))
    assert window.findChild(QLabel) is not None
    assert any("Welcome" in text for text in sees(window))
    room.prepare()
    assert paths.database.exists()
    assert not any("damaged" in text for text in sees(window))


def test_where_it_cannot_be_set_aside_the_old_file_stays(damaged, monkeypatch):
    window, _, paths = damaged

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.rename", refuse)
    click(window, "messages.action")
    assert paths.database.read_bytes() == NO_DATABASE
    assert any("read-only" in text for text in sees(window))


def test_with_a_copy_what_was_kept_is_saved(damaged, clock):
    window, room, paths = damaged
    with closing(HistoryStore(paths.data / "good.sqlite3", clock)) as store:
        person = store.default_person().id
        store.add_check_in(
            CheckIn(
                id=uuid4(),
                person_id=person,
                day=clock.today(),
                recorded_at=clock.now(),
                pain=pain_score(2),
            )
        )
    keep_daily(paths.data / "good.sqlite3", paths.backups, clock.today())
    room.open()
    assert button(window, "messages.action").text() == "Save what can be saved"
    click(window, "messages.action")
    (old,) = paths.data.glob("history.set-aside-*.sqlite3")
    assert old.read_bytes() == NO_DATABASE
    assert any("Saved: sessions 0, mornings 1" in text for text in sees(window))
    assert look_into(paths.database).check_ins == 1
