"""What is loaded to find sound devices, and what is not."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "benchmarks"))

from soundserver import missing_program, null_sink  # noqa: E402

PROBE = """
import json
from pathlib import Path
from PySide6.QtCore import QCoreApplication
application = QCoreApplication([])
before = application.libraryPaths()
from kneecoach.sound.device import output_devices
told = {
    "names": [one.name for one in output_devices()],
    "plays_films": "libavcodec" in Path("/proc/self/maps").read_text(),
    "folders_kept": application.libraryPaths() == before,
}
print(json.dumps(told))
"""


@pytest.mark.audio
@pytest.mark.skipif(
    missing_program() is not None or not sys.platform.startswith("linux"),
    reason="it takes Linux and a sound server",
)
def test_devices_are_found_without_what_plays_films() -> None:
    with null_sink() as server:
        done = subprocess.run(
            [sys.executable, "-c", PROBE],
            env={**server.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            timeout=40,
            check=True,
        )
    told = json.loads(done.stdout)
    assert len(told["names"]) == 1
    assert not told["plays_films"]
    assert told["folders_kept"]
    assert "backends" not in done.stderr
