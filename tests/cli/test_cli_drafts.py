"""Packs that are being made, on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kneecoach.cli import main
from kneecoach.packs.building.changes import AddExercise, SetText, apply
from kneecoach.packs.building.keeping import Drafts, Kept
from kneecoach.packs.building.starting import About, from_nothing
from kneecoach.paths import Paths


def test_drafts_are_listed_and_taken_along(
    capsys: pytest.CaptureFixture[str], home: Path, tmp_path: Path
) -> None:
    def run(*words: str) -> tuple[int, str]:
        status = main(list(words))
        said = capsys.readouterr()
        return status, said.out + said.err

    assert run("packs", "drafts") == (
        0,
        "No pack is being made; the window has Make a pack under Packs.\n",
    )
    about = About(title="First week", author="Anna", language="en", review="read by Anna")
    pack = from_nothing(about, b"abcdefgh")
    (file,) = pack.programmes
    pack = apply(pack, AddExercise(programme=file, exercise="clam", at=0))
    pack = apply(pack, SetText(file=file, path="days_a_week", text="9"))
    paths = Paths(data=home / "data", config=home / "config", logs=home / "logs")
    Drafts(paths.drafts).keep(Kept(id="mine", pack=pack))
    assert run("packs", "drafts") == (0, "mine: First week 1.0.0\n")
    listed = json.loads(run("packs", "drafts", "--json")[1])
    assert listed == [{"id": "mine", "name": "First week", "version": "1.0.0"}]
    folder = tmp_path / "out"
    status, said = run("packs", "draft", "mine", "-o", str(folder))
    assert status == 0
    assert "2 files" in said
    assert "9 is outside 1 to 7" in said
    assert (folder / file).read_text() == pack.text(file)
    status, said = run("packs", "draft", "none", "-o", str(folder))
    assert (status, "There is no draft none." in said) == (1, True)
