from __future__ import annotations

import tracemalloc
from array import array

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kneecoach.model.talk import VoiceLanguage
from kneecoach.model.units import Seconds
from kneecoach.sound.cues import CueName, PlacedCue
from kneecoach.sound.rendering import samples_of
from kneecoach.sound.sounds import Phrase
from kneecoach.sound.stream import FADE_MS, GRACE_MS, CueStream
from kneecoach.sound.tones import render
from kneecoach.sound.voice import open_voice
from kneecoach.sound.words import all_phrases

RATE = 48_000
TICK = CueName.COUNTDOWN


def _stream(channels: int = 1) -> CueStream:
    return CueStream(rate=RATE, channels=channels)


def _cue(at: float, name: CueName = TICK) -> PlacedCue:
    return PlacedCue(at=Seconds(at), name=name)


def _samples(name: CueName = TICK) -> array[int]:
    return array("h", render(name, RATE, 1))


def _fill(stream: CueStream, frames: int) -> array[int]:
    return array("h", stream.fill(frames))


def test_a_stream_without_cues_is_silent() -> None:
    stream = _stream(channels=2)
    assert stream.fill(1000) == bytes(4000)
    assert stream.given == 1000


def test_a_cue_begins_at_its_very_frame() -> None:
    stream = _stream()
    stream.schedule([_cue(0.01)], origin=100)
    block = _fill(stream, RATE)
    cue = _samples()
    assert not any(block[:580])
    assert block[580 : 580 + len(cue)] == cue
    assert not any(block[580 + len(cue) :])


def test_a_cue_goes_on_over_the_border_of_a_block() -> None:
    stream = _stream()
    stream.schedule([_cue(0.0)], origin=90)
    assert _fill(stream, 100)[90:] + _fill(stream, 400) == _samples()[:410]


def test_cues_that_meet_are_added() -> None:
    stream = _stream()
    stream.schedule([_cue(0.0), _cue(0.0, CueName.REST)], origin=0)
    expected = [one + other for one, other in zip(_samples(), _samples(CueName.REST), strict=False)]
    assert list(_fill(stream, len(expected))) == expected


def test_what_is_too_loud_is_held_at_the_limit() -> None:
    stream = _stream()
    stream.schedule([_cue(0.0)] * 12, origin=0)
    block = _fill(stream, 480)
    assert max(block) == 32767
    assert min(block) == -32768


def test_a_cue_that_is_a_little_late_sounds_at_once_and_a_later_one_never() -> None:
    stream = _stream()
    stream.fill(RATE)
    stream.schedule([_cue(1.0 - GRACE_MS / 1000)], origin=0)
    assert _fill(stream, 480) == _samples()[:480]
    stream = _stream()
    stream.fill(RATE)
    stream.schedule([_cue(0.999 - GRACE_MS / 1000)], origin=0)
    assert not any(_fill(stream, RATE))


def test_silence_drops_what_is_planned_and_fades_what_sounds() -> None:
    stream = _stream()
    stream.schedule([_cue(0.0, CueName.REST), _cue(0.3)], origin=0)
    begun = _fill(stream, 4800)
    stream.silence()
    block = _fill(stream, RATE)
    fade = RATE * FADE_MS // 1000
    cue = _samples(CueName.REST)
    steepest = max(abs(cue[at + 1] - cue[at]) for at in range(len(cue) - 1))
    joined = begun[-1:] + block
    assert any(block[: fade // 2])
    assert not any(block[fade:])
    assert max(abs(joined[at + 1] - joined[at]) for at in range(fade)) <= steepest * 1.1


def test_what_is_planned_after_a_silence_sounds() -> None:
    stream = _stream()
    stream.schedule([_cue(0.0)], origin=0)
    stream.silence()
    stream.schedule([_cue(0.1)], origin=0)
    block = _fill(stream, RATE)
    assert not any(block[:4800])
    assert block[4800 : 4800 + 2880] == _samples()


PLANS = st.lists(
    st.tuples(st.integers(0, 30_000), st.sampled_from(CueName)), min_size=1, max_size=8
)


@given(
    plan=PLANS,
    sizes=st.lists(st.integers(1, 6000), min_size=1, max_size=12),
    silence_at=st.none() | st.integers(0, 20_000),
    channels=st.sampled_from([1, 2]),
)
def test_the_size_of_the_blocks_changes_nothing(
    plan: list[tuple[int, CueName]], sizes: list[int], silence_at: int | None, channels: int
) -> None:
    total = 48_000

    def play(blocks: list[int]) -> bytes:
        stream = _stream(channels)
        stream.schedule([_cue(at / RATE, name) for at, name in plan], origin=0)
        made = bytearray()
        borders = [silence_at] if silence_at else []
        while stream.given < total:
            for size in blocks:
                ahead = [one - stream.given for one in borders if one > stream.given]
                made += stream.fill(min([size, total - stream.given, *ahead]))
                if stream.given in borders:
                    stream.silence()
                    borders = []
        return bytes(made)

    assert play(sizes) == play([total])


@settings(max_examples=15)
@given(plan=PLANS)
def test_a_stream_is_the_sum_of_its_cues(plan: list[tuple[int, CueName]]) -> None:
    stream = _stream()
    stream.schedule([_cue(at / RATE, name) for at, name in plan], origin=0)
    total = [0] * 100_000
    for at, name in sorted(plan, key=lambda one: one[0]):
        for place, value in enumerate(_samples(name), start=at):
            total[place] = max(-32768, min(32767, total[place] + value))  # held after each of them
    assert list(_fill(stream, 100_000)) == total


@pytest.mark.parametrize("channels", [1, 2])
def test_a_frame_counts_once_however_many_channels_it_has(channels: int) -> None:
    stream = _stream(channels)
    assert len(stream.fill(10)) == 10 * stream.frame_bytes == 20 * channels


def _phrase(text: str = "Switch sides.") -> Phrase:
    phrase = open_voice(VoiceLanguage.ENGLISH).find(text)
    assert phrase is not None
    return phrase


def test_words_that_are_under_way_are_heard_from_there_on() -> None:
    phrase = _phrase()
    whole = array("h", samples_of(phrase, RATE, 1))
    stream = _stream()
    stream.schedule([PlacedCue(at=Seconds(0.0), name=phrase)], origin=-RATE // 2)
    assert _fill(stream, RATE)[: len(whole) - RATE // 2] == whole[RATE // 2 :]


def test_the_tail_of_a_signal_is_not_heard() -> None:
    stream = _stream()
    stream.schedule([_cue(0.0, CueName.REST)], origin=-RATE // 4)
    assert not any(_fill(stream, RATE))


def test_silence_ends_words_quickly_too() -> None:
    stream = _stream()
    stream.schedule([PlacedCue(at=Seconds(0.0), name=_phrase())], origin=0)
    assert any(_fill(stream, RATE // 4))
    stream.silence()
    assert not any(_fill(stream, RATE)[RATE * FADE_MS // 1000 :])


def test_words_take_no_memory_before_they_are_heard() -> None:
    lexicon = open_voice(VoiceLanguage.ENGLISH)
    found = [lexicon.find(text) for text in all_phrases()]
    placed = [PlacedCue(at=Seconds(60.0 * at), name=one) for at, one in enumerate(found) if one]
    tracemalloc.start()
    try:
        stream = _stream(channels=2)
        stream.schedule(placed, origin=0)
        stream.fill(RATE)
        assert tracemalloc.get_traced_memory()[1] < 3_000_000
    finally:
        tracemalloc.stop()
