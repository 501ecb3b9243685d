"""Run kneecoach as its own process, as a person does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-m", "kneecoach"]


def environment(home: Path | None = None, **more: str) -> dict[str, str]:
    """Return a plain environment in which the coach of this checkout is found."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("QT_", "DISPLAY", "WAYLAND", "PULSE"))
    }
    modules = {"PYTHONPATH": str(ROOT)}
    own = {"KNEECOACH_HOME": str(home)} if home is not None else {}
    return {**kept, **modules, **own, **more}


def kneecoach(
    *words: str, before: tuple[str, ...] = (), cwd: Path = ROOT, **more: str
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end without a terminal; more environment may be given by name."""
    done = subprocess.run(
        [*before, *PROGRAM, *words],
        env=environment(**more),
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert "Traceback" not in done.stderr + done.stdout
    return done
