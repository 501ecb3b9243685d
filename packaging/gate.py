"""Run everything that a merge needs, and say which part failed."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from environment import Environment

# What decides about a knee, and what it is told, has every branch tested.
FULLY_COVERED = ("dose", "session", "packs")

WITH_SOUND = ("sound", "breaks")
"""Folders whose tests marked as audio measure a sound server against a clock. They run at the end,
by themselves: what computes as much as it can beside them takes the server's time."""

SIDE_BY_SIDE = ("--dist", "worksteal")
"""Tests run on several processes, and an idle one takes from a busy one."""

COVERED = tuple(f"--cov=kneecoach/{name}" for name in FULLY_COVERED)
"""Tracing every line doubles the time of a test, so it is done for these rooms alone."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """One check, with its name and its command.

    Attributes:
        name: What it looks at.
        command: What is run.
        tells_only_trouble: Whether nothing of what it says is shown when it passes.
    """

    name: str
    command: tuple[str, ...]
    tells_only_trouble: bool = False


def run_gate(environment: Environment, pytest_arguments: list[str]) -> int:
    """Run all parts, also after one failed, and return 0 when all passed, else 1."""
    checks = _checks(environment)
    # Each of them keeps one core busy at most.
    with ThreadPoolExecutor(max_workers=2) as pool:
        hearing = [pool.submit(_hear, part, environment) for part in checks]
        passes = [_tell(part, one.result()) for part, one in zip(checks, hearing, strict=True)]
    failed = [part.name for part, has_passed in zip(checks, passes, strict=True) if not has_passed]
    failed += [
        part.name
        for part in _tests(environment, pytest_arguments)
        if not _passes(part, environment)
    ]
    print()
    if failed:
        print(f"FAILED: {', '.join(failed)}")
        return 1
    print("Everything passed.")
    return 0


def _passes(part: Part, environment: Environment) -> bool:
    """Run a part, showing what it says while it runs."""
    _announce(part)
    result = subprocess.run(
        part.command,
        cwd=environment.root,
        env=_surroundings(),
        stdin=subprocess.DEVNULL,
        check=False,
    )
    return result.returncode == 0


def _hear(part: Part, environment: Environment) -> subprocess.CompletedProcess[bytes]:
    """Run a part beside others, and keep what it says."""
    return subprocess.run(
        part.command,
        cwd=environment.root,
        env=_surroundings(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )


def _tell(part: Part, result: subprocess.CompletedProcess[bytes]) -> bool:
    """Show what a part said, and return whether it passed."""
    _announce(part)
    if result.returncode != 0 or not part.tells_only_trouble:
        sys.stdout.buffer.write(result.stdout)
        sys.stdout.flush()
    return result.returncode == 0


def _announce(part: Part) -> None:
    print(f"\n== {part.name}: {' '.join(part.command[1:])}", flush=True)


def _surroundings() -> dict[str, str]:
    """Return the variables of a part: what one process compiled must be there for the next."""
    return {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _checks(environment: Environment) -> tuple[Part, ...]:
    """Return what is looked at before a test is run."""
    python, ruff = str(environment.python), str(environment.program("ruff"))
    return (
        Part(name="types", command=(python, "-m", "mypy")),
        Part(name="format", command=(ruff, "format", "--check", ".")),
        Part(name="lint", command=(ruff, "check", ".")),
        Part(name="walls", command=(str(environment.program("lint-imports")),)),
        # It also compiles all files of tests, which each process of the next parts would do.
        Part(
            name="the tests can be read",
            command=(python, "-m", "pytest", "--collect-only", "-qq"),
            tells_only_trouble=True,
        ),
    )


def _tests(environment: Environment, pytest_arguments: list[str]) -> tuple[Part, ...]:
    tests = (str(environment.python), "-m", "pytest", *SIDE_BY_SIDE)
    cores = os.cpu_count() or 1
    # Many tests wait for a screen, a sound or a program, so there is work for one process more.
    waiting = ("-n", str(cores + 1))
    if pytest_arguments:
        return (Part(name="tests", command=(*tests, *waiting, *pytest_arguments)),)
    covering = tuple(f"tests/{name}" for name in FULLY_COVERED)
    others = tuple(f"--ignore={folder}" for folder in covering)
    whole = ("--cov-fail-under=100", "--cov-report=term-missing:skip-covered")
    traced = (*tests, "-n", str(cores), *COVERED, *whole, *covering)
    sounding = (f"tests/{name}" for name in WITH_SOUND)
    return (
        Part(name="tests with full coverage", command=traced),
        Part(name="tests", command=(*tests, *waiting, "-m", "not audio", *others)),
        Part(name="tests that are heard", command=(*tests, *waiting, "-m", "audio", *sounding)),
    )
