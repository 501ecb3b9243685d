"""Desk breaks on a real X server, as the person meets them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from real_desktop import Desktop, desktop, lacking

pytestmark = [
    pytest.mark.display,
    pytest.mark.skipif(bool(lacking()), reason=f"not here: {lacking()}"),
]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desktop]:
    with desktop(tmp_path) as running:
        yield running


def _focus(desk: Desktop) -> str:
    return desk.xdo("getwindowfocus", "getwindowname")


def test_a_break_comes_by_itself_takes_no_key_and_is_started_with_the_pointer(
    desk: Desktop,
) -> None:
    desk.open_editor()
    desk.start_coach(speed=400)  # twenty minutes in three seconds
    desk.xdo("type", "before ")
    desk.until(lambda: desk.window("Desk break") != "", "the break")
    assert _focus(desk) == "editor"
    desk.xdo("type", "after")
    desk.until(lambda: desk.typed.read_text() == "before after", "what was typed")
    assert desk.status()["state"] == "due"
    assert _focus(desk) == "editor"
    desk.xdo("mousemove", "--window", desk.window("Desk break"), "120", "210", "click", "1")
    desk.until(lambda: desk.status()["state"] == "in_break", "the start")
    desk.until(lambda: _focus(desk).startswith("Desk break"), "the keys")
    desk.xdo("key", "Escape")
    desk.until(lambda: desk.status()["taken"] == 1, "the end")
    assert desk.window("Desk break") == ""


def test_nobody_at_the_desk_is_asked_for_a_break(desk: Desktop) -> None:
    desk.start_coach(speed=400, idle=1.0)
    desk.xdo("key", "shift")
    desk.until(lambda: desk.status()["state"] == "natural_break", "the natural break")
    desk.xdo("key", "shift")
    desk.until(lambda: desk.status()["state"] == "working", "the return")


def test_a_full_screen_is_waited_for(desk: Desktop) -> None:
    editor = desk.open_editor("full")
    desk.start_coach(speed=400, break_wait_minutes=120)
    desk.xdo("type", "slides")
    desk.until(lambda: desk.status()["waits_for"] == "full_screen", "the wait")
    assert desk.window("Desk break") == ""
    editor.terminate()
    desk.until(lambda: desk.window("Desk break") != "", "the break")


def test_a_second_copy_raises_the_first(desk: Desktop) -> None:
    desk.start_coach(speed=1)
    assert desk.window("kneecoach") == ""
    code, _ = desk.kneecoach()
    assert code == 0
    desk.until(lambda: desk.window("kneecoach") != "", "the window")
    assert desk.kneecoach("--tray")[0] == 0
