"""The walls between the folders hold, and a planted breach is found."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINT = "import sys; from importlinter.cli import lint_imports_command; lint_imports_command()"


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache"],
        cwd=folder,
        check=False,
        capture_output=True,
        text=True,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(
        ROOT / "kneecoach", tmp_path / "kneecoach", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def _plant(folder: Path, module: str, line: str) -> None:
    file = folder / "kneecoach" / module
    file.write_text(f"{file.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")


@pytest.mark.slow
def test_the_walls_hold(copy: Path) -> None:
    result = _lint(copy)
    assert result.returncode == 0, result.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("module", "line", "wall"),
    [
        ("dose/__init__.py", "import PySide6", "knows no Qt"),
        ("packs/__init__.py", "from PySide6.QtCore import QObject", "knows no Qt"),
        ("model/units.py", "import yaml", "standard library alone"),
        ("session/__init__.py", "import kneecoach.history", "layers of the house"),
        ("ui/__init__.py", "import sqlalchemy", "History alone"),
    ],
)
def test_a_planted_breach_is_found(copy: Path, module: str, line: str, wall: str) -> None:
    _plant(copy, module, line)
    result = _lint(copy)
    assert result.returncode == 1
    broken = [each for each in result.stdout.splitlines() if each.endswith("BROKEN")]
    assert any(wall in each for each in broken), result.stdout
