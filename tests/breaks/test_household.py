"""The window with desk breaks: closing it, the panel beside the pages, the door, start at login."""

from __future__ import annotations

import plistlib
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Self

import pytest
from fakes import FakeClock
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kneecoach.breaks.status import BreakStatus, StatusKind
from kneecoach.login.macos import LaunchAgent
from kneecoach.login.start import TRAY, login_start, own_command
from kneecoach.login.windows import KEY, RunKey
from kneecoach.login.xdg import Autostart, quote
from kneecoach.model.errors import KneecoachError
from kneecoach.model.units import Seconds
from kneecoach.paths import Paths, find_paths
from kneecoach.remote.client import ask
from kneecoach.remote.lock import take_place
from kneecoach.remote.words import Answer, Request, Wish, read_answer, write
from kneecoach.settings import Settings, load_settings
from kneecoach.ui.breaks.menu import BreakMenu
from kneecoach.ui.breaks.side_panel import BreakPanel
from kneecoach.ui.breaks.small_window import SmallWindow
from kneecoach.ui.desk import Desk
from kneecoach.ui.door import PipeDoor

pytestmark = pytest.mark.qt_log_ignore(
    "This plugin does not support",
    "systemTrayWindowChanged",  # the screen of the tests has neither
)


@pytest.fixture
def paths(home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Paths:
    run = tmp_path / "r"
    run.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(run))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"):
        monkeypatch.delenv(name, raising=False)
    return find_paths({"KNEECOACH_HOME": str(home)})


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, clock: FakeClock, paths: Paths) -> Iterator[Desk]:
    made = Desk(
        application=qapp,
        clock=clock,
        paths=paths,
        settings=Settings(),
        place=take_place(paths),
    )
    with qtbot.waitSignal(made.window.painted, timeout=20_000):
        made.open()
    qtbot.waitUntil(lambda: made._household is not None, timeout=10_000)
    qtbot.waitUntil(lambda: made._household._panel is not None, timeout=10_000)
    yield made
    made.close()
    made.window.hide()
    made.window.deleteLater()


def test_breaks_are_switched_on_beside_the_pages_and_kept(desk: Desk, paths: Paths) -> None:
    panel = desk.window.findChild(BreakPanel)
    assert panel is not None
    assert desk._household.staying.breaks is None
    panel.switch_on_requested.emit()
    assert desk._household.staying.breaks is not None
    assert load_settings(paths.settings)[0].breaks
    desk._room._choices._on_settings_changed(replace(desk._room.settings(), breaks=False))
    assert desk._household.staying.breaks is None


def test_closing_the_window_keeps_the_coach_while_breaks_are_on(desk: Desk) -> None:
    desk._room.switch_on_breaks()
    desk.window.close()
    assert not desk.window.isVisible()
    assert desk._household.staying.breaks is not None
    small = desk._household.staying._small
    assert small is not None  # there is no tray on the screen of the tests
    assert small.isVisible()
    small.open_requested.emit()
    assert desk.window.isVisible()
    assert not small.isVisible()


def test_closing_the_window_ends_the_coach_where_that_is_wanted(desk: Desk) -> None:
    desk._room._choices._on_settings_changed(
        replace(desk._room.settings(), breaks=True, stay_in_tray=False)
    )
    desk.window.close()
    assert desk.window._may_close


def test_a_running_coach_is_spoken_to_and_raised(desk: Desk, paths: Paths, qtbot: QtBot) -> None:
    import os
    from threading import Thread

    heard: list[object] = []

    def call(request: Request) -> Answer:
        thread = Thread(target=lambda: heard.append(ask(paths, os.environ, request)))
        thread.start()
        qtbot.waitUntil(lambda: not thread.is_alive(), timeout=20_000)
        answer = heard[-1]
        assert isinstance(answer, Answer)
        return answer

    assert call(Request(wish=Wish.STATUS)) == Answer(
        done=False,
        says="Desk breaks are switched off.",
        way_out="Switch them on under Settings in the window.",
    )
    desk._room.switch_on_breaks()
    assert call(Request(wish=Wish.PAUSE, minutes=60)).state == "paused"
    desk.window.close()
    assert call(Request(wish=Wish.RAISE)).done
    assert desk.window.isVisible()


def test_who_hands_a_file_on_need_not_wait_for_the_question_it_brings_up(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []
    monkeypatch.setattr(desk, "open_file", opened.append)
    assert desk._household is not None
    for name in ("a.kneereport", "b.kneereport"):
        assert desk._household.answer(Request(wish=Wish.RAISE, file=name)).done
    assert opened == []
    qtbot.waitUntil(lambda: len(opened) == 2, timeout=20_000)
    assert [str(one) for one in opened] == ["a.kneereport", "b.kneereport"]


def test_settings_say_what_this_computer_tells(desk: Desk) -> None:
    desk._room.switch_on_breaks()
    desk._room.show_page("settings")
    note = desk._room._choices._settings_page._presence
    assert not note.isHidden()
    assert "pause" in note.text()


def test_a_session_asks_for_no_break(desk: Desk, clock: FakeClock) -> None:
    desk._room.switch_on_breaks()
    desk._room.session_changed.emit(True)
    clock.advance(600)
    breaks = desk._household.staying.breaks
    breaks.timer.look()
    assert breaks.status().kind is StatusKind.NATURAL_BREAK
    desk._room.session_changed.emit(False)
    assert breaks.status().kind in {StatusKind.WORKING, StatusKind.OFF_HOURS}


def test_starting_in_the_tray_shows_no_window(
    qtbot: QtBot, qapp: QApplication, clock: FakeClock, paths: Paths
) -> None:
    desk = Desk(
        application=qapp,
        clock=clock,
        paths=paths,
        settings=Settings(breaks=True),
        place=take_place(paths),
        in_tray=True,
    )
    desk.open()
    qtbot.waitUntil(lambda: desk._household is not None, timeout=20_000)
    assert not desk.window.isVisible()
    assert desk._room is None
    assert desk._household.staying.breaks is not None
    desk.close()


def test_without_desk_breaks_there_is_nothing_to_hide_in(
    qtbot: QtBot, qapp: QApplication, clock: FakeClock, paths: Paths
) -> None:
    desk = Desk(application=qapp, clock=clock, paths=paths, settings=Settings(), in_tray=True)
    desk.open()
    assert desk.window.isVisible()
    qtbot.waitUntil(lambda: desk._household is not None, timeout=10_000)
    desk.close()
    desk.window.hide()
    desk.window.deleteLater()


def test_the_menu_offers_what_fits(qtbot: QtBot) -> None:
    menu = BreakMenu()
    qtbot.addWidget(menu)

    def offered() -> set[str]:
        return {
            one.objectName().removeprefix("breaks.menu.")
            for one in menu.actions()
            if one.isVisible() and one.objectName()
        }

    working = BreakStatus(kind=StatusKind.WORKING, next_in=Seconds(60.0), can_postpone=True)
    menu.show_status("Next desk break in 1 min", working)
    assert offered() == {"now", "skip", "took", "check_in", "open", "quit"}
    assert menu._later_menu.menuAction().isVisible()
    menu.show_status("Paused", BreakStatus(kind=StatusKind.PAUSED))
    assert offered() == {"now", "took", "resume", "check_in", "open", "quit"}
    wishes: list[Request] = []
    menu.wished.connect(wishes.append)
    for action in (*menu._later, menu._hour, menu._tomorrow, menu._endless, menu._resume):
        action.trigger()
    assert [(one.wish, one.minutes) for one in wishes] == [
        *((Wish.LATER, minutes) for minutes in (1, 5, 15)),
        (Wish.PAUSE, 60),
        (Wish.PAUSE_TOMORROW, None),
        (Wish.PAUSE, None),
        (Wish.RESUME, None),
    ]


def test_the_small_window_leaves_closing_to_its_owner(qtbot: QtBot) -> None:
    menu = BreakMenu()
    small = SmallWindow(menu=menu)
    qtbot.addWidget(menu)
    qtbot.addWidget(small)
    small.show()
    with qtbot.waitSignal(small.close_requested, timeout=20_000):
        small.close()
    assert small.isVisible()


def test_the_door_of_windows_hears_and_answers(qtbot: QtBot, qapp: QApplication) -> None:
    name = "kneecoach-test-door"
    answer = Answer(done=True, says="Heard.")
    door = PipeDoor(name=name, answer=lambda _: answer, parent=qapp)
    assert door.is_open
    caller = QLocalSocket()
    caller.connectToServer(name)
    assert caller.waitForConnected(1000)
    caller.write(write(Request(wish=Wish.STATUS)))
    loop = QEventLoop()
    caller.disconnected.connect(loop.quit)
    QTimer.singleShot(3000, loop.quit)
    loop.exec()
    assert read_answer(bytes(caller.readAll().data())) == answer
    door.close()


def test_an_entry_for_login_is_written_and_removed(tmp_path: Path) -> None:
    start = Autostart(tmp_path / "autostart")
    assert not start.is_on()
    start.switch_on(("/Apps/knee coach/kneecoach", TRAY))
    assert start.is_on()
    text = (tmp_path / "autostart" / "kneecoach.desktop").read_text()
    assert 'Exec="/Apps/knee coach/kneecoach" --tray\n' in text
    start.switch_off()
    start.switch_off()
    assert not start.is_on()


def test_an_entry_that_the_desktop_switched_off_is_off(tmp_path: Path) -> None:
    start = Autostart(tmp_path)
    start.switch_on(("kneecoach",))
    file = tmp_path / "kneecoach.desktop"
    file.write_text(file.read_text() + "Hidden=true\n")
    assert not start.is_on()


@pytest.mark.parametrize(
    ("part", "written"),
    [("plain", "plain"), ("50%", '"50%%"'), ("a b", '"a b"'), ('a"b', '"a\\\\"b"')],
)
def test_parts_of_a_command_are_written_as_an_entry_reads_them(part: str, written: str) -> None:
    assert quote(part) == written


def test_a_folder_that_cannot_be_written_is_told_of(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    for start in (Autostart(blocked), LaunchAgent(blocked)):
        with pytest.raises(KneecoachError):
            start.switch_on(("kneecoach",))


def test_an_agent_of_macos_is_written_and_removed(tmp_path: Path) -> None:
    start = login_start("darwin", {}, tmp_path)
    assert not start.is_on()
    start.switch_on(("kneecoach", TRAY))
    (file,) = (tmp_path / "Library" / "LaunchAgents").iterdir()
    assert plistlib.loads(file.read_bytes())["ProgramArguments"] == ["kneecoach", TRAY]
    assert start.is_on()
    start.switch_off()
    assert not start.is_on()


class FakeRegistry:
    """Stand in for winreg."""

    HKEY_CURRENT_USER, REG_SZ, KEY_SET_VALUE = 1, 1, 2

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self.refuses = False

    def OpenKey(self, root: int, key: str, *more: int) -> FakeRegistry:  # noqa: N802
        if self.refuses:
            raise PermissionError("refused")
        assert key == KEY
        return self

    CreateKey = OpenKey

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def QueryValueEx(self, key: object, name: str) -> str:  # noqa: N802
        if name not in self.values:
            raise FileNotFoundError(name)
        return self.values[name]

    def SetValueEx(self, key: object, name: str, _: int, kind: int, value: str) -> None:  # noqa: N802
        self.values[name] = value

    def DeleteValue(self, key: object, name: str) -> None:  # noqa: N802
        if name not in self.values:
            raise FileNotFoundError(name)
        del self.values[name]


def test_a_value_of_windows_is_written_and_removed() -> None:
    registry = FakeRegistry()
    start = RunKey(registry)
    assert not start.is_on()
    start.switch_on((r"C:\Program Files\kneecoach.exe", TRAY))
    assert registry.values["kneecoach"] == r'"C:\Program Files\kneecoach.exe" --tray'
    assert start.is_on()
    start.switch_off()
    start.switch_off()
    assert not start.is_on()
    registry.refuses = True
    for change in (lambda: start.switch_on(("x",)), start.switch_off):
        with pytest.raises(KneecoachError, match="Windows did not let"):
            change()


def test_the_setting_starts_the_coach_at_login(desk: Desk, tmp_path: Path) -> None:
    desk._room._choices._on_settings_changed(replace(desk._room.settings(), start_at_login=True))
    entry = tmp_path / "config" / "autostart" / "kneecoach.desktop"
    assert TRAY in entry.read_text()
    desk._room._choices._on_settings_changed(replace(desk._room.settings(), start_at_login=False))
    assert not entry.exists()


def test_our_own_command_starts_in_the_tray(monkeypatch: pytest.MonkeyPatch) -> None:
    assert own_command()[-1] == TRAY
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert own_command() == (sys.executable, TRAY)
