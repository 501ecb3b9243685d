from __future__ import annotations

from pathlib import Path

import mediamaker
import pytest

from kneecoach.media.refused import MediaError
from kneecoach.packs.media import (
    look_at_clip,
    look_at_picture,
    take_in_clip,
    take_in_picture,
)


def test_a_recording_and_a_picture_are_looked_at(tmp_path: Path) -> None:
    for name, content in (
        ("slowly.ogg", mediamaker.clip("ogg")),
        ("clam.jpeg", mediamaker.picture("jpg")),
    ):
        (tmp_path / name).write_bytes(content)
    assert look_at_clip(tmp_path / "slowly.ogg").lasts == pytest.approx(1.0, abs=0.01)
    assert look_at_picture(tmp_path / "clam.jpeg").width == 120


def test_a_name_that_tells_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "slowly.ogg").write_bytes(mediamaker.clip("flac"))
    (tmp_path / "clam.png").write_bytes(mediamaker.picture("jpg"))
    with pytest.raises(MediaError, match=r"slowly\.ogg holds flac, so its name has to end in"):
        look_at_clip(tmp_path / "slowly.ogg")
    with pytest.raises(MediaError, match=r"clam\.png holds jpg"):
        look_at_picture(tmp_path / "clam.png")


def test_what_is_refused_is_called_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "page.jpg").write_bytes(b"<html></html>")
    (tmp_path / "page.ogg").write_bytes(b"<html></html>")
    for look in (look_at_picture, take_in_picture):
        with pytest.raises(MediaError, match=r"page\.jpg is a page"):
            look(tmp_path / "page.jpg")
    for hear in (look_at_clip, take_in_clip):
        with pytest.raises(MediaError, match=r"page\.ogg is no recording"):
            hear(tmp_path / "page.ogg")


def test_what_was_taken_in_is_fit_for_a_pack(tmp_path: Path) -> None:
    (tmp_path / "me.mp3").write_bytes(mediamaker.clip("mp3", rate=44_100, channels=2))
    (tmp_path / "me.png").write_bytes(mediamaker.picture("png", (3000, 2000)))
    (tmp_path / "words.wav").write_bytes(take_in_clip(tmp_path / "me.mp3"))
    (tmp_path / "photo.jpg").write_bytes(take_in_picture(tmp_path / "me.png"))
    assert look_at_clip(tmp_path / "words.wav").kind == "wav"
    assert look_at_picture(tmp_path / "photo.jpg").width == 1024
