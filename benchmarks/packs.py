"""Measure how long it takes to read and check packs, beside a plain load of the same files.

python benchmarks/packs.py            # built-in pack, a pack of 200 exercises, a fresh process
python benchmarks/packs.py --runs 25
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))

import yaml

from kneecoach.packs.catalogue import read_packs
from kneecoach.packs.kept import read_kept

ROOT = Path(__file__).parents[1]
BUILT_IN = ROOT / "exercises"
LARGE = 200
TARGET_MS = 40.0

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
        compare(f"pack of {LARGE} exercises", large_pack(Path(place)), 5)
    fresh(runs=5)
    met = built_in < TARGET_MS
    print(f"built-in pack taken back in under {TARGET_MS:.0f} ms: {'yes' if met else 'NO'}")
    return 0 if met else 1


def compare(name: str, folder: Path, runs: int) -> float:
    """Print and return the median of reading a folder, beside plain loads taken in turn with it."""
    files = sorted(folder.rglob("*.yaml"))
    size = sum(file.stat().st_size for file in files)
    plain, ours = [], []
    for _ in range(runs):
        plain.append(milliseconds(lambda: load_plainly(files)))
        ours.append(milliseconds(lambda: read_packs([folder])))
    middle, beside = statistics.median(ours), statistics.median(plain)
    problems = len(read_packs([folder]).problems)
    print(
        f"{name}: {len(files)} files, {size / 1024:.0f} kB, {problems} problems: read and checked "
        f"in {middle:.1f} ms; yaml.load with CSafeLoader {beside:.1f} ms; ratio "
        f"{middle / beside:.2f} (medians of {runs})"
    )
    return middle


def taken_back(runs: int) -> float:
    """Print and return the median of taking the built-in pack back from where it was kept."""
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "packs.kept"
        read_kept([BUILT_IN], file)
        figures = [milliseconds(lambda: read_kept([BUILT_IN], file)) for _ in range(runs)]
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


def large_pack(place: Path) -> Path:
    """Write the built-in pack with its exercises copied until there are many."""
    originals = sorted(file for file in BUILT_IN.glob("*.yaml") if file.name != "pack.yaml")
    (place / "pack.yaml").write_text((BUILT_IN / "pack.yaml").read_text("utf-8"), "utf-8")
    for number in range(LARGE):
        original = originals[number % len(originals)]
        copy = number // len(originals)
        name = original.stem if copy == 0 else f"{original.stem}_{copy}"
        (place / f"{name}.yaml").write_text(original.read_text("utf-8"), "utf-8")
    return place


def milliseconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return (perf_counter() - began) * 1000


if __name__ == "__main__":
    sys.exit(main())
