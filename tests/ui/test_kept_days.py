"""What Today shows is kept for the next start, and counts only while it still holds."""

from __future__ import annotations

import os
import pickle
import stat
import zlib
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from look_samples import view as due_view

from kneecoach.paths import Paths, find_paths
from kneecoach.ui.kept_days import FORMAT, find_day, keep_days, pack_day, stamp_of

STAMP = "made from this"


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return find_paths({"KNEECOACH_HOME": str(tmp_path / "home")})


def _keep(paths: Paths) -> bytes:
    view = due_view()
    keep_days(paths, STAMP, {view.day: pack_day(view)})
    return paths.kept_days.read_bytes()


def test_a_kept_day_is_found_as_it_was(paths: Paths) -> None:
    _keep(paths)
    view = due_view()
    assert find_day(paths, STAMP, view.day) == view
    assert stat.S_IMODE(paths.kept_days.stat().st_mode) == 0o600


def test_another_day_or_another_origin_finds_nothing(paths: Paths) -> None:
    day = due_view().day
    assert find_day(paths, STAMP, day) is None
    _keep(paths)
    assert find_day(paths, STAMP, day + timedelta(days=1)) is None
    assert find_day(paths, "made from that", day) is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_file_is_no_file(paths: Paths, data: st.DataObject) -> None:
    content = bytearray(_keep(paths))
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= data.draw(st.integers(1, 255))
    end = data.draw(st.sampled_from([len(content), at]))
    paths.kept_days.write_bytes(bytes(content[:end]))
    assert find_day(paths, STAMP, due_view().day) is None


class _Runs:
    def __reduce__(self) -> tuple[object, ...]:
        return (os.putenv, ("KNEECOACH_BROKEN_INTO", "1"))


@pytest.mark.parametrize("packed", [_Runs(), len, Path, "text", 7])
def test_a_file_by_somebody_else_runs_nothing(paths: Paths, packed: object) -> None:
    day = due_view().day
    for whole in (
        (STAMP, {day.isoformat(): pickle.dumps(packed)}),
        (STAMP, packed),
        packed,
    ):
        content = pickle.dumps(whole)
        paths.data.mkdir(parents=True, exist_ok=True)
        paths.kept_days.write_bytes(FORMAT + zlib.crc32(content).to_bytes(4, "big") + content)
        assert find_day(paths, STAMP, day) is None


def test_the_stamp_follows_all_that_a_day_is_made_from(paths: Paths) -> None:
    packs = paths.packs / "mine"
    packs.mkdir(parents=True)
    paths.config.mkdir(parents=True)

    def stamp(language: str = "en_GB") -> str:
        return stamp_of(paths, language=language)

    seen = {stamp()}
    for path in (
        packs / "clam.yaml",
        packs / "deeper" / "bridge.yaml",
        paths.settings,
        paths.database,
        paths.database.with_name(f"{paths.database.name}-wal"),
    ):
        path.parent.mkdir(exist_ok=True)
        for text in ("one", "other"):
            path.write_text(text)
            assert stamp() not in seen
            seen.add(stamp())
    (packs / "clam.yaml").unlink()
    assert stamp() not in seen
    assert stamp("de_DE") != stamp()
    assert stamp() == stamp()
