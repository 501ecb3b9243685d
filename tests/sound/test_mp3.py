"""An MP3 that was made in several parts at once: nobody can tell, and every frame is in place."""

from __future__ import annotations

import io
from array import array
from collections.abc import Iterator

import pytest
import soundfile

from kneecoach.model.errors import KneecoachError
from kneecoach.model.units import Seconds
from kneecoach.sound import mp3
from kneecoach.sound.cues import CueName, PlacedCue
from kneecoach.sound.notes import length_of
from kneecoach.sound.sounds import Hum
from kneecoach.sound.track import Track


def track(*sounds: PlacedCue, lasts: float = 40.0) -> Track:
    return Track(
        title="T",
        comment="",
        sounds=sounds,
        session_at=Seconds(0.0),
        chapters=(),
        lasts=Seconds(lasts),
    )


def cues(every: float, lasts: float = 40.0) -> Iterator[PlacedCue]:
    at = 0.5
    while at < lasts - 1.5:
        yield PlacedCue(at=Seconds(at), name=CueName.START)
        at += every


def decoded(content: bytes) -> array[int]:
    with soundfile.SoundFile(io.BytesIO(content)) as file:
        room = bytearray(file.frames * 2)
        file.buffer_read_into(room, "int16")
    return array("h", bytes(room))


def encoded(one: Track, parts: int, monkeypatch: pytest.MonkeyPatch) -> bytes:
    monkeypatch.setattr(mp3.os, "cpu_count", lambda: parts)
    return b"".join(mp3.encode(one, lambda _share: True))


def test_parts_sound_like_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    one = track(*cues(1.7))
    places = mp3.part_places(one, 4)
    assert len(places) == 5
    whole, parts = (decoded(encoded(one, count, monkeypatch)) for count in (1, 4))
    assert len(whole) == len(parts)
    apart = max(abs(left - right) for left, right in zip(whole, parts, strict=True))
    assert apart < 0.06 * max(whole)  # two codings of one sound, not two sounds
    for place in places[1:-1]:
        around = parts[place - 1000 : place + 3000]
        assert not any(around), "a seam is silent"


def test_parts_begin_where_nothing_sounds_and_at_whole_frames() -> None:
    one = track(*cues(1.3))
    for place in mp3.part_places(one, 4)[1:-1]:
        assert place % mp3.GRANULE == 0
        at = (place + mp3.DELAY) / mp3.RATE
        assert all(abs(at - cue.at - length_of(cue.name) / 2) > 0.25 for cue in one.sounds)


def test_what_is_never_quiet_is_one_part() -> None:
    hums = (PlacedCue(at=Seconds(at / 2), name=Hum(hertz=300, lasts_ms=600)) for at in range(76))
    one = track(*hums)
    assert len(mp3.part_places(one, 4)) == 2
    assert mp3.part_places(track(), 4) == (0, 40 * mp3.RATE - mp3.DELAY)


def test_progress_grows_to_the_whole_and_can_stop_all_parts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(mp3.os, "cpu_count", lambda: 4)
    told: list[float] = []

    def keep(share: float) -> bool:
        told.append(share)
        return True

    list(mp3.encode(track(*cues(1.7)), keep))
    assert told == sorted(told)
    assert told[-1] == 1.0
    with pytest.raises(KneecoachError, match="stopped"):
        list(mp3.encode(track(*cues(1.7)), lambda _share: False))
