from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kneecoach.model.errors import KneecoachError
from kneecoach.resources import resource

ROOT = Path(__file__).parents[2]


def test_a_checkout_finds_what_stands_beside_the_package() -> None:
    assert resource("pyproject.toml") == ROOT / "pyproject.toml"


def test_a_missing_part_is_named_with_the_way_out() -> None:
    with pytest.raises(KneecoachError) as told:
        resource("assets", "icons", "no-such.svg")
    assert "assets/icons/no-such.svg" in told.value.user_message
    assert "Install kneecoach again" in told.value.way_out


def test_an_installed_coach_finds_what_is_inside_the_package(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "kneecoach", tmp_path / "kneecoach")
    inside = tmp_path / "kneecoach" / "_shipped" / "exercises"
    inside.mkdir(parents=True)
    (tmp_path / "exercises").mkdir()
    code = "from kneecoach.resources import resource; print(resource('exercises'))"
    found = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=tmp_path
    )
    assert found.stdout.strip() == str(inside)


def test_a_bundle_finds_what_stands_beside_its_libraries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    (tmp_path / "exercises").mkdir()
    assert resource("exercises") == tmp_path / "exercises"
