"""Try every property of the dose with very many examples, each with a seed that is printed.

Run as `nice -n 19 python benchmarks/properties.py [EXAMPLES] [SEED] [NAME ...]`; 20,000 examples,
seed 1 and all properties of `tests/dose/test_dose_properties.py` unless told otherwise. The same
seed tries the same examples again.
"""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "tests" / "dose" / "test_dose_properties.py"


def main() -> int:
    examples = sys.argv[1] if len(sys.argv) > 1 else "20000"
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    failed = 0
    for number, name in enumerate(sys.argv[3:] or properties()):
        began = time.monotonic()
        done = try_property(name, examples, seed + number)
        seconds = time.monotonic() - began
        result = "holds" if done == 0 else "FAILS"
        failed += done != 0
        print(f"{name}: {result}, {examples} examples, seed {seed + number}, {seconds:.0f} s")
        sys.stdout.flush()
    return 1 if failed else 0


def properties() -> list[str]:
    tree = ast.parse(FILE.read_text(encoding="utf-8"))
    return [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]


def try_property(name: str, examples: str, seed: int) -> int:
    command = [
        *(sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"),
        *(f"{FILE.relative_to(ROOT)}::{name}", f"--hypothesis-seed={seed}"),
    ]
    environment = {
        **os.environ,
        "KNEECOACH_HYPOTHESIS": "exhaustive",
        "KNEECOACH_EXAMPLES": examples,
    }
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    if done.returncode:
        print(done.stdout.decode()[-3000:])
    return done.returncode


if __name__ == "__main__":
    raise SystemExit(main())
