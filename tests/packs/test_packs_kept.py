from __future__ import annotations

import os
import pickle
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from packmaker import EXERCISE, PROGRAMME, changed, write_pack

from kneecoach.model.programme import Catalogue
from kneecoach.packs import catalogue as reading_module
from kneecoach.packs import kept
from kneecoach.packs.catalogue import Reading, read_packs
from kneecoach.packs.kept import FORMAT, read_kept, stamp_of

BUILT_IN = Path(__file__).parents[2] / "exercises"


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list that grows with every real reading."""
    counted: list[int] = []

    def counting(folders: list[Path]) -> Reading:
        counted.append(len(folders))
        return read_packs(folders)

    monkeypatch.setattr(reading_module, "read_packs", counting)
    return counted


def test_the_built_in_pack_comes_back_as_it_was_read(tmp_path: Path, reads: list[int]) -> None:
    file = tmp_path / "packs.kept"
    first, _ = read_kept([BUILT_IN], file)
    again, problems = read_kept([BUILT_IN], file)
    assert reads == [1]
    assert problems == ()
    assert again == first == read_packs([BUILT_IN]).catalogue
    assert [one.name for one in tmp_path.iterdir()] == ["packs.kept"]


def test_any_change_of_a_pack_is_seen(tmp_path: Path, reads: list[int]) -> None:
    programme = changed(PROGRAMME, "- clam", "- shell")
    folder = write_pack(
        tmp_path / "pack", exercises={"shell": EXERCISE}, programmes={"mine": programme}
    )
    file = tmp_path / "packs.kept"
    read_kept([folder], file)
    (folder / "shell.yaml").write_text(changed(EXERCISE, "name: Clam", "name: Shell"), "utf-8")
    assert read_kept([folder], file)[0].exercises[0].name == "Shell"
    (folder / "programmes" / "mine.yaml").unlink()
    assert read_kept([folder], file)[0].programmes == ()
    (folder / "dip.yaml").write_text(EXERCISE, "utf-8")
    assert len(read_kept([folder], file)[0].exercises) == 2
    assert len(read_kept([folder, BUILT_IN], file)[0].packs) == 2
    assert reads == [1, 1, 1, 1, 2]
    read_kept([folder, BUILT_IN], file)
    assert len(reads) == 5


def test_a_pack_with_problems_is_read_every_time(tmp_path: Path, reads: list[int]) -> None:
    folder = write_pack(tmp_path / "pack", exercises={"clam": EXERCISE, "dip": "a: ["})
    file = tmp_path / "packs.kept"
    for _ in range(2):
        catalogue, problems = read_kept([folder], file)
        assert (len(catalogue.exercises), len(problems)) == (1, 1)
    assert len(reads) == 2
    assert not file.exists()


def test_a_folder_that_is_not_there_is_a_problem_and_not_kept(tmp_path: Path) -> None:
    assert stamp_of([tmp_path / "nothing"]) == ""
    assert read_kept([tmp_path / "nothing"], tmp_path / "packs.kept")[1]


def test_a_program_without_files_of_its_own_is_known_by_its_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reads: list[int]
) -> None:
    folder, file = write_pack(tmp_path / "pack"), tmp_path / "packs.kept"
    monkeypatch.setattr(kept, "__file__", str(tmp_path / "bundle" / "packs" / "kept.py"))
    for _ in range(2):
        read_kept([folder], file)
    monkeypatch.setattr(kept, "__version__", "99.0")
    read_kept([folder], file)
    assert len(reads) == 2


class Evil:
    """What would run a command if it were taken back without care."""

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        """Name the command."""
        return os.mkdir, ("evil",)


def sealed(value: object) -> bytes:
    content = pickle.dumps(value)
    return FORMAT + zlib.crc32(content).to_bytes(4, "big") + content


@pytest.mark.parametrize("kind", ["cut", "flipped", "empty", "other", "evil", "function", "stamp"])
def test_a_hurt_or_foreign_file_is_read_anew_and_runs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.chdir(tmp_path)
    folder, file = write_pack(tmp_path / "pack"), tmp_path / "packs.kept"
    expected, _ = read_kept([folder], file)
    good = file.read_bytes()
    stamp = stamp_of([folder])
    file.write_bytes(
        {
            "cut": good[:-9],
            "flipped": good[:40] + bytes([good[40] ^ 1]) + good[41:],
            "empty": b"",
            "other": sealed((stamp, "no catalogue")),
            "evil": sealed((stamp, Evil())),
            "function": sealed((stamp, read_packs)),
            "stamp": sealed(("another", Catalogue())),
        }[kind]
    )
    assert read_kept([folder], file) == (expected, ())
    assert not (tmp_path / "evil").exists()
    assert file.read_bytes() == good


def test_a_place_that_cannot_be_written_to_changes_nothing(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "pack")
    catalogue, problems = read_kept([folder], tmp_path / "nowhere" / "packs.kept")
    assert (len(catalogue.exercises), problems) == (1, ())
    (tmp_path / "taken").mkdir()
    assert read_kept([folder], tmp_path / "taken")[0] == catalogue
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == []
