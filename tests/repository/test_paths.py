from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from kneecoach.model.errors import KneecoachError
from kneecoach.paths import cannot_write, find_paths, make_folder, make_folders

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_home_variable_puts_everything_under_one_folder(tmp_path: Path) -> None:
    paths = find_paths({"KNEECOACH_HOME": str(tmp_path)})
    for place in (paths.database, paths.backups, paths.packs, paths.settings, paths.log):
        assert tmp_path in place.parents


def test_finding_the_paths_makes_nothing(tmp_path: Path) -> None:
    find_paths({"KNEECOACH_HOME": str(tmp_path / "home")})
    assert not list(tmp_path.iterdir())


def test_without_the_variable_the_system_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/somewhere")
    for empty in ({}, {"KNEECOACH_HOME": "  "}):
        paths = find_paths(empty)
        assert paths.data.is_absolute()
        assert "kneecoach" in str(paths.data)
        assert paths.data != paths.config


def test_a_relative_home_is_taken_from_where_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_paths({"KNEECOACH_HOME": "here"}).data == tmp_path / "here" / "data"


@pytest.mark.parametrize("name", ["a\0b", "~nobody-of-this-name/x"])
def test_a_home_that_means_nothing_is_told(name: str) -> None:
    with pytest.raises(KneecoachError, match="KNEECOACH_HOME"):
        find_paths({"KNEECOACH_HOME": name})


def test_platformdirs_is_imported_only_when_it_is_asked() -> None:
    code = (
        "import sys; from kneecoach.paths import find_paths;"
        "find_paths({'KNEECOACH_HOME': 'x'}); assert 'platformdirs' not in sys.modules;"
        "find_paths({}); assert 'platformdirs' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])


@needs_posix
def test_new_folders_are_for_the_person_alone(home: Path) -> None:
    before = os.umask(0)
    try:
        paths = find_paths({"KNEECOACH_HOME": str(home)})
        make_folders(paths)
    finally:
        os.umask(before)
    assert {_mode(each) for each in (home, paths.data, paths.config, paths.logs)} == {0o700}


def test_making_folders_twice_changes_nothing(home: Path) -> None:
    make_folder(home)
    (home / "kept").write_text("kept")
    make_folder(home)
    assert (home / "kept").read_text() == "kept"


def test_a_file_in_the_place_of_a_folder_is_named_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    for folder in (tmp_path / "data", tmp_path / "data" / "below"):
        with pytest.raises(KneecoachError) as told:
            make_folder(folder)
        assert str(folder) in told.value.user_message
        assert "KNEECOACH_HOME" in told.value.way_out


@pytest.mark.skipif(not Path("/sys/kernel").is_dir(), reason="needs a place nobody can write to")
def test_a_place_that_cannot_be_written_to_is_named_with_the_way_out() -> None:
    with pytest.raises(KneecoachError) as told:
        make_folder(Path("/sys/kernel/kneecoach"))
    assert "/sys/kernel/kneecoach" in str(told.value)
    assert "KNEECOACH_HOME" in told.value.way_out


@needs_posix
def test_a_folder_without_write_permission_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    if os.access(folder, os.W_OK):
        pytest.skip("this account may write everywhere")
    with pytest.raises(KneecoachError, match="cannot be written to"):
        make_folder(folder)


def test_a_full_disk_gets_another_way_out_than_a_closed_folder(tmp_path: Path) -> None:
    full = cannot_write(tmp_path, OSError(errno.ENOSPC, "No space left on device"))
    closed = cannot_write(tmp_path, OSError(errno.EACCES, "Permission denied"))
    assert "no room left" in full.user_message
    assert "Free some space" in full.way_out
    assert "permission denied" in closed.user_message
    assert all(str(tmp_path) in each.user_message for each in (full, closed))
