"""The real process: signals, pipes, full disks and read-only homes end in a sentence."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from cli_process import PROGRAM, ROOT, environment, kneecoach

from kneecoach.history.quick import read_quickly
from kneecoach.model.record import Ending, SessionRecord
from kneecoach.paths import find_paths

posix = pytest.mark.skipif(os.name == "nt", reason="signals and modes are those of POSIX")
WITHOUT_PRIVILEGES = (
    ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all")
    if hasattr(os, "geteuid") and os.geteuid() == 0
    else ()
)
LOG = ("log", "knee_starter", "--before", "1", "--during", "1", "--after", "1")
RUN = ("run", "knee_starter", "--before", "1")


def _sessions(home: Path) -> tuple[SessionRecord, ...]:
    found = read_quickly(find_paths({"KNEECOACH_HOME": str(home)}).database)
    return () if found is None else found[1].sessions


def _until_kept(process: subprocess.Popen[str], sets: int) -> int:
    """Read what a session prints until some sets are kept; return how many."""
    assert process.stdout is not None
    seen = 0
    for line in process.stdout:
        seen += line.startswith("kept: ")
        if seen >= sets:
            break
    return seen


def _start(home: Path, *words: str, **streams: object) -> subprocess.Popen[str]:
    return subprocess.Popen(  # type: ignore[call-overload,no-any-return]
        [*PROGRAM, *words],
        env=environment(home),
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **streams,
    )


@posix
def test_ctrl_c_keeps_what_was_done_and_the_session_goes_on(home: Path) -> None:
    process = _start(home, *RUN, "--speed", "400")
    seen = _until_kept(process, 2)
    process.send_signal(signal.SIGINT)
    rest, complaint = process.communicate(timeout=30)
    seen += rest.count("kept: ")
    assert process.returncode == 1
    assert "Stopped. What was done is kept." in complaint
    assert "kneecoach run knee_starter --resume" in complaint
    assert "Traceback" not in complaint
    cut_off = _sessions(home)[0]
    assert cut_off.ending is Ending.OPEN
    assert len(cut_off.sets) == seen >= 2

    again = kneecoach("run", "knee_starter", "--speed", "10000", KNEECOACH_HOME=str(home))
    assert again.returncode == 0
    assert f"Going on after {seen} sets." in again.stdout
    assert f"Done: {seen + again.stdout.count('kept: ')} of" in again.stdout
    (whole,) = _sessions(home)
    assert (whole.id, whole.ending) == (cut_off.id, Ending.FINISHED)
    assert whole.sets[:seen] == cut_off.sets


@pytest.mark.slow
@posix
def test_beginning_afresh_gives_up_the_one_that_was_cut_off(home: Path) -> None:
    process = _start(home, *RUN, "--speed", "400")
    _until_kept(process, 1)
    process.kill()
    process.communicate()
    again = kneecoach(*RUN, "--afresh", "--speed", "10000", KNEECOACH_HOME=str(home))
    assert again.returncode == 0
    assert "Going on" not in again.stdout
    given_up, whole = _sessions(home)
    assert (given_up.ending, whole.ending) == (Ending.ABANDONED, Ending.FINISHED)
    assert given_up.sets


@posix
def test_ctrl_c_while_starting_says_a_word_and_no_more(home: Path) -> None:
    program = (
        "import signal, sys, kneecoach.cli as cli\n"
        "def stop(*_): raise KeyboardInterrupt\n"
        "cli._run = stop\n"
        "sys.exit(cli.main(['plan']))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment(home),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "kneecoach: Stopped. What was done is kept.\n"


@posix
@pytest.mark.parametrize("words", [("plan",), ("timeline", "knee_starter"), ("packs", "schema")])
def test_a_reader_that_went_away_gets_no_complaint(words: tuple[str, ...], home: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [*PROGRAM, *words],
            env=environment(home),
            cwd=ROOT,
            stdout=writing,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (1, "")


@pytest.mark.slow
@posix
def test_a_session_whose_reader_went_away_keeps_what_was_done(home: Path) -> None:
    process = _start(home, *RUN, "--speed", "400")
    seen = _until_kept(process, 1)
    assert process.stdout is not None
    process.stdout.close()
    assert process.wait(timeout=30) == 1
    assert process.stderr is not None
    assert "Traceback" not in process.stderr.read()
    process.stderr.close()
    (cut_off,) = _sessions(home)
    assert cut_off.ending is Ending.OPEN
    assert len(cut_off.sets) >= seen


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_an_output_that_is_full_is_said(home: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*PROGRAM, "plan"],
            env=environment(home),
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "no space left" in done.stderr


@pytest.mark.slow
@posix
@pytest.mark.parametrize(
    "words",
    [
        ("plan",),
        RUN,
        ("check-in", "2"),
        ("seen", "note"),
        ("doctor",),
        (*LOG, "--date", "2026-03-02"),
    ],
)
def test_a_read_only_home_gets_a_sentence(words: tuple[str, ...], tmp_path: Path) -> None:
    if WITHOUT_PRIVILEGES and shutil.which("setpriv") is None:
        pytest.skip("the superuser may write anywhere, and setpriv is not here")
    home = tmp_path / "sealed"
    home.mkdir(0o500)
    done = kneecoach(*words, before=WITHOUT_PRIVILEGES, KNEECOACH_HOME=str(home))
    assert done.returncode == 1
    said = done.stderr + done.stdout
    assert "cannot be written" in said
    assert "KNEECOACH_HOME" in said
    assert list(home.iterdir()) == []


@pytest.mark.slow
@posix
def test_a_history_that_became_read_only_says_so_when_written(tmp_path: Path) -> None:
    if WITHOUT_PRIVILEGES and shutil.which("setpriv") is None:
        pytest.skip("the superuser may write anywhere, and setpriv is not here")
    home = tmp_path / "home"
    assert kneecoach("seen", "note", KNEECOACH_HOME=str(home)).returncode == 0
    find_paths({"KNEECOACH_HOME": str(home)}).database.chmod(0o400)
    assert kneecoach("plan", before=WITHOUT_PRIVILEGES, KNEECOACH_HOME=str(home)).returncode == 0
    done = kneecoach("check-in", "1", before=WITHOUT_PRIVILEGES, KNEECOACH_HOME=str(home))
    assert done.returncode == 1
    assert "read-only" in done.stderr


def _tiny_disk(size: str) -> tuple[str, ...]:
    """Return what runs a command with a tiny disk mounted at $0, or skip."""
    if shutil.which("unshare") is None:
        pytest.skip("making a tiny disk needs unshare")
    for command in (("unshare", "--mount"), ("unshare", "--map-root-user", "--mount")):
        tried = subprocess.run(
            [*command, "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True, check=False
        )
        if tried.returncode == 0:
            script = f'mount -t tmpfs -o size={size} tmpfs "$0" && exec "$@"'
            return (*command, "sh", "-c", script)
    pytest.skip("mount namespaces are not allowed here")


@pytest.mark.slow
@posix
@pytest.mark.parametrize("size", ["4k", "16k", "120k"])
@pytest.mark.parametrize("words", [("check-in", "2"), (*RUN, "--speed", "10000")])
def test_a_full_disk_is_said(size: str, words: tuple[str, ...], tmp_path: Path) -> None:
    disk = _tiny_disk(size)
    done = kneecoach(*words, before=(*disk, str(tmp_path)), KNEECOACH_HOME=str(tmp_path / "home"))
    assert done.returncode == 1
    assert "full" in done.stderr or "no room left" in done.stderr
    assert "Free some space" in done.stderr


@pytest.mark.slow
@posix
def test_a_session_on_a_disk_that_fills_up_says_which_sets_are_not_kept(tmp_path: Path) -> None:
    disk = _tiny_disk("260k")
    done = kneecoach(
        *(*RUN, "--speed", "10000"),
        before=(*disk, str(tmp_path)),
        KNEECOACH_HOME=str(tmp_path / "home"),
    )
    if done.returncode == 0:
        assert "not kept yet" not in done.stdout
        return
    assert "The disk is full" in done.stderr


@pytest.mark.slow
def test_the_home_variable_is_followed_everywhere(tmp_path: Path) -> None:
    home, elsewhere = tmp_path / "home", tmp_path / "elsewhere"
    elsewhere.mkdir()
    more = {"HOME": str(elsewhere), "XDG_DATA_HOME": str(elsewhere), "KNEECOACH_HOME": str(home)}
    for words in (
        ("plan",),
        (*RUN, "--speed", "10000"),
        ("check-in", "1"),
        ("seen", "note"),
        ("doctor", "--json"),
    ):
        assert kneecoach(*words, **more).returncode == 0
    assert sorted(one.name for one in home.iterdir()) == ["config", "data", "logs"]
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize(("value", "word"), [("~nobody-such/x", "not known"), ("", "")])
def test_a_home_that_means_nothing_is_said(value: str, word: str, tmp_path: Path) -> None:
    more = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data"), "KNEECOACH_HOME": value}
    done = kneecoach("plan", **more)
    assert done.returncode == (1 if word else 0)
    assert word in done.stderr


def test_a_file_in_the_place_of_the_home_is_said(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    done = kneecoach("plan", KNEECOACH_HOME=str(tmp_path / "home"))
    assert done.returncode == 1
    assert "KNEECOACH_HOME" in done.stderr


def test_an_output_without_every_character_gets_what_it_can(tmp_path: Path) -> None:
    more = {"PYTHONIOENCODING": "iso8859-5", "PYTHONUTF8": "0", "KNEECOACH_HOME": str(tmp_path)}
    plan = kneecoach("plan", **more).stdout
    assert "Squat: 2" in plan
    assert "?" in plan  # the sign of multiplication
    told = kneecoach("plan", "--json", **more)
    assert told.returncode == 0
    assert "\\u00d7" in told.stdout


def test_a_command_starts_without_a_screen_and_without_the_windows_library(tmp_path: Path) -> None:
    program = (
        "import sys; from kneecoach.cli import main;"
        "status = main(['plan']);"
        "loaded = {'PySide6.QtWidgets', 'PySide6.QtGui', 'sqlalchemy', 'pydub'} & set(sys.modules);"
        "assert not loaded, loaded; sys.exit(status)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment(tmp_path),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
