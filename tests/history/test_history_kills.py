"""Kill a writer at random instants; what it said was kept is kept."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "history.py"


@pytest.mark.slow
def test_a_killed_writer_loses_nothing_it_said_was_kept() -> None:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "--kills", "10"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    said = re.search(r"(\d+) sets said to be kept, (\d+) open sessions offered", done.stdout)
    assert said is not None
    assert int(said[1]) > 20, "the writer was killed before it wrote anything"
    assert int(said[2]) > 0
