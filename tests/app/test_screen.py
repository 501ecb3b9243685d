"""Whether there is a screen is found out before Qt is asked."""

from __future__ import annotations

import os
import socket
from contextlib import closing
from pathlib import Path

import pytest

from kneecoach.screen import screen_problem


@pytest.mark.parametrize(
    ("environ", "platform"),
    [
        ({}, "win32"),
        ({}, "darwin"),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux"),
        ({"QT_QPA_PLATFORM": "minimal:x"}, "linux"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux"),
    ],
)
def test_nothing_is_said_where_nothing_speaks_against_a_window(
    environ: dict[str, str], platform: str
) -> None:
    assert screen_problem(environ, platform) == ""


@pytest.mark.parametrize("environ", [{}, {"DISPLAY": ""}])
def test_no_screen_at_all(environ: dict[str, str]) -> None:
    assert "no screen" in screen_problem(environ, "linux")


@pytest.mark.parametrize(
    "display",
    [":4711", ":x", "x", "no where:0", "a..b:0", "localhost:99999999", "/no/socket:0", ":", ":²"],
)
def test_a_screen_that_does_not_answer(display: str) -> None:
    problem = screen_problem({"DISPLAY": display}, "linux")
    assert problem == f"The screen {display} named by DISPLAY does not answer."


@pytest.mark.skipif(os.name == "nt", reason="X11 sockets are those of POSIX")
def test_a_screen_that_answers_at_a_path(tmp_path: Path) -> None:
    path = tmp_path / "screen:0"
    with closing(socket.socket(socket.AF_UNIX)) as server:
        server.bind(str(path))
        server.listen()
        assert screen_problem({"DISPLAY": str(path)}, "linux") == ""


def test_a_screen_of_another_computer_is_asked_at_its_port() -> None:
    with closing(socket.socket()) as server:
        try:
            server.bind(("127.0.0.1", 6000 + 57))
        except OSError:
            pytest.skip("the port is taken")
        server.listen()
        for display in ("127.0.0.1:57", "127.0.0.1:57.0"):
            assert screen_problem({"DISPLAY": display}, "linux") == ""
