from __future__ import annotations

import io
import struct
import sys

import mediamaker
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from kneecoach.media.picture import LARGEST_PICTURE, look_at
from kneecoach.media.refused import MediaError
from kneecoach.media.taking import PICTURE_SIDE, picture_for_pack

PNG, JPEG = mediamaker.picture("png"), mediamaker.picture("jpg")


@pytest.mark.parametrize(("content", "kind"), [(PNG, "png"), (JPEG, "jpg")])
def test_a_picture_tells_its_kind_and_size(content: bytes, kind: str) -> None:
    found = look_at(content)
    assert (found.width, found.height, found.kind, found.tells_place) == (120, 80, kind, False)


def test_a_photo_that_tells_where_it_was_taken_is_found_out() -> None:
    assert look_at(mediamaker.photo_with_place()).tells_place


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "script"),
        (b"\n  <!DOCTYPE html><html></html>", "script"),
        (b"\xef\xbb\xbf<svg/>", "script"),
        (b"GIF89a" + bytes(100), "no picture"),
        (b"", "no picture"),
        (mediamaker.clip(), "no picture"),
        (mediamaker.huge_png(), "60000 by 60000"),
        (mediamaker.picture("png", (16, 16)), "at least 32"),
        (mediamaker.picture("jpg", (16, 4090)), "at least 32"),
        (mediamaker.moving_png(), "moves"),
        (PNG[:60], "damaged"),
        (PNG[:20], "damaged"),
        (PNG[:12] + b"IDAT" + PNG[16:], "damaged"),
        (JPEG[: len(JPEG) // 2], "damaged"),
        (JPEG[:3], "damaged"),
        (b"\xff\xd8\xff\xff\xd0\x00" + bytes(20), "damaged"),
        (b"\xff\xd8\xff\xd0\xff\x01" + bytes(20), "damaged"),
        (PNG + bytes(LARGEST_PICTURE), "larger than 2 MB"),
    ],
)
def test_what_is_no_picture_or_too_much_is_refused_with_the_reason(
    content: bytes, why: str
) -> None:
    with pytest.raises(MediaError, match=why):
        look_at(content)


def test_a_size_that_lies_is_found_out() -> None:
    """Two frames: the first is small, the decoder takes the second."""
    at = JPEG.index(b"\xff\xc0")
    length = struct.unpack_from(">H", JPEG, at + 2)[0]
    frame = bytearray(JPEG[at : at + 2 + length])
    frame[5:9] = struct.pack(">HH", 64, 64)
    with pytest.raises(MediaError, match="damaged"):
        look_at(JPEG[:at] + bytes(frame) + JPEG[at:])


def test_without_the_library_it_is_said_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PIL", None)
    with pytest.raises(MediaError, match="pillow"):
        look_at(PNG)


@given(
    content=st.sampled_from((PNG, JPEG)),
    spoilt=st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 255)), min_size=1, max_size=12),
    kept=st.floats(0.05, 1.0),
)
def test_a_spoilt_picture_is_read_or_refused_and_nothing_else(
    content: bytes, spoilt: list[tuple[int, int]], kept: float
) -> None:
    changed = bytearray(content)
    for at, value in spoilt:
        changed[at % len(changed)] = value
    try:
        found = look_at(bytes(changed[: int(len(changed) * kept)]))
    except MediaError:
        return
    assert max(found.width, found.height) <= 4096


def test_a_photo_of_ones_own_is_made_small_and_upright_and_tells_no_more() -> None:
    made = picture_for_pack(mediamaker.photo_with_place())
    found = look_at(made)
    assert (found.width, found.height, found.kind) == (80, 120, "jpg")
    assert not found.tells_place
    assert b"A telephone" not in made
    large = look_at(picture_for_pack(mediamaker.picture("jpg", (5000, 3000))))
    assert max(large.width, large.height) == PICTURE_SIDE


def test_what_can_be_seen_through_stands_on_white() -> None:
    stream = io.BytesIO()
    Image.new("RGBA", (64, 64), (0, 0, 0, 0)).save(stream, "PNG")
    made = Image.open(io.BytesIO(picture_for_pack(stream.getvalue())))
    assert made.getpixel((10, 10)) == (255, 255, 255)


def test_a_photo_that_ends_too_early_is_refused() -> None:
    with pytest.raises(MediaError, match="damaged"):
        picture_for_pack(mediamaker.picture("jpg", (400, 300))[:700])
