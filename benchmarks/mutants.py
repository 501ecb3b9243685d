"""Change the code of the dose in one small way at a time, and see whether a test notices.

Run as `nice -n 19 python benchmarks/mutants.py [--jobs N] [MODULE ...]`, such as `holds signs`;
without a name all of `kneecoach/dose` is taken. Nothing is written but a copy in a folder for the
time being. Each mutant lives in memory only, in a process that was forked once everything but the
dose had been imported, and meets the tests that reach its line, the quickest first, until one
fails. What no test notices is listed with its line. Numbers move by one, comparisons lose or gain
their edge, `and` becomes `or`, `not` goes away, and truths turn.

The handbook's test is left out: it compares the text of `docs/dose.md` with the numbers of the
code, so that every moved number would be noticed by it, and none would mean anything.
"""

from __future__ import annotations

import argparse
import ast
import importlib.abc
import importlib.util
import json
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import coverage
import hypothesis  # noqa: F401 - imported once, before the processes part
import pytest

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = "test_dose_handbook.py"
LONGEST_S = 900
"""After so long a mutant counts as noticed: it hangs."""

SWAPS = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip

REWRITE = "pytest.PytestAssertRewriteWarning"
"""What pytest says of plugins that were imported before it began; here on purpose."""

CALM = """
from hypothesis import HealthCheck, settings
settings.register_profile(
    "calm", max_examples=40, deadline=None, derandomize=True, database=None,
    suppress_health_check=list(HealthCheck),
)
settings.load_profile("calm")
"""
"""The settings of the tests: nothing is noticed because the machine was busy, or by chance."""

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


class Site(NamedTuple):
    """One place that can be changed: the node, and the lines of the statement it is in.

    `lines` is None outside of functions: what is there is run when the module is imported.
    """

    node: ast.expr
    lines: range | None


class Mutant(NamedTuple):
    """One change: the line it is on, what it is, the lines that reach it, and the code."""

    line: int
    kind: str
    lines: range | None
    code: str


class Reached(NamedTuple):
    """For each module and line the tests that run it, and how long each test takes."""

    by_line: Mapping[str, Mapping[int, Sequence[str]]]
    seconds: Mapping[str, float]

    def tests(self, stem: str, lines: range | None) -> list[str]:
        """Return the tests that reach some lines, the quickest first; all of them for None."""
        if lines is None:
            found = set(self.seconds)
        else:
            known = self.by_line.get(stem, {})
            found = {test for line in lines for test in known.get(line, ())}
        return sorted(found, key=lambda test: (self.seconds.get(test, 0.0), test))


def main() -> int:
    options = argparse.ArgumentParser(description="Change the dose's code, and see who notices.")
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("modules", nargs="*")
    asked = options.parse_args()
    place = ROOT / "kneecoach" / "dose"
    chosen = [place / f"{name}.py" for name in asked.modules] or sorted(place.glob("*.py"))
    with tempfile.TemporaryDirectory(prefix="knee-mutants-") as folder:
        tree = copy_tree(Path(folder))
        os.chdir(tree)
        sys.path[:0] = [str(tree)]
        reached = find_reached(tree)
        if reached is None:
            print("the tests fail without any change; nothing can be said")
            return 2
        tried = missed = 0
        for file in chosen:
            own_tried, own_missed = try_module(reached, file, asked.jobs)
            tried, missed = tried + own_tried, missed + own_missed
            if own_tried:
                print(f"{file.stem}: {own_tried - own_missed} of {own_tried} noticed", flush=True)
    print(f"in all {tried - missed} of {tried} noticed ({100 * (tried - missed) / tried:.1f} %)")
    return 0


def copy_tree(folder: Path) -> Path:
    for name in ("kneecoach", "tests", "docs", "exercises"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder / "pyproject.toml")
    with (folder / "tests" / "conftest.py").open("a", encoding="utf-8") as common:
        common.write(CALM)
    return folder


class Watcher:
    """A plugin of pytest that keeps the tests that are wanted, in their order, and times them."""

    def __init__(self, wanted: Sequence[str] | None = None) -> None:
        self.wanted = wanted
        self.seconds: dict[str, float] = {}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep the wanted tests."""
        if self.wanted is not None:
            place = {name: number for number, name in enumerate(self.wanted)}
            items[:] = sorted(
                (one for one in items if one.nodeid in place), key=lambda one: place[one.nodeid]
            )

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add up what a test takes."""
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0.0) + report.duration


def run_tests(watcher: Watcher, files: Sequence[str], *more: str) -> int:
    quietly = ("-x", "-q", "-p", "no:cacheprovider", "-W", f"ignore::{REWRITE}")
    return int(pytest.main([*quietly, *more, *files], plugins=[watcher]))


def find_reached(tree: Path) -> Reached | None:
    """Run all tests once, unchanged, and return which lines each of them reaches."""
    kept = tree / "seconds.json"

    def work() -> int:
        watcher = Watcher()
        counted = ("--cov=kneecoach.dose", "--cov-context=test", "--cov-report=")
        done = run_tests(watcher, all_files(tree), *counted)
        kept.write_text(json.dumps(watcher.seconds), encoding="utf-8")
        return done

    said = tree / "said.txt"
    if wait_for(fork(work, said)) != 0:
        print(said.read_text(encoding="utf-8")[-2000:])
        return None
    data = coverage.CoverageData(str(tree / ".coverage"))
    data.read()
    by_line = {
        Path(file).stem: {
            line: sorted({one.partition("|")[0] for one in contexts if one})
            for line, contexts in data.contexts_by_lineno(file).items()
        }
        for file in data.measured_files()
    }
    return Reached(by_line, json.loads(kept.read_text(encoding="utf-8")))


def all_files(tree: Path) -> list[str]:
    found = sorted((tree / "tests" / "dose").glob("test_*.py"))
    return [str(file.relative_to(tree)) for file in found if file.name != LEFT_OUT]


def try_module(reached: Reached, file: Path, jobs: int) -> tuple[int, int]:
    source = file.read_text(encoding="utf-8")
    lines = source.splitlines()
    running: dict[int, tuple[Mutant, float]] = {}
    tried = missed = 0

    def finish_one() -> int:
        pid, status = wait_for_any(running)
        mutant, _ = running.pop(pid)
        if status != 0:
            return 0
        text = lines[mutant.line - 1].strip()
        print(f"  not noticed: {file.name}:{mutant.line} {mutant.kind}: {text}", flush=True)
        return 1

    for mutant in mutants_of(source):
        if len(running) >= jobs:
            missed += finish_one()
        running[fork(lambda one=mutant: meet(reached, file.stem, one))] = (mutant, time.monotonic())
        tried += 1
    while running:
        missed += finish_one()
    return tried, missed


def meet(reached: Reached, stem: str, mutant: Mutant) -> int:
    """Return 0 when no test that reaches a mutant fails."""
    tests = reached.tests(stem, mutant.lines)
    if not tests:
        return 0
    sys.meta_path.insert(0, Changed(f"kneecoach.dose.{stem}", mutant.code))
    files = sorted({test.partition("::")[0] for test in tests})
    return run_tests(Watcher(tests), files)


class Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Import one module from changed code, and leave all others alone."""

    def __init__(self, name: str, code: str) -> None:
        self._name, self._code = name, code

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Answer for the changed module only."""
        del path, target
        return importlib.util.spec_from_loader(fullname, self) if fullname == self._name else None

    def exec_module(self, module: ModuleType) -> None:
        """Run the changed code."""
        exec(compile(self._code, f"<changed {self._name}>", "exec"), module.__dict__)  # noqa: S102


def fork(work: Callable[[], int], said: Path = Path(os.devnull)) -> int:
    """Start work in a process of its own, for a limited time; return its id.

    What it says goes into a file.
    """
    pid = os.fork()
    if pid:
        return pid
    signal.alarm(LONGEST_S)
    place = os.open(said, os.O_WRONLY | os.O_CREAT)
    os.dup2(place, 1)
    os.dup2(place, 2)
    code = 1
    try:
        code = work()
    finally:
        sys.stdout.flush()
        os._exit(code)


def wait_for(pid: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def wait_for_any(running: Mapping[int, object]) -> tuple[int, int]:
    while True:
        pid, status = os.wait()
        if pid in running:
            return pid, os.waitstatus_to_exitcode(status)


def mutants_of(source: str) -> Iterator[Mutant]:
    count = sum(1 for _ in sites(ast.parse(source)))
    for number in range(count):
        tree = ast.parse(source)
        site = list(sites(tree))[number]
        line, kind = change(site.node)
        yield Mutant(line, kind, site.lines, ast.unparse(ast.fix_missing_locations(tree)))


def sites(tree: ast.AST, lines: range | None = None, *, is_inside: bool = False) -> Iterator[Site]:
    """Yield each place that can be changed, with the lines of its statement."""
    for node in ast.iter_child_nodes(tree):
        own = lines
        if is_inside and isinstance(node, ast.stmt):
            has_body = hasattr(node, "body")
            last = node.body[0].lineno - 1 if has_body else node.end_lineno  # type: ignore[attr-defined]
            own = range(node.lineno, max(node.lineno, last or node.lineno) + 1)
        if is_dataclass_call(node):
            continue
        if isinstance(node, ast.expr) and is_changeable(node):
            yield Site(node, own)
        inside = is_inside or isinstance(tree, _FUNCTIONS)
        yield from sites(node, own, is_inside=inside or isinstance(node, _FUNCTIONS))


def is_dataclass_call(node: ast.AST) -> bool:
    """Tell whether a class is made a value here; which kind of value decides about no knee."""
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "dataclass"


def is_changeable(node: ast.expr) -> bool:
    is_number = isinstance(node, ast.Constant) and type(node.value) in {int, float, bool}
    is_compared = isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPS
    is_not = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
    return is_number or is_compared or is_not or isinstance(node, ast.BoolOp)


def change(node: ast.expr) -> tuple[int, str]:
    """Change one place of the code, and return its line and what was done."""
    match node:
        case ast.Constant(value=bool() as value):
            node.value = not value
            return node.lineno, f"{value} to {node.value}"
        case ast.Constant(value=int() | float() as value):
            node.value = value + 1
            return node.lineno, f"{value} to {node.value}"
        case ast.Compare(ops=[first, *_]):
            node.ops[0] = SWAPS[type(first)]()
            return node.lineno, f"{type(first).__name__} to {type(node.ops[0]).__name__}"
        case ast.BoolOp(op=op):
            node.op = ast.Or() if isinstance(op, ast.And) else ast.And()
            return node.lineno, f"{type(op).__name__} to {type(node.op).__name__}"
        case ast.UnaryOp(operand=operand):
            truth = ast.Call(func=ast.Name(id="bool", ctx=ast.Load()), args=[operand], keywords=[])
            node.op, node.operand = ast.Not(), ast.UnaryOp(op=ast.Not(), operand=truth)
            return node.lineno, "not taken away"
    raise ValueError("this place cannot be changed")


if __name__ == "__main__":
    raise SystemExit(main())
