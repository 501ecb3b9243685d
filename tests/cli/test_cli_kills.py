"""Kill sessions in the terminal at random moments; what was printed as kept is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.kills import kill_often


@pytest.mark.slow
def test_killed_sessions_lose_nothing_and_go_on(tmp_path: Path) -> None:
    count = kill_often(tmp_path / "home", 5, 200.0, seed=3)
    assert count.is_clean, count
    assert count.kills == 5
    assert count.resumed >= 3
    assert count.finished >= 1
    assert count.sets_printed >= 15
