from __future__ import annotations

import logging
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kneecoach.log import start_log, stop_log
from kneecoach.logfile import LARGEST_LOG_BYTES, OLD_LOGS
from kneecoach.model.errors import KneecoachError
from kneecoach.paths import Paths, find_paths

logger = logging.getLogger("kneecoach.some_module")


@pytest.fixture
def paths(home: Path) -> Paths:
    return find_paths({"KNEECOACH_HOME": str(home)})


@pytest.fixture
def log(paths: Paths) -> Iterator[Path]:
    handler = start_log(paths)
    yield paths.log
    stop_log(handler)


def test_the_coachs_own_records_are_written(log: Path) -> None:
    logger.info("The window is open.")
    text = log.read_text()
    assert "INFO kneecoach.some_module: The window is open." in text
    assert text[10] == "T"


def test_what_libraries_say_is_not_kept(log: Path) -> None:
    logging.getLogger("sqlalchemy.engine").error("INSERT ... ('worse after the stairs')")
    assert log.read_text() == ""


def _fail_with_what_a_person_wrote() -> None:
    try:
        int("note: worse after the stairs")
    except ValueError as error:
        raise RuntimeError("could not keep: worse after the stairs") from error


def test_an_exception_is_told_by_place_and_kind_and_quotes_nobody(log: Path) -> None:
    try:
        _fail_with_what_a_person_wrote()
    except RuntimeError:
        logger.exception("The session page failed.")
    text = log.read_text()
    assert "stairs" not in text
    assert "builtins.ValueError" in text
    assert "builtins.RuntimeError" in text
    assert "in _fail_with_what_a_person_wrote" in text


def test_the_systems_own_reason_is_kept(log: Path, tmp_path: Path) -> None:
    try:
        (tmp_path / "missing").read_text()
    except OSError:
        logger.exception("A file is missing.")
    assert "No such file or directory" in log.read_text()


def test_the_name_of_the_account_is_left_out(
    log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    logger.info("Reading %s", tmp_path / "pack.yaml")
    assert f"Reading {Path('~', 'pack.yaml')}" in log.read_text()


def test_logs_stay_small_and_closed_to_others(log: Path) -> None:
    line = "x" * 10_000
    for _ in range(LARGEST_LOG_BYTES // len(line) * (OLD_LOGS + 3)):
        logger.info(line)
    files = list(log.parent.iterdir())
    assert len(files) == OLD_LOGS + 1
    assert all(file.stat().st_size <= LARGEST_LOG_BYTES for file in files)
    if sys.platform != "win32":
        assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_a_log_that_was_open_to_others_is_closed(paths: Paths) -> None:
    paths.logs.mkdir(parents=True)
    paths.log.write_text("")
    paths.log.chmod(0o644)
    stop_log(start_log(paths))
    if sys.platform != "win32":
        assert stat.S_IMODE(paths.log.stat().st_mode) == 0o600


def test_a_stopped_log_takes_no_more(paths: Paths) -> None:
    handler = start_log(paths)
    stop_log(handler)
    logger.info("too late")
    assert paths.log.read_text() == ""


def test_a_folder_in_the_place_of_the_log_is_told(paths: Paths) -> None:
    paths.log.mkdir(parents=True)
    with pytest.raises(KneecoachError) as told:
        start_log(paths)
    assert str(paths.log) in told.value.user_message


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_full_disk_is_borne_in_silence(home: Path) -> None:
    code = (
        "import os, resource, logging\n"
        "from kneecoach.log import start_log\nfrom kneecoach.paths import find_paths\n"
        "start_log(find_paths(os.environ))\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20, 20))\n"
        "logging.getLogger('kneecoach').info('x' * 50)\nprint('went on')\n"
    )
    result = subprocess.run(
        [sys.executable, "-B", "-c", code],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert (result.stdout, result.stderr) == ("went on\n", "")


def test_the_log_costs_nothing_until_it_starts() -> None:
    code = "import sys, kneecoach.log; assert 'logging' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])
