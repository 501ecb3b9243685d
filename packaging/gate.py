"""Run everything that a merge needs, and say which part failed."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass

from environment import Environment

# What decides about a knee, and what it is told, has every branch tested.
FULLY_COVERED = ("dose", "session", "packs")


@dataclass(frozen=True, kw_only=True)
class Part:
    """One check, with its name and its command."""

    name: str
    command: tuple[str, ...]


SIDE_BY_SIDE = ("-n", "auto", "--dist", "worksteal")
"""Tests run on as many processes as the computer has cores; an idle one takes from a busy one."""

COVERED = tuple(f"--cov=kneecoach/{name}" for name in FULLY_COVERED)
"""Tracing every line doubles the time of a test, so it is done for these rooms alone."""


def run_gate(environment: Environment, pytest_arguments: list[str]) -> int:
    """Run all parts, also after one failed, and return 0 when all passed, else 1."""
    failed = [
        part.name
        for part in _parts(environment, pytest_arguments)
        if not _passes(part, environment)
    ]
    print()
    if failed:
        print(f"FAILED: {', '.join(failed)}")
        return 1
    print("Everything passed.")
    return 0


def _passes(part: Part, environment: Environment) -> bool:
    print(f"\n== {part.name}: {' '.join(part.command[1:])}", flush=True)
    result = subprocess.run(
        part.command, cwd=environment.root, stdin=subprocess.DEVNULL, check=False
    )
    return result.returncode == 0


def _parts(environment: Environment, pytest_arguments: list[str]) -> tuple[Part, ...]:
    python, ruff = str(environment.python), str(environment.program("ruff"))
    parts = [
        Part(name="format", command=(ruff, "format", "--check", ".")),
        Part(name="lint", command=(ruff, "check", ".")),
        Part(name="types", command=(python, "-m", "mypy")),
        Part(name="walls", command=(str(environment.program("lint-imports")),)),
    ]
    tests = (python, "-m", "pytest", *SIDE_BY_SIDE)
    if pytest_arguments:
        return (*parts, Part(name="tests", command=(*tests, *pytest_arguments)))
    covering = tuple(f"tests/{name}" for name in FULLY_COVERED)
    others = tuple(f"--ignore={folder}" for folder in covering)
    whole = ("--cov-fail-under=100", "--cov-report=term-missing:skip-covered")
    return (
        *parts,
        Part(name="tests with full coverage", command=(*tests, *COVERED, *whole, *covering)),
        Part(name="tests", command=(*tests, *others)),
    )
