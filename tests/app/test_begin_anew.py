"""The coach begins anew: small in the tray, or for somebody else of the household."""

from __future__ import annotations

import subprocess
import sys

import pytest

from kneecoach import app
from kneecoach.ui import hiding


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """Return the commands that are started in place of this program."""
    commands: list[tuple[str, ...]] = []

    def execute(_program: str, command: tuple[str, ...]) -> None:
        commands.append(tuple(command))
        raise SystemExit(0)

    def start_beside(command: tuple[str, ...]) -> None:
        commands.append(tuple(command))

    monkeypatch.setattr("os.execv", execute)
    monkeypatch.setattr(subprocess, "Popen", start_beside)
    monkeypatch.setattr(sys, "argv", ["kneecoach", "some.kneepack"])
    monkeypatch.setattr(sys, "orig_argv", ["python", "-m", "kneecoach", "some.kneepack"])
    return commands


def test_both_sides_mean_the_same_by_a_status() -> None:
    assert (app.BEGIN_SMALL, app.BEGIN_ANEW) == (hiding.BEGIN_SMALL, hiding.BEGIN_ANEW)


@pytest.mark.parametrize(
    ("status", "arguments"), [(app.BEGIN_ANEW, ()), (app.BEGIN_SMALL, ("--tray",))]
)
def test_it_is_started_again_without_the_file_of_the_first_start(
    started: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch, status: int, arguments: object
) -> None:
    monkeypatch.setattr(app, "_start", lambda: status)
    with pytest.raises(SystemExit):
        app.main()
    assert started == [(sys.executable, "-m", "kneecoach", *arguments)]  # type: ignore[misc]


def test_on_windows_another_one_is_started(
    started: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "_start", lambda: app.BEGIN_ANEW)
    monkeypatch.setattr(sys, "platform", "win32")
    assert app.main() == 0
    assert started == [(sys.executable, "-m", "kneecoach")]
