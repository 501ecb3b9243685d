"""The doctor looks at each part, says how to mend it, and always comes to an end."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from cli_process import kneecoach

from kneecoach.cli import doctor, main, probes
from kneecoach.cli.findings import Finding, as_plain, from_plain
from kneecoach.paths import find_paths

PARTS = [
    *("folders", "history", "packs", "Qt", "running coach", "file types"),
    *("display", "tray", "sound"),
    *("display stays awake", "presence"),
]


def _by_part(text: str) -> dict[str, dict[str, object]]:
    return {one["part"]: one for one in json.loads(text)}


def test_every_part_is_looked_at_without_a_screen(home: Path) -> None:
    done = kneecoach("doctor", "--json", KNEECOACH_HOME=str(home))
    assert done.returncode == 0, done.stderr
    found = _by_part(done.stdout)
    assert list(found) == PARTS
    for one in found.values():
        assert one["works"] or one["way_out"], one
        assert one["found"]
    assert not found["display"]["works"]
    assert "DISPLAY" in str(found["display"]["found"])
    assert found["sound"]["found"] == "silence is asked for"
    assert not find_paths({"KNEECOACH_HOME": str(home)}).database.exists()


@pytest.mark.slow
def test_a_screen_that_qt_cannot_use_is_told_in_its_own_words(home: Path) -> None:
    done = kneecoach(
        "doctor", "--json", KNEECOACH_HOME=str(home), QT_QPA_PLATFORM="offscreen-nonsense"
    )
    assert done.returncode == 0
    found = _by_part(done.stdout)["display"]
    assert not found["works"]
    assert "plugin" in str(found["found"])


@pytest.mark.slow
def test_a_missing_sound_library_is_named(home: Path, tmp_path: Path) -> None:
    hook = tmp_path / "hook"
    hook.mkdir()
    (hook / "sitecustomize.py").write_text(
        "import sys\n"
        "class NoSound:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'PySide6.QtMultimedia':\n"
        "            raise ImportError('libpulse.so.0: cannot open shared object file')\n"
        "sys.meta_path.insert(0, NoSound())\n"
    )
    root = str(Path(__file__).parents[2])
    done = kneecoach(
        "doctor",
        "--json",
        KNEECOACH_HOME=str(home),
        KNEECOACH_NO_SOUND="0",
        PYTHONPATH=f"{hook}:{root}",
    )
    found = _by_part(done.stdout)["sound"]
    assert done.returncode == 0
    assert not found["works"]
    assert "sound library is missing" in str(found["found"])
    assert "libpulse0" in str(found["way_out"])


def test_a_broken_history_is_needed_and_fails(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(doctor, "probe_all", tuple)
    database = find_paths({"KNEECOACH_HOME": str(home)}).database
    database.parent.mkdir(parents=True)
    database.write_bytes(b"no database" * 99)
    assert main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert "FAILS  history: " in said
    assert "Set the file aside" in said
    assert database.read_bytes() == b"no database" * 99


def test_a_history_is_counted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(doctor, "probe_all", tuple)
    scores = ("--before", "1", "--during", "1", "--after", "1")
    assert main(["log", "knee_starter", "--date", "2026-03-02", *scores]) == 0
    assert main(["doctor"]) == 0
    assert "works  history: 1 sessions in " in capsys.readouterr().out


def test_a_disk_without_room_is_needed_and_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(doctor, "probe_all", tuple)
    monkeypatch.setattr(doctor, "ENOUGH_BYTES", sys.maxsize)
    assert main(["doctor"]) == 1
    assert "Free some space" in capsys.readouterr().out


def test_a_release_of_qt_that_ends_the_process_is_never_imported(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(doctor, "probe_all", tuple)
    monkeypatch.setattr(doctor, "version", lambda _: "6.12.0")
    monkeypatch.setattr(sys, "version_info", (3, 11, 7, "final", 0))
    monkeypatch.setattr(doctor, "import_module", lambda _: pytest.fail("it was imported"))
    assert main(["doctor"]) == 1
    assert "below 6.12" in capsys.readouterr().out


def test_a_missing_library_of_qt_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing(_: str) -> None:
        raise ImportError("libEGL.so.1: cannot open shared object file")

    monkeypatch.setattr(doctor, "probe_all", tuple)
    monkeypatch.setattr(doctor, "import_module", missing)
    assert main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert "libEGL.so.1" in said
    assert "bootstrap.py setup" in said


@pytest.mark.parametrize(
    ("program", "found"),
    [
        ("import time; time.sleep(60)", "it did not answer in time"),
        ("import os; os.abort()", "it ended without a word"),
        ("import sys; sys.exit('libX11 is missing')", "libX11 is missing"),
        ("print('[{}]')", "it ended without a word"),
        ("print('{}')", "it ended without a word"),
    ],
)
def test_a_part_that_hangs_or_ends_its_process_is_told(
    program: str, found: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = probes.subprocess.Popen

    def instead(words: list[str], **options: object) -> object:
        return real([sys.executable, "-c", program], **options)

    monkeypatch.setattr(probes, "PATIENCE_SECONDS", 2.0)
    monkeypatch.setattr(probes.subprocess, "Popen", instead)
    findings = probes.probe_all()
    parts = ["display", "sound", "display stays awake", "presence"]
    assert [one.part for one in findings] == parts
    for one in findings:
        assert (one.works, one.found) == (False, found)
        assert one.way_out


def test_findings_pass_between_processes_unchanged() -> None:
    finding = Finding(part="sound", works=False, found="none", way_out="Plug it in.", needed=True)
    assert from_plain(json.loads(json.dumps(as_plain((finding,))))) == (finding,)
