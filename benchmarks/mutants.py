"""Change the code of the dose in one small way at a time, and see whether a test notices.

Run as `nice -n 19 python benchmarks/mutants.py [MODULE ...]`, such as `holds signs`; without a name
all of `kneecoach/dose` is taken. Each mutant runs in a copy, first against the tests that
are quickest to notice, then against all tests of the dose. What no test notices is listed with its
line. Numbers move by one, comparisons lose or gain their edge, `and` becomes `or`, `not` goes away,
and truths turn.
"""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
STAGES = (
    ("test_dose_rules.py", "test_dose_signs.py", "test_dose_casebook.py"),
    (
        *("test_dose_growth.py", "test_dose_stages.py", "test_dose_frequency.py"),
        *("test_dose_replay.py", "test_dose_plan.py", "test_dose_overruling.py"),
    ),
    (),
)
"""Tests of the dose, quickest to notice first; the empty group are all of them."""

NOT_LOGIC = frozenset(
    {"handbook", "profiles", "simulate", "sources", "words", "reasons", "hold_words"}
    | {"choice_words", "stage_words", "would_change", "stage_rules", "casefile"}
)
"""Modules of words and samples, where a number that moves is another sentence or another person."""

SWAPS = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip


class Mutant(NamedTuple):
    """One change: the line it is on, what it is, and the code that it leads to."""

    line: int
    kind: str
    code: str


def main() -> int:
    named = sys.argv[1:]
    files = sorted((ROOT / "kneecoach" / "dose").glob("*.py"))
    chosen = [
        file
        for file in files
        if (file.stem in named if named else file.stem not in NOT_LOGIC | {"__init__"})
    ]
    with tempfile.TemporaryDirectory(prefix="knee-mutants-") as folder:
        tree = copy_tree(Path(folder))
        if run(tree, STAGES[0]) != 0 or run(tree, STAGES[1]) != 0:
            print("the tests fail without any change; nothing can be said")
            return 2
        tried = missed = 0
        for file in chosen:
            own_tried, own_missed = try_module(tree, file)
            tried, missed = tried + own_tried, missed + own_missed
            print(f"{file.stem}: {own_tried - own_missed} of {own_tried} noticed", flush=True)
    print(f"in all {tried - missed} of {tried} noticed ({100 * (tried - missed) / tried:.1f} %)")
    return 0


def copy_tree(folder: Path) -> Path:
    for name in ("kneecoach", "tests", "docs", "exercises"):
        shutil.copytree(
            ROOT / name,
            folder / name,
            ignore=shutil.ignore_patterns("__pycache__", "ui", "history"),
        )
    for name in ("pyproject.toml",):
        shutil.copy(ROOT / name, folder / name)
    shutil.copytree(ROOT / "kneecoach" / "history", folder / "kneecoach" / "history")
    (folder / "tests" / "conftest.py").write_text("", encoding="utf-8")
    return folder


def try_module(tree: Path, file: Path) -> tuple[int, int]:
    place = tree / "kneecoach" / "dose" / file.name
    source = file.read_text(encoding="utf-8")
    tried = missed = 0
    for mutant in mutants_of(source):
        place.write_text(mutant.code, encoding="utf-8")
        tried += 1
        if all(run(tree, names) == 0 for names in STAGES):
            missed += 1
            line = source.splitlines()[mutant.line - 1].strip()
            print(f"  not noticed: {file.name}:{mutant.line} {mutant.kind}: {line}", flush=True)
    place.write_text(source, encoding="utf-8")
    return tried, missed


def run(tree: Path, names: tuple[str, ...]) -> int:
    """Return 0 when the tests pass; a mutant that hangs is noticed too."""
    tests = [f"tests/dose/{name}" for name in names] or ["tests/dose"]
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    skip = ["--deselect", "tests/dose/test_dose_handbook.py"]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "QT_QPA_PLATFORM": "offscreen"}
    try:
        done = subprocess.run(
            [*command, *skip],
            cwd=tree,
            env=environment,
            capture_output=True,
            timeout=300,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return 1
    return done.returncode


def mutants_of(source: str) -> Iterator[Mutant]:
    count = sum(1 for _ in sites(ast.parse(source)))
    for number in range(count):
        tree = ast.parse(source)
        line, kind = change(list(sites(tree))[number])
        yield Mutant(line, kind, ast.unparse(ast.fix_missing_locations(tree)))


def sites(tree: ast.AST) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        is_number = isinstance(node, ast.Constant) and type(node.value) in {int, float, bool}
        is_compared = isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPS
        is_not = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
        if is_number or is_compared or is_not or isinstance(node, ast.BoolOp):
            yield node


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
