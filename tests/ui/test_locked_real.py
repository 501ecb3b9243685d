"""A locked coach as a process of its own: what it knew is not in its memory."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from locked_home import WORDS, make_locked_home

from benchmarks.real_window import RealWindow, real_window, wait_until
from benchmarks.screen import own_screen
from kneecoach.paths import find_paths

pytestmark = [pytest.mark.display, pytest.mark.slow]

NAME = "Quackenbush the Elder"


@pytest.fixture(scope="module")
def screen():
    for program in ("Xvfb", "xdotool", "openbox"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed here")
    with own_screen() as environ:
        environ["KNEECOACH_NO_SOUND"] = "1"
        yield environ


def remembers(window: RealWindow, words: str) -> list[str]:
    """Return the parts of the process's memory in which some words stand."""
    process = Path("/proc") / str(window.process.pid)
    wanted = (words.encode(), words.encode("utf-16-le"))
    found = []
    with (process / "mem").open("rb", buffering=0) as memory:
        for line in (process / "maps").read_text().splitlines():
            span, rights, *_ = line.split()
            if not rights.startswith("rw"):
                continue
            start, end = (int(one, 16) for one in span.split("-"))
            memory.seek(start)
            try:
                held = memory.read(end - start)
            except OSError:
                continue
            if any(one in held for one in wanted):
                found.append(line)
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="memory is looked at as Linux shows it")
def test_after_locking_neither_passphrase_nor_name_is_left_in_memory(screen, tmp_path):
    home = tmp_path / "real-home"
    make_locked_home(find_paths({"KNEECOACH_HOME": str(home)}), NAME)
    with real_window(home, screen, "-m", "kneecoach") as window:
        window.find()
        window.wait_until_calm()
        assert remembers(window, NAME) == []
        window._xdotool("type", WORDS)
        window.press("Return")
        wait_until(lambda: remembers(window, NAME), "it was not unlocked", seconds=120)
        window.wait_until_calm()
        window.press("ctrl+l")
        wait_until(
            lambda: [] if remembers(window, NAME) else [["locked"]], "it does not lock", seconds=120
        )
        window.find()
        window.wait_until_calm()
        assert remembers(window, NAME) == []
        assert remembers(window, WORDS) == []
        assert window.process.poll() is None
