"""A coach in the tray: its icon comes first, it is small again when its window is closed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from fakes import FakeClock
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from real_desktop import Desktop, desktop, lacking

from kneecoach.breaks.memo import BreakMemo, KeptSeat, read_memo, seat_again, write_memo
from kneecoach.breaks.options import NATURAL_BREAK, SOON
from kneecoach.breaks.state import Asleep, InBreak, NaturalBreak, Now, Seat, State, Working
from kneecoach.clock import SystemClock
from kneecoach.history.store import HistoryStore
from kneecoach.model.record import CheckIn
from kneecoach.model.units import Seconds, pain_score
from kneecoach.paths import Paths, find_paths
from kneecoach.resources import resource
from kneecoach.settings import Settings, save_settings
from kneecoach.ui import hiding
from kneecoach.ui.breaks.first_icon import reads_as_on, show_first_icon
from kneecoach.ui.breaks.icon import SIZE_PX
from kneecoach.ui.breaks.memory import BreakMemory
from kneecoach.ui.breaks.menu import BreakMenu
from kneecoach.ui.breaks.tray import Tray
from kneecoach.ui.desk import Desk
from kneecoach.ui.hiding import (
    BEGIN_SMALL,
    WINDOW_VARIABLE,
    Hiding,
    holds_typed_words,
    is_large,
    put_back,
)

pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged", "This plugin does not support")

SEAT = Seat(sat_since=Seconds(100.0), due_at=Seconds(2800.0), postponed=1)

FEW = """
import sys
from PySide6.QtWidgets import QSystemTrayIcon
import kneecoach.ui.breaks.first_icon
print(*sorted(name for name in sys.modules if name.startswith("kneecoach.")))
"""


@pytest.fixture
def paths(home: Path) -> Paths:
    return find_paths({"KNEECOACH_HOME": str(home)})


def test_the_icon_needs_next_to_nothing_of_ours() -> None:
    done = subprocess.run(
        [sys.executable, "-c", FEW], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.split() == [
        "kneecoach.model",
        "kneecoach.model.errors",
        "kneecoach.override",
        "kneecoach.resources",
        "kneecoach.ui",
        "kneecoach.ui.breaks",
        "kneecoach.ui.breaks.first_icon",
    ]


@pytest.mark.parametrize("is_on", [True, False])
def test_whether_breaks_are_on_is_seen_at_a_glance(paths: Paths, *, is_on: bool) -> None:
    assert not reads_as_on(paths.settings)
    save_settings(paths.settings, Settings(breaks=is_on))
    assert reads_as_on(paths.settings) is is_on


def test_the_first_icon_is_the_one_that_the_tray_goes_on_with(qtbot: QtBot) -> None:
    icon = show_first_icon()
    menu = BreakMenu()
    qtbot.addWidget(menu)
    tray = Tray(menu=menu, icon=icon)
    assert tray.icon is icon
    assert tray.icon.contextMenu() is menu
    tray.show_status("Next desk break in 45 min", None, Seconds(60.0))
    assert icon.toolTip() == "Next desk break in 45 min"
    tray.close()
    assert not icon.isVisible()


def test_the_first_picture_is_as_large_as_the_painted_ones(qapp: QApplication) -> None:
    from PySide6.QtGui import QPixmap

    picture = QPixmap(str(resource("assets", "icons", "tray.png")))
    assert (picture.width(), picture.height()) == (SIZE_PX, SIZE_PX)


def _now(clock: FakeClock) -> Now:
    return Now(at=clock.monotonic(), utc=clock.now())


@pytest.fixture
def kept(clock: FakeClock) -> KeptSeat:
    clock.advance(1000)
    return KeptSeat(seat=SEAT, at=clock.monotonic(), moment=clock.now())


def test_who_sat_before_the_coach_was_started_anew_sits_on(
    kept: KeptSeat, clock: FakeClock
) -> None:
    clock.advance(NATURAL_BREAK - 1)
    assert seat_again(kept, _now(clock)) == SEAT
    clock.advance(1)
    assert seat_again(kept, _now(clock)) is None
    assert seat_again(None, _now(clock)) is None


def test_a_break_that_became_overdue_meanwhile_comes_a_little_later(clock: FakeClock) -> None:
    clock.advance(SEAT.due_at)
    kept = KeptSeat(seat=SEAT, at=clock.monotonic(), moment=clock.now())
    clock.advance(5)
    again = seat_again(kept, _now(clock))
    assert again is not None
    assert again.due_at == clock.monotonic() + SOON


@pytest.mark.parametrize("gone", [timedelta(hours=8), timedelta(minutes=-30)])
def test_a_computer_that_was_started_anew_remembers_nobody_sitting(
    kept: KeptSeat, clock: FakeClock, gone: timedelta
) -> None:
    now = Now(at=Seconds(kept.at + 10), utc=kept.moment + gone)
    assert seat_again(kept, now) is None
    assert seat_again(kept, Now(at=Seconds(kept.at - 1), utc=kept.moment)) is None


def test_a_seat_comes_back_from_its_file(tmp_path: Path, kept: KeptSeat) -> None:
    file = tmp_path / "breaks.json"
    memo = BreakMemo(told_of_tray=True, kept=kept)
    write_memo(file, memo)
    assert read_memo(file) == memo


@pytest.mark.parametrize(
    "seat",
    [
        {},
        [],
        {"sat_since": "x"},
        {"sat_since": 1, "due_at": float("nan"), "at": 1, "postponed": 0},
        {"sat_since": 1, "due_at": 2, "at": 1, "postponed": 0, "moment": "2026-03-02T09:00:00"},
    ],
)
def test_a_seat_that_makes_no_sense_is_forgotten(tmp_path: Path, seat: object) -> None:
    file = tmp_path / "breaks.json"
    usual = {"moment": "2026-03-02T09:00:00+00:00"} if isinstance(seat, dict) else {}
    parts = {**usual, **seat} if isinstance(seat, dict) else seat
    file.write_text(json.dumps({"seat": parts}))
    assert read_memo(file).kept is None


@pytest.mark.parametrize(
    ("state", "sits"),
    [
        (Working(seat=SEAT), True),
        (Asleep(seat=SEAT, since=Seconds(900.0)), True),
        (NaturalBreak(since=Seconds(1.0)), False),
        (InBreak(seat=SEAT, began=Seconds(1.0)), False),
    ],
)
def test_the_seat_is_kept_of_whoever_sits(
    tmp_path: Path, clock: FakeClock, state: State, *, sits: bool
) -> None:
    file = tmp_path / "breaks.json"
    memory = BreakMemory(file)
    memory.keep_seat(Working(seat=SEAT), _now(clock))
    memory.keep_seat(state, _now(clock))
    assert BreakMemory(file).seat(_now(clock)) == (SEAT if sits else None)


class EndedLoop(QObject):
    """Stand in for the application, and remember how its event loop was ended."""

    def __init__(self) -> None:
        super().__init__()
        self.statuses: list[int] = []

    def exit(self, status: int) -> None:
        self.statuses.append(status)


@pytest.fixture
def window(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[QWidget]:
    monkeypatch.setattr(hiding, "HIDDEN_MS", 1)
    monkeypatch.setattr(hiding, "BUSY_MS", 1)
    monkeypatch.setenv(WINDOW_VARIABLE, "")
    made = QWidget()
    qtbot.addWidget(made)
    made.setGeometry(30, 40, 700, 500)
    yield made
    os.environ.pop(WINDOW_VARIABLE, None)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows starts no program in its own place")
def test_a_coach_that_is_busy_is_asked_again_before_it_begins_anew(
    window: QWidget, qtbot: QtBot
) -> None:
    answers = [False, False, True]
    loop = EndedLoop()
    waiting = Hiding(application=loop, may_go=lambda: answers.pop(0), parent=window)  # type: ignore[arg-type]
    waiting.begin(window)
    qtbot.waitUntil(lambda: loop.statuses == [BEGIN_SMALL], timeout=20_000)
    assert answers == []
    again = QWidget()
    qtbot.addWidget(again)
    put_back(again)
    assert again.size() == window.size()


def test_a_window_that_is_back_stays(window: QWidget, qtbot: QtBot) -> None:
    asked: list[bool] = []
    loop = EndedLoop()
    waiting = Hiding(application=loop, may_go=lambda: not asked.append(True), parent=window)  # type: ignore[arg-type, func-returns-value]
    window.show()
    waiting.begin(window)
    qtbot.waitUntil(lambda: not waiting._timer.isActive(), timeout=20_000)
    assert asked == []
    assert loop.statuses == []


@pytest.mark.parametrize(("held", "large"), [("Pss:  79000 kB", False), ("Pss: 91000 kB", True)])
def test_a_coach_that_holds_too_much_is_large(tmp_path: Path, held: str, *, large: bool) -> None:
    memory = tmp_path / "memory"
    assert not is_large(memory)
    memory.write_text(f"00400000-7fff ---p 00000000 00:00 0 [rollup]\n{held}\nPss_Dirty: 1 kB\n")
    assert is_large(memory) is large


@pytest.mark.skipif(sys.platform == "win32", reason="Windows starts no program in its own place")
@pytest.mark.parametrize("large", [True, False])
def test_breaks_that_have_brought_too_much_along_end_in_a_small_coach(
    qtbot: QtBot,
    qapp: QApplication,
    clock: FakeClock,
    paths: Paths,
    monkeypatch: pytest.MonkeyPatch,
    *,
    large: bool,
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(hiding, "HIDDEN_MS", 1)
    monkeypatch.setattr(hiding, "BUSY_MS", 1)
    monkeypatch.setattr(hiding, "is_large", lambda: large)
    monkeypatch.setattr(Tray, "is_there", True)
    settings = Settings(breaks=True)
    desk = Desk(application=qapp, clock=clock, paths=paths, settings=settings, in_tray=True)
    loop = EndedLoop()
    desk._application = loop  # type: ignore[assignment]
    desk._start_household()
    assert desk._household is not None
    breaks = desk._household.staying.breaks
    assert breaks is not None
    breaks.timer.took_one()
    assert (desk.findChild(hiding.Hiding) is not None) is large
    if large:
        qtbot.waitUntil(lambda: loop.statuses == [BEGIN_SMALL], timeout=20_000)
        assert WINDOW_VARIABLE not in os.environ
    desk.close()


def test_words_that_were_typed_and_not_kept_are_waited_for(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    line, note = QLineEdit(window), QPlainTextEdit(window)
    line.setText("put there by the coach")
    assert not holds_typed_words(window)
    qtbot.keyClicks(note, "sore")
    assert holds_typed_words(window)
    note.hide()
    assert not holds_typed_words(window)
    line.clear()
    qtbot.keyClicks(line, "squat")
    assert holds_typed_words(window)
    line.selectAll()
    qtbot.keyClicks(line, "\b")
    assert not holds_typed_words(window)


@pytest.mark.display
@pytest.mark.skipif(bool(lacking()), reason=f"not here: {lacking()}")
def test_closed_to_the_tray_the_coach_begins_anew_and_the_sitting_goes_on(tmp_path: Path) -> None:
    with desktop(tmp_path) as desk:
        _keep_a_morning(find_paths(desk.env))  # who has said nothing yet is welcomed, and asked
        coach = desk.start_coach(speed=1)
        assert desk.kneecoach()[0] == 0
        desk.until(lambda: "sqlalchemy" in _mapped(coach.pid), "the library of the database")
        desk.xdo("windowactivate", "--sync", desk.window("kneecoach"), "key", "alt+F4")
        desk.until(lambda: "sqlalchemy" not in _mapped(coach.pid), "the small coach")
        desk.until(lambda: desk.status() != {}, "the answer")
        assert desk.window("kneecoach") == ""
        before = _sat_since(desk)
        coach.terminate()
        coach.wait(timeout=20)
        assert _sat_since(desk) == before


def _keep_a_morning(paths: Paths) -> None:
    store, clock = HistoryStore(paths.database, SystemClock()), SystemClock()
    morning = CheckIn(
        id=uuid4(),
        person_id=store.default_person().id,
        day=clock.today(),
        recorded_at=clock.now(),
        pain=pain_score(1),
    )
    store.add_check_in(morning)
    store.close()


def _sat_since(desk: Desktop) -> float:
    kept = read_memo(find_paths(desk.env).break_memo).kept
    assert kept is not None
    return kept.seat.sat_since


def _mapped(pid: int) -> str:
    return Path(f"/proc/{pid}/maps").read_text()
