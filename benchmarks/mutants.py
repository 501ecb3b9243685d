"""Change the code of the dose in one small way at a time, and see whether a test notices.

Run as `nice -n 19 python benchmarks/mutants.py [--jobs N] [--reached FILE] [MODULE ...]`, such as
`holds signs`, or `holds:57` for one line; without a name all of `kneecoach/dose` is taken but what
only says in words what the others have decided. Nothing is written but a copy in a folder for the
time being, and with `--reached` which test reaches which line, to be used again. What no test
notices is listed with its line. Numbers move by one, comparisons lose or gain their edge, `and`
becomes `or`, `not` goes away, and truths turn.

A change within a function is put into a process that was forked once all tests had been collected;
any other is imported by a process that had imported everything but the dose. Each meets the tests
that reach its line until one fails: first those that are quick and have noticed others. Nothing is
noticed because the machine was busy: only a test that takes many times what it took is hanging.

The handbook's test is left out: it compares the text of `docs/dose.md` with the numbers of the
code, so that every moved number would be noticed by it, and none would mean anything.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import json
import os
import shutil
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import coverage
import hypothesis  # noqa: F401 - imported once, before the processes part
import pytest
from mutating import PACKAGE, Changed, Functions, Mutant, changed_code, mutants_of

ROOT = Path(__file__).resolve().parent.parent
PLACE = Path(*PACKAGE.split("."))
LEFT_OUT = "test_dose_handbook.py"
ONLY_WORDS = frozenset(
    {
        *("choice_words", "handbook", "handbook_details", "hold_words", "reasons", "sources"),
        *("stage_rules", "stage_words", "words"),
    }
)
HANGS_S, HANGS_TIMES = 10, 10
"""A test hangs that takes ten times what it took traced, and ten seconds more, of computing."""

CALM = """
from hypothesis import HealthCheck, Phase, settings
settings.register_profile(
    "calm", max_examples=40, deadline=None, derandomize=True, database=None,
    suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate],
)
settings.load_profile("calm")
"""
"""The settings of the tests: nothing is noticed because the machine was busy, or by chance."""

QUIETLY = (
    *("-x", "-q", "-s", "--tb=no", "--assert=plain", "-p", "no:cacheprovider"),
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),
)
AT_IMPORT = ""
"""What stands for a test where a line is run by the mere import of the dose."""


class Reached(NamedTuple):
    """For each module and line the tests that run it, and how long each test takes."""

    by_line: Mapping[str, Mapping[str, Sequence[str]]]
    seconds: Mapping[str, float]

    def names(self, mutant: Mutant) -> frozenset[str]:
        """Return the tests that reach a change, the files that do when read, or `AT_IMPORT`."""
        known = self.by_line.get(mutant.stem, {})
        if mutant.lines is None:
            return frozenset({AT_IMPORT})
        return frozenset(test for line in mutant.lines for test in known.get(str(line), ()))

    def tests(self, mutant: Mutant, *, anew: bool) -> Iterable[str]:
        """Return the tests that reach a change; where all is read anew, those of files that do."""
        names = self.names(mutant)
        if not anew:
            return names & set(self.seconds)
        if AT_IMPORT in names:
            return self.seconds
        return [one for one in self.seconds if {one, one.partition("::")[0]} & names]


class Trial:
    """Everything that is known while the changes are tried."""

    def __init__(self, tree: Path, reached: Reached, jobs: int, longest: float) -> None:
        self.tree, self.reached, self.jobs, self._longest = tree, reached, jobs, longest
        self.noticed: dict[Mutant, str] = {}
        self.left: list[Mutant] = []
        self._killed: Counter[str] = Counter()

    def in_order(self, mutant: Mutant, *, anew: bool) -> list[str]:
        """Return the tests for a change: the quick ones that notice much come first."""
        took, killed = self.reached.seconds, self._killed
        found = self.reached.tests(mutant, anew=anew)
        found = [one for one in found if took[one] <= self._longest]
        return sorted(found, key=lambda one: ((0.01 + took[one]) / (1 + killed[one]), one))

    def each(self, mutants: Iterable[Mutant], meet: Callable[[Mutant], str | None]) -> None:
        """Let each change meet its tests, in a process of its own, some at a time."""
        running: dict[int, Mutant] = {}
        for mutant in mutants:
            if len(running) >= self.jobs:
                self._finish_one(running)
            running[fork(lambda one=mutant: self._note(meet(one)))] = mutant
        while running:
            self._finish_one(running)

    def source(self, mutant: Mutant) -> str:
        """Return the text of the module that a change is of."""
        return (self.tree / PLACE / f"{mutant.stem}.py").read_text(encoding="utf-8")

    def _note(self, by: str | None) -> int:
        (self.tree / f"{os.getpid()}.by").write_text(json.dumps(by), encoding="utf-8")
        return 0

    def _finish_one(self, running: dict[int, Mutant]) -> None:
        pid, status = os.wait()
        mutant, kept = running.pop(pid), self.tree / f"{pid}.by"
        by = json.loads(kept.read_text(encoding="utf-8")) if status == 0 else "it hangs or stops"
        kept.unlink(missing_ok=True)
        self.take(mutant, by)
        self._tell(mutant, by)

    def take(self, mutant: Mutant, by: str | None) -> None:
        """Keep by which test a change was noticed: none if empty; None if it was not made."""
        if by is None:
            self.left.append(mutant)
        else:
            self.noticed[mutant] = by
            self._killed[by] += bool(by)

    def _tell(self, mutant: Mutant, by: str | None) -> None:
        text = self.source(mutant).splitlines()[mutant.line - 1].strip()
        what = f"{mutant.stem}.py:{mutant.line} {mutant.kind}: {text}"
        if by is not None:
            print(f"  {'noticed' if by else 'NOT NOTICED'}: {what} [{by}]", flush=True)


class Watcher:
    """A plugin of pytest that keeps the wanted tests in order, times them, and sees a failure."""

    def __init__(self, wanted: Sequence[str] | None = None) -> None:
        self.wanted = wanted
        self.seconds: dict[str, float] = {}
        self.failed = ""

    def pytest_collectstart(self, collector: pytest.Collector) -> None:
        """Count what the reading of a file of tests runs as reached by that file."""
        counting = coverage.Coverage.current()
        if counting is not None and isinstance(collector, pytest.Module):
            counting.switch_context(collector.nodeid)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep the wanted tests."""
        if self.wanted is not None:
            place = {name: number for number, name in enumerate(self.wanted)}
            items[:] = sorted(
                (one for one in items if one.nodeid in place), key=lambda one: place[one.nodeid]
            )

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add up what a test takes, and keep the first that fails."""
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0.0) + report.duration
        if report.failed and not self.failed:
            self.failed = report.nodeid


class Importer(Watcher):
    """A plugin of pytest that imports the dose before any test does, while lines are counted."""

    def pytest_sessionstart(self) -> None:
        """Import every module of the dose."""
        import_all()


class InPlace(Watcher):
    """A plugin of pytest that tries changes in place of running the tests it has collected."""

    def __init__(self, trial: Trial, mutants: Sequence[Mutant]) -> None:
        super().__init__()
        self._trial, self._mutants = trial, mutants

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try each change in a process that is forked here."""
        import_all()
        items = {one.nodeid: one for one in session.items}
        functions = Functions()
        gc.freeze()

        def meet(mutant: Mutant) -> str | None:
            source = self._trial.source(mutant)
            code = changed_code(mutant, source)
            before = compile(source, f"<changed {mutant.stem}>", "exec")
            if not functions.change(before, code):
                return None
            sys.meta_path.insert(0, Changed(mutant.module, code))
            wanted = [items[one] for one in self._trial.in_order(mutant, anew=False)]
            for item, after in pairwise([*wanted, None]):
                limit(self._trial.reached.seconds[item.nodeid])
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
                if self.failed:
                    break
            is_read = any(one.endswith(".py") for one in self._trial.reached.names(mutant))
            return None if is_read and not self.failed else self.failed

        self._trial.each(self._mutants, meet)
        return True


def main() -> int:
    options = argparse.ArgumentParser(description="Change the dose's code, and see who notices.")
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--reached", type=Path, help="keep here which tests reach which lines")
    options.add_argument("--longest", type=float, default=1e9, help="leave out slower tests")
    options.add_argument("modules", nargs="*")
    asked = options.parse_args()
    kept = asked.reached and asked.reached.resolve()
    with tempfile.TemporaryDirectory(prefix="knee-mutants-") as folder:
        tree = copy_tree(Path(folder))
        os.chdir(tree)
        sys.path[:0] = [str(tree)]
        reached = find_reached(tree, kept)
        if reached is None:
            print("the tests fail without any change; nothing can be said")
            return 2
        trial = Trial(tree, reached, asked.jobs, asked.longest)
        mutants = chosen(tree, asked.modules)
        try_all(trial, mutants)
        print_shares(trial, mutants)
    return 0


def chosen(tree: Path, names: Sequence[str]) -> list[Mutant]:
    """Return the changes of the modules and lines that were asked for."""
    found = [one for file in sorted((tree / PLACE).glob("*.py")) for one in mutants_of(file)]
    if not names:
        return [one for one in found if one.stem not in ONLY_WORDS]
    return [one for name in names for one in found if name in {one.stem, f"{one.stem}:{one.line}"}]


def copy_tree(folder: Path) -> Path:
    for name in ("kneecoach", "tests", "docs", "exercises"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder / "pyproject.toml")
    with (folder / "tests" / "conftest.py").open("a", encoding="utf-8") as common:
        common.write(CALM)
    return folder


def try_all(trial: Trial, mutants: Sequence[Mutant]) -> None:
    """Try all changes within functions first, and then those that are met at the import."""
    apart = [one for one in mutants if AT_IMPORT in trial.reached.names(one)]
    within = [one for one in mutants if AT_IMPORT not in trial.reached.names(one)]
    kept = trial.tree / "within.json"

    def work() -> int:
        pytest.main([*QUIETLY, *all_files(trial.tree)], plugins=[InPlace(trial, within)])
        said = [[place, trial.noticed.get(one)] for place, one in enumerate(within)]
        kept.write_text(json.dumps(said), encoding="utf-8")
        return 0

    if within:
        wait_for(fork(work, said=None))
        for place, by in json.loads(kept.read_text(encoding="utf-8")):
            trial.take(within[place], by)
    trial.each([*apart, *trial.left], lambda one: meet_anew(trial, one))


def meet_anew(trial: Trial, mutant: Mutant) -> str:
    """Import the dose with a change, and return the first test that fails, or nothing."""
    code = changed_code(mutant, trial.source(mutant))
    sys.meta_path.insert(0, Changed(mutant.module, code))
    wanted = trial.in_order(mutant, anew=True)
    for file in dict.fromkeys(test.partition("::")[0] for test in wanted):
        watcher = Watcher([one for one in wanted if one.startswith(f"{file}::")])
        limit(sum(trial.reached.seconds[one] for one in watcher.wanted or ()))
        if pytest.main([*QUIETLY, file], plugins=[watcher]) != pytest.ExitCode.OK:
            return watcher.failed or file
    return ""


def find_reached(tree: Path, kept: Path | None) -> Reached | None:
    """Return which lines each test reaches: kept from before, or all of them are run once."""
    if kept is not None and kept.exists():
        return Reached(*json.loads(kept.read_text(encoding="utf-8")))
    found = kept or tree / "reached.json"

    def work() -> int:
        watcher = Importer()
        counted = ("--cov=kneecoach.dose", "--cov-context=test", "--cov-report=")
        done = pytest.main([*QUIETLY, *counted, *all_files(tree)], plugins=[watcher])
        if done == pytest.ExitCode.OK:
            found.write_text(json.dumps([lines_by_test(tree), watcher.seconds]), encoding="utf-8")
        return int(done)

    if wait_for(fork(work, said=None)) != 0:
        return None
    return Reached(*json.loads(found.read_text(encoding="utf-8")))


def lines_by_test(tree: Path) -> dict[str, dict[int, list[str]]]:
    data = coverage.CoverageData(str(tree / ".coverage"))
    data.read()
    return {
        Path(file).stem: {
            line: sorted({one.partition("|")[0] for one in contexts})
            for line, contexts in data.contexts_by_lineno(file).items()
        }
        for file in data.measured_files()
    }


def import_all() -> None:
    for file in sorted(PLACE.glob("*.py")):
        importlib.import_module(f"{PACKAGE}.{file.stem}")


def all_files(tree: Path) -> list[str]:
    found = sorted((tree / "tests" / "dose").glob("test_*.py"))
    return [str(file.relative_to(tree)) for file in found if file.name != LEFT_OUT]


def print_shares(trial: Trial, mutants: Sequence[Mutant]) -> None:
    tried = Counter(one.stem for one in mutants)
    noticed = Counter(one.stem for one, by in trial.noticed.items() if by)
    for stem, count in tried.items():
        print(f"{stem}: {noticed[stem]} of {count} noticed")
    share = 100 * noticed.total() / max(1, tried.total())
    print(f"in all {noticed.total()} of {tried.total()} noticed ({share:.1f} %)")


def limit(seconds: float) -> None:
    """End this process when it computes for much longer than the seconds that a test took."""
    signal.setitimer(signal.ITIMER_VIRTUAL, HANGS_S + HANGS_TIMES * seconds)


def fork(work: Callable[[], int], said: str | None = os.devnull) -> int:
    """Start work in a process of its own, which says nothing unless told; return its id."""
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        if said is not None:
            place = os.open(said, os.O_WRONLY)
            os.dup2(place, 1)
            os.dup2(place, 2)
        code = work()
    finally:
        sys.stdout.flush()
        os._exit(code)


def wait_for(pid: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


if __name__ == "__main__":
    raise SystemExit(main())
