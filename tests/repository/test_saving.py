"""Saving a file where the person wants it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kneecoach.model.errors import KneecoachError
from kneecoach.saving import save_file


def test_a_file_is_saved_in_one_step(tmp_path: Path) -> None:
    file = tmp_path / "x.pdf"
    save_file(file, b"one")
    save_file(file, b"two")
    assert file.read_bytes() == b"two"
    assert [one.name for one in tmp_path.iterdir()] == ["x.pdf"]


def test_a_file_that_cannot_be_saved_is_told_with_a_way_out(tmp_path: Path) -> None:
    with pytest.raises(KneecoachError, match="cannot be written") as told:
        save_file(tmp_path / "gone" / "x.pdf", b"x")
    assert "Choose a folder" in told.value.way_out


def test_what_was_there_stays_when_the_new_file_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "x.pdf"
    save_file(file, b"old")

    def full(path: Path, content: bytes) -> int:
        path.touch()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(KneecoachError, match="no space left"):
        save_file(file, b"new")
    assert file.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["x.pdf"]
