"""Save today's session as a sound file from the page of programmes."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_actions import button, click
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from window_harness import Opened

from kneecoach.ui import keys, taking_along

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
SAVE = "programme.short_one.take_along"


@pytest.fixture
def opened(qtbot, home, clock) -> Opened:
    opened = Opened(qtbot, home, clock=clock).open(qtbot)
    nav = opened.part("nav")
    while nav.page() != keys.PROGRAMME:
        QTest.keyClick(nav, Qt.Key.Key_Down)
    QApplication.processEvents()
    return opened


def save(opened: Opened) -> None:
    opened.part("programme").ensureWidgetVisible(button(opened.window, SAVE))
    click(opened.window, SAVE)


def _answer(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> list[str]:
    asked: list[str] = []

    def ask(_parent: object, title: str) -> Path | None:
        asked.append(title)
        return path

    monkeypatch.setattr(taking_along, "ask_for_sound_file", ask)
    return asked


def _tells(opened: Opened) -> str:
    return " ".join(one.text for one in opened.shell.messages.messages())


def test_todays_session_is_written_beside_what_the_person_does(
    opened, qtbot, monkeypatch, tmp_path
):
    file = tmp_path / "mine.flac"
    asked = _answer(monkeypatch, file)
    save(opened)
    assert "is being written to mine.flac" in _tells(opened)
    qtbot.waitUntil(lambda: "is written to" in _tells(opened), timeout=20_000)
    assert "is being written" not in _tells(opened)
    assert file.read_bytes()[:4] == b"fLaC"
    assert file.with_suffix(".cue").exists()
    assert len(asked) == 1
    (told,) = opened.shell.messages.messages()
    assert "have no recording" in told.way_out  # the short pack has exercises of its own


def test_thinking_better_of_it_writes_nothing(opened, monkeypatch, tmp_path):
    _answer(monkeypatch, None)
    save(opened)
    assert _tells(opened) == ""
    assert list(tmp_path.glob("*.mp3")) == []


def test_a_folder_that_is_not_there_is_told_in_the_message_bar(
    opened, qtbot, monkeypatch, tmp_path
):
    _answer(monkeypatch, tmp_path / "none" / "mine.mp3")
    save(opened)
    qtbot.waitUntil(lambda: "cannot be written" in _tells(opened), timeout=20_000)
    assert "is being written" not in _tells(opened)


def test_closing_the_window_gives_the_file_up(opened, monkeypatch, tmp_path):
    file = tmp_path / "mine.mp3"
    _answer(monkeypatch, file)
    save(opened)
    opened.let_go()
    assert not list(tmp_path.glob(".mine*"))


@pytest.mark.parametrize(
    ("chosen", "kind", "path"),
    [
        ("", "", None),
        ("/x/a", "OGG (*.ogg)", Path("/x/a.ogg")),
        ("/x/a.flac", "MP3 (*.mp3)", Path("/x/a.flac")),
        ("/x/a.b", "MP3 (*.mp3)", Path("/x/a.b.mp3")),
    ],
)
def test_the_name_ends_as_the_kind_that_was_chosen(qtbot, monkeypatch, chosen, kind, path):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (chosen, kind))
    assert taking_along.ask_for_sound_file(None, "Knee") == path
