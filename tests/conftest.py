"""Keep every test apart from the person's screen, files and ears, and put the slow ones last."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from fakes import FakeClock, FakeTicker
from hypothesis import HealthCheck, settings
from PySide6.QtWidgets import QApplication

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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=_lateness)


def _lateness(item: pytest.Item) -> int:
    if item.get_closest_marker("slow"):
        return 2
    return int(any(item.get_closest_marker(name) for name in ("display", "audio")))


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
