"""The commands about what is heard: the transcript of a session, and a session to take along."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kneecoach.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], home: Path) -> Run:
    """Run a command in this process, and return its status, output and complaints."""

    def _run(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        status = main(list(words))
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return status, said.out, said.err

    return _run


def test_the_transcript_tells_what_is_said_when(run: Run) -> None:
    status, said, _ = run("timeline", "before_a_run", "--spoken", "--talk", "full")
    lines = said.splitlines()
    assert status == 0
    assert lines[0] == "00:00      (ready)"
    assert lines[1].endswith("Warm-up")
    assert lines[-1].endswith("Well done. That was everything.")
    assert any(line.endswith("Switch sides.") for line in lines)
    _, sparse, _ = run("timeline", "before_a_run", "--spoken", "--talk", "sparse")
    assert len(sparse.splitlines()) < len(lines)
    _, tones, _ = run("timeline", "before_a_run", "--spoken", "--talk", "tones")
    assert all(line.endswith(")") for line in tones.splitlines())
    _, silent, _ = run("timeline", "before_a_run", "--spoken", "--talk", "silent")
    assert silent == ""


def test_the_transcript_is_there_for_programs_too(run: Run) -> None:
    status, said, _ = run("timeline", "before_a_run", "--spoken", "--json")
    told = json.loads(said)
    assert (status, told["talk"]) == (0, "full")
    assert {"at", "cue"} == set(told["heard"][0])
    assert {"at", "says", "lasts"} == set(told["heard"][1])


def test_a_session_is_written_to_take_along(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "run.flac"
    status, said, _ = run("export", "audio", "before_a_run", "--talk", "sparse", "-o", str(file))
    assert status == 0
    assert "Before a run" in said
    assert file.read_bytes()[:4] == b"fLaC"
    assert "Warm-up" in file.with_suffix(".cue").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "status", "complaint"),
    [
        (("nope", "-o", "a.mp3"), 1, "There is no programme called nope."),
        (("before_a_run", "-o", "a.doc"), 1, ".mp3, .ogg, .flac, .wav"),
        (("before_a_run", "--format", "doc", "-o", "a"), 2, "'doc' is not one of"),
        (("before_a_run", "--talk", "silent", "-o", "a.mp3"), 2, "'silent' is not one of"),
        (("before_a_run", "-o", "none/a.mp3"), 1, "cannot be written"),
        (("before_a_run",), 2, "--output"),
    ],
)
def test_what_cannot_be_exported_is_told_in_a_sentence(
    *,
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    status: int,
    complaint: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    found, _, said = run("export", "audio", *words)
    assert found == status
    assert complaint in said
    assert list(tmp_path.glob("*.mp3")) == []
