"""Make the small changes of the code that `mutants.py` tries, and put them into its processes."""

from __future__ import annotations

import ast
import gc
import importlib.abc
import importlib.util
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import NamedTuple

PACKAGE = "kneecoach.dose"
SWAPS = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
_KEEPER = type(cache(len))
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


class Site(NamedTuple):
    """One place that can be changed: the node, and the lines of the statement it is in.

    `lines` is None outside of functions: what is there is run when the module is imported.
    """

    node: ast.expr
    lines: range | None


class Mutant(NamedTuple):
    """One change: its module, its number there, its line, what it is, and what lines reach it."""

    stem: str
    number: int
    line: int
    kind: str
    lines: range | None

    @property
    def module(self) -> str:
        """Return the whole name of the module."""
        return f"{PACKAGE}.{self.stem}"


def mutants_of(file: Path) -> Iterator[Mutant]:
    """Yield every change that can be made of a module."""
    found = list(sites(ast.parse(file.read_text(encoding="utf-8"))))
    for number, site in enumerate(found):
        line, kind = change(site.node)
        yield Mutant(file.stem, number, line, kind, site.lines)


def changed_code(mutant: Mutant, source: str) -> CodeType:
    """Return the code of a module with one change."""
    tree = ast.parse(source)
    change(list(sites(tree))[mutant.number].node)
    return compile(ast.fix_missing_locations(tree), f"<changed {mutant.stem}>", "exec")


class Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Import one module from changed code, and leave all others alone."""

    def __init__(self, name: str, code: CodeType) -> None:
        self._name, self._code = name, code

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Answer for the changed module only."""
        del path, target
        return importlib.util.spec_from_loader(fullname, self) if fullname == self._name else None

    def exec_module(self, module: ModuleType) -> None:
        """Run the changed code."""
        exec(self._code, module.__dict__)  # noqa: S102 - our own code


class Functions:
    """The functions of the dose that this process has imported, to be changed where they are."""

    def __init__(self) -> None:
        """Find them, and everything that keeps an answer once it was given."""
        found = gc.get_objects()
        self._by_code: dict[CodeType, list[FunctionType]] = {}
        for one in found:
            if type(one) is FunctionType and (one.__module__ or "").startswith(f"{PACKAGE}."):
                self._by_code.setdefault(one.__code__, []).append(one)
        self._kept = [one for one in found if type(one) is _KEEPER]

    def change(self, before: CodeType, after: CodeType) -> bool:
        """Give every function the code it has after a change; tell whether that was any."""
        changed = False
        for old, new in _parts(before, after):
            for function in self._by_code.get(old, ()) if old != new else ():
                function.__code__ = new
                changed = True
        for kept in self._kept:
            kept.cache_clear()
        return changed


def _parts(before: CodeType, after: CodeType) -> Iterator[tuple[CodeType, CodeType]]:
    """Yield all code within some code, before and after a change, the innermost last."""
    yield before, after
    pairs = (
        [one for one in code.co_consts if isinstance(one, CodeType)] for code in (before, after)
    )
    for old, new in zip(*pairs, strict=True):
        yield from _parts(old, new)


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
