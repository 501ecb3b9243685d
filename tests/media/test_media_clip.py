from __future__ import annotations

import contextlib
import os
import struct
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import mediamaker
import pytest
from hypothesis import given
from hypothesis import strategies as st
from soundfile import SoundFile

from kneecoach.media import sndfile
from kneecoach.media.clip import LARGEST_CLIP, LOUD, LOUDEST, decode, look_at
from kneecoach.media.file import read_media
from kneecoach.media.refused import MediaError
from kneecoach.media.taking import CLIP_RATE, clip_for_pack
from kneecoach.media.wav import plain_samples

KINDS = ("wav", "ogg", "flac", "mp3")
SOUND = {kind: mediamaker.clip(kind, 0.5) for kind in KINDS}


def audioop():
    from kneecoach.media import clip

    return clip.audioop


@pytest.mark.parametrize("kind", KINDS)
def test_a_recording_tells_its_kind_and_length(kind: str) -> None:
    found = look_at(SOUND[kind])
    assert found.kind == kind
    assert found.lasts == pytest.approx(0.5, abs=0.08)
    assert (found.rate, found.channels) == (16_000, 1)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("rate", "channels"), [(44_100, 2), (16_000, 1), (48_000, 1)])
def test_every_recording_is_as_long_at_another_rate_and_as_loud_as_a_phrase(
    kind: str, rate: int, channels: int
) -> None:
    content = mediamaker.clip(kind, 0.6, rate=rate, channels=channels, loud=2000)
    mono = decode(content, 16_000)
    assert len(mono) / 2 / 16_000 == pytest.approx(look_at(content).lasts, abs=0.002)
    assert audioop().rms(mono, 2) == pytest.approx(LOUD, rel=0.1)


def test_a_loud_recording_is_held_below_the_limit() -> None:
    clicks = mediamaker.tone(0.5, loud=100)[:-2000] + struct.pack("<h", 32_000) * 3
    content = mediamaker.wav_of(mediamaker.Samples(rate=16_000, channels=1, content=clicks))
    assert audioop().max(decode(content, 16_000), 2) <= LOUDEST


@pytest.mark.parametrize(("hertz", "stays"), [(2_000, True), (5_000, True), (11_000, False)])
def test_high_pitches_do_not_fold_back_when_there_are_fewer_samples(
    hertz: int, stays: bool
) -> None:
    low = mediamaker.tone(0.5, rate=48_000)
    high = mediamaker.tone(0.5, rate=48_000, hertz=hertz)
    both = audioop().add(audioop().mul(low, 2, 0.1), high, 2)
    mono = decode(
        mediamaker.wav_of(mediamaker.Samples(rate=48_000, channels=1, content=both)), 16_000
    )
    turns = audioop().cross(mono, 2) / 0.5
    assert turns == pytest.approx(2 * hertz if stays else 880, rel=0.05)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no recording"),
        (b"MZ" + bytes(200), "no recording"),
        (mediamaker.picture(), "no recording"),
        (b"\xff", "no recording"),
        (mediamaker.clip(seconds=16.0, rate=8000), "lasts 16.0 s"),
        (mediamaker.clip("flac", seconds=17.5, rate=8000), "at most 15 s"),
        (mediamaker.clip(seconds=0.05), "nothing is heard"),
        (mediamaker.clip(seconds=1.0, loud=3), "silent"),
        (SOUND["wav"] + bytes(LARGEST_CLIP), "larger than 3 MB"),
        (SOUND["flac"][:60], "damaged"),
        (SOUND["ogg"][:100], "damaged"),
        (b"ID3" + bytes(300), "damaged"),
        (b"RIFF" + bytes(4) + b"WAVE" + bytes(100), "damaged"),
        (mediamaker.clip(seconds=0.2, channels=4), "4 channels"),
        (mediamaker.clip(seconds=0.2, rate=200_000), "200000 samples"),
        (mediamaker.clip("flac", 0.2, channels=3), "3 channels"),
    ],
    # An Ogg has a number of its own each time it is made; the names of tests have none.
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_recording_or_too_much_is_refused_with_the_reason(
    content: bytes, why: str
) -> None:
    with pytest.raises(MediaError, match=why):
        look_at(content)


def test_a_header_that_promises_hours_is_believed_only_as_far_as_there_is_sound() -> None:
    lying = bytearray(SOUND["wav"])
    lying[40:44] = struct.pack("<I", 0xFFFFFFF0)
    assert look_at(bytes(lying)).lasts == pytest.approx(0.5, abs=0.01)


def test_a_wav_of_another_kind_is_read_by_the_library() -> None:
    import io

    import soundfile

    stream = io.BytesIO()
    with soundfile.SoundFile(stream, "w", 16_000, 1, format="WAV", subtype="PCM_24") as writer:
        writer.buffer_write(mediamaker.tone(0.5), "int16")
    assert plain_samples(stream.getvalue()) is None
    assert look_at(stream.getvalue()).lasts == pytest.approx(0.5)


@pytest.mark.parametrize(
    "changes",
    [{20: b"\x03\x00"}, {22: b"\x00\x00"}, {24: bytes(4)}, {12: b"data"}, {12: b"junk"}],
)
def test_a_wav_with_a_senseless_head_is_not_plain(changes: dict[int, bytes]) -> None:
    content = bytearray(SOUND["wav"])
    for at, new in changes.items():
        content[at : at + len(new)] = new
    assert plain_samples(bytes(content)) is None


def test_without_the_library_plain_wav_still_works_and_the_rest_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sndfile, "PACKAGE", "no_such_package")
    monkeypatch.setattr(sndfile, "find_library", lambda _: None)
    sndfile.library.cache_clear()
    try:
        assert look_at(SOUND["wav"]).kind == "wav"
        with pytest.raises(MediaError, match="libsndfile"):
            look_at(SOUND["ogg"])
    finally:
        sndfile.library.cache_clear()


@pytest.mark.parametrize("kind", ["ogg", "flac", "mp3"])
@pytest.mark.parametrize("channels", [1, 2])
def test_what_is_read_is_what_the_large_package_reads(kind: str, channels: int) -> None:
    content = mediamaker.clip(kind, 0.7, rate=44_100, channels=channels)
    reader = sndfile.SoundReader(content)
    found = b"".join(iter(lambda: reader.read(5_000), b""))
    reader.close()
    reader.close()
    with SoundFile(BytesIO(content)) as whole:
        room = bytearray(len(found))
        assert whole.buffer_read_into(room, "int16") == len(found) // 2 // channels
        apart = audioop().add(found, audioop().mul(bytes(room), 2, -1), 2)
        assert audioop().max(apart, 2) <= 1  # MP3 is rounded at the ends of blocks
        assert (reader.rate, reader.channels) == (whole.samplerate, whole.channels)
    assert reader.kind == kind


def test_a_recording_is_read_without_the_libraries_that_fill_the_memory() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED],
        input=SOUND["ogg"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode().split() == ["ogg", "[]"]


LOADED = """
import sys
from kneecoach.media.clip import look_at
kind = look_at(sys.stdin.buffer.read()).kind
print(kind, [one for one in ("numpy", "soundfile", "cffi") if one in sys.modules])
"""


def test_what_the_library_thinks_of_damaged_files_is_not_shown(
    capfd: pytest.CaptureFixture[str],
) -> None:
    content = bytearray(mediamaker.clip("mp3", 1.0))
    content[600:1500] = bytes(range(256)) * 3 + bytes(132)
    with contextlib.suppress(MediaError):
        look_at(bytes(content))
    assert capfd.readouterr() == ("", "")


def test_where_there_is_no_terminal_recordings_are_read_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from kneecoach.media import clip

    monkeypatch.setattr(clip, "STDERR", 10_000)
    assert look_at(SOUND["ogg"]).kind == "ogg"


@given(
    kind=st.sampled_from(KINDS),
    spoilt=st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 255)), min_size=1, max_size=12),
    kept=st.floats(0.05, 1.0),
)
def test_a_spoilt_recording_is_read_or_refused_and_never_more(
    kind: str, spoilt: list[tuple[int, int]], kept: float
) -> None:
    content = bytearray(SOUND[kind])
    for at, value in spoilt:
        content[at % len(content)] = value
    try:
        mono = decode(bytes(content[: int(len(content) * kept)]), 16_000)
    except MediaError:
        return
    assert len(mono) <= 16_000 * 2 * 15.1


def test_a_recording_of_ones_own_becomes_a_plain_wav() -> None:
    made = clip_for_pack(mediamaker.clip("mp3", 0.8, rate=44_100, channels=2))
    found = look_at(made)
    assert (found.kind, found.rate, found.channels) == ("wav", CLIP_RATE, 1)
    assert plain_samples(made) is not None
    assert found.lasts == pytest.approx(0.8, abs=0.08)


def test_links_pipes_and_folders_are_refused(tmp_path: Path) -> None:
    import os

    real = tmp_path / "real.wav"
    real.write_bytes(SOUND["wav"])
    (tmp_path / "link.wav").symlink_to(real)
    (tmp_path / "elsewhere").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.wav")
    (tmp_path / "empty.wav").write_bytes(b"")
    assert read_media(real, 100_000) == SOUND["wav"]
    for name, why in (
        ("link.wav", "link"),
        ("elsewhere/real.wav", "link"),
        ("pipe.wav", "not a file"),
        ("", "not a file"),
        ("gone.wav", "not there"),
        ("empty.wav", "empty"),
        ("a\0b.wav", "cannot be read"),
    ):
        with pytest.raises(MediaError, match=why):
            read_media(tmp_path / name, 100_000)
    with pytest.raises(MediaError, match="larger"):
        read_media(real, 100)
