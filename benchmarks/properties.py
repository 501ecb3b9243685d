"""Try every property of the dose with very many examples, each with a seed that is printed.

Run as `nice -n 19 python benchmarks/properties.py [--jobs N] [EXAMPLES] [SEED] [NAME ...]`; one at
a time, 20,000 examples, seed 1 and all properties of `tests/dose/test_dose_properties.py` unless
told otherwise. Each property has a seed of its own by its place in that file, and the same seed
tries the same examples again, whichever properties are named.
"""

from __future__ import annotations

import argparse
import ast
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "tests" / "dose" / "test_dose_properties.py"


class Tried(NamedTuple):
    """What became of one property."""

    name: str
    seed: int
    seconds: float
    code: int
    said: str


def main() -> int:
    options = argparse.ArgumentParser(description="Try the properties of the dose.")
    options.add_argument("--jobs", type=int, default=1)
    options.add_argument("examples", nargs="?", type=int, default=20000)
    options.add_argument("seed", nargs="?", type=int, default=1)
    options.add_argument("names", nargs="*")
    asked = options.parse_intermixed_args()
    seeds = {name: asked.seed + place for place, name in enumerate(properties())}
    chosen = asked.names or list(seeds)
    failed = 0
    with ThreadPoolExecutor(asked.jobs) as workers:
        jobs = [workers.submit(try_property, name, asked.examples, seeds[name]) for name in chosen]
        for job in jobs:
            one = job.result()
            failed += one.code != 0
            result = "FAILS" if one.code else "holds"
            print(f"{one.said}{one.name}: {result}, {asked.examples} examples, ", end="")
            print(f"seed {one.seed}, {one.seconds:.0f} s", flush=True)
    return 1 if failed else 0


def properties() -> list[str]:
    tree = ast.parse(FILE.read_text(encoding="utf-8"))
    return [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]


def try_property(name: str, examples: int, seed: int) -> Tried:
    began = time.monotonic()
    command = [
        *(sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"),
        *(f"{FILE.relative_to(ROOT)}::{name}", f"--hypothesis-seed={seed}"),
    ]
    environment = {
        **os.environ,
        "KNEECOACH_HYPOTHESIS": "exhaustive",
        "KNEECOACH_EXAMPLES": str(examples),
    }
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    said = done.stdout.decode()[-20000:] if done.returncode else ""
    return Tried(name, seed, time.monotonic() - began, done.returncode, said)


if __name__ == "__main__":
    raise SystemExit(main())
