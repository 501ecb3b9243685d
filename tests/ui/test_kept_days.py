"""What Today shows is kept for the next start, and counts only while it still holds."""

from __future__ import annotations

import stat
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from look_samples import view as due_view

from kneecoach.paths import Paths, find_paths
from kneecoach.sealed import seal
from kneecoach.ui.kept_days import FORMAT, find_day, keep_days, stamp_of
from kneecoach.ui.packed_day import pack_day
from kneecoach.ui.words.today import shown_of

STAMP = "made from this"


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return find_paths({"KNEECOACH_HOME": str(tmp_path / "home")})


def _keep(paths: Paths) -> bytes:
    view = due_view()
    keep_days(paths, STAMP, {view.day: pack_day(shown_of(view))})
    return paths.kept_days.read_bytes()


def test_a_kept_day_is_found_as_it_was(paths: Paths) -> None:
    _keep(paths)
    view = due_view()
    assert find_day(paths, STAMP, view.day) == shown_of(view)
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


@pytest.mark.parametrize("packed", ["{}", "[]", "7", "null", "no json", '{"day":"2026-03-06"}'])
def test_a_file_by_somebody_else_is_no_file(paths: Paths, packed: str) -> None:
    day = due_view().day
    paths.data.mkdir(parents=True, exist_ok=True)
    for line in (f"{day.isoformat()} {packed}", packed, ""):
        content = f"{STAMP!a}\n{line}".encode()
        paths.kept_days.write_bytes(seal(FORMAT, content))
        assert find_day(paths, STAMP, day) is None


def test_a_day_under_the_name_of_another_is_no_day(paths: Paths) -> None:
    shown = shown_of(due_view())
    other = due_view().day + timedelta(days=1)
    keep_days(paths, STAMP, {other: pack_day(shown)})
    assert find_day(paths, STAMP, other) is None


def test_a_stamp_of_any_characters_is_told_from_another(paths: Paths) -> None:
    shown = shown_of(due_view())
    day = due_view().day
    keep_days(paths, "two\nlines \udcff", {day: pack_day(shown)})
    assert find_day(paths, "two\nlines \udcff", day) == shown
    assert find_day(paths, "two", day) is None


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
