"""Keep every test apart from the person's screen, files and ears, and from the other tests."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from fakes import FakeClock, FakeTicker
from hypothesis import HealthCheck, settings
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from kneecoach.packs import catalogue, education
from kneecoach.packs.draft import Draft
from kneecoach.packs.format_parts import Format
from kneecoach.packs.parcel import beside
from kneecoach.packs.reader import read_draft
from kneecoach.resources import resource

# Set before anything makes an application. A test that needs an X server starts one, and starts
# the coach as another process with an environment of its own.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
for name in ("QT_STYLE_OVERRIDE", "QT_QPA_PLATFORMTHEME", "QT_SCALE_FACTOR", "QT_FONT_DPI"):
    os.environ.pop(name, None)

# Time limits on single examples would fail on a busy machine, and only there.
settings.register_profile(
    "quick",
    max_examples=40,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "thorough",
    max_examples=3000,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "exhaustive",
    max_examples=int(os.environ.get("KNEECOACH_EXAMPLES", "20000")),
    deadline=None,
    print_blob=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("KNEECOACH_HYPOTHESIS", "quick"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the approved pictures and texts anew instead of comparing with them",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put slow tests last; first where processes share the tests, so that none ends alone."""
    items.sort(key=_lateness, reverse=hasattr(config, "workerinput"))


def _lateness(item: pytest.Item) -> int:
    if item.get_closest_marker("slow"):
        return 2
    return int(any(item.get_closest_marker(name) for name in ("display", "audio")))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol() -> Iterator[None]:
    """Take down every window that a test left; each later theme would be put on it again."""
    before = set(QApplication.topLevelWidgets())
    result = yield
    _delete_what_waits()
    for one in QApplication.topLevelWidgets():
        if one not in before and one.parent() is None:
            one.deleteLater()
    _delete_what_waits()
    return result


def _delete_what_waits() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@cache
def _read_shipped(file: Path, expected: Format | None) -> Draft:
    return read_draft(file, expected)


def _read_once(file: Path, expected: Format | None = None, content: bytes | None = None) -> Draft:
    """Read a file of the built-in pack once for all tests, and any other file as ever."""
    if content is not None or not file.is_relative_to(resource("exercises")):
        return read_draft(file, expected, content)
    known = _read_shipped(file, expected)
    lists = {name: list(getattr(known, name)) for name in ("flaws", "lapses", "doubts")}
    return replace(known, **lists)


@pytest.fixture(autouse=True)
def shipped_files_are_read_once(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read the same files no more for each window, except where reading is what is tested."""
    if request.path.parent.name not in {"packs", "content"}:
        for module in (catalogue, education, beside):
            monkeypatch.setattr(module, "read_draft", _read_once)


@pytest.fixture(autouse=True, scope="session")
def one_application(qapp: QApplication) -> QApplication:
    """Make the application of windows first: a command tested earlier would make a lesser one."""
    return qapp


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder that holds everything the coach would write; not made yet."""
    folder = tmp_path / "kneecoach-home"
    monkeypatch.setenv("KNEECOACH_HOME", str(folder))
    monkeypatch.setenv("KNEECOACH_NO_SOUND", "1")
    return folder


@pytest.fixture
def clock() -> FakeClock:
    """Return a clock that stands at nine on a Monday morning, UTC."""
    return FakeClock()


@pytest.fixture
def ticker() -> FakeTicker:
    """Return a ticker that ticks when told to."""
    return FakeTicker()


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Return whether approved pictures and texts are written anew."""
    return bool(request.config.getoption("--update-golden"))
