from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import bootstrap
import system_packages
from environment import Environment, _explain
from failure import SetupError
from gate import Part, _hear, _passes, _tell, _tests
from system_packages import Need, ensure_libraries, ensure_venv_module

ROOT = Path(__file__).parents[2]
MISSING = Need(package="libknee1", library="libknee-that-is-nowhere.so.1")
MAIN = "import sys, pathlib; print('the coach', sys.argv[1:], pathlib.Path.cwd())"

on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Debian's packages")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a checkout whose locks are empty, so that it is set up without a connection."""
    root = tmp_path / "check out"
    shutil.copytree(
        ROOT / "packaging", root / "packaging", ignore=shutil.ignore_patterns("__pycache__")
    )
    (root / "kneecoach").mkdir()
    (root / "kneecoach" / "__init__.py").write_text("")
    (root / "kneecoach" / "__main__.py").write_text(MAIN)
    for name in ("pyproject.toml", "requirements.lock", "requirements-dev.lock"):
        (root / name).write_text("")
    return root


def _bootstrap(checkout: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(checkout / "packaging" / "bootstrap.py"), *arguments],
        check=False,
        capture_output=True,
        text=True,
        cwd=checkout.parent,
        env={**os.environ, **more},
    )


@pytest.mark.slow
def test_a_fresh_checkout_is_set_up_once_and_then_just_starts(checkout: Path) -> None:
    first = _bootstrap(checkout, "run", "--", "plan", "--", "--json")
    assert first.returncode == 0, first.stderr
    assert "Making a virtual environment" in first.stdout
    told = f"the coach ['plan', '--', '--json'] {checkout.parent}"
    assert told in first.stdout
    second = _bootstrap(checkout, "run", "--", "plan", "--", "--json")
    assert second.stdout.strip() == told
    launcher = Environment(root=checkout, folder=checkout / ".venv").launcher
    started = subprocess.run([launcher, "here"], check=True, capture_output=True, text=True)
    assert "the coach ['here']" in started.stdout
    _check_another_lock(checkout)
    _check_a_lock_that_cannot_be_had(checkout)


def _check_another_lock(checkout: Path) -> None:
    (checkout / "requirements.lock").write_text("# another lock\n")
    result = _bootstrap(checkout, "setup", PIP_USER="1", PIP_TARGET=str(checkout))
    assert result.returncode == 0, result.stderr
    assert "Installing" in result.stdout
    assert "Making" not in result.stdout


def _check_a_lock_that_cannot_be_had(checkout: Path) -> None:
    lock = f"kneecoach-no-such-package==1 --hash=sha256:{'0' * 64}\n"
    (checkout / "requirements.lock").write_text(lock)
    result = _bootstrap(checkout, "setup", PIP_NO_INDEX="1", PIP_CONFIG_FILE=os.devnull)
    assert result.returncode == 1
    assert "has no ready-made build of a package" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_folder_with_something_else_in_it_is_left_alone(checkout: Path) -> None:
    folder = checkout.parent / "photos"
    folder.mkdir()
    (folder / "knee.jpg").write_text("a photo")
    result = _bootstrap(checkout, "setup", "--venv", "photos")
    assert result.returncode == 1
    assert "not a virtual environment" in result.stderr
    assert [each.name for each in folder.iterdir()] == ["knee.jpg"]


@pytest.mark.parametrize("arguments", [(), ("walk",), ("run", "--speed")])
def test_a_wrong_command_gets_the_usage(checkout: Path, arguments: tuple[str, ...]) -> None:
    result = _bootstrap(checkout, *arguments)
    assert result.returncode == 2
    assert "usage:" in result.stderr
    assert not (checkout / ".venv").exists()


def _ready(checkout: Path) -> Environment:
    environment = Environment(root=checkout, folder=checkout / ".venv")
    environment.scripts.mkdir(parents=True)
    environment.python.write_text("")
    return environment


def test_the_stamp_of_the_tests_also_runs_the_coach_but_not_the_other_way(checkout: Path) -> None:
    environment = _ready(checkout)
    assert not environment.is_ready(for_tests=False)
    environment.stamp(for_tests=False)
    assert environment.is_ready(for_tests=False)
    assert not environment.is_ready(for_tests=True)
    environment.stamp(for_tests=True)
    assert environment.is_ready(for_tests=True)


@pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml", "packaging/gate.py"])
def test_a_changed_file_undoes_the_stamp(checkout: Path, name: str) -> None:
    environment = _ready(checkout)
    environment.stamp(for_tests=True)
    (checkout / name).write_text("# changed\n")
    assert not environment.is_ready(for_tests=False)
    assert not environment.is_ready(for_tests=True)


def test_a_stamp_that_is_no_text_counts_for_nothing(checkout: Path) -> None:
    environment = _ready(checkout)
    (environment.folder / ".kneecoach-run").write_bytes(b"\xff\x00")
    assert not environment.is_ready(for_tests=False)


def test_an_old_python_reads_the_file_and_gets_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source = (ROOT / "packaging" / "bootstrap.py").read_text()
    ast.parse(source, feature_version=(3, 7))
    monkeypatch.setattr(bootstrap, "OLDEST_PYTHON", (99, 0))
    monkeypatch.setattr(bootstrap, "NEWER_PYTHONS", ("python99.0",))
    assert bootstrap.main(["run"]) == 1
    assert "needs Python 3.11 or newer" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
        ("OSError: [Errno 13] Permission denied: '/x'", "cannot be written to"),
        ("OSError: [Errno 30] Read-only file system", "cannot be written to"),
        ("NewConnectionError: Temporary failure in name resolution", "could not be fetched"),
        ("ReadTimeoutError: Read timed out.", "could not be fetched"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "differs from the one in the lock"),
        ("ERROR: Could not find a version that satisfies x", "no ready-made build"),
        ("something new", "the lines above say where"),
    ],
)
def test_what_pip_says_becomes_a_sentence(said: str, sentence: str, tmp_path: Path) -> None:
    assert sentence in _explain(said, tmp_path)


@pytest.fixture
def apt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put an `apt-get` first on the path that writes down what it is asked, and refuses once."""
    folder = tmp_path / "programs"
    folder.mkdir()
    asked = folder / "asked"
    script = f'#!/bin/sh\necho "$@" >> "{asked}"\n[ $(wc -l < "{asked}") -gt 1 ]\n'
    (folder / "apt-get").write_text(script)
    (folder / "apt-get").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(system_packages, "WINDOW", (MISSING,))
    monkeypatch.setattr(system_packages, "SOUND", ())
    return asked


@on_linux
def test_a_missing_library_is_installed_when_that_takes_no_password(
    apt: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    ensure_libraries(for_tests=False, may_install=True)
    first, update, second = apt.read_text().splitlines()
    assert first == second
    assert first.endswith("install --yes --no-install-recommends libknee1")
    assert update.endswith("update")


@on_linux
def test_a_missing_library_is_named_with_the_command_otherwise(apt: Path) -> None:
    with pytest.raises(SetupError) as told:
        ensure_libraries(for_tests=False, may_install=False)
    assert "sudo apt-get install --no-install-recommends libknee1" in str(told.value)
    assert not apt.exists()


@on_linux
def test_without_sound_libraries_the_coach_is_set_up_all_the_same(
    apt: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system_packages, "WINDOW", ())
    monkeypatch.setattr(system_packages, "SOUND", (MISSING,))
    ensure_libraries(for_tests=False, may_install=False)
    assert "silent" in capsys.readouterr().err
    assert not apt.exists()


@on_linux
@pytest.mark.usefixtures("apt")
def test_another_system_gets_the_names_of_the_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda *_arguments, **_more: None)
    with pytest.raises(SetupError, match="libknee-that-is-nowhere"):
        ensure_libraries(for_tests=False, may_install=True)


@on_linux
@pytest.mark.usefixtures("apt")
def test_a_python_without_ensurepip_is_told_of_debians_package(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(system_packages.importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(SetupError, match=r"apt-get install .*python3\.\d+-venv"):
        ensure_venv_module(may_install=False)


@pytest.mark.parametrize(("code", "passes"), [("pass", True), ("raise SystemExit(3)", False)])
def test_a_part_of_the_gate_passes_or_fails_with_its_command(
    checkout: Path, code: str, passes: bool
) -> None:
    environment = Environment(root=checkout, folder=checkout / ".venv")
    part = Part(name="a part", command=(sys.executable, "-c", code))
    assert _passes(part, environment) is passes


@pytest.mark.parametrize(("status", "told"), [(0, ""), (3, "loud")])
def test_a_part_run_beside_others_is_told_of_when_something_is_wrong(
    checkout: Path, capfd: pytest.CaptureFixture[str], status: int, told: str
) -> None:
    environment = Environment(root=checkout, folder=checkout / ".venv")
    code = f"print('loud'); raise SystemExit({status})"
    part = Part(name="a part", command=(sys.executable, "-c", code), tells_only_trouble=True)
    assert _tell(part, _hear(part, environment)) is (status == 0)
    assert [line for line in capfd.readouterr().out.splitlines() if line == "loud"] == told.split()


def test_the_gate_runs_every_test_once(checkout: Path) -> None:
    environment = Environment(root=checkout, folder=checkout / ".venv")
    traced, quiet, heard = (part.command for part in _tests(environment, []))
    alone = {one.removeprefix("--ignore=") for one in quiet if one.startswith("--ignore=")}
    assert alone == {one for one in traced if one.startswith("tests/")}
    assert quiet[quiet.index("-m", 4) + 1] == "not audio"
    assert heard[heard.index("-m", 4) + 1] == "audio"
    folders = {one for one in heard if one.startswith("tests/")}
    root = Path(__file__).parents[2]
    marked = {
        file.relative_to(root).parent.as_posix()
        for file in root.glob("tests/**/test_*.py")
        if "pytest.mark.audio" in file.read_text(encoding="utf-8") and file != Path(__file__)
    }
    assert marked == folders
    assert not marked & alone


def test_what_one_part_compiles_is_there_for_the_next(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    environment = Environment(root=checkout, folder=checkout / ".venv")
    code = "import sys; raise SystemExit(sys.dont_write_bytecode)"
    assert _passes(Part(name="a part", command=(sys.executable, "-c", code)), environment)
