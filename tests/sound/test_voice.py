from __future__ import annotations

import json
import logging
import wave
from array import array
from pathlib import Path

import pytest

from kneecoach.model.talk import VoiceLanguage
from kneecoach.model.units import Seconds
from kneecoach.resources import resource
from kneecoach.sound.cues import CueName
from kneecoach.sound.rendering import samples_of
from kneecoach.sound.sounds import Phrase
from kneecoach.sound.tones import render
from kneecoach.sound.voice import (
    HEADER,
    RecordedVoice,
    decode,
    file_name,
    open_voice,
    read_header,
)
from kneecoach.sound.words import SWITCH, all_phrases

ENGLISH = VoiceLanguage.ENGLISH


def _recording(text: str = SWITCH) -> Path:
    phrase = open_voice(ENGLISH).find(text)
    assert phrase is not None
    assert phrase.path is not None
    return phrase.path


def _folder(tmp_path: Path, content: bytes) -> RecordedVoice:
    listed = {"phrases": {SWITCH: SWITCH}}
    (tmp_path / "phrases.json").write_text(json.dumps(listed))
    (tmp_path / file_name(SWITCH)).write_bytes(content)
    return RecordedVoice(tmp_path)


def test_a_phrase_lasts_as_long_as_its_recording() -> None:
    phrase = open_voice(ENGLISH).find(SWITCH)
    assert phrase is not None
    assert phrase.path is not None
    samples = array("h", decode(phrase.path))
    assert len(samples) == round(phrase.lasts * 16_000)
    assert 0.5 < phrase.lasts < 1.5


@pytest.mark.parametrize("language", VoiceLanguage)
def test_every_recording_can_be_heard_from_its_beginning_to_its_end(
    language: VoiceLanguage,
) -> None:
    lexicon = open_voice(language)
    for text in all_phrases():
        phrase = lexicon.find(text)
        assert phrase is not None
        assert phrase.path is not None
        samples = array("h", decode(phrase.path))
        peak = max(map(abs, samples))
        assert 0.1 < peak / 32768 < 0.9, text
        assert max(map(abs, samples[: 16 * 120])) > 0.01 * 32768, f"{text} begins late"


def test_names_of_recordings_are_readable_and_never_the_same() -> None:
    texts = list(all_phrases())
    assert len({file_name(text) for text in texts}) == len(texts)
    assert file_name("Set 2 of 3.").startswith("set_2_of_3-")
    assert file_name("Über: die/Straße?").isascii()


def test_all_recordings_together_are_small() -> None:
    for language in VoiceLanguage:
        folder = resource("assets", "voice", language.value)
        assert sum(one.stat().st_size for one in folder.glob("*.wav")) < 8_000_000


def test_no_recording_is_there_that_nobody_hears() -> None:
    for language in VoiceLanguage:
        folder = resource("assets", "voice", language.value)
        listed = json.loads((folder / "phrases.json").read_text("utf-8"))["phrases"]
        names = {file_name(text) for text in listed}
        assert {one.name for one in folder.glob("*.wav")} == names


def test_words_sound_at_the_rate_of_the_device() -> None:
    phrase = open_voice(ENGLISH).find(SWITCH)
    assert phrase is not None
    stereo = array("h", samples_of(phrase, 48_000, 2))
    assert abs(len(stereo) / 2 - phrase.lasts * 48_000) < 10
    assert stereo[::2] == stereo[1::2]


def test_a_listed_phrase_that_is_missing_is_not_found_and_noted(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    voice = _folder(tmp_path, b"")
    (tmp_path / file_name(SWITCH)).unlink()
    with caplog.at_level(logging.WARNING):
        assert voice.find(SWITCH) is None
    assert file_name(SWITCH) in caplog.text
    assert voice.find("Something that nobody says.") is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a recording at all, but long enough to be one, one should think, or even two",
        pytest.param(_recording().read_bytes()[: HEADER.size - 1], id="cut off in its header"),
    ],
)
def test_a_damaged_phrase_is_not_found_and_noted(
    content: bytes, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        assert _folder(tmp_path, content).find(SWITCH) is None
    assert "cannot be spoken" in caplog.text


def test_a_recording_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 16_000, 0, "NONE", ""))
        file.writeframes(bytes(1000))
    with pytest.raises(ValueError, match="recording"):
        read_header(path.read_bytes())


@pytest.mark.parametrize("kept", [0.5, 0.98])
def test_a_phrase_that_is_cut_off_is_a_tone_and_noted(
    kept: float, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    whole = _recording().read_bytes()
    phrase = _folder(tmp_path, whole[: int(len(whole) * kept)]).find(SWITCH)
    assert phrase is not None
    with caplog.at_level(logging.WARNING):
        assert samples_of(phrase, 48_000, 1) == render(CueName.WORDS, 48_000, 1)
    assert "cannot be spoken" in caplog.text


def test_noise_in_a_recording_never_breaks_the_sound(tmp_path: Path) -> None:
    whole = bytearray(_recording().read_bytes())
    whole[HEADER.size + 2] = 255
    phrase = _folder(tmp_path, bytes(whole)).find(SWITCH)
    assert phrase is not None
    assert samples_of(phrase, 48_000, 1) == render(CueName.WORDS, 48_000, 1)


def test_a_voice_without_its_list_says_nothing_and_is_noted(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kneecoach.sound.voice.resource", tmp_path.joinpath)
    open_voice.cache_clear()
    try:
        with caplog.at_level(logging.WARNING):
            assert open_voice(ENGLISH).find(SWITCH) is None
    finally:
        open_voice.cache_clear()
    assert "no voice" in caplog.text


def test_words_for_the_systems_own_voice_are_a_knock_in_a_recording() -> None:
    own = Phrase(text="Breathe.", says="Breathe.", lasts=Seconds(1.0))
    assert samples_of(own, 48_000, 1) == render(CueName.WORDS, 48_000, 1)
