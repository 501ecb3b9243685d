"""The commands about what is heard: the transcript of a session, and a session to take along."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

import mediamaker
import pytest
from fakes import FakeClock

from kneecoach.cli import main
from kneecoach.cli.pace import HurriedPace, RealPace
from kneecoach.settings import Settings
from kneecoach.sound import system_voice
from kneecoach.sound.speaking import SpeakingOutput

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


@pytest.fixture
def own_pack(home: Path) -> Path:
    """Write a pack by hand whose exercise has its name in its author's own voice."""
    folder = home / "data" / "packs" / "mine"
    (folder / "programmes").mkdir(parents=True)
    (folder / "media").mkdir()
    (folder / "pack.yaml").write_text(
        "format: kneecoach-pack/1\nid: mine\nname: Mine\nversion: 1.0.0\nauthor: Someone\n"
        "language: en-GB\nreview: none yet\nsources: {book: A book}\n"
    )
    (folder / "lift.yaml").write_text(
        "format: kneecoach-exercise/1\nname: Anna's lift\nkind: strength\nposition: lying\n"
        "why: Wakes the thigh.\nareas: [thigh]\n"
        "dose: {sides: both, sets: 1, reps: 2, tempo: {raise: 2 s, lower: 4 s}, rest: 30 s}\n"
        "steps: [Lie down.]\ncues: [Slowly down]\neasier: none\nharder: none\n"
        "sources: [book]\nclip: media/lift.wav\n"
    )
    (folder / "programmes" / "mine.yaml").write_text(
        "format: kneecoach-programme/1\nname: Mine\nwhy: Because.\ndays_a_week: 3\n"
        "exercises: [lift]\nsources: [book]\n"
    )
    (folder / "media" / "lift.wav").write_bytes(mediamaker.clip("wav", 1.5))
    return folder


def test_a_packs_recording_is_in_the_transcript_and_in_the_file(
    run: Run, own_pack: Path, tmp_path: Path
) -> None:
    status, said, _ = run("timeline", "mine", "--spoken", "--talk", "full")
    assert status == 0
    assert "Anna's lift [recorded for the pack]" in said
    _, plain, _ = run("timeline", "mine", "--spoken", "--talk", "full", "--json")
    own = [one for one in json.loads(plain)["heard"] if one.get("recording")]
    assert [(one["recording"], one["lasts"]) for one in own] == [("lift.wav", 1.5)]
    _, _, told = run("export", "audio", "mine", "-o", str(tmp_path / "a.flac"))
    assert "Anna's lift" not in told  # nothing is said to be without words but the cue
    assert "Slowly down" in told
    (own_pack / "media" / "lift.wav").write_bytes(b"<html></html>")
    status, said, _ = run("timeline", "mine", "--spoken", "--talk", "full")
    assert status == 0
    assert "[recorded for the pack]" not in said


class _Voice:
    """Keep what the system's voice is asked to say."""

    said: ClassVar[list[str]] = []
    asked: ClassVar[list[str]] = []

    def say(self, text: str) -> None:
        self.said.append(text)

    def stop(self) -> None:
        """Say nothing."""

    def set_volume(self, percent: int) -> None:
        """Be as loud as ever."""


@pytest.mark.parametrize("has_voice", [True, False])
def test_a_real_pace_finds_the_systems_voice_where_there_is_one(
    monkeypatch: pytest.MonkeyPatch, has_voice: bool
) -> None:
    def open_voice(language: str) -> _Voice | None:
        _Voice.asked.append(language)
        return _Voice() if has_voice else None

    monkeypatch.setattr(system_voice, "open_system_voice", open_voice)
    pace = RealPace(FakeClock(), Settings(), with_sound=True)
    try:
        assert pace.find_voice("de") is has_voice
        assert isinstance(pace.output, SpeakingOutput) is has_voice
        assert _Voice.asked[-1] == "de"
    finally:
        pace.output.close()
    assert not RealPace(FakeClock(), Settings(), with_sound=False).find_voice("de")
    assert not HurriedPace(FakeClock(), 2.0).find_voice("de")


class _SpeakingPace(HurriedPace):
    """Go fast, and speak all the same."""

    def find_voice(self, language: str) -> bool:
        _Voice.asked.append(language)
        self.output = SpeakingOutput(self.output, _Voice())
        return True


def test_a_session_in_the_terminal_says_a_physios_own_words(
    run: Run, own_pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kneecoach.cli.run.HurriedPace", _SpeakingPace)
    _Voice.said.clear()
    scores = ("--before", "1", "--during", "1", "--after", "1", "--effort", "3")
    status, said, complaint = run("run", "mine", *scores, "--speed", "6")
    assert (status, "Done: 1 of 1 sets" in said) == (0, True), said + complaint
    assert "Slowly down" in _Voice.said
    assert "Anna's lift" not in _Voice.said  # her own recording is played
    assert _Voice.asked[-1] == "en-GB"
