"""The tree names no machine and no index, and the locks hold what pyproject.toml asks for."""

from __future__ import annotations

import re
import subprocess
import tomllib
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock")
LOCKED_LINE = re.compile(
    r"^(?P<name>[a-z0-9-]+)==(?P<version>[^ ;]+)(?: ; (?P<marker>[^\\]+))? \\$"
)

# Written in two halves, so that this file does not name them either.
INDEX_HOSTS = tuple(
    re.compile(rf"{host}", re.IGNORECASE)
    for host in (
        r"pypi\." + r"org",
        r"python" + r"hosted\.org",
        r"(?:deb|security|ftp)\." + r"debian\.org",
        r"registry\." + r"npmjs",
        r"pkg\.dev",
        r"artifact" + r"registry",
        r"--(?:extra-)?index-url[ =]\S",
        r"--find-links[ =]\S",
    )
)
MACHINE_PATH = re.compile(
    r"(?<![\w.$}/-])/(?:home|Users|root|work|opt)/[\w.-]+" + r"|\b[A-Z]:\\Users\\\w", re.ASCII
)
PATH_ALLOWED = {"LICENSE"}

# The licence of zlib is told by its first words: who chose it seldom names it.
LICENCES = re.compile(
    r"\b(MIT|BSD|Apache|PSF|Python Software Foundation|LGPL|MPL|ISC|CC0|0BSD)\b"
    r"|provided 'as-is', without any express or implied warranty"
)
# A library under the LGPL ships unchanged and can be exchanged by the person who has the coach.
GPL_ONLY = re.compile(r"\b(?<!L)A?GPL", re.IGNORECASE)


def _tracked_files() -> list[Path]:
    if not (ROOT / ".git").exists():
        pytest.skip("only a checkout knows which files are its own")
    command = ("git", "-c", "safe.directory=*", "ls-files", "-z")
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def _locked(lock: str) -> dict[str, tuple[Version, str]]:
    lines = [line for line in (ROOT / lock).read_text().splitlines() if line and line[0] != " "]
    matches = [LOCKED_LINE.match(line) for line in lines]
    assert all(matches), [line for line, match in zip(lines, matches, strict=True) if not match]
    return {
        match["name"]: (Version(match["version"]), match["marker"] or "")
        for match in matches
        if match
    }


def _project() -> dict[str, list[str]]:
    document = tomllib.loads((ROOT / "pyproject.toml").read_text())
    run: list[str] = document["project"]["dependencies"]
    return {LOCKS[0]: run, LOCKS[1]: [*run, *document["dependency-groups"]["dev"]]}


def test_no_file_names_an_index_or_a_place_on_somebodys_machine() -> None:
    found = []
    for file in _tracked_files():
        try:
            lines = file.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue  # a picture or a sound
        if file.name in PATH_ALLOWED:
            continue
        for number, line in enumerate(lines, start=1):
            if any(each.search(line) for each in (*INDEX_HOSTS, MACHINE_PATH)):
                found.append(f"{file.relative_to(ROOT)}:{number}: {line.strip()[:120]}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "line",
    [
        "see https://py" + "pi.org/project/x",
        "open('/" + "home/anna/knee.yaml')",
        "C:\\" + "Users\\anna",
        "--extra-" + "index-url https://example.org/simple",
    ],
)
def test_the_search_finds_what_it_looks_for(line: str) -> None:
    assert any(each.search(line) for each in (*INDEX_HOSTS, MACHINE_PATH))


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_covers_the_project(lock: str) -> None:
    locked = _locked(lock)
    for text in _project()[lock]:
        wanted = Requirement(text)
        version, _ = locked[canonicalize_name(wanted.name)]
        assert wanted.specifier.contains(version), text


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_holds_hashes_and_no_addresses(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert "://" not in text
    for block in re.split(r"\n(?=\S)", text.strip()):
        assert re.search(r"--hash=sha256:[0-9a-f]{64}$", block), block.splitlines()[0]


def test_the_tests_use_what_is_shipped() -> None:
    shipped, tested = (_locked(lock) for lock in LOCKS)
    assert shipped.items() <= tested.items()


def test_qt_stays_below_the_release_that_aborts_on_python_3_11() -> None:
    for lock in LOCKS:
        for name in ("pyside6-essentials", "pyside6-addons", "shiboken6"):
            assert Version("6.8") <= _locked(lock)[name][0] < Version("6.12")


def _licence_file(found: Distribution) -> str:
    """Return the beginning of the licence that a distribution carries, where it names none."""
    files = (one for one in found.files or () if one.name.upper().startswith("LICENSE"))
    return next((one.read_text()[:400] for one in files), "")


def test_everything_that_ships_has_a_licence_that_allows_it() -> None:
    for name, (version, marker) in _locked(LOCKS[0]).items():
        if marker and not Requirement(f"{name}; {marker}").marker.evaluate():
            continue
        found = distribution(name)
        assert Version(found.version) == version, f"{name} is not the locked one"
        said = found.metadata
        texts = [said.get("License-Expression", ""), said.get("License", "")[:200]]
        texts += [each for each in said.get_all("Classifier", ()) if each.startswith("License")]
        if not any(texts):
            texts = [_licence_file(found)]
        told = " | ".join(text for text in texts if text)
        assert LICENCES.search(told), f"{name}: {told}"
        if "LGPL" not in told:
            assert not GPL_ONLY.search(told), f"{name}: {told}"


def test_no_gpl_part_of_qt_is_used() -> None:
    gpl = re.compile(r"\bQt(Charts|DataVisualization|Graphs|VirtualKeyboard|NetworkAuth|Quick3D)\b")
    for file in (ROOT / "kneecoach").rglob("*.py"):
        assert not gpl.search(file.read_text(encoding="utf-8")), file


def test_the_licence_is_apache_2() -> None:
    text = (ROOT / "LICENSE").read_text()
    assert "Apache License" in text
    assert "Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text
