"""Measure how long it takes to read and check packs, beside a plain load of the same files.

python benchmarks/packs.py            # built-in pack, a pack of 200 exercises, a fresh process
python benchmarks/packs.py --runs 25
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

import yaml

from kneecoach.packs.catalogue import read_packs
from kneecoach.packs.kept import read_kept

ROOT = Path(__file__).parents[1]
BUILT_IN = ROOT / "exercises"
LARGE = 200
TARGET_MS = 40.0
_ANGLE = re.compile(r"(?<=: )[1-9][0-9]+(?= deg)")

FRESH = """
import sys, time
import pathlib, yaml
import kneecoach.model.programme, kneecoach.model.errors
began = time.perf_counter()
from kneecoach.packs.catalogue import read_packs
imported = time.perf_counter()
reading = read_packs([pathlib.Path(sys.argv[1])])
print((imported - began) * 1000, (time.perf_counter() - imported) * 1000, len(reading.problems))
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15, help="runs of which the median is taken")
    options = parser.parse_args()
    runs = max(5, options.runs)
    compare("built-in pack", BUILT_IN, runs)
    built_in = taken_back(runs)
    with tempfile.TemporaryDirectory() as place:
        compare(f"pack of {LARGE} exercises", large_pack(Path(place)), runs)
    fresh(runs=5)
    met = built_in < TARGET_MS
    print(f"built-in pack taken back in under {TARGET_MS:.0f} ms: {'yes' if met else 'NO'}")
    return 0 if met else 1


def compare(name: str, folder: Path, runs: int) -> float:
    """Print and return the median of reading a folder, beside plain loads taken in turn with it."""
    files = sorted(folder.rglob("*.yaml"))
    size = sum(file.stat().st_size for file in files)
    plain, ours = by_turns(lambda: load_plainly(files), lambda: read_packs([folder]), runs)
    problems = len(read_packs([folder]).problems)
    print(
        f"{name}: {len(files)} files, {size / 1024:.0f} kB, {problems} problems: read and checked "
        f"in {ours.passed:.1f} ms; yaml.load with CSafeLoader {plain.passed:.1f} ms; "
        f"{ratio(ours, plain)} (medians of {runs})"
    )
    return ours.passed


class Taken(NamedTuple):
    """Milliseconds: those that passed, and those of the processor."""

    passed: float
    own: float


def by_turns(
    one: Callable[[], object], other: Callable[[], object], runs: int
) -> tuple[Taken, Taken]:
    """Return the medians of two works, done by turns, as a busy machine slows both."""
    first, second = [], []
    for _ in range(runs):
        first.append(taken_by(one))
        second.append(taken_by(other))
    return median(first), median(second)


def median(runs: list[Taken]) -> Taken:
    return Taken(*(statistics.median(column) for column in zip(*runs, strict=True)))


def ratio(ours: Taken, plain: Taken) -> str:
    return (
        f"ratio {ours.passed / plain.passed:.2f}, of the processor's time "
        f"{ours.own / plain.own:.2f} at load {os.getloadavg()[0]:.1f}"
    )


def taken_by(work: Callable[[], object]) -> Taken:
    passed, own = perf_counter(), process_time()
    work()
    return Taken((perf_counter() - passed) * 1000, (process_time() - own) * 1000)


def taken_back(runs: int) -> float:
    """Print and return the median of taking the built-in pack back from where it was kept."""
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "packs.kept"
        read_kept([BUILT_IN], file)
        figures = [taken_by(lambda: read_kept([BUILT_IN], file)).passed for _ in range(runs)]
        size = file.stat().st_size
    middle = statistics.median(figures)
    print(f"built-in pack taken back, {size / 1024:.0f} kB: {middle:.1f} ms (median of {runs})")
    return middle


def fresh(runs: int) -> None:
    """Print what a process pays that has loaded yaml and the model, and nothing of the packs."""
    with tempfile.TemporaryDirectory() as cache:
        environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": cache}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        command = [sys.executable, "-c", FRESH, str(BUILT_IN)]
        figures = []
        for _ in range(runs + 1):
            done = subprocess.run(
                command, env=environment, check=True, capture_output=True, text=True
            )
            figures.append([float(one) for one in done.stdout.split()[:2]])
    imported, read = (statistics.median(column) for column in zip(*figures[1:], strict=True))
    print(f"fresh process: import {imported:.1f} ms, first read {read:.1f} ms (medians of {runs})")


def load_plainly(files: list[Path]) -> None:
    for file in files:
        yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader)


def large_pack(place: Path, pack_id: str = "kneecoach") -> Path:
    """Write the built-in pack with its exercises copied until there are many.

    The copies bend all joints a little less, so that few of their poses stand in another file.
    """
    originals = sorted(file for file in BUILT_IN.glob("*.yaml") if file.name != "pack.yaml")
    pack = (BUILT_IN / "pack.yaml").read_text("utf-8").replace("id: kneecoach", f"id: {pack_id}")
    place.mkdir(exist_ok=True)
    (place / "pack.yaml").write_text(pack, "utf-8")
    for number in range(LARGE):
        original = originals[number % len(originals)]
        copy = number // len(originals)
        name = original.stem if copy == 0 else f"{original.stem}_{copy}"
        text = _ANGLE.sub(
            lambda found, less=copy / 10: f"{int(found[0]) - less:g}", original.read_text("utf-8")
        )
        (place / f"{name}.yaml").write_text(text, "utf-8")
    return place


if __name__ == "__main__":
    sys.exit(main())
